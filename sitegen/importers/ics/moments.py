"""Values of the types DATE, DATE-TIME, DURATION and PERIOD (RFC 5545 section 3.3)."""

import datetime as dt
import re

from msgspec import Struct
from msgspec.structs import replace

from sitegen.facets.schedule import Moment, Schedule
from sitegen.importers.ics.lines import Component, Property
from sitegen.importers.ics.zones import UnknownZone, Zones
from sitegen.importers.report import Report

YEARS = range(1000, 9000)
"""The years that front matter accepts."""
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?", re.ASCII)
_LENGTH = re.compile(
    r"([+-])?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.ASCII
)
_DAY = dt.timedelta(days=1)


class Length(Struct, frozen=True, kw_only=True):
    """A DURATION (RFC 5545 section 3.3.6)."""

    days: int
    """Days of the calendar, which may have 23 or 25 hours."""
    rest: dt.timedelta
    """Hours, minutes and seconds, which are exact."""

    def after(self, start: Moment) -> Moment:
        """Return the moment this length after another: days keep the time of day, the rest is exact."""
        later = start.shifted(dt.timedelta(days=self.days))
        if start.all_day or not self.rest:
            return later
        over = later.aware().astimezone(dt.UTC) + self.rest
        return Moment(local=over.replace(tzinfo=None), zone="UTC").within(start.zone)


class Clock:
    """The reader of times in one calendar: its zones, and the report of its file."""

    def __init__(self, zones: Zones, report: Report) -> None:
        self.zones = zones
        self.site = zones.site
        self.report = report

    def moments(self, found: Property) -> list[Moment]:
        """Return the dates and times of a property with a list; of a PERIOD, its start.

        Raises ValueError, with words for the report, for one that is no date or time.
        """
        return [self.moment(part.partition("/")[0], found) for part in found.value.split(",") if part.strip()]

    def moment(self, text: str, found: Property, usual: str = "") -> Moment:
        """Return the DATE or DATE-TIME that is written as `text` in a property; without a zone, it is in `usual`.

        Raises ValueError, with words for the report, for a text that is neither.
        """
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
        if usual := usual or self.zones.usual:
            return Moment.at(local, usual)
        message = f"times without a zone were read as those of {self.site}, the site's"
        if self.zones.unknown:
            message += f": nobody knows the zone of the calendar, {self.zones.unknown[:40]!r}"
        self.report.lost_once("floating", found.line, message)
        return Moment.at(local, self.site)

    def schedule(self, component: Component, start: Moment) -> Schedule:
        """Return the start and end of a component; an end that cannot be read is reported and left out."""
        try:
            end = self._end(component, start)
        except ValueError as error:
            line = (component.first("DTEND", "DURATION") or component).line
            self.report_unread(line, f"the end was not carried over: {error}", error)
            end = None
        if start.all_day or not _is_all_day(component, start, end):
            return Schedule(start=start, end=end)
        last = end.shifted(-_DAY) if end and end.day > start.day else start
        day, over = replace(start, all_day=True), replace(last, all_day=True)
        return Schedule(start=day, end=over if over != day else None)

    def duration(self, component: Component, start: Moment) -> dt.timedelta | None:
        """Return the DURATION of a component in exact time, None where an entry can only express it by an `end`.

        These are whole days, and more than 23 hours given in hours, because `duration` in an entry counts 24 hours
        as a day.
        """
        found = component.first("DURATION")
        if found is None or component.first("DTEND") or start.all_day:
            return None
        try:
            given = length(found.value)
        except ValueError:  # reported by `schedule`
            return None
        return dt.timedelta(days=given.days) + given.rest if given.rest < _DAY else None

    def report_unread(self, line: int, message: str, error: ValueError) -> None:
        """Report a time that was left out; as an error where its zone is unknown, because a person can name it."""
        if isinstance(error, UnknownZone):
            self.report.add("calendar-broken", line, message, fix=error.fix)
        else:
            self.report.lost(line, message)

    def _end(self, component: Component, start: Moment) -> Moment | None:
        """Return the end by DTEND or DURATION, None for none. Raises ValueError for one before the start."""
        end_property, duration = component.first("DTEND"), component.first("DURATION")
        if end_property is not None:
            end = self.moment(end_property.value, end_property, start.zone)
            if start.all_day and not end.all_day:
                self.report.lost(
                    end_property.line, "the event begins on a whole day and ends at a time; it ends that day"
                )
                began = end.local.time() > dt.time()
                end = Moment(local=dt.datetime.combine(end.day, dt.time()), zone=start.zone, all_day=True)
                end = end.shifted(_DAY) if began else end
            elif end.all_day and not start.all_day:
                end = Moment(local=end.local, zone=start.zone)
            else:
                end = end.within(start.zone)
        elif duration is not None:
            end = length(duration.value).after(start)
        else:
            return None
        # in an hour that clocks skip, only the times as written give the length: both are read as later instants
        by_clock = start.all_day or (start.skipped is not None and start.zone == end.zone)
        over = end.nominal - start.nominal if by_clock else end.aware() - start.aware()
        if over < dt.timedelta():
            raise ValueError("it lies before the start")
        if start.all_day:
            return end.shifted(-_DAY) if over > _DAY else None
        return end if over else None


def length(text: str) -> Length:
    """Return a DURATION. Raises ValueError, with words for the report, for a text that is none."""
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


def length_text(length: dt.timedelta) -> str:
    """Return a length of time as front matter writes it: `1 day 2 hours 30 minutes`."""
    hours, rest = divmod(length.seconds, 3600)
    counted = {"day": length.days, "hour": hours, "minute": rest // 60, "second": rest % 60}
    return " ".join(f"{count} {unit}{'s' * (count > 1)}" for unit, count in counted.items() if count)


def moment_text(moment: Moment) -> str:
    """Return a moment as front matter writes it, by the clock of the event."""
    if moment.all_day:
        return str(moment.day)
    time = moment.nominal
    return f"{time:%Y-%m-%d %H:%M:%S}" if time.second else f"{time:%Y-%m-%d %H:%M}"


def in_zone(zone: str, schedule: Schedule) -> Schedule | None:
    """Return a schedule by the clock of another zone.

    None where one of its times comes twice that night and the second is meant, which front matter cannot express.
    """
    start, end = schedule.start.within(zone), schedule.end and schedule.end.within(zone)
    twice = start.later or (end is not None and end.later)
    return None if twice else Schedule(start=start, end=end)


def _is_all_day(component: Component, start: Moment, end: Moment | None) -> bool:
    """Return whether times from midnight to midnight mean whole days, by a property of Outlook."""
    marked = component.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    return marked and start.nominal.time() == dt.time() and (end is None or end.local.time() == dt.time())
