"""Calendar files: a calendar works out from them the dates that the pages show, at the times the zones have."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Timezone
from lxml import html

from sitegen.outputs.ics.vtimezone import vtimezone
from tests.conftest import MakeSite, Site

HORIZON = dt.date(2028, 12, 31)


def expanded(site: Site) -> list[str]:
    """Return the start of every date as a calendar works it out from rule, additions, exceptions and moves."""
    events: Any = Calendar.from_ical(site.output["events/a/a.ics"]).walk("VEVENT")
    (master,) = (each for each in events if "RECURRENCE-ID" not in each)
    first = master["DTSTART"].dt
    dates: Any = rruleset()
    dates.rdate(_local(first))
    if "RRULE" in master:
        rule = master["RRULE"]
        if "UNTIL" in rule:
            rule["UNTIL"] = [_local(_within(until, first)) for until in rule["UNTIL"]]
        dates.rrule(rrulestr(rule.to_ical().decode(), dtstart=_local(first)))
    for name, add in (("RDATE", dates.rdate), ("EXDATE", dates.exdate)):
        for each in master[name].dts if name in master else ():
            add(_local(each.dt))
    end = dt.datetime.combine(HORIZON, dt.time.max)
    starts: dict[dt.datetime, dt.date] = {}
    for start in dates:
        if start > end:
            break
        starts[start] = start.replace(tzinfo=first.tzinfo) if isinstance(first, dt.datetime) else start.date()
    for moved in (each for each in events if "RECURRENCE-ID" in each):
        assert _local(moved["RECURRENCE-ID"].dt) in starts
        starts[_local(moved["RECURRENCE-ID"].dt)] = moved["DTSTART"].dt
    return sorted(start.isoformat() for start in starts.values())


def _local(moment: dt.date) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None)
    return dt.datetime.combine(moment, dt.time())


def _within(until: dt.date, first: dt.date) -> dt.date:
    return (
        until.astimezone(first.tzinfo)
        if isinstance(until, dt.datetime) and isinstance(first, dt.datetime)
        else until
    )


def shown(site: Site) -> list[str]:
    """Return the start of every date as the pages of the months show it."""
    found = set()
    for path in site.output:
        if re.fullmatch(r"events/\d{4}/\d{2}/index\.html", path):
            page = html.fromstring(site.page(path))
            found |= {row.xpath(".//time/@datetime")[0] for row in page.xpath("//ol[@class='agenda']/li")}
    return sorted(found)


def marked(site: Site) -> set[str]:
    """Return the days that the small tables on the pages of the years mark."""
    found = set()
    for path in site.output:
        if year := re.fullmatch(r"events/(\d{4})/index\.html", path):
            for month in html.fromstring(site.page(path)).xpath("//section[table]"):
                number = int(month.xpath("h2/@id")[0].removeprefix("Month-"))
                days = month.xpath("table//td/a/text()")
                found |= {f"{year[1]}-{number:02}-{int(day):02}" for day in days}
    return found


def filled(site: Site) -> set[str]:
    """Return the days that have something in the tables on the pages of the months."""
    found = set()
    for path in site.output:
        if re.fullmatch(r"events/\d{4}/\d{2}/index\.html", path):
            found |= {*html.fromstring(site.page(path)).xpath("//table//td[ul]/p/time/@datetime")}
    return found


SERIES = {
    "every week across both changes of the clock": [
        "start: 2026-03-03 18:00",
        "duration: 2 hours",
        "repeat: {every: week, until: 2026-12-31}",
    ],
    "at an hour at which the day differs in UTC": [
        "start: 2026-06-02 00:30",
        "repeat: {every: week, count: 30}",
    ],
    "without end, up to the horizon": ["start: 2026-11-24 09:00", "repeat: {every: month, on: last Tue}"],
    "two weekdays every second week": [
        "start: 2026-09-01 10:00",
        "repeat: {every: 2 weeks, on: [Tue, Thu], count: 12}",
    ],
    "left out, added and moved": [
        "start: 2026-09-01 18:00",
        "duration: 2 hours",
        "repeat: {every: month, on: first Tue, until: 2027-06-30}",
        "except: [2026-12-01, 2027-06-01 18:00]",
        "also: [2026-09-15, 2026-10-20 11:00]",
        "overrides: {2027-01-05: {start: 2027-01-12}, 2027-02-02: {time: '19:30'}}",
    ],
    "the first date left out": ["start: 2026-12-01", "repeat: {every: week, count: 4}", "except: [2026-12-01]"],
    "one date that lasts longer": [
        "start: 2026-12-01 10:00",
        "end: 2026-12-01 11:00",
        "repeat: {every: week, count: 3}",
        "overrides: {2026-12-08: {end: 2026-12-08 16:00}}",
    ],
    "whole days every year": ["start: 2026-02-28", "end: 2026-03-01", "repeat: {every: year, count: 3}"],
    "the 31st, where there is one": ["start: 2026-01-31 12:00", "repeat: {every: month, on: 31, count: 7}"],
    "a rule as RFC 5545 writes it": [
        "start: 2026-12-04 13:00",
        "rrule: FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1;UNTIL=20270801T120000Z",
    ],
    "dates without a rule": ["start: 2026-12-04 13:00", "also: [2027-01-08, 2027-03-12 15:00]"],
    "in a zone of the south": [
        "start: 2026-03-20 08:00",
        "timezone: Australia/Lord_Howe",
        "repeat: {every: week, count: 40}",
    ],
    "at a fixed offset": ["start: 2026-12-01T00:30:00+05:30", "repeat: {every: week, on: Tue, count: 3}"],
    "in UTC": ["start: 2026-12-01 00:30", "timezone: UTC", "repeat: {every: day, count: 5}"],
}


@pytest.mark.parametrize("lines", SERIES.values(), ids=SERIES.keys())
def test_a_calendar_works_out_exactly_the_dates_on_the_pages(make_site: MakeSite, lines: list[str]) -> None:
    head = "\n".join(("---", "title: Clinic", *lines, "---", ""))
    site = make_site({"content/events/a.md": head})

    assert site.codes == []
    assert len(shown(site)) > 1
    assert expanded(site) == shown(site)
    assert {start[:10] for start in shown(site)} <= marked(site) == filled(site)


@pytest.mark.parametrize(
    "name",
    [
        "Europe/London",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Pacific/Apia",
        "Asia/Pyongyang",
    ],
)
def test_a_described_zone_tells_the_same_time_as_the_zone_itself(name: str) -> None:
    zone = ZoneInfo(name)
    described: Any = Timezone.from_ical(vtimezone(name, 2010, 2019))

    onsets = []
    for observance in described.subcomponents:
        before = observance["TZOFFSETFROM"].td
        listed = observance.get("RDATE", [])
        starts = {observance["DTSTART"].dt, *(each.dt for one in listed for each in one.dts)}
        onsets += [(start - before, observance["TZOFFSETTO"].td) for start in starts]
    onsets.sort()
    instant = dt.datetime(2010, 1, 1)
    while instant < dt.datetime(2020, 1, 1):
        expected = instant.replace(tzinfo=dt.UTC).astimezone(zone).utcoffset()
        assert [offset for onset, offset in onsets if onset <= instant][-1] == expected, instant
        instant += dt.timedelta(hours=1)


def test_the_change_to_summer_time_is_dated_by_the_clock_before_it() -> None:
    described: Any = Timezone.from_ical(vtimezone("Europe/London", 2026, 2026))
    summer = described.walk("DAYLIGHT")[0]

    assert summer["DTSTART"].dt == dt.datetime(2026, 3, 29, 1)
