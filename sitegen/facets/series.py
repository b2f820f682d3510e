"""The recurrence set of an event (RFC 5545 section 3.8.5): rule, exceptions, added and changed dates."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import msgspec
from msgspec import Struct

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule, zone_of

MAXIMUM = 2000
"""The most dates of one event that are shown: the latest, and over five years of every day."""
DAYS_READ = 100_000
"""The most days of a rule that are read to find them: over 270 years of every day."""
YEARS = 10
"""How many years of a series are searched for a date at a time that clocks skip."""


class Series(Struct, frozen=True, kw_only=True):
    """The first date of an event, its rule, and every exception: the source of all its dates."""

    first: Schedule
    """Start and end of the first date (DTSTART), whether or not that date is left out or changed."""
    length: dt.timedelta | None = None
    """The length of each date where the writer gave one; None: each ends when the first does by the clock."""
    rule: Rule | None = None
    """The rule of its further dates (RRULE); None where there is none."""
    exceptions: tuple[Moment, ...] = ()
    """Dates that are left out (EXDATE); one without a time leaves out every date of its day."""
    also: tuple[Moment, ...] = ()
    """Dates that are added (RDATE); one without a time is at the usual time."""
    overrides: tuple[tuple[Moment, Override], ...] = ()
    """Changes to single dates, each with the start that the rule gives (RECURRENCE-ID)."""

    @property
    def repeats(self) -> bool:
        """Whether it may have more than one date."""
        return self.rule is not None or bool(self.also)

    def days(self, last: dt.date) -> Iterator[dt.date]:
        """Yield the days of its rule, the first included, up to and including `last`."""
        if self.rule is not None:
            yield from islice(self.rule.days(self.first.start.nominal.date(), last), DAYS_READ)

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Return its latest dates up to and including `horizon`, in time order, each with its number among all."""
        given = self._nominal_starts(self.days(horizon))
        nominal = list(given)
        gone = {self._match_key(moment) for moment in self.exceptions}
        before = sum(gone.isdisjoint((each, each.date())) for each in nominal[:-MAXIMUM])
        dates = self._dates(key, (self._start(given, each) for each in nominal[-MAXIMUM:]))
        numbered = enumerate(zip(dates, _anchors(dates), strict=True), before + 1)
        return tuple(msgspec.structs.replace(date, number=n, anchor=anchor) for n, (date, anchor) in numbered)

    def opening(self) -> Schedule | None:
        """Return start and end of the first date that takes place; None when every date is left out."""
        # each exception and each override concerns one day of the rule at most
        few = islice(self.days(dt.date.max), len(self.exceptions) + len(self.overrides) + 1)
        given = self._nominal_starts(few)
        starts = {nominal: self._start(given, nominal) for nominal in given}
        for named in self.matches(about for about, _ in self.overrides).values():
            starts |= {start.nominal: start for start in named}
        return next((date.schedule for date in self._dates("", starts.values())), None)

    def left_out(self) -> tuple[Moment, ...]:
        """Return the starts of the dates that exceptions leave out, in order."""
        found = {start.nominal: start for named in self.matches(self.exceptions).values() for start in named}
        return tuple(found[nominal] for nominal in sorted(found))

    def skipped(self) -> Moment | None:
        """Return the start of the first date after DTSTART at a time that clocks skip; None: there is none."""
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
        """Return the starts of the added dates that are neither the first nor given by the rule, in order."""
        first, also = self.first.start, {start.nominal: start for start in map(self.usual_time, self.also)}
        given = {first.nominal}
        if also:
            given |= {dt.datetime.combine(day, first.nominal.time()) for day in self.days(max(also).date())}
        return tuple(also[nominal] for nominal in sorted(set(also) - given))

    def unmatched(self, named: Iterable[Moment]) -> tuple[tuple[Moment, Moment], ...]:
        """Return the moments of `named` that match no date, each with the start of the nearest date."""
        absent = [moment for moment, starts in self.matches(named).items() if not starts]
        if not absent:
            return ()
        given = self._nominal_starts(self.days(later(max(moment.day for moment in absent), 366)))
        nominal = list(given)
        found = []
        for moment in absent:
            usual = self.usual_time(moment)
            index = bisect_right(nominal, usual.nominal)
            around = [self._start(given, each) for each in nominal[max(index - 1, 0) : index + 1]]
            found.append((moment, min(around, key=lambda start: abs(start.local - usual.local))))
        return tuple(found)

    def matches(self, named: Iterable[Moment]) -> dict[Moment, tuple[Moment, ...]]:
        """Return the starts of the dates that each moment of `named` matches: none, one, or all of a day.

        Dates that are left out count, too.
        """
        wanted = tuple(named)
        if not wanted:
            return {}
        given = self._nominal_starts(self.days(later(max(moment.day for moment in wanted), 1)))
        nominal = list(given)
        found = {}
        for moment in wanted:
            key = self._match_key(moment)
            midnight = dt.datetime.combine(key, dt.time())
            # where clocks skip midnight, the date is shown on the day after the nominal one
            first = bisect_left(nominal, midnight - dt.timedelta(days=min(1, midnight.toordinal() - 1)))
            near = nominal[first : bisect_right(nominal, dt.datetime.combine(key, dt.time.max))]
            starts = (self._start(given, each) for each in near)
            found[moment] = tuple(start for start in starts if key in _match_keys(start))
        return found

    def usual(self, day: dt.date) -> Moment:
        """Return the moment on a day at the time and in the zone of the first date."""
        start = self.first.start
        local = dt.datetime.combine(day, start.nominal.time())
        return (
            Moment(local=local, zone=start.zone, all_day=True) if start.all_day else Moment.at(local, start.zone)
        )

    def usual_time(self, moment: Moment) -> Moment:
        """Return a moment in the zone of the first date; a day without a time gets the time of the first date."""
        start = self.first.start
        if moment.all_day or start.all_day:
            return self.usual(moment.day)
        return moment.within(start.zone)

    def _nominal_starts(self, days: Iterable[dt.date]) -> dict[dt.datetime, Moment | None]:
        """Return the nominal start of each date, in order, for these days of the rule.

        The value is the start itself where it is known, and None for the usual time of that day.
        """
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
        """Return the dates with these starts, in time order: overrides applied, exceptions left out."""
        left_out = {self._match_key(moment) for moment in self.exceptions}
        changed = {self._match_key(about): override for about, override in self.overrides}
        dates = []
        for start in starts:
            keys = _match_keys(start)
            if left_out.isdisjoint(keys):
                override = next((changed[each] for each in keys if each in changed), Override())
                dates.append(self._occurrence(key, start, override))
        return sorted(dates, key=lambda date: date.schedule.start.aware())

    def _match_key(self, named: Moment) -> dt.date:
        """Return the key by which a named moment is compared: its day, or its nominal time in the series."""
        start = self.first.start
        return named.day if named.all_day or start.all_day else named.within(start.zone).nominal

    def changed(self, start: Moment, override: Override) -> Schedule:
        """Return start and end of the date whose start the rule gives as `start`, with its override applied."""
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
        """Return one date with its override applied."""
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


