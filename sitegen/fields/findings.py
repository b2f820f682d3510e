"""What a reading of a mapping gathers on its way: places, names of other entries, problems."""

import re
from typing import Generic, TypeVar

from msgspec import Struct

from sitegen.diagnostics import TODAY, Diagnostic, Edit, Span, diagnose
from sitegen.facets.relations import Reach
from sitegen.facets.schedule import Moment
from sitegen.fields.frontmatter import Form
from sitegen.fields.moments import A_DAY, A_YEAR
from sitegen.fields.nodes import Place, ScalarNode, quoted
from sitegen.fields.scalars import Unfit

T = TypeVar("T")


ANY_DAY = "2027-01-30"
"""The day of examples where the writer's own is not known."""
_OR = re.compile(r" or |, (?=\S+ or )")
"""Between values that a person has to choose from."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Reading(Struct, Generic[T], frozen=True, kw_only=True):
    """A typed value and all that is known about how it was written."""

    value: T | None
    """None when a field that has to be there is not, or cannot be read."""
    places: dict[str, Place]
    """Field path (`title`, `actions.0.who`) -> where its value stands; its key when it has none."""
    reaches: tuple[Reach, ...]
    diagnostics: tuple[Diagnostic, ...]
    keys: dict[str, Place] = {}
    """Path of a field that is named by its writer, such as `checks.redlink` -> where its name is."""
    failed: frozenset[str] = frozenset()
    """The fields, without what is below them, in which something could not be read."""


class Notes:
    """The notes taken while one mapping is read."""

    __slots__ = (
        "config",
        "diagnostics",
        "failed",
        "form",
        "keys",
        "path",
        "places",
        "reaches",
        "start",
        "what",
        "zone",
    )

    def __init__(self, path: str, zone: str, what: str, config: bool, form: Form = "yaml") -> None:
        self.path = path
        self.zone = zone
        self.what = what
        self.config = config
        """Whether a key that nobody knows is an error."""
        self.form = form
        """The language of what is read."""
        self.start: Moment | None = None
        """When what is being read begins, as far as that is known."""
        self.places: dict[str, Place] = {}
        self.keys: dict[str, Place] = {}
        self.reaches: list[Reach] = []
        self.failed: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def say(
        self, code: str, place: Place, message: str, fix: str = "", note: str = "", edit: Edit | None = None
    ) -> None:
        """Complain about a place."""
        line, column, length = place
        span = Span(path=self.path, line=line, column=column, length=length)
        message = message.replace(A_DAY, f"{self.start.day}" if self.start else ANY_DAY)
        self.diagnostics.append(diagnose(code, span, message, fix=fix, note=note, edit=edit))

    def repeated(self, place: Place, name: str, line: int, *, joined: bool = False) -> None:
        """Warn that a key stands twice."""
        message = f"`{name}` is on line {line} already; {'both count' if joined else 'only this one counts'}"
        self.say("repeated-key", place, message, "make one of the two")

    def unfit(self, node: ScalarNode, field: str, error: Unfit) -> None:
        """Complain about a value that its field cannot take; the fix becomes a whole line."""
        value = self._days(error.fix, field)
        if "\n" in value and field not in ("start", "time"):
            value = ""
        fix, edit = self.line(field, value), None
        if fix and not _OR.search(value) and not node.folded:
            edit = Edit(text=value) if self.form == "yaml" and not node.style else self.instead(field, fix)
            if self.form != "yaml":
                edit = Edit(text=fix, where="line") if self.form == "toml" and "." not in field else None
        self.say(error.code, node.place, f"`{said(field)}` {error.words}", fix, error.note, edit)

    def line(self, field: str, value: str) -> str:
        """Return the line that gives a field a value, in the language of the front matter; "" for no value."""
        last = field.rpartition(".")[2]
        if not value:
            return ""
        if self.form == "yaml":
            return f"- {value}" if last.isdigit() else f"{last}: {value}"
        if last.isdigit() or _OR.search(value) or value[0] in "[{" or "\n" in value:
            return ""
        bare = value.strip("\"'")
        typed = bare if bare in ("true", "false") or _NUMBER.fullmatch(bare) else quoted(bare)
        return f"{last} = {typed}" if self.form == "toml" else f'"{last}": {typed}'

    def instead(self, field: str, fix: str) -> Edit:
        """Return the edit that puts a line in place of a field, or of an item of its list, as long as that is."""
        return Edit(text=fix, where="item" if field.rpartition(".")[2].isdigit() else "field")

    def _days(self, fix: str, field: str) -> str:
        """Return a value in which days that were not typed are those that the writer means, or "" for none.

        A time alone is on the day on which the entry begins, unless it names one date of many.
        """
        if A_DAY in fix:
            known = self.start is not None and field in ("end", "previous_start")
            fix = fix.replace(A_DAY, f"{self.start.day}") if known and self.start else ""
        if A_YEAR in fix and self.start is None:
            return re.sub(rf"{A_YEAR}(\d\d-\d\d)", f"{TODAY[0]}\\1{TODAY[1]}", fix, flags=re.ASCII)
        return _next(fix, f"{self.start.day}") if self.start else fix

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
