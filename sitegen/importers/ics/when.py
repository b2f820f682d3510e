"""When an event of a calendar happens: its start and end, its rule, and every date that differs."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Schedule
from sitegen.facets.series import Series
from sitegen.importers.ics.lines import Property
from sitegen.importers.ics.moments import Clock, length, spoken, told_in
from sitegen.importers.ics.rules import first_day, rule_of, words
from sitegen.importers.ics.version import Version

Told = Callable[[Version], dict[str, Any]]
"""What one date says beside its time: status, place, note."""


class When(Struct, frozen=True, kw_only=True):
    """All that an event says about its dates."""

    span: dict[str, str]
    """From when to when, the first time."""
    dates: dict[str, Any]
    """How it goes on, with every exception."""
    only: dict[str, Any]
    """What its only date says that the event does not: of what happens once, no date is different."""
    withheld: tuple[str, ...] = ()
    """What those of its dates are called that are private."""


def when(master: Version, odd: Sequence[Version], told: Told) -> When:
    """Work out the dates of an event and of those that differ from it. Raises ValueError without a start."""
    component, clock = master.component, master.clock
    given = component.first("DTSTART")
    if given is None:
        raise ValueError("it has no DTSTART")
    began = clock.moment(given.value, given)
    first = clock.schedule(component, began)
    zone = began.zone
    lasts = clock.lasting(component, first.start) if first.end else None
    if component.first("RRULE") and began.zone in clock.zones.passing:
        message = f"when its clock changes is not known, so its dates are at {began.zone} all year"
        master.say("calendar-broken", given.line, message, fix="timezone: a name such as Europe/London")
    repeats = bool(odd) or component.first("RRULE", "RDATE") is not None
    if not repeats and not first.start.all_day and zone == "UTC" != clock.site:
        first = told_in(clock.site, first) or first
        zone = first.start.zone
    rule, also = None, list[Moment]()
    if found := component.first("RRULE"):
        rule, day = _rule(found, first.start, master)
        if rule is not None and day != first.start.day:
            also.append(first.start)
            first = _moved(first, day, lasts)
            message = f"the event begins on a day that its rule does not give; the rule begins on {day}"
            master.lost(found.line, message)
    for extra in (*component.all("RRULE")[1:], *component.all("EXRULE")):
        master.say("calendar-rule", extra.line, f"a second rule cannot be carried over: {extra.value[:80]}")
    series = Series(first=first, length=lasts, rule=rule)
    lasting: dict[dt.datetime, Schedule] = {}
    for moment, schedule in _added(master, zone, series):
        also.append(moment)
        if schedule is not None:
            lasting[moment.nominal] = schedule
    also = [start for start in dict.fromkeys(also) if start.nominal != first.start.nominal]
    series = replace(series, also=tuple(also))
    changed, unknown = _matched(odd, zone, series)
    if unknown:
        series = replace(series, also=(*also, *unknown))
    series = replace(series, exceptions=_exceptions(master, zone, series))
    only: dict[str, Any] = {}
    if changed and not series.rule and not series.also:
        ((_, version), *_) = changed
        (first, lasts), only, changed = _only(version, series), told(version), []
    if lasts and lasts.days and not repeats and zone != began.zone:
        lasts = None  # the days of one calendar are not those of another
    dates, withheld = _dates(series, changed, lasting, told)
    return When(span=_span(first, lasts, clock.site), dates=dates, only=only, withheld=withheld)


def _only(version: Version, series: Series) -> tuple[Schedule, dt.timedelta | None]:
    """Return when the only date of an event is and for how long, as the version about this date has it."""
    first, given = series.first, version.component.first("DTSTART")
    try:
        began = version.clock.moment(given.value, given) if given else first.start
    except ValueError as error:
        version.say("calendar-broken", (given or version.component).line, f"its new time cannot be read: {error}")
        return first, series.length
    own = version.clock.schedule(version.component, began)
    own = told_in(first.start.zone, own) or own
    if not _says_end(version) and own.start.all_day == first.start.all_day:
        return series.changed(own.start, Override()), series.length
    return own, version.clock.lasting(version.component, own.start) if own.end else None


def _rule(found: Property, start: Moment, master: Version) -> tuple[Rule | None, dt.date]:
    """Read a rule and the first of its days; one that cannot be carried over is reported, and there is none."""
    try:
        rule = rule_of(found.value, start)
        if rule.until is not None and rule.until < start.nominal.date():
            return None, start.day
        day = first_day(rule, start.nominal.date())
        if day is None:
            raise ValueError("no day fits it")
    except ValueError as error:
        message = f"the event was carried over without its repetition: {error}"
        master.say("calendar-rule", found.line, message, fix="write its dates under `also`")
        return None, start.day
    return (None, start.day) if rule.until is not None and rule.until < day else (rule, day)


def _added(master: Version, zone: str, series: Series) -> Iterable[tuple[Moment, Schedule | None]]:
    """Yield each RDATE, with its schedule where that is a period of another length than the event's."""
    for found in master.component.all("RDATE"):
        for text in found.value.split(","):
            try:
                start = _in(zone, master.clock.moment(text.partition("/")[0], found), series.first.start)
                yield start, _period(text, found, start, series, master.clock)
            except ValueError as error:
                master.clock.unread(found.line, f"a date was not added: {error}", error)


