"""Days and times in words."""

import datetime as dt

import pytest

from sitegen import dates
from sitegen.facets.schedule import Moment, Schedule
from sitegen.locales import ONLY_OURS, Locale

LONDON = "Europe/London"


def at(text: str, zone: str = LONDON) -> Moment:
    return Moment(local=dt.datetime.fromisoformat(text), zone=zone, all_day=len(text) == 10)


def span(start: str, end: str | None = None) -> str:
    return dates.span(Schedule(start=at(start), end=at(end) if end else None))


def test_a_day_is_named_with_its_weekday() -> None:
    assert dates.day(dt.date(2010, 1, 28)) == "Thursday 28 January 2010"
    assert dates.short_day(dt.date(2010, 1, 28)) == "28 January 2010"
    assert dates.month(dt.date(2010, 1, 28)) == "January 2010"


def test_days_before_the_tenth_and_years_of_the_middle_ages_carry_no_padding() -> None:
    assert dates.day(dt.date(1066, 2, 3)) == "Saturday 3 February 1066"


def test_where_room_is_short_names_are_short() -> None:
    assert dates.short_month(dt.date(2010, 9, 1)) == "Sep"


def test_every_month_and_weekday_has_its_own_name() -> None:
    assert len({dates.month_name(month) for month in range(1, 13)}) == 12
    week = [dt.date(2010, 1, 25) + dt.timedelta(days=days) for days in range(7)]
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert list(map(dates.weekday_name, week)) == names
    assert [dates.short_weekday(day) for day in week] == [name[:3] for name in names]


@pytest.mark.parametrize("month", [0, 13, -1])
def test_what_is_no_month_has_no_name(month: int) -> None:
    with pytest.raises(ValueError, match="is not in"):
        dates.month_name(month)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("00:00", "midnight"),
        ("00:05", "12:05am"),
        ("09:00", "9am"),
        ("09:05", "9:05am"),
        ("11:59", "11:59am"),
        ("12:00", "midday"),
        ("12:30", "12:30pm"),
        ("14:30", "2:30pm"),
        ("23:00", "11pm"),
    ],
)
def test_times_are_told_by_twelve_hours(time: str, words: str) -> None:
    assert dates.clock(dt.time.fromisoformat(time)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2010-01-28T10:00", "2010-01-28T16:00", "Thursday 28 January 2010, 10am to 4pm"),
        ("2010-01-28T10:00", None, "Thursday 28 January 2010, 10am"),
        ("2010-01-28T10:00", "2010-01-28T10:00", "Thursday 28 January 2010, 10am"),
        ("2010-01-28T20:00", "2010-01-29T00:00", "Thursday 28 January 2010, 8pm to midnight"),
        (
            "2010-01-28T22:00",
            "2010-01-29T02:00",
            "Thursday 28 January 2010, 10pm to Friday 29 January 2010, 2am",
        ),
        (
            "2010-01-28T14:00",
            "2010-01-30T00:00",
            "Thursday 28 January 2010, 2pm to the end of Friday 29 January 2010",
        ),
        ("2010-01-28", None, "Thursday 28 January 2010"),
        ("2010-01-28", "2010-01-28", "Thursday 28 January 2010"),
        ("2010-01-28", "2010-01-30", "28 to 30 January 2010"),
        ("2010-01-30", "2010-02-02", "30 January to 2 February 2010"),
        ("2009-12-30", "2010-01-02", "30 December 2009 to 2 January 2010"),
        ("2009-01-28", "2010-01-28", "28 January 2009 to 28 January 2010"),
    ],
)
def test_a_span_names_what_its_two_ends_share_once(start: str, end: str | None, words: str) -> None:
    assert span(start, end) == words


def test_a_span_goes_by_the_clock_where_it_begins() -> None:
    schedule = Schedule(start=at("2010-01-28T10:00"), end=at("2010-01-28T12:00", "Europe/Brussels"))

    assert dates.span(schedule) == "Thursday 28 January 2010, 10am to 11am"


