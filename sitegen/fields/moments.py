"""Days, times and spans of time as people type them."""

import datetime as dt
import functools
import re

from sitegen.facets.schedule import Moment, zone_of
from sitegen.fields.scalars import Unfit
from sitegen.fields.suggestions import (
    day_and_hours,
    days_meant,
    from_to,
    is_abbreviation,
    length_meant,
    with_century,
    with_colon,
    yearless,
    zone_meant,
)
from sitegen.patterns import late

A_DAY = "YYYY-MM-DD"
"""Stands in examples for the day on which the writer's own event starts, or else for any day."""
A_YEAR = "YYYY-"
"""Stands before a month and a day for the year in which that day comes next."""
DAY_FORMS = "2027-01-30"
MOMENT_FORMS = "2027-01-30, 2027-01-30 14:00, 2027-01-30 2 pm or 2027-01-30 14:00 +01:00"
TIME_FORMS = "14:00, 9.30, 2 pm or noon"
SPAN_FORMS = "2 hours, 90 minutes, 1h30, 1 day or PT2H"

FIRST_YEAR, LAST_YEAR = 1000, 9000
LONGEST = dt.timedelta(days=36_600)
"""Keeps every sum of a moment and a length of time within the calendar."""

_DAY = late(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_TIME = late(
    r"(?:12[ ]?)?(?P<word>noon|midday|midnight)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?[ ]?(?P<half>[ap]\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_ZONE = late(
    r"(?:(?:UTC|GMT)(?=[+-])|(?=[+-]\d\d))(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?|Z|UTC|GMT"
    r"|(?P<name>[A-Za-z_]+/[\w/+-]+|(?-i:[A-Z]{3,5}(?:\d[A-Z]{3})?)|[A-Za-z][\w. ()]* Time)",
    re.ASCII,
)
_MOMENT = late(rf"(?P<day>{_DAY.pattern})(?:(?P<between>[Tt]|[ ]+)(?P<rest>\S.*))?", re.ASCII)
_TAIL = late(rf"(?P<time>{_TIME.pattern})[ ]*(?P<zone>{_ZONE.pattern})?", re.ASCII | re.IGNORECASE)
_SAID_TIME = late(
    r"\b(?:12 )?(?:noon|midday)\b|(?<![\d.:])\d{1,2}(?:[:.]\d{2}(?![.\d])[ ]?(?:[ap]\.?m\b)?|[ ]?[ap]\.?m\b)",
    re.I | re.ASCII,
)
_DAYS_END = late(rf"(?P<day>{_DAY.pattern})(?:[Tt]|[ ]+)(?:24[:.]00(?::00)?|(?:12[ ]?)?midnight)", re.I | re.ASCII)
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_SPAN = late(
    r"(\d{1,5}(?:\.\d{1,3})?)[ ]?(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m(?![a-z])|seconds?|secs?|s)",
    re.I | re.ASCII,
)
_ISO_SPAN = late(r"P(?:\d{1,5}[WD])*(?:T(?:\d{1,5}(?:\.\d{1,3})?[HMS])+)?", re.I | re.ASCII)


def day(text: str) -> dt.date:
    """Read a day such as `2017-1-3` or `2017/01/03`."""
    match = _DAY.fullmatch(text)
    if match is None:
        meant = _MOMENT.fullmatch(text)
        if meant and meant["rest"]:
            raise Unfit("wants a day without a time", code="bad-date", fix=meant["day"])
        raise _no_date(text, DAY_FORMS)
    return _date(match)


def moment(text: str, zone: str) -> Moment:
    """Read a day, or a day and time; without an offset or zone of its own it is in `zone`."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        if meant := text if _TIME.fullmatch(text) else _time_meant(text):
            raise Unfit("has a time but no day", code="bad-date", fix=f"{A_DAY} {meant}")
        raise _no_date(text, MOMENT_FORMS)
    try:
        date = _date(match, 1)
    except Unfit as error:
        error.fix = error.fix and text.replace(match["day"], error.fix, 1)
        raise
    if match["rest"] is None:
        return Moment(local=dt.datetime(date.year, date.month, date.day), zone=zone, all_day=True)
    if _DAYS_END.fullmatch(text):
        after = date + dt.timedelta(days=1)
        if "24" in match["rest"]:
            raise Unfit(
                "names the end of a day; the next day begins at 00:00", code="bad-date", fix=f"{after} 00:00"
            )
        words = "can be the midnight at which the day begins or the one at which it ends"
        raise Unfit(words, code="bad-date", fix=f"{date} 00:00 or {after} 00:00")
    tail = _TAIL.fullmatch(match["rest"].rstrip())
    if tail is None:
        raise _no_date(text, MOMENT_FORMS)
    try:
        time = clock(tail["time"])
        zone = _zone(tail) or zone
        if _is_span(match, tail, time):
            words = f"can end at {tail['zone'][1:]}, or be {tail['zone']} from UTC"
            note = f"An offset stands behind a space: {tail['time']} {tail['zone']}."
            raise Unfit(words, code="bad-date", note=note)
        return Moment.at(dt.datetime.combine(date, time), zone)
    except Unfit as error:
        if error.fix:
            start = match.start("rest")
            fixes = re.split(" or |, ", error.fix)
            spelt = (text[start:].replace(tail["name"] or tail["time"], fix, 1) for fix in fixes)
            error.fix = " or ".join(text[:start] + each for each in spelt)
        else:
            error.fix = _from_to(text)
        raise


def ending(text: str, zone: str, start: Moment | None) -> Moment:
    """Read an end: a moment, or a time alone, which is on the day of `start` and by its clock.

    `24:00` and `midnight` are where the day ends.
    """
    if start is not None and _MOMENT.fullmatch(text) is None:
        alone = "24:00" if re.fullmatch(r"24[:.]00", text) else text
        if alone == "24:00" or _TIME.fullmatch(text):
            text, zone = f"{start.day} {alone}", start.zone
    match = _DAYS_END.fullmatch(text)
    if match is None:
        return moment(text, zone)
    return Moment.at(dt.datetime.combine(_date(match, 1) + dt.timedelta(days=1), dt.time()), zone)


def begun(text: str, zone: str) -> Moment | None:
    """Return the moment in a text; None when there is none, which another check reports."""
    try:
        return moment(text, zone)
    except Unfit:
        return None


def clock(text: str) -> dt.time:
    """Read a time of day such as `14:00`, `9.30`, `2 pm` or `noon`."""
    match = _TIME.fullmatch(text)
    if match and match["word"]:
        if match["word"].casefold() == "midnight":
            words = "can be either end of a day: 00:00 is its beginning, and 00:00 of the next day its end"
            raise Unfit(words, code="bad-date")
        return dt.time(12)
    if match is None or not (match["minute"] or match["half"]):
        fix = f"{text}:00" if match and int(match["hour"]) < 24 else _time_meant(text)
        raise Unfit(f"wants a time such as {TIME_FORMS}", code="bad-date", fix=fix)
    hour, half = int(match["hour"]), (match["half"] or "")[:1].casefold()
    if half and not 1 <= hour <= 12:
        raise Unfit(f"names a time that does not exist: {text}", code="bad-date")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, match["minute"], match["second"]) == (24, "00", None):
        raise Unfit("names the end of a day; the next day begins at 00:00", code="bad-date")
    try:
        return dt.time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        raise Unfit(f"names a time that does not exist: {text}", code="bad-date") from None


def span(text: str) -> dt.timedelta:
    """Read a length of time: `2 hours`, `1h30`, `1 day`, or ISO 8601 without months and years such as `PT2H`."""
    rest = text[1:].upper().replace("T", " ") if _ISO_SPAN.fullmatch(text) else text
    rest = re.sub(r"(?i)(\dh)[ ]?([0-9]{2})$", r"\1 \2m", rest)
    total = dt.timedelta()
    for match in _SPAN.finditer(rest):
        total = min(total + dt.timedelta(**{_UNITS[match[2][0].casefold()]: float(match[1])}), 2 * LONGEST)
    if re.sub(r"(?i)\band\b|[\s,]", "", _SPAN.sub("", rest)) or not total:
        raise Unfit(f"wants a length of time: {SPAN_FORMS}", fix=length_meant(text))
    if total > LONGEST:
        raise Unfit("is longer than a hundred years")
    return total


@functools.cache
def known_zone(name: str) -> bool:
    """Whether `name` is a time zone, and says all year what its clocks show."""
    if is_abbreviation(name):
        return False
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def time_zone(text: str) -> str:
    """Read the name of a time zone, or an offset."""
    if known_zone(text):
        return text
    words = f"names a time zone that does not exist: {text}"
    if is_abbreviation(text):
        words = f"wants the zone of a city: clocks do not show {text} all year"
    raise Unfit(words, code="unknown-zone", fix=zone_meant(text))


def _date(match: re.Match[str], first: int = 0) -> dt.date:
    year, month, number = (int(match[first + group]) for group in (1, 2, 3))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(f"names a year that is out of reach: {year}", code="bad-date")
    try:
        return dt.date(year, month, number)
    except ValueError:
        words = f"names a day that does not exist: {year}-{month:02}-{number:02}"
        swapped = " or ".join(day.isoformat() for day in days_meant(f"{year}-{month}-{number}"))
        raise Unfit(words, code="bad-date", fix=swapped) from None


def _is_span(match: re.Match[str], tail: re.Match[str], time: dt.time) -> bool:
    """Whether `09:00-10:00` may say until when: machines write a `T` before a time, or seconds behind it."""
    if tail["sign"] != "-" or not tail["minutes"]:
        return False
    by_machine = tail["second"] or match["between"] in ("T", "t") or " " in tail[0]
    return not by_machine and (int(tail["hours"]), int(tail["minutes"])) > (time.hour, time.minute)


def _zone(tail: re.Match[str]) -> str:
    if tail["zone"] is None:
        return ""
    if tail["name"]:
        return time_zone(tail["name"])
    if not tail["sign"]:
        return "UTC"
    hours, minutes = int(tail["hours"]), int(tail["minutes"] or 0)
    if hours > (11 if tail["sign"] == "-" else 15) or minutes > 59:
        note = "If this is until when, it has a line of its own: `end: 16:00`."
        raise Unfit(f"has an offset that does not exist: {tail['zone']}", code="bad-date", note=note)
    return f"{tail['sign']}{hours:02}:{minutes:02}" if hours or minutes else "UTC"


def _no_date(text: str, forms: str) -> Unfit:
    texts = with_century(text)
    words = f"wants a date such as {forms}"
    if texts:
        words = f"has a year of two digits; it {words}"
    fix = (_from_to(text) or _within_a_day(text)) if forms is MOMENT_FORMS else ""
    days = (day for each in texts or (with_colon(text),) for day in _days(each, forms is MOMENT_FORMS))
    return Unfit(words, code="bad-date", fix=fix or " or ".join(dict.fromkeys(days)))


def _days(text: str, with_time: bool) -> list[str]:
    """Return what to type for a day in words, behind which there may be a time."""
    time = _SAID_TIME.search(text) if with_time else None
    words = text.replace(time[0], " ", 1) if time else text
    days = [day.isoformat() for day in days_meant(words)]
    if not days and (date := yearless(words)):
        days = [A_YEAR + date]
    try:
        return [f"{day} {clock(time[0]):%H:%M}" for day in days] if time else days
    except Unfit:
        return []


def _from_to(text: str) -> str:
    """Return what to type for a text that says from when to when, the end on a line of its own; "" for others."""
    first, last = from_to(text)
    start = _shape(first)
    fits = start and (_shape(last) or (start["rest"] and _is_time(last)))
    return f"{first}\nend: {last}" if fits else ""


def _within_a_day(text: str) -> str:
    """Return what to type for a day in words with the times at which something begins and ends; "" for others."""
    said, first, last = day_and_hours(text)
    days = [day.isoformat() for day in days_meant(said)] if said else []
    fits = len(days) == 1 and _is_time(first) and _is_time(last)
    return f"{days[0]} {clock(first):%H:%M}\nend: {clock(last):%H:%M}" if fits else ""


def _shape(text: str) -> re.Match[str] | None:
    """Return the parts of a text that is written as a moment is, whether or not it exists."""
    match = _MOMENT.fullmatch(text)
    return match if match and (not match["rest"] or _TAIL.fullmatch(match["rest"])) else None


def _is_time(text: str) -> bool:
    try:
        clock(text)
    except Unfit:
        return False
    return True


def _time_meant(text: str) -> str:
    """Return what to type for `10h30`, or for a time with its end, `10:00-12:00`; "" for another text."""
    first, last = map(with_colon, from_to(text))
    if _TIME.fullmatch(first) and _TIME.fullmatch(last) and _is_time(first) and _is_time(last):
        return f"{first}\nend: {last}"
    colon = with_colon(text)
    return colon if colon != text and _is_time(colon) else ""
