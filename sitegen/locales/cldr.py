"""What CLDR knows of a language, by babel: imported only where another language than English is used."""

import re
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

_TOKEN = re.compile(r"'([^']*)'|([a-zA-Z])\2*")
_FIELDS = {"d": "{day}", "y": "{year}", "H": "{hour}", "h": "{hour12}", "m": "{minute:02}", "a": "{half}"}


@lru_cache(maxsize=64)
def locale_data(tag: str) -> Locale | None:
    """Return CLDR's data for a language tag, or for its language alone; None where it has neither."""
    for name in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def date_words(tag: str) -> dict[str, Any] | None:
    """Return the fields `FROM_CLDR` of `dates.Words` for a language; None for one that CLDR does not know."""
    data = locale_data(tag)
    if data is None:
        return None
    date = pattern(data.date_formats["long"].pattern)
    skeletons, lists, halves = data.datetime_skeletons, data.list_patterns["standard"], data.day_periods
    return {
        "months": _months(data, "format", "wide"),
        "month_names": _months(data, "stand-alone", "wide"),
        "short_months": _months(data, "stand-alone", "abbreviated"),
        "weekdays": tuple(data.days["stand-alone"]["wide"][number] for number in range(7)),
        "short_weekdays": tuple(data.days["stand-alone"]["abbreviated"][number] for number in range(7)),
        "date": date,
        "date_without_year": pattern(skeletons["MMMMd"].pattern),
        "month_and_year": pattern(skeletons["yMMMM"].pattern),
        "with_weekday": pattern(data.date_formats["full"].pattern).replace(date, "{date}"),
        "clock": pattern(data.time_formats["short"].pattern),
        "halves": tuple(halves["format"]["abbreviated"][half] for half in ("am", "pm")),
        "listed": (_between(lists["start"]), _between(lists["2"])),
    }


def pattern(cldr: str) -> str:
    """Return a pattern of CLDR (UTS 35, part 4) as one of `str.format`: `{day}. {month}` for `d. MMMM`."""

    def field(found: re.Match[str]) -> str:
        letter, length = found[2], len(found[0])
        if letter is None:
            return found[1]
        if letter in "ML":
            return "{month}"
        if letter in "Ec":
            return "{weekday}"
        padded = length == 2 and letter in "Hh"
        return _FIELDS[letter].replace("}", ":02}") if padded else _FIELDS[letter]

    return _TOKEN.sub(field, cldr)


def _months(data: Locale, where: str, width: str) -> tuple[str, ...]:
    return tuple(data.months[where][width][number] for number in range(1, 13))


def _between(pattern: str) -> str:
    return re.sub(r"\(\w+\)", "", pattern.removeprefix("{0}").removesuffix("{1}"))  # Welsh: a(c)
