"""How something repeats, in words."""

import datetime as dt

import pytest

from sitegen import dates
from sitegen.facets.recurrence import Every, On, Repeat
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Schedule
from sitegen.repeats import repeats

LONDON = "Europe/London"


def at(text: str, zone: str = LONDON) -> Moment:
    return Moment(local=dt.datetime.fromisoformat(text), zone=zone, all_day=len(text) == 10)


@pytest.mark.parametrize(
    ("start", "rule", "words"),
    [
        ("2026-12-01", "FREQ=DAILY", "Every day, without an end"),
        ("2026-12-01", "FREQ=DAILY;INTERVAL=3;COUNT=4", "Every 3 days, 4 times"),
        ("2026-12-01", "FREQ=WEEKLY;COUNT=5", "Every week on Tuesday, 5 times"),
        (
            "2026-12-01",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630",
            "Every 2 weeks on Tuesday and Thursday until 30 June 2027",
        ),
        (
            "2026-12-01",
            "FREQ=WEEKLY;BYDAY=TU,WE,TH",
            "Every week on Tuesday, Wednesday and Thursday, without an end",
        ),
        ("2026-12-01", "FREQ=MONTHLY;BYDAY=1TU", "On the first Tuesday of every month, without an end"),
        (
            "2026-12-25",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3",
            "On the last Friday of every 2 months, 3 times",
        ),
        (
            "2026-12-01",
            "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=3",
            "On the first Tuesday and the third Tuesday of every month, 3 times",
        ),
        ("2026-12-15", "FREQ=MONTHLY;COUNT=3", "On day 15 of every month, 3 times"),
        (
            "2026-12-15",
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "On day 1, day 15 and the last day of every month, without an end",
        ),
        ("2026-12-03", "FREQ=YEARLY;COUNT=5", "Every year on 3 December, 5 times"),
        (
            "2026-12-03",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=3;COUNT=5",
            "Every 2 years on 3 December, 5 times",
        ),
        (
            "2026-12-01",
            "FREQ=YEARLY;BYMONTH=12;BYDAY=1TU",
            "Every year on the first Tuesday of December, without an end",
        ),
        ("2026-12-01", "FREQ=WEEKLY;COUNT=1", ""),
        ("2026-12-31", "FREQ=MONTHLY", "On day 31 of every month, in months that have one, without an end"),
        (
            "2026-12-29",
            "FREQ=MONTHLY;BYDAY=5TU;COUNT=3",
            "On the fifth Tuesday of every month, in months that have one, 3 times",
        ),
        ("2028-02-29", "FREQ=YEARLY;COUNT=3", "Every year on 29 February, in leap years, 3 times"),
        (
            "2028-02-29",
            "FREQ=YEARLY;BYMONTH=2;BYDAY=5TU",
            "Every year on the fifth Tuesday of February, without an end",
        ),
        ("2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=15,31", ""),
        ("2026-12-30", "FREQ=MONTHLY;BYMONTHDAY=-2", ""),
        ("2026-12-01", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", ""),
        ("2026-12-22", "FREQ=MONTHLY;BYDAY=-2TU", ""),
        ("2026-12-01", "FREQ=DAILY;BYMONTH=12", ""),
        ("2026-12-01", "FREQ=DAILY;BYDAY=TU,WE", "Every week on Tuesday and Wednesday, without an end"),
        ("2026-12-01", "FREQ=DAILY;INTERVAL=2;BYDAY=TU,WE", ""),
        ("2026-12-01", "FREQ=WEEKLY;BYMONTH=12", ""),
        ("2026-12-01", "FREQ=YEARLY;BYMONTH=1,12", ""),
        ("2026-12-01", "FREQ=YEARLY;BYYEARDAY=335", ""),
    ],
)
def test_a_rule_is_told_in_words_where_there_are_any(start: str, rule: str, words: str) -> None:
    first = Moment(local=dt.datetime.fromisoformat(start), all_day=True)

    assert repeats(Rule.from_text(rule, first), first) == words


@pytest.mark.parametrize(
    ("start", "repeat", "words"),
    [
        ("2026-12-01", Repeat(every=Every(unit="week", step=2)), "Every 2 weeks on Tuesday, without an end"),
        (
            "2026-12-01",
            Repeat(every=Every(unit="month"), on=(On.from_text("first Tue"),), until=dt.date(2027, 6, 30)),
            "On the first Tuesday of every month until 30 June 2027",
        ),
        (
            "2026-12-15",
            Repeat(every=Every(unit="year"), on=(On.from_text("15"),), count=2),
            "Every year on 15 December, 2 times",
        ),
        (
            "2026-12-31",
            Repeat(every=Every(unit="month"), on=(On.from_text("last day"),), count=2),
            "On the last day of every month, 2 times",
        ),
    ],
)
def test_what_a_writer_says_comes_back_in_words(start: str, repeat: Repeat, words: str) -> None:
    first = Moment(local=dt.datetime.fromisoformat(start), all_day=True)

    assert repeats(repeat.rule(first), first) == words


@pytest.mark.parametrize(
    ("start", "end", "rule", "words"),
    [
        (
            "2026-12-01T14:00",
            "2026-12-01T16:00",
            "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630",
            "On the first Tuesday of every month, 2pm to 4pm, until 30 June 2027",
        ),
        (
            "2026-12-01T14:00",
            "2026-12-01T18:00+02:00",
            "FREQ=DAILY;COUNT=3",
            "Every day, 2pm to 4pm, 3 times",
        ),
        ("2026-12-01T22:00", "2026-12-02T00:00", "FREQ=DAILY", "Every day, 10pm to midnight, without an end"),
        ("2026-12-01T22:00", "2026-12-03T01:00", "FREQ=WEEKLY", "Every week on Tuesday, 10pm, without an end"),
        ("2026-12-01T22:00", None, "FREQ=WEEKLY;COUNT=2", "Every week on Tuesday, 10pm, 2 times"),
        ("2026-12-01", "2026-12-02", "FREQ=WEEKLY;COUNT=2", "Every week on Tuesday, 2 times"),
        (
            "2026-10-31T14:00",
            "2026-10-31T15:00",
            "FREQ=MONTHLY;UNTIL=20270630",
            "On day 31 of every month, in months that have one, 2pm to 3pm, until 30 June 2027",
        ),
    ],
)
def test_a_rule_is_told_with_the_hours_of_each_date(start: str, end: str | None, rule: str, words: str) -> None:
    zone = "+02:00" if end and "+" in end else LONDON
    first = Schedule(start=at(start), end=at(end[:16], zone) if end else None)

    hours = dates.hours(first)

    assert repeats(Rule.from_text(rule, first.start), first.start, hours=hours) == words
