"""Events: when they are, how they repeat, and what cannot be."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sitegen import dates
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.kinds.event import Event

Reader = Callable[[str, str], Any]
HORIZON = dt.date(2012, 1, 1)


@pytest.fixture
def said(read: Reader) -> Callable[[str], list[tuple[str, str]]]:
    """Return a function from a head to the fields and codes of what is wrong with it."""

    def said(head: str) -> list[tuple[str, str]]:
        codes: list[tuple[str, str]] = read("event", "title: A\n" + head).codes
        return codes

    return said


Make = Callable[[str], Event]
Said = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("start: 2010-01-28", "Thursday 28 January 2010"),
        ("start: 2010-01-28 10:00", "Thursday 28 January 2010, 10am"),
        ("start: 2010-01-28\ntime: 10:00", "Thursday 28 January 2010, 10am"),
        ("start: 2010-01-28 10:00\ntime: 10:00", "Thursday 28 January 2010, 10am"),
        ("start: 2010-01-28 10:00\nend: 2010-01-28 16:00", "Thursday 28 January 2010, 10am to 4pm"),
        ("start: 2010-01-28\ntime: 10:00\nduration: 6 hours", "Thursday 28 January 2010, 10am to 4pm"),
        ("start: 2010-01-28\ntime: 10:00\nend: 2010-01-28 16:00", "Thursday 28 January 2010, 10am to 4pm"),
        (
            "start: 2010-01-28 10:00\nend: 2010-01-29",
            "Thursday 28 January 2010, 10am to the end of Friday 29 January 2010",
        ),
        ("start: 2010-01-28\nend: 2010-01-30", "28 to 30 January 2010"),
        ("start: 2010-01-28\nend: 2010-01-30\nall_day: true", "28 to 30 January 2010"),
        ("start: 2010-01-28\nduration: 3 days", "28 to 30 January 2010"),
        ("start: 2010-01-28\nduration: 1 day", "Thursday 28 January 2010"),
    ],
)
def test_an_event_is_when_its_fields_together_say(head: str, words: str, event: Make) -> None:
    assert dates.span(event(head).schedule) == words


def test_the_zone_of_an_event_holds_for_all_its_times(event: Make) -> None:
    call = event(
        """
start: 2010-01-28 10:00
timezone: Europe/Brussels
repeat: {every: week}
except: [2010-02-04 10:00]
overrides: {2010-02-11 10:00: {start: 2010-02-12 11:00}}
"""
    )
    dates = call.occurrences("k", dt.date(2010, 2, 11))

    assert [date.schedule.start.aware().astimezone(dt.UTC).isoformat()[:16] for date in dates] == [
        "2010-01-28T09:00",
        "2010-02-12T10:00",
    ]


def test_an_offset_is_turned_into_the_event_s_own_zone_so_that_the_hour_survives_summer(event: Make) -> None:
    first = event("start: 2010-01-28T10:00Z\ntimezone: Europe/Brussels").schedule.start

    assert (first.local.hour, first.zone) == (11, "Europe/Brussels")


def test_an_event_that_does_not_repeat_happens_once_whatever_the_horizon(event: Make) -> None:
    (date,) = event("start: 2030-01-28").occurrences("events/a.md", HORIZON)

    assert (date.key, date.number, date.schedule.start.day) == ("events/a.md", 1, dt.date(2030, 1, 28))


@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        ("{every: day, count: 3}", ["02-02", "02-03", "02-04"]),
        ("{every: week, on: Tue, count: 3}", ["02-02", "02-09", "02-16"]),
        ("{every: week, on: [Tue, Thu], count: 3}", ["02-02", "02-04", "02-09"]),
        ("{every: 2 weeks, until: 2010-03-02}", ["02-02", "02-16", "03-02"]),
        ("{every: month, on: first Tue, until: 2010-04-06}", ["02-02", "03-02", "04-06"]),
        ("{every: month, on: 2, count: 3}", ["02-02", "03-02", "04-02"]),
        ("{every: month, on: [2, 15], count: 3}", ["02-02", "02-15", "03-02"]),
    ],
)
def test_an_event_repeats_as_its_writer_says(repeat: str, days: list[str], event: Make) -> None:
    found = event(f"start: 2010-02-02 14:00\nrepeat: {repeat}").occurrences("k", HORIZON)

    assert [date.schedule.start.day.isoformat()[5:] for date in found] == days


def test_a_rule_and_the_words_for_it_give_the_same_dates(event: Make) -> None:
    words = event("start: 2010-02-02 14:00\nrepeat: {every: month, on: first Tue, until: 2010-12-31}")
    rule = event(f"start: 2010-02-02 14:00\nrrule: {words.rule}")

    assert words.rule == "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20101231T140000Z"
    assert rule.occurrences("k", HORIZON) == words.occurrences("k", HORIZON)
    assert event("start: 2010-02-02").rule == ""


def test_exceptions_additions_and_overrides_make_one_list(event: Make) -> None:
    clinic = event(
        """
