"""What an event's writer is told to type instead: it holds their own words, and can be pasted as it stands."""

import datetime as dt
from typing import Any

import pytest

from sitegen.facets.recurrence import On, Override
from sitegen.facets.schedule import Moment
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.kinds.event import Event

START = "start: 2026-12-01 10:00"


def reading(*lines: str) -> Reading[Event]:
    node, problems = compose("\n".join(("title: A", *lines)), "a.md", 2)
    assert problems == ()
    return convert(node, Event, path="a.md", zone="Europe/London", what="an event", unknown="keep")


def event(*lines: str) -> Event:
    found = reading(*lines)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def at(*numbers: int, zone: str = "Europe/London") -> Moment:
    return Moment(local=dt.datetime(*numbers), zone=zone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "fix"),
    [
        ([START, "timezone: UTC+2"], "timezone: +02:00"),
        ([START, "timezone: GMT+1"], "timezone: +01:00"),
        ([START, "timezone: BST"], "timezone: Europe/London"),
        ([START, "overrides: cancelled"], ""),
        ([START, "overrides: [2026-12-08]"], ""),
        ([START, "overrides: [2026-12-08: cancelled]"], "overrides: {2026-12-08: {status: cancelled}}"),
        ([START, "previous_start: 16:00"], "previous_start: 2026-12-01 16:00"),
        ([START, "end: 16"], "end: 2026-12-01 16:00"),
        ([START, "except: 16:00"], ""),
        ([START, "consultation: soon"], ""),
        (["start: 16:00"], ""),
        (["start: {day: 2}"], ""),
        (["start: {day: 2027-02-10}"], "start: 2027-02-10"),
        (["start: [2027-02-10]"], "start: 2027-02-10"),
        (["start: [soon, 2027-02-10 9:00]"], "`start: 2027-02-10 9:00`, and the rest elsewhere"),
        (["start: [soon]"], ""),
        (["start: 10/02/2027"], "start: 2027-02-10 or 2027-10-02"),
        (["start: 2027-02-10 10:00 - 12:00"], "start: 2027-02-10 10:00\nend: 12:00"),
        (["start: 2027-02-10 to 2027-02-12"], "start: 2027-02-10\nend: 2027-02-12"),
        (["start: 10:00 - 12:00"], ""),
        (["start: 2026-12-01", "time: 10:00-12:00"], "time: 10:00\nend: 12:00"),
        ([START, "previous_start: 2026-11-01 10:00 - 12:00"], ""),
        ([START, "except: 24 December"], "except: 2026-12-24"),
        ([START, "except: [2026-12-08, 5 January]"], "- 2027-01-05"),
        (["except: 24 December"], "except: \x0012-24\0"),
        ([START, "duration: two hours"], "duration: 2 hours"),
        ([START, "timezone: W. Europe Standard Time"], "timezone: Europe/Berlin"),
        ([START, "timezone: CET"], "timezone: Europe/Brussels"),
        ([START, "duration: 2"], "duration: 2 hours"),
        ([START, "duration: 2 Stunden"], "duration: 2 hours"),
        ([START, "duration: 1,5 heures"], "duration: 1.5 hours"),
        ([START, "timezone: MEZ"], "timezone: Europe/Berlin"),
        ([START, "timezone: my own"], ""),
        ([START, "repeat: wöchentlich"], "repeat: {every: week}"),
        ([START, "repeat: jeden Dienstag"], "repeat: {every: week, on: tuesday}"),
        ([START, "repeat: tous les mardis"], "repeat: {every: week, on: tuesday}"),
        ([START, "repeat: ultimo viernes"], "repeat: {every: month, on: last friday}"),
        (["start: mardi 3 février 2026"], "start: 2026-02-03"),
        (["start: mar 3 février 2026"], "start: 2026-02-03"),
        (["start: Di, 3.2.2026, 10 Uhr"], "start: 2026-02-03 10:00"),
        (["start: le 3 février 2026 à 10h30"], "start: 2026-02-03 10:30"),
        (["start: 3.2.2026 10–12 Uhr"], "start: 2026-02-03 10:00\nend: 12:00"),
        (["start: 2026-02-03 von 10 bis 12 Uhr"], "start: 2026-02-03 10:00\nend: 12:00"),
        (["start: 3 mayo 2026, de 9h à 11h30"], "start: 2026-05-03 09:00\nend: 11:30"),
        (["start: 20260203"], "start: 2026-02-03"),
        (["start: 2026-02-03 1000"], ""),
        (["start: March or April 2026, 3"], ""),
        ([START, "time: 10h30-12h"], "time: 10:30\nend: 12:00"),
        ([START, "duration: [90 minutes]"], "duration: 90 minutes"),
        ([START, "all_day: [no]"], "all_day: no"),
        ([START, "venue:", "  name: A", "  geo: [51.5, -0.1]"], 'geo: "51.5, -0.1"'),
        ([START, "type: [Open day]"], 'type: "Open day"'),
        ([START, "type: [{a: b}]"], ""),
    ],
)
def test_a_fix_is_true_of_what_was_written(lines: list[str], fix: str) -> None:
    (problem,) = (found for found in reading(*lines).diagnostics if found.code != "missing-field")
    assert problem.fix == fix


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("timezone: UTC+2", "timezone"),
        ("overrides: [2026-12-08: cancelled]", "overrides"),
        ("previous_start: 16:00", "previous_start"),
        ("duration: 2", "duration"),
        ("end: 16", "end"),
        ("type: [Open day]", "type"),
        ("duration: two hours", "duration"),
        ("timezone: W. Europe Standard Time", "timezone"),
        ("repeat: every Tuesday", "repeat"),
        ("except: 24 December", "exceptions"),
    ],
)
def test_a_fix_can_be_pasted(written: str, read: str) -> None:
    (problem,) = reading(START, written).diagnostics
    assert getattr(event(START, problem.fix), read)


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["start: 2026-12-01 10:00 to 12:00"], at(2026, 12, 1, 12)),
        (["start: 2026-12-01 2 pm - 4 pm"], at(2026, 12, 1, 16)),
        (["start: 2026-12-01", "time: 10:00-12:00"], at(2026, 12, 1, 12)),
    ],
)
def test_an_end_that_stands_with_its_start_can_be_pasted_on_a_line_of_its_own(
    lines: list[str], end: Moment
) -> None:
    (problem,) = reading(*lines).diagnostics
    assert event(*lines[:-1], *problem.fix.split("\n")).end == end


