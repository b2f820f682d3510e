"""The parts of a Markdown text that are code, which no rewriting may touch."""

import re
from collections.abc import Callable

_FENCE = re.compile(r"^(?P<indent>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)$")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_MASKED = re.compile("\ue000(\\d+)\ue001\n*")


class Fence:
    """Whether the lines that were read so far end within a block of code."""

    def __init__(self) -> None:
        self._ticks = ""
        self._indent = 0

    @property
    def is_open(self) -> bool:
        """Whether the block of code goes on in the next line."""
        return bool(self._ticks)

    def read(self, line: str) -> bool:
        """Read one more line, and return whether it belongs to a block of code.

        As in CommonMark (section 4.5), a fence set in by four columns more than the first one closes nothing.
        """
        mark = _FENCE.match(line)
        inside = self.is_open
        if mark is None:
            return inside
        ticks, info = mark["ticks"], mark["info"].strip()
        indent = len(mark["indent"].expandtabs(4))
        if not inside and not (ticks[0] == "`" and "`" in info):
            self._ticks, self._indent = ticks, indent
            return True
        if inside and ticks.startswith(self._ticks) and not info and indent < self._indent + 4:
            self._ticks = ""
        return inside


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets at which code begins and ends: fenced blocks, and words between back-ticks."""
    found: list[tuple[int, int]] = []
    offset, opened, fence = 0, -1, Fence()
    if "```" in text or "~~~" in text:
        for line in text.splitlines(keepends=True):
            was_open = fence.is_open
            fence.read(line.rstrip("\n"))
            if fence.is_open and not was_open:
                opened = offset
            elif was_open and not fence.is_open:
                found.append((opened, offset + len(line)))
            offset += len(line)
        if fence.is_open:
            found.append((opened, len(text)))
    if "`" not in text:
        return found
    spans, start = [], 0
    for block in [*found, (len(text), len(text))]:
        spans += [match.span() for match in _INLINE.finditer(text, start, block[0])]
        spans.append(block)
        start = block[1]
    return spans[:-1]


def is_within(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an offset lies within one of some spans."""
    return any(start <= offset < end for start, end in spans)


def outside_code(text: str, rewrite: Callable[[str], str]) -> str:
    """Return a text after a function has rewritten all of it but the code.

    In place of each piece of code the function sees a few characters, and as many line breaks as the code has.
    """
    spans = code_spans(text)
    if not spans:
        return rewrite(text)
    pieces, masked, end = [text[start:stop] for start, stop in spans], [], 0
    for number, (start, stop) in enumerate(spans):
        masked.append(f"{text[end:start]}\ue000{number}\ue001" + "\n" * text.count("\n", start, stop))
        end = stop
    masked.append(text[end:])
    return _MASKED.sub(
        lambda found: (
            pieces[int(found[1])] + found[0][len(f"\ue000{found[1]}\ue001") + pieces[int(found[1])].count("\n") :]
        ),
        rewrite("".join(masked)),
    )
