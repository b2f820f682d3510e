"""Diagnostics for people, for programs and for GitHub: three forms of the same values."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from sitegen.diagnostics import Diagnostic, Severity, Span, in_order

FLOOD = 20
"""How many of one code are shown before the rest is only counted."""
TAB = 4

_BOLD, _RED, _YELLOW, _GREEN, _DIM, _PLAIN = (
    "\x1b[1m",
    "\x1b[1;31m",
    "\x1b[1;33m",
    "\x1b[32m",
    "\x1b[2m",
    "\x1b[0m",
)
_DIRECTING = {*range(0x200E, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0x061C}
"""Code points that break lines or turn the direction of text: they could make an excerpt lie."""
_TAME = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *_DIRECTING, *range(0xD800, 0xE000)], 0xFFFD),
}


REACH = 2
"""How many widths of a line are looked at on either side of what is wrong with it."""


def text(
    diagnostics: Iterable[Diagnostic],
    read: Callable[[str], str | None],
    *,
    colour: bool = False,
    width: int = 100,
    every: bool = False,
) -> str:
    """Return the diagnostics as people read them, by place, with the lines they are about.

    `read` gives the text of a path, None when there is none. A flood of one code is cut off and counted unless
    `every`. Nothing that a file holds reaches the terminal as a control.
    """
    shown: Counter[str] = Counter()
    sources: dict[str, list[str]] = {}
    blocks: list[str] = []
    for diagnostic in in_order(diagnostics):
        shown[diagnostic.code] += 1
        if shown[diagnostic.code] > FLOOD and not every:
            continue
        path = diagnostic.span.path
        if path not in sources:
            source = read(path)
            sources[path] = source.split("\n") if source else []
        blocks.append("\n".join(_block(diagnostic, sources[path], colour, width)))
    for code, count in shown.items():
        if count > FLOOD and not every:
            blocks.append(f"{count - FLOOD} more of {code}; -v shows all")
    return "\n".join(blocks)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a list of objects, one a diagnostic, by place; in ASCII, so that none can act as a control."""
    return json.dumps(
        [
            {
                "path": found.span.path,
                "line": found.span.line,
                "column": found.span.column,
                "length": found.span.length,
                "severity": found.severity.value,
                "code": found.code,
                "message": found.message,
                "fix": found.fix,
                "note": found.note,
            }
            for found in in_order(diagnostics)
        ],
        indent=2,
    )


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one workflow command a line (GitHub Actions, "Workflow commands"): an annotation at each place."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in in_order(diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {"file": span.path, "line": span.line, "col": span.column, "title": diagnostic.code}
    listed = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value)
    words = [diagnostic.message]
    words += [f"fix: {diagnostic.fix}"] if diagnostic.fix else []
    words += [diagnostic.note] if diagnostic.note else []
    return f"::{diagnostic.severity.value} {listed}::{_escaped(chr(10).join(words))}"


def _escaped(words: str, signs: str = "") -> str:
    escaped = "\n".join(tame(line) for line in words.replace("%", "%25").split("\n")).replace("\n", "%0A")
    for sign in signs:
        escaped = escaped.replace(sign, f"%{ord(sign):02X}")
    return escaped


def _block(diagnostic: Diagnostic, lines: list[str], colour: bool, width: int) -> Iterator[str]:
    """The lines about one diagnostic: what and where, the excerpt, the cure."""
    span = diagnostic.span
    strong = _RED if diagnostic.severity is Severity.ERROR else _YELLOW

    def dye(words: str, style: str) -> str:
        return f"{style}{words}{_PLAIN}" if colour and words else words

    place = ":".join(str(part) for part in (tame(span.path), span.line, span.column) if part)
    level = dye(f"{diagnostic.severity.value}[{diagnostic.code}]", strong)
    yield f"{dye(place, _BOLD)}{': ' if place else ''}{level}: {tame(diagnostic.message)}"
    if 0 < span.line <= len(lines):
        number = f"{span.line:>3}"
        shown, before, marked = _excerpt(lines[span.line - 1], span, width - len(number) - 3)
        yield f"{dye(f'{number} |', _DIM)} {shown}".rstrip()
        if span.column:
            yield f"{dye(' ' * len(number) + ' |', _DIM)} {' ' * before}{dye('^' * marked, strong)}"
    for name, words in (("fix", diagnostic.fix), ("note", diagnostic.note)):
        for nth, line in enumerate(words.split("\n") if words else ()):
            label = f"  = {name}: " if nth == 0 else " " * len(f"  = {name}: ")
            yield f"{label}{dye(tame(line), _GREEN) if name == 'fix' else tame(line)}"


def _excerpt(line: str, span: Span, width: int) -> tuple[str, int, int]:
    """Return a line as shown, cut to `width`; the cells before the span; the cells to underline."""
    start = min(max(span.column - 1, 0), len(line))
    end = min(start + max(span.length, 1), max(_visible(line), start + 1))
    first = max(start - REACH * width, 0)
    cells = _cells(line[first : start + REACH * width])  # a line may be a whole file
    missing = len(line) > start + REACH * width
    start, end = start - first, end - first
    left, right = 0, len(cells)
    if sum(size for _, size in cells) > width:
        ends = [0, *accumulate(size for _, size in cells)]
        while left < start and ends[min(start, right)] - ends[left] > width // 3:
            left += 1
        while right > left + 1 and ends[right] - ends[left] > width - 2:
            right -= 1
    shown = "".join(sign for sign, _ in cells[left:right])
    cut = "…" if left or first else ""
    before = len(cut) + sum(size for _, size in cells[left:start])
    marked = sum(size for _, size in cells[start : min(end, right)])
    return f"{cut}{shown}{'…' if right < len(cells) or missing else ''}", before, max(marked, 1)


@lru_cache(maxsize=1)
def _visible(line: str) -> int:
    """Return where the last word of a line ends: asked for everything that is wrong with the same long line."""
    return len(line.rstrip())


def _cells(line: str) -> list[tuple[str, int]]:
    """Each character as a terminal may show it, with the cells it takes."""
    cells: list[tuple[str, int]] = []
    column = 0
    for character in line:
        if character == "\t":
            size = TAB - column % TAB
            cells.append((" " * size, size))
        else:
            size = _cell(character)
            cells.append((tame(character), size))
        column += size
    return cells


def _cell(character: str) -> int:
    """How many cells a character takes: two for a wide one, none for one that joins the one before it."""
    if ord(character) in _TAME:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def tame(words: str) -> str:
    """Make every control visible and harmless, one sign for one."""
    return words.translate(_TAME)
