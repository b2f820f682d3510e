"""What calendars say of an event beside its time, and what they have that is not carried over."""

from typing import Any

import pytest

from sitegen.fields.fences import stray
from tests.importers.conftest import Import, calendar

DAY = "DTSTART;VALUE=DATE:20261205\n"
TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "cancelled": ("STATUS:CANCELLED", {"status": "cancelled"}),
    "tentative": ("STATUS:TENTATIVE", {"status": "tentative"}),
    "confirmed": ("STATUS:CONFIRMED", {}),
    "a place": ("LOCATION:Town hall\\, room 2", {"venue": "Town hall, room 2"}),
    "a place and its address": (
        "LOCATION:Town hall\\nHigh Street 5\\nLondon",
        {"venue": {"name": "Town hall", "address": "High Street 5, London"}},
    ),
    "a place on the map": (
        "LOCATION:Town hall\nGEO:51.5034;-0.1276",
        {"venue": {"name": "Town hall", "geo": "51.5034, -0.1276"}},
    ),
    "nowhere on the map": ("GEO:0;0", {}),
    "a link for a place": ("LOCATION:https://meet.example.org/x", {"online": "https://meet.example.org/x"}),
    "a place and a link": (
        "LOCATION:Room 2; https://meet.example.org/x",
        {"venue": "Room 2", "online": "https://meet.example.org/x"},
    ),
    "a link and a word about it": (
        "LOCATION:https://meet.example.org/x (Passcode: 1)",
        {"venue": "Passcode: 1", "online": "https://meet.example.org/x"},
    ),
    "a place and a link in angle brackets": (
        "LOCATION:Room 2<https://meet.example.org/x>",
        {"venue": "Room 2", "online": "https://meet.example.org/x"},
    ),
    "a place in HTML": (
        'LOCATION:<a href="https://meet.example.org/x">Caf&eacute; R&amp;D</a>',
        {"venue": "Café R&D", "online": "https://meet.example.org/x"},
    ),
    "two links": (
        "LOCATION:https://a.example.org/1 or https://b.example.org/2",
        {"venue": "or https://b.example.org/2", "online": "https://a.example.org/1"},
    ),
    "a place with a bracket": ("LOCATION:Town hall (upstairs)", {"venue": "Town hall (upstairs)"}),
    "a conference": (
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/c",
        {"online": "https://meet.example.org/c"},
    ),
    "Google's conference": (
        "X-GOOGLE-CONFERENCE:https://meet.google.com/c",
        {"online": "https://meet.google.com/c"},
    ),
    "a page of its own": ("URL:https://example.org/e", {"online": "https://example.org/e"}),
    "categories": (
        "CATEGORIES:Hub news,A\\,b\nCATEGORIES:More,Hub news,!!",
        {"tags": ["Hub news", "A,b", "More"]},
    ),
    "when it was made": (
        "CREATED:20261103T233000Z\nLAST-MODIFIED:20261110T090000Z",
        {"date": "2026-11-03 23:30", "updated": "2026-11-10 09:00"},
    ),
    "when it was changed, shortly after midnight at the site": (
        "LAST-MODIFIED:20260930T233015Z",
        {"updated": "2026-10-01 00:30:15"},
    ),
    "when it was made, by a program that does not know": ("CREATED:00010101T000000Z", {}),
    "public": ("CLASS:PUBLIC\nTRANSP:OPAQUE\nPRIORITY:5\nSEQUENCE:3", {}),
}


@pytest.mark.parametrize("name", TEXTS)
def test_an_entry_has_what_the_calendar_says(imported: Import, name: str) -> None:
    lines, fields = TEXTS[name]
    ran = imported(DAY + lines)

    assert ran.fields == {"start": "2026-12-05"} | fields
    assert ran.said == []


def test_a_page_of_an_event_with_a_place_stands_in_its_text(imported: Import) -> None:
    ran = imported(f"{DAY}LOCATION:Town hall\nURL:https://example.org/e\nDESCRIPTION:Come.")

    assert ran.drafts[0].body == "Come.\n\nhttps://example.org/e"
    assert "online" not in ran.fields


