"""Official papers: top-level list items become numbered paragraphs with stable anchors, `#p8` and `#p8b`."""

import re

from msgspec import structs

from sitegen.markup.body.labels import ENGLISH_WORDS
from sitegen.markup.html import value
from sitegen.model.body import Body

_LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_START = re.compile(r'\bstart="(\d+)"')
_NOTES = '<section class="footnotes"'
_PART = re.compile(r"<(p|li)>([a-z])\)\s")


def number_paragraphs(body: Body, label: str = ENGLISH_WORDS.paragraph) -> Body:
    """Return a body whose top-level ordered lists are paragraphs under the numbers their author typed.

    Each is named by `label`, in which `{number}` is its number.

    A number that was there before gets no second anchor; footnotes are no paragraphs.
    """
    ids: list[str] = []
    pieces: list[str] = []
    done, depth, current = 0, 0, 0
    inside, loose = False, True
    end = body.html.rfind(_NOTES)
    end = len(body.html) if end < 0 else end
    for tag in _LIST.finditer(body.html, 0, end):
        closing, name, attributes = tag[1] == "/", tag[2], tag[3]
        replaced = None
        if name != "li":
            if depth == 0 and name == "ol":
                inside, replaced = True, ""
                start = _START.search(attributes)
                current = int(start[1]) - 1 if start else 0
            depth += -1 if closing else 1
            if depth == 0 and inside and closing:
                inside, replaced = False, ""
        elif inside and depth == 1:
            current += not closing
            loose = body.html.startswith(("\n<p", "<p"), tag.end()) if not closing else loose
            inner = "" if loose else "</p>" if closing else "<p>"
            replaced = f"{inner}</div></div>" if closing else _opening(current, label, body.ids, ids) + inner
        if replaced is not None:
            pieces += (_parts(body.html[done : tag.start()], current, label, ids), replaced)
            done = tag.end()
    html = "".join(pieces) + body.html[done:]
    return structs.replace(body, html=html, ids=(*body.ids, *ids))


def _opening(number: int, label: str, taken: tuple[str, ...], ids: list[str]) -> str:
    identity = f"p{number}"
    if identity in ids or identity in taken:
        return f'<div class="numbered"><span class="number">{number}</span><div>'
    ids.append(identity)
    name = value(label.format(number=number))
    link = f'<a class="number" href="#{identity}" aria-label="{name}">{number}</a>'
    return f'<div class="numbered" id="{identity}">{link}<div>'


def _parts(html: str, number: int, label: str, ids: list[str]) -> str:
    """Give the lettered parts of a paragraph anchors of their own."""

    def part(found: re.Match[str]) -> str:
        identity = f"p{number}{found[2]}"
        if not number or identity in ids:
            return found[0]
        ids.append(identity)
        name = value(label.format(number=f"{number}{found[2]}"))
        link = f'<a class="number" href="#{identity}" aria-label="{name}">{found[2]})</a>'
        return f'<{found[1]} class="part" id="{identity}">{link} '

    return _PART.sub(part, html)
