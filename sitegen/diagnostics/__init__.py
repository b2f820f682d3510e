"""Problems as values: built where they are found, carried beside every value, printed only by the command line."""

import difflib
import enum
from collections.abc import Callable, Hashable, Iterable

from msgspec import Struct

from sitegen.diagnostics.codes import CODES

MOST_SUGGESTIONS = 100
"""How many different slips of a build are compared with all the names there are. One takes milliseconds on a large
site; more of them than this are no slips, but a text that was pasted, or names that are yet to come."""


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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the nearest of `known`, or "" when none is near enough to be a slip of the finger."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else ""


class Suggestions:
    """Remembers what was probably meant, and after MOST_SUGGESTIONS different questions works out no more."""

    def __init__(self) -> None:
        self._found: dict[Hashable, str] = {}

    def find(self, asked: Hashable, work_out: Callable[[], str]) -> str:
        """Return the answer to what was asked, worked out the first time; "" when too much has been asked."""
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= MOST_SUGGESTIONS:
                return ""
            found = self._found[asked] = work_out()
        return found


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, without repeats."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))
