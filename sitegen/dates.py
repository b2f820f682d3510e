"""Days and times in words. Names come from a table by language, never from the machine's locale."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import Formatter
from typing import Any

from msgspec import Struct

from sitegen.facets.schedule import Moment, Schedule, zone_of
from sitegen.locales import ENGLISH, Locale
from sitegen.locales.locale import primary


class Words(Struct, frozen=True, kw_only=True):
    """All that one language needs to say when something happens; patterns are for `str.format`."""

    months: tuple[str, ...]
    """From January, as they are written in a date."""
    month_names: tuple[str, ...]
    """From January, as they are written alone or with a year."""
    short_months: tuple[str, ...]
    """From January, for where room is short."""
    weekdays: tuple[str, ...]
    """From Monday."""
    short_weekdays: tuple[str, ...]
    """From Monday."""
    date: str = "{day} {month} {year}"
    date_without_year: str = "{day} {month}"
    month_and_year: str = "{month} {year}"
    with_weekday: str = "{weekday} {date}"
    day_alone: str = "{day}"
    """The number of a day whose month and year follow later."""
    hours: str = "{first} to {last}"
    """Two times of one day."""
    days: str = "{first} to {last}"
    """Two days."""
    moments: str = "{first} to {last}"
    """Two days with their times."""
    at: str = "{date}, {time}"
    """A day with a time, or with a range of times."""
    through: str = "{first} to the end of {day}"
    """From a time to midnight some days later."""
    clock: str = ""
    """A time of `hour` or `hour12`, `minute` and `half`; empty for `10am` and `2:30pm`."""
    halves: tuple[str, str] = ("am", "pm")
    """What is said with hours of the morning and of the afternoon."""
    midday: str = "midday"
    midnight: str = "midnight"
    zone: str = "{city} time"
    told_apart: str = "{time} {zone}"
    """A time that a clock shows twice that night, with what tells one from the other."""
    on: str = "{every} on {days}"
    """A step of weeks or years, with the days on which it falls."""
    of: str = "on {days} of {every}"
    """The same of months."""
    of_month: str = "{day} of {month}"
    places: tuple[str, ...] = (
        "the first {day}",
        "the second {day}",
        "the third {day}",
        "the fourth {day}",
        "the fifth {day}",
    )
    last: str = "the last {day}"
    any_day: str = "day"
    """What `last` is said of for the last day of a month."""
    numbered: str = "day {day}"
    """A day of every month, by its number."""
    listed: tuple[str, str] = (", ", " and ")
    """What stands between the items of a list, and before the last."""
    some_months: str = "{what}, in months that have one"
    leap_years: str = "{what}, in leap years"
    until: str = "{what} until {date}"
    until_with_hours: str = "{what}, until {date}"
    endless: str = "{what}, without an end"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLISH_WORDS = Words(
    months=_MONTHS,
    month_names=_MONTHS,
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)

FROM_CLDR = (
    *("months", "month_names", "short_months", "weekdays", "short_weekdays"),
    *("date", "date_without_year", "month_and_year", "with_weekday", "clock", "halves", "listed"),
)
"""The fields of `Words` that CLDR knows; all others are texts of a catalogue."""


def words(locale: Locale) -> Words:
    """Return how a language says when something happens: names and forms are CLDR's, the rest its texts."""
    return _words(locale) if locale.digest else ENGLISH_WORDS


@lru_cache(maxsize=32)
def _words(locale: Locale) -> Words:
    own = (name for name in Words.__struct_fields__ if name not in FROM_CLDR)
    given = {name: _in(locale, name, getattr(ENGLISH_WORDS, name)) for name in own}
    return Words(**given, **_cldr(locale.tag))


def _in(locale: Locale, name: str, english: Any) -> Any:
    """Return the words of a field of `Words` in a language."""
    if isinstance(english, tuple):
        return tuple(_in(locale, name, each) for each in english)
    return locale.text(_key(name, english))


