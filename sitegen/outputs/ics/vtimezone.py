"""VTIMEZONE: the description of a time zone in a calendar file (RFC 5545 section 3.6.5).

It is made here because the library's own description dates the change to summer time by the clock after it, where
the RFC asks for the clock before it.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.facets.schedule import Moment, zone_of

if TYPE_CHECKING:
    from icalendar import Timezone


def zone_name(moment: Moment) -> str:
    """Return the TZID for a moment; empty for whole days and for UTC."""
    if moment.all_day or moment.zone in ("UTC", "Z"):
        return ""
    return f"UTC{moment.zone.replace(':', '')}" if moment.zone[0] in "+-" else moment.zone


@lru_cache(maxsize=128)
def timezone(zone: str, first: int, last: int) -> "Timezone":
    """Return the description of a zone from the first to the last year."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    described = Timezone()
    described.add("tzid", zone_name(Moment(local=dt.datetime(first, 1, 1), zone=zone)))
    observances: dict[tuple[Any, ...], list[dt.datetime]] = {}
    for onset, *rest in _onsets(zone_of(zone), first, last):
        observances.setdefault(tuple(rest), []).append(onset)
    for (before, after, name, summer), onsets in observances.items():
        observance = TimezoneDaylight() if summer else TimezoneStandard()
        observance.add("dtstart", onsets[0])
        observance.add("tzoffsetfrom", before)
        observance.add("tzoffsetto", after)
        observance.add("tzname", name)
        for onset in onsets if onsets[1:] else ():
            # ical.js reads only the first of a list, and ignores DTSTART beside RDATE
            observance.add("rdate", onset)
        described.add_component(observance)
    return described


def _onsets(zone: dt.tzinfo, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield each onset of a zone: its time by the old clock, both offsets, name, whether it is summer time."""

    def state(instant: dt.datetime) -> tuple[dt.timedelta, str, bool]:
        local = instant.astimezone(zone)
        return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())

    instant = dt.datetime(max(first - 1, 1), 12, 30, tzinfo=dt.UTC)
    end = dt.datetime(min(last + 1, 9999), 1, 2, tzinfo=dt.UTC)
    now = state(instant)
    yield (instant.replace(tzinfo=None), now[0], *now)
    while instant < end:
        later = instant + dt.timedelta(days=7)
        if state(later) != now:
            low, high = instant, later
            while high - low > dt.timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if state(middle) == now else (low, middle)
            after = state(high)
            yield ((high + now[0]).replace(tzinfo=None), now[0], *after)
            later, now = high, after
        instant = later
