"""Times of events: moments with their zone, spans of time, and the dates of a series."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.facets.place import Venue

LAST = dt.datetime(9998, 12, 31)
"""The latest wall-clock time: a year before the last of Python's calendar, so that it exists in every zone."""

FAR = dt.timedelta(days=3)
"""A span longer than the difference between any two clocks of the world."""


class Moment(Struct, frozen=True, kw_only=True):
    """A day, or a day and time: local time and the name of its zone.

    An aware `datetime` would lose the rules of its zone in the cache, which keeps its offset alone. So a moment
    becomes an aware time only where it is compared or printed.
    """

    local: dt.datetime
    """Wall-clock time without offset; midnight for a whole day."""
    zone: str = "UTC"
    """An IANA zone name, or a fixed offset such as `+01:00`."""
    all_day: bool = False
    """Whether it is a day without a time."""
    later: bool = False
    """Whether it is the second of two equal clock times, on a night when clocks go back."""
    skipped: dt.datetime | None = None
    """The time that the writer gave, where clocks skip it; `local` is then the time that counts in its place."""

    @classmethod
    def at(cls, local: dt.datetime, zone: str) -> "Moment":
        """Return the moment of a local time in a zone.

        A time that clocks skip counts by the offset before the change, so 01:30 becomes 02:30. Of a time that
        clocks show twice it is the first (RFC 5545, section 3.3.5).
        """
        there = local.replace(tzinfo=zone_of(zone))
        before, after = there.utcoffset(), there.replace(fold=1).utcoffset()
        if before is None or after is None or before >= after:
            return cls(local=local, zone=zone)
        return cls(local=local + (after - before), zone=zone, skipped=local)

    @property
    def nominal(self) -> dt.datetime:
        """The time that the writer gave, whether or not a clock shows it: the one that a series repeats."""
        return self.skipped or self.local

    @property
    def plain(self) -> bool:
        """Whether its local time is exactly one instant: clocks neither skip it nor show it twice."""
        first, second = self.readings()
        return self.all_day or first == second

    def readings(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the instants that its local time may be: by the offset before a change of clocks and after."""
        return _readings(self.local, self.zone)

    @property
    def day(self) -> dt.date:
        """The calendar day in its zone."""
        return self.local.date()

    def aware(self) -> dt.datetime:
        """Return the instant as an aware time with a fixed offset.

        The offset replaces the zone because Python compares two times of one zone by their clocks alone.
        """
        return _aware(self.local, self.zone, self.later)

    def shifted(self, delta: dt.timedelta) -> "Moment":
        """Return the moment that is `delta` later by the clock, at most LAST."""
        try:
            local = min(self.nominal + delta, LAST)
        except OverflowError:
            local = LAST
        return Moment(local=local, zone=self.zone, all_day=True) if self.all_day else Moment.at(local, self.zone)

    def after(self, length: dt.timedelta) -> "Moment":
        """Return the moment that is `length` later: whole days by the clock, the rest as elapsed time.

        RFC 5545 (section 3.3.6) counts so: two hours are two hours on a night when clocks change.
        """
        days = dt.timedelta(days=length.days)
        instant = (self.shifted(days) if days else self).aware() + (length - days)
        return Moment(local=instant.astimezone(dt.UTC).replace(tzinfo=None)).within(self.zone)

    def within(self, zone: str) -> "Moment":
        """Return the same instant in another zone; a whole day stays the same day."""
        if zone == self.zone:
            return self
        if self.all_day:
            return Moment(local=self.local, zone=zone, all_day=True)
        there = self.aware().astimezone(zone_of(zone))
        return Moment(local=there.replace(tzinfo=None, fold=0), zone=zone, later=bool(there.fold))

    def ending(self, start: "Moment") -> "Moment":
        """Return this moment as an end in the form of `start`: a day gets its last midnight, or a time its day."""
        midnight = dt.datetime.combine(self.day, dt.time())
        if self.all_day == start.all_day:
            return self
        if start.all_day:
            return Moment(local=midnight, zone=self.zone, all_day=True)
        return Moment(local=midnight + dt.timedelta(days=1), zone=self.zone)


class Schedule(Struct, frozen=True, kw_only=True):
    """The span of one date: start and end; an all-day end is the last day, included."""

    start: Moment
    end: Moment | None = None
    open: bool = False
    """Whether it lasts for a time that the writer has not given."""

    @property
    def last_day(self) -> dt.date:
        """The last calendar day of the span; an end at midnight does not reach the next day."""
        if self.end is None:
            return self.start.day
        if not self.end.all_day and self.end.local.time() == dt.time() and self.end.day > self.start.day:
            return self.end.day - dt.timedelta(days=1)
        return self.end.day

    @classmethod
    def lasting(cls, start: Moment, end: Moment) -> "Schedule":
        """Return the span between two times; where clocks skip the start, it keeps at least its nominal length.

        A span from 01:30 to 02:15 begins at 02:30 on such a night, and so it ends at 03:15.
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
        """Return the instant from which it is past: its end, or the midnight after its last day.

        A point in time is past at once. An event at ten without a known end is not past at ten, because people
        are still on their way to it.
        """
        final = self.end or self.start
        if final.all_day or (self.open and self.end is None):
            midnight = dt.datetime.combine(final.day, dt.time())
            return Moment.at(midnight + dt.timedelta(days=1), final.zone).aware()
        return final.aware()

    def ended(self, now: dt.datetime) -> bool:
        """Return whether it is past at an instant; days away no zone is looked up, because that is slow."""
        today = now.date()
        if self.last_day < today - FAR or self.start.day > today + FAR:
            return self.start.day < today
        return self.over() <= now


class Occurrence(Struct, frozen=True, kw_only=True):
    """One date of an event: the only one, or one of a series (a recurrence instance in RFC 5545)."""

    key: str
    """The entry's key."""
    schedule: Schedule
    number: int = 1
    """Its number in the series, from 1."""
    original: Moment | None = None
    """The start that the rule gives (RECURRENCE-ID), where an override has moved it."""
    status: str = ""
    """The status of its override; empty: that of the event."""
    venue: Venue | None = None
    """The place of its override; None: that of the event."""
    online: str = ""
    """The address of its override at which to join from afar; empty: that of the event."""
    note: str = ""
    """A sentence for readers about this date."""
    closing: bool = False
    """Whether it is the last day of a consultation rather than a date of the entry itself."""
    anchor: str = ""
    """The id of its row among several dates on the page of its event: `2027-03-02`; empty for an only date."""

    @property
    def fragment(self) -> str:
        """What leads to it on the page of its entry: the form for comments, or its row; empty for an only date."""
        return "#Comment" if self.closing else self.anchor and f"#{self.anchor}"


@lru_cache(maxsize=16_384)
def _aware(local: dt.datetime, zone: str, later: bool) -> dt.datetime:
    """Return the instant of a local time, with a fixed offset; the same few are compared again and again."""
    there = local.replace(tzinfo=zone_of(zone), fold=later)
    return there.replace(tzinfo=dt.timezone(there.utcoffset() or dt.timedelta()), fold=0)


@lru_cache(maxsize=4096)
def _readings(local: dt.datetime, zone: str) -> tuple[dt.datetime, dt.datetime]:
    there = local.replace(tzinfo=zone_of(zone), fold=0)
    return there.astimezone(dt.UTC), there.replace(fold=1).astimezone(dt.UTC)


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone of an IANA name or of an offset such as `+01:00`. Raises ValueError for other names."""
    if name in ("UTC", "Z"):
        return dt.UTC
    if name[:1] in "+-":
        return dt.datetime.strptime(name.replace(":", ""), "%z").tzinfo or dt.UTC
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}") from error
