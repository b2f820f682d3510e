"""Days, times and spans of time as people type them."""

import datetime as dt
import functools
import re
import zoneinfo

from sitegen.diagnostics import did_you_mean
from sitegen.facets.schedule import Moment, zone_of
from sitegen.fields.scalars import Unfit

DAY_FORMS = "2017-01-30"
MOMENT_FORMS = "2017-01-30, 2017-01-30 15:17, 2017-01-30T15:17:38Z or 2017-01-30 15:17 +01:00"
TIME_FORMS = "14:00, 9.30 or 2 pm"
SPAN_FORMS = "2 hours, 90 minutes, 1h30, 1 day or PT2H"

FIRST_YEAR, LAST_YEAR = 1000, 9000
LONGEST = dt.timedelta(days=36_600)
"""Keeps every sum of a moment and a length of time within the calendar."""

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?[ ]?(?P<half>[ap]\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_ZONE = re.compile(
    r"Z|UTC|GMT|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?|(?P<name>[A-Za-z_]+/[\w/+-]+)", re.ASCII
)
_MOMENT = re.compile(rf"(?P<day>{_DAY.pattern})(?:(?:[Tt]|[ ]+)(?P<rest>\S.*))?", re.ASCII)
_TAIL = re.compile(rf"(?P<time>{_TIME.pattern})[ ]*(?P<zone>{_ZONE.pattern})?", re.ASCII | re.IGNORECASE)
_SAID_TIME = re.compile(
    r"(?<![\d.:])\d{1,2}(?:[:.]\d{2}(?![.\d])[ ]?(?:[ap]\.?m\b)?|[ ]?[ap]\.?m\b)", re.I | re.ASCII
)
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_SPAN = re.compile(
    r"(\d{1,5}(?:\.\d{1,3})?)[ ]?(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m(?![a-z])|seconds?|secs?|s)",
    re.I | re.ASCII,
)
_ISO_SPAN = re.compile(r"P(?:\d{1,5}[WD])*(?:T(?:\d{1,5}(?:\.\d{1,3})?[HMS])+)?", re.I | re.ASCII)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def day(text: str) -> dt.date:
    """Read a day such as `2017-1-3`."""
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
        if _TIME.fullmatch(text):
            raise Unfit(f"has a time but no day: write 2017-01-30 {text}", code="bad-date")
        raise _no_date(text, MOMENT_FORMS)
    date = _date(match, 1)
    if match["rest"] is None:
        return Moment(local=dt.datetime(date.year, date.month, date.day), zone=zone, all_day=True)
    tail = _TAIL.fullmatch(match["rest"].rstrip())
    if tail is None:
        raise _no_date(text, MOMENT_FORMS)
    try:
        return Moment.at(dt.datetime.combine(date, clock(tail["time"])), _zone(tail) or zone)
    except Unfit as error:
        if error.fix:
            error.fix = text.replace(tail["name"] or tail["time"], error.fix)
        raise


def clock(text: str) -> dt.time:
    """Read a time of day such as `14:00`, `9.30` or `2 pm`."""
    match = _TIME.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        fix = f"{text}:00" if match and int(match["hour"]) < 24 else ""
        raise Unfit(f"wants a time such as {TIME_FORMS}", code="bad-date", fix=fix)
    hour, half = int(match["hour"]), (match["half"] or "")[:1].casefold()
    if half and not 1 <= hour <= 12:
        raise Unfit(f"names a time that does not exist: {text}", code="bad-date")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
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
        fix = f"{text} minutes" if text.isascii() and text.isdigit() else ""
        raise Unfit(f"wants a length of time: {SPAN_FORMS}", fix=fix)
    if total > LONGEST:
        raise Unfit("is longer than a hundred years")
    return total


@functools.cache
def known_zone(name: str) -> bool:
    """Whether `name` is a time zone."""
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def time_zone(text: str) -> str:
    """Read the name of a time zone, or an offset."""
    if known_zone(text):
        return text
    names = zoneinfo.available_timezones()
    near = did_you_mean(text.replace(" ", "_"), names)
    ends = sorted(
        name for name in names if name.rpartition("/")[2].casefold() == text.replace(" ", "_").casefold()
    )
    words = f"names a time zone that does not exist: {text}"
    raise Unfit(words, code="unknown-zone", fix=ends[0] if ends else near or "Europe/London")


def _date(match: re.Match[str], first: int = 0) -> dt.date:
    year, month, number = (int(match[first + group]) for group in (1, 2, 3))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(f"names a year that is out of reach: {year}", code="bad-date")
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise Unfit(f"names a day that does not exist: {year}-{month:02}-{number:02}", code="bad-date") from None


def _zone(tail: re.Match[str]) -> str:
    if tail["zone"] is None:
        return ""
    if tail["name"]:
        return time_zone(tail["name"])
    if not tail["sign"]:
        return "UTC"
    hours, minutes = int(tail["hours"]), int(tail["minutes"] or 0)
    if hours > 15 or minutes > 59:
        raise Unfit(f"has an offset that does not exist: {tail['zone']}", code="bad-date")
    return f"{tail['sign']}{hours:02}:{minutes:02}" if hours or minutes else "UTC"


def _no_date(text: str, forms: str) -> Unfit:
    time = _SAID_TIME.search(text) if forms is MOMENT_FORMS else None
    fix = meant(text.replace(time[0], " ", 1) if time else text)
    if fix and time:
        try:
            fix = f"{fix} {clock(time[0]):%H:%M}"
        except Unfit:
            fix = ""
    return Unfit(f"wants a date such as {forms}", code="bad-date", fix=fix)


def meant(text: str) -> str:
    """The day that words such as `30 January 2017` or `30/01/2017` can only mean; empty when in doubt."""
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    month = next((_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS), 0)
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    year = next((number for number in numbers if number >= 1000), 0)
    rest = [number for number in numbers if number < 1000]
    if not month and len(rest) == 2 and max(rest) > 12 >= min(rest):
        month = min(rest)
        rest.remove(month)
    if not (year and month and len(rest) == 1):
        return ""
    try:
        return dt.date(year, month, rest[0]).isoformat()
    except ValueError:
        return ""
