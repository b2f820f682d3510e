"""A writer's words for what repeats."""

import datetime as dt

import pytest

from sitegen.facets.recurrence import Every, On, Override, Repeat, Unclear
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
        ("daily", Every(unit="day")),
        ("weekly", Every(unit="week")),
        ("fortnight", Every(unit="week", step=2)),
        ("fortnightly", Every(unit="week", step=2)),
        ("Monthly", Every(unit="month")),
        ("yearly", Every(unit="year")),
        ("annually", Every(unit="year")),
        ("quarterly", Every(unit="month", step=3)),
        ("every week", Every(unit="week")),
        ("every other week", Every(unit="week", step=2)),
        ("every two weeks", Every(unit="week", step=2)),
        ("Every second month", Every(unit="month", step=2)),
        ("two weeks", Every(unit="week", step=2)),
    ],
)
def test_a_step_is_a_unit_or_a_number_of_them(text: str, every: Every) -> None:
    assert Every.from_text(text) == every


@pytest.mark.parametrize("text", ["", "often", "every", "0 weeks", "-1 weeks", "2.5 weeks", "1000 weeks"])
def test_another_step_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="2 weeks"):
        Every.from_text(text)


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("Tuesday", ("week, on: tuesday",)),
        ("Tuesdays", ("week, on: tuesday",)),
        ("every Tuesday", ("week, on: tuesday",)),
        ("on Mondays and Tuesdays", ("week, on: [monday, tuesday]",)),
        ("every weekday", ("week, on: weekday",)),
        ("every other Tuesday", ("2 weeks, on: tuesday",)),
        ("every second Tuesday", ("2 weeks, on: tuesday", "month, on: second tuesday")),
        ("second Tuesday", ("month, on: second tuesday",)),
        ("every second Tuesday of the month", ("month, on: second tuesday",)),
        ("last day of each month", ("month, on: last day",)),
        ("biweekly", ("2 weeks", "week, on: [tuesday, thursday]")),
        ("often", ()),
    ],
)
def test_days_and_words_for_two_things_are_told_with_each_step_they_can_mean(
    text: str, fixes: tuple[str, ...]
) -> None:
    with pytest.raises(Unclear) as every:
        Every.from_text(text)
    with pytest.raises(Unclear) as alone:
        Repeat.from_text(text)
    assert every.value.fixes == fixes
    assert alone.value.fixes == tuple(f"{{every: {fix}}}" for fix in fixes)


@pytest.mark.parametrize("text", ["week", "2 weeks", "12 months"])
def test_a_step_can_be_typed_again(text: str) -> None:
    assert Every.from_text(text).words == text


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Tue", On(weekday="TU")),
        ("tues", On(weekday="TU")),
        ("Tuesdays", On(weekday="TU")),
        ("TUESDAY", On(weekday="TU")),
        ("Thu.", On(weekday="TH")),
        ("first Tue", On(weekday="TU", ordinal=1)),
        ("fifth  friday", On(weekday="FR", ordinal=5)),
        ("1st Tuesday", On(weekday="TU", ordinal=1)),
        ("2nd Tue", On(weekday="TU", ordinal=2)),
        ("3rd tue", On(weekday="TU", ordinal=3)),
        ("4th Tue", On(weekday="TU", ordinal=4)),
        ("5TH Tue", On(weekday="TU", ordinal=5)),
        ("last Fri", On(weekday="FR", ordinal=-1)),
        ("15", On(day=15)),
        ("1st", On(day=1)),
        ("31", On(day=31)),
        ("last day", On(day=-1)),
    ],
)
def test_a_day_is_a_weekday_its_place_in_the_month_or_a_number(text: str, on: On) -> None:
    assert On.from_text(text) == on


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tue", ("tue",)),
        ("Mon, Tue", ("mon", "tue")),
        ("Mon and Tue", ("mon", "tue")),
        ("Mon, Tue and Sunday", ("mon", "tue", "sunday")),
        ("Mon & Tue,", ("mon", "tue")),
        ("1st and 3rd Tue", ("1st tue", "3rd tue")),
        ("first Tue, last Fri", ("first tue", "last fri")),
        ("1st and 15th", ("1st", "15th")),
        ("weekdays", ("mon", "tue", "wed", "thu", "fri")),
        ("Weekends", ("sat", "sun")),
        ("", ()),
    ],
)
def test_several_days_in_one_text_are_parted(text: str, days: tuple[str, ...]) -> None:
    assert On.several(text) == days


@pytest.mark.parametrize("text", ["cancelled", "Cancelled", "moved online"])
def test_a_bare_status_is_all_that_is_different_about_a_date(text: str) -> None:
    status = text.lower().replace(" ", "-")
    assert Override.from_text(text) == Override(status=status)  # type: ignore[arg-type]


def test_other_words_for_a_date_are_refused_with_an_example() -> None:
    with pytest.raises(ValueError, match="such as `cancelled`"):
        Override.from_text("no meeting")


@pytest.mark.parametrize(
    "text", ["", "T", "Tu", "sixth Tue", "first", "first 15", "0", "32", "first Tue of", "2010-03-09"]
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
