"""When things happen: moments with their zone, spans of time, and the occurrences of what repeats."""

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.facets.place import Venue

LAST = dt.datetime(9998, 12, 31)
"""The latest wall-clock time there is: a year short of the calendar's, so that every zone can hold it."""

FAR = dt.timedelta(days=3)
"""More than any two clocks in the world can differ by."""


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
    later: bool = False
    """Whether it is the second of two such times, on a night when clocks go back."""
    skipped: dt.datetime | None = None
    """The time that was asked for, where clocks skip it: `local` is how it is read."""

    @classmethod
    def at(cls, local: dt.datetime, zone: str) -> "Moment":
        """Return the time by the clock of a zone.

        One that the clock skips is taken by the offset before, so 01:30 becomes 02:30; one that comes twice is
        the first of the two (RFC 5545, section 3.3.5).
        """
        there = local.replace(tzinfo=zone_of(zone))
        before, after = there.utcoffset(), there.replace(fold=1).utcoffset()
        if before is None or after is None or before >= after:
            return cls(local=local, zone=zone)
        return cls(local=local + (after - before), zone=zone, skipped=local)

    @property
    def nominal(self) -> dt.datetime:
        """The time that was asked for, whether or not a clock shows it: what a series goes by."""
        return self.skipped or self.local

    @property
    def plain(self) -> bool:
        """Whether its clock time is one instant: neither skipped nor shown twice that night."""
        first, second = self.readings()
        return self.all_day or first == second

    def readings(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the instants its clock time may stand for: by the offset before a change, and after."""
        there = self.local.replace(tzinfo=zone_of(self.zone))
        return there.astimezone(dt.UTC), there.replace(fold=1).astimezone(dt.UTC)

    @property
    def day(self) -> dt.date:
        """The calendar day where it happens."""
        return self.local.date()

    def aware(self) -> dt.datetime:
        """Return the instant, with the offset of its zone then.

        Without the zone itself, because Python compares two times of one zone by their clocks alone.
        """
        there = self.local.replace(tzinfo=zone_of(self.zone), fold=self.later)
        return there.replace(tzinfo=dt.timezone(there.utcoffset() or dt.timedelta()), fold=0)

    def shifted(self, delta: dt.timedelta) -> "Moment":
        """Return the moment `delta` of wall-clock time later; beyond the calendar, its last but one year's end."""
        try:
            local = min(self.nominal + delta, LAST)
        except OverflowError:
            local = LAST
        return Moment(local=local, zone=self.zone, all_day=True) if self.all_day else Moment.at(local, self.zone)

    def after(self, length: dt.timedelta) -> "Moment":
        """Return the moment so much later: whole days by the clock, the rest in time that passes.

        So RFC 5545 (section 3.3.6) counts: two hours are two hours on a night when clocks change.
        """
        days = dt.timedelta(days=length.days)
        instant = (self.shifted(days) if days else self).aware() + (length - days)
        return Moment(local=instant.astimezone(dt.UTC).replace(tzinfo=None)).within(self.zone)

    def within(self, zone: str) -> "Moment":
        """Return the same instant as the clock shows it in another zone; a whole day stays the day it is."""
        if zone == self.zone:
            return self
        if self.all_day:
            return Moment(local=self.local, zone=zone, all_day=True)
        there = self.aware().astimezone(zone_of(zone))
        return Moment(local=there.replace(tzinfo=None, fold=0), zone=zone, later=bool(there.fold))

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
    open: bool = False
    """Whether it lasts for a while, and nobody has said how long."""

    @property
    def last_day(self) -> dt.date:
        """The last calendar day it touches; what ends at midnight does not touch the next day."""
        if self.end is None:
            return self.start.day
        if not self.end.all_day and self.end.local.time() == dt.time() and self.end.day > self.start.day:
            return self.end.day - dt.timedelta(days=1)
        return self.end.day

    @classmethod
    def lasting(cls, start: Moment, end: Moment) -> "Schedule":
        """Return the span of two times; from an hour that clocks skip, it lasts as long as was asked for at least.

        What was to be from 01:30 to 02:15 begins at 02:30 that night: it ends at 03:15, not before it begins.
        """
        length = end.nominal - start.nominal
        if start.skipped and length > dt.timedelta() and end.aware() <= start.aware():
            end = start.after(length)
        return cls(start=start, end=end)

    @property
    def backwards(self) -> bool:
        """Whether it ends before it starts."""
        return self.end is not None and self.end.aware() < self.start.aware()

    def over(self) -> dt.datetime:
        """The instant from which it is past: its end, or midnight after its last day; a point in time, at once.

        What begins at ten and ends when it ends is not past at ten: people are on their way to it.
        """
        final = self.end or self.start
        if final.all_day or (self.open and self.end is None):
            midnight = dt.datetime.combine(final.day, dt.time())
            return Moment.at(midnight + dt.timedelta(days=1), final.zone).aware()
        return final.aware()

    def ended(self, now: dt.datetime) -> bool:
        """Whether it is over at an instant; what lies days away is told without asking a zone, which is slow."""
        today = now.date()
        if self.last_day < today - FAR or self.start.day > today + FAR:
            return self.start.day < today
        return self.over() <= now


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
