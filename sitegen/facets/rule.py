"""Recurrence rules (RRULE, RFC 5545 section 3.3.10) in whole days; the time of day belongs to the event.

Days are worked out in the calendar of the place where the event happens, so 09:00 stays 09:00 when clocks
change. A rule may only have the parts that its frequency allows, and a series begins on a day of its rule: both
together keep every expansion short, whatever a writer types.
"""

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from sitegen.facets.schedule import LAST, Moment, zone_of
from sitegen.patterns import late

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The weekdays of RFC 5545; the position of each is Python's `date.weekday()`."""

_FREQUENCIES: dict[str, tuple[Frequency, frozenset[str]]] = {
    "DAILY": ("DAILY", frozenset({"BYMONTH", "BYMONTHDAY", "BYDAY"})),
    "WEEKLY": ("WEEKLY", frozenset({"BYMONTH", "BYDAY"})),
    "MONTHLY": ("MONTHLY", frozenset({"BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"})),
    "YEARLY": (
        "YEARLY",
        frozenset({"BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS"}),
    ),
}
"""FREQ -> the frequency, and the BYxxx parts that it allows."""

SEARCHED = 15_000
"""The days or weeks in which the first day of a rule is searched: 29 February is a Tuesday once in 40 years."""
_LIMITS = {"BYMONTH": 12, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}
_BYDAY = late(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = late(r"(\d{8})(?:T(\d{6})(Z?))?")


class Rule(Struct, frozen=True, kw_only=True):
    """The days on which a series goes on from its first."""

    frequency: Frequency
    interval: int = 1
    """The step in days, weeks, months or years."""
    by: tuple[tuple[str, str], ...] = ()
    """The BYxxx parts with their values in the form of RFC 5545, in the writer's order."""
    count: int | None = None
    """The number of days in all, the first included."""
    until: dt.date | None = None
    """The last day that it may give."""
    week_start: str = "MO"
    """The first day of a week (WKST): it matters to every second week."""

    @classmethod
    def from_text(cls, text: str, start: Moment) -> "Rule":
        """Return the rule that an RRULE gives a series from `start`. Raises ValueError with words for a writer."""
        parts = _parts(text)
        name = parts.pop("FREQ", "")
        if name not in _FREQUENCIES:
            raise ValueError("FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY")
        frequency, allowed = _FREQUENCIES[name]
        until = _until(parts.pop("UNTIL"), start) if "UNTIL" in parts else None
        count = _number("COUNT", parts.pop("COUNT"), 9_999_999_999) if "COUNT" in parts else None
        if until is not None and count is not None:
            raise ValueError("UNTIL and COUNT cannot both end a series")
        interval = _number("INTERVAL", parts.pop("INTERVAL", "1"), 1000)
        week_start = parts.pop("WKST", "MO")
        if week_start not in DAYS:
            raise ValueError(f"WKST has to be one of {', '.join(DAYS)}")
        for part, value in parts.items():
            if part not in allowed:
                raise ValueError(f"{part} does not go with FREQ={name} here")
            _check_by(part, value, name)
        return cls(
            frequency=frequency,
            interval=interval,
            by=tuple(parts.items()),
            count=count,
            until=until,
            week_start=week_start,
        )

    def text(self, start: Moment) -> str:
        """Return the RRULE for a series that begins at `start`; UNTIL has the value type of DTSTART.

        RFC 5545 (section 3.3.10) asks for that type. A day that some months or years lack is written out, because
        some calendars take the day after it there.
        """
        day, by = start.nominal.day, self.by
        if not by and day > 28 and self.frequency in ("MONTHLY", "YEARLY"):
            month = (("BYMONTH", str(start.nominal.month)),) if self.frequency == "YEARLY" else ()
            by = (*month, ("BYMONTHDAY", str(day)))
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        parts += [f"{part}={value}" for part, value in by]
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={_until_text(self.until, start)}")
        if self.week_start != "MO":
            parts.append(f"WKST={self.week_start}")
        return ";".join(parts)

    def days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Yield its days from `first` up to and including `last`, in order.

        It yields none when `first` is clearly not a day of the rule: a rule with a first day has further days as
        the calendar repeats itself, but one without any would be searched until the year 9999.
        """
        if not self._may_hold(first):
            return
        final = min(last, self.until) if self.until else last
        yield from itertools.takewhile(lambda day: day <= final, self._unbounded(first))

    def next_day(self, day: dt.date) -> dt.date | None:
        """Return the first day of the rule from `day` on, `day` included; None where there is none."""
        if self.frequency in ("DAILY", "WEEKLY"):
            usual = "BYDAY" in dict(self.by) or self.frequency == "DAILY"
            days = (each for each in self._steps(day) if usual or each.weekday() == day.weekday())
            return next((each for each in days if self._may_hold(each)), None)
        return next(self._unbounded(day), None)

    def _steps(self, day: dt.date) -> Iterator[dt.date]:
        """Yield the days at its interval of days or weeks from `day` on, its BYxxx parts aside."""
        first, unit = day.toordinal(), 1
        if self.frequency == "WEEKLY":
            first, unit = first - (day.weekday() - DAYS.index(self.week_start)) % 7, 7
        for begun in range(first, first + SEARCHED * unit * self.interval, unit * self.interval):
            for number in range(max(begun, day.toordinal()), begun + unit):
                if number > LAST.toordinal():
                    return
                yield dt.date.fromordinal(number)

    def _unbounded(self, first: dt.date) -> Iterator[dt.date]:
        from dateutil.rrule import rrulestr

        bare = msgspec.structs.replace(self, until=None)
        start = Moment(local=dt.datetime.combine(first, dt.time()), all_day=True)
        return (moment.date() for moment in rrulestr(bare.text(start), dtstart=start.local))

    def _may_hold(self, day: dt.date) -> bool:
        """Whether the parts that concern a single day allow this one."""
        by = dict(self.by)
        if "BYMONTH" in by and day.month not in _numbers(by["BYMONTH"]):
            return False
        if "BYMONTHDAY" in by:
            length = calendar.monthrange(day.year, day.month)[1]
            if not {day.day, day.day - length - 1} & _numbers(by["BYMONTHDAY"]):
                return False
        return "BYDAY" not in by or DAYS[day.weekday()] in {name[-2:] for name in by["BYDAY"].split(",")}


def _parts(text: str) -> dict[str, str]:
    """Return the parts of a rule such as `FREQ=WEEKLY;BYDAY=TU`, by name."""
    parts: dict[str, str] = {}
    for part in re.sub(r"^\s*RRULE:", "", text, flags=re.I).strip().rstrip(";").split(";"):
        name, equals, value = part.strip().upper().partition("=")
        if not equals or not value:
            raise ValueError(f"{part.strip()!r} is not a part of a rule such as FREQ=WEEKLY;BYDAY=TU")
        if name in parts:
            raise ValueError(f"{name} stands in the rule twice")
        parts[name] = value
    return parts


def _number(part: str, text: str, limit: int) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text) or not 1 <= int(text) <= limit:
        raise ValueError(f"{part} has to be a number from 1 to {limit}")
    return int(text)


def _numbers(text: str) -> set[int]:
    return {int(number) for number in text.split(",")}


def _check_by(part: str, value: str, frequency: str) -> None:
    """Raise ValueError for a value that the part may not have."""
    for item in value.split(","):
        if part == "BYDAY":
            match = _BYDAY.fullmatch(item)
            if match is None or (match[1] and (frequency in ("DAILY", "WEEKLY") or abs(int(match[1])) > 53)):
                raise ValueError(f"BYDAY={item} is not a weekday that FREQ={frequency} knows")
        else:
            low = -_LIMITS[part] if part != "BYMONTH" else 1
            if (
                not re.fullmatch(r"[+-]?[0-9]{1,3}", item)
                or not low <= int(item) <= _LIMITS[part]
                or not int(item)
            ):
                raise ValueError(f"{part} has to be a number up to {_LIMITS[part]}")


def _until(text: str, start: Moment) -> dt.date:
    """Return the last day up to UNTIL of a series at the time of day of `start`."""
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise ValueError("UNTIL has to be a day such as 20101231, or a time such as 20101231T170000Z")
    day, time, utc = match.groups()
    try:
        final = dt.datetime.strptime(day + (time or "235959"), "%Y%m%d%H%M%S")
        if utc:
            final = final.replace(tzinfo=dt.UTC).astimezone(zone_of(start.zone)).replace(tzinfo=None)
        allowed = start.all_day or start.nominal.time() <= final.time()
        last = final.date() if allowed else final.date() - dt.timedelta(days=1)
        return min(last, LAST.date())
    except (ValueError, OverflowError):
        raise ValueError(f"UNTIL={text} is not a day of the calendar") from None


def _until_text(day: dt.date, start: Moment) -> str:
    if start.all_day:
        return day.isoformat().replace("-", "")
    last = Moment(local=dt.datetime.combine(day, start.nominal.time()), zone=start.zone)
    return f"{max(last.readings()):%Y%m%dT%H%M%SZ}"
