"""The parts of a Markdown text that are code, which no rewriting may touch."""

import re
from collections.abc import Callable

_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ ]+|\d{1,9}[.)][ ]+)?(`{3,}|~{3,})([^\n]*)$")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_MASKED = re.compile("\ue000(\\d+)\ue001\n*")


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets at which code begins and ends: fenced blocks, and words between back-ticks."""
    found: list[tuple[int, int]] = []
    offset, opened, fence = 0, -1, ""
    if "```" in text or "~~~" in text:
        for line in text.splitlines(keepends=True):
            match = _FENCE.match(line.rstrip("\n"))
            if match and opened < 0 and not (match[1][0] == "`" and "`" in match[2]):
                opened, fence = offset, match[1]
            elif (
                match
                and opened >= 0
                and match[1][0] == fence[0]
                and len(match[1]) >= len(fence)
                and not match[2].strip()
            ):
                found.append((opened, offset + len(line)))
                opened = -1
            offset += len(line)
        if opened >= 0:
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
