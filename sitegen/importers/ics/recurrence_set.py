"""The recurrence set of an event (RFC 5545 section 3.8.5): its first date, its rule, and every exception."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Schedule
from sitegen.facets.series import Series
from sitegen.importers.ics.instances import (
    exception_dates,
    has_own_end,
    matched_instances,
    recurrence_dates,
)
from sitegen.importers.ics.lines import Property
from sitegen.importers.ics.moments import in_zone, length_text, moment_text
from sitegen.importers.ics.rules import first_day, has_two_ends, repeat_of, rule_of
from sitegen.importers.ics.version import Version


class NoDates(ValueError):
    """An event without a date, because EXDATE leaves all of them out."""


Details = Callable[[Version], dict[str, Any]]
"""Return the fields of an override beside its time: status, place, note."""


class Dates(Struct, frozen=True, kw_only=True):
    """The front matter about all dates of an event."""

    first: dict[str, str]
    """The start and end of the first date."""
    recurrence: dict[str, Any]
    """The rule, the exception dates, the added dates and the overrides."""
    single: dict[str, Any]
    """The details of an overridden instance that is the only date: they hold for the event itself."""
    withheld: tuple[str, ...] = ()
    """The private dates, as `overrides` names them."""


def dates_of(master: Version, overridden: Sequence[Version], details: Details) -> Dates:
    """Return the dates of an event and of its overridden instances.

    Raises ValueError for one without a start, and NoDates for one without any date that takes place.
    """
    component, clock, report = master.component, master.clock, master.report
    given = component.first("DTSTART")
    if given is None:
        raise ValueError("it has no DTSTART")
    start = clock.moment(given.value, given)
    first = clock.schedule(component, start)
    zone = start.zone
    duration = clock.duration(component, first.start) if first.end else None
    if component.first("RRULE") and start.zone in clock.zones.uncertain:
        message = f"when its clock changes is not known, so its dates are at {start.zone} all year"
        report.add("calendar-broken", given.line, message, fix="timezone: a name such as Europe/London")
    repeats = bool(overridden) or component.first("RRULE", "RDATE") is not None
    if not repeats and not first.start.all_day and zone == "UTC" != clock.site:
        first = in_zone(clock.site, first) or first
        zone = first.start.zone
    rule, also = None, list[Moment]()
    if found := component.first("RRULE"):
        rule, day = _rule(found, first.start, master)
        if rule is not None and day != first.start.day:
            also.append(first.start)
            first = _moved(first, day, duration)
            message = f"the event begins on a day that its rule does not give; the rule begins on {day}"
            report.lost(found.line, message)
    for extra in (*component.all("RRULE")[1:], *component.all("EXRULE")):
        report.add("calendar-rule", extra.line, f"a second rule cannot be carried over: {extra.value[:80]}")
    series = Series(first=first, length=duration, rule=rule)
    periods: dict[dt.datetime, Schedule] = {}
    for moment, schedule in recurrence_dates(master, zone, series):
        also.append(moment)
        if schedule is not None:
            periods[moment.nominal] = schedule
    also = [start for start in dict.fromkeys(also) if start.nominal != first.start.nominal]
    series = replace(series, also=tuple(also))
    instances, added = matched_instances(overridden, zone, series)
    if added:
        series = replace(series, also=(*also, *added))
    series = replace(series, exceptions=exception_dates(master, zone, series))
    if series.opening() is None:
        series = replace(series, exceptions=_left_out_for_good(series, instances))
    if series.opening() is None:
        raise NoDates("every date of it is left out (EXDATE)")
    single: dict[str, Any] = {}
    if instances and not series.rule and not series.also:
        ((_, version), *_) = instances
        (first, duration), single, instances = _single(version, series), details(version), []
    if duration and duration.days and not repeats and zone != start.zone:
        duration = None  # a day by the clock of one zone is not always a day by that of another
    recurrence, withheld = _recurrence(series, instances, periods, details)
    return Dates(
        first=_first(first, duration, clock.site), recurrence=recurrence, single=single, withheld=withheld
    )


def _left_out_for_good(series: Series, instances: Iterable[tuple[Moment, Version]]) -> tuple[Moment, ...]:
    """Return the exception dates that no overridden instance moves: some programs leave out what they move."""
    moved = {series.usual_time(about).nominal for about, version in instances if not version.is_cancelled}
    return tuple(each for each in series.exceptions if series.usual_time(each).nominal not in moved)


def _single(version: Version, series: Series) -> tuple[Schedule, dt.timedelta | None]:
    """Return the schedule and the duration of an event with one date, which an overridden instance replaces."""
    first, given = series.first, version.component.first("DTSTART")
    try:
        start = version.clock.moment(given.value, given) if given else first.start
    except ValueError as error:
        line = (given or version.component).line
        version.report.add("calendar-broken", line, f"its new time cannot be read: {error}")
        return first, series.length
    own = version.clock.schedule(version.component, start)
    own = in_zone(first.start.zone, own) or own
    if not _has_end(version) and own.start.all_day == first.start.all_day:
        return series.changed(own.start, Override()), series.length
    return own, version.clock.duration(version.component, own.start) if own.end else None


def _rule(found: Property, start: Moment, master: Version) -> tuple[Rule | None, dt.date]:
    """Return the rule of an RRULE and its first day; no rule where it cannot be carried over, and is reported."""
    try:
        rule = rule_of(found.value, start)
        if has_two_ends(found.value):
            master.report.lost(found.line, "UNTIL and COUNT both end this rule; the earlier end was taken")
        if rule.until is not None and rule.until < start.nominal.date():
            return None, start.day
        day = first_day(rule, start.nominal.date())
        if day is None:
            raise ValueError("no day fits it")
    except ValueError as error:
        message = f"the event was carried over without its repetition: {error}"
        master.report.add("calendar-rule", found.line, message, fix="write its dates under `also`")
        return None, start.day
    return (None, start.day) if rule.until is not None and rule.until < day else (rule, day)


def _first(first: Schedule, duration: dt.timedelta | None, site: str) -> dict[str, str]:
    """Return the fields of the first date; `timezone` is among them unless it is the site's."""
    fields = {"start": moment_text(first.start)}
    if duration is not None:
        fields["duration"] = length_text(duration)
    elif first.end is not None:
        fields["end"] = moment_text(first.end)
    if not first.start.all_day and first.start.zone != site:
        fields["timezone"] = first.start.zone
    return fields


