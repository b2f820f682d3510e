"""Cures as changes of a file: what a person does who pastes what a diagnostic shows."""

import datetime as dt
import re

from msgspec import structs

from sitegen.diagnostics import Diagnostic, Edit, Span

_DAY = re.compile("\0((?:\\d\\d-\\d\\d)?)\0")
_DASH = re.compile(r"[ ]*-(?:[ ]|$)")
_FENCE = re.compile(r"(?:---|\.\.\.|\+\+\+)[ \t]*")


def dated(found: Diagnostic, today: dt.date) -> Diagnostic:
    """Return a diagnostic whose cure names days of the build's clock as days."""
    if "\0" not in found.fix:
        return found

    def day(match: re.Match[str]) -> str:
        if not match[1]:
            return today.isoformat()
        return f"{today.year + (match[1] < today.isoformat()[5:]):04}-{match[1]}"

    edit = found.edit and structs.replace(found.edit, text=_DAY.sub(day, found.edit.text))
    return structs.replace(found, fix=_DAY.sub(day, found.fix), edit=edit)


def applied(text: str, span: Span, edit: Edit) -> str:
    """Return the text of a file, line ends as they are, in which the edit is pasted at a place."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    row = min(max(span.line - 1, 0), len(lines) - 1)
    new = edit.text.split("\n")
    indent = lines[row][: len(lines[row]) - len(lines[row].lstrip(" \t"))]
    if edit.where == "words":
        line, start = lines[row], span.column - 1
        whole = f"{line[:start]}{new[0]}{line[start + span.length :]}"
        lines[row : row + 1] = [whole, *(indent + each for each in new[1:])]
    elif edit.where == "line":
        lines[row : row + edit.lines] = new
    elif edit.where == "item":
        first, behind = _item(lines, row, span.column - 1)
        indent = lines[first][: _indent(lines[first])]
        lines[first:behind] = [indent + each for each in new]
    elif edit.where == "field":
        typed, first, behind = _field(lines, row, edit.key or new[0].partition(":")[0])
        if not edit.key and typed:
            new[0] = f"{typed}:{new[0].partition(':')[2]}"
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
        lines[first:behind] = [indent + each for each in new]
    else:
        end = next((n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line)), 0)
        if _FENCE.fullmatch(lines[0]) and end:
            # A line below a table of TOML would be part of that table.
            place = 1 if lines[0].startswith("+++") else end
            lines[place:place] = new
        else:
            lines[:0] = ["---", *new, "---"]
    return newline.join(lines)


def _field(lines: list[str], row: int, key: str) -> tuple[str, int, int]:
    """Return the key of the field that a line belongs to, its first line, and the line behind it.

    The field may be written by another key than `key`: then it is that above which the line is set in.
    """
    named = re.compile(rf"[ ]*(?:-[ ]+)?{re.escape(key)}[ ]*:")
    first = next((n for n in range(row, -1, -1) if named.match(lines[n])), None)
    typed = ""
    if first is None:
        width = _indent(lines[row])
        first = next((n for n in range(row, -1, -1) if _indent(lines[n]) < width), row)
        found = re.match(r"[ ]*([\w-]+)[ ]*:", lines[first])
        typed = found[1] if found else ""
    last = first + 1
    while last < len(lines):
        line = lines[last]
        item = re.match(rf"[ ]{{{_indent(lines[first])}}}-[ ]", line)
        if line.strip() and _indent(line) <= _indent(lines[first]) and not item:
            break
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    return typed, first, last


def _item(lines: list[str], row: int, column: int) -> tuple[int, int]:
    """Return the first line of the item of a list, under a dash, that a place is in, and the line behind it."""
    first = next((n for n in range(row, -1, -1) if _DASH.match(lines[n]) and _indent(lines[n]) < column), row)
    last = first + 1
    while last < len(lines) and not (lines[last].strip() and _indent(lines[last]) <= _indent(lines[first])):
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