@pytest.mark.parametrize("title", ["Cancelled: Walk", "Canceled: Walk"])
def test_a_cancelled_event_does_not_say_so_twice(imported: Import, title: str) -> None:
    draft = imported(f"{DAY}SUMMARY:{title}\nSTATUS:CANCELLED").drafts[0]

    assert (draft.title, draft.fields["status"]) == ("Walk", "cancelled")


def test_a_description_becomes_the_text(imported: Import) -> None:
    draft = imported(f"{DAY}DESCRIPTION:One\\, two\\; three\\nfour\\n\\n[[five]] \\\\ six").drafts[0]

    assert draft.body == "One, two; three  \nfour\n\n\\[\\[five\\]\\] \\\\ six"


def test_an_event_without_a_title_gets_one_and_that_is_told(imported: Import) -> None:
    ran = imported(f"{DAY}SUMMARY:")

    assert ran.drafts[0].title == "Untitled event"
    assert ran.said == ["3 import-loss"]


def test_an_organiser_is_carried_over_when_the_site_knows_them(imported: Import) -> None:
    line = 'ORGANIZER;CN="Library group":mailto:secret@example.org'

    assert imported(DAY + line, known="Library group").fields["organiser"] == "Library group"
    unknown = imported(DAY + line)
    assert "organiser" not in unknown.fields
    assert unknown.said == ["7 import-loss"]
    assert "'Library group'" in unknown.messages[0]


PEOPLE = """
ORGANIZER;CN=secret@example.org:mailto:secret@example.org
ATTENDEE;CN="Secret, Person";PARTSTAT=ACCEPTED:mailto:secret@example.org
ATTENDEE:mailto:secret2@example.org
CONTACT:secret@example.org
"""


def test_no_address_of_a_person_is_carried_over_or_told(imported: Import) -> None:
    ran = imported(DAY + PEOPLE.strip(), known="secret@example.org")

    assert "secret" not in repr(ran).lower()
    assert (
        ran.messages
        == [
            "not carried over: 2 ATTENDEE (from line 8), CONTACT (line 10)",
            "the organiser was not carried over: it is an address alone",
        ][::-1]
    )


def test_what_has_no_place_in_an_entry_is_told_in_one_line(imported: Import) -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT10M\nDESCRIPTION:Wake\nEND:VALARM"
    ran = imported(f"{DAY}ATTACH:https://example.org/a.pdf\n{alarm}\n{alarm}")

    assert ran.messages == ["not carried over: ATTACH (line 7), 2 VALARM (from line 8)"]
    assert ran.drafts[0].body == ""


def test_properties_of_one_program_are_told_once_a_file(imported: Import) -> None:
    ran = imported(f"{DAY}X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC", f"{DAY}X-FOO:bar")

    assert [message for message in ran.messages if "X-" in message] == [
        "properties that only one program knows (X-...) are not carried over"
    ]


@pytest.mark.parametrize("sort", ["PRIVATE", "CONFIDENTIAL", "private", "X-TEAM"])
def test_what_is_private_is_left_out_unless_asked_for(imported: Import, sort: str) -> None:
    kept = imported(f"{DAY}CLASS:{sort}", DAY)
    assert [draft.uid for draft in kept.drafts] == ["event-1@example.org"]
    assert kept.said == ["3 calendar-private"]

    assert len(imported(f"{DAY}CLASS:{sort}", DAY, private=True).drafts) == 2


def test_a_private_date_of_a_public_series_keeps_its_time_alone(imported: Import) -> None:
    ran = imported(
        "UID:a\nDTSTART:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3",
        "UID:a\nRECURRENCE-ID:20261208T100000Z\nDTSTART:20261209T100000Z\nCLASS:PRIVATE\nLOCATION:Secret\nDESCRIPTION:Secret",
    )

    assert ran.fields["overrides"] == {"2026-12-08": {"start": "2026-12-09"}}
    assert [said.split()[1] for said in ran.said] == ["calendar-private"]


