"""When things happen: moments with their zone, spans of time, and the occurrences of what repeats."""

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.facets.place import Venue

LAST = dt.datetime(9998, 12, 31)
"""The latest wall-clock time there is: a year short of the calendar's, so that every zone can hold it."""


class Moment(Struct, frozen=True, kw_only=True):
    """A day, or a day and time, as people say it: local time and the name of its zone.

    Kept so because a store turns an aware time into an offset and forgets the zone's rules;
    it is made aware only to compare or to print.
    """

    local: dt.datetime
    """Wall-clock time without offset; midnight for a whole day."""
    zone: str = "UTC"
    """An IANA zone name, or a fixed offset such as `+01:00`."""
    all_day: bool = False

    @property
    def day(self) -> dt.date:
        """The calendar day where it happens."""
        return self.local.date()

    def aware(self) -> dt.datetime:
        """Return the instant, in its zone."""
        return self.local.replace(tzinfo=zone_of(self.zone))

    def shifted(self, delta: dt.timedelta) -> "Moment":
        """Return the moment `delta` of wall-clock time later; beyond the calendar, its last but one year's end."""
        try:
            local = min(self.local + delta, LAST)
        except OverflowError:
            local = LAST
        return Moment(local=local, zone=self.zone, all_day=self.all_day)

    def within(self, zone: str) -> "Moment":
        """Return the same instant as the clock shows it in another zone; a whole day stays the day it is."""
        if self.all_day or zone == self.zone:
            return Moment(local=self.local, zone=zone, all_day=self.all_day)
        return Moment(local=self.aware().astimezone(zone_of(zone)).replace(tzinfo=None), zone=zone)

    def ending(self, start: "Moment") -> "Moment":
        """Return an end of its start's sort: a day becomes the midnight after it, a time becomes its day."""
        midnight = dt.datetime.combine(self.day, dt.time())
        if self.all_day == start.all_day:
            return self
        if start.all_day:
            return Moment(local=midnight, zone=self.zone, all_day=True)
        return Moment(local=midnight + dt.timedelta(days=1), zone=self.zone)


class Schedule(Struct, frozen=True, kw_only=True):
    """From when to when; an all-day end is the last day, included."""

    start: Moment
    end: Moment | None = None

    @property
    def last_day(self) -> dt.date:
        """The last calendar day it touches; what ends at midnight does not touch the next day."""
        if self.end is None:
            return self.start.day
        if not self.end.all_day and self.end.local.time() == dt.time() and self.end.day > self.start.day:
            return self.end.day - dt.timedelta(days=1)
        return self.end.day

    @property
    def backwards(self) -> bool:
        """Whether it ends before it starts."""
        return self.end is not None and self.end.aware() < self.start.aware()

    def over(self) -> dt.datetime:
        """The instant from which it is past: its end, midnight after a last day, or a lone start."""
        final = self.end or self.start
        if final.all_day:
            return final.shifted(dt.timedelta(days=1)).aware()
        return final.aware()


class Occurrence(Struct, frozen=True, kw_only=True):
    """One date of an event: the only one, or one of a series."""

    key: str
    """The entry's key."""
    schedule: Schedule
    number: int = 1
    """Its place in the series, from 1."""
    original: Moment | None = None
    """The start the rule gave, where an override moved it."""
    status: str = ""
    """The override's status; empty means the event's own."""
    venue: Venue | None = None
    """The override's place; None means the event's own."""
    online: str = ""
    """The override's address for joining from afar; empty means the event's own."""
    note: str = ""
    """What the writer says about this date."""
    closing: bool = False
    """Whether it is no date of the entry itself, but the last on which its consultation takes answers."""


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone of an IANA name or of an offset such as `+01:00`. Raises ValueError for neither."""
    if name in ("UTC", "Z"):
        return dt.UTC
    if name[:1] in "+-":
        return dt.datetime.strptime(name.replace(":", ""), "%z").tzinfo or dt.UTC
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error
