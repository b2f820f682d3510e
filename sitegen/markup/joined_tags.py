"""Puts tags of other generators that were typed over several lines on one, as all that reads them has it."""

from sitegen.markup.translate import Origins, shown
from sitegen.patterns import late

_MORE = r"[^{}\n]*(?:\n(?![ \t>]*\n)[^{}\n]*){1,40}"
_TAG = late(rf"\{{(?:\{{{_MORE}\}}\}}|%{_MORE}%\}})")
"""Matches a tag over several lines, none of them blank."""
_BREAK = late(r"[ \t]*\n[ \t]*(?:>[ \t]+)*")
"""Matches the end of a line and what the next one is set in by."""


def joined(text: str) -> tuple[str, Origins | None]:
    """Return the text with each tag on one line, but for tags in code, and the way back to what was typed."""
    if not _TAG.search(text):
        return text, None  # before code is looked for, which takes longer
    visible = shown(text)
    parts: list[str] = []
    starts, typed = [0], [0]
    end = length = 0
    for tag in _TAG.finditer(text):
        if visible[tag.start()] == "\0":
            continue
        for found in _BREAK.finditer(text, tag.start(), tag.end()):
            parts += text[end : found.start()], " "
            length += found.start() - end + 1
            end = found.end()
            starts.append(length)
            typed.append(end)
    if not parts:
        return text, None
    parts.append(text[end:])
    return "".join(parts), Origins(starts=tuple(starts), typed=tuple(typed))
