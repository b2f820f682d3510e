"""One text beside what its page shows of it, which tells signs that came to nothing from those that did."""

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from itertools import islice

from sitegen.diagnostics import Edit
from sitegen.markup.positions import masked
from sitegen.model.problem import Problem
from sitegen.patterns import late

_CODE = late(r"<(pre|code)\b.*?</\1>", re.S)
TAGS = late(r"<[^>]*>")
_MATHS = late(r"\$\$[^$]+\$\$|\$[^$\n]+\$")
_SIGNS = late(r"[*_`~<&\\=]")
_BLANK_LINE = late(r"\n[ \t>]*(?:\n|\Z)")
_LOOKS = 1_000
"""So many matches of a pattern are looked at."""


class Shown:
    """One text, and what its page shows of it."""

    def __init__(self, text: str, html: str) -> None:
        self.text = text
        self.html = html
        self._block = 0, ""

    @cached_property
    def prose(self) -> str:
        """The source with NUL for code."""
        prose = masked(self.text, html=True)
        return _MATHS.sub(lambda match: "\0" * len(match[0]), prose) if "$" in prose else prose

    @cached_property
    def words(self) -> str:
        """The words of the page that are no code, with one blank for white space."""
        return plain(unescape(TAGS.sub("", _CODE.sub("", self.html))))

    def candidates(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the first matches in what is no code. To look at each takes a time that grows with the text."""
        return islice(pattern.finditer(self.prose), _LOOKS)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches that the page shows as typed.

        Of a link whose words hold other signs, which the page does not show, the end behind them is looked for.
        """
        for match in self.candidates(pattern):
            found = match.groupdict()
            whole = "tail" not in found or not _SIGNS.search(found.get("words") or "")
            words = match[0] if whole else match[0][-len(match["tail"]) - 1 :]
            if "\0" not in words and plain(words) in self.words:
                yield match

    def block(self, at: int) -> tuple[int, str]:
        """Return where the paragraph at an offset begins, and the paragraph: all between two blank lines."""
        start, block = self._block
        if not start <= at < start + len(block):
            start = max(self.prose.rfind("\n\n", 0, at), self.prose.rfind("\n>\n", 0, at)) + 1
            end = _BLANK_LINE.search(self.prose, at)
            block = self.prose[start : end.start() if end else len(self.prose)]
            self._block = start, block
        return start, block


def plain(words: str) -> str:
    """Return words with one blank for white space."""
    return " ".join(words.split())


def problem(match: re.Match[str], message: str, fix: str, group: str | int = 0, *, edit: bool = False) -> Problem:
    """Return the problem of what a pattern, or a group of it, has found; with `edit` the fix can be pasted."""
    start = match.start(group)
    return Problem(
        code="unfinished-markup",
        message=message,
        fix=fix,
        edit=Edit(text=fix) if edit else None,
        start=start,
        length=match.end(group) - start,
    )
