"""Every field that front matter knows, with a value it takes and one it refuses."""

import inspect
import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import msgspec
import pytest

from sitegen.facets.actions import Due
from sitegen.facets.recurrence import Every, On
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.fields.old_addresses import ADDRESSES_ALONE
from sitegen.kinds import KINDS
from sitegen.model.meta import SYNONYMS

Reader = Callable[[str, str], Any]

ONE_TEXT = (Moment, Relation, Person, Due, Every, On)
"""Structs that writers know as one word or date."""


class Values(NamedTuple):
    """Two values of one field as they are typed."""

    good: str
    bad: str
    code: str = "bad-value"


class Frame(NamedTuple):
    """Where the fields of a struct are written, and what has to stand beside them."""

    kind: str
    head: str
    """`%s` is where the fields of the struct go."""
    beside: dict[str, str] = {}


TEXT = Values("Some words", "{some: words}")
NAMES = Values("[A, B]", "{a: b}")
DAY = Values("2017-01-30", "2016-02-30", "bad-date")
MOMENT = Values("2017-01-30 15:17:38 +0000", "2017-01-30 25:00", "bad-date")
URL = Values("https://example.org/a", "/a/")
SWITCH = Values("yes", "maybe")
DATED = {"title": "A", "date": "2010-01-19"}

FRAMES: dict[str, Frame] = {
    "Meta": Frame("page", "%s"),
    "Change": Frame("page", "changes: %s", {"date": "2010-01-19", "note": "A"}),
    "GalleryPicture": Frame("page", "images: [%s]", {"file": "/a.jpg"}),
    "Republished": Frame("page", "republished: %s", {"url": "https://example.org/"}),
    "Consultation": Frame("page", "consultation: %s", {"closes": "2010-03-01", "respond": "{post: Town Hall}"}),
    "Respond": Frame("page", "consultation: {closes: 2010-03-01, respond: %s}"),
    "Outcome": Frame("page", "consultation: {closes: 2010-03-01, respond: {post: A}, outcome: %s}"),
    "Action": Frame("page", "actions: %s", {"what": "A", "who": "B"}),
    "Post": Frame("post", "%s", DATED),
    "Wiki": Frame("wiki", "%s"),
    "Stakeholder": Frame("stakeholder", "%s", {"type": "person"}),
    "Private": Frame("stakeholder", "type: person\nprivate: %s"),
    "Message": Frame("message", "%s", {"title": "A", "audience": "B", "status": "draft"}),
    "Proof": Frame("message", "title: A\naudience: B\nstatus: draft\nproof: %s", {"text": "A"}),
    "Event": Frame("event", "%s", {"title": "A", "start": "2010-02-02"}),
    "Venue": Frame("event", "title: A\nstart: 2010-02-02\nvenue: %s", {"name": "A"}),
    "Participant": Frame("event", "title: A\nstart: 2010-02-02\nspeakers: %s", {"who": "A"}),
    "Register": Frame("event", "title: A\nstart: 2010-02-02\nregister: %s"),
    "Repeat": Frame("event", "title: A\nstart: 2010-02-02\nrepeat: %s", {"every": "week"}),
    "Override": Frame("event", "title: A\nstart: 2010-02-02\noverrides: {2010-02-02: %s}"),
    "Document": Frame("document", "%s", DATED | {"type": "paper"}),
    "Attachment": Frame("document", "title: A\ndate: 2010-01-19\ntype: paper\nattachments: %s"),
}

