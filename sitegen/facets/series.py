"""The dates of what happens more than once: a rule, less its exceptions, with what is added and changed."""

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Struct

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule

MAXIMUM = 2000
"""How many dates of one event are worked out at most: over five years of every day."""


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
        """Return where its dates begin before any exception; `also` and the first whatever `last` is."""
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

    def left_out(self) -> tuple[Moment, ...]:
        """Return the dates that the exceptions take away, as they would have begun."""
        if not self.exceptions:
            return ()
        marks = {self._mark(moment) for moment in self.exceptions}
        starts = self.starts(max(moment.day for moment in self.exceptions))
        return tuple(start for start in starts if start.local in marks or start.day in marks)

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
        return Moment(local=dt.datetime.combine(day, start.local.time()), zone=start.zone, all_day=start.all_day)

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
            status=override.status or "",
            venue=override.venue,
            online=override.online,
            note=override.note,
        )


def later(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, or the calendar's last."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def _nearest(starts: Sequence[Moment], moment: Moment) -> Moment:
    """Return the one of `starts`, which are in order, that lies nearest."""
    index = bisect.bisect(starts, moment.local, key=lambda start: start.local)
    return min(starts[max(index - 1, 0) : index + 1], key=lambda start: abs(start.local - moment.local))
