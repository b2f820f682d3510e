"""Problems as values: built where they are found, carried beside every value, printed only by the command line."""

import enum
from collections.abc import Iterable

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


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One problem, its place, and what to do about it."""

    code: str
    """The stable name `sitegen explain` knows."""
    message: str
    """What is wrong, in a writer's words."""
    span: Span
    fix: str = ""
    """The cure: often the exact text to type."""
    note: str = ""
    """A second place or the candidates, one a line."""
    severity: Severity = Severity.ERROR


def diagnose(code: str, span: Span, message: str, *, fix: str = "", note: str = "") -> Diagnostic:
    """Return a diagnostic at the level of its code. Raises KeyError for a code that is not in CODES."""
    severity = Severity(CODES[code].level)
    return Diagnostic(code=code, message=message, span=span, fix=fix, note=note, severity=severity)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, without repeats."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


__all__ = [
    "CODES",
    "MOST_SUGGESTIONS",
    "Diagnostic",
    "Severity",
    "Span",
    "Suggestions",
    "Vocabulary",
    "diagnose",
    "did_you_mean",
    "in_order",
]
