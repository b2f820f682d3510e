"""The HTML of a body as another page shows it: the part that was asked for, with ids of its own there."""

import re
from collections.abc import Iterator

from markupsafe import escape

from sitegen.markup.html import value
from sitegen.patterns import late

_TAG = late(r"<(/?)([a-z][a-zA-Z0-9-]*)([^>]*)>")
_EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "source", "track", "wbr"))
"""The elements without a closing tag."""
_AROUND = {
    "li": "ul",
    "dt": "dl",
    "dd": "dl",
    "td": "table tbody tr",
    "th": "table tbody tr",
    "tr": "table tbody",
    **dict.fromkeys(("caption", "colgroup", "thead", "tbody", "tfoot"), "table"),
}
"""Elements that may only be inside certain others -> those others, the outermost first."""

_NAMES = late(r"<[a-z][^>]*\s(?:id|for|headers|aria-(?:labelledby|describedby|controls))=\"[^>]*>")
"""A tag that has an id, or refers to elements by their ids."""
_NAME = late(r"(\s(?:id|for|headers|aria-(?:labelledby|describedby|controls))=\")([^\"]+)")
_ID = late(r'<[a-z][^>]*?\sid="([^"]+)"')
_OWN_LINK = late(r'href="#([^"]*)"')
_OWN_PAINT = late(r"=\"url\(#")
"""An attribute of a drawing that names another element of it."""
_HEADING = late(r"(</?h)([1-6])\b")

_NOTES = '<section class="footnotes"'
_SIGN = late(r'<a class="footnote-ref" href="#([^"]*)"')
_NOTE = late(r'<li id="([^"]*)"')
_BACK = late(r'(?:&nbsp;)?<a class="footnote-backref" href="#([^"]*)"[^>]*>[^<]*</a>')


def ids(html: str) -> set[str]:
    """Return every id in a body."""
    return set(_ID.findall(html)) if ' id="' in html else set()


def embedded(html: str, slug: str, address: str, taken: set[str]) -> str:
    """Return the HTML of a body, or of a part of it, for showing inside another.

    Its headings are one level lower, and its ids have a prefix: the entry's slug, with a number behind it where an
    id would be among those `taken` already, to which they are added. What refers to an id has the prefix too; a
    link to what is not in the part leads to the `address` of the whole.
    """
    own = ids(html)
    prefix, number = f"{slug}-", 1
    while any(prefix + identity in taken for identity in own):
        number += 1
        prefix = f"{slug}-{number}-"
    taken.update([prefix + identity for identity in own])
    html = _NAMES.sub(lambda tag: _NAME.sub(lambda found: found[1] + _prefixed(found[2], prefix), tag[0]), html)

    def link(found: re.Match[str]) -> str:
        return f'href="#{prefix}{found[1]}"' if found[1] in own else f'href="{value(address)}#{found[1]}"'

    html = _OWN_LINK.sub(link, html)
    if "url(#" in html:
        html = _OWN_PAINT.sub(f'="url(#{prefix}', html)
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, 6)}", html)


def _prefixed(names: str, prefix: str) -> str:
    return " ".join([prefix + name for name in names.split(" ")])


def part_of(html: str, anchor: str) -> str:
    """Return what an anchor of a body names, with the footnotes that it has signs of.

    Of a heading that is its section: up to the next heading of its level or above, or to the end of the element
    that the heading is in. Of another element it is that element, of an empty one that which follows. Without such
    an id it is the whole of the HTML.
    """
    identity = re.escape(str(escape(anchor)))
    if heading := re.search(rf'<h([1-6])\b[^>]*\sid="{identity}"', html):
        start = heading.start()
        return _with_notes(html, html[start : _end_of_section(html, start, int(heading[1]))])
    named = re.search(
        rf'(?:<span id="{identity}"></span>\s*(?=<[a-z])|(?=<[a-z][^>]*\sid="{identity}"))<([a-z]\w*)', html
    )
    if not named:
        return html
    around = _AROUND.get(named[1], "").split()
    element = html[named.start(1) - 1 : _end_of_element(html, named.start(1) - 1)]
    opened, closed = (f"<{name}>" for name in around), (f"</{name}>" for name in reversed(around))
    return _with_notes(html, "".join((*opened, element, *closed)))


def _tags(html: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each tag from a place on, with the number of elements that are open before it since that place."""
    depth = 0
    for tag in _TAG.finditer(html, start):
        yield tag, depth
        if tag[1]:
            depth -= 1
        elif tag[2] not in _EMPTY and tag[3][-1:] != "/":
            depth += 1


def _end_of_section(html: str, start: int, level: int) -> int:
    """Return where the section ends whose heading begins at a place."""
    for tag, depth in _tags(html, start):
        if depth == 0 and tag.start() > start:
            is_heading = tag[2][0] == "h" and tag[2][1:].isdigit() and int(tag[2][1:]) <= level
            if tag[1] or is_heading or html.startswith(_NOTES, tag.start()):
                return tag.start()
    return len(html)


def _end_of_element(html: str, start: int) -> int:
    """Return where the element ends that begins at a place."""
    return next((tag.end() for tag, depth in _tags(html, start) if tag[1] and depth == 1), len(html))


def _with_notes(html: str, shown: str) -> str:
    """Return a part of a body and, behind it, the notes that it refers to, under the numbers they have there."""
    if _NOTES not in html or 'class="footnote-ref"' not in shown:
        return shown
    begin = html.rindex(_NOTES)
    notes = {name: note for name, note in _notes(html, begin) if f' id="{name}"' not in shown}
    wanted = [name for name in dict.fromkeys(_SIGN.findall(shown)) if name in notes]
    for name in wanted:
        wanted += [other for other in _SIGN.findall(notes[name]) if other in notes and other not in wanted]
    if not wanted:
        return shown
    there = ids(shown).union(*(ids(notes[name]) for name in wanted))

    def kept(back: re.Match[str]) -> str:
        return back[0] if back[1] in there else ""

    items = (_BACK.sub(kept, note) for name, note in notes.items() if name in wanted)
    opening = html[begin : html.index("<ol>", begin)]
    return "\n".join((shown.rstrip(), f"{opening}<ol>", *items, "</ol>", "</section>"))


def _notes(html: str, begin: int) -> Iterator[tuple[str, str]]:
    """Yield the id and the item of each note of a list that begins at a place."""
    number, place = 0, begin
    while found := _NOTE.search(html, place):
        number, place = number + 1, _end_of_element(html, found.start())
        yield found[1], f'<li value="{number}"{html[found.start() + 3 : place]}'
