"""Front matter as a kind reads it."""

from collections.abc import Callable
from textwrap import dedent
from typing import NamedTuple

import pytest

from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.kinds import KINDS
from sitegen.kinds.event import Event
from sitegen.model.kind import problems
from sitegen.model.meta import JOINED, SYNONYMS, Meta
from sitegen.model.problem import Problem


class Read(NamedTuple):
    """What became of a head."""

    meta: Meta | None
    codes: list[tuple[str, str]]
    """Line (from 1) or field, and code of everything said about it."""
    problems: list[Problem]


@pytest.fixture
def read() -> Callable[[str, str], Read]:
    """Return a function from a kind's name and a head to what the kind makes of it."""

    def read(name: str, head: str) -> Read:
        (kind,) = (kind for kind in KINDS if kind.name == name)
        node, found = compose(dedent(head).strip(), "a.md", 1)
        reading = convert(
            node, kind.meta, path="a.md", zone="Europe/London", what=name, synonyms=SYNONYMS, joined=JOINED
        )
        codes = [(str(problem.span.line), problem.code) for problem in (*found, *reading.diagnostics)]
        said = list(problems(kind, reading.value)) if reading.value is not None else []
        return Read(reading.value, codes + [(one.field, one.code) for one in said], said)

    return read


@pytest.fixture
def event(read: Callable[[str, str], Read]) -> Callable[[str], Event]:
    """Return a function from front matter to the event it makes, which has no diagnostic."""

    def event(head: str) -> Event:
        meta, codes, _ = read("event", "title: A\n" + head)
        assert codes == []
        assert isinstance(meta, Event)
        return meta

    return event
