"""The blog by year and by month: `/blog/2017/`, `/blog/2017/01/`."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from sitegen import dates
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card
from sitegen.questions.once import once
from sitegen.urls import Marked, output_path

KIND = "post"
YEAR = 0
"""Stands for the month in what speaks of a whole year."""


class Month(Struct, frozen=True, kw_only=True):
    """One month that has posts."""

    month: int
    permalink: Marked
    count: int


class Year(Struct, frozen=True, kw_only=True):
    """One year that has posts."""

    year: int
    permalink: Marked
    count: int
    months: tuple[Month, ...]
    """Newest first."""


@once
def _shelves(site: Site) -> dict[tuple[int, int], list[str]]:
    """Sort the posts by (year, month), and by (year, YEAR) once more; periods and posts newest first."""
    shelves: dict[tuple[int, int], list[str]] = {}
    for key in site.collections.get(KIND, ()):
        date = site.entries[key].meta.date
        if date:
            for period in ((date.day.year, date.day.month), (date.day.year, YEAR)):
                shelves.setdefault(period, []).append(key)
    return dict(sorted(shelves.items(), reverse=True))


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each year and each month with posts. The subject is the two numbers."""
    for period in _shelves(site):
        yield Target(path=output_path(_address(site, period)), output="archives", subject=period, phase="index")


def render(target: Target, view: View) -> str:
    """Render the posts of one year or month."""
    year, month = target.subject
    before, after, up = view.archive_links(year, month)
    return view.page(
        "archive.html",
        year=year,
        month=month,
        items=view.archive(year, month),
        months=view.archive_months(year),
        previous=before,
        next=after,
        up=up,
    )


def archives(site: Site, kind: str) -> tuple[Year, ...]:
    """Return the years of a kind with their months, newest first; nothing for a kind without archives."""
    if kind != KIND:
        return ()
    return tuple(
        Year(
            year=year,
            permalink=marked_address(_address(site, (year, month))),
            count=len(keys),
            months=archive_months(site, year),
        )
        for (year, month), keys in _shelves(site).items()
        if month == YEAR
    )


def archive_months(site: Site, year: int) -> tuple[Month, ...]:
    """Return the months of one year that have posts, newest first."""
    shelves = _shelves(site)
    return tuple(
        Month(
            month=month,
            permalink=marked_address(_address(site, (year, month))),
            count=len(shelves[year, month]),
        )
        for month in range(12, 0, -1)
        if (year, month) in shelves
    )


def archive(site: Site, year: int, month: int) -> tuple[Card, ...]:
    """Return the posts of one month, or of the whole year, newest first."""
    return tuple(card(site, key) for key in _shelves(site)[year, month])


def archive_links(site: Site, year: int, month: int) -> tuple[Link | None, Link | None, Link]:
    """Return the nearest earlier and later period of the same length that has posts, and the way up."""
    same = [period for period in _shelves(site) if (period[1] == YEAR) == (month == YEAR)]
    place = same.index((year, month))
    before = _link(site, same[place + 1]) if place + 1 < len(same) else None
    after = _link(site, same[place - 1]) if place else None
    if month == YEAR:
        blog = site.kinds[KIND]
        return before, after, Link(text=blog.title, to=marked_address(blog.directory))
    return before, after, _link(site, (year, YEAR))


def _address(site: Site, period: tuple[int, int]) -> str:
    year, month = period
    return f"{site.kinds[KIND].directory}{year:04}/" + (f"{month:02}/" if month != YEAR else "")


def _link(site: Site, period: tuple[int, int]) -> Link:
    year, month = period
    language = site.config.language
    text = f"{year}" if month == YEAR else dates.month(dt.date(year, month, 1), language)
    return Link(text=text, to=marked_address(_address(site, period)))


ARCHIVES = Output(
    name="archives",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question) for question in (archives, archive_months, archive, archive_links)
    ),
)