def _period(text: str, found: Property, start: Moment, series: Series, clock: Clock) -> Schedule | None:
    over = text.partition("/")[2].strip()
    if not over or start.all_day:
        return None
    end = length(over).after(start) if over.startswith("P") else clock.moment(over, found).within(start.zone)
    return Schedule(start=start, end=end) if _ends_oddly(series, start, end) else None


def _matched(
    odd: Sequence[Version], zone: str, series: Series
) -> tuple[list[tuple[Moment, Version]], list[Moment]]:
    """Pair each date that differs with the date it stands for, and return those that the series lacks."""
    pairs: list[tuple[Moment, Version]] = []
    for version in odd:
        about = version.component.first("RECURRENCE-ID")
        assert about is not None, "that is how they were told apart"
        if about.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            message = "a change of this and all later dates was carried over for this date alone"
            cure = "end the series with `until` and start a new event"
            version.say("calendar-rule", about.line, message, fix=cure)
        try:
            moment = version.clock.moment(about.value, about)
            pairs.append((_in(zone, moment, series.first.start), version))
        except ValueError as error:
            version.say("calendar-broken", about.line, f"the date it is about cannot be read: {error}")
    absent = {moment for moment, _ in series.unmatched(moment for moment, _ in pairs)}
    taken = {series.usual_time(moment).nominal for moment, _ in pairs if moment not in absent}
    kept, added = [], list[Moment]()
    for moment, version in pairs:
        about = version.component.first("RECURRENCE-ID")
        dates = _dates_on(_day_of(about.value, moment), series) if about and moment in absent else ()
        if dates and (len(dates) > 1 or dates[0].nominal in taken):
            message = f"no date is at {_text(moment)}, and it is not plain which it is about; it was left out"
            version.say("calendar-broken", version.component.line, message)
        elif dates:
            taken.add(dates[0].nominal)
            kept.append((dates[0], version))
        elif moment not in absent:
            kept.append((moment, version))
        elif not _is_off(version):
            version.lost(version.component.line, f"the series has no date on {_text(moment)}; it was added")
            kept.append((moment, version))
            added.append(moment)
    return kept, added


def _day_of(text: str, moment: Moment) -> dt.date:
    """Return the day that a time is about; a midnight is but a day to some programs, whatever its zone."""
    written = re.match(r"(\d{4})(\d\d)(\d\d)T0000", text.strip())
    return dt.date(*map(int, written.groups())) if written else moment.nominal.date()


def _dates_on(day: dt.date, series: Series) -> tuple[Moment, ...]:
    """Return the dates of a series on one day."""
    whole = Moment(local=dt.datetime.combine(day, dt.time()), zone=series.first.start.zone, all_day=True)
    dates = [series.usual_time(moment) for moment in series.also if moment.day == day]
    if not replace(series, also=()).unmatched([whole]):
        dates.append(series.usual(day))
    return tuple({date.nominal: date for date in dates}.values())


def _exceptions(master: Version, zone: str, series: Series) -> tuple[Moment, ...]:
    named: dict[Moment, tuple[str, int]] = {}
    for found in master.component.all("EXDATE"):
        for text in found.value.split(","):
            try:
                moment = _in(zone, master.clock.moment(text, found), series.first.start)
                named[moment] = text.strip(), found.line
            except ValueError as error:
                master.clock.unread(found.line, f"a date was not left out: {error}", error)
    absent = {moment for moment, _ in series.unmatched(named)}
    kept = set(named) - absent
    for moment in absent:
        text, line = named[moment]
        midnight = "T0000" in text or moment.nominal.time() == dt.time()
        dates = _dates_on(_day_of(text, moment), series) if midnight else ()
        if len(dates) == 1:
            kept.add(dates[0])
        else:
            master.lost(line, f"{_text(moment)} was not left out: the event does not happen then")
    return tuple(sorted(kept, key=lambda moment: (moment.local, not moment.all_day)))


def _span(first: Schedule, lasts: dt.timedelta | None, site: str) -> dict[str, str]:
    """Return the fields of an event that say when it is; times in the site's zone need no zone of their own."""
    fields = {"start": _text(first.start)}
    if lasts is not None:
        fields["duration"] = spoken(lasts)
    elif first.end is not None:
        fields["end"] = _text(first.end)
    if not first.start.all_day and first.start.zone != site:
        fields["timezone"] = first.start.zone
    return fields


