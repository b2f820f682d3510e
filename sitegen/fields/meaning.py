"""What people most likely mean by a day, a zone or a length that is not written so: proposed, never taken."""

import datetime as dt
import re
import zoneinfo

from sitegen.diagnostics import did_you_mean

_OFFSET = re.compile(r"(?:UTC|GMT)?[ ]?([+-])[ ]?(\d{1,2}):?(\d{2})?", re.I | re.ASCII)
_SHORT_ZONES = {
    "BST": "Europe/London",
    "CEST": "CET",
    "EEST": "EET",
    "WEST": "WET",
    "EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    "JST": "Asia/Tokyo",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
}
"""Abbreviations that are no zones, because some are shared or hold for half a year: what people mean by them."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FILLING = re.compile(r"(?:at|on|mon|tue|wed|thu|fri|sat|sun)[a-z]*")


def days_meant(text: str) -> tuple[dt.date, ...]:
    """The days that words such as `30 January 2017` or `30/01/2017` can mean; none when in doubt.

    Of numbers alone either may be the month, unless the year stands first or points part them: `10.2.2017` is
    written by those who put the day first.
    """
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    month = next((_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS), 0)
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    year = next((number for number in numbers if number >= 1000), 0)
    rest = [number for number in numbers if number < 1000]
    pairs: list[tuple[int, int]] = []
    if month and len(rest) == 1:
        pairs = [(month, rest[0])]
    elif not month and len(rest) == 2:
        pairs = [(rest[1], rest[0]), (rest[0], rest[1])]
        if numbers[0] == year:
            pairs.reverse()
        if max(rest) <= 12 and any(word.isalpha() and not _FILLING.fullmatch(word) for word in words):
            return ()
    found = [day for pair in pairs if year and (day := _day_of(year, *pair))]
    only_one = numbers[:1] == [year] or re.search(r"\d\.\d+\.\d", text)
    return tuple(dict.fromkeys(found[:1] if only_one else found))


def _day_of(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def zone_meant(text: str) -> str:
    """The zone to type for a name that is none."""
    offset = _OFFSET.fullmatch(text)
    if offset and int(offset[2]) < 16:
        return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    if text.upper() in _SHORT_ZONES:
        return _SHORT_ZONES[text.upper()]
    names = zoneinfo.available_timezones()
    folded = text.replace(" ", "_")
    ends = sorted(name for name in names if name.rpartition("/")[2].casefold() == folded.casefold())
    return ends[0] if ends else did_you_mean(folded, names) or "Europe/London"


def length_meant(text: str) -> str:
    """A bare number as a length: few are hours, many are minutes; `1:30` is an hour and a half."""
    if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)", text, re.ASCII):
        return f"{int(match[1])}h{match[2]}"
    if not re.fullmatch(r"\d{1,4}(?:\.\d)?", text, re.ASCII) or not float(text):
        return ""
    if float(text) > 12:
        return f"{text} minutes"
    return f"{text} hour" if text == "1" else f"{text} hours"