@pytest.mark.parametrize("name", ["VTODO", "VJOURNAL", "VFREEBUSY"])
def test_what_is_no_event_is_told(imported: Import, name: str) -> None:
    data = calendar(DAY).replace(
        b"END:VCALENDAR", f"BEGIN:{name}\r\nUID:x\r\nEND:{name}\r\nEND:VCALENDAR".encode()
    )
    ran = imported(data)

    assert len(ran.drafts) == 1
    assert ran.messages == [f"only events are carried over, no {name}"]


def test_a_calendar_that_takes_its_events_back_cancels_them(imported: Import) -> None:
    assert imported(f"{DAY}STATUS:CONFIRMED", head="METHOD:CANCEL").fields["status"] == "cancelled"


def test_of_several_versions_the_latest_counts(imported: Import) -> None:
    old = calendar(f"UID:a\nSUMMARY:Old\n{DAY}SEQUENCE:1\nLAST-MODIFIED:20261101T000000Z")
    new = calendar(f"UID:a\nSUMMARY:New\n{DAY}SEQUENCE:2\nLAST-MODIFIED:20261001T000000Z")
    newer = calendar(f"UID:a\nSUMMARY:Newer\n{DAY}SEQUENCE:2\nLAST-MODIFIED:20261002T000000Z")

    for files in ((old, new, newer), (newer, old, new), (new, newer, old)):
        ran = imported(*files)
        assert [draft.title for draft in ran.drafts] == ["Newer"]
        assert ran.said == []


def test_two_events_of_one_uid_cannot_both_be_had(imported: Import) -> None:
    ran = imported(f"UID:a\n{DAY}", "UID:a\nDTSTART;VALUE=DATE:20261206")

    assert ran.fields == {"start": "2026-12-05"}
    assert [said.split()[1] for said in ran.said] == ["calendar-broken"]


def test_an_event_without_a_uid_gets_one_that_lasts(imported: Import) -> None:
    lines = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Walk\nDTSTART:20261205\nEND:VEVENT\nEND:VCALENDAR\n"
    first, second = (
        imported(each.encode()).drafts[0].uid for each in (lines, lines.replace("SUMMARY", "X-A:b\nSUMMARY"))
    )

    assert first == second
    assert first != imported(lines.replace("Walk", "Talk").encode()).drafts[0].uid


def test_of_two_versions_of_one_age_the_private_one_counts(imported: Import) -> None:
    ran = imported(f"UID:a\n{DAY}", f"UID:a\n{DAY}CLASS:PRIVATE")

    assert ran.drafts == []
    assert ran.said == ["8 calendar-private"]


def test_the_times_of_stamps_are_the_sites_where_the_event_is_in_another_zone(imported: Import) -> None:
    ran = imported("DTSTART;TZID=Asia/Tokyo:20260705T100000\nCREATED:20260701T120000Z")

    assert (ran.fields["date"], ran.fields["timezone"]) == ("2026-07-01 13:00 +01:00", "Asia/Tokyo")


PLACES = {
    "jane@example.org": None,
    "mailto:jane@example.org": None,
    "Room 2 (jane@example.org)": "Room 2",
    "Jane's house <jane@example.org>": "Jane's house",
}


@pytest.mark.parametrize("place", PLACES)
def test_an_e_mail_address_is_no_place(imported: Import, place: str) -> None:
    ran = imported(f"{DAY}LOCATION:{place}")

    assert ran.fields.get("venue") == PLACES[place]
    assert ran.messages == ["an e-mail address in LOCATION was not carried over"]


def test_a_point_on_the_map_is_no_name_of_a_place(imported: Import) -> None:
    ran = imported(f"{DAY}GEO:51.5;-0.12")

    assert "venue" not in ran.fields
    assert ran.messages == ["a point on the map without a name was not carried over: 51.5, -0.12"]


