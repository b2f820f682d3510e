"""When an event of an old site is: its hours, in whatever form they are written."""

from typing import Any

import pytest

from sitegen.importers.report import Report
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.event import event_fields
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import People
from sitegen.importers.websites.sorts import EVENT


def when(time: str) -> tuple[str, str]:
    old = {"start": "2021-06-05", "time": time}
    page = OldPage(
        path="a.md",
        sort=EVENT,
        key="events/a.md",
        address="",
        fields=old,
        lines={},
        body="",
        title="A",
        date=old_moment("2021-06-05"),
    )
    found: dict[str, Any] = {}
    event_fields(page, old, found, People([]), Report("a.md"))
    return found["start"].removeprefix("2021-06-05"), found.get("end", "")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("18:30 - 20:00", " 18:30", "2021-06-05 20:00"),
        ("18.30–20.00", " 18:30", "2021-06-05 20:00"),
        ("6:30pm to 8pm", " 18:30", "2021-06-05 20:00"),
        ("6-8pm", " 18:00", "2021-06-05 20:00"),
        ("11 - 1pm", " 11:00", "2021-06-05 13:00"),
        ("22:00 until 01:00", " 22:00", "2021-06-06 01:00"),
        ("7-8", "", ""),
        ("25:00 - 26:00", "", ""),
        ("18:30 to late", "", ""),
    ],
)
def test_hours_of_an_event_are_its_start_and_its_end(written: str, start: str, end: str) -> None:
    assert when(written) == (start, end)
