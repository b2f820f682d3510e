"""HTML as nh3 writes it: the one form our own steps read and write too."""

from collections.abc import Mapping
from html import unescape

from msgspec import Struct

from sitegen.patterns import late

_TAG = late(r"<(/?[a-zA-Z][a-zA-Z0-9]*)([^>]*)>")

INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "i",
            "img",
            "ins",
            "kbd",
            "mark",
            "q",
        ),
        *("rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
"""The elements that are part of a line of text, without the one that breaks it."""

_ATTRIBUTE = late(r' ([^\s=]+)="([^"]*)"')

_CONTROLS = bytes(number for number in range(128) if number in (127, *range(32)) and number not in (9, 10))
_ILLEGIBLE = late("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Token(Struct, gc=False):
    """One tag of canonical HTML and the text behind it. The first token of a page has the text before any tag."""

    name: str
    """Lower case, with the slash of a closing tag; empty in a page's first token."""
    rest: str
    """The attributes as written, with the space before them."""
    text: str
    """The text up to the next tag, escaped."""
    words: str = ""
    """The escaped words of a passage; see `body/passages.py`."""


def tokens(html: str) -> list[Token]:
    """Return canonical HTML as tokens."""
    pieces = _TAG.split(html)
    # Mapping over slices makes them in half the time of a loop.
    return [Token("", "", pieces[0]), *map(Token, pieces[1::3], pieces[2::3], pieces[3::3])]


def legible(words: str) -> str:
    """Return words without the characters that no page can show. Some of them mean something to later steps.

    Tab and line feed stay; the other controls of ASCII, halves of surrogate pairs and noncharacters go.
    """
    try:
        raw = words.encode()
    except UnicodeEncodeError:
        return _ILLEGIBLE.sub("", words)
    # Looking through bytes is several times as fast as the pattern, and nearly every text is clean.
    if len(raw.translate(None, _CONTROLS)) == len(raw) and "\ufffe" not in words and "\uffff" not in words:
        return words
    return _ILLEGIBLE.sub("", words)


def text(words: str) -> str:
    """Return words escaped for HTML text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def value(words: str) -> str:
    """Return words escaped for an attribute between double quotes."""
    return text(words).replace('"', "&quot;")


def attributes(rest: str) -> dict[str, str]:
    """Return the attributes of a tag, in order, without entities."""
    return {name: unescape(words) for name, words in _ATTRIBUTE.findall(rest)}


def tag(name: str, values: Mapping[str, str]) -> str:
    """Return an opening tag."""
    return f"<{name}" + "".join([f' {key}="{value(words)}"' for key, words in values.items()]) + ">"
