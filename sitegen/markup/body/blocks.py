"""Writes blocks of the page: code, tables, paragraphs, footnotes and admonitions."""

import re
from html import unescape

from sitegen.markup.body import pictures
from sitegen.markup.body.highlight import highlight, language_of
from sitegen.markup.body.pass_state import Page
from sitegen.markup.html import attributes, tag, text, value
from sitegen.markup.placeholders import Mark

DIAGRAMS = {
    "mermaid": "Mermaid",
    **dict.fromkeys(("plantuml", "puml"), "PlantUML"),
    **dict.fromkeys(("dot", "graphviz"), "Graphviz"),
    **dict.fromkeys(("vega", "vega-lite", "vegalite"), "Vega"),
    "d2": "D2",
    "ditaa": "Ditaa",
    "nomnoml": "Nomnoml",
    "wavedrom": "WaveDrom",
    "geojson": "GeoJSON",
    "topojson": "TopoJSON",
}
"""Languages that other programs draw a picture of -> the name of the program."""
_ALIGNED = re.compile(r"text-align: (left|center|right);")


def code(page: Page, rest: str) -> None:
    """Write `<pre>` in a region that scrolls and can be reached by keyboard. Only code is highlighted."""
    found = page.values(rest)
    caption = found.pop("title", "")
    page.block()
    if not (page.name(1) == "code" and page.name(2) == "/code" and page.name(3) == "/pre"):
        page.out.append(_region(page, "code", caption or page.words.preformatted) + tag("pre", found))
        page.in_pre += 1
        return
    inside = page.skip("/pre")[1]
    source = page.restored(unescape(inside.text))
    if "\n```" in source or "\n~~~" in source:
        page.fenced = True
    kind = page.values(inside.rest)
    language = language_of(kind.get("class", ""))
    if drawn := DIAGRAMS.get(language.lower()):
        what = page.words.diagram.format(name=drawn)
        caption = f"{what}: {caption}" if caption else what
    name = caption or (page.words.code_in.format(name=language) if language else page.words.code)
    region = _region(page, "code", name)
    html = f"{region}{tag('pre', found)}{tag('code', kind)}{highlight(language, source)}</code></pre></section>"
    if caption:
        html = f'<figure class="code"><figcaption>{text(caption)}</figcaption>{html}</figure>'
    page.out.append(html)


def close_code(page: Page, rest: str) -> None:
    """Write `</pre>` of text with tags inside."""
    page.in_pre = max(page.in_pre - 1, 0)
    page.out.append("</pre></section>")


def open_span(page: Page, rest: str) -> None:
    """Write `<code>` in running text, whose words stay as typed."""
    page.in_code += 1
    page.out.append(tag("code", page.values(rest)) if rest else "<code>")


def close_span(page: Page, rest: str) -> None:
    """Write `</code>`."""
    page.in_code = max(page.in_code - 1, 0)
    page.out.append("</code>")


def _region(page: Page, kind: str, name: str) -> str:
    classes = f"scroll {kind}" if kind else "scroll"
    return f'<section class="{classes}" tabindex="0" aria-label="{page.label(name)}">'


def table(page: Page, rest: str) -> None:
    """Write `<table>`. The outermost one scrolls in a region named by its caption or by the heading above."""
    page.nested += 1
    page.in_table += 1
    page.block()
    if page.in_table == 1:
        name = page.words.table_under.format(heading=page.headings[-1].text) if page.headings else page.words.table
        if page.name(1) == "caption":
            caption = "".join([token.text for token in page.until("/caption")[1:]])
            name = page.restored(" ".join(unescape(caption).split())) or name
        page.out.append(_region(page, "", name))
    page.out.append(tag("table", page.values(rest)))


def close_table(page: Page, rest: str) -> None:
    """Write `</table>`."""
    page.nested -= 1
    page.in_table -= 1
    page.block()
    page.out.append("</table></section>" if page.in_table == 0 else "</table>")


def cell(page: Page, rest: str) -> None:
    """Write `<td>` or `<th>` with its alignment as a class."""
    page.block()
    found = page.values(rest) if rest else {}
    if aligned := _ALIGNED.fullmatch(found.get("style", "")):
        del found["style"]
        found["class"] = f"{found.get('class', '')} align-{aligned[1]}".strip()
    page.out.append(tag(page.name(), found))


def paragraph(page: Page, rest: str) -> None:
    """Write `<p>`, or nothing for a paragraph of embeds and of marks without words."""
    page.block()
    page.begin = page.here
    if page.word and not rest and page.name(1) == "/p" and (alone := _alone(page)):
        for mark in alone:
            page.mark(mark)
        page.at += 1
        return
    found_values = page.values(rest) if rest else {}
    if page.name(1) in ("img", "a") and not page.box and not page.title and pictures.stands_alone(page):
        return pictures.figure(page, found_values)
    page.in_paragraph = True
    if found_values.get("class") == "admonition-title":
        found_values["class"] = "callout-title"
    page.out.append(tag("p", found_values) if found_values else "<p>")
    if page.box:
        page.out.append(page.box)
        page.box = ""


def _alone(page: Page) -> list[Mark]:
    """Return the marks of a paragraph that consists of silent marks; empty for any other paragraph."""
    assert page.word
    marks: list[Mark] = []
    for word in page.marks.joined(page.after()).split():
        found = page.word.fullmatch(word)
        if not found or not page.marks.items[int(found[1])].silent:
            return []
        marks.append(page.marks.items[int(found[1])])
    return marks


def close_paragraph(page: Page, rest: str) -> None:
    """Write `</p>`, and remember the first paragraph with words in it for the excerpt."""
    page.in_paragraph = False
    if page.title:
        page.out.append(page.title)
        page.title = ""
    else:
        page.out.append("</p>")
        if page.paragraph is None and not page.nested and "".join(page.plain[page.begin :]).strip():
            page.paragraph = (page.begin, page.here)
    page.block()


def division(page: Page, rest: str) -> None:
    """Write `<div>`, and the flavour's footnotes and admonitions in the form of this site."""
    page.nested += 1
    page.block()
    classes = attributes(rest).get("class", "") if "class=" in rest else ""
    if classes == "footnote" and page.name(1) == "hr":
        page.at += 1
        name = value(page.words.footnotes)
        page.out.append(f'<section class="footnotes" role="doc-endnotes" aria-label="{name}">')
        page.closers["/div"].append("</section>")
        return
    found = page.values(rest)
    if classes.startswith("admonition "):
        kinds = " ".join(classes.split()[1:])
        found = {**found, "class": f"callout callout-{kinds}", "role": "note"}
    page.out.append(tag("div", found))
    page.closers["/div"].append("</div>")


def close_division(page: Page, rest: str) -> None:
    """Write the end of what `division` opened."""
    page.nested -= 1
    page.block()
    page.out.append(page.closers["/div"].pop())