def _dates(
    series: Series, changed: Iterable[tuple[Moment, Version]], lasting: dict[dt.datetime, Schedule], told: Told
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields that say how a series goes on and which dates differ, and which of these are private."""
    start, rule = series.first.start, series.rule
    fields: dict[str, Any] = {}
    if rule is not None:
        said = words(rule, start)
        fields |= {"repeat": said} if said else {"rrule": rule.text(start)}
    crowded = _crowded(series)
    left_out = {moment.nominal for moment in series.exceptions} | {
        moment.day for moment in series.exceptions if moment.all_day
    }

    def named(moment: Moment) -> str:
        """What a date is called: its day, unless its time is unusual or the day has more than one date."""
        usual = moment.all_day or moment.nominal.time() == start.nominal.time()
        return str(moment.day) if usual and moment.day not in crowded else _text(moment)

    if series.exceptions:
        fields["except"] = [named(moment) for moment in series.exceptions]
    if series.also:
        usual = start.nominal.time()
        fields["also"] = [
            str(moment.day) if moment.nominal.time() == usual else _text(moment) for moment in series.also
        ]
    overrides: dict[str, Any] = {
        named(schedule.start): {"end": _text(schedule.end)} for schedule in lasting.values() if schedule.end
    }
    for about, version in changed:
        original = series.usual_time(about)
        if {original.nominal, original.day} & left_out:
            message = f"{_text(about)} is left out of the series and changed; it stays left out"
            version.lost(version.component.line, message)
            continue
        overrides[named(about)] = _moves(series, original, version) | told(version)
    overrides = {about: said for about, said in overrides.items() if said}
    withheld = tuple(named(about) for about, version in changed if version.withheld)
    return fields | ({"overrides": overrides} if overrides else {}), withheld


def _crowded(series: Series) -> set[dt.date]:
    """Return the days on which the series has more than one date: there a day names none of them."""
    added = Counter(moment.day for moment in series.also)
    days = [Moment(local=dt.datetime.combine(day, dt.time()), all_day=True) for day in added]
    alone = {moment.day for moment, _ in replace(series, also=()).unmatched(days)}
    return {day for day, count in added.items() if count > 1 or day not in alone}


def _moves(series: Series, original: Moment, version: Version) -> dict[str, str]:
    """Say when a date is that is not when the rule would have it."""
    component = version.component
    given = component.first("DTSTART")
    line = (given or component).line
    try:
        began = version.clock.moment(given.value, given) if given else original
    except ValueError as error:
        version.say("calendar-broken", line, f"its new time cannot be read: {error}")
        return {}
    own = version.clock.schedule(component, began)
    if own.start.all_day != original.all_day:
        version.lost(line, "one date of a series cannot turn from a day into a time, or back")
        return {} if own.start.day == original.day else {"start": str(own.start.day)}
    start, end = own.start.within(original.zone), own.end and own.end.within(original.zone)
    said: dict[str, str] = {}
    if start != original:
        usual = start.nominal.time() == original.nominal.time()
        said["start"] = str(start.day) if usual else _text(start)
    if _says_end(version) and _ends_oddly(series, start, end or start):
        said["end"] = _text(end or start)
    return said


def _ends_oddly(series: Series, start: Moment, end: Moment) -> bool:
    """Whether a date that begins then does not end when the dates of its series do."""
    usual = series.changed(start, Override())
    return end.aware() != (usual.end or usual.start).aware()


def _says_end(version: Version) -> bool:
    """Whether one date says when it ends; one that does not lasts as long as the others."""
    return version.component.first("DTEND", "DURATION") is not None


def _is_off(version: Version) -> bool:
    return version.component.text("STATUS").upper() == "CANCELLED"


def _in(zone: str, moment: Moment, start: Moment) -> Moment:
    """Return a date of a series by the clock of its first; of whole days only the day counts."""
    if moment.all_day:
        return replace(moment, zone=start.zone)
    local = moment.within(zone)
    if start.all_day:
        return Moment(local=dt.datetime.combine(local.day, dt.time()), zone=start.zone, all_day=True)
    return local.within(start.zone)


def _moved(schedule: Schedule, day: dt.date, lasts: dt.timedelta | None) -> Schedule:
    nominal = schedule.start.nominal
    start = schedule.start.shifted(dt.datetime.combine(day, nominal.time()) - nominal)
    if lasts is not None:
        return Schedule(start=start, end=start.after(lasts))
    return Schedule(start=start, end=schedule.end and schedule.end.shifted(start.nominal - nominal))


def _text(moment: Moment) -> str:
    """Write a moment as front matter has it, by the clock of the event."""
    if moment.all_day:
        return str(moment.day)
    said = moment.nominal
    return f"{said:%Y-%m-%d %H:%M:%S}" if said.second else f"{said:%Y-%m-%d %H:%M}"
