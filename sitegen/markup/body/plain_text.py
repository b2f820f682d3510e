"""A body as plain text: what a reader sees of it, a line for each paragraph, item, row or line of code."""

import html
import re
from collections.abc import Iterator, Sequence

from sitegen.model.body import SLOT, Body
from sitegen.model.reference import Reference
from sitegen.patterns import late

_BLOCKS = late(
    r"</?(?:address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)\b[^>]*>"
)
_CELLS = late(r"</t[dh]>\s*<t[dh]\b[^>]*>")
_IMAGES = late(r"<img\b[^>]*>")
_ALT = late(r'\salt="([^"]*)"')
_TAGS = late(r"<[^>]*>")
_SLOTS = late(f"{SLOT}(\\d+){SLOT}")


def plain_text(body: Body) -> tuple[str, ...]:
    """Return the lines of a body as a reader sees them, without those that are empty.

    A picture is its alternative text in brackets, and a link its words. A link without words has those that its
    target was called by.
    """
    return tuple(_lines(body.html, body.references))


def _lines(text: str, references: Sequence[Reference]) -> Iterator[str]:
    text = _IMAGES.sub(_picture, text)
    text = _CELLS.sub(" | ", text)
    text = _TAGS.sub("", _BLOCKS.sub("\n", text))
    text = _SLOTS.sub(lambda slot: html.escape(_words(references[int(slot[1])])), text)
    for line in html.unescape(text).splitlines():
        if words := " ".join(line.split()):
            yield words


def _picture(tag: re.Match[str]) -> str:
    found = _ALT.search(tag[0])
    return f"[{found[1]}]" if found and found[1] else ""


def _words(reference: Reference) -> str:
    return reference.text or (f"{reference.target}#{reference.anchor}" if reference.anchor else reference.target)
