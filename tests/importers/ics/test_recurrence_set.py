"""When events of calendars happen: spans, zones, rules, exceptions and odd dates."""

from typing import Any
from zoneinfo import available_timezones

import pytest

from sitegen.fields.suggestions import is_abbreviation
from sitegen.importers.ics.zones import CITIES
from tests.importers.conftest import Import

BERLIN = """
BEGIN:VTIMEZONE
TZID:{}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
NEW_YORK = """
BEGIN:VTIMEZONE
TZID:{}
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
"""
INDIA = """
BEGIN:VTIMEZONE
TZID:Somewhere
BEGIN:STANDARD
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE
"""
NOWHERE = """
BEGIN:VTIMEZONE
TZID:Moon
BEGIN:STANDARD
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
DTSTART:19700101T000000
RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
DTSTART:19700601T000000
RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=1SU
END:DAYLIGHT
END:VTIMEZONE
"""

SPANS: dict[str, tuple[str, dict[str, Any]]] = {
    "from time to time": (
        "DTSTART;TZID=Europe/London:20261205T100000\nDTEND;TZID=Europe/London:20261205T160000",
        {"start": "2026-12-05 10:00", "end": "2026-12-05 16:00"},
    ),
    "for a length of time": (
        "DTSTART;TZID=Europe/London:20261205T100000\nDURATION:P1DT1H30M",
        {"start": "2026-12-05 10:00", "duration": "1 day 1 hour 30 minutes"},
    ),
    "for a length of time on a night when clocks change, again and again": (
        "DTSTART;TZID=Europe/London:20261024T220000\nDURATION:PT10H\nRRULE:FREQ=WEEKLY",
        {"start": "2026-10-24 22:00", "duration": "10 hours", "repeat": {"every": "week"}},
    ),
    "for many hours, which are not days": (
        "DTSTART;TZID=Europe/London:20261024T220000\nDURATION:PT36H",
        {"start": "2026-10-24 22:00", "end": "2026-10-26 09:00"},
    ),
    "from an hour that clocks skip": (
        "DTSTART;TZID=Europe/London:20260329T013000\nDTEND;TZID=Europe/London:20260329T023000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=SU;BYHOUR=1;BYMINUTE=30;COUNT=2",
        {
            "start": "2026-03-29 01:30",
            "end": "2026-03-29 02:30",
            "repeat": {"every": "week", "on": "Sun", "count": "2"},
        },
    ),
    "in days, over a night when clocks go forward": (
        "DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330",
        {"start": "2026-03-28", "end": "2026-03-29"},
    ),
    "on the day when clocks go back": (
        "DTSTART;VALUE=DATE:20261025\nDTEND;VALUE=DATE:20261026",
        {"start": "2026-10-25"},
    ),
    "from whole days, in UTC, for days": (
        "DTSTART:20260705T233000Z\nDURATION:P1DT1H",
        {"start": "2026-07-06 00:30", "end": "2026-07-07 01:30"},
    ),
    "at a point in time": (
        "DTSTART;TZID=Europe/London:20261205T100000\nDTEND;TZID=Europe/London:20261205T100000",
        {"start": "2026-12-05 10:00"},
    ),
    "a whole day": ("DTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261206", {"start": "2026-12-05"}),
    "a whole day that ends on itself": (
        "DTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261205",
        {"start": "2026-12-05"},
    ),
    "whole days, of which the end is the day after": (
        "DTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261208",
        {"start": "2026-12-05", "end": "2026-12-07"},
    ),
    "whole days for a length": (
        "DTSTART;VALUE=DATE:20261205\nDURATION:P2D",
        {"start": "2026-12-05", "end": "2026-12-06"},
    ),
    "a day that does not say it is one": ("DTSTART:20261205", {"start": "2026-12-05"}),
    "whole days as Outlook has them": (
        "DTSTART;TZID=GMT Standard Time:20261205T000000\nDTEND;TZID=GMT Standard Time:20261207T000000\n"
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        {"start": "2026-12-05", "end": "2026-12-06"},
    ),
    "in UTC, once: by the clock of the site": (
        "DTSTART:20260705T100000Z\nDTEND:20260705T110000Z",
        {"start": "2026-07-05 11:00", "end": "2026-07-05 12:00"},
    ),
    "in UTC, in an hour that the site's clock shows twice": (
        "DTSTART:20261025T010000Z\nDTEND:20261025T013000Z",
        {"start": "2026-10-25 01:00", "end": "2026-10-25 01:30", "timezone": "UTC"},
    ),
    "in UTC, again and again: by the clock of UTC": (
        "DTSTART:20260705T100000Z\nRRULE:FREQ=WEEKLY;COUNT=30",
        {"start": "2026-07-05 10:00", "timezone": "UTC", "repeat": {"every": "week", "count": "30"}},
    ),
    "that ends in another zone": (
        "DTSTART;TZID=Europe/London:20261205T100000\nDTEND;TZID=Europe/Paris:20261205T130000",
        {"start": "2026-12-05 10:00", "end": "2026-12-05 12:00"},
    ),
}


@pytest.mark.parametrize("name", SPANS)
def test_an_event_lasts_as_long_as_its_calendar_says(imported: Import, name: str) -> None:
    event, fields = SPANS[name]
    ran = imported(event)

    assert ran.fields == fields
    assert ran.said == []


ZONES = {
    "an IANA name": ("Europe/Berlin", "", "Europe/Berlin"),
    "the site's own": ("Europe/London", "", ""),
    "in other letters, described": ("CET-custom", BERLIN, "Europe/Berlin"),
    "Windows' name": ("W. Europe Standard Time", "", "Europe/Berlin"),
    "Windows' name in quotes": ('"W. Europe Standard Time"', "", "Europe/Berlin"),
    "Windows' words, described": ('"(UTC+01:00) Amsterdam, Berlin, Rome"', BERLIN, "Europe/Berlin"),
    "Mozilla's path": ("/mozilla.org/20050126_1/America/New_York", "", "America/New_York"),
    "a name of three parts": (
        "/freeassociation.sourceforge.net/America/Argentina/Ushuaia",
        "",
        "America/Argentina/Ushuaia",
    ),
    "a name of its own, with rules of the other side": ("Headquarters", NEW_YORK, "America/New_York"),
    "three letters that are not what they seem": ("EST", NEW_YORK, "America/New_York"),
    "letters that an entry may not have": ("CET", "", "Europe/Brussels"),
    "letters of a zone without summer time": ("EST", "", "America/Panama"),
    "one offset all year": ("Somewhere", INDIA, "+05:30"),
    "an offset as its name": ("UTC+0200", "", "+02:00"),
    "an offset with a colon": ("GMT+01:00", "", "+01:00"),
    "an offset in hours": ("UTC-5", "", "-05:00"),
    "Windows' words for New York": ('"(UTC-05:00) Eastern Time (US & Canada)"', "", "America/New_York"),
    "Windows' words for Berlin": ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome"', "", "Europe/Berlin"),
    "Windows' words for the site's": ('"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"', "", ""),
    "Windows' words in summer": ("Eastern Daylight Time", "", "America/New_York"),
    "small letters": ("europe/berlin", "", "Europe/Berlin"),
    "a space in it": ("America/New York", "", "America/New_York"),
    "Microsoft's address of UTC": ("tzone://Microsoft/Utc", "", "UTC"),
    "UTC": ("UTC", "", "UTC"),
    "a place where the program says it is": (
        "Home",
        "BEGIN:VTIMEZONE\nTZID:Home\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE",
        "Asia/Tokyo",
    ),
}


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_understood_by_whatever_name(imported: Import, name: str) -> None:
    tzid, described, zone = ZONES[name]
    rule = "\nRRULE:FREQ=WEEKLY;COUNT=2" if zone == "UTC" else ""
    ran = imported(f"DTSTART;TZID={tzid}:20260705T100000{rule}", head=described.format(tzid.strip('"')))

    assert ran.said == []
    assert ran.fields["start"] == "2026-07-05 10:00"
    assert ran.fields.get("timezone", "") == zone


def test_there_is_a_city_for_every_name_that_an_entry_may_not_have() -> None:
    refused = {name for name in available_timezones() if is_abbreviation(name)}
    assert refused == {*CITIES}


@pytest.mark.parametrize("tzid", ["Narnia", "tzone://Microsoft/Custom", "UTC+99:00", "(UTC) Nowhere"])
def test_an_event_in_a_zone_that_nobody_knows_is_left_out(imported: Import, tzid: str) -> None:
    ran = imported(f"DTSTART;TZID={tzid}:20260705T100000", "DTSTART;VALUE=DATE:20260706")

    assert ran.fields == {"start": "2026-07-06"}
    assert ran.said == ["6 calendar-broken"]
    assert ran.messages == [f"this event was left out: nobody knows the time zone {tzid!r}"]


@pytest.mark.parametrize("line", ["DTEND", "EXDATE", "RDATE"])
def test_a_time_in_a_zone_that_nobody_knows_is_an_error(imported: Import, line: str) -> None:
    ran = imported(f"DTSTART:20260705T100000Z\nRRULE:FREQ=DAILY\n{line};TZID=Narnia:20260706T100000")

    assert ran.fields == {"start": "2026-07-05 10:00", "timezone": "UTC", "repeat": {"every": "day"}}
    assert ran.said == ["8 calendar-broken"]


def test_a_zone_of_which_only_the_offset_is_known_is_told(imported: Import) -> None:
    ran = imported('DTSTART;TZID="(UTC-03:00) Nowhere":20260705T100000')

    assert ran.fields == {"start": "2026-07-05 10:00", "timezone": "-03:00"}
    assert ran.said == ["6 import-loss"]


def test_a_zone_like_no_other_becomes_its_offset_and_that_is_said(imported: Import) -> None:
    ran = imported("DTSTART;TZID=Moon:20260705T100000", head=NOWHERE)

    assert ran.fields == {"start": "2026-07-05 10:00", "timezone": "+03:00"}
    assert ran.said == ["21 import-loss"]


def test_a_series_in_a_zone_like_no_other_is_an_error(imported: Import) -> None:
    ran = imported("DTSTART;TZID=Moon:20260705T100000\nRRULE:FREQ=WEEKLY", head=NOWHERE)

    assert ran.fields["timezone"] == "+03:00"
    assert ran.said == ["21 import-loss", "21 calendar-broken"]


@pytest.mark.parametrize("name", ["Europe/Berlin", "W. Europe Standard Time", "europe/berlin"])
def test_a_time_without_a_zone_is_in_the_zone_of_its_calendar(imported: Import, name: str) -> None:
    ran = imported("DTSTART:20261205T100000\nDTEND:20261205T110000", head=f"X-WR-TIMEZONE:{name}")
    there = imported("DTSTART:20261205T100000", head=f"X-WR-TIMEZONE:{name}", zone="Europe/Berlin")

    assert ran.fields == {"start": "2026-12-05 10:00", "end": "2026-12-05 11:00", "timezone": "Europe/Berlin"}
    assert there.fields == {"start": "2026-12-05 10:00"}
    assert ran.said == there.said == []


def test_a_calendar_in_a_zone_that_nobody_knows_is_read_by_the_clock_of_the_site(imported: Import) -> None:
    ran = imported("DTSTART:20261205T100000", head="X-WR-TIMEZONE:Nowhere/Land")

    assert ran.fields == {"start": "2026-12-05 10:00"}
    assert ran.said == ["7 import-loss"]
    assert ran.messages[0].endswith("nobody knows the zone of the calendar, 'Nowhere/Land'")


def test_a_time_without_a_zone_is_the_sites_and_that_is_said_once(imported: Import) -> None:
    ran = imported("DTSTART:20260705T100000", "DTSTART:20260706T100000")

    assert "timezone" not in ran.drafts[0].fields
    assert ran.said == ["6 import-loss"]


BROKEN = {
    "no start": "SUMMARY:x",
    "a day that does not exist": "DTSTART:20260231T100000Z",
    "a time that does not exist": "DTSTART:20260201T250000Z",
    "no date at all": "DTSTART:tomorrow",
    "a year that nobody will see": "DTSTART:99990101T000000Z",
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_event_that_cannot_be_read_is_told_and_the_others_are_there(imported: Import, name: str) -> None:
    ran = imported(BROKEN[name], "DTSTART:20260705")

    assert ran.fields == {"start": "2026-07-05"}
    assert [said.split()[1] for said in ran.said] == ["calendar-broken"]


@pytest.mark.parametrize(
    "end", ["DTEND:20260704T100000Z", "DTEND:never", "DURATION:-PT1H", "DURATION:P", "DURATION:PT"]
)
def test_an_end_that_cannot_be_is_left_out_and_told(imported: Import, end: str) -> None:
    ran = imported(f"DTSTART:20260705T100000Z\n{end}")

    assert ran.fields == {"start": "2026-07-05 11:00"}
    assert ran.said == ["7 import-loss"]
