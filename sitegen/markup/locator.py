"""The way from a problem of an entry to a diagnostic of its file."""

from functools import cached_property

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.markup.positions import Lines, Places
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem


class Locator:
    """Finds the places of an entry's problems in its file."""

    def __init__(self, entry: Entry[Meta], body: str) -> None:
        """Take an entry and the normalised text of its body, which is read once the first place is asked for."""
        self._entry = entry
        self._body = body

    def diagnostic(self, found: Problem) -> Diagnostic:
        """Return a problem as a diagnostic, with line and column as far as they can be found."""
        span = self._span(found)
        # Nothing can be pasted where the place is not known, or over words that go on in the next line.
        edit = found.edit if span.column and (span.length or not found.quoted) else None
        return diagnose(found.code, span, found.message, fix=found.fix, note=found.note, edit=edit)

    def _span(self, found: Problem) -> Span:
        if found.field:
            return self._entry.span(found.field)
        place = (found.start, found.length) if found.start is not None else None
        if found.reference is not None:
            place = self._places.locate(found.reference)
        if found.quoted:
            place = self._places.quotation(found.quoted)
        first = self._entry.body_line
        if place is None:
            return Span(path=self._entry.path, line=first)
        start, length = place
        if found.quoted and "\n" in self._body[start : start + length]:
            length = 0
        line, column = self._lines.position(start)
        return Span(path=self._entry.path, line=first + line, column=column, length=length)

    @cached_property
    def _places(self) -> Places:
        return Places(self._body)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._body)
