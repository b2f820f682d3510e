"""The entries of a kind by year and by month: `/blog/2017/`, `/blog/2017/01/`."""

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
from sitegen.questions.once import once
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


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each year and each month with entries. The subject is the kind and the two numbers."""
    for name, kind in site.kinds.items():
        for period in _periods(site, name) if kind.archived else ():
            path = output_path(address_book.listing(site.kinds, name, *period))
            yield Target(path=path, output="archives", subject=(name, *period), phase="index")


def render(target: Target, view: View) -> str:
    """Render the entries of one year or month."""
    kind, year, month = target.subject
    before, after, up = view.archive_links(kind, year, month)
    return view.page(
        "archive.html",
        kind=kind,
        year=year,
        month=month,
        items=view.archive(kind, year, month),
        months=view.archive_months(kind, year),
        previous=before,
        next=after,
        up=up,
    )


def archives(site: Site, kind: str) -> tuple[Year, ...]:
    """Return the years of a kind with their months, newest first; nothing for a kind without archives."""
    if not site.kinds[kind].archived:
        return ()
    return tuple(
        Year(
            year=year,
            permalink=marked_address(address_book.listing(site.kinds, kind, year, month)),
            count=len(keys),
            months=archive_months(site, kind, year),
        )
        for (year, month), keys in _periods(site, kind).items()
        if month == YEAR
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


def archive(site: Site, kind: str, year: int, month: int) -> tuple[Card, ...]:
    """Return the entries of one month, or of the whole year, newest first."""
    return tuple(card(site, key) for key in _periods(site, kind)[year, month])


def archive_links(site: Site, kind: str, year: int, month: int) -> tuple[Link | None, Link | None, Link]:
    """Return the nearest earlier and later period of the same length that has entries, and the way up."""
    same = [period for period in _periods(site, kind) if (period[1] == YEAR) == (month == YEAR)]
    place = same.index((year, month))
    before = _link(site, kind, same[place + 1]) if place + 1 < len(same) else None
    after = _link(site, kind, same[place - 1]) if place else None
    if month == YEAR:
        described = site.kinds[kind]
        return before, after, Link(text=described.title, to=marked_address(described.directory))
    return before, after, _link(site, kind, (year, YEAR))


def _link(site: Site, kind: str, period: Period) -> Link:
    year, month = period
    language = site.config.language
    text = f"{year}" if month == YEAR else dates.month(dt.date(year, month, 1), language)
    return Link(text=text, to=marked_address(address_book.listing(site.kinds, kind, *period)))


ARCHIVES = Output(
    name="archives",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question) for question in (archives, archive_months, archive, archive_links)
    ),
)
