"""Calendar files as they are found in the world: odd line ends, encodings, and parts that are missing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.importers.ics import ICS
from sitegen.importers.ics.lines import calendars
from sitegen.importers.importer import Context
from sitegen.importers.report import Report
from tests.importers.conftest import Import, calendar
from tests.sizes import drawn

CONTEXT = Context(zone="Europe/London", stakeholder=lambda name: "")
PLAIN = calendar("UID:a\nSUMMARY:Café éclair\nDESCRIPTION:One two three\nDTSTART;VALUE=DATE:20261205")


def folded(data: bytes, width: int) -> bytes:
    """Cut every line after so many bytes, within characters too."""
    lines = data.split(b"\r\n")
    return b"\r\n".join(
        b"\r\n ".join(line[at : at + width] for at in range(0, len(line), width)) for line in lines
    )


FILES = {
    "as the standard has it": PLAIN,
    "bare line feeds": PLAIN.replace(b"\r\n", b"\n"),
    "carriage returns alone": PLAIN.replace(b"\r\n", b"\r"),
    "doubled carriage returns": PLAIN.replace(b"\r\n", b"\r\r\n"),
    "mixed line ends": PLAIN.replace(b"\r\n", b"\n", 3),
    "a byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "UTF-16": PLAIN.decode().encode("utf-16"),
    "folded within characters": folded(PLAIN, 7),
    "folded with tabs": folded(PLAIN, 20).replace(b"\r\n ", b"\r\n\t"),
    "blank lines": PLAIN.replace(b"\r\n", b"\r\n\r\n"),
    "names in small letters": PLAIN.replace(b"SUMMARY", b"summary").replace(b"BEGIN:VEVENT", b"begin:vevent"),
    "controls": PLAIN.replace(b"One", b"O\x00n\x1be"),
    "no line end at the end": PLAIN.rstrip(),
    "two calendars": calendar() + PLAIN,
}


@pytest.mark.parametrize("name", FILES)
def test_a_calendar_is_read_however_its_lines_end(imported: Import, name: str) -> None:
    ran = imported(FILES[name])

    assert ran.said == []
    assert [(draft.title, draft.body, draft.fields["start"]) for draft in ran.drafts] == [
        ("Café éclair", "One two three", "2026-12-05")
    ]


def test_a_line_of_a_million_characters_is_one_line(imported: Import) -> None:
    ran = imported(calendar(f"DTSTART:20261205\nDESCRIPTION:{'word ' * 200_000}"))

    assert len(ran.drafts[0].body) == 999_999


def test_bytes_that_are_not_utf_8_are_read_as_windows_wrote_them(imported: Import) -> None:
    ran = imported(PLAIN.decode().encode("cp1252"))

    assert ran.drafts[0].title == "Café éclair"
    assert ran.said == ["5 import-loss"]


def test_a_line_that_makes_no_sense_is_told_and_passed_over(imported: Import) -> None:
    ran = imported(calendar('DTSTART:20261205\nand so on\nX;Y:z\nLOCATION;A="b:c\nLOCATION:Here'))

    assert ran.said == ["7 import-loss", "8 import-loss", "9 import-loss"]
    assert ran.fields["venue"] == "Here"


def test_values_keep_their_colons_and_parameters_their_quotes(imported: Import) -> None:
    ran = imported(calendar('SUMMARY;LANGUAGE=en;X-A="a;b:c":At 10:30: start\nDTSTART;VALUE=DATE:20261205'))

    assert ran.drafts[0].title == "At 10:30: start"


CUT = {
    "a file that ends within an event": (PLAIN[: PLAIN.index(b"DTSTART")], 0, ["calendar-broken"] * 2),
    "a file that ends behind an event": (PLAIN[: PLAIN.index(b"END:VCAL")], 1, ["calendar-broken"]),
    "an event without its end": (
        PLAIN.replace(b"END:VEVENT\r\n", b"BEGIN:VEVENT\r\nDTSTART:20261206\r\nEND:VEVENT\r\n"),
        1,
        ["calendar-broken", "import-loss"],
    ),
    "an alarm without its end": (
        PLAIN.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VEVENT"),
        1,
        ["calendar-broken"],
    ),
    "an end without its beginning": (PLAIN.replace(b"END:VEVENT", b"END:VALARM\r\nEND:VEVENT"), 1, []),
    "a web page": (b"<!DOCTYPE html>", 0, ["not-a-calendar"]),
    "nothing": (b"", 0, ["not-a-calendar"]),
    "noise": (bytes(range(256)) * 20, 0, ["not-a-calendar"]),
    "an address book": (b"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", 0, ["not-a-calendar"]),
    "a calendar without events": (calendar(), 0, ["import-loss"]),
}


ZONED = {
    "TZID=GMT+01:00:20261205T100000": ("GMT+01:00", "20261205T100000"),
    "TZID=tzone://Microsoft/Utc:20261205T100000Z,20261206T100000Z": (
        "tzone://Microsoft/Utc",
        "20261205T100000Z,20261206T100000Z",
    ),
    "TZID=UTC+1:00;VALUE=DATE-TIME:20261205T100000": ("UTC+1:00", "20261205T100000"),
    "VALUE=DATE-TIME;TZID=(UTC+01:00) Berlin:20261205T100000": ("(UTC+01:00) Berlin", "20261205T100000"),
    'TZID="GMT+01:00":20261205T100000': ("GMT+01:00", "20261205T100000"),
    "TZID=Europe/London:soon:20261205": ("Europe/London:soon", "20261205"),
    "TZID=Europe/London:soon": ("Europe/London", "soon"),
}


@pytest.mark.parametrize("line", ZONED)
def test_a_zone_may_hold_colons_without_quotes(line: str) -> None:
    data = f"BEGIN:VCALENDAR\nDTSTART;{line}\nEND:VCALENDAR\n".encode()
    (found,) = calendars(data, Report("a.ics"))
    start = found.first("DTSTART")

    assert start is not None
    assert (start.parameters["TZID"], start.value) == ZONED[line]


@pytest.mark.parametrize("name", CUT)
def test_what_is_missing_is_told_and_the_rest_is_read(imported: Import, name: str) -> None:
    data, events, codes = CUT[name]
    ran = imported(data)

    assert len(ran.drafts) == events
    assert [said.split()[1] for said in ran.said] == codes


def test_components_within_components_without_end_are_bounded(imported: Import) -> None:
    ran = imported(b"BEGIN:VCALENDAR\n" + b"".join(b"BEGIN:X%d\n" % number for number in range(50_000)))

    assert ran.drafts == []
    assert len(ran.said) < 20


HOSTILE = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1",
    "FREQ=SECONDLY;COUNT=9999999999",
    "FREQ=DAILY;COUNT=9999999999",
    "FREQ=MONTHLY;INTERVAL=1000;BYMONTHDAY=31",
)


def test_hostile_rules_take_no_time(imported: Import) -> None:
    events = [f"DTSTART:20260201T100000Z\nRRULE:{rule}\nEXDATE:20260301T100000Z" for rule in HOSTILE * 5]
    started = time.process_time()
    ran = imported(*events)

    assert len(ran.drafts) == 30
    assert time.process_time() - started < 10


WORDS = st.sampled_from(
    [
        *(
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VCALENDAR",
            "END:VCALENDAR",
            "BEGIN:VTIMEZONE",
            "END:VTIMEZONE",
            "BEGIN:STANDARD",
        ),
        *(
            "END:STANDARD",
            "TZOFFSETTO:+0100",
            "TZOFFSETTO:+9999",
            "DTSTART:20261205T100000",
            "DTSTART:00000000",
            "DTSTART;TZID=A:20261205T100000",
        ),
        *(
            "TZID:A",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "RRULE:FREQ=WEEKLY;BYDAY=9XX",
            "RRULE:;;",
            "RRULE:FREQ=DAILY;UNTIL=99999999",
        ),
        *(
            "EXDATE:20261206T100000,x",
            "RDATE;VALUE=PERIOD:20261205T100000/P999W,/",
            "RECURRENCE-ID:20261206T100000",
            "UID:a",
            "SUMMARY:x",
        ),
        *(
            "DTEND:20261205",
            "DURATION:PT99999999H",
            "DURATION:P99999D",
            "GEO:x;y;z",
            "LOCATION:\\n,",
            "CLASS:PRIVATE",
            " folded",
            "STATUS:?",
        ),
        *(
            "DTSTART;TZID=/:20261205T100000",
            "DTSTART;TZID=../../etc/passwd:20261205T100000",
            "SEQUENCE:-1",
            "URL:https://[",
            "CATEGORIES:,\\",
        ),
        *(
            "DTSTART;TZID=+25:99:20261205T100000",
            "DTSTART:89991231T235959Z",
            "DTSTART:10000101T000000",
            "DTEND;TZID=Asia/Tokyo:20261205T100000",
        ),
    ]
)


@given(lines=st.lists(WORDS, max_size=30))
@settings(max_examples=drawn(400))
def test_whatever_a_file_holds_there_is_no_traceback(lines: list[str]) -> None:
    data = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]).encode()
    found = ICS.extract({"a.ics": data}, CONTEXT)

    assert all(draft.fields["start"] for draft in found.drafts)
    assert all(each.span.path == "a.ics" for each in found.diagnostics)


@given(data=st.binary(max_size=400))
@settings(max_examples=drawn(200))
def test_whatever_the_bytes_are_there_is_no_traceback(data: bytes) -> None:
    found = ICS.extract({"a.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data}, CONTEXT)

    assert all(each.span.path == "a.ics" for each in found.diagnostics)
