"""A writer's words for what repeats."""

import datetime as dt

import pytest

from sitegen.facets.recurrence import Every, On, Repeat
from sitegen.facets.schedule import Moment

START = Moment(local=dt.datetime(2010, 3, 9, 14), zone="Europe/London")


def repeat(every: str, *on: str, until: str = "", count: int | None = None) -> str:
    words = Repeat(
        every=Every.from_text(every),
        on=tuple(map(On.from_text, on)),
        until=dt.date.fromisoformat(until) if until else None,
        count=count,
    )
    return words.rule(START).text(START)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("day", Every(unit="day")),
        ("Week", Every(unit="week")),
        ("2 weeks", Every(unit="week", step=2)),
        (" 3  months ", Every(unit="month", step=3)),
        ("1 year", Every(unit="year")),
    ],
)
def test_a_step_is_a_unit_or_a_number_of_them(text: str, every: Every) -> None:
    assert Every.from_text(text) == every


@pytest.mark.parametrize("text", ["", "fortnight", "two weeks", "0 weeks", "-1 weeks", "2.5 weeks", "1000 weeks"])
def test_another_step_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="2 weeks"):
        Every.from_text(text)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Tue", On(weekday="TU")),
        ("tues", On(weekday="TU")),
        ("TUESDAY", On(weekday="TU")),
        ("Thu.", On(weekday="TH")),
        ("first Tue", On(weekday="TU", place=1)),
        ("fifth  friday", On(weekday="FR", place=5)),
        ("last Fri", On(weekday="FR", place=-1)),
        ("15", On(day=15)),
        ("1st", On(day=1)),
        ("31", On(day=31)),
        ("last day", On(day=-1)),
    ],
)
def test_a_day_is_a_weekday_its_place_in_the_month_or_a_number(text: str, on: On) -> None:
    assert On.from_text(text) == on


@pytest.mark.parametrize(
    "text", ["", "T", "Tu", "Tuesdays", "sixth Tue", "first", "first 15", "0", "32", "first Tue of", "2010-03-09"]
)
def test_another_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="first Tue"):
        On.from_text(text)


@pytest.mark.parametrize(
    ("every", "on", "rule"),
    [
        ("day", [], "FREQ=DAILY"),
        ("day", ["Mon", "Fri"], "FREQ=DAILY;BYDAY=MO,FR"),
        ("2 weeks", ["Tue", "Thu"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("month", ["second Tue"], "FREQ=MONTHLY;BYDAY=2TU"),
        ("month", ["last Fri"], "FREQ=MONTHLY;BYDAY=-1FR"),
        ("month", ["1", "15"], "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("month", ["last day"], "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("year", [], "FREQ=YEARLY"),
        ("year", ["second Tue"], "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU"),
        ("year", ["9"], "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=9"),
    ],
)
def test_words_become_a_rule(every: str, on: list[str], rule: str) -> None:
    assert repeat(every, *on) == rule


def test_until_counts_its_day_and_count_counts_dates() -> None:
    assert repeat("week", until="2010-06-01") == "FREQ=WEEKLY;UNTIL=20100601T130000Z"
    assert repeat("week", count=5) == "FREQ=WEEKLY;COUNT=5"


@pytest.mark.parametrize(
    ("every", "on", "words"),
    [
        ("week", ["15"], "every: month"),
        ("day", ["15"], "every: month"),
        ("week", ["first Tue"], "every: month"),
        ("month", ["Tue"], "which one of the month"),
        ("year", ["first Tue", "Thu"], "which one of the month"),
        ("month", ["15", "first Tue"], "without weekdays"),
    ],
)
def test_a_day_that_does_not_go_with_the_step_is_refused(every: str, on: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        repeat(every, *on)
