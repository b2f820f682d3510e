"""What repeats in a calendar: rules, dates left out and added, and dates that differ."""

from typing import Any

import pytest

from tests.importers.conftest import Import

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
    "FREQ=WEEKLY;BYDAY=TU, TH , SA": {"repeat": {"every": "week", "on": ["Tue", "Thu", "Sat"]}},
    "FREQ=WEEKLY; INTERVAL=2;BYDAY= TU": {"repeat": {"every": "2 weeks", "on": "Tue"}},
    "FREQ=WEEKLY;UNTIL=20270629;COUNT=-1": {"repeat": {"every": "week", "until": "2027-06-29"}},
    "FREQ=WEEKLY;COUNT=-1": {"repeat": {"every": "week"}},
    "FREQ=WEEKLY;UNTIL=2027-06-29;INTERVAL=0;BYDAY=": {"repeat": {"every": "week", "until": "2027-06-29"}},
    "FREQ=WEEKLY;UNTIL=;COUNT=3": {"repeat": {"every": "week", "count": "3"}},
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
    assert ran.said == ["8 import-loss"]


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

    assert ran.said == ["9 import-loss"]
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
    assert ran.said == ["3 import-loss"]


def test_what_happens_once_takes_what_its_only_date_says(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{LONDON}LOCATION:Town hall\nDESCRIPTION:All welcome.",
        "UID:a\nRECURRENCE-ID:20261201T140000Z\nDTSTART:20261202T150000Z\nLOCATION:Library\n"
        "DESCRIPTION:Bring a map.",
    )

    assert ran.fields == {"start": "2026-12-02 15:00", "end": "2026-12-02 17:00", "venue": "Library"}
    assert ran.drafts[0].body == "Bring a map.\n\nAll welcome."
    assert ran.said == []


def test_what_happens_once_lasts_as_long_as_its_event_unless_that_date_says_otherwise(imported: Import) -> None:
    event = "UID:a\nDTSTART:20261201T140000Z\nDURATION:PT90M\nRRULE:FREQ=YEARLY;BYDAY=20MO;UNTIL=20261202T000000Z"
    moved = "UID:a\nRECURRENCE-ID:20261201T140000Z\nDTSTART:20261202T150000Z"

    assert imported(event, moved).fields["duration"] == "1 hour 30 minutes"
    assert imported(event, f"{moved}\nDURATION:PT30M").fields["duration"] == "30 minutes"


BOTH_DAYS = "EXDATE;VALUE=DATE:20261201\nEXDATE;VALUE=DATE:20261202"
LEFT_OUT = {
    "a rule": f"{LONDON}RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=Europe/London:20261201T140000,20261208T140000",
    "days": f"DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;UNTIL=20261202\n{BOTH_DAYS}",
    "added dates": f"{LONDON}RDATE:20261203T140000Z\nEXDATE:20261201T140000Z,20261203T140000Z",
    "one date": f"{LONDON}EXDATE;TZID=Europe/London:20261201T140000",
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_an_event_without_a_date_that_takes_place_is_no_event(imported: Import, name: str) -> None:
    ran = imported(LEFT_OUT[name], LONDON)

    assert [draft.uid for draft in ran.drafts] == ["event-1@example.org"]
    assert [said.split()[1] for said in ran.said] == ["import-loss"]
    assert ran.messages == ["this event was left out: every date of it is left out (EXDATE)"]


def test_a_time_without_a_zone_is_in_that_of_the_start_of_its_event(imported: Import) -> None:
    ran = imported(
        "UID:a\nDTSTART;TZID=Asia/Tokyo:20261201T140000\nDTEND:20261201T160000\nRRULE:FREQ=WEEKLY;COUNT=4\n"
        "EXDATE:20261208T140000\nRDATE:20261202T140000",
        "UID:a\nRECURRENCE-ID:20261215T140000\nDTSTART;TZID=Asia/Tokyo:20261216T140000",
    )

    assert ran.fields == TUESDAY | {
        "timezone": "Asia/Tokyo",
        "repeat": {"every": "week", "count": "4"},
        "except": ["2026-12-08"],
        "also": ["2026-12-02"],
        "overrides": {"2026-12-15": {"start": "2026-12-16"}},
    }
    assert ran.said == []


def test_a_date_that_is_left_out_and_moved_takes_place_when_it_is_the_only_one(imported: Import) -> None:
    ran = imported(
        f"UID:a\n{LEFT_OUT['a rule']}",
        "UID:a\nRECURRENCE-ID;TZID=Europe/London:20261208T140000\nDTSTART;TZID=Europe/London:20261209T140000",
    )

    assert ran.fields["except"] == ["2026-12-01"]
    assert ran.fields["overrides"] == {"2026-12-08": {"start": "2026-12-09"}}
    assert ran.said == []


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("FREQ=WEEKLY;UNTIL=20270301T000000Z;COUNT=5", {"count": "5"}),
        ("FREQ=WEEKLY;UNTIL=20261215T235900Z;COUNT=5", {"until": "2026-12-15"}),
        ("FREQ=WEEKLY;UNTIL=20261215T235900Z;COUNT=3", {"until": "2026-12-15"}),
    ],
)
def test_of_two_ends_of_a_rule_the_earlier_one_is_taken(imported: Import, rule: str, end: dict[str, str]) -> None:
    ran = imported(f"{LONDON}RRULE:{rule}")

    assert ran.fields["repeat"] == {"every": "week", **end}
    assert ran.messages == ["UNTIL and COUNT both end this rule; the earlier end was taken"]


@pytest.mark.parametrize("day", ["Tuesday", "TUE", "tues"])
def test_a_weekday_may_be_spelt_in_full(imported: Import, day: str) -> None:
    ran = imported(f"{LONDON}RRULE:FREQ=WEEKLY;COUNT=2;BYDAY={day}")

    assert ran.fields["repeat"] == {"every": "week", "on": "Tue", "count": "2"}
    assert ran.said == []
