"""What a calendar program works out from a file: every date of every event, by icalendar and dateutil alone.

A date that differs and does not say when it ends lasts as long as the others.
"""

import datetime as dt
from typing import Any, NamedTuple

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

LAST = dt.datetime(2030, 12, 31)


class Date(NamedTuple):
    """One date of an event; times are in UTC, whole days are days."""

    start: str
    end: str
    cancelled: bool


def expanded(data: bytes) -> dict[str, list[Date]]:
    """Return the dates of every event up to LAST, by UID."""
    masters: dict[str, Any] = {}
    odd: dict[str, list[Any]] = {}
    for event in Calendar.from_ical(data).walk("VEVENT"):
        if "RECURRENCE-ID" in event:
            odd.setdefault(str(event["UID"]), []).append(event)
        else:
            masters[str(event["UID"])] = event
    return {uid: _dates(master, odd.get(uid, [])) for uid, master in masters.items()}


def _dates(master: Any, odd: list[Any]) -> list[Date]:
    first = master["DTSTART"].dt
    lasts = _end(master, first)
    zone = getattr(first, "tzinfo", None)
    dates: Any = rruleset()
    dates.rdate(_local(first, zone))
    if "RRULE" in master:
        rule = master["RRULE"]
        if "UNTIL" in rule:
            rule["UNTIL"] = [_local(until, zone) for until in rule["UNTIL"]]
        dates.rrule(rrulestr(rule.to_ical().decode(), dtstart=_local(first, zone)))
    periods: dict[dt.datetime, Any] = {}
    for name, add in (("RDATE", dates.rdate), ("EXDATE", dates.exdate)):
        given = master.get(name, [])
        for each in (value for one in (given if isinstance(given, list) else [given]) for value in one.dts):
            start = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            add(_local(start, zone))
            if isinstance(each.dt, tuple):
                over = each.dt[1] if isinstance(each.dt[1], dt.datetime) else start + each.dt[1]
                periods.setdefault(_local(start, zone), over)
    found: dict[dt.datetime, Date] = {}
    for local in dates:
        if local > LAST:
            break
        start = local.replace(tzinfo=zone) if isinstance(first, dt.datetime) else local.date()
        over = start + lasts if local not in periods or local == _local(first, zone) else periods[local]
        found[local] = Date(_said(start), _said(over), _is_off(master))
    for event in odd:
        start = event["DTSTART"].dt
        over = start + (_end(event, start) if {"DTEND", "DURATION"} & set(event) else lasts)
        found[_local(event["RECURRENCE-ID"].dt, zone)] = Date(_said(start), _said(over), _is_off(event))
    return sorted(found.values())


def _end(event: Any, start: Any) -> dt.timedelta:
    """How long an event lasts by the clock on the wall."""
    if "DTEND" in event:
        end = event["DTEND"].dt
        if isinstance(start, dt.datetime):
            end = end.astimezone(start.tzinfo).replace(tzinfo=None)
            start = start.replace(tzinfo=None)
        return dt.timedelta(seconds=(end - start).total_seconds())
    if "DURATION" in event:
        return dt.timedelta(seconds=event["DURATION"].dt.total_seconds())
    return dt.timedelta() if isinstance(start, dt.datetime) else dt.timedelta(days=1)


def _local(moment: Any, zone: dt.tzinfo | None) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    return moment.astimezone(zone).replace(tzinfo=None) if zone and moment.tzinfo else moment.replace(tzinfo=None)


def _said(moment: Any) -> str:
    return (moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment).isoformat()


def _is_off(event: Any) -> bool:
    return str(event.get("STATUS")) == "CANCELLED"
