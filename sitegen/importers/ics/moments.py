"""Values of time: days, times of a zone, lengths and periods (RFC 5545 section 3.3)."""

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from sitegen.facets.schedule import Moment, Schedule
from sitegen.importers.ics.lines import Component, Property
from sitegen.importers.ics.zones import UnknownZone, Zones
from sitegen.importers.report import Report

YEARS = range(1000, 9000)
"""The years that front matter can name."""
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?", re.ASCII)
_LENGTH = re.compile(
    r"([+-])?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.ASCII
)
_DAY = dt.timedelta(days=1)


class Length(Struct, frozen=True, kw_only=True):
    """How long something lasts: days by the calendar, and time by the clock."""

    days: int
    rest: dt.timedelta

    def after(self, start: Moment) -> Moment:
        """Return the moment that lies so much later: days keep the time of day, the rest is exact."""
        later = start.shifted(dt.timedelta(days=self.days))
        if start.all_day or not self.rest:
            return later
        over = later.aware().astimezone(dt.UTC) + self.rest
        return Moment(local=over.replace(tzinfo=None), zone="UTC").within(start.zone)


class Clock:
    """Reads the times of one calendar."""

    def __init__(self, zones: Zones, report: Report) -> None:
        self.zones = zones
        self.site = zones.site
        self.report = report

    def moments(self, found: Property) -> list[Moment]:
        """Read a list of days, times or periods; of a period its start. Raises ValueError in words."""
        return [self.moment(part.partition("/")[0], found) for part in found.value.split(",") if part.strip()]

    def moment(self, text: str, found: Property) -> Moment:
        """Read one day or time of a property. Raises ValueError in words."""
        match = _MOMENT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text.strip()!r} is not a day or a time")
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        if year not in YEARS:
            raise ValueError(f"the year {year} is out of reach")
        try:
            local = dt.datetime(year, month, day, hour, minute, min(second, 59))
        except ValueError:
            raise ValueError(f"{text.strip()!r} is not a day or a time of the calendar") from None
        if match[4] is None:
            return Moment(local=local, zone=self.site, all_day=True)
        if match[7]:
            return Moment(local=local, zone="UTC")
        tzid = found.parameters.get("TZID", "")
        if tzid:
            return Moment.at(local, self.zones.named(tzid, local, found.line))
        message = f"times without a zone were read as those of {self.site}, the site's"
        self.report.once("floating", found.line, message)
        return Moment.at(local, self.site)

    def schedule(self, component: Component, start: Moment) -> Schedule:
        """Return from when to when a component is; an end that cannot be is reported and left out."""
        try:
            end = self._end(component, start)
        except ValueError as error:
            line = (component.first("DTEND", "DURATION") or component).line
            self.unread(line, f"the end was not carried over: {error}", error)
            end = None
        if start.all_day or not _is_all_day(component, start, end):
            return Schedule(start=start, end=end)
        last = end.shifted(-_DAY) if end and end.day > start.day else start
        day, over = replace(start, all_day=True), replace(last, all_day=True)
        return Schedule(start=day, end=over if over != day else None)

    def lasting(self, component: Component, start: Moment) -> dt.timedelta | None:
        """Return how long each date of a component lasts in time that passes; None where only its end can say it.

        That is so of whole days, and of more than 23 hours in hours: a `duration` of an entry counts them as days.
        """
        found = component.first("DURATION")
        if found is None or component.first("DTEND") or start.all_day:
            return None
        try:
            lasts = length(found.value)
        except ValueError:  # said when the end was worked out
            return None
        return dt.timedelta(days=lasts.days) + lasts.rest if lasts.rest < _DAY else None

    def unread(self, line: int, message: str, error: ValueError) -> None:
        """Report a time that was passed over: what lies in a zone that nobody knows is for a person to mend."""
        if isinstance(error, UnknownZone):
            self.report.say("calendar-broken", line, message, fix=error.fix)
        else:
            self.report.lost(line, message)

    def _end(self, component: Component, start: Moment) -> Moment | None:
        given, lasts = component.first("DTEND"), component.first("DURATION")
        if given is not None:
            end = self.moment(given.value, given)
            if start.all_day and not end.all_day:
                self.report.lost(
                    given.line, "the event begins on a whole day and ends at a time; it ends that day"
                )
                began = end.local.time() > dt.time()
                end = Moment(local=dt.datetime.combine(end.day, dt.time()), zone=start.zone, all_day=True)
                end = end.shifted(_DAY) if began else end
            elif end.all_day and not start.all_day:
                end = Moment(local=end.local, zone=start.zone)
            else:
                end = end.within(start.zone)
        elif lasts is not None:
            end = length(lasts.value).after(start)
        else:
            return None
        # an hour that clocks skip is as long as its clock times say, whatever the instants they are read as
        by_clock = start.all_day or (start.skipped is not None and start.zone == end.zone)
        over = end.nominal - start.nominal if by_clock else end.aware() - start.aware()
        if over < dt.timedelta():
            raise ValueError("it lies before the start")
        if start.all_day:
            return end.shifted(-_DAY) if over > _DAY else None
        return end if over else None


def length(text: str) -> Length:
    """Read a DURATION. Raises ValueError in words."""
    match = _LENGTH.fullmatch(text.strip().upper())
    if match is None or text.strip()[-1:] in "PTpt":
        raise ValueError(f"{text.strip()!r} is not a length of time")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    rest = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if match[1] == "-":
        raise ValueError("it lies before the start")
    if weeks * 7 + days > 36_000 or rest.days > 36_000:
        raise ValueError("it is longer than a hundred years")
    return Length(days=weeks * 7 + days, rest=rest)


def spoken(length: dt.timedelta) -> str:
    """Return a length of time as front matter has it: `1 day 2 hours 30 minutes`."""
    hours, rest = divmod(length.seconds, 3600)
    counted = {"day": length.days, "hour": hours, "minute": rest // 60, "second": rest % 60}
    return " ".join(f"{count} {unit}{'s' * (count > 1)}" for unit, count in counted.items() if count)


def told_in(zone: str, schedule: Schedule) -> Schedule | None:
    """Return a schedule by the clock of another zone; None where that clock shows its hour for the second time."""
    start, end = schedule.start.within(zone), schedule.end and schedule.end.within(zone)
    twice = start.later or (end is not None and end.later)
    return None if twice else Schedule(start=start, end=end)


def _is_all_day(component: Component, start: Moment, end: Moment | None) -> bool:
    """Whether Outlook says that times from midnight to midnight mean whole days."""
    said = component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    return said and start.nominal.time() == dt.time() and (end is None or end.local.time() == dt.time())
