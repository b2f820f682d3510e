"""The dates of what happens more than once: a rule, less its exceptions, with what is added and changed."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

import msgspec
from msgspec import Struct

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule

MAXIMUM = 2000
"""How many dates of one event are shown at most, its latest: over five years of every day."""
WALKED = 100_000
"""How many days of a rule are looked at to find them: over 270 years of every day."""
YEARS = 10
"""For how long a series is searched for a date at a time that clocks skip."""


class Series(Struct, frozen=True, kw_only=True):
    """An event's first date, how it goes on, and every exception: all that its dates come from."""

    first: Schedule
    """When it happens the first time, unless that is left out or different."""
    length: dt.timedelta | None = None
    """How long each date lasts, where that was said; None: it ends when the first does by the clock."""
    rule: Rule | None = None
    """How it goes on; None: it does not."""
    exceptions: tuple[Moment, ...] = ()
    """Dates that are left out; one without a time leaves out its day."""
    also: tuple[Moment, ...] = ()
    """Dates that are added; one without a time is at the usual time."""
    overrides: tuple[tuple[Moment, Override], ...] = ()
    """By the date they are about, as the rule gives it."""

    @property
    def repeats(self) -> bool:
        """Whether it may have more than one date."""
        return self.rule is not None or bool(self.also)

    def days(self, last: dt.date) -> Iterator[dt.date]:
        """Yield the days that its rule gives, the first included, up to and including `last`."""
        if self.rule is not None:
            yield from islice(self.rule.days(self.first.start.nominal.date(), last), WALKED)

    def starts(self, last: dt.date) -> tuple[Moment, ...]:
        """Return where its latest dates begin before any exception; `also` and the first whatever `last` is."""
        given = self._given(self.days(last))
        return tuple(self._start(given, nominal) for nominal in list(given)[-MAXIMUM:])

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Return its latest dates up to and including `horizon`, in time order, each with its place among all."""
        given = self._given(self.days(horizon))
        nominal = list(given)
        gone = {self._mark(moment) for moment in self.exceptions}
        before = sum(gone.isdisjoint((each, each.date())) for each in nominal[:-MAXIMUM])
        dates = self._dates(key, (self._start(given, each) for each in nominal[-MAXIMUM:]))
        return tuple(msgspec.structs.replace(date, number=before + place) for place, date in enumerate(dates, 1))

    def opening(self) -> Schedule | None:
        """Return when it happens the first time; None when every date is left out."""
        # every exception and every override is about one day of the rule at most
        few = islice(self.days(dt.date.max), len(self.exceptions) + len(self.overrides) + 1)
        given = self._given(few)
        starts = {nominal: self._start(given, nominal) for nominal in given}
        for named in self.meant(about for about, _ in self.overrides).values():
            starts |= {start.nominal: start for start in named}
        return next((date.schedule for date in self._dates("", starts.values())), None)

    def left_out(self) -> tuple[Moment, ...]:
        """Return the dates that the exceptions take away, as they would have begun."""
        found = {start.nominal: start for named in self.meant(self.exceptions).values() for start in named}
        return tuple(found[nominal] for nominal in sorted(found))

    def skipped(self) -> Moment | None:
        """Return the first date at a time that clocks skip that day, leaving the first aside; None: none is."""
        start, rule = self.first.start, self.rule
        if rule is None or start.all_day:
            return None
        first = start.nominal
        for year in range(first.year, min(first.year + YEARS, dt.MAXYEAR)):
            for day in _forward(start.zone, year):
                usual = self.usual(day)
                if day <= first.date() or not usual.skipped:
                    continue
                if usual in (date.schedule.start for date in self.occurrences("", day)):
                    return usual
        return None

    def added(self) -> tuple[Moment, ...]:
        """Return the dates beside the rule and the first, as they would begin, each once and in order."""
        first, also = self.first.start, {start.nominal: start for start in map(self.usual_time, self.also)}
        given = {first.nominal}
        if also:
            given |= {dt.datetime.combine(day, first.nominal.time()) for day in self.days(max(also).date())}
        return tuple(also[nominal] for nominal in sorted(set(also) - given))

    def unmatched(self, named: Iterable[Moment]) -> tuple[tuple[Moment, Moment], ...]:
        """Return those of `named` that are no date of the series, each with the nearest date that is one."""
        absent = [moment for moment, starts in self.meant(named).items() if not starts]
        if not absent:
            return ()
        given = self._given(self.days(later(max(moment.day for moment in absent), 366)))
        nominal = list(given)
        found = []
        for moment in absent:
            usual = self.usual_time(moment)
            index = bisect_right(nominal, usual.nominal)
            around = [self._start(given, each) for each in nominal[max(index - 1, 0) : index + 1]]
            found.append((moment, min(around, key=lambda start: abs(start.local - usual.local))))
        return tuple(found)

    def meant(self, named: Iterable[Moment]) -> dict[Moment, tuple[Moment, ...]]:
        """Return the dates that each of `named` is about, whether or not they are shown: none, one or a day's."""
        wanted = tuple(named)
        if not wanted:
            return {}
        given = self._given(self.days(later(max(moment.day for moment in wanted), 1)))
        nominal = list(given)
        found = {}
        for moment in wanted:
            mark = self._mark(moment)
            midnight = dt.datetime.combine(mark, dt.time())
            # a clock that skips midnight shows a date on the day after the one it was asked for
            first = bisect_left(nominal, midnight - dt.timedelta(days=min(1, midnight.toordinal() - 1)))
            near = nominal[first : bisect_right(nominal, dt.datetime.combine(mark, dt.time.max))]
            starts = (self._start(given, each) for each in near)
            found[moment] = tuple(start for start in starts if mark in _names(start))
        return found

    def usual(self, day: dt.date) -> Moment:
        """Return the day at the usual time, in the zone of the first date."""
        start = self.first.start
        local = dt.datetime.combine(day, start.nominal.time())
        return (
            Moment(local=local, zone=start.zone, all_day=True) if start.all_day else Moment.at(local, start.zone)
        )

    def usual_time(self, moment: Moment) -> Moment:
        """Return the moment in the zone of the first date, at the usual time if it has none of its own."""
        start = self.first.start
        if moment.all_day or start.all_day:
            return self.usual(moment.day)
        return moment.within(start.zone)

    def _given(self, days: Iterable[dt.date]) -> dict[dt.datetime, Moment | None]:
        """Return when its dates are asked to begin, in order, if its rule gave these days; None: as usual then."""
        time = self.first.start.nominal.time()
        given: dict[dt.datetime, Moment | None] = {}
        for start in map(self.usual_time, self.also):
            given.setdefault(start.nominal, start)
        given |= dict.fromkeys(dt.datetime.combine(day, time) for day in days)
        given[self.first.start.nominal] = self.first.start
        return {nominal: given[nominal] for nominal in sorted(given)}

    def _start(self, given: Mapping[dt.datetime, Moment | None], nominal: dt.datetime) -> Moment:
        return given[nominal] or self.usual(nominal.date())

    def _dates(self, key: str, starts: Iterable[Moment]) -> list[Occurrence]:
        """Make dates of what begins then, in time order: each as its override says, none that is left out."""
        left_out = {self._mark(moment) for moment in self.exceptions}
        changed = {self._mark(about): override for about, override in self.overrides}
        dates = []
        for start in starts:
            names = _names(start)
            if left_out.isdisjoint(names):
                override = next((changed[name] for name in names if name in changed), Override())
                dates.append(self._occurrence(key, start, override))
        return sorted(dates, key=lambda date: date.schedule.start.aware())

    def _mark(self, named: Moment) -> dt.date:
        """What a writer who names this moment means: a day, or a time by the clock of the series."""
        start = self.first.start
        return named.day if named.all_day or start.all_day else named.within(start.zone).nominal

    def changed(self, start: Moment, override: Override) -> Schedule:
        """Return from when to when the date that would begin at `start` is."""
        moved = self.usual_time(override.start) if override.start else start
        if override.time is not None and not start.all_day:
            moved = Moment.at(dt.datetime.combine(moved.nominal.date(), override.time), start.zone)
        first = self.first
        if override.end is not None:
            return Schedule.lasting(moved, override.end.within(moved.zone).ending(moved))
        if first.end is None:
            return Schedule(start=moved, open=first.open)
        if moved == first.start:
            return Schedule.lasting(moved, first.end)
        if self.length is not None and not moved.all_day:
            return Schedule(start=moved, end=moved.after(self.length))
        return Schedule.lasting(moved, first.end.shifted(moved.nominal - first.start.nominal))

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


@lru_cache(maxsize=1024)
def _forward(zone: str, year: int) -> tuple[dt.date, ...]:
    """Return the days of a year on which the clocks of a zone may go forward, each with its eve."""
    eve = dt.datetime(year, 1, 1, 12) - dt.timedelta(days=1)
    noons = [Moment(local=eve + dt.timedelta(days=number), zone=zone) for number in range(367)]
    offsets = [noon.aware().utcoffset() or dt.timedelta() for noon in noons]
    ahead = [number for number in range(1, 367) if offsets[number] > offsets[number - 1]]
    return tuple(noons[number].day for after in ahead for number in (after - 1, after))


def _names(start: Moment) -> tuple[dt.date, ...]:
    """Return what a writer may call a date: its time as asked for or as the pages show it, or its day."""
    return start.nominal, start.local, start.nominal.date()
