"""What outputs learn of an event, without knowing that it is one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from sitegen.kinds.event import Event

Reader = Callable[[str, str], Any]
HORIZON = dt.date(2012, 1, 1)


def test_a_gathering_is_what_outputs_need_of_an_event(event: Callable[[str], Event]) -> None:
    found = event(
        "start: 2010-01-28 10:00\nstatus: rescheduled\nprevious_start: 2010-01-21 10:00\nvenue: Town hall\n"
        "online: https://example.org/join\nregister: https://example.org/book\n"
    ).gathering

    assert found.series.first.start.local == dt.datetime(2010, 1, 28, 10)
    assert (found.status, found.online, found.booking_url) == (
        "rescheduled",
        "https://example.org/join",
        "https://example.org/book",
    )
    assert found.previous_start is not None
    assert found.previous_start.day == dt.date(2010, 1, 21)
    assert found.venue is not None
    assert found.venue.name == "Town hall"
    assert not found.deadline
    assert event("start: 2010-01-28\ntype: deadline\n").gathering.deadline


def test_what_does_not_take_place_has_no_gathering_schedule_or_dates(read: Reader) -> None:
    post = read("post", "title: A\ndate: 2010-01-28\n").meta

    assert (post.gathering, post.schedule, post.occurrences("posts/a.md", HORIZON)) == (None, None, ())
    assert (post.type, post.status, post.private) == ("", "", None)