TABLE: dict[str, dict[str, Values]] = {
    "Meta": {
        "title": Values("1984", "[A, B]"),
        "date": MOMENT,
        "updated": MOMENT,
        "authors": NAMES,
        "excerpt": TEXT,
        "tags": Values("the way ahead, impact", "{impact: yes}"),
        "image": Values("/a.jpg", "javascript:alert(1)"),
        "imagealt": Values('""', "[A]"),
        "imgdir": TEXT,
        "images": Values("[/a.jpg, {file: /b.jpg, caption: B}]", "{file: [a, b]}"),
        "aliases": Values("[/old/, LPDU]", "{a: /old/}"),
        "slug": TEXT,
        "permalink": Values("/a.html", "[/a.html]"),
        "uid": TEXT,
        "layout": TEXT,
        "comments": SWITCH,
        "draft": SWITCH,
        "gone": SWITCH,
        "published": Values("no", "later"),
        "publish_date": MOMENT,
        "expiry_date": MOMENT,
        "visibility": Values("internal", "secret"),
        "related": Values("'[[A]], [[B, C]]'", "{a: b}"),
        "programme": NAMES,
        "changes": Values("[{date: 2010-01-19, note: A}]", "yesterday"),
        "review_by": DAY,
        "republished": Values("https://example.org/", "{title: A}", "missing-field"),
        "supersedes": NAMES,
        "superseded_by": NAMES,
        "order": Values("1.5", "first"),
        "lang": Values("en-GB", "english please"),
        "translation_of": NAMES,
        "toc": Values("false", "left"),
        "numbered": Values("paragraphs", "lines"),
        "consultation": Values(
            "{closes: 2010-03-01, respond: {post: A}}", "{closes: 2010-03-01}", "missing-field"
        ),
        "actions": Values("[{what: A, who: B}, {what: C, who: D, due: An event}]", "[{who: B}]", "missing-field"),
    },
    "Change": {"date": MOMENT, "note": TEXT},
    "Republished": {"url": URL, "title": TEXT, "date": MOMENT},
    "Consultation": {
        "opens": MOMENT,
        "closes": MOMENT,
        "respond": Values("{url: https://example.org/}", "by post"),
        "questions": Values("[Who, How]", "{first: Who}"),
        "for": NAMES,
        "outcome": Values("{said: A}", "soon"),
        "decision_by": MOMENT,
    },
    "GalleryPicture": {"file": Values("/a.jpg", "[A]"), "alt": TEXT, "caption": TEXT},
    "Respond": {"email": Values("lea@example.org", "lea at home"), "url": URL, "post": TEXT},
    "Outcome": {"date": MOMENT, "asked": TEXT, "said": TEXT, "did": TEXT, "report": NAMES},
    "Action": {
        "what": TEXT,
        "who": NAMES,
        "due": Values("2010-03-01", "2010-02-30", "bad-date"),
        "status": Values("done", "started"),
        "done": DAY,
        "note": TEXT,
        "from": TEXT,
    },
    "Post": {"title": TEXT, "date": MOMENT},
    "Wiki": {"type": Values("tutorial", "novel")},
    "Stakeholder": {
        "type": Values("network", "company"),
        "role": TEXT,
        "url": URL,
        "member_of": NAMES,
        "engagement": Values("consult", "ignore"),
        "status": Values("working together", "friendly"),
        "since": DAY,
        "owner": NAMES,
        "forum_url": URL,
        "forum_feed": TEXT,
        "private": Values("{notes: A}", "none"),
    },
    "Private": {
        "power": Values("5", "6"),
        "interest": Values("1", "0"),
        "stance": TEXT,
        "email": TEXT,
        "last_contact": DAY,
        "notes": TEXT,
    },
    "Message": {
        "title": TEXT,
        "audience": NAMES,
        "status": Values("agreed", "approved"),
        "ask": TEXT,
        "parent": Values("'[[A]]'", "{a: b}"),
        "proof": Values("[A, {text: B}]", "[{link: /a/}]", "missing-field"),
        "channels": Values("press, web", "{press: yes}"),
        "expires": DAY,
        "variants": Values("{short: A, telex: B}", "[A, B]"),
    },
    "Proof": {"text": TEXT, "link": Values("/about/", "about/")},
    "Event": {
        "title": TEXT,
        "start": Values("2010-02-10 14:00", "2010-02-10 14:60", "bad-date"),
        "end": Values("2010-02-10", "2010-02-29", "bad-date"),
        "duration": Values("2 days", "long"),
        "time": Values("14:00", "after lunch", "bad-date"),
        "all_day": SWITCH,
        "timezone": Values("Europe/Brussels", "Europe/Mordor", "unknown-zone"),
        "type": TEXT,
        "status": Values("moved-online", "off"),
        "previous_start": MOMENT,
        "venue": Values("Town Hall", "{address: A}", "missing-field"),
        "online": URL,
        "organiser": NAMES,
        "speakers": Values("[A, {who: B}]", "[{role: chair}]", "missing-field"),
        "attending": Values("A", "{role: chair}", "missing-field"),
        "messages": NAMES,
        "register": Values("https://example.org/", "[A]"),
        "repeat": Values("{every: week}", "{on: Tue}", "missing-field"),
        "rrule": Values("FREQ=WEEKLY", "[FREQ=WEEKLY]"),
        "except": Values("[2010-02-02]", "[2010-02-30]", "bad-date"),
        "also": Values("[2010-02-04]", "[Thursday]", "bad-date"),
        "overrides": Values("{2010-02-02: {note: A}}", "[{note: A}]"),
        "documents": NAMES,
        "follow_up": NAMES,
    },
    "Venue": {
        "name": TEXT,
        "address": TEXT,
        "postcode": TEXT,
        "geo": Values('"51.5034, -0.1276"', "{north: 51}"),
        "access": TEXT,
    },
    "Participant": {"who": Values("'[[A]]'", "{a: b}"), "role": TEXT, "nominated_by": NAMES},
    "Register": {"url": URL, "closes": MOMENT, "cost": TEXT},
    "Repeat": {
        "every": Values("fortnight", "now and then"),
        "on": Values("[Tue, Thu]", "someday"),
        "until": Values("2010-05-01", "May", "bad-date"),
        "count": Values("5", "0"),
    },
    "Override": {
        "start": Values("2010-02-03 15:00", "2010-02-31", "bad-date"),
        "end": Values("2010-02-04", "2010-02-31", "bad-date"),
        "time": Values("15:00", "noonish", "bad-date"),
        "status": Values("cancelled", "off"),
        "venue": Values("{name: Library}", "[Library, Hall]"),
        "online": URL,
        "note": TEXT,
    },
    "Document": {
        "title": TEXT,
        "date": MOMENT,
        "type": TEXT,
        "attachments": Values("[a.pdf, {url: https://example.org/b.pdf}]", "[{file: [a.pdf]}]"),
        "publisher": NAMES,
        "version": Values("1.10", "[1, 10]"),
        "licence": TEXT,
        "ref": TEXT,
    },
    "Attachment": {"file": TEXT, "url": URL, "title": TEXT, "lang": Values("en", "ENGLISH")},
}

