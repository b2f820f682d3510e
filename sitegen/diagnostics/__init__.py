"""Problems as values: built where they are found, carried beside every value, printed only by the command line."""

import enum
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from sitegen.diagnostics.codes import CODES
from sitegen.diagnostics.spelling import MOST_SUGGESTIONS, Suggestions, Vocabulary, did_you_mean


class Severity(enum.StrEnum):
    """How bad a problem is: an error stops the build, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True, kw_only=True, order=True):
    """A place in a file; lines and columns count from 1 and from the top of the file, 0 says unknown."""

    path: str
    """Relative to the site's folder, with `/`."""
    line: int = 0
    column: int = 0
    """In code points."""
    length: int = 0
    """Code points to underline."""


class Edit(Struct, frozen=True, kw_only=True):
    """What to paste, and in place of what; `sitegen.diagnostics.edits` does it."""

    text: str
    """Without the indentation of the place, which its further lines get as well."""
    where: Literal["words", "line", "item", "field", "fields"] = "words"
    """What it takes the place of: the underlined words, their whole line, or the item of a list or the field that
    they are in, with all that belongs to it. `fields` takes the place of nothing: the text is added to the front
    matter, which it makes where there is none."""
    lines: int = 1
    """How many lines are `line`."""
    key: str = ""
    """The key of that field, where it differs from the one that the text begins with."""


TODAY = "\0\0"
"""A place for the day of the build in a fix; with a month and a day in its middle, for the next such day."""


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One problem, its place, and what to do about it."""

    code: str
    """The stable name `sitegen explain` knows."""
    message: str
    """What is wrong, in a writer's words."""
    span: Span
    fix: str = ""
    """The cure: the text to type where there is an edit, else words. Empty where what was typed tells none."""
    note: str = ""
    """A second place or the candidates, one a line."""
    edit: Edit | None = None
    """The cure as a change of the file; None where a person has to choose, or to find words."""
    severity: Severity = Severity.ERROR


def diagnose(
    code: str, span: Span, message: str, *, fix: str = "", note: str = "", edit: Edit | None = None
) -> Diagnostic:
    """Return a diagnostic at the level of its code. Raises KeyError for a code that is not in CODES."""
    severity = Severity(CODES[code].level)
    return Diagnostic(code=code, message=message, span=span, fix=fix, note=note, edit=edit, severity=severity)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, without repeats."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


__all__ = [
    "CODES",
    "MOST_SUGGESTIONS",
    "TODAY",
    "Diagnostic",
    "Edit",
    "Severity",
    "Span",
    "Suggestions",
    "Vocabulary",
    "diagnose",
    "did_you_mean",
    "in_order",
]
