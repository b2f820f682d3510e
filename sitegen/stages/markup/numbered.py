"""Official papers: top-level list items become numbered paragraphs with stable anchors, `#p8` and `#p8b`."""

import re

from msgspec import structs

from sitegen.model.body import Body

_LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_START = re.compile(r'\bstart="(\d+)"')
_PART = re.compile(r"<(p|li)>([a-z])\)\s")


def number_paragraphs(body: Body) -> Body:
    """Return a body whose top-level ordered lists are paragraphs under the numbers their author typed."""
    ids: list[str] = []
    pieces: list[str] = []
    done, depth, current = 0, 0, 0
    inside, loose = False, True
    for tag in _LIST.finditer(body.html):
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
            replaced = f"{inner}</div></div>" if closing else _opening(current) + inner
            if not closing:
                ids.append(f"p{current}")
        if replaced is not None:
            pieces += (_parts(body.html[done : tag.start()], current, ids), replaced)
            done = tag.end()
    html = "".join(pieces) + body.html[done:]
    return structs.replace(body, html=html, ids=(*body.ids, *ids))


def _opening(number: int) -> str:
    link = f'<a class="number" href="#p{number}" aria-label="Paragraph {number}">{number}</a>'
    return f'<div class="numbered" id="p{number}">{link}<div>'


def _parts(html: str, number: int, ids: list[str]) -> str:
    """Give the lettered parts of a paragraph anchors of their own."""

    def part(found: re.Match[str]) -> str:
        name = f"p{number}{found[2]}"
        if not number or name in ids:
            return found[0]
        ids.append(name)
        link = f'<a class="number" href="#{name}" aria-label="Paragraph {number}{found[2]}">{found[2]})</a>'
        return f'<{found[1]} class="part" id="{name}">{link} '

    return _PART.sub(part, html)