ROWS = [pytest.param(name, field, id=f"{name}.{field}") for name, fields in TABLE.items() for field in fields]


def written(name: str, more: dict[str, str]) -> tuple[str, str]:
    """Return a kind and a head in which the fields of a struct have these values, beside those it needs."""
    kind, head, beside = FRAMES[name]
    fields = [f"{key}: {text}" for key, text in (beside | more).items()]
    return kind, head % ("\n".join(fields) if head == "%s" else f"{{{', '.join(fields)}}}")


def read_codes(read: Reader, kind: str, head: str) -> list[tuple[str, str]]:
    """Return line and code of what is said of single fields; how they fit together is no matter here."""
    return [(place, code) for place, code in read(kind, head).codes if place.isdigit()]


def structs_of(annotation: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the structs below a type that are written with keys."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        if annotation not in ONE_TEXT:
            yield annotation
    elif get_origin(annotation) in (tuple, dict, Annotated, Union, types.UnionType):
        for argument in get_args(annotation):
            yield from structs_of(argument)


def schema() -> set[tuple[str, str]]:
    """Every field of every kind, with the class that declares it: `extra` is no field of a writer's."""
    found: set[tuple[str, str]] = set()
    todo: list[type[msgspec.Struct]] = [kind.meta for kind in KINDS]
    while todo:
        struct = todo.pop()
        for field in msgspec.structs.fields(struct):
            owner = next(base for base in struct.__mro__ if field.name in inspect.get_annotations(base))
            pair = owner.__name__, field.encode_name
            if field.name != "extra" and pair not in found:
                found.add(pair)
                todo += structs_of(field.type)
    return found


def test_the_table_and_the_schema_of_the_kinds_name_the_same_fields() -> None:
    table = {(name, field) for name, fields in TABLE.items() for field in fields}

    assert schema() - table == set(), "fields without a row"
    assert table - schema() == set(), "rows without a field"


@pytest.mark.parametrize(("name", "field"), ROWS)
def test_a_good_value_is_taken(name: str, field: str, read: Reader) -> None:
    kind, head = written(name, {field: TABLE[name][field].good})
    without = written(name, {field: ""})

    assert read_codes(read, kind, head) == [], head
    assert read(kind, head).meta not in (None, read(*without).meta), head


@pytest.mark.parametrize(("name", "field"), ROWS)
def test_a_bad_value_is_refused_by_its_code_at_its_line(name: str, field: str, read: Reader) -> None:
    kind, head = written(name, {field: TABLE[name][field].bad})
    lines = head.split("\n")
    key = field if FRAMES[name].head == "%s" else lines[-1].partition(":")[0]
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(f"{key}:"))

    assert read_codes(read, kind, head) == [(str(line), TABLE[name][field].code)], head


@pytest.mark.parametrize("synonym", sorted(SYNONYMS.keys() - {ADDRESSES_ALONE}))
def test_another_spelling_of_a_field_is_that_field(synonym: str, read: Reader) -> None:
    values = TABLE["Meta"][SYNONYMS[synonym]]
    own, other = (read("page", f"{key}: {values.good}").meta for key in (SYNONYMS[synonym], synonym))

    assert other == own
    assert [code for _, code in read("page", f"{synonym}: {values.bad}").codes] == [values.code]
