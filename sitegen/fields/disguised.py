"""Fields that were written as text: in a remark of HTML, between signs such as `**draft: true**`, without a colon.

They are looked for where they hide a page, since a text may begin with any of these, and in a remark with a title.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.fields.hiding import FALSE, TRUE, hides, is_state, read_as
from sitegen.fields.nodes import ScalarNode
from sitegen.patterns import late

_REMARK = late(r"\s*(?:<!--+|\[[\w/]+\]:[ ]*(?:#|<>)[ ]*[(\"'])")
"""Matches the beginning of a remark: `<!--`, or a link that nothing refers to, `[//]: # (…)`."""
_ENDS = late(r"--+>|[)\"'][ \t]*(?:\n|\Z)")
_DRESS = late(r"(?:</?\w{1,10}>|[^\w\n]|_){1,40}")
"""Matches signs, and tags of HTML, around a field."""
_FIELD = late(
    r"(?:set[ ]|export[ ]const[ ]|const[ ])?(?P<key>[^\W\d_](?:[\w-]|[^\w\s,;:=.!?()\[\]{}<>|*`~'\"/\\])*)"
    r"(?P<between>[^\w\n]{1,8})(?P<value>\w.*)"
)
_VALUE_ENDS = late(r"(?:[^\w\n]|_|</?\w{1,10}>)*$")
_SAYS = re.compile("[:=：]")
_MANY_LETTERS = 2
"""The length of an answer from which on it counts without a colon before it: `Draft 1` is a heading."""
MOST_LINES = 12
"""The number of lines at the top of a paragraph or remark in which a field is looked for."""


class Disguised(Struct, frozen=True, kw_only=True):
    """The place of fields that were written as text; lines count from where the search began."""

    first: int
    """The line of the field that hides the page."""
    lines: int
    """How many lines there are of fields, and of the signs around them."""
    fields: tuple[tuple[str, str], ...]
    """Name and value of each field; none where other words are among them."""
    remark: bool


def disguised(lines: list[str], *, only_remarks: bool) -> Disguised | None:
    """Return where a text begins with fields, written as text, that hide the page; None for nearly every text."""
    if not lines:
        return None
    remark = bool(_REMARK.match(lines[0]))
    if only_remarks and not remark:
        return None
    block = list(_remark(lines) if remark else _paragraph(lines))
    read = [_read(line) if _bare(line) else () for line in block]
    hiding = [at for at, field in enumerate(read) if field and _keeps_back(*field, remark=remark)]
    titled = remark and not only_remarks and any(field and field[0] == "title" for field in read)
    end = next((at for at, field in enumerate(read) if field is None), len(read))
    if remark and end < len(read):
        end = 0
    if not hiding and not (titled and end):
        return None
    first = hiding[0] if hiding else 0
    fields = tuple((name, value) for name, _, value in filter(None, read[:end])) if first < end else ()
    return Disguised(first=first, lines=end, fields=fields, remark=remark)


def _paragraph(lines: list[str]) -> Iterator[str]:
    for line in lines[:MOST_LINES]:
        if not line.strip():
            return
        yield line


def _remark(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a remark; nothing of one that goes on behind them, or has text behind its end."""
    for number, line in enumerate(lines[:MOST_LINES]):
        start = _REMARK.match(line) if number == 0 else None
        end = _ENDS.search(line, start.end() if start else 0)
        yield line[: end.start()] if end else line
        if end:
            return


def _bare(line: str) -> str:
    """Return a line without the signs around its words."""
    opened = _REMARK.match(line)
    line = line[opened.end() :] if opened else line
    dress = _DRESS.match(line)
    line = line[dress.end() :] if dress else line
    end = _VALUE_ENDS.search(line)
    return line[: end.start()] if end else line


def _read(line: str) -> tuple[str, str, str] | None:
    """Return the name, what is between, and the value of a field in a line; None for other words."""
    found = _FIELD.fullmatch(_bare(line))
    return (found["key"], found["between"], found["value"]) if found else None


def _keeps_back(name: str, between: str, value: str, *, remark: bool) -> bool:
    """Whether a field says that the page is not public; a state and a day may be told to readers as well."""
    node = ScalarNode((1, 1, 1), value)
    read = read_as(name, node)
    said = value.casefold()
    if is_state(name):
        return remark and (read is not None or hides(name, node))
    if not _SAYS.search(between) and (len(said) < _MANY_LETTERS or said in ("on", "off")):
        return False
    if read is None:
        return said in (*TRUE, *FALSE) and hides(name, node)
    if read.field in ("draft", "private"):
        return said in TRUE
    return read.field == "published" and said in FALSE
