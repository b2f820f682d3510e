"""Calendar files as files: what RFC 5545 asks of each, and that no text breaks out of its property."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.engine.any_site import SLOTS, AnySite
from tests.outputs.any_event import events
from tests.outputs.rfc5545 import faults
from tests.sizes import drawn

ROOT = Path(__file__).parent.parent.parent
FORGED = "END:VEVENT\nBEGIN:VEVENT\nATTENDEE:mailto:a@b.example"
NASTY = (
    "Tea; coffee, and cake",
    "a\\nb\\,c\\;d\\\\",
    f"One\n{FORGED}",
    f"\n\n {FORGED}\n",
    "Vertical\u2028and\u2029breaks",
    '"quoted": ^n ^\' %0D%0AATTENDEE:x',
    "Straßenbäume 街路樹 \U0001f333\u200d\U0001f333 " * 6,
    " leading and a very long line without any break" + "ü" * 70,
)
"""Texts that would end a line, a value or a parameter if they were written as they are."""


def calendars(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.output.items() if path.endswith(".ics")}


def in_yaml(text: str) -> str:
    """Return a text in the quotes of YAML, in which every character can be named."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def wordy(text: str, *lines: str) -> str:
    """Return an event that says a text in every field that takes words."""
    said = in_yaml(text)
    head = (
        f"title: {said}",
        f"excerpt: {said}",
        f"venue: {{name: {said}, address: {said}, postcode: {said}}}",
        f"tags: [{said}]",
        f"uid: {said}",
        f"register: {{cost: {said}}}",
        *lines,
    )
    return event_text("\n".join(head))


ONE_OF_SEVERAL = ("start: 2026-12-01 10:00", "repeat: {every: week, count: 3}", "overrides:")


@settings(max_examples=drawn(3), derandomize=True, phases=[Phase.generate])
@given(
    st.lists(events(), min_size=30, max_size=30),
    st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=len(SLOTS), max_size=len(SLOTS)),
)
def test_every_calendar_of_any_site_is_as_the_rfc_asks(
    heads: list[list[str]], numbers: list[tuple[int, int]]
) -> None:
    anything = AnySite()
    for slot, (fields, body) in enumerate(numbers):
        anything.add(slot, fields, body)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), KINDS, OUTPUTS).write(anything.written())
        for number, lines in enumerate(heads):
            site.edit(f"content/events/e{number}.md", event_text("\n".join(("title: E", *lines))))
        for path in {found.span.path for found in site.build(write=False).errors}:
            site.remove(path)
        found = calendars(site.build())

        assert site.errors == []
        assert len(found) > 20
        assert {path: faults(data) for path, data in found.items() if faults(data)} == {}
        assert calendars(site.clean_build()) == found


def test_every_calendar_of_the_demo_hub_is_as_the_rfc_asks(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site.yaml", tmp_path)
    found = calendars(Site(tmp_path, KINDS, OUTPUTS).build())

    assert {"events/calendar.ics"} < found.keys()
    assert {path: faults(data) for path, data in found.items() if faults(data)} == {}


@pytest.mark.parametrize("text", NASTY)
def test_words_stay_in_their_property(make_site: MakeSite, text: str) -> None:
    plain = wordy_site(make_site, "Word").output
    site = wordy_site(make_site, text)

    assert site.errors == []
    for path in ("events/a/a.ics", "events/calendar.ics"):
        assert faults(site.output[path]) == []
        assert shape(site.output[path]) == shape(plain[path])
    said, *_ = Calendar.from_ical(site.output["events/a/a.ics"]).walk("VEVENT")
    assert str(said["SUMMARY"]).split() == text.split()


@pytest.mark.parametrize("mark", ["\r", "\r\n", "\x0b", "\x00", "\x85"])
def test_a_mark_that_might_end_a_line_is_refused_where_it_is_written(make_site: MakeSite, mark: str) -> None:
    title = in_yaml(f"One{mark}ATTENDEE:a")
    site = make_site({"content/events/a.md": event_text(f"title: {title}\nstart: 2026-12-01")})

    assert site.places() == ["content/events/a.md:2:12 control-character"]
    assert calendars(site) == {}


def test_lines_of_a_file_from_windows_end_as_all_others(make_site: MakeSite) -> None:
    text = event_text("title: |\n  One\n  Two\nstart: 2026-12-01")
    unix = calendars(make_site({"content/events/a.md": text}))
    windows = calendars(make_site({"content/events/a.md": text.replace("\n", "\r\n")}))

    assert unix == windows
    assert [faults(data) for data in windows.values()] == [[]] * len(windows) != []


def event_text(head: str) -> str:
    return f"---\n{head}\n---\nWords.\n"


def wordy_site(make_site: MakeSite, text: str) -> Site:
    """Return a site with an event that says a text wherever a calendar might."""
    said = in_yaml(text)
    different = f"  2026-12-08: {{note: {said}, venue: {said}}}"
    return make_site(
        {
            "site.yaml": SITE_YAML.replace("A hub", said),
            "content/events/a.md": wordy(text, *ONE_OF_SEVERAL, different),
        }
    )


def shape(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the components of a calendar and the names of their properties."""
    calendar: Any = Calendar.from_ical(data)
    return [(component.name, sorted(component)) for component in calendar.walk()]


BROKEN = {
    "line 5 has 80 octets": (b"SUMMARY:A", b"SUMMARY:" + b"A" * 72),
    "has a line that does not end in CRLF": (b"VERSION:2.0\r\n", b"VERSION:2.0\n"),
    "does not end with its calendar": (b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    "line 5 splits a character": (b"SUMMARY:A", "SUMMARY:ü".encode().replace(b"\xbc", b"\r\n \xbc")),
    "holds a control character": (b"SUMMARY:A", b"SUMMARY:\x0b"),
    "VEVENT has 0 DTSTAMP": (b"DTSTAMP:20261201T100000Z\r\n", b""),
    "VEVENT has 2 UID": (b"UID:a\r\n", b"UID:a\r\nUID:b\r\n"),
    "Europe/Paris, of DTSTART, is not described": (b"DTSTART:", b"DTSTART;TZID=Europe/Paris:"),
    "a is there 2 times": (b"END:VCALENDAR", b"BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR"),
    "is not as icalendar writes it": (b"SUMMARY:A", b"SUMMARY:A,B"),
    "VEVENT: DTSTART is wrong": (b"DTSTART:20261201T100000", b"DTSTART:tomorrow"),
}
SOUND = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\nDTSTART:20261201T100000\r\n"
    b"DTSTAMP:20261201T100000Z\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(("fault", "change"), BROKEN.items(), ids=BROKEN.keys())
def test_a_fault_of_a_calendar_would_be_seen(fault: str, change: tuple[bytes, bytes]) -> None:
    assert faults(SOUND) == []
    assert change[0] in SOUND

    assert [found for found in faults(SOUND.replace(*change)) if found.startswith(fault)]
