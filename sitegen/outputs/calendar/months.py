"""What happens in each month: as a table, day by day, and with the way to the next. Asks no clock."""

import calendar
import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct

from sitegen import dates
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.calendar.table import Day, weeks
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Happening, Link
from sitegen.questions.events import Month, by_month, happenings_of
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.questions.paging import Paging, further_pages, page_address, paging
from sitegen.urls import Marked

DATES = 100
"""How many dates a page of a month lists: those of a busy month, in the length of a long page."""
IN_A_DAY = 10
"""How many dates a day of the table names, in a month that has more than one page."""


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
    """Rows of seven days, Monday first; empty on the pages after the first."""
    agenda: tuple[Happening, ...]
    """The dates of this page in time order, what began in an earlier month included."""
    anchors: tuple[str, ...]
    """For each of these dates the id at which its day begins, or ""; empty for a month of one page."""
    file: Marked | Literal[""]
    """The address of its dates as a calendar file; empty when nothing happens in it."""
    pages: Paging
    """Which of the month's dates are on this page, and the other pages."""
    days: str
    """The days on which the dates of this page begin, in words; empty for a month of one page."""
    previous: Link | None
    """The nearest earlier month in which something happens."""
    next: Link | None


@once
def _all_months(site: Site) -> list[Month]:
    """List the months in which something happens, oldest first."""
    return list(by_month(site))


@once
def by_year(site: Site) -> dict[int, list[int]]:
    """List the months of each year in which something happens."""
    found: dict[int, list[int]] = {}
    for year, month in by_month(site):
        found.setdefault(year, []).append(month)
    return found


def month_pages(site: Site, year: int, month: int, number: int) -> Paging:
    """Return which dates of a month are on one of its pages, and the other pages."""
    address = address_book.agenda(site.kinds, year, month)
    items = len(by_month(site).get((year, month), ()))
    return paging(address, further_pages(address), number=number, items=items, size=DATES)


def month(site: Site, year: int, month: int, number: int) -> MonthAnswer:
    """Return a page of a month: some of its dates, and on the first page the month as a table."""
    occurrences = by_month(site).get((year, month), ())
    pages = month_pages(site, year, month, number)
    whole = pages.total == 1
    address = address_book.agenda(site.kinds, year, month)
    before, after = nearest(site, _all_months(site), (year, month))
    return MonthAnswer(
        year=year,
        month=month,
        to=marked_address(address) if occurrences else "",
        weeks=weeks(site, year, month, occurrences, math.inf if whole else IN_A_DAY, partial(day_address, site))
        if number == 1
        else (),
        agenda=happenings_of(site, occurrences[pages.start : pages.stop]),
        anchors=() if whole else tuple(_anchors(occurrences, (year, month), pages)),
        file=marked_address(address_book.calendar_of(address)) if occurrences else "",
        pages=pages,
        days="" if whole else _days(site, occurrences[pages.start : pages.stop], (year, month)),
        previous=before,
        next=after,
    )


def day_address(site: Site, day: dt.date) -> Marked:
    """Return the address of a day with all its dates: in its table, or in the list of a long month."""
    address = address_book.agenda(site.kinds, day.year, day.month)
    occurrences = by_month(site)[day.year, day.month]
    if len(occurrences) <= DATES:
        return marked_address(f"{address}#{_anchor(day)}")
    place = min(bisect_left(occurrences, day, key=_day), len(occurrences) - 1)
    anchor = f"#{_anchor(day)}" if _day(occurrences[place]) == day else ""
    return marked_address(page_address(address, further_pages(address), place // DATES + 1) + anchor)


def _days(site: Site, shown: Sequence[Occurrence], of: Month) -> str:
    """Return in words on which days of a month these dates begin; what began before it counts from its first."""
    first, last = (max(_day(each), dt.date(*of, 1)) for each in (shown[0], shown[-1]))
    return dates.days(first, last, spoken(site))


def _anchors(occurrences: Sequence[Occurrence], of: Month, pages: Paging) -> Iterator[str]:
    """Yield for each date on a page its day's id where it is the first that begins on that day of the month."""
    for place in range(pages.start, pages.stop):
        day = _day(occurrences[place])
        first = place == 0 or _day(occurrences[place - 1]) != day
        yield _anchor(day) if first and (day.year, day.month) == of else ""


def _anchor(day: dt.date) -> str:
    return f"Day-{day.day}"


def _day(occurrence: Occurrence) -> dt.date:
    return occurrence.schedule.start.day


def months(site: Site) -> tuple[MonthLine, ...]:
    """Return the months in which something happens, oldest first."""
    return tuple(month_line(site, at) for at in by_month(site))


def month_line(site: Site, at: Month) -> MonthLine:
    """Return a month with the number of its dates. Raises KeyError when nothing happens in it."""
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


def nearest(site: Site, known: list[Month], at: Month) -> tuple[Link | None, Link | None]:
    """Return links to the nearest of `known` before and after a month, or a year (month 0)."""
    place = bisect_left(known, at)
    after = place + (place < len(known) and known[place] == at)
    return (
        _link(site, known[place - 1]) if place else None,
        _link(site, known[after]) if after < len(known) else None,
    )


def _link(site: Site, at: Month) -> Link:
    year, month = at
    words = dates.month(dt.date(year, month, 1), spoken(site)) if month else str(year)
    return Link(text=words, to=marked_address(address_book.agenda(site.kinds, year, month)))
