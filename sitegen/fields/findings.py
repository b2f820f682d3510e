"""What a reading of a mapping gathers on its way: places, names of other entries, problems."""

import re
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.facets.relations import Reach
from sitegen.facets.schedule import Moment
from sitegen.fields.moments import A_DAY, A_YEAR
from sitegen.fields.nodes import Place, ScalarNode
from sitegen.fields.scalars import Unfit

T = TypeVar("T")


ANY_DAY = "2027-01-30"
"""The day of examples where the writer's own is not known."""


class Reading(Struct, Generic[T], frozen=True, kw_only=True):
    """A typed value and all that is known about how it was written."""

    value: T | None
    """None when a field that has to be there is not, or cannot be read."""
    places: dict[str, Place]
    """Field path (`title`, `actions.0.who`) -> where its value stands; its key when it has none."""
    reaches: tuple[Reach, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: frozenset[str] = frozenset()
    """The fields, without what is below them, in which something could not be read."""


class Notes:
    """The notes taken while one mapping is read."""

    __slots__ = ("config", "diagnostics", "failed", "path", "places", "reaches", "start", "what", "zone")

    def __init__(self, path: str, zone: str, what: str, config: bool) -> None:
        self.path = path
        self.zone = zone
        self.what = what
        self.config = config
        """Whether a key that nobody knows is an error."""
        self.start: Moment | None = None
        """When what is being read begins, as far as that is known."""
        self.places: dict[str, Place] = {}
        self.reaches: list[Reach] = []
        self.failed: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def say(self, code: str, place: Place, message: str, fix: str = "", note: str = "") -> None:
        """Complain about a place."""
        line, column, length = place
        span = Span(path=self.path, line=line, column=column, length=length)
        day = f"{self.start.day}" if self.start else ANY_DAY
        message, fix = message.replace(A_DAY, day), _next(fix.replace(A_DAY, day), day)
        self.diagnostics.append(diagnose(code, span, message, fix=fix, note=note))

    def repeated(self, place: Place, name: str, line: int, *, joined: bool = False) -> None:
        """Warn that a key stands twice."""
        message = f"`{name}` is on line {line} already; {'both count' if joined else 'only this one counts'}"
        self.say("repeated-key", place, message, "make one of the two")

    def unfit(self, node: ScalarNode, field: str, error: Unfit) -> None:
        """Complain about a value that its field cannot take; the fix becomes a whole line."""
        fix = f"{_key(field)}{error.fix}" if error.fix else ""
        if "\n" in fix and field not in ("start", "time"):
            fix = ""
        self.say(error.code, node.place, f"`{said(field)}` {error.words}", fix, error.note)

    def reach(self, field: str, text: str, must: bool, place: Place, kinds: tuple[str, ...] = ()) -> None:
        """Note that the field names an entry, of one of `kinds` where they are given."""
        line, column, length = place
        path = ".".join(part for part in field.split(".") if not part.isdigit())
        self.reaches.append(
            Reach(field=path, text=text, must=must, line=line, column=column, length=length, kinds=kinds)
        )


def _next(text: str, day: str) -> str:
    """Give each day without a year that in which it comes next from `day` on."""
    year, _, rest = day.partition("-")
    return re.sub(
        rf"{A_YEAR}(\d\d-\d\d)",
        lambda match: f"{int(year) + (match[1] < rest):04}-{match[1]}",
        text,
        flags=re.ASCII,
    )


def said(field: str) -> str:
    """A field's path as people say it: list positions left out."""
    return re.sub(r"\.\d+(?=\.|$)", "", field.rstrip("."))


def _key(field: str) -> str:
    last = field.rpartition(".")[2]
    return "- " if last.isdigit() else f"{last}: "
