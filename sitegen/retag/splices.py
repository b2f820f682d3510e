"""Changes of single places in a text whose line ends and marks stay as they are."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_MARKS = "\ufeff"


class Splice(NamedTuple):
    """A place in a file, and what is to be there."""

    line: int
    """From 1, from the top of the file."""
    column: int
    """From 1, in code points."""
    length: int
    text: str


class RawText:
    """The text of a file as its bytes have it, addressed by lines and columns."""

    def __init__(self, data: bytes) -> None:
        """Raises UnicodeDecodeError for bytes that are not UTF-8."""
        text = data.decode("utf-8")
        bare = text.lstrip(_MARKS)
        self._marks = text[: len(text) - len(bare)]
        self.lines = _LINE.findall(bare)

    def segment(self, line: int, column: int, length: int) -> str:
        """Return the characters at a place; fewer than asked for where the line ends before."""
        text = self.lines[line - 1].rstrip("\r\n") if 0 < line <= len(self.lines) else ""
        return text[column - 1 : column - 1 + length]

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """Return the bytes with these places changed; none may overlap another."""
        lines = list(self.lines)
        for line, column, length, text in sorted(set(splices), reverse=True):
            row = lines[line - 1]
            lines[line - 1] = f"{row[: column - 1]}{text}{row[column - 1 + length :]}"
        return (self._marks + "".join(lines)).encode()
