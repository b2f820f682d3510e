"""The entries of a kind by year and by month: `/blog/2017/`, `/blog/2017/01/`, `/blog/2017/01/page/2/`."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from sitegen import dates
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.questions.paging import Paging, further_pages, page_address, page_count, paging
from sitegen.urls import Marked, output_path

YEAR = 0
"""The number in place of a month's in the period of a whole year."""

Period = tuple[int, int]
"""A year and the number of a month, or `YEAR` for the whole year."""


class Month(Struct, frozen=True, kw_only=True):
    """One month that has entries."""

    month: int
    permalink: Marked
    count: int


class Year(Struct, frozen=True, kw_only=True):
    """One year that has entries."""

    year: int
    permalink: Marked
    count: int
    months: tuple[Month, ...]
    """Newest first."""


@once
def _periods(site: Site, kind: str) -> dict[Period, list[str]]:
    """Return the keys of a kind's entries by month, and by year once more; periods and entries newest first."""
    periods: dict[Period, list[str]] = {}
    for key in site.collections.get(kind, ()):
        date = site.entries[key].meta.date
        if date:
            for period in ((date.day.year, date.day.month), (date.day.year, YEAR)):
                periods.setdefault(period, []).append(key)
    return dict(sorted(periods.items(), reverse=True))


@once
def _in_order(site: Site, kind: str) -> tuple[dict[Period, int], list[Period]]:
    """Return the years of a kind and then its months, newest first, and the place of each."""
    ordered = sorted(_periods(site, kind), key=lambda period: (period[1] != YEAR, -period[0], -period[1]))
    return {period: place for place, period in enumerate(ordered)}, ordered


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each year with entries, and as many as it takes for each month.

    The subject is the kind, the year, the month and the number of the page.
    """
    for name, kind in site.kinds.items():
        for (year, month), keys in _periods(site, name).items() if kind.archived else ():
            address = address_book.listing(site.kinds, name, year, month)
            pages = 1 if month == YEAR else page_count(len(keys), site.config.per_page)
            for number in range(1, pages + 1):
                path = output_path(page_address(address, further_pages(address), number))
                yield Target(path=path, output="archives", subject=(name, year, month, number), phase="index")


def render(target: Target, view: View) -> str:
    """Render one year, the beginning of each month, or one page of a month."""
    kind, year, month, number = target.subject
    before, after, up = view.archive_links(kind, year, month)
    months: tuple[Month, ...] = view.archive_months(kind, year)
    pages: Paging | None = None
    by_month: dict[int, list[Card]] = {}
    if month == YEAR:
        items: tuple[Card, ...] = view.archive_year(kind, year)
        for shown in items:
            if shown.date:
                by_month.setdefault(shown.date.day.month, []).append(shown)
    else:
        pages = view.archive_pages(kind, year, month, number)
        items = view.archive(kind, year, month, pages.start, pages.stop)
    return view.page(
        "archive.html",
        kind=kind,
        year=year,
        month=month,
        count=sum(found.count for found in months if month in (YEAR, found.month)),
        items=items,
        by_month=by_month,
        pages=pages,
        months=months,
        previous=before,
        next=after,
        up=up,
    )


def archives(site: Site, kind: str, *years: int) -> tuple[Year, ...]:
    """Return these years of a kind with their months, newest first; all when none is named.

    Nothing for a kind without archives.
    """
    if not site.kinds[kind].archived:
        return ()
    periods = _periods(site, kind)
    named = sorted(((year, YEAR) for year in years), reverse=True) if years else periods
    return tuple(
        Year(
            year=year,
            permalink=marked_address(address_book.listing(site.kinds, kind, year)),
            count=len(periods[year, YEAR]),
            months=archive_months(site, kind, year),
        )
        for year, month in named
        if month == YEAR and (year, YEAR) in periods
    )


def archive_months(site: Site, kind: str, year: int) -> tuple[Month, ...]:
    """Return the months of one year that have entries, newest first."""
    periods = _periods(site, kind)
    return tuple(
        Month(
            month=month,
            permalink=marked_address(address_book.listing(site.kinds, kind, year, month)),
            count=len(periods[year, month]),
        )
        for month in range(12, 0, -1)
        if (year, month) in periods
    )


def archive(
    site: Site, kind: str, year: int, month: int, start: int = 0, stop: int | None = None
) -> tuple[Card, ...]:
    """Return the entries of one month, or of the whole year, newest first, or a slice of them."""
    return tuple(card(site, key) for key in _slice(site, kind, year, month, start, stop))


@once
def _slice(site: Site, kind: str, year: int, month: int, start: int, stop: int | None) -> tuple[str, ...]:
    """Return the keys of a slice of a period, so that the cards of other periods are not looked at."""
    return tuple(_periods(site, kind)[year, month][start:stop])


def archive_year(site: Site, kind: str, year: int) -> tuple[Card, ...]:
    """Return the newest entries of each month of a year, newest first: of each as many as a page of it holds."""
    size = site.config.per_page
    months = archive_months(site, kind, year)
    return tuple(shown for found in months for shown in archive(site, kind, year, found.month, 0, size))


def archive_pages(site: Site, kind: str, year: int, month: int, number: int) -> Paging:
    """Return which slice of a month is on one of its pages, and the other pages."""
    address = address_book.listing(site.kinds, kind, year, month)
    items = len(_periods(site, kind)[year, month])
    return paging(address, further_pages(address), number=number, items=items, size=site.config.per_page)


def archive_links(site: Site, kind: str, year: int, month: int) -> tuple[Link | None, Link | None, Link]:
    """Return the nearest earlier and later period of the same length that has entries, and the way up."""
    places, ordered = _in_order(site, kind)
    place = places[year, month]
    newer, older = (
        ordered[near] if 0 <= near < len(ordered) and (ordered[near][1] == YEAR) == (month == YEAR) else None
        for near in (place - 1, place + 1)
    )
    before, after = (_link(site, kind, period) if period else None for period in (older, newer))
    if month == YEAR:
        described = site.kinds[kind]
        return before, after, Link(text=spoken(site).text(described.title), to=marked_address(described.directory))
    return before, after, _link(site, kind, (year, YEAR))


def _link(site: Site, kind: str, period: Period) -> Link:
    year, month = period
    text = f"{year}" if month == YEAR else dates.month(dt.date(year, month, 1), spoken(site))
    return Link(text=text, to=marked_address(address_book.listing(site.kinds, kind, *period)))


ARCHIVES = Output(
    name="archives",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question)
        for question in (archives, archive_months, archive, archive_year, archive_pages, archive_links)
    ),
)
