"""What repeats: the words a writer uses for it, exceptions to it, and the dates that come of both."""

import bisect
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Annotated, Literal

import msgspec
from msgspec import Struct

from sitegen.facets.place import Venue
from sitegen.facets.rule import DAYS, Frequency, Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule

MAXIMUM = 2000
"""How many dates of one event are worked out at most: over five years of every day."""

_UNITS: dict[str, Frequency] = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_EVERY = re.compile(r"(?:([1-9][0-9]{0,2})\s+)?(day|week|month|year)(s?)", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"([1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?", re.IGNORECASE)
_KEY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")


Status = Literal["scheduled", "tentative", "cancelled", "postponed", "rescheduled", "moved-online"]
"""Whether an event, or one date of it, takes place as planned."""


class Every(Struct, frozen=True, kw_only=True):
    """The step of a repetition: `week`, `2 weeks`."""

    unit: Literal["day", "week", "month", "year"]
    step: int = 1
    """How many units lie between one date and the next."""

    @classmethod
    def from_text(cls, text: str) -> "Every":
        """Read `day`, `week`, `month`, `year`, or a number of them. Raises ValueError for anything else."""
        match = _EVERY.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                f"{text!r} is not day, week, month or year, or a number of them such as `2 weeks`"
            )
        return msgspec.convert({"unit": match[2].lower(), "step": int(match[1] or 1)}, cls)


class On(Struct, frozen=True, kw_only=True):
    """The day within a week, month or year: `Tue`, `first Tue`, `last Fri`, `15`."""

    weekday: str = ""
    """As RFC 5545 writes it: `TU`; empty for a day of the month."""
    place: int = 0
    """Which of those weekdays in the month, -1 for the last; 0 for every one."""
    day: int = 0
    """The day of the month, -1 for the last; 0 for a weekday."""

    @classmethod
    def from_text(cls, text: str) -> "On":
        """Read one day in words. Raises ValueError for anything else."""
        words = text.lower().split()
        if words == ["last", "day"]:
            return cls(day=-1)
        if len(words) == 1 and (match := _DAY_OF_MONTH.fullmatch(words[0])):
            return cls(day=int(match[1]))
        weekday = _weekday(words[-1]) if words else ""
        if weekday and len(words) == 1:
            return cls(weekday=weekday)
        if weekday and len(words) == 2 and words[0] in _PLACES:
            return cls(weekday=weekday, place=_PLACES[words[0]])
        raise ValueError(f"{text!r} is not a day such as `Tue`, `first Tue`, `last Fri` or `15`")


class Repeat(Struct, frozen=True, kw_only=True):
    """How an event repeats, in a writer's words."""

    every: Every
    """`day`, `week`, `month`, `year`, or a number of them: `2 weeks`."""
    on: Annotated[tuple[On, ...], msgspec.Meta(extra={"split": ","})] = ()
    """Weekdays for weeks (`Tue`, `[Tue, Thu]`), `first Tue`, `last Fri` or `15` for months and years.

    Without it, the day on which the event starts.
    """
    until: dt.date | None = None
    """The last day it may fall on, included."""
    count: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """How many dates there are in all."""

    def rule(self, start: Moment) -> Rule:
        """Return the rule of a series that begins at `start`. Raises ValueError where it has none."""
        by: list[tuple[str, str]] = []
        if self.on and self.every.unit == "year":
            by.append(("BYMONTH", str(start.local.month)))
        if any(on.day for on in self.on):
            if self.every.unit in ("day", "week") or any(on.weekday for on in self.on):
                raise ValueError(
                    "a day of the month goes with `every: month` or `every: year`, without weekdays"
                )
            by.append(("BYMONTHDAY", ",".join(str(on.day) for on in self.on)))
        elif self.on:
            if self.every.unit in ("day", "week") and any(on.place for on in self.on):
                raise ValueError("`first`, `last` and so on go with `every: month` or `every: year`")
            if self.every.unit in ("month", "year") and not all(on.place for on in self.on):
                raise ValueError("say which one of the month: `first Tue`, `last Tue`")
            by.append(("BYDAY", ",".join(f"{on.place or ''}{on.weekday}" for on in self.on)))
        return Rule(
            frequency=_UNITS[self.every.unit],
            interval=self.every.step,
            by=tuple(by),
            count=self.count,
            until=self.until,
        )


class Override(Struct, frozen=True, kw_only=True):
    """What is different about one date of a series."""

    start: Moment | None = None
    """The new day, at the usual time, or the new day and time."""
    end: Moment | None = None
    """Without it, the date lasts as long as the others."""
    time: dt.time | None = None
    """The new time on the same day."""
    status: Status | Literal[""] = ""
    """Empty: the event's own."""
    venue: Venue | None = None
    """None: the event's own."""
    online: Annotated[str, msgspec.Meta(extra={"form": "url"})] = ""
    """Empty: the event's own."""
    note: str = ""
    """A sentence for readers about this date."""