def test_a_machine_reads_a_day_or_an_instant_with_its_offset() -> None:
    assert dates.iso(at("2010-01-28")) == "2010-01-28"
    assert dates.iso(at("2010-01-28T10:00")) == "2010-01-28T10:00:00+00:00"
    assert dates.iso(at("2010-07-28T10:00")) == "2010-07-28T10:00:00+01:00"
    assert dates.iso(at("2010-07-28T10:00", "+05:30")) == "2010-07-28T10:00:00+05:30"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "London time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Z", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT", "UTC"),
        ("Etc/GMT+5", "UTC-5"),
        ("Etc/GMT-14", "UTC+14"),
        ("CET", "CET"),
        ("+01:00", "UTC+1"),
        ("+0530", "UTC+5:30"),
        ("-03:30", "UTC-3:30"),
        ("+00:00", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_city_or_its_offset(zone: str, words: str) -> None:
    assert dates.zone_words(zone) == words


def test_another_variety_of_a_language_and_an_unknown_one_are_served() -> None:
    for language in ("en", "en-GB", "EN-us", "xx"):
        assert dates.day(dt.date(2010, 1, 28), ONLY_OURS.locale(language)) == "Thursday 28 January 2010"


def test_another_language_has_the_names_and_forms_of_cldr_and_its_own_texts() -> None:
    german = Locale(
        tag="de-AT", texts={"hours|{first} to {last}": "{first} bis {last}", "time|midday": "12:00"}, digest="1"
    )
    schedule = Schedule(start=at("2010-02-25T10:00"), end=at("2010-02-25T14:30"))

    assert dates.span(schedule, german) == "Donnerstag, 25. Februar 2010, 10:00 bis 14:30"
    assert dates.span(Schedule(start=at("2010-01-28T10:00"), end=at("2010-01-28T12:00")), german).endswith(
        "10:00 bis 12:00"
    )


@pytest.mark.parametrize(
    ("start", "end", "roles"),
    [
        ("2026-12-05 10:00", "2026-12-05 16:00", ["start", "", "hour", "", "end"]),
        ("2026-12-05 10:00", None, ["start", "", "hour"]),
        ("2026-12-05", None, ["start"]),
        ("2026-12-05", "2026-12-07", ["start", "", "end"]),
        ("2026-12-05 22:00", "2026-12-06 01:00", ["start", "", "end"]),
    ],
)
def test_the_pieces_of_a_span_say_together_what_it_says(start: str, end: str | None, roles: list[str]) -> None:
    schedule = Schedule(start=at(start), end=at(end) if end else None)

    found = dates.pieces(schedule)

    assert [role for role, _ in found] == roles
    assert "".join(words for _, words in found) == dates.span(schedule)


@pytest.mark.parametrize(
    ("zone", "start", "minutes", "words"),
    [
        (LONDON, "2027-10-31T01:30", 60, "Sunday 31 October 2027, 1:30am BST to 1:30am GMT"),
        (LONDON, "2027-10-31T00:30", 60, "Sunday 31 October 2027, 12:30am to 1:30am BST"),
        (LONDON, "2027-10-31T01:30", 0, "Sunday 31 October 2027, 1:30am BST"),
        (LONDON, "2027-10-30T20:00", 360, "Saturday 30 October 2027, 8pm to Sunday 31 October 2027, 1am GMT"),
        (LONDON, "2027-10-31T02:30", 60, "Sunday 31 October 2027, 2:30am to 3:30am"),
        (LONDON, "2027-03-28T00:30", 60, "Sunday 28 March 2027, 12:30am to 2:30am"),
        ("America/Sao_Paulo", "2018-02-17T23:15", 60, "Saturday 17 February 2018, 11:15pm UTC-2 to 11:15pm UTC-3"),
        (
            "Australia/Lord_Howe",
            "2027-04-04T01:45",
            30,
            "Sunday 4 April 2027, 1:45am UTC+11 to 1:45am UTC+10:30",
        ),
    ],
)
def test_a_time_that_comes_twice_is_told_with_its_zone(zone: str, start: str, minutes: int, words: str) -> None:
    first = Moment.at(dt.datetime.fromisoformat(start), zone)
    schedule = Schedule(start=first, end=first.after(dt.timedelta(minutes=minutes)) if minutes else None)

    assert dates.span(schedule) == words


def test_the_second_of_two_hours_is_told_alone() -> None:
    second = at("2027-10-31T01:30", "UTC").within(LONDON)

    assert dates.when(second) == "Sunday 31 October 2027, 1:30am GMT"
    assert (dates.hour(second), dates.hour(at("2027-10-31"))) == ("1:30am GMT", "midnight")


def test_why_a_time_is_read_as_another_is_said_in_a_sentence() -> None:
    there = Moment.at(dt.datetime(2027, 3, 28, 1, 30), "Europe/London")

    assert dates.skipped(there) == (
        "1:30am does not exist on 28 March 2027 in Europe/London, because clocks go forward; it is read as 2:30am"
    )
    assert dates.skipped(Moment.at(dt.datetime(2027, 3, 28, 2, 30), "Europe/London")) == ""
