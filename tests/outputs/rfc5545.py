"""What every calendar file must be (RFC 5545), as a function from its bytes to its faults."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from icalendar import Calendar

LONGEST = 75
"""Octets in a line without its end (section 3.1)."""
NEEDED = {"VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY"), "VCALENDAR": ("PRODID", "VERSION")}


def faults(data: bytes) -> list[str]:
    """Return every breach, in words; of a good file none."""
    found = [*_in_lines(data)]
    try:
        calendar: Any = Calendar.from_ical(data)
    except ValueError as error:
        return [*found, f"cannot be parsed: {error}"]
    if calendar.to_ical() != data:
        found.append("is not as icalendar writes it: escaped, folded and ordered")
    return [*found, *_in_components(calendar)]


def _in_lines(data: bytes) -> Iterator[str]:
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with its calendar"
    bare = data.replace(b"\r\n", b"")
    if b"\n" in bare or b"\r" in bare:
        yield "has a line that does not end in CRLF"
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", bare):
        yield "holds a control character"
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > LONGEST:
            yield f"line {number} has {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number} splits a character"


def _in_components(calendar: Any) -> Iterator[str]:
    for component in calendar.walk():
        yield from (f"{component.name}: {name} is wrong: {error}" for name, error in component.errors)
        yield from (
            f"{component.name} has {_count(component, name)} {name}"
            for name in NEEDED.get(component.name, ())
            if _count(component, name) != 1
        )
    described = Counter(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE"))
    yield from (f"{zone} is described {number} times" for zone, number in described.items() if number > 1)
    named: Counter[tuple[str, bytes | None]] = Counter()
    for event in calendar.walk("VEVENT"):
        moved = event.get("RECURRENCE-ID")
        named[str(event.get("UID")), moved and moved.to_ical()] += 1
        yield from (
            f"{zone}, of {name}, is not described" for name, zone in _zones(event) if zone not in described
        )
        start, end = event.get("DTSTART"), event.get("DTEND")
        if start and end and (start.params.get("VALUE") != end.params.get("VALUE") or end.dt < start.dt):
            yield f"ends at {end.to_ical()!r} after a start at {start.to_ical()!r}"
    yield from (f"{uid} is there {number} times" for (uid, _), number in named.items() if number > 1)


def _count(component: Any, name: str) -> int:
    value = component.get(name)
    return len(value) if isinstance(value, list) else int(value is not None)


def _zones(event: Any) -> Iterator[tuple[str, str]]:
    """Yield each TZID that a property names, with the property."""
    for name, value in event.property_items(recursive=False):
        if zone := getattr(value, "params", {}).get("TZID"):
            yield name, zone
