"""Days and times of old sites, in the form that front matter takes here."""

import datetime as dt
import re

from msgspec import Struct

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names that the generators have for months in addresses, whatever language the site is in."""

_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[Tt]?[ ]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?[ ]*(?P<half>[ap]m)?[ ]*(?P<zone>.*))?",
    re.IGNORECASE,
)
_DAY_AND_WORDS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\s+\D.*")
"""A day and a remark, such as `2026-12-05 (optional)`."""
_OFFSET = re.compile(r"(?:(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?|(Z|UTC|GMT))(?:\s+\w+)?", re.IGNORECASE)


class OldMoment(Struct, frozen=True, kw_only=True):
    """A day, or a day and time, as an old site has it."""

    local: dt.datetime
    """By the clock that its writer meant."""
    offset: dt.timedelta | None = None
    """From UTC; None where its writer gave none."""
    has_time: bool = False

    @property
    def text(self) -> str:
        """The value that front matter takes: a midnight is a day, because generators write it for one."""
        day = f"{self.local:%Y-%m-%d}"
        if not self.has_time or self.local.time() == dt.time():
            return day
        time = f"{self.local:%H:%M:%S}" if self.local.second else f"{self.local:%H:%M}"
        if self.offset is None:
            return f"{day} {time}"
        minutes = int(self.offset.total_seconds() // 60)
        sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
        return f"{day} {time} {sign}{minutes // 60:02}:{minutes % 60:02}"

    @property
    def day(self) -> str:
        """The day, such as `2026-12-05`."""
        return f"{self.local:%Y-%m-%d}"

    def at(self, zone: dt.tzinfo) -> dt.datetime:
        """Return the time by the clocks of a zone; a moment without an offset is taken for one in UTC."""
        utc = dt.timezone(self.offset) if self.offset is not None else dt.UTC
        try:
            return self.local.replace(tzinfo=utc).astimezone(zone)
        except (OverflowError, ValueError):
            return self.local


def old_moment(text: str) -> OldMoment | None:
    """Return the day or time that a text names, None for one that it does not name plainly."""
    found = _MOMENT.fullmatch(text.strip()) or _DAY_AND_WORDS.fullmatch(text.strip())
    if found is None:
        return _in_words(text)
    try:
        day = dt.datetime(int(found[1]), int(found[2]), int(found[3]))
        if found.re is _DAY_AND_WORDS or found[4] is None:
            return OldMoment(local=day)
        hour = int(found[4]) % 12 + 12 * (found["half"].lower() == "pm") if found["half"] else int(found[4])
        local = day.replace(hour=hour, minute=int(found[5]), second=int(found[6] or 0))
    except ValueError:
        return None
    if not 1000 <= local.year <= 9000:
        return None
    return OldMoment(local=local, offset=_offset(found["zone"].strip()), has_time=True)


def _offset(text: str) -> dt.timedelta | None:
    """Return the distance from UTC that a text names, None for none."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    if found[4]:
        return dt.timedelta()
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes >= 24 * 60:
        return None
    return dt.timedelta(minutes=-minutes if found[1] == "-" else minutes)


def _in_words(text: str) -> OldMoment | None:
    """Return the day of `5 December 2026` or `December 5, 2026`; None for what may be read in two ways."""
    for form in (
        "%d %B %Y",
        "%d %b %Y",
        "%B %d, %Y",
        "%b %d, %Y",
        "%B %d %Y",
        "%b %d %Y",
        "%a, %d %b %Y %H:%M:%S %z",
    ):
        try:
            found = dt.datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        return OldMoment(local=found.replace(tzinfo=None), offset=found.utcoffset(), has_time="%H" in form)
    return None
