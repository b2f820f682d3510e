"""Content lines of calendar files: `NAME;PARAMETER=VALUE:value`, escaped and folded (RFC 5545 section 3.1).

They are written as icalendar writes them, without its objects, which cost ten times as much. The tests read them
with that library and with ical.js.
"""

import datetime as dt

LONGEST = 74
"""Octets of a line before it is folded; a line that goes on has a space before them."""


def line(name: str, value: str) -> str:
    """Return one content line with its end; `name` has the parameters, and a `value` that is a text is escaped."""
    written = f"{name}:{value}"
    if len(written) <= LONGEST and written.isascii():
        return written + "\r\n"
    rest = written.encode()
    parts = []
    while len(rest) > LONGEST:
        end = LONGEST
        while rest[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if rest[end - 1] in b"\\^":  # some programs do not join what is escaped
            end -= 1
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join((*parts, rest)).decode() + "\r\n"


def text(value: str) -> str:
    """Return a TEXT value (RFC 5545 section 3.3.11)."""
    value = value.replace("\\N", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def day(value: dt.date) -> str:
    """Return a DATE value (RFC 5545 section 3.3.4)."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def time(value: dt.datetime, *, utc: bool = False) -> str:
    """Return a DATE-TIME value (RFC 5545 section 3.3.5): a local time, or one in UTC."""
    return f"{day(value)}T{value.hour:02}{value.minute:02}{value.second:02}{'Z' if utc else ''}"


def instant(value: dt.datetime) -> str:
    """Return the DATE-TIME value in UTC of an aware time."""
    return time(value.astimezone(dt.UTC), utc=True)


def offset(value: dt.timedelta) -> str:
    """Return a UTC-OFFSET value (RFC 5545 section 3.3.14), with seconds where there are any."""
    seconds = round(abs(value.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    rest = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{'-' if value < dt.timedelta() else '+'}{hours:02}{minutes:02}{rest}"