def test_a_word_alone_says_what_has_become_of_a_date() -> None:
    found = event(START, "overrides: {2026-12-08: cancelled, 2026/12/15: {status: tentative}}")
    assert found.overrides == {
        "2026-12-08": Override(status="cancelled"),
        "2026/12/15": Override(status="tentative"),
    }


def test_other_words_about_a_date_get_an_example_and_no_cure() -> None:
    (problem,) = reading(START, "overrides: {2026-12-08: no meeting}").diagnostics
    assert (problem.fix, problem.note) == ("", "For example {status: cancelled}.")
    assert "not a status such as `cancelled`" in problem.message


def test_a_time_alone_ends_the_event_on_its_day() -> None:
    assert event(START, "end: 16:00").end == at(2026, 12, 1, 16)
    assert event("end: 16:00", START).end == at(2026, 12, 1, 16)
    assert event(START, "end: midnight").end == at(2026, 12, 2)
    assert event("start: 2026-12-01 10:00 +02:00", "end: 16:00").end == at(2026, 12, 1, 16, zone="+02:00")
    abroad = event("start: 2026-12-01", "time: 10:00", "timezone: Asia/Tokyo", "end: 4pm")
    assert abroad.end == at(2026, 12, 1, 16, zone="Asia/Tokyo")


def test_a_time_alone_ends_one_date_on_its_day() -> None:
    dates: dict[str, Any] = event(
        "start: 2026-12-01 10:00 +02:00",
        "overrides:",
        "  2026-12-08: {end: 16:00}",
        "  2026-12-15: {start: 2026-12-16, end: 16:00}",
        "end: 11:00",
    ).overrides
    assert dates["2026-12-08"].end == at(2026, 12, 8, 16, zone="+02:00")
    assert dates["2026-12-15"].end == at(2026, 12, 16, 16, zone="+02:00")


@pytest.mark.parametrize("written", ["weekends", "Sat, Sun", "Sat and Sun", "[Sat and Sun]", "[Sat, Sun]"])
def test_days_may_stand_in_one_text(written: str) -> None:
    repeat = event(START, "repeat:", "  every: weekly", f"  on: {written}").repeat
    assert repeat is not None
    assert repeat.on == (On(weekday="SA"), On(weekday="SU"))
