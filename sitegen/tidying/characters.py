"""Characters that word processors leave in a text and that are seen nowhere, or only as trouble."""

from collections.abc import Iterable, Iterator

from sitegen.patterns import late

_FENCE = late(r"[ ]{0,3}(?:[-*+>] |\d{1,3}[.)] )?[ ]{0,3}(`{3,}|~{3,})(.*)")
_UNSEEN = str.maketrans("", "", "\u00ad\ufeff")
"""Soft hyphens, and the marks of byte orders in the middle of a text."""
_HARD = "\u00a0\u202f\u2007"
"""Spaces at which no line is broken."""
_HARD_RUN = late(rf"[ \t]*[{_HARD}][ \t{_HARD}]*")
_AT_END = late(rf"[ \t{_HARD}]*[\t{_HARD}][ \t{_HARD}]*$")
_BEFORE = "«“‹"
"""What keeps such a space behind it, as in French."""
_BEHIND = ":;!?»”›%°€$£"
"""What keeps it in front."""

_SIGNED = late(r"\W[ \t\u00a0]|o[ \t\u00a0]|\(?\w{1,4}[.)]")


def outside_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is text: not one of a fenced block of code."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            yield line, False
            closing = line.strip()
            if len(closing) >= len(fence) and set(closing) == {fence[0]}:
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
            yield line, False
        else:
            yield line, True


def plain(line: str) -> str:
    """Return a line of text without soft hyphens, hard spaces that nothing asks for, and tabs at its end."""
    line = line.translate(_UNSEEN)
    line = _AT_END.sub("", line)
    if not any(space in line for space in _HARD):
        return line
    pieces: list[str] = []
    done = 0
    for found in _HARD_RUN.finditer(line):
        before, behind = line[found.start() - 1 : found.start()], line[found.end() : found.end() + 1]
        wanted = before.isdigit() or behind.isdigit() or before in _BEFORE or behind in _BEHIND
        single = len(found[0]) == 1 and before
        if found.start() == 0:
            kept = " " * len(found[0]) if _SIGNED.match(line, found.end()) else ""
        else:
            kept = found[0] if wanted and single else " "
        pieces += (line[done : found.start()], kept)
        done = found.end()
    return "".join(pieces) + line[done:]
