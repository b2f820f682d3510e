"""Rules of recurrence by whole days."""

import calendar
import datetime as dt
import time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.facets.rule import DAYS, Rule
from sitegen.facets.schedule import Moment

START = Moment(local=dt.datetime(2010, 1, 28, 14), zone="Europe/London")
FAR = dt.date(2030, 1, 1)


def rule(text: str, start: Moment = START) -> Rule:
    return Rule.from_text(text, start)


def days(text: str, first: str, number: int = 4, last: dt.date = FAR) -> list[str]:
    return [day.isoformat() for day in islice(rule(text).days(dt.date.fromisoformat(first), last), number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", ["2010-01-28", "2010-01-31", "2010-02-03", "2010-02-06"]),
        ("FREQ=DAILY;BYDAY=TH,FR", ["2010-01-28", "2010-01-29", "2010-02-04", "2010-02-05"]),
        ("FREQ=WEEKLY", ["2010-01-28", "2010-02-04", "2010-02-11", "2010-02-18"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2010-01-28", "2010-02-01", "2010-02-04", "2010-02-08"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", ["2010-01-28", "2010-02-08", "2010-02-11", "2010-02-22"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU", ["2010-01-28", "2010-02-07", "2010-02-11", "2010-02-21"]),
        ("FREQ=MONTHLY", ["2010-01-28", "2010-02-28", "2010-03-28", "2010-04-28"]),
        ("FREQ=MONTHLY;BYDAY=4TH", ["2010-01-28", "2010-02-25", "2010-03-25", "2010-04-22"]),
        ("FREQ=MONTHLY;BYDAY=-1TH", ["2010-01-28", "2010-02-25", "2010-03-25", "2010-04-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29", ["2010-01-28", "2010-01-29", "2010-02-28", "2010-03-28"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            ["2010-01-28", "2010-02-25", "2010-03-30", "2010-04-29"],
        ),
        ("FREQ=YEARLY", ["2010-01-28", "2011-01-28", "2012-01-28", "2013-01-28"]),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=4TH", ["2010-01-28", "2011-01-27", "2012-01-26", "2013-01-24"]),
        ("FREQ=YEARLY;BYYEARDAY=28", ["2010-01-28", "2011-01-28", "2012-01-28", "2013-01-28"]),
        ("FREQ=YEARLY;BYWEEKNO=4;BYDAY=TH", ["2010-01-28", "2011-01-27", "2012-01-26", "2013-01-24"]),
    ],
)
def test_days_follow_the_rule(text: str, expected: list[str]) -> None:
    assert days(text, "2010-01-28") == expected


def test_months_without_the_day_are_passed_over() -> None:
    assert days("FREQ=MONTHLY", "2010-01-31", 3) == ["2010-01-31", "2010-03-31", "2010-05-31"]
    assert days("FREQ=YEARLY", "2012-02-29", 3) == ["2012-02-29", "2016-02-29", "2020-02-29"]
    assert days("FREQ=MONTHLY;BYMONTHDAY=-1", "2010-01-31", 3) == ["2010-01-31", "2010-02-28", "2010-03-31"]


def test_count_and_until_include_their_last_day() -> None:
    assert days("FREQ=WEEKLY;COUNT=2", "2010-01-28") == ["2010-01-28", "2010-02-04"]
    assert days("FREQ=WEEKLY;UNTIL=20100204", "2010-01-28") == ["2010-01-28", "2010-02-04"]
    assert days("FREQ=WEEKLY", "2010-01-28", last=dt.date(2010, 2, 4)) == ["2010-01-28", "2010-02-04"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20100204", "2010-02-04"),
        ("20100204T140000Z", "2010-02-04"),
        ("20100204T135959Z", "2010-02-03"),
        ("20100204T140000", "2010-02-04"),
        ("20100204T133000", "2010-02-03"),
        ("20100704T130000Z", "2010-07-04"),
        ("20100704T125900Z", "2010-07-03"),
    ],
)
def test_until_is_the_last_day_whose_usual_time_it_allows(until: str, last: str) -> None:
    assert rule(f"FREQ=DAILY;UNTIL={until}").until == dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "until", "text"),
    [
        (START, "20100204T235959", "UNTIL=20100204T140000Z"),
        (START, "20100704", "UNTIL=20100704T130000Z"),
        (Moment(local=dt.datetime(2010, 1, 28), all_day=True), "20100204T120000Z", "UNTIL=20100204"),
    ],
)
def test_until_is_written_as_the_sort_of_time_the_series_begins_with(start: Moment, until: str, text: str) -> None:
    assert rule(f"FREQ=DAILY;UNTIL={until}", start).text(start) == f"FREQ=DAILY;{text}"


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=4TH;COUNT=10",
    ],
)
def test_a_rule_in_order_is_written_as_it_was_read(text: str) -> None:
    assert rule(text).text(START) == text


