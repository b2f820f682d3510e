"""The keys of a mapping: required, repeated, spelt otherwise, unknown."""

import datetime as dt
from typing import Any

import pytest
from msgspec import Struct, field

from sitegen.diagnostics import Diagnostic
from sitegen.facets.actions import Action
from sitegen.facets.schedule import Moment
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.kinds.event import Event
from sitegen.model.meta import JOINED, SYNONYMS, Meta


class Thing(Struct, frozen=True, kw_only=True):
    """Nothing that has to be there."""

    text: str = ""
    flag: bool = False
    consultation: str = ""
    republished: str = ""
    actions: tuple[Action, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


class Needy(Struct, frozen=True, kw_only=True):
    """Two fields that have to be there."""

    title: str
    start: Moment


def reading(text: str, struct: Any = Thing, **options: Any) -> Reading[Any]:
    node, problems = compose(text, "a.md", 2)
    assert problems == ()
    options = {"path": "a.md", "zone": "Europe/London", "what": "a thing", "unknown": "keep"} | options
    return convert(node, struct, **options)


def the(found: Reading[Any]) -> Any:
    assert found.value is not None
    return found.value


def the_problem(text: str, struct: Any = Thing, **options: Any) -> Diagnostic:
    (problem,) = reading(text, struct, **options).diagnostics
    return problem


def told(text: str, struct: Any = Thing, **options: Any) -> list[str]:
    return [problem.code for problem in reading(text, struct, **options).diagnostics]


def test_a_required_field_that_is_absent_or_empty_is_named_with_the_line_to_add() -> None:
    for text in ("start: 2010-01-01", "title:\nstart: 2010-01-01", "title: ''\nstart: 2010-01-01"):
        found = reading(text, Needy)
        (problem,) = found.diagnostics
        assert found.value is None
        assert (problem.code, problem.message) == ("missing-field", "a thing needs `title`")
        assert (problem.fix, problem.note) == ("", "For example `title: text`.")


def test_a_required_field_that_is_wrong_is_not_called_missing() -> None:
    assert told("title: x\nstart: soon", Needy) == ["bad-date"]


def test_no_front_matter_at_all_misses_every_required_field() -> None:
    found = convert(None, Needy, path="a.md", zone="UTC", what="an event")
    assert [problem.message for problem in found.diagnostics] == [
        "an event needs `title`",
        "an event needs `start`",
    ]


def test_defaults_stand_in_for_fields_that_are_not_written() -> None:
    start = Moment(local=dt.datetime(2010, 1, 1))
    assert reading("title: x", Needy, defaults={"start": start}).value == Needy(title="x", start=start)
    assert the(reading("title: x\nstart: 2011-01-01", Needy, defaults={"start": start})).start != start


def test_a_repeated_key_warns_with_both_lines_and_the_last_wins() -> None:
    found = reading("text: a\nflag: yes\ntext: b")
    (problem,) = found.diagnostics
    assert the(found).text == "b"
    assert (problem.code, problem.span.line, problem.span.length) == ("repeated-key", 4, 4)
    assert "line 2" in problem.message


def test_repeated_tags_and_their_other_spellings_add_up() -> None:
    found = reading("tag: a\ncategories: [b, a]\ntags: c, d\ntags: [e]", Meta, synonyms=SYNONYMS, joined=JOINED)
    assert the(found).tags == ("a", "b", "c", "d", "e")
    assert [problem.code for problem in found.diagnostics] == ["repeated-key"]


def test_of_two_spellings_the_fields_own_wins_wherever_it_stands() -> None:
    for text in ("excerpt: a\ndescription: b", "description: b\nexcerpt: a"):
        found = reading(text, Meta, synonyms=SYNONYMS)
        assert the(found).excerpt == "a"
        assert [problem.code for problem in found.diagnostics] == ["repeated-key"]
    assert the(reading("excerpt:\ndescription: b", Meta, synonyms=SYNONYMS)).excerpt == "b"


def test_unknown_keys_are_kept_as_written() -> None:
    found = reading("custom: {a: [1.10, {b: No}], c: }\nother:\n  - x\n")
    assert the(found).extra == {"custom": {"a": ["1.10", {"b": "No"}], "c": ""}, "other": ["x"]}
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("txet", "text"),
        ("flags", "flag"),
        ("tex", "text"),
        ("consultatoin", "consultation"),
        ("republishd", "republished"),
        ("Text", "text"),
    ],
)
def test_a_key_that_is_nearly_a_known_one_is_a_warning_with_the_known_one(key: str, meant: str) -> None:
    problem = the_problem(f"{key}: x")
    assert (problem.code, problem.severity.value) == ("unknown-field", "warning")
    assert problem.fix == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("location", "venue"),
        ("Place", "venue"),
        ("where", "venue"),
        ("ends", "end"),
        ("from", "start"),
        ("to", "end"),
        ("finish", "end"),
        ("starts", "start"),
        ("when", "start"),
        ("start_time", "time"),
        ("end_time", "end"),
        ("link", "online"),
        ("zoom", "online"),
        ("url", "online"),
        ("length", "duration"),
        ("host", "organiser"),
    ],
)
def test_what_people_call_a_field_is_a_warning_with_its_name(key: str, meant: str) -> None:
    head = f"title: A\nstart: 2010-01-01\n{key}: x"
    problem = the_problem(head, Event, what="an event")
    assert (problem.code, problem.severity.value) == ("unknown-field", "warning")
    assert problem.message == f"an event has no field `{key}`"
    assert problem.fix == f"did you mean `{meant}`?"
    assert told(head, Event, known=[key]) == []
    assert told(f"{key}: x") == [], "another kind has no such field"


