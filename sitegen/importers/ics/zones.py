"""The IANA time zone of a TZID: by an IANA name, by Windows' name for one, or by its VTIMEZONE."""

import calendar as months
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from zoneinfo import available_timezones

from sitegen.facets.rule import DAYS
from sitegen.facets.schedule import zone_of
from sitegen.importers.ics.lines import Component
from sitegen.importers.report import Report

YEAR = 2026
"""The year in which the offset in the name of a zone is compared with that of an IANA zone."""
YEARS = 3
"""The number of years in which a zone has to agree with its VTIMEZONE."""
_CURE = "timezone: the name of the zone, such as Europe/London"
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_EASTWARD = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?(\d{2}))?", re.ASCII | re.IGNORECASE)
_DISPLAYED = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d{2}):?(\d{2}))?\) *(.*)", re.ASCII | re.IGNORECASE)
"""The display name of a zone in Windows: `(UTC-05:00) Eastern Time (US & Canada)`."""
CITIES = {
    "CET": "Europe/Brussels",
    "MET": "Europe/Brussels",
    "EET": "Europe/Athens",
    "WET": "Europe/Lisbon",
    "EST": "America/Panama",
    "MST": "America/Phoenix",
    "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}
"""The zones to which the IANA database links its abbreviations; an entry has to name the city."""
_UTC = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "coordinated universal time"})


class UnknownZone(ValueError):
    """An unknown time zone: a time in it could only be shown wrongly."""

    def __init__(self, tzid: str) -> None:
        super().__init__(f"nobody knows the time zone {tzid!r}")
        self.fix = (
            "set a zone for it in the program it comes from, or write a name such as Europe/London for "
            f"{tzid} wherever that stands in the calendar file; then import it again"
        )


Change = tuple[dt.datetime, dt.timedelta]
"""The time of a change of the clock, in UTC, and the offset from then on."""


class Zones:
    """The time zones of one calendar."""

    def __init__(self, calendar: Component | None, site: str, report: Report) -> None:
        self.site = site
        self.report = report
        usual = by_name(calendar.text("X-WR-TIMEZONE")) if calendar else ""
        self.usual = CITIES.get(usual, usual)
        """The zone of times without one, which Google and Apple name for a whole calendar; "" for none."""
        self.unknown = "" if self.usual or not calendar else calendar.text("X-WR-TIMEZONE").strip()
        """The zone that the calendar names for times without one, where it is no known zone."""
        self._described: dict[str, Component] = {}
        for each in calendar.parts if calendar else ():
            if each.name == "VTIMEZONE":
                self._described.setdefault(_bare(each.text("TZID")), each)
        self._known: dict[tuple[str, int], str] = {}
        self.uncertain: set[str] = set()
        """Offsets that replace a zone whose changes of the clock are unknown: right for one date alone."""

    def named(self, tzid: str, local: dt.datetime, line: int) -> str:
        """Return the name of the zone of a TZID in the year of a time; a guess is reported.

        Raises UnknownZone where there is nothing to guess from.
        """
        bare = _bare(tzid)
        asked = bare, local.year
        if asked not in self._known:
            name = by_name(bare)
            if not name or not self._is_credible(name, bare, local.year):
                name = self._by_description(bare, local, line)
            self._known[asked] = CITIES.get(name, name)
        return self._known[asked]

    def _is_credible(self, name: str, tzid: str, year: int) -> bool:
        """Return whether the VTIMEZONE of a TZID, if any, agrees with an IANA name: `EST` often means New York."""
        described = self._described.get(tzid)
        if described is None or ("/" in name and not _DISPLAYED.fullmatch(tzid)):
            return True
        changes = _changes(described, year)
        return not changes or _agrees(name, changes, year)

    def _by_description(self, tzid: str, local: dt.datetime, line: int) -> str:
        """Return the zone that changes its clock as the VTIMEZONE of a TZID does, else the offset at that time."""
        described = self._described.get(tzid)
        if described is None:
            return self._by_offset(tzid, line)
        if found := by_name(described.text("X-LIC-LOCATION")):
            return found
        changes = _changes(described, local.year)
        if not changes:
            return self._by_offset(tzid, line)
        offsets = {offset for _, offset in changes}
        if len(offsets) == 1 and (offset := offsets.pop()) % dt.timedelta(minutes=1) == dt.timedelta():
            return self.site if _agrees(self.site, changes, local.year) else _offset_name(offset)
        for name in (self.site, *_candidates()):
            if _agrees(name, changes, local.year):
                return name
        offset = _offset_at(changes, local)
        message = f"no time zone changes its clock as {tzid!r} does; its times were read as {_offset_name(offset)}"
        self.report.lost_once(f"zone {tzid}", line, message, fix=_CURE)
        self.uncertain.add(_offset_name(offset))
        return _offset_name(offset)

    def _by_offset(self, tzid: str, line: int) -> str:
        """Return the offset in a name. Raises UnknownZone for a name without one."""
        plain, shown = _EASTWARD.fullmatch(tzid), _DISPLAYED.fullmatch(tzid)
        match = plain or shown
        offset = _offset_of(*match.group(1, 2, 3)) if match and match[1] else None
        if offset is None:
            raise UnknownZone(tzid)
        name = _offset_name(offset)
        if plain:
            return name
        message = f"of the time zone {tzid!r} only the offset is known; its times were read as {name} all year"
        self.report.lost_once(f"zone {tzid}", line, message, fix=_CURE)
        self.uncertain.add(name)
        return name


