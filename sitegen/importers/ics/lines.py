"""The content lines of a calendar file (RFC 5545 section 3.1) as components and properties with line numbers.

The icalendar library is not used for this: it stops at the first line that is wrong, and has no line numbers.
"""

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from sitegen.decoding import UNPRINTABLE
from sitegen.importers.report import Report

DEEPEST = 8
"""Levels of components that are read; real calendars have four: calendar, event, alarm, place."""
_BREAK = re.compile(rb"\r\n|\n|\r")
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=;:"]+=(?:"[^"]*"|[^";:])*+)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";:])*+)')
_CUT = re.compile(r"([^;]*)(;.*)?:(\d{8}(?:T\d{4,6}Z?)?(?:[,/].*)?)", re.DOTALL | re.ASCII)
"""The text behind the first colon where the TZID itself holds a colon without quotes.

So it is in `TZID=GMT+01:00:20261205T100000`.
"""
_ESCAPE = re.compile(r"\\([\\;,nN])")


class Property(Struct, frozen=True, kw_only=True):
    """A property: the content line `DTSTART;TZID=Europe/London:20261205T100000`."""

    name: str
    parameters: dict[str, str]
    """The values of its parameters without quotes, by name in capitals."""
    value: str
    """The value with its escapes, as in the file."""
    line: int

    @property
    def text(self) -> str:
        """The value without escapes, of a property whose type is TEXT (RFC 5545 section 3.3.11)."""
        return unescaped(self.value).strip()


class Component(Struct, frozen=True, kw_only=True):
    """A component: everything between a BEGIN and its END."""

    name: str
    line: int
    properties: tuple[Property, ...]
    parts: tuple["Component", ...]

    def all(self, *names: str) -> tuple[Property, ...]:
        """Return its properties with one of some names and a value, in the order of the file."""
        return tuple(each for each in self.properties if each.name in names and each.value.strip())

    def first(self, *names: str) -> Property | None:
        """Return the first of its properties that has one of the names and a value."""
        return next(iter(self.all(*names)), None)

    def text(self, name: str) -> str:
        """Return the text of a property, "" when there is none."""
        found = self.first(name)
        return found.text if found else ""


class _OpenComponent:
    """A component whose END has not been read yet."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.properties: list[Property] = []
        self.parts: list[Component] = []

    def closed(self) -> Component:
        return Component(
            name=self.name, line=self.line, properties=tuple(self.properties), parts=tuple(self.parts)
        )


def calendars(data: bytes, report: Report) -> list[Component]:
    """Return each VCALENDAR of a file. Lines and components that cannot be read are reported and left out."""
    found: list[Component] = []
    stack: list[_OpenComponent] = []
    for number, line in _unfolded(data, report):
        read = _property(number, line)
        if read is None:
            if stack:
                report.lost(number, "this line is not NAME:VALUE and was passed over")
            continue
        name = read.value.strip().upper()
        if read.name == "BEGIN":
            if stack and stack[-1].name == name:
                _report_unclosed(stack.pop(), report)
            if len(stack) < DEEPEST:
                stack.append(_OpenComponent(name, number))
        elif read.name == "END":
            if all(each.name != name for each in stack):
                continue
            while stack[-1].name != name:
                _report_unclosed(stack.pop(), report)
            done = stack.pop().closed()
            (stack[-1].parts if stack else found).append(done)
        elif stack:
            stack[-1].properties.append(read)
    while stack:
        left = stack.pop()
        _report_unclosed(left, report)
        if left.name == "VCALENDAR":
            found.append(left.closed())
    return [each for each in found if each.name == "VCALENDAR"]


def unescaped(value: str) -> str:
    """Return a TEXT value without its escapes (RFC 5545 section 3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def listed(value: str) -> list[str]:
    """Return the items of a list of TEXT values, which is split at commas that are not escaped."""
    return [unescaped(part).strip() for part in re.findall(r"(?:\\.|[^\\,])+", value, re.DOTALL)]


def _report_unclosed(left: _OpenComponent, report: Report) -> None:
    kept = "; what is whole in it was read" if left.name == "VCALENDAR" else " and was left out"
    report.add("calendar-broken", left.line, f"this {left.name} has no END{kept}")


def _unfolded(data: bytes, report: Report) -> Iterator[tuple[int, str]]:
    """Yield each content line, unfolded, with the number of its first line in the file.

    Lines are unfolded as bytes, because some programs fold within a character.
    """
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
    """Return a line as text without control characters; bytes that are not UTF-8 are read as Windows-1252."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
        report.lost_once("encoding", number, "this is not UTF-8; such lines were read as Windows-1252")
    return UNPRINTABLE.sub("", text)


def _property(number: int, line: str) -> Property | None:
    """Return the property of a content line, None for a line that is not NAME:VALUE."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return None
    parameters = {name.strip().upper(): value.replace('"', "") for name, value in _PARAMETER.findall(match[2])}
    value = match[3]
    if list(parameters)[-1:] == ["TZID"] and (cut := _CUT.fullmatch(value)):
        parameters["TZID"] += f":{cut[1]}"
        parameters |= {name.strip().upper(): each for name, each in _PARAMETER.findall(cut[2] or "")}
        value = cut[3]
    return Property(name=match[1].upper(), parameters=parameters, value=value, line=number)
