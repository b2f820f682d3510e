"""A mapping as a typed struct, with places, reaches and problems."""

import datetime as dt
import time
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Struct, field

from sitegen.diagnostics import Diagnostic
from sitegen.facets.actions import Action, Due
from sitegen.facets.consultation import Consultation
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.model.meta import JOINED, SYNONYMS, Labels, Meta, Republished, Url


class Speaker(Struct, frozen=True, kw_only=True):
    """A name alone, or with a role."""

    who: Person
    role: str = ""

    @classmethod
    def from_text(cls, text: str) -> "Speaker":
        return cls(who=Person.from_text(text))


class Weekday(Struct, frozen=True, kw_only=True):
    """Only ever a text."""

    number: int

    @classmethod
    def from_text(cls, text: str) -> "Weekday":
        if text not in ("Mon", "Tue"):
            raise ValueError(f"there is no day {text}")
        return cls(number=("Mon", "Tue").index(text))


class Thing(Struct, frozen=True, kw_only=True):
    """A field of every type."""

    text: str = ""
    alt: str | None = None
    flag: bool = False
    count: Annotated[int, msgspec.Meta(ge=1, le=5)] = 1
    ratio: float | None = None
    day: dt.date | None = None
    clock: dt.time | None = None
    length: dt.timedelta | None = None
    when: Moment | None = None
    timezone: str = ""
    state: Literal["open", "in-touch"] = "open"
    labels: Labels = ()
    texts: tuple[str, ...] = ()
    pair: tuple[float, float] | None = None
    table: dict[str, str] = field(default_factory=dict)
    page: Url = ""
    parent: Relation | None = None
    owners: tuple[Relation, ...] = ()
    people: tuple[Person, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    days: tuple[Weekday, ...] = ()
    due: Due | None = None
    actions: tuple[Action, ...] = ()
    consultation: Consultation | None = None
    republished: Republished | None = None
    exceptions: tuple[Moment, ...] = field(name="except", default=())
    extra: dict[str, Any] = field(default_factory=dict)


def reading(text: str, struct: Any = Thing, **options: Any) -> Reading[Any]:
    node, problems = compose(text, "a.md", 2)
    assert problems == ()
    options = {"path": "a.md", "zone": "Europe/London", "what": "a thing", "unknown": "keep"} | options
    return convert(node, struct, **options)


def the(found: Reading[Any]) -> Any:
    assert found.value is not None
    return found.value


def value(text: str, name: str) -> Any:
    found = reading(text)
    assert found.diagnostics == ()
    return getattr(found.value, name)


def the_problem(text: str, struct: Any = Thing, **options: Any) -> Diagnostic:
    (problem,) = reading(text, struct, **options).diagnostics
    return problem


def told(text: str, struct: Any = Thing, **options: Any) -> list[str]:
    return [problem.code for problem in reading(text, struct, **options).diagnostics]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("text: No", "text", "No"),
        ("text: 1.10", "text", "1.10"),
        ("text: 2017-01-30", "text", "2017-01-30"),
        ("text: [[A]]", "text", "[[A]]"),
        ("text: |\n  one\n  two\n", "text", "one\ntwo"),
        ("text:", "text", ""),
        ("text: ~", "text", ""),
        ("text: '~'", "text", "~"),
        ("alt: ''", "alt", ""),
        ("alt:", "alt", None),
        ("flag: yes", "flag", True),
        ("flag: Off", "flag", False),
        ("flag:", "flag", False),
        ("count: 5", "count", 5),
        ("ratio: 1.50", "ratio", 1.5),
        ("day: 2017-1-3", "day", dt.date(2017, 1, 3)),
        ("day: ''", "day", None),
        ("clock: 14:00", "clock", dt.time(14)),
        ("length: 1h30", "length", dt.timedelta(minutes=90)),
        ("when: 2017-01-30", "when", Moment(local=dt.datetime(2017, 1, 30), zone="Europe/London", all_day=True)),
        ("when: 2017-01-30 15:17Z", "when", Moment(local=dt.datetime(2017, 1, 30, 15, 17))),
        ("state: In Touch", "state", "in-touch"),
        ("labels: the way ahead", "labels", ("the way ahead",)),
        ("labels: a b, c ,", "labels", ("a b", "c")),
        ("labels: [a, b]", "labels", ("a", "b")),
        ("labels:\n  - a, b\n  -\n  - 3", "labels", ("a, b", "3")),
        ("labels: []", "labels", ()),
        ("texts: a, b", "texts", ("a, b",)),
        ("pair: 51.5, -0.12", "pair", (51.5, -0.12)),
        ("pair: [51.5, -0.12]", "pair", (51.5, -0.12)),
        ("table: {on: yes, 'b': [[C]]}", "table", {"on": "yes", "b": "[[C]]"}),
        ("page: https://a.org/", "page", "https://a.org/"),
        ("parent: [[A|the words]]", "parent", Relation(text="A")),
        ("parent: Smith, John", "parent", Relation(text="Smith, John")),
        ("owners: LPDU", "owners", (Relation(text="LPDU"),)),
        ("owners: [[LPDU]]", "owners", (Relation(text="LPDU"),)),
        ("owners: [[A]], [[B]]", "owners", (Relation(text="A"), Relation(text="B"))),
        ("owners: [[[A]], B]", "owners", (Relation(text="A"), Relation(text="B"))),
        ("owners:\n  - [[A]]\n  - B", "owners", (Relation(text="A"), Relation(text="B"))),
        ("owners: [[Smith, John]]", "owners", (Relation(text="Smith, John"),)),
        ("people: Lea", "people", (Person(text="Lea"),)),
        ("speakers: Lea", "speakers", (Speaker(who=Person(text="Lea")),)),
        (
            "speakers: [[Lea]], [[Kate]]",
            "speakers",
            tuple(Speaker(who=Person(text=name)) for name in ("Lea", "Kate")),
        ),
        ("speakers: {who: Lea, role: chair}", "speakers", (Speaker(who=Person(text="Lea"), role="chair"),)),
        ("days: Tue", "days", (Weekday(number=1),)),
        ("days: [Mon, Tue]", "days", (Weekday(number=0), Weekday(number=1))),
        ("due: 2010-02-10", "due", Due(date=dt.date(2010, 2, 10))),
        ("due: [[First meeting]]", "due", Due(event=Relation(text="First meeting"))),
        ("republished: https://a.org/", "republished", Republished(url="https://a.org/")),
        (
            "republished: {url: https://a.org/, title: T}",
            "republished",
            Republished(url="https://a.org/", title="T"),
        ),
        ("actions: {what: do, from: p8}", "actions", (Action(what="do", source="p8"),)),
        (
            "except: 2010-03-02",
            "exceptions",
            (Moment(local=dt.datetime(2010, 3, 2), zone="Europe/London", all_day=True),),
        ),
    ],
)
def test_every_type_is_read_as_writers_type_it(text: str, name: str, expected: Any) -> None:
    assert value(text, name) == expected


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "length"),
    [
        ("text: [a]", "bad-value", 2, 7, 3),
        ("text: {a: b}", "bad-value", 2, 7, 6),
        ("flag: maybe", "bad-value", 2, 7, 5),
        ("count: 9", "bad-value", 2, 8, 1),
        ("count: 1.5", "bad-value", 2, 8, 3),
        ("ratio: few", "bad-value", 2, 8, 3),
        ("day: 2016-02-30", "bad-date", 2, 6, 10),
        ("when: yesterday", "bad-date", 2, 7, 9),
        ("except: [2010-03-02, 2010-02-30]", "bad-date", 2, 22, 10),
        ("clock: 25:00", "bad-date", 2, 8, 5),
        ("length: long", "bad-value", 2, 9, 4),
        ("timezone: Europe/Londn", "unknown-zone", 2, 11, 12),
        ("state: opne", "bad-value", 2, 8, 4),
        ("page: /about/", "bad-value", 2, 7, 7),
        ("parent: [[A]], [[B]]", "bad-value", 2, 9, 12),
        ("parent: [A]", "bad-value", 2, 9, 3),
        ("owners: {a: b}", "bad-value", 2, 9, 6),
        ("owners:\n  - a: b", "bad-value", 3, 5, 1),
        ("owners:\n  -A\n  -B", "bad-value", 3, 3, 7),
        ("owners: '[[]]'", "bad-value", 2, 10, 4),
        ("days: [Mon, Sun]", "bad-value", 2, 13, 3),
        ("pair: 1, 2, 3", "bad-value", 2, 7, 7),
        ("pair: {a: b}", "bad-value", 2, 7, 6),
        ("table: text", "bad-value", 2, 8, 4),
        ("due: 2010-13-01", "bad-date", 2, 6, 10),
        ("due: 1 April 2010", "bad-date", 2, 6, 12),
        ("consultation: soon", "bad-value", 2, 15, 4),
        ("actions:\n  - do", "bad-value", 3, 5, 2),
        ("? [a]\n: b", "bad-value", 2, 3, 3),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(text: str, code: str, line: int, column: int, length: int) -> None:
    found = reading(text)
    (problem,) = found.diagnostics
    span = problem.span
    assert (problem.code, span.path, span.line, span.column, span.length) == (code, "a.md", line, column, length)
    assert found.value is not None


def test_a_complaint_shows_the_line_to_type() -> None:
    assert the_problem("state: opne").fix == "state: open"
    assert the_problem("when: 30 January 2017").fix == "when: 2017-01-30"
    assert the_problem("owners: {a: b}").fix == ""
    assert the_problem("owners: {name: Lea}").fix == "owners: Lea"
    assert the_problem("owners:\n  -A\n  -B").fix == "owners: [A, B]"
    assert the_problem("consultation: soon").fix == ""
    assert the_problem("days: [Mon, Sun]").message == "`days` cannot be so: there is no day Sun"


def test_all_problems_of_a_file_are_told_at_once() -> None:
    assert told(
        "flag: maybe\ncount: many\nwhen: soon\nactions:\n  - {who: A}\n  - {what: b, due: 2010-99-01}\n"
    ) == [
        "bad-value",
        "bad-value",
        "bad-date",
        "missing-field",
        "bad-date",
    ]


def test_places_are_those_of_values_and_of_keys_without_value() -> None:
    found = reading(
        "text:   hello\nalt:\nactions:\n  - what: do\n    who: [A, B]\n  - {what: it}\n"
        "table:\n  a: b\nwhen: '2010-01-01'"
    )
    assert found.places == {
        "text": (2, 9, 5),
        "alt": (3, 1, 3),
        "actions": (5, 3, 1),
        "actions.0": (5, 5, 4),
        "actions.0.what": (5, 11, 2),
        "actions.0.who": (6, 10, 6),
        "actions.0.who.0": (6, 11, 1),
        "actions.0.who.1": (6, 14, 1),
        "actions.1": (7, 5, 10),
        "actions.1.what": (7, 12, 2),
        "table": (9, 3, 1),
        "table.a": (9, 6, 1),
        "when": (10, 7, 12),
    }


def test_a_reach_is_noted_for_every_name_with_its_field_and_place() -> None:
    found = reading(
        "people: Lea\nowners: [[A]], [[B|bee]]\nspeakers:\n  - Kate\n  - {who: '[[Sam]]'}\n"
        "actions:\n  - {what: do, who: C, due: Next meeting}\n"
        "consultation: {closes: 2010-01-01, respond: {post: x}, for: D}\n"
    )
    assert found.diagnostics == ()
    assert [(r.field, r.text, r.must, r.line, r.column, r.length) for r in found.reaches] == [
        ("people", "Lea", False, 2, 9, 3),
        ("owners", "A", True, 3, 9, 5),
        ("owners", "B", True, 3, 16, 9),
        ("speakers.who", "Kate", False, 5, 5, 4),
        ("speakers.who", "Sam", False, 6, 12, 7),
        ("actions.who", "C", True, 8, 21, 1),
        ("actions.due", "Next meeting", True, 8, 29, 12),
        ("consultation.for", "D", True, 9, 61, 1),
    ]


def test_a_timezone_in_the_mapping_holds_for_its_moments_but_not_for_offsets() -> None:
    found = reading("when: 2010-02-10 14:00\ntimezone: Asia/Tokyo\nexcept: [2010-02-17 14:00 +01:00]")
    assert the(found).when.zone == "Asia/Tokyo"
    assert the(found).exceptions[0].zone == "+01:00"


def test_a_type_that_front_matter_cannot_hold_is_a_mistake_of_the_program() -> None:
    class Odd(Struct):
        value: bytes

    with pytest.raises(TypeError, match="bytes"):
        reading("value: x", Odd)


def test_a_typical_head_is_read_fast_enough_for_thousands() -> None:
    head = "".join(
        f"{line}\n"
        for line in (
            "layout: post",
            "title: A title of some words",
            "excerpt: One sentence, or two.",
            "date:   2017-01-30 15:17:38",
            "author: Lea",
            "imgdir:\t/assets/images/blog/",
            "image: /assets/a.jpg",
            "imagealt: What it shows",
            "comments: true",
            "tags: [a, b]",
        )
    )
    reading(head, Meta, synonyms=SYNONYMS, joined=JOINED)
    best = min(_seconds(head) for _ in range(60))
    assert best < 0.001


def _seconds(head: str) -> float:
    start = time.perf_counter()
    reading(head, Meta, synonyms=SYNONYMS, joined=JOINED)
    return time.perf_counter() - start
