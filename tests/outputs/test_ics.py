"""Calendar files: what they say of an event."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.conftest import MakeSite, Site


def event(title: str, *lines: str) -> dict[str, str]:
    """Return the only event of a site."""
    return {"content/events/a.md": "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))}


def calendar(site: Site, path: str = "events/a/a.ics") -> Any:
    return Calendar.from_ical(site.output[path])


def only(site: Site) -> Any:
    (found,) = calendar(site).walk("VEVENT")
    return found


def line(site: Site, name: str) -> str:
    """Return one property of the only VEVENT as written, unfolded."""
    text = site.page("events/a/a.ics").replace("\n ", "")
    found = re.search(rf"^{name}\b.*$", text.partition("BEGIN:VEVENT")[2], re.MULTILINE)
    assert found
    return found[0]


def test_an_event_without_repetition_is_one_vevent(make_site: MakeSite) -> None:
    found = only(make_site(event("Talk", "start: 2026-12-01 10:00", "end: 2026-12-01 11:30")))

    assert found["SUMMARY"] == "Talk"
    assert found["DTSTART"].dt == dt.datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Europe/London"))
    assert found["DTEND"].dt - found["DTSTART"].dt == dt.timedelta(minutes=90)
    assert not {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "ORGANIZER"} & set(found)


def test_lines_end_in_crlf_and_hold_75_octets_at_most(make_site: MakeSite) -> None:
    title = "Besprechung über Straßenbäume, 街路樹についての打ち合わせ " * 4
    site = make_site(event(f'"{title.strip()}"', "start: 2026-12-01"))

    data = site.output["events/a/a.ics"]
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert only(site)["SUMMARY"] == title.strip()


def test_text_cannot_break_out_of_its_property(make_site: MakeSite) -> None:
    site = make_site(event('"Tea; coffee, \\\\ and\\nEND:VEVENT"', "start: 2026-12-01"))

    assert only(site)["SUMMARY"] == "Tea; coffee, \\ and\nEND:VEVENT"


def test_the_end_of_whole_days_is_the_day_after_the_last(make_site: MakeSite) -> None:
    site = make_site(event("Camp", "start: 2026-12-30", "end: 2027-01-02"))

    assert line(site, "DTSTART") == "DTSTART;VALUE=DATE:20261230"
    assert line(site, "DTEND") == "DTEND;VALUE=DATE:20270103"


def test_a_whole_day_without_an_end_lasts_that_day(make_site: MakeSite) -> None:
    assert line(make_site(event("Day", "start: 2026-12-31")), "DTEND") == "DTEND;VALUE=DATE:20270101"


def test_a_point_in_time_has_no_end(make_site: MakeSite) -> None:
    assert "DTEND" not in only(make_site(event("Deadline", "start: 2026-12-01 17:00")))


@pytest.mark.parametrize(
    ("lines", "start", "zones"),
    [
        (["start: 2026-07-01 10:00"], "DTSTART;TZID=Europe/London:20260701T100000", ["Europe/London"]),
        (
            ["start: 2026-07-01 10:00", "timezone: America/New_York"],
            "DTSTART;TZID=America/New_York:20260701T100000",
            ["America/New_York"],
        ),
        (["start: 2026-07-01T10:00:00+05:30"], "DTSTART;TZID=UTC+0530:20260701T100000", ["UTC+0530"]),
        (["start: 2026-07-01 10:00", "timezone: UTC"], "DTSTART:20260701T100000Z", []),
        (["start: 2026-07-01"], "DTSTART;VALUE=DATE:20260701", []),
    ],
)
def test_a_time_is_never_floating_and_its_zone_is_described(
    make_site: MakeSite, lines: list[str], start: str, zones: list[str]
) -> None:
    site = make_site(event("Talk", *lines))

    assert line(site, "DTSTART") == start
    assert [zone["TZID"] for zone in calendar(site).walk("VTIMEZONE")] == zones


@pytest.mark.parametrize(
    ("status", "said", "summary"),
    [
        ("scheduled", "CONFIRMED", "Talk"),
        ("moved-online\nonline: https://meet.example/a", "CONFIRMED", "Moved online: Talk"),
        ("rescheduled\nprevious_start: 2026-11-30", "CONFIRMED", "Rescheduled: Talk"),
        ("tentative", "TENTATIVE", "Tentative: Talk"),
        ("cancelled", "CANCELLED", "Cancelled: Talk"),
        ("postponed", "CANCELLED", "Postponed: Talk"),
    ],
)
def test_a_calendar_is_told_whether_an_event_takes_place(
    make_site: MakeSite, status: str, said: str, summary: str
) -> None:
    site = make_site(event("Talk", "start: 2026-12-01", f"status: {status}"))

    assert (only(site)["STATUS"], only(site)["SUMMARY"]) == (said, summary)
    (listed,) = calendar(site, "events/calendar.ics").walk("VEVENT")
    assert listed["STATUS"] == said


def test_one_date_of_a_series_can_be_cancelled_or_be_elsewhere(make_site: MakeSite) -> None:
    site = make_site(
        event(
            "Clinic",
            "start: 2026-12-01 18:00",
            "repeat: {every: week, count: 3}",
            "venue: Library",
            "overrides:",
            "  2026-12-08: {status: cancelled}",
            "  2026-12-15: {venue: Town hall, note: Bring a coat.}",
        )
    )

    master, cancelled, elsewhere = calendar(site).walk("VEVENT")
    assert (master["STATUS"], master["LOCATION"]) == ("CONFIRMED", "Library")
    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Cancelled: Clinic")
    assert cancelled["RECURRENCE-ID"].dt == cancelled["DTSTART"].dt
    assert elsewhere["LOCATION"] == "Town hall"
    assert elsewhere["DESCRIPTION"].startswith("This time in another place.\n\nBring a coat.\n\n")
    assert {each["UID"] for each in (master, cancelled, elsewhere)} == {"events/a@hub.example"}


def test_what_ends_as_it_begins_has_no_end(make_site: MakeSite) -> None:
    """RFC 5545, section 3.6.1: DTEND is later than DTSTART."""
    assert "DTEND" not in only(make_site(event("Talk", "start: 2026-12-01 10:00", "end: 2026-12-01 10:00")))


def test_a_calendar_tells_how_to_get_in(make_site: MakeSite) -> None:
    lines = ("venue: {name: Quay, access: Ramp at the back}", "register: https://a.example/")
    said = only(make_site(event("Talk", "start: 2026-12-01", *lines)))["DESCRIPTION"]

    assert "Access: Ramp at the back" in said and "Ask for a place: https://a.example/" in said


def test_an_event_keeps_its_uid_when_it_moves(make_site: MakeSite) -> None:
    site = make_site(event("Talk", "start: 2026-12-01"))
    uid = only(site)["UID"]

    site.remove("content/events/a.md")
    text = event("Talk", "start: 2026-12-01", "aliases: [/events/a/, /events/b/]")["content/events/a.md"]
    site.edit("content/events/c.md", text).build(base_url="https://mirror.example/preview/")

    (moved,) = calendar(site, "events/c/c.ics").walk("VEVENT")
    assert moved["UID"] == uid == "events/a@hub.example"
    assert moved["URL"] == "https://mirror.example/preview/events/c/"


def test_a_uid_of_the_writers_own_is_used_as_it_is(make_site: MakeSite) -> None:
    site = make_site(event("Talk", "start: 2026-12-01", "uid: 1234@old.example"))

    assert only(site)["UID"] == "1234@old.example"


def test_the_place_is_told_in_full(make_site: MakeSite) -> None:
    site = make_site(
        event(
            "Talk",
            "start: 2026-12-01",
            "venue: {name: Library, address: Kiln Street, postcode: SE1 1AA, geo: '51.5, -0.08'}",
            "online: https://meet.example/talk",
            "tags: [open data, 'maps, plans']",
        )
    )

    found = only(site)
    assert found["LOCATION"] == "Library, Kiln Street, SE1 1AA"
    assert found["GEO"].to_ical() == "51.5;-0.08"
    assert line(site, "CONFERENCE") == "CONFERENCE;VALUE=URI:https://meet.example/talk"
    assert found["DESCRIPTION"] == (
        "What it is about.\n\nhttps://meet.example/talk\n\nhttps://hub.example/events/a/"
    )


def test_an_online_event_is_located_where_one_joins_it(make_site: MakeSite) -> None:
    found = only(make_site(event("Talk", "start: 2026-12-01", "online: https://meet.example/talk")))

    assert found["LOCATION"] == "https://meet.example/talk"
    assert found["DESCRIPTION"].count("https://meet.example/talk") == 0


def test_tags_are_categories(make_site: MakeSite) -> None:
    site = make_site(event("Talk", "start: 2026-12-01", "tags: [open data, maps]"))

    assert line(site, "CATEGORIES") == "CATEGORIES:open data,maps"


def test_the_file_of_all_events_holds_each_of_them_in_time_order(make_site: MakeSite) -> None:
    later = event("Later", "start: 2027-12-01 10:00")
    earlier = event("Earlier", "start: 2026-12-01 10:00", "repeat: {every: week, count: 2}")
    site = make_site({"content/events/b.md": earlier["content/events/a.md"], **later})

    everything = calendar(site, "events/calendar.ics")
    assert [each["SUMMARY"] for each in everything.walk("VEVENT")] == ["Earlier", "Later"]
    assert [zone["TZID"] for zone in everything.walk("VTIMEZONE")] == ["Europe/London"]
    assert everything["NAME"] == everything["X-WR-CALNAME"] == "A hub"
    assert everything["REFRESH-INTERVAL"].dt == dt.timedelta(hours=12)


def test_the_same_input_gives_the_same_bytes_whatever_the_clock_says(make_site: MakeSite) -> None:
    """But for the file of the next date, which is another one when that is over."""
    site = make_site(event("Clinic", "start: 2026-03-03 18:00", "repeat: {every: month, on: first Tue}"))
    lasting = re.compile(r"(?<!\.next)\.ics$")
    before = {path: data for path, data in site.output.items() if lasting.search(path)}

    site.build(as_of=dt.datetime(2026, 12, 31, tzinfo=dt.UTC))

    assert not [path for path in site.rendered if lasting.search(path)]
    after = site.clean_build().output
    assert before == {path: data for path, data in after.items() if lasting.search(path)}
    assert len([path for path in before if "/20" not in path]) == 2
    assert "events/2026/03/calendar.ics" in before


def test_an_event_at_an_address_with_an_extension_has_its_file_beside_it(make_site: MakeSite) -> None:
    site = make_site(event("Talk", "start: 2026-12-01", "permalink: /talks/a.html"))

    calendars = ["events/2026/12/calendar.ics", "events/calendar.ics", "talks/a.ics"]
    assert [path for path in site.output if path.endswith(".ics")] == calendars


def test_an_event_without_a_date_before_the_horizon_has_no_file_of_its_own(make_site: MakeSite) -> None:
    site = make_site(event("Talk", "start: 2026-12-01", "repeat: {every: 10 years}", "except: [2026-12-01]"))

    assert site.errors == []
    assert [path for path in site.output if path.endswith(".ics")] == ["events/calendar.ics"]


def test_the_calendar_can_be_subscribed_to_before_there_is_an_event(make_site: MakeSite) -> None:
    site = make_site({"content/events/index.md": "---\ntitle: Events\n---\n"})

    assert 'href="calendar.ics"' in site.page("events/index.html")
    assert calendar(site, "events/calendar.ics").walk("VEVENT") == []


def test_two_entries_with_one_uid_are_an_error_where_the_second_says_it(make_site: MakeSite) -> None:
    """ical.js reads nothing at all of a calendar in which two events share one."""
    first, second = event("One", "start: 2026-12-05", "uid: x@a"), event("Two", "start: 2026-12-06", "uid: x@a")
    site = make_site(first | {"content/events/b.md": second["content/events/a.md"]})

    assert site.places() == ["content/events/b.md:4:6 uid-collision"]


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("{start: 2026-12-10}", "Moved: it was Tuesday 8 December 2026, 10am."),
        ("{status: rescheduled, time: 12:00}", "Rescheduled: it was Tuesday 8 December 2026, 10am."),
        ("{venue: Quay}", "This time in another place."),
        ("{status: moved-online, online: 'https://a.example/'}", "Moved online: it takes place"),
    ],
)
def test_a_calendar_says_what_is_different_about_one_date(make_site: MakeSite, override: str, words: str) -> None:
    lines = (
        "start: 2026-12-01 10:00",
        "repeat: {every: week, count: 2}",
        f"overrides: {{2026-12-08: {override}}}",
    )
    usual, odd = calendar(make_site(event("Clinic", *lines))).walk("VEVENT")

    assert words in odd["DESCRIPTION"]
    assert words not in usual["DESCRIPTION"]