def _anchors(dates: Sequence[Occurrence]) -> Iterator[str]:
    """Yield the id of each date: its day, and its time where others are on that day; none for an only date."""
    starts = [date.schedule.start.local for date in dates]
    on = Counter(start.date() for start in starts)
    used = {""}
    for start in starts:
        anchor = f"{start:%Y-%m-%dT%H%M}" if on[start.date()] > 1 else start.date().isoformat()
        yield "" if len(dates) == 1 or anchor in used else anchor
        used.add(anchor)


def later(day: dt.date, days: int) -> dt.date:
    """Return the day that many days later, or the last day of the calendar."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


@lru_cache(maxsize=1024)
def _forward(zone: str, year: int) -> tuple[dt.date, ...]:
    """Return the days of a year on which clocks of a zone may go forward, and the day before each."""
    eve = dt.datetime(year, 1, 1, 12) - dt.timedelta(days=1)
    there = zone_of(zone)
    noons = [eve + dt.timedelta(days=number) for number in range(367)]
    offsets = [there.utcoffset(noon) or dt.timedelta() for noon in noons]
    ahead = [number for number in range(1, 367) if offsets[number] > offsets[number - 1]]
    return tuple(noons[number].date() for after in ahead for number in (after - 1, after))


def _match_keys(start: Moment) -> tuple[dt.date, ...]:
    """Return the keys by which a date may be named: its nominal time, the time that pages show, or its day."""
    return start.nominal, start.local, start.nominal.date()
