"""Moments: times as the clock of a place shows them, on nights when it changes too."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from sitegen.facets.schedule import Moment, Schedule


def at(text: str, zone: str = "Europe/London") -> Moment:
    return Moment.at(dt.datetime.fromisoformat(text), zone)


def utc(moment: Moment) -> str:
    return moment.aware().astimezone(dt.UTC).isoformat()[:16]


@pytest.mark.parametrize(
    ("zone", "asked", "shown", "instant"),
    [
        ("Europe/London", "2027-03-28T00:59", "2027-03-28T00:59", "2027-03-28T00:59"),
        ("Europe/London", "2027-03-28T01:00", "2027-03-28T02:00", "2027-03-28T01:00"),
        ("Europe/London", "2027-03-28T01:59", "2027-03-28T02:59", "2027-03-28T01:59"),
        ("Europe/London", "2027-03-28T02:00", "2027-03-28T02:00", "2027-03-28T01:00"),
        ("America/New_York", "2027-03-14T02:30", "2027-03-14T03:30", "2027-03-14T07:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45", "2026-10-03T15:45"),
        ("America/Santiago", "2026-09-06T00:00", "2026-09-06T01:00", "2026-09-06T04:00"),
        ("Pacific/Apia", "2011-12-30T10:00", "2011-12-31T10:00", "2011-12-30T20:00"),
        ("Asia/Kolkata", "2027-03-28T01:30", "2027-03-28T01:30", "2027-03-27T20:00"),
        ("+01:00", "2027-03-28T01:30", "2027-03-28T01:30", "2027-03-28T00:30"),
    ],
)
def test_a_time_that_clocks_skip_is_taken_by_the_offset_before(
    zone: str, asked: str, shown: str, instant: str
) -> None:
    moment = at(asked, zone)

    assert (moment.local.isoformat()[:16], utc(moment)) == (shown, instant)
    assert moment.nominal.isoformat()[:16] == asked
    assert (moment.skipped is not None) == (shown != asked)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    first = at("2027-10-31T01:30")

    assert (utc(first), first.plain, first.later) == ("2027-10-31T00:30", False, False)
    assert at("2027-10-31T02:00").plain


def test_an_instant_keeps_which_of_two_times_it_is_in_another_zone() -> None:
    second = Moment(local=dt.datetime(2027, 10, 31, 1, 30)).within("Europe/London")

    assert (second.local.hour, second.later, utc(second)) == (1, True, "2027-10-31T01:30")
    assert utc(second.within("America/New_York")) == "2027-10-31T01:30"
    assert second.within("UTC") == Moment(local=dt.datetime(2027, 10, 31, 1, 30))


def test_a_moment_is_the_same_after_it_was_stored() -> None:
    for moment in (at("2027-03-28T01:30"), Moment(local=dt.datetime(2027, 10, 31, 1, 30)).within("Europe/London")):
        again = msgspec.json.decode(msgspec.json.encode(moment), type=Moment)

        assert again == moment
        assert again.aware() == moment.aware()


def test_times_of_one_zone_are_compared_as_instants() -> None:
    first, second = at("2027-10-31T01:45"), Moment(local=dt.datetime(2027, 10, 31, 1, 15)).within("Europe/London")

    assert first.local > second.local
    assert first.aware() < second.aware()


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2027-03-28T00:30", {"hours": 2}, "2027-03-28T03:30"),
        ("2027-10-31T00:30", {"hours": 2}, "2027-10-31T01:30"),
        ("2027-03-27T10:00", {"days": 1}, "2027-03-28T10:00"),
        ("2027-03-27T10:00", {"days": 1, "hours": 2}, "2027-03-28T12:00"),
        ("2027-03-27T01:30", {"days": 1}, "2027-03-28T02:30"),
        ("2027-06-01T10:00", {"minutes": 90}, "2027-06-01T11:30"),
    ],
)
def test_days_go_by_the_clock_and_hours_by_the_time_that_passes(
    start: str, length: dict[str, Any], end: str
) -> None:
    assert at(start).after(dt.timedelta(**length)).local.isoformat()[:16] == end


@pytest.mark.parametrize(
    ("end", "read"),
    [
        ("2027-03-28T01:45", "2027-03-28T02:45"),
        ("2027-03-28T02:15", "2027-03-28T03:15"),
        ("2027-03-28T02:30", "2027-03-28T03:30"),
        ("2027-03-28T05:00", "2027-03-28T05:00"),
        ("2027-03-28T01:15", "2027-03-28T02:15"),
    ],
)
def test_what_begins_in_the_skipped_hour_ends_after_it(end: str, read: str) -> None:
    span = Schedule.lasting(at("2027-03-28T01:30"), at(end))

    assert span.end is not None
    assert span.end.local.isoformat()[:16] == read
    assert span.backwards == (end == "2027-03-28T01:15")
