"""Plain text cut to what fits: excerpts and the sentences that backlinks show."""

import re
from html import unescape

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[^\sa-z])")
_ABOUT = 200
_LONGEST = 240
_REACH = 2000
"""Characters looked at on either side of a link: its sentence may be a whole text, full of other links."""


def flat(plain: str, separator: str) -> str:
    """Return plain text as one line of words, without entities."""
    return " ".join(unescape(plain.replace(separator, " ")).split())


def shorten(words: str, most: int = _ABOUT) -> str:
    """Return a text that fits as it is, and of a longer one as many whole words as fit, with an ellipsis."""
    if len(words) <= most:
        return words
    cut = words.rfind(" ", 0, most)
    return words[: cut if cut > 0 else most - 1].rstrip(" ,;:-–") + "…"


def sentence(plain: str, begin: int, end: int, separator: str) -> str:
    """Return the sentence around `plain[begin:end]`, cut to 240 characters with that part in it."""
    farthest, nearest = max(begin - _REACH, 0), min(end + _REACH, len(plain))
    first = max(plain.rfind(separator, farthest, begin) + 1, farthest)
    last = plain.find(separator, end, nearest)
    last = nearest if last < 0 else last
    for match in _END.finditer(plain, max(first - 1, 0), last):
        if match.end() <= begin:
            first = match.end()
        elif match.start() + 1 >= end:
            last = match.start() + 1
            break
    words = flat(plain[first:last], separator)
    if len(words) <= _LONGEST:
        return words
    before = flat(plain[first:begin], separator)
    start = max(0, min(len(before) - 80, len(words) - _LONGEST + 2))
    if start:
        start = words.find(" ", start) + 1
        return "…" + shorten(words[start:], _LONGEST - 1)
    return shorten(words, _LONGEST)
