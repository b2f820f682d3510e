"""From a finished page to the document that Pagefind indexes.

A page that is to be found says so itself: its head has a data block, `<script type="application/json"
id="Search">`, with what results show and are filtered by. Every other page is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape

import msgspec
from msgspec import Struct

MARK = '<script type="application/json" id="Search">'
NAMES = "Names"
"""The id of the part, at the end of each document, that has names and no text: results never quote it."""

_TITLE_BLOCK = re.compile(r'<header class="title\b.*?</header>', re.DOTALL)
_LEDE = re.compile(r'<p class="lede">.*?</p>', re.DOTALL)
_BESIDE = re.compile(
    r"<aside aria-label=.*?</aside>|<(nav|button)\b.*?</\1>|<(span) class=\"unseen\".*?</\2>", re.DOTALL
)
_TERM = re.compile(r"(?<=\w)</dt>")
_APART = re.compile(r"(</?)(?:caption|dd|figcaption|summary|th|tr)\b")
"""Matches a part that Pagefind would join to the next without a space: it parts those of a few names, as `div`."""
_TAG = re.compile(r"<[^>]*>")
_ACCENTED = re.compile(r"\w*[^\W\x00-\x7f]\w*")


class PageRecord(Struct, frozen=True):
    """The data block of a page."""

    title: str
    kind: str = ""
    """What it is, in words: `Post`."""
    date: str = ""
    """Its date in words; the rule of a series."""
    years: tuple[int, ...] = ()
    """The years it has dates in."""
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """What else it is called."""
    people: tuple[str, ...] = ()
    """Who wrote it."""
    lang: str = "en"


def document(page: str) -> str | None:
    """Return the HTML that Pagefind is given of a page; None for a page that is not to be found.

    It has the text of `<main>` without what stands beside it, and at its end the names of the page, which weigh
    more: a weight counts as its square. Raises msgspec.DecodeError when a layout has written another data block.
    """
    _, mark, rest = page.partition(MARK)
    if not mark:
        return None
    record = msgspec.json.decode(rest.partition("</script>")[0], type=PageRecord)
    start, end = rest.find("<main"), rest.rfind("</main>")
    text = _BESIDE.sub("", f"{rest[start:end]}</main>" if 0 <= start < end else "")
    text = " ".join(text.split())  # as Pagefind reads it, so that other line breaks make no other document
    text = _APART.sub(r"\1div", _TERM.sub(":</dt>", text))
    text = _TITLE_BLOCK.sub(lambda block: "".join(_LEDE.findall(block[0])), text, count=1)
    return f'<html lang="{escape(record.lang)}"><body>{_filters(record)}{text}{_names(record, text)}</body></html>'


def _filters(record: PageRecord) -> str:
    shown = {"title": record.title, "kind": record.kind, "date": record.date}
    years = (("year", str(year)) for year in record.years)
    filters = [("kind", record.kind), *years, *(("tag", tag) for tag in record.tags)]
    return "".join(
        f'<i data-pagefind-{what}="{name}[data-is]" data-is="{escape(value)}"></i>'
        for what, pairs in (("meta", shown.items()), ("filter", filters))
        for name, value in pairs
        if value
    )


def _names(record: PageRecord, text: str) -> str:
    parts = [
        (10, (record.title,)),
        (8, record.names),
        (5, record.tags),
        (2, record.people),
        (1, sorted(set(_without_accents(f"{record.title} {' '.join(record.names)} {text}")))),
    ]
    paragraphs = "".join(
        f'<p data-pagefind-weight="{weight}">{escape(". ".join(words))}</p>' for weight, words in parts if words
    )
    return f'<div id="{NAMES}">{paragraphs}</div>'


def _without_accents(text: str) -> Iterator[str]:
    """Yield the words with accents once more without them, for readers whose keyboard has none."""
    if text.isascii():
        return
    for word in _ACCENTED.findall(_TAG.sub(" ", text)):
        plain = "".join(
            letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
        )
        if plain.isascii():
            yield plain.lower()