DOUBTFUL = {
    "STATUS:MAYBE": "'MAYBE' is no status of an event; it was taken as planned",
    "DTSTART;VALUE=DATE:20261206": "DTSTART stands here twice; the first was taken",
    "DTEND;VALUE=DATE:20261207\nDURATION:P1D": "the event has both DURATION and DTEND; DTEND was taken",
    "DTEND:20261205T160000Z": "the event begins on a whole day and ends at a time; it ends that day",
}


@pytest.mark.parametrize("lines", DOUBTFUL)
def test_what_an_event_says_doubtfully_is_told(imported: Import, lines: str) -> None:
    ran = imported(DAY + lines)

    assert ran.messages == [DOUBTFUL[lines]]
    assert ran.fields["start"] == "2026-12-05"


def test_what_one_date_says_otherwise_and_cannot_is_told(imported: Import) -> None:
    ran = imported(
        "UID:a\nDTSTART:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nURL:https://example.org/\nCATEGORIES:a",
        "UID:a\nRECURRENCE-ID:20261208T100000Z\nURL:https://example.org/8\nCATEGORIES:a",
    )

    assert ran.messages == ["URL of one date was not carried over"]


def test_no_description_of_an_event_is_lost(imported: Import) -> None:
    ran = imported(f"{DAY}DESCRIPTION:One\nDESCRIPTION;LANGUAGE=de:Eins\nDESCRIPTION:One")

    assert ran.drafts[0].body == "One\n\nEins"
    assert ran.said == []


def test_a_description_in_html_alone_is_the_description(imported: Import) -> None:
    alone = imported(f"{DAY}X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Come in.</p></body></html>")
    beside = imported(
        f"{DAY}DESCRIPTION:Come.\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>Come.</p></body></html>"
    )

    assert (alone.drafts[0].body, alone.said) == ("Come in.", [])
    assert (beside.drafts[0].body, beside.said) == ("Come.", [])


def test_what_another_form_of_a_description_says_beyond_it_is_kept(imported: Import) -> None:
    longer = imported(
        f"{DAY}DESCRIPTION:Come soon\nX-ALT-DESC;FMTTYPE=text/html:"
        '<p>Come soon, <a href="https://x.example/a">all</a></p>'
    )
    other = imported(f"{DAY}DESCRIPTION:Short\nX-ALT-DESC;FMTTYPE=text/html:<p>Longer words</p>")
    shorter = imported(f"{DAY}DESCRIPTION:Longer words\nX-ALT-DESC;FMTTYPE=text/html:<b>Words</b>")

    assert longer.drafts[0].body == "Come soon, all (https://x.example/a)"
    assert other.drafts[0].body == "Short\n\nLonger words"
    assert shorter.drafts[0].body == "Longer words"
    assert [*longer.said, *other.said, *shorter.said] == []


@pytest.mark.parametrize("text", ["draft: true", "---\\ndraft: true\\n---\\nwords"])
def test_a_description_that_looks_like_front_matter_is_text(imported: Import, text: str) -> None:
    ran = imported(f"{DAY}DESCRIPTION:{text}")

    assert "draft&#58; true" in ran.drafts[0].body
    assert stray(ran.drafts[0].body, headless=False) is None
    assert ran.said == []


def test_a_long_text_about_one_date_stands_in_the_text_whole(imported: Import) -> None:
    words = " ".join(f"word{number}" for number in range(80))
    ran = imported(
        "UID:a\nDTSTART:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nDESCRIPTION:Usual",
        f"UID:a\nRECURRENCE-ID:20261208T100000Z\nDESCRIPTION:{words}",
    )

    overrides = ran.fields["overrides"]
    assert isinstance(overrides, dict)
    assert overrides["2026-12-08"]["note"].endswith(" …")
    assert len(overrides["2026-12-08"]["note"]) <= 302
    assert ran.drafts[0].body == f"Usual\n\n2026-12-08: {words}"
    assert ran.said == []
