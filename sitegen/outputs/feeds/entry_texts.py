"""The whole texts of entries, worked out once for all feeds that have them, and once in each format."""

import re
from collections.abc import Callable, Iterable, Iterator
from operator import is_

from sitegen.locales import Locale
from sitegen.outputs.feeds.answer import FeedItem
from sitegen.questions.contract import View
from sitegen.questions.entries import Filling
from sitegen.urls import to_absolute

MOST_KEPT = 1024
"""How many entries are kept for other feeds."""

FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) cannot hold in any spelling."""
_FORBIDDEN_ASCII = bytes(code for code in range(128) if FORBIDDEN.match(chr(code)))
_ANCHOR = re.compile(r'(<a\s[^<>]*?href=")#')

Writer = Callable[[FeedItem, str, str, str], str]
"""Writes an entry; takes what is known of it, its absolute address, the HTML of its text, and the base address."""


class _Known:
    """An entry as it was written last, and what it was made of."""

    __slots__ = ("html", "made_of", "page", "written")

    def __init__(self, made_of: tuple[object, ...], page: str, html: str) -> None:
        self.made_of = made_of
        self.page = page
        self.html = html
        self.written: dict[Writer, str] = {}


_known: dict[str, _Known] = {}
"""Key -> an entry; of the last MOST_KEPT."""


def entry_texts(items: Iterable[FeedItem], view: View, base: str, writer: Writer) -> Iterator[str]:
    """Yield entries in the format of a writer; each is the same in every feed that holds it."""
    locale = view.locale()
    for item in items:
        yield _text(item, view, base, locale, writer)


def _text(item: FeedItem, view: View, base: str, locale: Locale, writer: Writer) -> str:
    """Return one entry.

    What the text is made of is asked for in any case, and the text made only where these very answers have not
    been written before. A filling has the digest of the source and of what its slots lead to.
    """
    filling: Filling = view.ask("body", item.key)
    terms: object = view.ask("terms_in", item.key) if filling.glossary else None
    made_of = (item, filling, terms, locale, base)
    known = _known.get(item.key)
    if known is None or filling.lists or not all(map(is_, known.made_of, made_of)):
        page = to_absolute(item.permalink, base)
        html = to_absolute(str(view.body(item.key, inviting=False)), base)
        if 'href="#' in html:
            html = _ANCHOR.sub(lambda found: f"{found[1]}{page}#", html)
        happens = f"<p><strong>{item.when}</strong></p>\n" if item.when else ""
        known = _Known(made_of, page, cleaned(happens + html))
        if len(_known) >= MOST_KEPT:
            del _known[next(iter(_known))]
        _known[item.key] = known
    if writer not in known.written:
        known.written[writer] = writer(item, known.page, known.html, base)
    return known.written[writer]


def cleaned(words: str) -> str:
    """Return words without the characters that XML cannot hold; nor does anyone expect them in a JSON Feed."""
    if words.isprintable():
        return words
    if words.isascii():
        plain = len(words.encode().translate(None, _FORBIDDEN_ASCII)) == len(words)
    else:
        plain = words.replace("\n", "").isprintable()
    return words if plain else FORBIDDEN.sub("", words)