class Series(Struct, frozen=True, kw_only=True):
    """An event's first date, how it goes on, and every exception: all that its dates come from."""

    first: Schedule
    """When it happens the first time."""
    rule: Rule | None = None
    """How it goes on; None: it does not."""
    exceptions: tuple[Moment, ...] = ()
    """Dates that are left out; one without a time leaves out its day."""
    also: tuple[Moment, ...] = ()
    """Dates that are added; one without a time is at the usual time."""
    overrides: tuple[tuple[Moment, Override], ...] = ()
    """By the date they are about, as the rule gives it."""

    def starts(self, last: dt.date) -> tuple[Moment, ...]:
        """Return where its dates begin before any exception; `also` and the first come in any case."""
        days: Iterator[dt.date] = iter(())
        if self.rule is not None:
            days = self.rule.days(self.first.start.day, last)
        found = {start.local: start for start in map(self.usual, islice(days, MAXIMUM))}
        for start in (self.first.start, *map(self.usual_time, self.also)):
            found.setdefault(start.local, start)
        return tuple(found[local] for local in sorted(found)[:MAXIMUM])

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Return every date up to and including `horizon`, in time order."""
        left_out = {self._mark(moment) for moment in self.exceptions}
        changed = {self._mark(about): override for about, override in self.overrides}
        dates = []
        for start in self.starts(horizon):
            if start.local in left_out or start.day in left_out:
                continue
            override = changed.get(start.local) or changed.get(start.day) or Override()
            dates.append(self._occurrence(key, start, override))
        dates.sort(key=lambda date: date.schedule.start.aware())
        return tuple(msgspec.structs.replace(date, number=number) for number, date in enumerate(dates, 1))

    def unmatched(self, named: Iterable[Moment]) -> tuple[tuple[Moment, Moment], ...]:
        """Return those of `named` that are no date of the series, each with the nearest date that is one."""
        wanted = tuple(named)
        if not wanted:
            return ()
        starts = self.starts(later(max(moment.day for moment in wanted), 366))
        known = {start.local for start in starts} | {start.day for start in starts}
        return tuple(
            (moment, _nearest(starts, self.usual_time(moment)))
            for moment in wanted
            if self._mark(moment) not in known
        )

    def usual(self, day: dt.date) -> Moment:
        """Return the day at the usual time, in the zone of the first date."""
        start = self.first.start
        return Moment(
            local=dt.datetime.combine(day, start.local.time()), zone=start.zone, all_day=start.all_day
        )

    def usual_time(self, moment: Moment) -> Moment:
        """Return the moment in the zone of the first date, at the usual time if it has none of its own."""
        start = self.first.start
        if moment.all_day or start.all_day:
            return self.usual(moment.day)
        return moment.within(start.zone)

    def _mark(self, named: Moment) -> dt.date:
        """What a writer who names this moment means: a day, or a time by the clock of the series."""
        start = self.first.start
        return named.day if named.all_day or start.all_day else named.within(start.zone).local

    def changed(self, start: Moment, override: Override) -> Schedule:
        """Return from when to when the date that would begin at `start` is."""
        moved = self.usual_time(override.start) if override.start else start
        if override.time is not None and not start.all_day:
            moved = Moment(local=dt.datetime.combine(moved.day, override.time), zone=start.zone)
        if override.end is not None:
            return Schedule(start=moved, end=override.end.ending(moved))
        if self.first.end is None:
            return Schedule(start=moved)
        return Schedule(start=moved, end=self.first.end.shifted(moved.local - self.first.start.local))

    def _occurrence(self, key: str, start: Moment, override: Override) -> Occurrence:
        """Make one date, as its override says."""
        schedule = self.changed(start, override)
        return Occurrence(
            key=key,
            schedule=schedule,
            original=start if schedule.start != start else None,
            status=override.status,
            venue=override.venue,
            online=override.online,
            note=override.note,
        )


def later(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, or the calendar's last."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def named_moment(text: str, zone: str) -> Moment:
    """Read the key of an override: `2010-02-10`, `2010-02-10 14:00`. Raises ValueError for anything else."""
    match = _KEY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date such as 2010-02-10, or a date and time")
    numbers = [int(number or 0) for number in match.groups()]
    return Moment(local=dt.datetime(*numbers), zone=zone, all_day=match[4] is None)  # type: ignore[arg-type]


def _nearest(starts: Sequence[Moment], moment: Moment) -> Moment:
    """Return the one of `starts`, which are in order, that lies nearest."""
    index = bisect.bisect(starts, moment.local, key=lambda start: start.local)
    return min(starts[max(index - 1, 0) : index + 1], key=lambda start: abs(start.local - moment.local))


def _weekday(text: str) -> str:
    """Return `TU` for `tue`, `tues` or `tuesday`; "" for anything else."""
    names = (name for name in _WEEKDAYS if len(text) >= 3 and name.startswith(text.rstrip(".")))
    return next((DAYS[_WEEKDAYS.index(name)] for name in names), "")
