"""What depends on the clock: what comes next, what is planned, and what is past."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

from sitegen.facets.schedule import FAR, Occurrence, zone_of
from sitegen.model.site import Site
from sitegen.outputs.calendar.months import DATES, MonthLine, month_line
from sitegen.questions.answers import Happening, Link
from sitegen.questions.contract import Until
from sitegen.questions.entries import card, name_links
from sitegen.questions.events import Month, happenings_of
from sitegen.questions.once import once

Answer = TypeVar("Answer")

MONTHS_AHEAD = 6
"""How far the forward plan reaches: this month and the next five."""
PAST = 50
"""How many events the list of past ones names before it names no further year, and of one year at the most. The
others are on the pages of their years."""


class PlanRow(Struct, frozen=True, kw_only=True):
    """The dates of an event in a month that differ in their day alone."""

    date: Happening
    """The first of them."""
    also: tuple[Occurrence, ...]
    """The others, in time order."""


class PlanMonth(Struct, frozen=True, kw_only=True):
    """A month of the forward plan in which something is to happen."""

    year: int
    month: int
    rows: tuple[PlanRow, ...]
    """The next of its dates, as many rows as a page of the month lists dates."""
    more: bool
    """Whether others are to happen after these."""
    line: MonthLine
    """The month as the calendar has it, with all its dates."""


class Plan(Struct, frozen=True, kw_only=True):
    """What is to happen in the months from now on."""

    first: Month
    last: Month
    months: tuple[PlanMonth, ...]


class PastEvent(Struct, frozen=True, kw_only=True):
    """An event as far as it happened in one year."""

    last: Happening
    follow_up: tuple[Link, ...]
    """Links to what came of it."""
    documents: tuple[Link, ...]
    """Links to its papers."""
    count: int
    """How many of its dates in that year are over."""


class PastYear(Struct, frozen=True, kw_only=True):
    """A year with what is over in it, the last first."""

    year: int
    events: tuple[PastEvent, ...]
    """Empty for the years before those that are listed; of a year with many, the last."""
    more: int
    """How many events of a year that is listed are not among these."""
    count: int
    """How many dates of that year are over."""


def upcoming(site: Site, number: int, spare: int = 0, closings: bool = True) -> Until[tuple[Happening, ...]]:
    """Return what is not over yet, the next first, with or without the closing dates of consultations.

    It holds until the first of them ends.
    """
    found: list[Occurrence] = []
    for occurrence in site.occurrences:
        if len(found) == number + spare:
            break
        if (closings or not occurrence.closing) and not occurrence.schedule.ended(site.now):
            found.append(occurrence)
    return until_the_first_ends(site, happenings_of(site, found), found)


def forward_plan(site: Site) -> Until[Plan]:
    """Return the forward plan; it holds until the first of its dates ends, or the month does."""
    today = site.now.astimezone(zone_of(site.config.timezone))
    this = today.year * 12 + today.month - 1
    months: dict[Month, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        start = occurrence.schedule.start.day
        if start.year * 12 + start.month - 1 >= this + MONTHS_AHEAD:
            continue
        if not occurrence.schedule.ended(site.now):
            months.setdefault((start.year, start.month), []).append(occurrence)
    shown = tuple(_plan_month(site, at, dates) for at, dates in sorted(months.items()))
    answer = Plan(first=_month(this), last=_month(this + MONTHS_AHEAD - 1), months=shown)
    year, month = _month(this + 1)
    ending = dt.datetime(year, month, 1, tzinfo=today.tzinfo)
    held = until_the_first_ends(site, answer, [date for dates in months.values() for date in dates])
    if held.until is not None and held.until < ending:
        return held
    return Until(answer=answer, until=ending, why=("a new month begins",))


def _plan_month(site: Site, at: Month, dates: Iterable[Occurrence]) -> PlanMonth:
    rows: dict[tuple[str, ...], list[Occurrence]] = {}
    for date in dates:
        start, end = date.schedule.start, date.schedule.end
        alone = unusual(date) or date.closing or date.schedule.last_day != start.day
        hours = f"{start.local:%H:%M} {start.all_day} {end and end.local.time()}"
        rows.setdefault((date.key, hours, start.day.isoformat() if alone else ""), []).append(date)
    shown = [*rows.values()][:DATES]
    first = happenings_of(site, [each[0] for each in shown])
    return PlanMonth(
        year=at[0],
        month=at[1],
        rows=tuple(PlanRow(date=date, also=tuple(each[1:])) for date, each in zip(first, shown, strict=True)),
        more=len(rows) > DATES,
        line=month_line(site, at),
    )


def unusual(date: Occurrence) -> bool:
    """Return whether a date differs from the others of its event in more than its day."""
    return bool(date.status or date.original or date.venue or date.online or date.note)


@once
def _papers(site: Site, key: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return links to what came of an event, and to its documents."""
    names, meta = name_links(site, key), site.entries[key].meta

    def links(field: str) -> tuple[Link, ...]:
        found = (names.get(relation.text) for relation in getattr(meta, field, ()))
        return tuple(dict.fromkeys(each for each in found if each and each.to))

    return links("follow_up"), links("documents")


def past(site: Site) -> Until[tuple[PastYear, ...]]:
    """Return what is over by year, the last year first; it holds until the next date ends."""
    years: dict[int, dict[str, list[Occurrence]]] = {}
    coming: list[Occurrence] = []
    for occurrence in site.occurrences:
        if occurrence.closing:
            continue
        if not occurrence.schedule.ended(site.now):
            coming.append(occurrence)
            continue
        events = years.setdefault(occurrence.schedule.start.day.year, {})
        events.setdefault(occurrence.key, []).append(occurrence)
    room = PAST
    found = []
    for year, events in sorted(years.items(), reverse=True):
        listed = _latest_first(events.values())[:PAST] if room > 0 else []
        room -= len(listed)
        shown = happenings_of(site, [dates[-1] for dates in listed])
        found.append(
            PastYear(
                year=year,
                events=tuple(
                    PastEvent(last=last, count=len(dates), follow_up=came, documents=papers)
                    for last, dates in zip(shown, listed, strict=True)
                    for came, papers in (_papers(site, last.card.key),)
                ),
                more=len(events) - len(listed) if listed else 0,
                count=sum(map(len, events.values())),
            )
        )
    return until_the_first_ends(site, tuple(found), coming)


def _latest_first(events: Iterable[list[Occurrence]]) -> list[list[Occurrence]]:
    return sorted(events, key=lambda dates: dates[-1].schedule.start.aware(), reverse=True)


def until_the_first_ends(site: Site, answer: Answer, coming: Sequence[Occurrence]) -> Until[Answer]:
    """Return an answer that holds until the first of these dates ends."""
    if not coming:
        return Until(answer=answer, until=None)
    near = min(each.schedule.last_day for each in coming) + FAR
    ends = [(each.schedule.over(), each) for each in coming if each.schedule.last_day <= near]
    until = min(end for end, _ in ends)
    return Until(answer=answer, until=until, why=tuple(_ends(site, each) for end, each in ends if end == until))


def _ends(site: Site, occurrence: Occurrence) -> str:
    title = card(site, occurrence.key).title
    return f"the consultation “{title}” closes" if occurrence.closing else f"“{title}” ends"


def _month(ordinal: int) -> Month:
    return (ordinal // 12, ordinal % 12 + 1)
