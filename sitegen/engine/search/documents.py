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
"""The id of the part, at the end of each document, that has names and no text."""
REST = "Rest"
"""The id of the part before the names: what is found but never quoted, because it is no running text."""

_TITLE_BLOCK = re.compile(r'<header class="title\b.*?</header>', re.DOTALL)
_LEDE = re.compile(r'<p class="lede">.*?</p>', re.DOTALL)
_BESIDE = re.compile(
    r"<aside aria-label=.*?</aside>|<(nav|button)\b.*?</\1>|<(span) class=\"unseen\".*?</\2>"
    r"|<(a) class=\"number\".*?</\3>",
    re.DOTALL,
)
_TEXT = '<div class="text'
"""How the part of a page begins that has what its author wrote (`partials/text.html`)."""
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_NOT_RUNNING = re.compile(
    r"<(table|figcaption|pre)\b.*?</\1>"
    r"|<(ul|ol)\b[^>]*>(?:\s*<li\b[^>]*>\s*<a\b[^>]*>(?:(?!</?(?:a|li)\b).)*</a>\s*</li>)+\s*</\2>",
    re.DOTALL,
)
"""Matches a table, a caption, code, and a list of nothing but links."""
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
    """Its date in words; the first and last of several."""
    days: tuple[str, ...] = ()
    """The days on which it takes place, in words."""
    over: tuple[str, ...] = ()
    """When each of these is over, as a date and time with its offset."""
    next: str = ""
    """What results say of the first that is not over, with `{day}` for its words; of a single one these alone."""
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

    It has the text of `<main>` without what stands beside it: first the running text, which results quote, then
    the rest, and at its end the names of the page, which weigh more: a weight counts as its square. Raises
    msgspec.DecodeError when a layout has written another data block.
    """
    _, mark, rest = page.partition(MARK)
    if not mark:
        return None
    record = msgspec.json.decode(rest.partition("</script>")[0], type=PageRecord)
    start, end = rest.find("<main"), rest.rfind("</main>")
    text = _BESIDE.sub("", rest[rest.find(">", start) + 1 : end] if 0 <= start < end else "")
    text = " ".join(text.split())  # as Pagefind reads it, so that other line breaks make no other document
    title = _TITLE_BLOCK.search(text)
    ledes = "".join(_LEDE.findall(title[0])) if title else ""
    running, around = _divided(_TITLE_BLOCK.sub("", text, count=1))
    tables = "".join(found[0] for found in _NOT_RUNNING.finditer(running))
    text = f'{ledes}{_NOT_RUNNING.sub(" ", running)}<div id="{REST}">{tables}{around}</div>'
    text = _APART.sub(r"\1div", _TERM.sub(":</dt>", text))
    return f'<html lang="{escape(record.lang)}"><body>{_filters(record)}{text}{_names(record, text)}</body></html>'


def _divided(text: str) -> tuple[str, str]:
    """Return what the author of a page wrote, and what the layout has set around it.

    A layout without a part for the text of an entry is running text as a whole.
    """
    start, depth = text.find(_TEXT), 0
    for div in _DIV.finditer(text, start) if start >= 0 else ():
        depth += -1 if div[1] else 1
        if not depth:
            return text[start : div.end()], text[:start] + text[div.end() :]
    return text, ""


def _filters(record: PageRecord) -> str:
    words = record.next or "{day}"
    dates = [(over, words.replace("{day}", day)) for over, day in zip(record.over, record.days, strict=False)]
    shown = {"title": record.title, "kind": record.kind, "date": record.date}
    if dates:
        shown["dates"] = msgspec.json.encode(dates).decode()
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
