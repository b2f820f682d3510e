"""The RDATE, EXDATE and RECURRENCE-ID of an event as dates of its series (RFC 5545 section 3.8.5)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sitegen.facets.recurrence import Override
from sitegen.facets.schedule import Moment, Schedule
from sitegen.facets.series import Series
from sitegen.importers.ics.lines import Property
from sitegen.importers.ics.moments import Clock, length, moment_text
from sitegen.importers.ics.version import Version


def recurrence_dates(master: Version, zone: str, series: Series) -> Iterable[tuple[Moment, Schedule | None]]:
    """Yield each RDATE, with its schedule where it is a PERIOD of another length than the event."""
    for found in master.component.all("RDATE"):
        for text in found.value.split(","):
            try:
                start = _in_series(
                    zone, master.clock.moment(text.partition("/")[0], found, zone), series.first.start
                )
                yield start, _period(text, found, start, series, master.clock)
            except ValueError as error:
                master.clock.report_unread(found.line, f"a date was not added: {error}", error)


def exception_dates(master: Version, zone: str, series: Series) -> tuple[Moment, ...]:
    """Return each EXDATE that is a date of the series, or a midnight of a day with one; others are reported."""
    named: dict[Moment, tuple[str, int]] = {}
    for found in master.component.all("EXDATE"):
        for text in found.value.split(","):
            try:
                moment = _in_series(zone, master.clock.moment(text, found, zone), series.first.start)
                named[moment] = text.strip(), found.line
            except ValueError as error:
                master.clock.report_unread(found.line, f"a date was not left out: {error}", error)
    absent = {moment for moment, _ in series.unmatched(named)}
    kept = set(named) - absent
    for moment in absent:
        text, line = named[moment]
        midnight = "T0000" in text or moment.nominal.time() == dt.time()
        dates = _dates_on(_day_of(text, moment), series) if midnight else ()
        if len(dates) == 1:
            kept.add(dates[0])
        else:
            master.report.lost(line, f"{moment_text(moment)} was not left out: the event does not happen then")
    return tuple(sorted(kept, key=lambda moment: (moment.local, not moment.all_day)))


def matched_instances(
    overridden: Sequence[Version], zone: str, series: Series
) -> tuple[list[tuple[Moment, Version]], list[Moment]]:
    """Return each overridden instance with the date of the series that it replaces, and the dates to be added.

    An instance whose date the series lacks replaces the only date of its day, or else is added to the series.
    """
    pairs: list[tuple[Moment, Version]] = []
    for version in overridden:
        about = version.component.first("RECURRENCE-ID")
        assert about is not None, "an overridden instance is a VEVENT with a RECURRENCE-ID"
        if about.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            message = "a change of this and all later dates was carried over for this date alone"
            cure = "end the series with `until` and start a new event"
            version.report.add("calendar-rule", about.line, message, fix=cure)
        try:
            moment = version.clock.moment(about.value, about, zone)
            pairs.append((_in_series(zone, moment, series.first.start), version))
        except ValueError as error:
            version.report.add("calendar-broken", about.line, f"the date it is about cannot be read: {error}")
    absent = {moment for moment, _ in series.unmatched(moment for moment, _ in pairs)}
    taken = {series.usual_time(moment).nominal for moment, _ in pairs if moment not in absent}
    kept, added = [], list[Moment]()
    for moment, version in pairs:
        about = version.component.first("RECURRENCE-ID")
        dates = _dates_on(_day_of(about.value, moment), series) if about and moment in absent else ()
        if dates and (len(dates) > 1 or dates[0].nominal in taken):
            message = (
                f"no date is at {moment_text(moment)}, and it is not plain which it is about; it was left out"
            )
            version.report.add("calendar-broken", version.component.line, message)
        elif dates:
            taken.add(dates[0].nominal)
            kept.append((dates[0], version))
        elif moment not in absent:
            kept.append((moment, version))
        elif not version.is_cancelled:
            version.report.lost(
                version.component.line, f"the series has no date on {moment_text(moment)}; it was added"
            )
            kept.append((moment, version))
            added.append(moment)
    return kept, added


def has_own_end(series: Series, start: Moment, end: Moment) -> bool:
    """Return whether a date that begins at `start` ends otherwise than the dates of its series do."""
    usual = series.changed(start, Override())
    return end.aware() != (usual.end or usual.start).aware()


def _period(text: str, found: Property, start: Moment, series: Series, clock: Clock) -> Schedule | None:
    """Return the schedule of a PERIOD that ends otherwise than the dates of its series do, else None."""
    over = text.partition("/")[2].strip()
    if not over or start.all_day:
        return None
    end = (
        length(over).after(start)
        if over.startswith("P")
        else clock.moment(over, found, start.zone).within(start.zone)
    )
    return Schedule(start=start, end=end) if has_own_end(series, start, end) else None


def _day_of(text: str, moment: Moment) -> dt.date:
    """Return the day of a date. Some programs write a day as its midnight, in whatever zone."""
    written = re.match(r"(\d{4})(\d\d)(\d\d)T0000", text.strip())
    return dt.date(*map(int, written.groups())) if written else moment.nominal.date()


def _dates_on(day: dt.date, series: Series) -> tuple[Moment, ...]:
    """Return the dates of a series on one day."""
    whole = Moment(local=dt.datetime.combine(day, dt.time()), zone=series.first.start.zone, all_day=True)
    dates = [series.usual_time(moment) for moment in series.also if moment.day == day]
    if not replace(series, also=()).unmatched([whole]):
        dates.append(series.usual(day))
    return tuple({date.nominal: date for date in dates}.values())


def _in_series(zone: str, moment: Moment, start: Moment) -> Moment:
    """Return a date in the zone of the first date of its series, as a day where the first is a whole day.

    `zone` is that of the event, by whose clock the day of a time is meant.
    """
    if moment.all_day:
        return replace(moment, zone=start.zone)
    local = moment.within(zone)
    if start.all_day:
        return Moment(local=dt.datetime.combine(local.day, dt.time()), zone=start.zone, all_day=True)
    return local.within(start.zone)