def test_small_letters_a_prefix_and_a_last_semicolon_are_forgiven() -> None:
    assert rule("rrule:freq=weekly; byday=th;").text(START) == "FREQ=WEEKLY;BYDAY=TH"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a part of a rule"),
        ("every tuesday", "is not a part of a rule"),
        ("FREQ=", "is not a part of a rule"),
        ("BYDAY=TU", "FREQ has to be"),
        ("FREQ=FORTNIGHTLY", "FREQ has to be"),
        ("FREQ=SECONDLY", "FREQ has to be"),
        ("FREQ=MINUTELY", "FREQ has to be"),
        ("FREQ=HOURLY", "FREQ has to be"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR does not go"),
        ("FREQ=DAILY;BYSECOND=1", "BYSECOND does not go"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY does not go"),
        ("FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY does not go"),
        ("FREQ=DAILY;X-ODD=3", "X-ODD does not go"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL has to be"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL has to be"),
        ("FREQ=DAILY;INTERVAL=1001", "INTERVAL has to be"),
        ("FREQ=DAILY;COUNT=0", "COUNT has to be"),
        ("FREQ=DAILY;COUNT=" + "9" * 5000, "COUNT has to be"),
        ("FREQ=DAILY;COUNT=\u0663", "COUNT has to be"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20100204", "cannot both"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY=2TU"),
        ("FREQ=MONTHLY;BYDAY=0TU", "BYDAY=0TU"),
        ("FREQ=YEARLY;BYDAY=54TU", "BYDAY=54TU"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH has to be"),
        ("FREQ=YEARLY;BYMONTH=-1", "BYMONTH has to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY has to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY has to be"),
        ("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY has to be"),
        ("FREQ=DAILY;WKST=XX", "WKST has to be"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL has to be"),
        ("FREQ=DAILY;UNTIL=20100230", "not a day of the calendar"),
        ("FREQ=DAILY;UNTIL=20100204T250000Z", "not a day of the calendar"),
        ("FREQ=DAILY;UNTIL=00010101T000000", "not a day of the calendar"),
    ],
)
def test_a_rule_that_says_nothing_sensible_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rule(text)


def test_an_end_beyond_every_calendar_is_brought_within_reach() -> None:
    start = Moment(local=dt.datetime(2010, 1, 28, 23), zone="-12:00")
    endless = rule("FREQ=YEARLY;UNTIL=99991231T235959", start)

    assert endless.text(start) == "FREQ=YEARLY;UNTIL=99990101T110000Z"


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=1000;BYMONTH=1;BYMONTHDAY=28;BYDAY=TH",
        "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=1",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=6",
        "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=1;BYDAY=TH;BYMONTHDAY=28",
        "FREQ=DAILY;COUNT=1000000000",
    ],
)
def test_no_rule_takes_long_whether_or_not_it_ever_holds(text: str) -> None:
    began = time.process_time()

    list(rule(text).days(dt.date(2010, 1, 28), FAR))
    rule(text).next_day(dt.date(2010, 1, 28))

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", dt.date(2010, 1, 28)),
        ("FREQ=WEEKLY;BYDAY=TU", dt.date(2010, 2, 2)),
        ("FREQ=DAILY;BYMONTH=12", dt.date(2010, 12, 1)),
        ("FREQ=DAILY;INTERVAL=3;BYMONTH=2", dt.date(2010, 2, 3)),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU", dt.date(2028, 2, 29)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", dt.date(2010, 2, 9)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", dt.date(2010, 1, 31)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", dt.date(2010, 2, 7)),
        ("FREQ=WEEKLY;BYMONTH=2", dt.date(2010, 2, 4)),
        ("FREQ=WEEKLY;INTERVAL=1000;BYMONTH=5", dt.date(2048, 5, 28)),
        ("FREQ=MONTHLY;BYDAY=1TU", dt.date(2010, 2, 2)),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5", dt.date(2011, 1, 5)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
    ],
)
def test_the_next_day_is_where_the_series_could_begin(text: str, first: dt.date | None) -> None:
    assert rule(text).next_day(dt.date(2010, 1, 28)) == first


@given(
    first=st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    frequency=st.sampled_from(["DAILY", "WEEKLY"]),
    interval=st.integers(1, 6),
    others=st.sets(st.sampled_from(DAYS), max_size=6),
    count=st.integers(1, 40),
)
def test_weeks_and_days_hold_what_they_promise(
    first: dt.date, frequency: str, interval: int, others: set[str], count: int
) -> None:
    names = sorted(others | {DAYS[first.weekday()]})
    text = f"FREQ={frequency};INTERVAL={interval};BYDAY={','.join(names)};COUNT={count}"

    found = list(rule(text).days(first, dt.date(2400, 1, 1)))

    assert found[0] == first
    assert len(found) == count
    assert found == sorted(set(found))
    assert {DAYS[day.weekday()] for day in found} <= set(names)
    for day in found:
        if frequency == "DAILY":
            assert (day - first).days % interval == 0
        else:
            weeks = (day - dt.timedelta(days=day.weekday())) - (first - dt.timedelta(days=first.weekday()))
            assert weeks.days % (7 * interval) == 0


@given(
    first=st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    interval=st.integers(1, 6),
    count=st.integers(1, 30),
    backwards=st.booleans(),
)
def test_months_hold_what_they_promise(first: dt.date, interval: int, count: int, backwards: bool) -> None:
    length = calendar.monthrange(first.year, first.month)[1]
    place = (first.day - 1) // 7 + 1 if not backwards else -((length - first.day) // 7 + 1)
    text = f"FREQ=MONTHLY;INTERVAL={interval};BYDAY={place}{DAYS[first.weekday()]};COUNT={count}"

    found = list(rule(text).days(first, dt.date(2600, 1, 1)))

    assert found[0] == first
    assert len(found) == count
    for day in found:
        size = calendar.monthrange(day.year, day.month)[1]
        assert day.weekday() == first.weekday()
        assert place == ((day.day - 1) // 7 + 1 if not backwards else -((size - day.day) // 7 + 1))
        assert (day.year * 12 + day.month - first.year * 12 - first.month) % interval == 0


@given(st.text(max_size=60))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        read = rule("FREQ=" + text)
    except ValueError:
        return
    assert rule(read.text(START)) == read