start: 2010-02-02 18:00
duration: 2 hours
repeat: {every: month, on: first Tue, count: 5}
except: [2010-04-06]
also: [2010-04-13, 2010-04-20 10:00]
overrides:
  2010-03-02: {status: cancelled, note: Snow.}
  2010-5-4 18:00: {start: 2010-05-05, venue: Library, online: "https://a.org/"}
  2010-06-01: {time: 17:00}
"""
    )

    found = clinic.occurrences("k", HORIZON)

    assert [dates.span(date.schedule) for date in found] == [
        "Tuesday 2 February 2010, 6pm to 8pm",
        "Tuesday 2 March 2010, 6pm to 8pm",
        "Tuesday 13 April 2010, 6pm to 8pm",
        "Tuesday 20 April 2010, 10am to midday",
        "Wednesday 5 May 2010, 6pm to 8pm",
        "Tuesday 1 June 2010, 5pm to 7pm",
    ]
    assert [date.status for date in found] == ["", "cancelled", "", "", "", ""]
    assert found[4].venue is not None
    assert (found[4].venue.name, found[4].online) == ("Library", "https://a.org/")
    assert found[4].original == clinic.schedule.start.shifted(dt.timedelta(days=91))


@pytest.mark.parametrize(
    ("head", "field", "code"),
    [
        ("start: 2010-01-28\nend: 2010-01-27", "end", "event-end-before-start"),
        ("start: 2010-01-28 10:00\nend: 2010-01-28 09:59", "end", "event-end-before-start"),
        ("start: 2010-01-28 10:00\nend: 2010-01-28 10:30 +02:00", "end", "event-end-before-start"),
        ("start: 2010-01-28 10:00\nend: 2010-01-28 11:00\nduration: 1h", "duration", "conflicting-fields"),
        ("start: 2010-01-28 10:00\ntime: 11:00", "time", "conflicting-fields"),
        ("start: 2010-01-28 10:00\nall_day: true", "all_day", "conflicting-fields"),
        ("start: 2010-01-28\ntime: 10:00\nall_day: true", "all_day", "conflicting-fields"),
        ("start: 2010-01-28\nall_day: false", "all_day", "conflicting-fields"),
        ("start: 2010-01-28\nend: 2010-01-28 11:00", "end", "conflicting-fields"),
        ("start: 2010-01-28\nduration: 90 minutes", "duration", "conflicting-fields"),
        ("start: 2010-01-28\nstatus: rescheduled", "status", "missing-field"),
        ("start: 2010-01-28\nvenue: {name: A, geo: north}", "venue.geo", "bad-value"),
        ("start: 2010-02-02\nrepeat: {every: week}\nrrule: FREQ=WEEKLY", "rrule", "conflicting-fields"),
        (
            "start: 2010-02-02\nrepeat: {every: week, count: 2, until: 2010-05-01}",
            "repeat.count",
            "conflicting-fields",
        ),
        (
            "start: 2010-02-02\nrepeat: {every: week, until: 2010-02-01}",
            "repeat.until",
            "repeat-until-before-start",
        ),
        ("start: 2010-02-02\nrrule: FREQ=DAILY;UNTIL=20100201", "rrule", "repeat-until-before-start"),
        ("start: 2010-02-02\nrrule: every tuesday", "rrule", "bad-value"),
        ("start: 2010-02-02\nrrule: FREQ=SECONDLY", "rrule", "bad-value"),
        ("start: 2010-02-02\nrepeat: {every: week, on: 15}", "repeat.on", "bad-value"),
        ("start: 2010-02-03\nrepeat: {every: week, on: Tue}", "start", "conflicting-fields"),
        ("start: 2010-02-02\nrrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "start", "conflicting-fields"),
        (
            "start: 2010-02-02\nrepeat: {every: week}\nexcept: [2010-02-09, 2010-02-10]",
            "except.1",
            "exception-matches-nothing",
        ),
        (
            "start: 2010-02-02 14:00\nrepeat: {every: week}\nexcept: 2010-02-09 15:00",
            "except",
            "exception-matches-nothing",
        ),
        ("start: 2010-02-02\nexcept: [2010-02-03]", "except.0", "exception-matches-nothing"),
        (
            "start: 2010-02-02\nrepeat: {every: week}\noverrides: {2010-02-10: {note: A}}",
            "overrides.2010-02-10",
            "exception-matches-nothing",
        ),
        (
            "start: 2010-02-02\nrepeat: {every: week}\noverrides: {second: {note: A}}",
            "overrides.second",
            "bad-value",
        ),
        (
            "start: 2010-02-02\nrepeat: {every: week}\noverrides: {2010-02-09: {time: 14:00}}",
            "overrides.2010-02-09.time",
            "conflicting-fields",
        ),
        (
            "start: 2010-02-02 14:00\nrepeat: {every: week}\noverrides: {2010-02-09: {end: 2010-02-08}}",
            "overrides.2010-02-09.end",
            "event-end-before-start",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(head: str, field: str, code: str, said: Said) -> None:
    assert [(place.removesuffix(".0") if field == "except" else place, found) for place, found in said(head)] == [
        (field, code)
    ]


@pytest.mark.parametrize(
    "head",
    [
        "start: 2010-02-02\nrepeat: {every: week, on: [Mon, Tue, Wed, Thu, Fri]}",
        "start: 2010-02-02\nrepeat: {every: day, until: 2015-07-25}",
        "start: 2010-02-02\nrepeat: {every: day, count: 2000}",
        "start: 2010-02-02\nrepeat: {every: week}",
        "start: 2010-02-02\nrepeat: {every: week, on: [Tue, Thu, Fri]}",
        "start: 2010-02-02\nrepeat: {every: year}",
        "start: 2010-02-02 10:00\nend: 2010-02-02 10:00",
        "start: 2010-02-02\nstatus: rescheduled\nprevious_start: 2010-01-26",
        "start: 2010-02-02\nstatus: postponed",
    ],
)
def test_what_can_be_is_not_complained_of(head: str, event: Make) -> None:
    assert event(head).start.day == dt.date(2010, 2, 2)


def test_the_cure_names_the_nearest_date_and_the_day_to_start_on(read: Reader) -> None:
    exception = read("event", "title: A\nstart: 2010-02-02 14:00\nrepeat: {every: week}\nexcept: [2010-02-10]")
    start = read("event", "title: A\nstart: 2010-02-03\nrepeat: {every: month, on: first Tue}")

    assert exception.problems[0].fix == "its nearest date is Tuesday 9 February 2010, 2pm"
    assert start.problems[0].fix == "start: 2010-03-02"


def test_what_check_complains_of_still_has_dates(read: Reader) -> None:
    for trouble in ("rrule: x", "repeat: {every: week, on: 15}", "overrides: {x: {note: A}}", "all_day: false"):
        broken = read("event", f"title: A\nstart: 2010-02-02\n{trouble}").meta
        assert [date.schedule.start.day for date in broken.occurrences("k", HORIZON)] == [dt.date(2010, 2, 2)]


def test_names_are_taken_with_or_without_what_is_known_of_them(event: Make) -> None:
    people = event("start: 2010-02-02\nspeakers: Kate\nattending: [Lea, {who: '[[CLG]]', role: adviser}]")

    assert [one.who.text for one in people.speakers] == ["Kate"]
    assert [(one.who.text, one.role) for one in people.attending] == [("Lea", ""), ("CLG", "adviser")]


def test_names_in_brackets_part_at_their_commas(event: Make) -> None:
    people = event("start: 2010-02-02\nspeakers: [[Lea]], [[Kate]]").speakers

    assert [one.who.text for one in people] == ["Lea", "Kate"]


@pytest.mark.parametrize("on", ["'Tue, Thu'", "Tue and Thu", "weekdays"])
def test_weekdays_in_one_text_are_taken_for_a_list(said: Said, on: str) -> None:
    assert said(f"start: 2010-02-02\nrepeat: {{every: week, on: {on}}}") == []


def test_an_event_of_centuries_is_a_slip_in_its_year(read: Reader) -> None:
    found = read("event", "title: A\nstart: 2026-11-25\nend: 2926-11-26")

    assert ("end", "bad-value") in found.codes


@pytest.mark.parametrize(("word", "rule"), [("weekly", "FREQ=WEEKLY"), ("2 months", "FREQ=MONTHLY;INTERVAL=2")])
def test_a_repetition_may_be_its_step_alone(read: Reader, word: str, rule: str) -> None:
    found = read("event", f"title: A\nstart: 2010-02-02\nrepeat: {word}")

    assert found.codes == []
    assert found.meta.rule == rule


@pytest.mark.parametrize(
    ("written", "words", "fix"),
    [
        (
            "repeat: biweekly",
            "`repeat` cannot be so: 'biweekly' can mean two things",
            "repeat: {every: 2 weeks} or {every: week, on: [tuesday, thursday]}",
        ),
        (
            "repeat: {every: biweekly}",
            "`repeat.every` cannot be so: 'biweekly' can mean two things",
            "every: 2 weeks or week, on: [tuesday, thursday]",
        ),
        ("repeat: Tuesdays", "'Tuesdays' is not day, week, month or year", "repeat: {every: week, on: tuesday}"),
        ("repeat: every Tuesday", "'every Tuesday' is not day", "repeat: {every: week, on: tuesday}"),
        ("repeat: {every: Tuesday}", "'Tuesday' is not day", "every: week, on: tuesday"),
        ("repeat: now and then", "with days it is `{every: week, on: Tue}`", ""),
    ],
)
def test_a_repetition_in_other_words_is_answered_with_what_they_mean(written: str, words: str, fix: str) -> None:
    node, _ = compose(f"title: Fair\nstart: 2010-02-02\n{written}", "a.md", 1)
    reading = convert(node, Event, path="a.md", zone="UTC", what="an event")
    (problem,) = reading.diagnostics
    assert words in problem.message
    assert problem.fix == fix


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("{every: every two weeks}", "FREQ=WEEKLY;INTERVAL=2"),
        ("{every: week, on: tuesday}", "FREQ=WEEKLY;BYDAY=TU"),
        ("daily", "FREQ=DAILY"),
    ],
)
def test_a_step_in_plain_words_is_taken(read: Reader, written: str, rule: str) -> None:
    found = read("event", f"title: A\nstart: 2010-02-02\nrepeat: {written}")
    assert (found.codes, found.meta.rule) == ([], rule)
