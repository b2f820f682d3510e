"""What happens in a year: each month as a small table, and below it its events, each once. Asks no clock."""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from sitegen.facets.schedule import Occurrence
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.calendar.months import MonthLine, by_year, day_address, month_line, nearest
from sitegen.outputs.calendar.table import DayItem
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.entries import card, link
from sitegen.questions.events import by_month
from sitegen.urls import Marked

IN_A_MONTH = 12
"""How many events of each month the page of a year names."""
DATES = 8
"""How many dates of each of these it names."""


class YearDate(Struct, frozen=True, kw_only=True):
    """A date of an event within one month."""

    first: int
    """The day of the month on which it begins, 1 when that was in an earlier one."""
    last: int
    plan: str
    """What has become of it, in a word or two; empty where all is as planned."""
    off: bool
    """Whether it is cancelled."""
    anchor: str
    """The id of its row on the page of its event; empty for an only date."""


class YearLine(Struct, frozen=True, kw_only=True):
    """An event in one month."""

    link: Link
    closing: bool
    """Whether it is the last day of a consultation."""
    due: bool
    """Whether it is that, or another deadline."""
    dates: tuple[YearDate, ...]
    more: bool
    """Whether it has further dates in the month."""


class YearDay(Struct, frozen=True, kw_only=True):
    """One cell of a month's small table."""

    day: int
    """0 for a cell before the first day or after the last."""
    to: Marked | Literal[""] = ""
    """The address at which its dates are listed; empty for a day without any."""


class YearMonth(Struct, frozen=True, kw_only=True):
    """One month on a year's page."""

    line: MonthLine
    weeks: tuple[tuple[YearDay, ...], ...]
    """Rows of seven days, Monday first."""
    events: tuple[YearLine, ...]
    """Its first events, in time order; `line` counts their dates."""
    more: bool
    """Whether there are dates that these do not name."""


class YearAnswer(Struct, frozen=True, kw_only=True):
    """All that a year's page shows: its months in which something happens."""

    year: int
    to: Marked
    months: tuple[YearMonth, ...]
    weekdays: tuple[dt.date, ...]
    """A day of each weekday, Monday first."""
    previous: Link | None
    next: Link | None


def year(site: Site, year: int) -> YearAnswer:
    """Return a year's months in which something happens, each with its first events."""
    before, after = nearest(site, [(known, 0) for known in by_year(site)], (year, 0))
    return YearAnswer(
        year=year,
        to=marked_address(address_book.agenda(site.kinds, year)),
        months=tuple(_month(site, year, month) for month in by_year(site)[year]),
        weekdays=tuple(dt.date(2001, 1, day) for day in range(1, 8)),
        previous=before,
        next=after,
    )


def _month(site: Site, year: int, month: int) -> YearMonth:
    begin = dt.date(year, month, 1)
    end = begin.replace(day=calendar.monthrange(year, month)[1])
    busy: set[int] = set()
    events: dict[tuple[str, bool], list[Occurrence]] = {}
    for occurrence in by_month(site)[year, month]:
        first, last = _within(occurrence, begin, end)
        busy.update(range(first, last + 1))
        events.setdefault((occurrence.key, occurrence.closing), []).append(occurrence)
    lines = tuple(_line(site, found, begin, end) for found in list(events.values())[:IN_A_MONTH])
    return YearMonth(
        line=month_line(site, (year, month)),
        weeks=tuple(
            tuple(
                YearDay(day=day, to=day_address(site, begin.replace(day=day)) if day in busy else "")
                for day in row
            )
            for row in calendar.Calendar().monthdayscalendar(year, month)
        ),
        events=lines,
        more=len(events) > IN_A_MONTH or any(line.more for line in lines),
    )


def _line(site: Site, found: list[Occurrence], begin: dt.date, end: dt.date) -> YearLine:
    """Return the dates of one event in a month."""
    shown = card(site, found[0].key)
    return YearLine(
        link=link(site, found[0].key),
        closing=found[0].closing,
        due=DayItem(card=shown, occurrence=found[0]).due,
        dates=tuple(_dates(shown, found[:DATES], begin, end)),
        more=len(found) > DATES,
    )


def _dates(shown: Card, found: Iterable[Occurrence], begin: dt.date, end: dt.date) -> Iterable[YearDate]:
    for occurrence in found:
        first, last = _within(occurrence, begin, end)
        item = DayItem(card=shown, occurrence=occurrence)
        yield YearDate(first=first, last=last, plan=item.plan, off=item.off, anchor=occurrence.anchor)


def _within(occurrence: Occurrence, begin: dt.date, end: dt.date) -> tuple[int, int]:
    """Return the first and the last day of a date in the month between two days."""
    first = max(occurrence.schedule.start.day, begin)
    return first.day, max(first, min(occurrence.schedule.last_day, end)).day
