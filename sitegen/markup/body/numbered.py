"""Official papers: top-level list items become numbered paragraphs with stable anchors, `#p8` and `#p8b`."""

import re

from msgspec import structs

from sitegen.markup.body.labels import ENGLISH_WORDS
from sitegen.markup.body.parts import Parts
from sitegen.model.body import Body

_LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_START = re.compile(r'\bstart="(\d+)"')
_NOTES = '<section class="footnotes"'


def number_paragraphs(body: Body, label: str = ENGLISH_WORDS.paragraph) -> Body:
    """Return a body whose top-level ordered lists are paragraphs under the numbers their author typed.

    Each is named by `label`, in which `{number}` is its number.

    A number that was there before gets no second anchor; footnotes are no paragraphs.
    """
    parts = Parts(label)
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
            replaced = f"{inner}</div></div>" if closing else _opening(current, parts, body.ids) + inner
        if replaced is not None:
            pieces += (parts.listed(body.html[done : tag.start()], current), replaced)
            done = tag.end()
    html = "".join(pieces) + body.html[done:]
    return structs.replace(body, html=html, ids=(*body.ids, *parts.ids))


def _opening(number: int, parts: Parts, taken: tuple[str, ...]) -> str:
    identity = f"p{number}"
    if identity in parts.ids or identity in taken:
        return f'<div class="numbered"><span class="number">{number}</span><div>'
    parts.ids.append(identity)
    return f'<div class="numbered" id="{identity}">{parts.link(str(number), str(number))}<div>'