def by_name(name: str) -> str:
    """Return the IANA zone of a name: IANA's own, one that ends in it, or Windows'; "" for none."""
    name = _bare(name)
    if match := _DISPLAYED.fullmatch(name):
        return _by_display_name(match)
    parts = name.casefold().replace(" ", "_").split("/")
    last = parts[-1].replace("_", " ")
    if last in _UTC and (len(parts) == 1 or not parts[-2] or parts[-2] in ("etc", "microsoft")):
        return "UTC"
    if found := _windows().get(last.replace("daylight", "standard")):
        return found
    endings = ("/".join(parts[start:]) for start in range(len(parts) - 1 or 1))
    return next((_zones()[ending] for ending in endings if ending in _zones()), "")


def _by_display_name(match: re.Match[str]) -> str:
    """Return the zone of a display name of Windows, by one of its cities or by its words; "" for none."""
    words, offset = match[4].casefold().partition("(")[0].strip(), _offset_of(*match.group(1, 2, 3))
    if not offset and (not words or words in _UTC):
        return "UTC"
    named = [f"{words.removesuffix(' time')} standard time", f"{words} standard time"]
    found = [_windows()[name] for name in named if name in _windows()]
    cities = [city.strip().replace(" ", "_") for city in words.rpartition(":")[2].split(",")]
    found += [_zones()[name] for city in cities for name in _by_city().get(city, ())]
    rank = {name: number for number, name in enumerate(_candidates())}
    found.sort(key=lambda name: rank.get(name, len(rank)))
    return next((name for name in found if _has_standard(name, offset)), "")


