"""Where a parser of YAML stopped, and what a writer did there."""

import re
from typing import NamedTuple

import yaml

from sitegen.fields.nodes import quoted

FIELD = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'\"\[\]{}-](?:[^:#]*[^\s:#])?)[ ]*:(?:[ ]+(?P<value>.*))?"
)
"""A line `key: value` as writers type it."""


class Finding(NamedTuple):
    """What the writer did: the place counts from 0."""

    message: str
    row: int
    column: int
    fix: str
    length: int = 1
    code: str = "yaml-syntax"
    takes: str = "line"
    """What the fix replaces: `line`, which keeps its indentation, or `whole`, with its indentation. It is empty
    where the fix is words for people, or for more than this line."""


class Stop:
    """Where the parser stopped, and the lines around it."""

    def __init__(self, lines: list[str], error: yaml.MarkedYAMLError | None, mark: yaml.Mark | None) -> None:
        self.lines = lines
        self.problem = str(error.problem) if error else ""
        self.context = str(error.context) if error else ""
        self.row, self.column = self._clamped(mark)
        self.began, self.began_column = self._clamped(error.context_mark if error else None)
        self.line = lines[self.row]
        self.field = FIELD.fullmatch(self.line.rstrip())

    def _clamped(self, mark: yaml.Mark | None) -> tuple[int, int]:
        """The place of a mark; what lies behind the last words is moved back to them."""
        row, column = (mark.line, mark.column) if mark else (0, 0)
        moved = row = min(row, len(self.lines) - 1)
        while row and not self.lines[row].strip():
            row -= 1
        return (row, column) if row == moved else (row, max(len(self.lines[row].rstrip()) - 1, 0))

    def above(self, row: int) -> int:
        """The last line with words above `row`; -1 when there is none."""
        rows = range(row - 1, -1, -1)
        return next((above for above in rows if self.lines[above].strip()), -1)

    def value_start(self, row: int) -> int:
        """The column of the value in a line: behind `key: `, else behind `- `, else of the first word."""
        line = self.lines[row]
        match = FIELD.fullmatch(line.rstrip())
        if match and match["value"]:
            return match.start("value")
        return len(line) - len(re.sub(r"^[ ]*(?:-[ ]+)*", "", line))

    def in_quotes(self, row: int) -> str:
        """The line with its value in quotes."""
        start = self.value_start(row)
        line = self.lines[row].rstrip()
        return (line[:start] + quoted(line[start:])).strip()
