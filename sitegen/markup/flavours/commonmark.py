"""The `commonmark` flavour: what GitHub and GitLab show, by a compiled parser."""

import re
from collections import Counter
from html import escape

from pyromark import Markdown, Options

from sitegen.markup.flavours.comments import are_broken, on_a_line
from sitegen.markup.flavours.fence import described
from sitegen.markup.positions import masked

_EXTENSIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
)
_HEADING = re.compile(
    r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*#{1,6}[ \t][^\n]*\{):(?=[^{}:/\n][^{}\n]*\}[ \t]*$)", re.M
)
"""Matches a heading up to the colon in the list of attributes at its end."""
_INFO = re.compile(r"^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,}))([^`\n]*[={][^`\n]*)$", re.M)
_PARTS = re.compile(
    r'<div class="footnote-definition" id="(?P<label>[^"]*)"><sup class="footnote-definition-label">\d+</sup>'
    r"|<div\b|(?P<end></div>\n?)"
)
_NO_DEFINITION = re.compile(r"^([ \t>]*)(?=:[^\s-])", re.M)
"""Matches what is before a colon that begins no definition; `:--` is a row of a table."""
_SIGN = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')


class CommonMark:
    """One parser for all pages: it keeps nothing between them."""

    costly = False

    def __init__(self) -> None:
        self._parser = Markdown(options=_EXTENSIONS)

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        """See `Flavour.html`."""
        if "{:" in text:
            text = _with_plain_lists(text)
        infos: list[str] = []
        prefix = "zqi"
        if "```" in text or "~~~" in text:
            prefix = _free_word(prefix, text)

            def aside(match: re.Match[str]) -> str:
                infos.append(match[2])
                return f"{match[1]}{prefix}{len(infos) - 1}x"

            text = _INFO.sub(aside, text)
        html = self._parsed(text)
        if "<dd>" in html and _NO_DEFINITION.search(text):
            # The parser takes any colon for the sign of a definition, that of `:rocket:` too.
            word = _free_word("zqd", text)
            html = self._parsed(_NO_DEFINITION.sub(rf"\1{word}", text)).replace(word, "")
        if are_broken(html):
            html = self._parsed(on_a_line(text))
        if infos:
            html = _with_infos(html, prefix, infos)
        if 'class="footnote-definition"' in html:
            html = _with_notes(html)
        return html, ()

    def _parsed(self, text: str) -> str:
        # Code at the very end keeps its line feed this way.
        return self._parser.html(text if text.endswith("\n") else f"{text}\n")


def _with_plain_lists(text: str) -> str:
    """Return the text in which attributes behind a heading are in plain braces: those of kramdown have a colon."""
    if not _HEADING.search(text):
        return text
    visible = masked(text, html=True)

    def plain(match: re.Match[str]) -> str:
        return match[0] if visible[match.end() - 1] == "\0" else f"{match[1]} "

    return _HEADING.sub(plain, text)


def _free_word(word: str, text: str) -> str:
    """Return the word with as many letters behind it as it takes to be in no text."""
    while word in text:
        word += "q"
    return word


def _with_infos(html: str, prefix: str, infos: list[str]) -> str:
    """Return the HTML with language and caption of each fence. The parser shows only one word of them.

    A word that was in the code of a longer fence becomes what was typed.
    """

    def opening(match: re.Match[str]) -> str:
        language, caption = described(infos[int(match[1])])
        pre = f'<pre title="{escape(caption)}">' if caption else "<pre>"
        return pre + (f'<code class="language-{escape(language)}">' if language else "<code>")

    html = re.sub(rf'<pre><code class="language-{prefix}(\d+)x">', opening, html)
    return re.sub(rf"{prefix}(\d+)x", lambda match: escape(infos[int(match[1])]), html)


def _with_notes(html: str) -> str:
    """Return the HTML with footnotes as `Flavour` describes them: in the order of their signs, all at the end."""
    body, notes = _apart(html)
    if not notes:
        return html
    order: dict[str, int] = {}
    labels: list[str] = []
    counts: Counter[str] = Counter()

    def number(label: str) -> int:
        if label not in order:
            labels.append(label)
            order[label] = len(labels)
        return order[label]

    def sign(match: re.Match[str]) -> str:
        label = match[1]
        if label not in notes:
            return match[0]
        counts[label] += 1
        place = counts[label] if counts[label] > 1 else ""
        anchor = f'<a class="footnote-ref" href="#fn:{label}">{number(label)}</a>'
        return f'<sup id="fnref{place}:{label}">{anchor}</sup>'

    body = _SIGN.sub(sign, body)
    # A note may refer to another. Notes without a sign come after those with one.
    texts: list[str] = []
    unread = iter(notes)
    while len(texts) < len(notes):
        if len(texts) == len(labels):
            number(next(label for label in unread if label not in order))
        texts.append(_SIGN.sub(sign, notes[labels[len(texts)]]))
    items = "".join(
        _note(label, order[label], words, counts[label]) for label, words in zip(labels, texts, strict=True)
    )
    return f'{body}<div class="footnote">\n<hr>\n<ol>\n{items}</ol>\n</div>'


def _note(label: str, number: int, words: str, count: int) -> str:
    places = ("", *range(2, count + 1)) if count else ()
    links = (
        f'&nbsp;<a class="footnote-backref" href="#fnref{place}:{label}" title="{number}">\u21a9</a>'
        for place in places
    )
    back = "".join(links)
    words = words.strip()
    if back:
        words = f"{words[:-4]}{back}</p>" if words.endswith("</p>") else f"{words}\n<p>{back}</p>"
    return f'<li id="fn:{label}">\n{words}\n</li>\n'


def _apart(html: str) -> tuple[str, dict[str, str]]:
    """Return the HTML without its footnotes, and the notes by label. The parser leaves each where it was typed."""
    notes: dict[str, str] = {}
    buffers: list[list[str]] = [[]]
    open_divisions: list[str | None] = []
    at = 0
    for match in _PARTS.finditer(html):
        buffers[-1].append(html[at : match.start()])
        at = match.end()
        if match["label"] is not None:
            open_divisions.append(match["label"])
            buffers.append([])
        elif match["end"] is None:
            open_divisions.append(None)
            buffers[-1].append(match[0])
        else:
            label = open_divisions.pop() if open_divisions else None
            if label is None:
                buffers[-1].append(match[0])
            else:
                notes.setdefault(label, "".join(buffers.pop()))
    buffers[-1].append(html[at:])
    for label in filter(None, reversed(open_divisions)):
        notes.setdefault(label, "".join(buffers.pop()))
    return "".join(buffers[0]), notes