def _recurrence(
    series: Series,
    instances: Iterable[tuple[Moment, Version]],
    periods: dict[dt.datetime, Schedule],
    details: Details,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields of a recurrence set, and the names of its private dates.

    `instances` are the overridden instances by the date that each replaces, `periods` the added dates of another
    length by their start.
    """
    start, rule = series.first.start, series.rule
    fields: dict[str, Any] = {}
    if rule is not None:
        repeat = repeat_of(rule, start)
        fields |= {"repeat": repeat} if repeat else {"rrule": rule.text(start)}
    shared = _days_with_several_dates(series)
    left_out = {moment.nominal for moment in series.exceptions} | {
        moment.day for moment in series.exceptions if moment.all_day
    }

    def name(moment: Moment) -> str:
        """Return the day of a date; with its time where the time is unusual or the day has several dates."""
        usual = moment.all_day or moment.nominal.time() == start.nominal.time()
        return str(moment.day) if usual and moment.day not in shared else moment_text(moment)

    if series.exceptions:
        fields["except"] = [name(moment) for moment in series.exceptions]
    if series.also:
        usual = start.nominal.time()
        fields["also"] = [
            str(moment.day) if moment.nominal.time() == usual else moment_text(moment) for moment in series.also
        ]
    overrides: dict[str, Any] = {
        name(schedule.start): {"end": moment_text(schedule.end)} for schedule in periods.values() if schedule.end
    }
    for about, version in instances:
        original = series.usual_time(about)
        if {original.nominal, original.day} & left_out:
            message = f"{moment_text(about)} is left out of the series and changed; it stays left out"
            version.report.lost(version.component.line, message)
            continue
        overrides[name(about)] = _new_time(series, original, version) | details(version)
    overrides = {about: override for about, override in overrides.items() if override}
    withheld = tuple(name(about) for about, version in instances if version.withheld)
    return fields | ({"overrides": overrides} if overrides else {}), withheld


def _days_with_several_dates(series: Series) -> set[dt.date]:
    """Return the days on which the series has more than one date, so that the day alone names none of them."""
    added = Counter(moment.day for moment in series.also)
    days = [Moment(local=dt.datetime.combine(day, dt.time()), all_day=True) for day in added]
    alone = {moment.day for moment, _ in replace(series, also=()).unmatched(days)}
    return {day for day, count in added.items() if count > 1 or day not in alone}


def _new_time(series: Series, original: Moment, version: Version) -> dict[str, str]:
    """Return the start and the end of an overridden instance, as far as they differ from the date it replaces."""
    component = version.component
    given = component.first("DTSTART")
    line = (given or component).line
    try:
        moment = version.clock.moment(given.value, given) if given else original
    except ValueError as error:
        version.report.add("calendar-broken", line, f"its new time cannot be read: {error}")
        return {}
    own = version.clock.schedule(component, moment)
    if own.start.all_day != original.all_day:
        version.report.lost(line, "one date of a series cannot turn from a day into a time, or back")
        return {} if own.start.day == original.day else {"start": str(own.start.day)}
    start, end = own.start.within(original.zone), own.end and own.end.within(original.zone)
    changed: dict[str, str] = {}
    if start != original:
        usual = start.nominal.time() == original.nominal.time()
        changed["start"] = str(start.day) if usual else moment_text(start)
    if _has_end(version) and has_own_end(series, start, end or start):
        changed["end"] = moment_text(end or start)
    return changed


def _has_end(version: Version) -> bool:
    """Return whether an overridden instance has an end of its own; without one it lasts as long as the others."""
    return version.component.first("DTEND", "DURATION") is not None


def _moved(schedule: Schedule, day: dt.date, duration: dt.timedelta | None) -> Schedule:
    """Return a schedule that begins on another day at the same time."""
    nominal = schedule.start.nominal
    start = schedule.start.shifted(dt.datetime.combine(day, nominal.time()) - nominal)
    if duration is not None:
        return Schedule(start=start, end=start.after(duration))
    return Schedule(start=start, end=schedule.end and schedule.end.shifted(start.nominal - nominal))