def _has_standard(name: str, offset: dt.timedelta | None) -> bool:
    """Return whether an offset is that of a zone outside summer time."""
    zone = zone_of(name)
    offsets = (dt.datetime(YEAR, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    return min(each for each in offsets if each is not None) == offset


@cache
def _zones() -> Mapping[str, str]:
    """Return the names of the IANA database by the same names in small letters."""
    return {name.casefold(): name for name in sorted(available_timezones())}


@cache
def _by_city() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of `_zones` by their last part: `europe/berlin` by `berlin`."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _zones():
        city = name.rpartition("/")[2]
        found[city] = (*found.get(city, ()), name)
    return found


@cache
def _windows() -> Mapping[str, str]:
    """Return IANA zones by Windows' names in small letters (Unicode CLDR's windowsZones)."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _candidates() -> tuple[str, ...]:
    """Return the zones to compare with a VTIMEZONE; of zones with the same rules, the best known comes first."""
    return ("Europe/London", "Europe/Berlin", "America/New_York", *sorted(set(_windows().values())))


def _bare(tzid: str) -> str:
    """Return a TZID without quotes and without the `/` of a globally unique one (RFC 5545 section 3.2.19)."""
    return tzid.strip().strip("\"'").lstrip("/")


def _changes(described: Component, year: int) -> list[Change]:
    """Return the changes of the clock around a year by a VTIMEZONE, in time order."""
    found: list[Change] = []
    for each in described.parts:
        before, after = _offset(each.text("TZOFFSETFROM")), _offset(each.text("TZOFFSETTO"))
        if after is not None:
            found += ((onset - (before or after), after) for onset in _onsets(each, year))
    return sorted(found)


def _onsets(observance: Component, year: int) -> Iterator[dt.datetime]:
    """Yield each onset of an observance (STANDARD or DAYLIGHT, RFC 5545 section 3.6.5), by the clock before it.

    Yearly rules are worked out here: those of Windows begin in 1601, on a day that the rule itself does not give.
    """
    first = _local(observance.text("DTSTART"))
    if first is None:
        return
    yield first
    listed = (each.value.split(",") for each in observance.all("RDATE"))
    yield from filter(None, map(_local, chain.from_iterable(listed)))
    rule = observance.first("RRULE")
    parts = dict(part.partition("=")[::2] for part in rule.value.upper().split(";")) if rule else {}
    if parts.get("FREQ") != "YEARLY":
        return
    until = _local(parts.get("UNTIL", "").rstrip("Z"))
    for each in range(max(year - 1, first.year), year + YEARS + 1):
        onset = _day(each, parts, first)
        if onset and onset > first and (until is None or onset <= until + dt.timedelta(days=1)):
            yield onset


def _day(year: int, parts: Mapping[str, str], first: dt.datetime) -> dt.datetime | None:
    """Return the date of a rule such as BYMONTH=3;BYDAY=-1SU in a year, at the time of `first`; None for none."""
    try:
        month = int(parts.get("BYMONTH", first.month))
        days = [dt.datetime(year, month, day) for day in range(1, months.monthrange(year, month)[1] + 1)]
        by_day = re.fullmatch(r"([+-]?\d)?([A-Z]{2})", parts.get("BYDAY", ""))
        numbers = {int(number) for number in parts.get("BYMONTHDAY", "0").split(",")}
        if "BYMONTHDAY" in parts:
            days = [day for day in days if day.day in numbers]
        elif by_day is None:
            days = [day for day in days if day.day == first.day]
        if by_day:
            days = [day for day in days if DAYS[day.weekday()] == by_day[2]]
        place = int(by_day[1]) if by_day and by_day[1] else 1
        return dt.datetime.combine(days[place - 1 if place > 0 else place], first.time())
    except (ValueError, IndexError):
        return None


def _agrees(name: str, changes: Iterable[Change], year: int) -> bool:
    """Return whether a zone has the offsets of some changes on every fifth day of `YEARS` years."""
    changes = list(changes)
    zone = zone_of(name)
    for day in range(0, 366 * YEARS, 5):
        instant = dt.datetime(year, 1, 1, 12) + dt.timedelta(days=day)
        earlier = [offset for onset, offset in changes if onset <= instant]
        offset = earlier[-1] if earlier else changes[0][1]
        if instant.replace(tzinfo=dt.UTC).astimezone(zone).utcoffset() != offset:
            return False
    return True


def _offset_at(changes: list[Change], local: dt.datetime) -> dt.timedelta:
    earlier = [offset for onset, offset in changes if onset + offset <= local]
    return earlier[-1] if earlier else changes[0][1]


def _offset(text: str) -> dt.timedelta | None:
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[2]) > 15 or int(match[3]) > 59:
        return None
    return dt.timedelta(hours=int(match[2]), minutes=int(match[3])) * (-1 if match[1] == "-" else 1)


def _offset_of(sign: str | None, hours: str | None, minutes: str | None) -> dt.timedelta | None:
    """Return the offset of a sign, hours and minutes, zero where all are missing; None for one no clock has."""
    return _offset(f"{sign or '+'}{hours or '00':0>2}{minutes or '00'}")


def _offset_name(offset: dt.timedelta) -> str:
    minutes = int(offset / dt.timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _local(text: str) -> dt.datetime | None:
    try:
        local = dt.datetime.strptime(text[:15], "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
    except ValueError:
        return None
    return local if 1000 <= local.year <= 9000 else None
