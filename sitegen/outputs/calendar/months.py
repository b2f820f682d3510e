"""What happens in each month and year: as a table, day by day, and with the way to the next. Asks no clock."""

import calendar
import datetime as dt
from bisect import bisect_left
from typing import Literal

from msgspec import Struct

from sitegen import dates
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Happening, Link
from sitegen.questions.events import happenings_of
from sitegen.questions.once import once
from sitegen.urls import Marked

Month = tuple[int, int]
"""Year and number of the month."""


class DayItem(Struct, frozen=True, kw_only=True):
    """An occurrence on one of its days."""

    card: Card
    occurrence: Occurrence
    day: int = 1
    """Which of its days this is, from 1."""
    days: int = 1
    """How many days it lasts."""

    @property
    def status(self) -> str:
        """The state of this date: its own, else its event's; a closing date has none."""
        return "" if self.occurrence.closing else self.occurrence.status or self.card.status

    @property
    def plan(self) -> str:
        """What has become of this date, in a word or two; empty where all is as planned."""
        if self.status in STATUS_LABELS or self.occurrence.closing:
            return STATUS_LABELS.get(self.status, "")
        if self.occurrence.original:
            return "Moved"
        return "Another place" if self.occurrence.venue else ""


class Day(Struct, frozen=True, kw_only=True):
    """One cell of a month's table."""

    date: dt.date | None
    """None for a cell before the first day or after the last."""
    weekend: bool
    items: tuple[DayItem, ...] = ()


class MonthLine(Struct, frozen=True, kw_only=True):
    """A month in which something happens."""

    year: int
    month: int
    count: int
    """How many dates it holds; one of several days counts in every month it reaches."""
    to: Marked
    over: str
    """The instant at which the month ends, with its offset."""


class MonthAnswer(Struct, frozen=True, kw_only=True):
    """All that a month's page shows."""

    year: int
    month: int
    to: Marked | Literal[""]
    """The address of its page; empty when nothing happens in it."""
    weeks: tuple[tuple[Day, ...], ...]
    """Rows of seven days, Monday first."""
    agenda: tuple[Happening, ...]
    """In time order, what began in an earlier month included."""
    previous: Link | None
    """The nearest earlier month in which something happens."""
    next: Link | None


class YearMonth(Struct, frozen=True, kw_only=True):
    """One month on a year's page."""

    line: MonthLine
    agenda: tuple[Happening, ...]


class YearAnswer(Struct, frozen=True, kw_only=True):
    """All that a year's page shows: its months in which something happens."""

    year: int
    to: Marked
    months: tuple[YearMonth, ...]
    previous: Link | None
    next: Link | None


@once
def by_month(site: Site) -> dict[Month, list[Occurrence]]:
    """Sort the occurrences into every month they reach; months and what happens in them in time order."""
    found: dict[Month, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        first, last = occurrence.schedule.start.day, occurrence.schedule.last_day
        for ordinal in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            found.setdefault((ordinal // 12, ordinal % 12 + 1), []).append(occurrence)
    for occurrences in found.values():
        # By the day where it happens; those of one day as they come.
        occurrences.sort(key=lambda each: each.schedule.start.day)
    return dict(sorted(found.items()))


@once
def by_year(site: Site) -> dict[int, list[int]]:
    """List the months of each year in which something happens."""
    found: dict[int, list[int]] = {}
    for year, month in by_month(site):
        found.setdefault(year, []).append(month)
    return found


def month(site: Site, year: int, month: int) -> MonthAnswer:
    """Return a month as a table and as an agenda."""
    agenda = happenings_of(site, by_month(site).get((year, month), ()))
    days: dict[int, list[DayItem]] = {}
    for happening in agenda:
        _place(happening, year, month, days)
    before, after = _nearest(site, list(by_month(site)), (year, month))
    return MonthAnswer(
        year=year,
        month=month,
        to=marked_address(address_book.agenda(site.kinds, year, month)) if agenda else "",
        weeks=tuple(
            tuple(
                Day(
                    date=dt.date(year, month, day) if day else None,
                    weekend=weekday >= calendar.SATURDAY,
                    items=tuple(days.get(day, ())),
                )
                for day, weekday in week
            )
            for week in calendar.Calendar().monthdays2calendar(year, month)
        ),
        agenda=agenda,
        previous=before,
        next=after,
    )


def year(site: Site, year: int) -> YearAnswer:
    """Return a year's months in which something happens, each with its agenda."""
    before, after = _nearest(site, [(known, 0) for known in by_year(site)], (year, 0))
    return YearAnswer(
        year=year,
        to=marked_address(address_book.agenda(site.kinds, year)),
        months=tuple(
            YearMonth(line=_line(site, (year, month)), agenda=happenings_of(site, by_month(site)[year, month]))
            for month in by_year(site)[year]
        ),
        previous=before,
        next=after,
    )


def months(site: Site) -> tuple[MonthLine, ...]:
    """Return the months in which something happens, oldest first."""
    return tuple(_line(site, at) for at in by_month(site))


def _place(happening: Happening, year: int, month: int, days: dict[int, list[DayItem]]) -> None:
    """Add an occurrence to each of its days in a month."""
    schedule = happening.occurrence.schedule
    first, last = schedule.start.day.toordinal(), schedule.last_day.toordinal()
    begin = dt.date(year, month, 1).toordinal()
    end = begin + calendar.monthrange(year, month)[1] - 1
    for ordinal in range(max(first, begin), min(last, end) + 1):
        item = DayItem(
            card=happening.card,
            occurrence=happening.occurrence,
            day=ordinal - first + 1,
            days=last - first + 1,
        )
        days.setdefault(ordinal - begin + 1, []).append(item)


def _line(site: Site, at: Month) -> MonthLine:
    year, month = at
    last = dt.datetime(year, month, calendar.monthrange(year, month)[1])
    over = Schedule(start=Moment(local=last, zone=site.config.timezone, all_day=True)).over()
    return MonthLine(
        year=year,
        month=month,
        count=len(by_month(site)[at]),
        to=marked_address(address_book.agenda(site.kinds, *at)),
        over=over.isoformat(),
    )


def _nearest(site: Site, known: list[Month], at: Month) -> tuple[Link | None, Link | None]:
    """Return links to the nearest of `known` before and after a month, or a year (month 0)."""
    place = bisect_left(known, at)
    after = place + (place < len(known) and known[place] == at)
    return (
        _link(site, known[place - 1]) if place else None,
        _link(site, known[after]) if after < len(known) else None,
    )


def _link(site: Site, at: Month) -> Link:
    year, month = at
    words = dates.month(dt.date(year, month, 1), site.config.language) if month else str(year)
    return Link(text=words, to=marked_address(address_book.agenda(site.kinds, year, month)))
