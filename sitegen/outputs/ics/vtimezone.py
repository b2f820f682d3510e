"""VTIMEZONE: the description of a time zone in a calendar file (RFC 5545 section 3.6.5).

The change to summer time has the clock before it, as the RFC asks.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sitegen.facets.schedule import Moment, zone_of
from sitegen.outputs.ics.content_lines import line, offset, text, time

_State = tuple[dt.timedelta, str, bool]


def zone_name(moment: Moment) -> str:
    """Return the TZID for a moment; empty for whole days and for UTC."""
    if moment.all_day or moment.zone in ("UTC", "Z"):
        return ""
    return f"UTC{moment.zone.replace(':', '')}" if moment.zone[0] in "+-" else moment.zone


@lru_cache(maxsize=128)
def vtimezone(zone: str, first: int, last: int) -> str:
    """Return the description of a zone from the first to the last year."""
    written = [
        "BEGIN:VTIMEZONE\r\n",
        line("TZID", zone_name(Moment(local=dt.datetime(first, 1, 1), zone=zone))),
    ]
    observances: dict[tuple[dt.timedelta, dt.timedelta, str, bool], list[dt.datetime]] = {}
    for onset, *rest in _onsets(zone, first, last):
        observances.setdefault((rest[0], rest[1], rest[2], rest[3]), []).append(onset)
    for (before, after, name, summer), onsets in observances.items():
        kind = "DAYLIGHT" if summer else "STANDARD"
        written += [
            f"BEGIN:{kind}\r\n",
            line("DTSTART", time(onsets[0])),
            # ical.js reads only the first of a list, and ignores DTSTART beside RDATE
            *(line("RDATE", time(onset)) for onset in onsets if onsets[1:]),
            line("TZNAME", text(name)),
            line("TZOFFSETFROM", offset(before)),
            line("TZOFFSETTO", offset(after)),
            f"END:{kind}\r\n",
        ]
    written.append("END:VTIMEZONE\r\n")
    return "".join(written)


def _onsets(zone: str, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield each onset of a zone: its time by the old clock, both offsets, name, whether it is summer time."""
    begin = _year_end(max(first - 1, 1))
    now = _state(zone, begin)
    yield (begin.replace(tzinfo=None), now[0], *now)
    end = dt.datetime(min(last + 1, 9999), 1, 2, tzinfo=dt.UTC)
    for year in range(begin.year + 1, end.year + 1):
        for instant, after in _changes(zone, year):
            if instant < end:
                yield ((instant + now[0]).replace(tzinfo=None), now[0], *after)
                now = after


@lru_cache(maxsize=1024)
def _changes(zone: str, year: int) -> tuple[tuple[dt.datetime, _State], ...]:
    """Return when the clocks of a zone change in a year from December to December, and the state after each.

    Calendars share years, so that each is looked through once.
    """
    found = []
    instant, end = _year_end(year - 1), _year_end(year)
    now = _state(zone, instant)
    while instant < end:
        later = instant + min(dt.timedelta(days=7), end - instant)
        if _state(zone, later) != now:
            low, high = instant, later
            while high - low > dt.timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _state(zone, middle) == now else (low, middle)
            later, now = high, _state(zone, high)
            found.append((high, now))
        instant = later
    return tuple(found)


def _year_end(year: int) -> dt.datetime:
    """Return an instant before the new year has begun anywhere."""
    return dt.datetime(year, 12, 30, tzinfo=dt.UTC)


def _state(zone: str, instant: dt.datetime) -> _State:
    """Return the offset of a zone at an instant, its name, and whether it is summer time."""
    local = instant.astimezone(zone_of(zone))
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())