def test_what_people_call_a_field_is_told_of_one_date_too() -> None:
    problem = the_problem("title: A\nstart: 2010-01-01\noverrides: {2010-01-08: {location: x}}", Event)
    assert problem.fix == "did you mean `venue`?"


def test_the_date_to_which_one_date_is_moved_is_its_start() -> None:
    problem = the_problem("title: A\nstart: 2010-01-01\noverrides: {2010-01-08: {date: 2010-01-09}}", Event)
    assert problem.message == "`overrides.2010-01-08` has no field `date`"
    assert problem.fix == "did you mean `start`?"


@pytest.mark.parametrize("key", ["texture", "fl", "tetx2", "consultants"])
def test_a_key_further_off_is_a_word_of_its_own(key: str) -> None:
    assert told(f"{key}: x") == []


def test_a_key_that_the_site_declares_is_never_called_a_slip() -> None:
    assert told("txet: x", known=["txet"]) == []


def test_an_unknown_key_of_a_nested_value_is_always_a_warning() -> None:
    problem = the_problem("actions: [{what: do, colour: red}]")
    assert (problem.code, problem.severity.value) == ("unknown-field", "warning")
    assert problem.message == "`actions` has no field `colour`"


def test_where_keys_are_refused_an_unknown_one_is_an_error_at_any_depth() -> None:
    assert told("txet: x\nactions: [{what: do, colour: red}]", unknown="refuse") == ["unknown-setting"] * 2


def test_the_field_for_unknown_keys_cannot_be_written_itself() -> None:
    assert the(reading("extra: x")).extra == {"extra": "x"}


def test_a_date_that_is_called_off_by_a_key_of_its_own_is_an_error_that_names_the_status() -> None:
    for key, status in (("cancelled", "cancelled"), ("canceled", "cancelled"), ("postponed", "postponed")):
        text = f"title: T\nstart: 2026-12-01\nrepeat: {{every: week}}\noverrides:\n  2026-12-08:\n    {key}: true"
        problem = the_problem(text, Event)

        assert (problem.code, problem.span.line, problem.span.column) == ("bad-value", 7, 5)
        assert problem.fix.endswith(f"status is {status}")
