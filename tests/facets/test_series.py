"""The dates of what happens more than once."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.facets.recurrence import Override
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import MAXIMUM, Series

HORIZON = dt.date(2012, 1, 1)


def at(text: str, zone: str = "Europe/London") -> Moment:
    return Moment(local=dt.datetime.fromisoformat(text), zone=zone, all_day=len(text) == 10)


def weekly(
    count: int = 5, start: str = "2010-02-02T09:00", end: str = "2010-02-02T10:30", **more: object
) -> Series:
    first = Schedule(start=at(start), end=at(end))
    rule = Rule(frequency="WEEKLY", count=count)
    return msgspec.structs.replace(Series(first=first, rule=rule), **more)


def starts(series: Series, horizon: dt.date = HORIZON) -> list[str]:
    return [date.schedule.start.local.isoformat()[:16] for date in series.occurrences("events/a.md", horizon)]


def only(series: Series, number: int) -> Occurrence:
    return series.occurrences("events/a.md", HORIZON)[number - 1]


def test_dates_are_numbered_and_last_as_long_as_the_first() -> None:
    first, second = weekly(2).occurrences("events/a.md", HORIZON)

    assert (first.number, second.number) == (1, 2)
    assert first.schedule == Schedule(start=at("2010-02-02T09:00"), end=at("2010-02-02T10:30"))
    assert second.schedule == Schedule(start=at("2010-02-09T09:00"), end=at("2010-02-09T10:30"))
    assert second.original is None


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change() -> None:
    dates = weekly(3, "2010-03-21T09:00", "2010-03-21T10:00").occurrences("k", HORIZON)

    assert [date.schedule.start.local.hour for date in dates] == [9, 9, 9]
    assert [date.schedule.start.aware().astimezone(dt.UTC).hour for date in dates] == [9, 8, 8]


def test_the_horizon_ends_the_rule_but_hides_neither_the_first_nor_what_was_added() -> None:
    series = weekly(100, also=(at("2013-05-01"),))

    assert starts(series, dt.date(2010, 2, 9)) == ["2010-02-02T09:00", "2010-02-09T09:00", "2013-05-01T09:00"]
    assert starts(series, dt.date(2009, 1, 1)) == ["2010-02-02T09:00", "2013-05-01T09:00"]


def test_an_exception_takes_its_day_or_its_time_away() -> None:
    also = (at("2010-02-09T18:00"),)

    assert starts(weekly(2, also=also, exceptions=(at("2010-02-09"),))) == ["2010-02-02T09:00"]
    assert starts(weekly(2, also=also, exceptions=(at("2010-02-09T09:00"),))) == [
        "2010-02-02T09:00",
        "2010-02-09T18:00",
    ]
    assert starts(weekly(2, exceptions=(at("2010-02-09T10:00", "Europe/Brussels"),))) == ["2010-02-02T09:00"]


def test_count_counts_what_an_exception_takes_away() -> None:
    assert starts(weekly(2, exceptions=(at("2010-02-02"),))) == ["2010-02-09T09:00"]


def test_calendars_learn_what_was_taken_away_as_it_would_have_begun() -> None:
    series = weekly(3, exceptions=(at("2010-02-09"), at("2010-03-09")))

    assert series.left_out() == (at("2010-02-09T09:00"),)
    assert weekly(3).left_out() == ()


def test_a_date_is_added_at_the_usual_time_or_its_own_and_only_once() -> None:
    also = (at("2010-02-04"), at("2010-02-05T18:00"), at("2010-02-09"), at("2010-02-04"))

    assert starts(weekly(2, also=also)) == [
        "2010-02-02T09:00",
        "2010-02-04T09:00",
        "2010-02-05T18:00",
        "2010-02-09T09:00",
    ]


def test_what_is_added_in_another_zone_is_told_by_the_clock_of_the_series() -> None:
    date = only(weekly(1, also=(at("2010-02-05T18:00", "America/New_York"),)), 2)

    assert date.schedule.start == at("2010-02-05T23:00")


@pytest.mark.parametrize("about", ["2010-02-09", "2010-02-09T09:00"])
def test_an_override_changes_the_one_date_it_is_about(about: str) -> None:
    override = Override(status="cancelled", note="Snow.")
    first, second, third = weekly(3, overrides=((at(about), override),)).occurrences("k", HORIZON)

    assert (second.status, second.note, second.original) == ("cancelled", "Snow.", None)
    assert first.status == third.status == ""


@pytest.mark.parametrize(
    ("override", "start", "end"),
    [
        (Override(start=at("2010-02-10")), "2010-02-10T09:00", "2010-02-10T10:30"),
        (Override(start=at("2010-02-10T18:00")), "2010-02-10T18:00", "2010-02-10T19:30"),
        (Override(time=dt.time(18)), "2010-02-09T18:00", "2010-02-09T19:30"),
        (Override(start=at("2010-02-10"), time=dt.time(18)), "2010-02-10T18:00", "2010-02-10T19:30"),
        (Override(end=at("2010-02-09T17:00")), "2010-02-09T09:00", "2010-02-09T17:00"),
        (Override(end=at("2010-02-10")), "2010-02-09T09:00", "2010-02-11T00:00"),
    ],
)
def test_an_override_moves_a_date_and_what_it_does_not_say_stays(override: Override, start: str, end: str) -> None:
    date = only(weekly(2, overrides=((at("2010-02-09"), override),)), 2)

    assert date.schedule == Schedule(start=at(start), end=at(end))
    assert date.original == (at("2010-02-09T09:00") if start != "2010-02-09T09:00" else None)


def test_a_date_that_was_moved_past_others_stands_in_time_order() -> None:
    series = weekly(3, overrides=((at("2010-02-02"), Override(start=at("2010-02-20"))),))

    dates = series.occurrences("k", HORIZON)

    assert [(date.number, date.schedule.start.day.day) for date in dates] == [(1, 9), (2, 16), (3, 20)]


def test_whole_days_stay_whole_days() -> None:
    series = weekly(
        2, "2010-02-02", "2010-02-03", overrides=((at("2010-02-09"), Override(start=at("2010-02-11"))),)
    )

    assert only(series, 1).schedule == Schedule(start=at("2010-02-02"), end=at("2010-02-03"))
    assert only(series, 2).schedule == Schedule(start=at("2010-02-11"), end=at("2010-02-12"))


def test_an_exception_that_names_no_date_is_told_with_the_nearest_one() -> None:
    series = weekly(3, also=(at("2010-02-04T18:00"),))
    named = (at("2010-02-03"), at("2010-02-09"), at("2010-02-09T10:00"), at("2010-02-05"), at("2011-01-01"))

    assert series.unmatched(named) == (
        (at("2010-02-03"), at("2010-02-02T09:00")),
        (at("2010-02-09T10:00"), at("2010-02-09T09:00")),
        (at("2010-02-05"), at("2010-02-04T18:00")),
        (at("2011-01-01"), at("2010-02-16T09:00")),
    )
    assert series.unmatched(()) == ()


def test_a_long_series_is_shown_as_it_is_now_and_numbered_from_its_start() -> None:
    series = Series(first=Schedule(start=at("2010-02-02T09:00")), rule=Rule(frequency="DAILY"))
    gone = msgspec.structs.replace(series, exceptions=(at("2010-02-03"), at("2019-12-30")))

    dates, fewer = (each.occurrences("k", dt.date(2019, 12, 31)) for each in (series, gone))

    assert len(dates) == MAXIMUM
    assert dates[-1].schedule.start == at("2019-12-31T09:00")
    assert (dates[0].number, dates[-1].number) == (3621 - MAXIMUM, 3620)
    assert (len(fewer), fewer[0].number, fewer[-1].number) == (MAXIMUM - 1, 3620 - MAXIMUM, 3618)


def test_exceptions_to_dates_too_old_to_be_shown_are_known_all_the_same() -> None:
    first, old = at("2010-02-02T09:00"), at("2010-02-03")
    series = Series(
        first=Schedule(start=first),
        rule=Rule(frequency="DAILY"),
        exceptions=(at("2010-02-02"), old, at("2019-12-31"), at("2019-12-31T10:00")),
        overrides=((at("2010-02-04"), Override(time=dt.time(18))),),
    )

    assert series.unmatched(series.exceptions) == ((at("2019-12-31T10:00"), at("2019-12-31T09:00")),)
    assert series.left_out() == (first, at("2010-02-03T09:00"), at("2019-12-31T09:00"))
    assert series.opening() == Schedule(start=at("2010-02-04T18:00"))


def test_a_series_of_which_every_date_is_left_out_never_opens() -> None:
    gone = (at("2010-02-02"), at("2010-02-09"))

    assert weekly(2, exceptions=gone).opening() is None
    assert weekly(3, exceptions=gone).opening() == Schedule(
        start=at("2010-02-16T09:00"), end=at("2010-02-16T10:30")
    )


def test_a_long_series_stops_at_the_maximum() -> None:
    series = Series(first=Schedule(start=at("2010-02-02T09:00")), rule=Rule(frequency="DAILY", count=10**9))

    more = msgspec.structs.replace(series, also=(at("2010-01-01"), at("2010-02-02T12:00")))

    assert len(series.occurrences("k", dt.date.max)) == MAXIMUM
    assert len(more.occurrences("k", dt.date.max)) == MAXIMUM


def test_thousands_of_exceptions_to_thousands_of_dates_are_quick() -> None:
    days = tuple(at(f"{2010 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}") for n in range(5000))
    series = Series(first=Schedule(start=at("2010-02-02T09:00")), rule=Rule(frequency="DAILY"), exceptions=days)

    assert len(series.unmatched(days)) + len(series.left_out()) == len(days)


def test_an_event_that_lasts_for_ages_does_not_leave_the_calendar() -> None:
    series = weekly(2, "2010-02-02T09:00", "9998-12-30T09:00")

    assert only(series, 2).schedule.end == Moment(local=dt.datetime(9998, 12, 31), zone="Europe/London")


MOMENTS = st.builds(
    Moment,
    local=st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2030, 1, 1)).map(
        lambda t: t.replace(second=0, microsecond=0)
    ),
    zone=st.sampled_from(["Europe/London", "America/New_York", "UTC", "+05:30"]),
)


@given(
    start=MOMENTS,
    length=st.timedeltas(dt.timedelta(), dt.timedelta(days=3)),
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 5),
    count=st.integers(1, 30),
    left_out=st.sets(st.integers(0, 29)),
)
def test_every_series_keeps_its_hour_its_length_its_order_and_its_count(
    start: Moment, length: dt.timedelta, frequency: str, interval: int, count: int, left_out: set[int]
) -> None:
    rule = msgspec.convert({"frequency": frequency, "interval": interval, "count": count}, Rule)
    whole = Series(first=Schedule(start=start, end=start.shifted(length)), rule=rule)
    every = whole.occurrences("k", dt.date(2500, 1, 1))
    gone = tuple(Moment(local=every[n].schedule.start.local, zone=start.zone) for n in left_out if n < len(every))
    kept = msgspec.structs.replace(whole, exceptions=gone).occurrences("k", dt.date(2500, 1, 1))

    assert len(every) == count
    assert every[0].schedule == whole.first
    for date in every:
        assert date.schedule.start.local.time() == start.local.time()
        assert date.schedule.end == date.schedule.start.shifted(length)
    locals_ = [date.schedule.start.local for date in every]
    assert locals_ == sorted(set(locals_))
    assert [date.schedule for date in kept] == [d.schedule for n, d in enumerate(every) if n not in left_out]
    assert [date.number for date in kept] == list(range(1, len(kept) + 1))
