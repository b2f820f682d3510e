"""When events of calendars happen: spans, zones, rules, exceptions and odd dates."""

from typing import Any

import pytest

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
    assert ran.said == ["6 calendar-loss"]


def test_a_zone_like_no_other_becomes_its_offset_and_that_is_said(imported: Import) -> None:
    ran = imported("DTSTART;TZID=Moon:20260705T100000", head=NOWHERE)

    assert ran.fields == {"start": "2026-07-05 10:00", "timezone": "+03:00"}
    assert ran.said == ["21 calendar-loss"]


def test_a_series_in_a_zone_like_no_other_is_an_error(imported: Import) -> None:
    ran = imported("DTSTART;TZID=Moon:20260705T100000\nRRULE:FREQ=WEEKLY", head=NOWHERE)

    assert ran.fields["timezone"] == "+03:00"
    assert ran.said == ["21 calendar-loss", "21 calendar-broken"]


def test_a_time_without_a_zone_is_the_sites_and_that_is_said_once(imported: Import) -> None:
    ran = imported("DTSTART:20260705T100000", "DTSTART:20260706T100000")

    assert "timezone" not in ran.drafts[0].fields
    assert ran.said == ["6 calendar-loss"]


LONDON = "DTSTART;TZID=Europe/London:20261201T140000\nDTEND;TZID=Europe/London:20261201T160000\n"
TUESDAY = {"start": "2026-12-01 14:00", "end": "2026-12-01 16:00"}

RULES: dict[str, dict[str, Any]] = {
    "FREQ=DAILY": {"repeat": {"every": "day"}},
    "FREQ=DAILY;INTERVAL=3;COUNT=4": {"repeat": {"every": "3 days", "count": "4"}},
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": {"repeat": {"every": "week", "on": ["Mon", "Tue", "Wed", "Thu", "Fri"]}},
    "FREQ=WEEKLY": {"repeat": {"every": "week"}},
    "FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH": {"repeat": {"every": "week", "on": ["Tue", "Thu"]}},
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU": {"repeat": {"every": "2 weeks", "on": ["Tue", "Thu"]}},
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU": {"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"},
    "FREQ=WEEKLY;UNTIL=20270630T225959Z": {"repeat": {"every": "week", "until": "2027-06-30"}},
    "FREQ=WEEKLY;UNTIL=20270629": {"repeat": {"every": "week", "until": "2027-06-29"}},
    "FREQ=WEEKLY;UNTIL=20270629T120000Z": {"repeat": {"every": "week", "until": "2027-06-28"}},
    "FREQ=MONTHLY": {"repeat": {"every": "month"}},
    "FREQ=MONTHLY;BYDAY=1TU": {"repeat": {"every": "month", "on": "first Tue"}},
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1": {"repeat": {"every": "month", "on": "first Tue"}},
    "FREQ=MONTHLY;BYDAY=+1TU,-1TH": {"repeat": {"every": "month", "on": ["first Tue", "last Thu"]}},
    "FREQ=MONTHLY;BYMONTHDAY=1": {"repeat": {"every": "month"}},
    "FREQ=MONTHLY;BYMONTHDAY=1,15": {"repeat": {"every": "month", "on": ["1", "15"]}},
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1": {"rrule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"},
    "FREQ=YEARLY": {"repeat": {"every": "year"}},
    "FREQ=YEARLY;BYMONTH=12": {"repeat": {"every": "year"}},
    "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU": {"repeat": {"every": "year", "on": "first Tue"}},
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1": {"repeat": {"every": "year"}},
    "FREQ=YEARLY;BYMONTH=6,12;BYDAY=1TU": {"rrule": "FREQ=YEARLY;BYMONTH=6,12;BYDAY=1TU"},
    "FREQ=YEARLY;BYDAY=1TU": {"rrule": "FREQ=YEARLY;BYDAY=1TU"},
    "FREQ=WEEKLY;BYHOUR=14;BYMINUTE=0;BYSECOND=0": {"repeat": {"every": "week"}},
    "FREQ=WEEKLY;UNTIL=20261101T000000Z": {},
}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "FREQ=YEARLY;BYDAY=1TU"])
def test_a_rule_is_said_in_words_where_they_say_it_exactly(imported: Import, rule: str) -> None:
    ran = imported(f"{LONDON}RRULE:{rule}")

    assert ran.fields == TUESDAY | RULES[rule]
    assert ran.said == []


