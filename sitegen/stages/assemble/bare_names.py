"""Names without quotes in tasks, as in `@Dee Calloway`: whether they go on behind their first word."""

from collections.abc import Callable

from sitegen.patterns import late

MOST_WORDS = 8
_WORD = late(r"[^\w@]*\w(?:(?!['’]s\b)[^\s@,;])*(?<=[\w)])")
"""Matches a word of a name with what is before it. A name ends before an owner and before a genitive’s `s`."""
_NAME = late(r"[ ][^\W\d_]")


def whole_name(first: str, following: str, known: Callable[[str], bool]) -> str:
    """Return the longest name that begins with a first word and goes on in what follows; "" where none does."""
    ends: list[int] = []
    end = 0
    while len(ends) < MOST_WORDS and (found := _WORD.match(following, end)):
        end = found.end()
        ends.append(end)
    names = (first + following[:end] for end in reversed(ends))
    return next(filter(known, names), "")


def begins_name(following: str) -> bool:
    """Return whether what follows a name without quotes may be the rest of it, such as a surname."""
    return bool(_NAME.match(following)) and following[1].isupper()
