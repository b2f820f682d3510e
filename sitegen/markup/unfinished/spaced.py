"""Blanks in the addresses of links, and titles behind them that are not in straight quotes."""

import re
from collections.abc import Iterator
from html import unescape

from msgspec import structs

from sitegen.diagnostics import Edit
from sitegen.markup.unfinished.page import Shown, plain, problem
from sitegen.model.problem import Problem
from sitegen.patterns import late

_SPACED_LINK = late(
    r"\]\([^\s()<>]+(?:[ \t]+|[ \t]*\n[ \t]*)(?!\"[^\"\n]*\"[ \t]*\)|'[^'\n]*'[ \t]*\))[^\s()<>][^()\n]*\)"
)
_SPACED_ADDRESS = late(r"<(?:https?|mailto)[ ]*:[^\s<>\"'=]*[ ][^<>\n\"'=]*>")
_LINK = late(
    r"(?<![\\\]\w])\[(?P<words>[^\[\]\n]*)\]\((?P<to>[^\s()<>]+)(?P<gap>[ \t]+|[ \t]*\n[ \t]*)"
    r"(?P<rest>(?!\"[^\"\n]*\"[ \t]*\)|'[^'\n]*'[ \t]*\))[^\s()<>][^()\n]*)\)"
)
_IN_ANGLES = late(r"(?<!\\)<(?P<to>(?:https?|mailto)[ ]*:[^\s<>\"'=]*(?:[ ][^\s<>\"'=]*)+)>")
_QUOTES = "“”„‟«»‹›‘’‚‛″′´`\"'"
_FILE = late(r"\.\w{2,5}(?:#\S*)?\Z")
_SCHEME = late(r"[a-z][a-z0-9+.-]*:", re.I)
_BEGUN = late(r"(?:https?|mailto)\Z", re.I)
_HALF = late(r"https?:/*(?:[^\s/?#.]*|[^\s/?#]*\.)\Z", re.I)
"""An address that ends within its host."""
_BLANKS = "blanks in its address keep this from being a link"
_IN_WORDS = "write its address without blanks, and a title between two straight quotes"


def may_be_spaced(text: str) -> bool:
    """Whether a text has a blank behind the beginning of an address, and no title there."""
    # A pattern that begins with fixed characters is searched for as fast as a word, one with branches is not.
    return _SPACED_LINK.search(text) is not None or ("<" in text and _SPACED_ADDRESS.search(text) is not None)


def spaced(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each link with such a title or blank.

    In some flavours it is no link then, in others all of it is the address. Without a scheme and quotes it may be
    the name of a file.
    """
    words = plain(unescape(found.html))
    for match in found.candidates(_LINK):
        to, rest = match["to"], match["rest"].strip()
        quoted = rest[0] in _QUOTES and not _FILE.search(rest)
        title = rest.strip(_QUOTES + " ").replace('"', "'")
        if quoted and title and plain(rest.strip(_QUOTES + " ")) in words:
            told = problem(match, "the title of a link needs straight quotes", f']({to} "{title}")', "rest")
            yield structs.replace(told, edit=Edit(text=f'"{title}"'))
        elif plain(f"]({to} {rest})") in found.words or (
            (_SCHEME.match(to) or _BEGUN.match(to)) and f'"{to}{match["gap"]}{rest}"' in unescape(found.html)
        ):
            whole = _closed_up(to, rest)
            fix = f"[{match['words']}]({whole})" if whole else _IN_WORDS
            message = _BLANKS if plain(f"]({to}") in found.words else "blanks are in the address of this link"
            yield problem(match, message, fix, edit=bool(whole))
    for match in found.candidates(_IN_ANGLES):
        if plain(match["to"]) in found.words:
            to, _, rest = match["to"].partition(" ")
            whole = _closed_up(to, rest)
            yield problem(match, _BLANKS, f"<{whole}>" if whole else _IN_WORDS, edit=bool(whole))


def _closed_up(to: str, rest: str) -> str:
    """Return an address without its blanks; "" where what is behind a blank may be a title."""
    whole = to + "".join(rest.split())
    if any(sign in rest for sign in _QUOTES):
        return ""
    if _BEGUN.match(to):
        return whole if rest.startswith(":") else ""
    if not _SCHEME.match(to):
        return f"<{to} {rest}>"
    if to[:7].casefold() == "mailto:":
        return whole if "@" not in to.rstrip("@") and "@" in whole else ""
    return whole if _HALF.match(to) or rest[0] in ".,/:?#&=%_-" else ""