def test_an_until_of_whole_days_is_its_day_west_of_greenwich_too(imported: Import) -> None:
    ran = imported("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;UNTIL=20261203T000000Z", zone="America/New_York")

    assert ran.fields["repeat"] == {"every": "day", "until": "2026-12-03"}


LOST_RULES = (
    "FREQ=SECONDLY",
    "FREQ=HOURLY;COUNT=3",
    "FREQ=WEEKLY;BYHOUR=9,17",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7",
    "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
    "FREQ=NEVER",
    "what",
)


@pytest.mark.parametrize("rule", LOST_RULES)
def test_a_rule_that_entries_cannot_have_leaves_the_first_date(imported: Import, rule: str) -> None:
    ran = imported(f"{LONDON}RRULE:{rule}")

    assert ran.fields == TUESDAY
    assert ran.said == ["8 calendar-rule"]


def test_a_first_date_beside_its_rule_is_kept(imported: Import) -> None:
    ran = imported(f"{LONDON}RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3")

    assert ran.fields == {
        "start": "2026-12-03 14:00",
        "end": "2026-12-03 16:00",
        "repeat": {"every": "week", "on": "Thu", "count": "3"},
        "also": ["2026-12-01"],
    }
    assert ran.said == ["8 calendar-loss"]


WEEKLY = f"{LONDON}RRULE:FREQ=WEEKLY;COUNT=10\n"
REPEAT = TUESDAY | {"repeat": {"every": "week", "count": "10"}}

EXCEPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "left out": (
        "EXDATE;TZID=Europe/London:20261208T140000,20261215T140000",
        {"except": ["2026-12-08", "2026-12-15"]},
    ),
    "left out in UTC": ("EXDATE:20261208T140000Z", {"except": ["2026-12-08"]}),
    "left out by day": ("EXDATE;VALUE=DATE:20261208", {"except": ["2026-12-08"]}),
    "added": (
        "RDATE;TZID=Europe/London:20261204T140000,20261209T190000",
        {"also": ["2026-12-04", "2026-12-09 19:00"]},
    ),
    "added for as long": ("RDATE;VALUE=PERIOD:20261204T140000Z/PT2H", {"also": ["2026-12-04"]}),
    "added for longer": (
        "RDATE;VALUE=PERIOD:20261204T140000Z/20261204T180000Z",
        {"also": ["2026-12-04"], "overrides": {"2026-12-04": {"end": "2026-12-04 18:00"}}},
    ),
    "added twice, and on the first date": (
        "RDATE:20261201T140000Z\nRDATE:20261204T140000Z,20261204T140000Z",
        {"also": ["2026-12-04"]},
    ),
    "left out by a midnight": ("EXDATE;TZID=Europe/London:20261208T000000", {"except": ["2026-12-08"]}),
    "left out of a day with two": (
        "RDATE:20261208T190000Z\nEXDATE:20261208T140000Z",
        {"also": ["2026-12-08 19:00"], "except": ["2026-12-08 14:00"]},
    ),
}


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_dates_are_left_out_and_added(imported: Import, name: str) -> None:
    lines, fields = EXCEPTIONS[name]
    ran = imported(WEEKLY + lines)

    assert ran.fields == REPEAT | fields
    assert ran.said == []


@pytest.mark.parametrize(
    "line", ["EXDATE:20261209T140000Z", "EXDATE:soon", "RDATE:20261301", "RDATE:20261204T140000Z/PX"]
)
def test_a_date_that_cannot_be_left_out_or_added_is_told(imported: Import, line: str) -> None:
    ran = imported(WEEKLY + line)

    assert ran.said == ["9 calendar-loss"]
    assert ran.fields["repeat"] == REPEAT["repeat"]


