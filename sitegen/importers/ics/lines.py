"""The lines of a calendar file (RFC 5545 section 3.1) and the components they make, each with its line number.

Read here and not by the library: it gives up at the first line that is wrong and does not say where things stood.
"""

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.fields.frontmatter import UNPRINTABLE
from sitegen.importers.report import Report

DEEPEST = 8
"""No calendar nests components deeper than four: calendar, event, alarm, place."""
_BREAK = re.compile(rb"\r\n|\n|\r")
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=;:"]+=(?:"[^"]*"|[^";:])*+)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";:])*+)')
_CUT = re.compile(r"([^;]*)(;.*)?:(\d{8}(?:T\d{4,6}Z?)?(?:[,/].*)?)", re.DOTALL | re.ASCII)
"""What follows the first colon where a zone has one of its own and no quotes: `TZID=GMT+01:00:20261205T100000`."""
_ESCAPE = re.compile(r"\\([\\;,nN])")


class Property(Struct, frozen=True, kw_only=True):
    """One line: `DTSTART;TZID=Europe/London:20261205T100000`."""

    name: str
    parameters: dict[str, str]
    """By name in capitals, without the quotes around a value."""
    value: str
    """As it stands in the file."""
    line: int

    @property
    def text(self) -> str:
        """The value of a property of text, without its escapes (RFC 5545 section 3.3.11)."""
        return unescaped(self.value).strip()


class Component(Struct, frozen=True, kw_only=True):
    """What stands between BEGIN and END."""

    name: str
    line: int
    properties: tuple[Property, ...]
    parts: tuple["Component", ...]

    def all(self, *names: str) -> tuple[Property, ...]:
        """Return its properties of some names, in the order of the file."""
        return tuple(each for each in self.properties if each.name in names and each.value.strip())

    def first(self, *names: str) -> Property | None:
        """Return the first of its properties that has one of the names and a value."""
        return next(iter(self.all(*names)), None)

    def text(self, name: str) -> str:
        """Return the text of a property, "" when there is none."""
        found = self.first(name)
        return found.text if found else ""


class _Open:
    """A component whose END has not come yet."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.properties: list[Property] = []
        self.parts: list[Component] = []

    def closed(self) -> Component:
        return Component(
            name=self.name, line=self.line, properties=tuple(self.properties), parts=tuple(self.parts)
        )


def calendars(data: bytes, report: Report) -> list[Component]:
    """Return the calendars of a file. What cannot be read is reported and left out, the rest is kept."""
    found: list[Component] = []
    stack: list[_Open] = []
    for number, line in _unfolded(data, report):
        read = _property(number, line)
        if read is None:
            if stack:
                report.lost(number, "this line is not NAME:VALUE and was passed over")
            continue
        name = read.value.strip().upper()
        if read.name == "BEGIN":
            if stack and stack[-1].name == name:
                _unfinished(stack.pop(), report)
            if len(stack) < DEEPEST:
                stack.append(_Open(name, number))
        elif read.name == "END":
            if all(each.name != name for each in stack):
                continue
            while stack[-1].name != name:
                _unfinished(stack.pop(), report)
            done = stack.pop().closed()
            (stack[-1].parts if stack else found).append(done)
        elif stack:
            stack[-1].properties.append(read)
    while stack:
        left = stack.pop()
        _unfinished(left, report)
        if left.name == "VCALENDAR":
            found.append(left.closed())
    return [each for each in found if each.name == "VCALENDAR"]


def unescaped(value: str) -> str:
    """Return a value without its escapes."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def listed(value: str) -> list[str]:
    """Part a list of texts at its commas, but not at those that are escaped."""
    return [unescaped(part).strip() for part in re.findall(r"(?:\\.|[^\\,])+", value, re.DOTALL)]


def _unfinished(left: _Open, report: Report) -> None:
    kept = "; what is whole in it was read" if left.name == "VCALENDAR" else " and was left out"
    report.say("calendar-broken", left.line, f"this {left.name} has no END{kept}")


def _unfolded(data: bytes, report: Report) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, long ones joined: before decoding, as some are cut within a character."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    start, pieces = 0, list[bytes]()
    for number, piece in enumerate(_BREAK.split(data.removeprefix(codecs.BOM_UTF8)), 1):
        if not piece.strip():
            continue
        if piece[:1] in (b" ", b"\t") and pieces:
            pieces.append(piece[1:])
            continue
        if pieces:
            yield start, _decoded(b"".join(pieces), start, report)
        start, pieces = number, [piece]
    if pieces:
        yield start, _decoded(b"".join(pieces), start, report)


def _decoded(line: bytes, number: int, report: Report) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
        report.once("encoding", number, "this is not UTF-8; such lines were read as Windows-1252")
    return UNPRINTABLE.sub("", text)


def _property(number: int, line: str) -> Property | None:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    parameters = {name.strip().upper(): value.replace('"', "") for name, value in _PARAMETER.findall(match[2])}
    value = match[3]
    if list(parameters)[-1:] == ["TZID"] and (cut := _CUT.fullmatch(value)):
        parameters["TZID"] += f":{cut[1]}"
        parameters |= {name.strip().upper(): said for name, said in _PARAMETER.findall(cut[2] or "")}
        value = cut[3]
    return Property(name=match[1].upper(), parameters=parameters, value=value, line=number)