def _key(name: str, english: str) -> str:
    """Return the English text of a field as the catalogues have it, with the word that tells its meaning."""
    said_of = name.replace("_", " ") if english.startswith("{") else "time"
    return f"{said_of}|{english}"


def _cldr(tag: str) -> dict[str, Any]:
    if primary(tag) != "en":
        from sitegen.locales.cldr import date_words

        if found := date_words(tag):
            return found
    return {name: getattr(ENGLISH_WORDS, name) for name in FROM_CLDR}


def texts() -> Iterator[str]:
    """Yield the texts of this module, as they are in the catalogues."""
    for name in Words.__struct_fields__:
        english = getattr(ENGLISH_WORDS, name)
        if name not in FROM_CLDR:
            yield from (_key(name, each) for each in (english if isinstance(english, tuple) else (english,)))


def month_name(month: int, locale: Locale = ENGLISH) -> str:
    """Return `January` for 1. Raises ValueError for a number that is no month."""
    return words(locale).month_names[range(1, 13).index(month)]


def short_month(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `Jan`."""
    return words(locale).short_months[day.month - 1]


def weekday_name(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `Thursday`."""
    return words(locale).weekdays[day.weekday()]


def short_weekday(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `Thu`."""
    return words(locale).short_weekdays[day.weekday()]


def short_day(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `28 January 2010`."""
    own = words(locale)
    return own.date.format(day=day.day, month=own.months[day.month - 1], year=day.year)


def day_and_month(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `28 January`."""
    own = words(locale)
    return own.date_without_year.format(day=day.day, month=own.months[day.month - 1])


@lru_cache(maxsize=4096)
def day(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `Thursday 28 January 2010`."""
    return words(locale).with_weekday.format(weekday=weekday_name(day, locale), date=short_day(day, locale))


def month(day: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `January 2010`."""
    return words(locale).month_and_year.format(month=month_name(day.month, locale), year=day.year)


def clock(time: dt.time | dt.datetime, locale: Locale = ENGLISH) -> str:
    """Return `10am`, `2:30pm`, `midday` or `midnight`."""
    own = words(locale)
    if time.minute == 0 and time.hour in (0, 12):
        return own.midnight if time.hour == 0 else own.midday
    if own.clock:
        half = own.halves[time.hour // 12]
        return own.clock.format(hour=time.hour, hour12=(time.hour - 1) % 12 + 1, minute=time.minute, half=half)
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes}{own.halves[time.hour // 12]}"


def hour(moment: Moment, locale: Locale = ENGLISH) -> str:
    """Return `10am`, or `1:30am GMT` for a time that the clock shows twice that night."""
    time = clock(moment.local, locale)
    first, second = moment.readings()
    if moment.all_day or first >= second:
        return time
    there = moment.aware().astimezone(zone_of(moment.zone))
    name = there.tzname() or ""
    zone = name if name.isalpha() else zone_words(f"{there:%z}", locale)
    return words(locale).told_apart.format(time=time, zone=zone)


def when(moment: Moment, locale: Locale = ENGLISH) -> str:
    """Return `Thursday 28 January 2010, 10am`, or the day alone."""
    date = day(moment.day, locale)
    if moment.all_day:
        return date
    return words(locale).at.format(date=date, time=hour(moment, locale))


Piece = tuple[str, str]
"""A role and words: of the `start`, its `hour` where that stands apart, or the `end`; "" for what joins them."""


def days(first: dt.date, last: dt.date, locale: Locale = ENGLISH) -> str:
    """Return `28 to 30 January 2010`, with month and year once where they agree; one day with its weekday."""
    return _text(_days(first, last, locale))


def span(schedule: Schedule, locale: Locale = ENGLISH) -> str:
    """Return `Thursday 28 January 2010, 10am to 4pm`, or the days, by the clock of where it begins."""
    return _text(pieces(schedule, locale))


@lru_cache(maxsize=4096)
def pieces(schedule: Schedule, locale: Locale = ENGLISH) -> tuple[Piece, ...]:
    """Return what `span` does in pieces, so that start and end can be marked up.

    Several pages show one date: that of its event, its month, its year.
    """
    own = words(locale)
    start, end = schedule.start, schedule.end
    if start.all_day:
        return _days(start.day, schedule.last_day, locale)
    if end is None or end == start:
        time = [("hour", hour(start, locale))]
        return _fill(own.at, date=[("start", day(start.day, locale))], time=time)
    close = end.within(start.zone)
    if close.day == start.day or close.local == dt.datetime.combine(start.day, dt.time()) + dt.timedelta(days=1):
        hours = (("hour", hour(start, locale)), ("end", hour(close, locale)))
        return _fill(
            own.at,
            date=[("start", day(start.day, locale))],
            time=_fill(own.hours, first=hours[:1], last=hours[1:]),
        )
    first = [("start", when(start, locale))]
    if close.local.time() == dt.time():
        last = day(close.day - dt.timedelta(days=1), locale)
        return _fill(own.through, first=first, day=[("end", last)])
    return _fill(own.moments, first=first, last=[("end", when(close, locale))])


def _days(first: dt.date, last: dt.date, locale: Locale) -> tuple[Piece, ...]:
    own = words(locale)
    if first == last:
        return (("start", day(first, locale)),)
    if first.year != last.year:
        start = short_day(first, locale)
    elif first.month != last.month:
        start = day_and_month(first, locale)
    else:
        start = own.day_alone.format(day=first.day)
    return _fill(own.days, first=[("start", start)], last=[("end", short_day(last, locale))])


def _fill(pattern: str, **parts: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return a pattern of `str.format` as pieces, with those of each part in its place."""
    found: list[Piece] = []
    for literal, name in _parsed(pattern):
        if literal:
            found.append(("", literal))
        if name:
            found += parts[name]
    return tuple(found)


@lru_cache(maxsize=64)
def _parsed(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(pattern))


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(text for _, text in pieces)


def hours(schedule: Schedule, locale: Locale = ENGLISH) -> str:
    """Return `2pm to 4pm` for what lasts less than a day, `2pm` for other times, "" for whole days."""
    start, end = schedule.start, schedule.end
    if start.all_day:
        return ""
    first = clock(start.nominal, locale)
    close = end.within(start.zone).nominal if end else start.nominal
    if not dt.timedelta() < close - start.nominal < dt.timedelta(days=1):
        return first
    return words(locale).hours.format(first=first, last=clock(close, locale))


def iso(moment: Moment) -> str:
    """Return the moment for `<time datetime>`: `2010-01-28`, or `2010-01-28T10:00:00+00:00`."""
    return moment.day.isoformat() if moment.all_day else moment.aware().isoformat()


def skipped(moment: Moment) -> str:
    """Return why a time is not shown as it was asked for, and how it is read; "" for one that a clock shows."""
    if moment.skipped is None:
        return ""
    asked, there = moment.skipped, moment.local
    read = clock(there) if asked.date() == there.date() else f"{clock(there)} on {short_day(there)}"
    return (
        f"{clock(asked)} does not exist on {short_day(asked)} in {moment.zone}, because clocks go forward; "
        f"it is read as {read}"
    )


def zone_words(zone: str, locale: Locale = ENGLISH) -> str:
    """Return `London time` for Europe/London, `UTC+1` for +01:00; another name as it is."""
    if zone[:1] in ("+", "-"):
        offset = zone_of(zone).utcoffset(None) or dt.timedelta()
        hours, minutes = divmod(abs(offset) // dt.timedelta(minutes=1), 60)
        sign = "-" if offset < dt.timedelta() else "+"
        return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if offset else "UTC"
    if zone == "Z":
        return "UTC"
    if match := re.fullmatch(r"Etc/(?:GMT|UTC)(?:([+-])(\d+))?", zone):
        # POSIX counts these offsets westwards.
        return f"UTC{'-' if match[1] == '+' else '+'}{match[2]}" if match[2] and match[2] != "0" else "UTC"
    return words(locale).zone.format(city=locale.city(zone)) if "/" in zone else zone
