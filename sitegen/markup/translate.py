"""Rewrites what other programs call Markdown into Markdown that both flavours read.

Two sorts of parts are rewritten: those that no page shows, which are cut out, and sections, whose lines become a
quote or lose their indentation. Code stays as it is. Offsets lead back to what was typed.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct

from sitegen.diagnostics import Edit
from sitegen.markup.positions import masked
from sitegen.model.problem import Problem
from sitegen.patterns import late

_ITEM = late(r"[-*+][ \t]+|\d{1,9}[.)][ \t]+")
_RAW = late(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.S)
_SET_IN = 4
_LOOKS = 50
"""How often code is looked for again behind a part that is cut out."""
_DEEPEST = 8
"""Sections within each other. Those further in stay as typed."""
_UNCLOSED = 20
"""After so many sections without an end no further one is looked for: each costs a look at all lines below."""


class Origins(Struct, frozen=True, kw_only=True):
    """The way from offsets in a rewritten text to those in the text as typed."""

    starts: tuple[int, ...]
    """Where a piece begins in the rewritten text, in order; the first begins at 0."""
    typed: tuple[int, ...]
    """Where the same piece begins in the text as typed."""

    def of(self, offset: int) -> int:
        """Return the offset in the text as typed."""
        piece = bisect_right(self.starts, offset) - 1
        return max(self.typed[piece] + offset - self.starts[piece], 0)


class Between(Struct, frozen=True, kw_only=True, eq=False):
    """All from one sign to another, which no page shows."""

    opens: re.Pattern[str]
    closes: re.Pattern[str]
    end: str
    """What a writer types to close it."""
    like_html: bool = False
    """Whether it opens as a comment of HTML does, which is otherwise left alone like code."""


class Wrapped(Struct, frozen=True):
    """What becomes of a section."""

    before: tuple[str, ...] = ()
    """The lines that its content follows."""
    prefix: str = ""
    """What is put before each line of its content."""
    after: tuple[str, ...] = ()
    """The lines behind it."""
    shown: bool = True
    """False for a section that no page shows."""
    message: str = ""
    """What is wrong with the line that opens it; empty for nothing."""
    fix: str = ""
    """What to type in place of the match, beginning as it does, or words for what to do."""


class Section(Struct, frozen=True, kw_only=True, eq=False):
    """Lines that belong together: those set in under a line, or those between two signs."""

    opens: re.Pattern[str]
    """Matches the line that opens it, or the sign at the beginning of that line, from its first character."""
    closes: Callable[[re.Match[str]], re.Pattern[str]] | None = None
    """Returns a pattern whose group 1 is in what opens another such section within, while a match without it
    closes one. None: the section is the lines below that are set in by four spaces."""
    write: Callable[[re.Match[str]], Wrapped]
    """Returns what becomes of the section that a match opened."""


class _Line(NamedTuple):
    text: str
    origin: int
    """The offset of its first column in the text as typed, less what was put before it."""


def cut(text: str, part: Between) -> tuple[str, Origins | None, tuple[int, int] | None]:
    """Return the text without all that is between two signs, but for signs in code.

    What is never closed goes to the end of the text, and the place of its opening sign is returned last.
    """
    if not part.opens.search(text):
        return text, None, None  # before code is looked for, which takes longer
    visible, looks = shown(text), 0
    parts: list[str] = []
    starts, typed = [0], [0]
    end = at = length = 0
    unclosed = None
    while opening := part.opens.search(text, at):
        at = opening.end()
        if visible[opening.start()] == "\0":
            looks += 1
            # Each look takes a time that grows with the text. After so many, what may be a remark is one.
            if not part.like_html or (looks < _LOOKS and not _is_prose(text, end, opening)):
                continue
        closing = part.closes.search(text, at)
        begin = opening.start()
        parts.append(text[end:begin])
        length += begin - end
        end = at = closing.end() if closing else len(text)
        starts.append(length)
        typed.append(end)
        if any(sign in text[begin:end] for sign in ("`", "~~~", "<")) and looks < _LOOKS:
            # What seemed to be code behind it may have begun within.
            visible, looks = "\0" * end + shown(text[end:]), looks + 1
        if closing is None:
            unclosed = begin, len(opening[0])
    if not parts:
        return text, None, None
    parts.append(text[end:])
    return "".join(parts), Origins(starts=tuple(starts), typed=tuple(typed)), unclosed


def sections(text: str, known: Sequence[Section]) -> tuple[str, Origins | None, list[Problem]]:
    """Return the text with its sections rewritten, those within others too, and what is wrong where they open.

    The places of these problems are those in the text as it was given.
    """
    visible = shown(text)
    lines: list[_Line] = []
    offset = 0
    for line in text.split("\n"):
        lines.append(_Line(line, offset))
        offset += len(line) + 1
    rewriting = _Rewriting(known, visible)
    written = rewriting.run(lines)
    if written == lines:
        return text, None, []
    starts, typed = [], []
    offset = 0
    for each in written:
        starts.append(offset)
        typed.append(each.origin)
        offset += len(each.text) + 1
    origins = Origins(starts=tuple(starts), typed=tuple(typed))
    return "\n".join([each.text for each in written]), origins, rewriting.problems


def shown(text: str) -> str:
    """Return the text with NUL for all that is code or stays as typed for another reason."""
    result = masked(text, html=True)
    return _RAW.sub(lambda found: "\0" * len(found[0]), result) if "{%" in result else result


def _is_prose(text: str, begin: int, sign: re.Match[str]) -> bool:
    """Whether a sign is in no code of the text from `begin` on, whatever the sign would open itself."""
    start, end = sign.span()
    return shown(f"{text[begin:start]}{' ' * (end - start)}{text[end:]}")[start - begin] != "\0"


class _Rewriting:
    def __init__(self, known: Sequence[Section], shown: str) -> None:
        self.known = known
        self.shown = shown
        self.unclosed = 0
        self.problems: list[Problem] = []

    def run(self, lines: list[_Line], depth: int = 0) -> list[_Line]:
        if depth > _DEEPEST:
            return lines
        out: list[_Line] = []
        around: list[tuple[int, int]] = []
        at = 0
        while at < len(lines):
            text, origin = lines[at]
            body = text.lstrip(" \t")
            indent = _width(text, body)
            opened = None
            prose = not body or indent < _SET_IN or _in_item(around, indent)
            if body and prose and self.shown[origin + len(text) - len(body)] != "\0":
                opened = self._opened(lines, at, indent, body)
            if opened is None:
                if body:
                    _note(around, indent, body)
                out.append(lines[at])
                at += 1
                continue
            wrapped, content, end = opened
            if not wrapped.shown:
                at = end
                continue
            lead = " " * indent
            if out and out[-1].text.strip():
                out.append(_Line("", origin))
            out += [_Line((lead + line).rstrip(), origin) for line in wrapped.before]
            prefix = lead + wrapped.prefix
            for inner in self.run(content, depth + 1):
                if inner.text.strip():
                    out.append(_Line(prefix + inner.text, inner.origin - len(prefix)))
                else:
                    out.append(_Line(prefix.rstrip(), inner.origin))
            out += [_Line(lead + line, origin) for line in wrapped.after]
            if end < len(lines) and lines[end].text.strip():
                out.append(_Line("", lines[end].origin))
            at = end
        return out

    def _opened(
        self, lines: list[_Line], at: int, indent: int, body: str
    ) -> tuple[Wrapped, list[_Line], int] | None:
        """Return what becomes of the section that a line opens, its content, and the number of the line behind."""
        for section in self.known:
            match = section.opens.match(body)
            if match is None:
                continue
            if section.closes is None:
                if match.end() < len(body.rstrip()):
                    continue
                found = _set_in(lines, at, indent)
            elif self.unclosed > _UNCLOSED:
                continue
            else:
                found = self._between(lines, at, body, match, section.closes(match), indent)
                self.unclosed += found is None
            if found:
                wrapped = section.write(match)
                if wrapped.message:
                    self._tell(wrapped, lines[at], body, match)
                return wrapped, *found
        return None

    def _between(
        self,
        lines: list[_Line],
        at: int,
        body: str,
        match: re.Match[str],
        signs: re.Pattern[str],
        indent: int,
    ) -> tuple[list[_Line], int] | None:
        """Return the lines up to the sign that closes a section, and the number of the line behind it."""
        skipped = len(lines[at].text) - len(body) + match.end()
        first = _Line(lines[at].text[skipped:], lines[at].origin + skipped)
        content: list[_Line] = []
        depth = 1
        for number, line in enumerate([first, *lines[at + 1 :]]):
            for sign in signs.finditer(line.text):
                if self.shown.startswith("\0", line.origin + sign.end() - 1):
                    continue
                depth += 1 if sign[1] else -1
                if depth == 0:
                    content.append(_Line(line.text[: sign.start()], line.origin))
                    behind = line.text[sign.end() :]
                    if behind.strip():
                        return None
                    inner = [_dedent(each, indent) for each in content]
                    while inner and not inner[0].text.strip():
                        del inner[0]
                    while inner and not inner[-1].text.strip():
                        del inner[-1]
                    return inner, at + number + 1
            content.append(line)
        return None

    def _tell(self, wrapped: Wrapped, line: _Line, body: str, match: re.Match[str]) -> None:
        self.problems.append(
            Problem(
                code="unfinished-markup",
                message=wrapped.message,
                fix=wrapped.fix,
                edit=Edit(text=wrapped.fix) if wrapped.fix[:1] == match[0][0] else None,
                start=line.origin + len(line.text) - len(body),
                length=match.end(),
            )
        )


def _width(text: str, body: str) -> int:
    lead = text[: len(text) - len(body)]
    return len(lead.expandtabs(4)) if "\t" in lead else len(lead)


def _dedent(line: _Line, columns: int) -> _Line:
    """Return a line without the white space in its first columns."""
    body = line.text.lstrip(" \t")
    width = _width(line.text, body)
    text = " " * max(width - columns, 0) + body
    return _Line(text, line.origin + len(line.text) - len(text))


def _set_in(lines: list[_Line], at: int, indent: int) -> tuple[list[_Line], int] | None:
    """Return the lines below one that are set in further, and the number of the line behind them."""
    end = filled = at + 1
    while end < len(lines):
        body = lines[end].text.lstrip(" \t")
        if body:
            if _width(lines[end].text, body) < indent + _SET_IN:
                break
            filled = end + 1
        end += 1
    return (
        ([_dedent(line, indent + _SET_IN) for line in lines[at + 1 : filled]], filled) if filled > at + 1 else None
    )


def _note(around: list[tuple[int, int]], indent: int, body: str) -> None:
    """Let `around`, lines set in ever further, end with this one: where it begins, and the text of its item."""
    while around and around[-1][0] >= indent:
        around.pop()
    item = _ITEM.match(body)
    around.append((indent, indent + len(item[0].expandtabs(4)) if item else 0))


def _in_item(around: list[tuple[int, int]], indent: int) -> bool:
    """Return whether a line that is set in belongs to an item of a list above it, so that it is no code."""
    for width, begins in reversed(around):
        if width < indent:
            if begins:
                return indent < begins + _SET_IN
            indent = width
    return False
