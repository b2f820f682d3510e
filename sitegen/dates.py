"""Days and times in words. Names come from a table by language, never from the machine's locale."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from string import Formatter

from msgspec import Struct

from sitegen.facets.schedule import Moment, Schedule, zone_of


class Words(Struct, frozen=True, kw_only=True):
    """All that one language needs to say when something happens; patterns are for `str.format`."""

    months: tuple[str, ...]
    """From January."""
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
    range: str = "{first} to {last}"
    """Two days or two times."""
    at: str = "{date}, {time}"
    """A day with a time, or with a range of times."""
    through: str = "{first} to the end of {day}"
    """From a time to midnight some days later."""
    halves: tuple[str, str] | None = ("am", "pm")
    """What follows hours of the morning and of the afternoon; None counts to 24."""
    midday: str = "midday"
    midnight: str = "midnight"
    zone: str = "{city} time"
    told_apart: str = "{time} {zone}"
    """A time that a clock shows twice that night, with what tells one from the other."""
    every: tuple[tuple[str, str], ...] = (
        ("every day", "every {step} days"),
        ("every week", "every {step} weeks"),
        ("every month", "every {step} months"),
        ("every year", "every {step} years"),
    )
    """How something repeats: by days, weeks, months and years; each one of them, or every so many."""
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
    times: str = "{what}, {count} times"
    endless: str = "{what}, without an end"


ENGLISH = Words(
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)

LANGUAGES: dict[str, Words] = {"en": ENGLISH}
"""A new language is one entry here."""


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """Return a language's words by its tag, `en` or `en-GB`; English where we have none."""
    return LANGUAGES.get(language.partition("-")[0].lower(), ENGLISH)


def month_name(month: int, language: str = "en") -> str:
    """Return `January` for 1. Raises ValueError for a number that is no month."""
    return words(language).months[range(1, 13).index(month)]


def short_month(day: dt.date, language: str = "en") -> str:
    """Return `Jan`."""
    return words(language).short_months[day.month - 1]


def weekday_name(day: dt.date, language: str = "en") -> str:
    """Return `Thursday`."""
    return words(language).weekdays[day.weekday()]


def short_weekday(day: dt.date, language: str = "en") -> str:
    """Return `Thu`."""
    return words(language).short_weekdays[day.weekday()]


def short_day(day: dt.date, language: str = "en") -> str:
    """Return `28 January 2010`."""
    return words(language).date.format(day=day.day, month=month_name(day.month, language), year=day.year)


@lru_cache(maxsize=4096)
def day(day: dt.date, language: str = "en") -> str:
    """Return `Thursday 28 January 2010`."""
    return words(language).with_weekday.format(weekday=weekday_name(day, language), date=short_day(day, language))


def month(day: dt.date, language: str = "en") -> str:
    """Return `January 2010`."""
    return words(language).month_and_year.format(month=month_name(day.month, language), year=day.year)


def clock(time: dt.time | dt.datetime, language: str = "en") -> str:
    """Return `10am`, `2:30pm`, `midday` or `midnight`."""
    own = words(language)
    if time.minute == 0 and time.hour in (0, 12):
        return own.midnight if time.hour == 0 else own.midday
    if own.halves is None:
        return f"{time.hour}:{time.minute:02}"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes}{own.halves[time.hour // 12]}"


def hour(moment: Moment, language: str = "en") -> str:
    """Return `10am`, or `1:30am GMT` for a time that the clock shows twice that night."""
    time = clock(moment.local, language)
    first, second = moment.readings()
    if moment.all_day or first >= second:
        return time
    there = moment.aware().astimezone(zone_of(moment.zone))
    name = there.tzname() or ""
    zone = name if name.isalpha() else zone_words(f"{there:%z}", language)
    return words(language).told_apart.format(time=time, zone=zone)


def when(moment: Moment, language: str = "en") -> str:
    """Return `Thursday 28 January 2010, 10am`, or the day alone."""
    date = day(moment.day, language)
    if moment.all_day:
        return date
    return words(language).at.format(date=date, time=hour(moment, language))


Piece = tuple[str, str]
"""A role and words: of the `start`, its `hour` where that stands apart, or the `end`; "" for what joins them."""


def days(first: dt.date, last: dt.date, language: str = "en") -> str:
    """Return `28 to 30 January 2010`, with month and year once where they agree; one day with its weekday."""
    return _text(_days(first, last, language))


def span(schedule: Schedule, language: str = "en") -> str:
    """Return `Thursday 28 January 2010, 10am to 4pm`, or the days, by the clock of where it begins."""
    return _text(pieces(schedule, language))


@lru_cache(maxsize=4096)
def pieces(schedule: Schedule, language: str = "en") -> tuple[Piece, ...]:
    """Return what `span` does in pieces, so that start and end can be marked up.

    Several pages show one date: that of its event, its month, its year.
    """
    own = words(language)
    start, end = schedule.start, schedule.end
    if start.all_day:
        return _days(start.day, schedule.last_day, language)
    if end is None or end == start:
        time = [("hour", hour(start, language))]
        return _fill(own.at, date=[("start", day(start.day, language))], time=time)
    close = end.within(start.zone)
    if close.day == start.day or close.local == dt.datetime.combine(start.day, dt.time()) + dt.timedelta(days=1):
        hours = (("hour", hour(start, language)), ("end", hour(close, language)))
        return _fill(
            own.at,
            date=[("start", day(start.day, language))],
            time=_fill(own.range, first=hours[:1], last=hours[1:]),
        )
    first = [("start", when(start, language))]
    if close.local.time() == dt.time():
        last = day(close.day - dt.timedelta(days=1), language)
        return _fill(own.through, first=first, day=[("end", last)])
    return _fill(own.range, first=first, last=[("end", when(close, language))])


def _days(first: dt.date, last: dt.date, language: str) -> tuple[Piece, ...]:
    own = words(language)
    if first == last:
        return (("start", day(first, language)),)
    if first.year != last.year:
        start = short_day(first, language)
    elif first.month != last.month:
        start = own.date_without_year.format(day=first.day, month=month_name(first.month, language))
    else:
        start = str(first.day)
    return _fill(own.range, first=[("start", start)], last=[("end", short_day(last, language))])


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


def hours(schedule: Schedule, language: str = "en") -> str:
    """Return `2pm to 4pm` for what lasts less than a day, `2pm` for other times, "" for whole days."""
    start, end = schedule.start, schedule.end
    if start.all_day:
        return ""
    first = clock(start.nominal, language)
    close = end.within(start.zone).nominal if end else start.nominal
    if not dt.timedelta() < close - start.nominal < dt.timedelta(days=1):
        return first
    return words(language).range.format(first=first, last=clock(close, language))


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


def zone_words(zone: str, language: str = "en") -> str:
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
    area, _, city = zone.rpartition("/")
    return words(language).zone.format(city=city.replace("_", " ")) if area else zone
