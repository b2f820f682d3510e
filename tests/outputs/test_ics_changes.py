"""How a calendar file says that an event has changed: its stamp, and a number that rises."""

import datetime as dt
from typing import get_args

import pytest

from sitegen.facets.recurrence import Status
from sitegen.outputs.ics.invitations import STATUS_ORDER
from tests.conftest import MakeSite
from tests.outputs.test_ics import calendar, event, only


@pytest.mark.parametrize(
    ("lines", "stamp"),
    [
        (["date: 2026-01-02", "updated: 2026-03-04 10:00"], dt.datetime(2026, 3, 4, 10)),
        (["date: 2026-01-02"], dt.datetime(2026, 1, 2)),
        ([], dt.datetime(2026, 12, 1, 9)),
    ],
)
def test_the_stamp_is_the_entrys_last_change(make_site: MakeSite, lines: list[str], stamp: dt.datetime) -> None:
    found = only(make_site(event("Talk", "start: 2026-12-01 09:00", *lines)))

    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == stamp.replace(tzinfo=dt.UTC)


def test_the_sequence_rises_with_every_change_that_a_writer_tells(make_site: MakeSite) -> None:
    told = "date: 2026-10-01"
    more = "changes: [{date: 2026-11-02, note: Another day.}]"
    edits: list[tuple[str, ...]] = [
        ("start: 2026-12-01", told),
        ("start: 2026-12-01", told, "status: cancelled"),
        ("start: 2026-12-02", told, "status: cancelled", more),
        ("start: 2026-12-02", told, "updated: 2026-11-03"),  # it takes place after all
    ]
    site = make_site(event("Talk", *edits[0]))
    found = [only(site.write(event("Talk", *lines)).build())["SEQUENCE"] for lines in edits]

    assert found == sorted({*found})


def test_the_sequence_rises_on_the_way_to_a_cancellation_though_nothing_else_tells_of_it(
    make_site: MakeSite,
) -> None:
    told = ("date: 2026-10-01", "start: 2026-12-02")
    edits: list[tuple[str, ...]] = [
        ("status: tentative",),
        (),
        ("status: moved-online", "online: https://meet.example/a"),
        ("status: rescheduled", "previous_start: 2026-12-01"),
        ("status: postponed", "previous_start: 2026-12-01"),
        ("status: cancelled", "previous_start: 2026-12-01"),
    ]
    site = make_site(event("Talk", *told, *edits[0]))
    found = [only(site.write(event("Talk", *told, *lines)).build())["SEQUENCE"] for lines in edits]

    assert found == sorted({*found})


def test_the_status_of_another_kind_of_entry_says_nothing_of_a_deadline(make_site: MakeSite) -> None:
    head = "title: Ada\ntype: person\nstatus: wanted\ndate: 2026-10-01"
    closes = "consultation: {closes: 2026-12-09, respond: {email: a@b.example}}"
    site = make_site({"content/stakeholders/ada.md": f"---\n{head}\n{closes}\n---\nWords.\n"})

    (listed,) = calendar(site, "events/deadlines.ics").walk("VEVENT")
    assert (listed["STATUS"], listed["SEQUENCE"] % 1000) == ("CONFIRMED", 1)


def test_no_status_is_without_a_place_on_that_way() -> None:
    assert sorted(STATUS_ORDER) == sorted(get_args(Status))


def test_the_sequence_of_a_series_rises_on_the_way_to_a_date_that_is_left_out(make_site: MakeSite) -> None:
    told = ("date: 2026-10-01", "start: 2026-12-01 09:00", "repeat: {every: week, count: 3}")
    edits = (
        "also: []",
        "overrides: {2026-12-08: tentative}",
        "overrides: {2026-12-08: {time: 10:00}}",
        "overrides: {2026-12-08: postponed}",
        "overrides: {2026-12-08: cancelled}",
        "except: [2026-12-08]",
    )
    site = make_site(event("Talk", *told, edits[0]))
    found = [calendar(site.write(event("Talk", *told, lines)).build()).walk("VEVENT")[0] for lines in edits]

    numbers = [each["SEQUENCE"] for each in found]
    assert numbers == sorted({*numbers})


def test_a_line_of_changes_is_a_change(make_site: MakeSite) -> None:
    changes = "changes: [{date: 2026-11-20, note: Another room.}]"
    site = make_site(event("Talk", "date: 2026-10-01", "start: 2026-12-01", changes))

    assert only(site)["LAST-MODIFIED"].dt == only(site)["DTSTAMP"].dt == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert "<updated>2026-11-20T00:00:00Z</updated>" in site.page("events/feed.xml")