ODD: dict[str, tuple[str, dict[str, Any]]] = {
    "moved": ("DTSTART;TZID=Europe/London:20261209T140000\nDURATION:PT2H", {"start": "2026-12-09"}),
    "at another time": ("DTSTART:20261208T190000Z\nDTEND:20261208T210000Z", {"start": "2026-12-08 19:00"}),
    "longer": ("DTSTART:20261208T140000Z\nDTEND:20261208T180000Z", {"end": "2026-12-08 18:00"}),
    "at another time, without an end": ("DTSTART:20261208T190000Z", {"start": "2026-12-08 19:00"}),
    "cancelled": ("STATUS:CANCELLED\nDTSTART:20261208T140000Z\nDURATION:PT2H", {"status": "cancelled"}),
    "elsewhere": ("LOCATION:Library\nDTSTART:20261208T140000Z\nDURATION:PT2H", {"venue": "Library"}),
    "on the web": (
        "LOCATION:https://a.org/x\nDTSTART:20261208T140000Z\nDURATION:PT2H",
        {"online": "https://a.org/x"},
    ),
    "with words of its own": (
        "DESCRIPTION:Bring a map.\\n\\nAll welcome.\nDTSTART:20261208T140000Z\nDURATION:PT2H",
        {"note": "Bring a map."},
    ),
    "under another name": (
        "SUMMARY:Grand clinic\nDTSTART:20261208T140000Z\nDURATION:PT2H",
        {"note": "Grand clinic"},
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_one_date_is_different(imported: Import, name: str) -> None:
    lines, override = ODD[name]
    ran = imported(
        f"UID:a\nDESCRIPTION:All welcome.\n{WEEKLY}",
        f"UID:a\nRECURRENCE-ID;TZID=Europe/London:20261208T140000\n{lines}",
    )

    assert ran.fields == REPEAT | {"overrides": {"2026-12-08": override}}
    assert ran.said == []


def test_a_date_that_differs_in_nothing_needs_no_words(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{WEEKLY}", "UID:a\nRECURRENCE-ID:20261208T140000Z\nDTSTART:20261208T140000Z\nDURATION:PT2H"
    )

    assert ran.fields == REPEAT


def test_a_date_that_the_series_lacks_is_added(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{WEEKLY}", "UID:a\nRECURRENCE-ID:20261210T140000Z\nDTSTART:20261211T140000Z\nDURATION:PT2H"
    )

    assert ran.fields["also"] == ["2026-12-10"]
    assert ran.fields["overrides"] == {"2026-12-10": {"start": "2026-12-11"}}
    assert ran.messages == ["the series has no date on 2026-12-10 14:00; it was added"]


@pytest.mark.parametrize("about", ["20261208T000000", "20261208T000000Z", "20261208T190000"])
def test_a_change_without_the_right_time_is_about_the_only_date_of_its_day(imported: Import, about: str) -> None:
    ran = imported(f"UID:a\n{WEEKLY}", f"UID:a\nRECURRENCE-ID;TZID=Europe/London:{about}\nLOCATION:Library")

    assert ran.fields == REPEAT | {"overrides": {"2026-12-08": {"venue": "Library"}}}
    assert ran.said == []


AMBIGUOUS = {
    "two dates that day": ("RDATE:20261208T190000Z\n", ""),
    "a date that is changed already": ("", "UID:a\nRECURRENCE-ID:20261208T140000Z\nLOCATION:Hall"),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_a_change_that_may_be_about_two_dates_is_left_out_and_told(imported: Import, name: str) -> None:
    more, other = AMBIGUOUS[name]
    odd = "UID:a\nRECURRENCE-ID;TZID=Europe/London:20261208T000000\nLOCATION:Library"
    ran = imported(*filter(None, (f"UID:a\n{WEEKLY}{more}", odd, other)))

    assert "Library" not in str(ran.fields)
    assert "2026-12-08 00:00" not in str(ran.fields)
    assert [said.split()[1] for said in ran.said] == ["calendar-broken"]


def test_a_change_of_all_later_dates_is_told(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{WEEKLY}",
        "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261208T140000Z\nDTSTART:20261208T150000Z\nDURATION:PT2H",
    )

    assert [said.split()[1] for said in ran.said] == ["calendar-rule"]
    assert ran.fields["overrides"] == {"2026-12-08": {"start": "2026-12-08 15:00"}}


def test_one_date_of_a_series_that_is_not_there_is_an_event(imported: Import) -> None:
    ran = imported("UID:a\nRECURRENCE-ID:20261208T140000Z\nDTSTART:20261208T150000Z")

    assert ran.fields == {"start": "2026-12-08 15:00"}
    assert ran.drafts[0].uid == "a-20261208T140000Z"
    assert ran.said == ["3 calendar-loss"]


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
    assert ran.said == ["7 calendar-loss"]


def test_what_happens_once_takes_what_its_only_date_says(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{LONDON}LOCATION:Town hall\nDESCRIPTION:All welcome.",
        "UID:a\nRECURRENCE-ID:20261201T140000Z\nDTSTART:20261202T150000Z\nLOCATION:Library\n"
        "DESCRIPTION:Bring a map.",
    )

    assert ran.fields == {"start": "2026-12-02 15:00", "venue": "Library"}
    assert ran.drafts[0].body == "Bring a map.\n\nAll welcome."
    assert ran.said == []
