"""The agenda: what comes next in whole months. An event that repeats has one row, and later a line of dates."""

import datetime as dt
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from sitegen.facets.schedule import FAR, Occurrence
from sitegen.model.site import Site
from sitegen.outputs.calendar.months import DATES, MonthLine, month_line, months
from sitegen.outputs.calendar.upcoming import until_the_first_ends, unusual
from sitegen.questions.answers import Card, Happening
from sitegen.questions.contract import Until
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import card
from sitegen.questions.events import Month, happenings_of

LEAST = 12
"""How many dates the agenda shows at least, where so many are to come; its last month is shown whole."""
AHEAD = 6
"""How many events after these months it names."""
FURTHER = 12
"""How many of the months after these it leads to."""


class AgendaRow(Struct, frozen=True, kw_only=True):
    """A date that the agenda shows in full: the next of its event, or one that is not as usual."""

    date: Happening
    later: int
    """How many dates of its event are listed after it."""


class Again(Struct, frozen=True, kw_only=True):
    """The further dates in a month of an event that repeats."""

    card: Card
    dates: tuple[Occurrence, ...]


class AgendaMonth(Struct, frozen=True, kw_only=True):
    """A month with all that is to happen in it."""

    line: MonthLine
    """The month as the calendar has it, with all its dates."""
    rows: tuple[AgendaRow, ...]
    again: tuple[Again, ...]
    more: bool
    """Whether it has dates for which there is no room."""


class Agenda(Struct, frozen=True, kw_only=True):
    """What comes next."""

    months: tuple[AgendaMonth, ...]
    ahead: tuple[Happening, ...]
    """The next events after these months that happen once."""
    further: tuple[MonthLine, ...]
    """The months after these in which something happens."""


def agenda(site: Site) -> Until[Agenda]:
    """Return what is not over yet in whole months, until the first of it ends."""
    found = _coming(site)
    seen: set[str] = set()
    shown = tuple(_month(site, at, dates, seen) for at, dates in sorted(found.items()))
    last = max(found, default=(0, 0))
    later = [line for line in months(site) if found and (line.year, line.month) > last]
    ahead = (each for each in site.occurrences if found and _month_of(each) > last)
    once = tuple(islice((each for each in ahead if not (each.anchor or each.closing)), AHEAD))
    answer = Agenda(months=shown, ahead=happenings_of(site, once), further=tuple(later[:FURTHER]))
    return until_the_first_ends(site, answer, [date for dates in found.values() for date in dates])


def _month_of(date: Occurrence) -> Month:
    return date.schedule.start.day.year, date.schedule.start.day.month


def _coming(site: Site) -> dict[Month, list[Occurrence]]:
    """Return what is to come by the month in which it begins: enough months, each of them whole."""
    found: dict[Month, list[Occurrence]] = {}
    count = 0
    for occurrence in site.occurrences:
        if occurrence.schedule.ended(site.now):
            continue
        at = _month_of(occurrence)
        if count >= LEAST and at > max(found):
            if occurrence.schedule.start.day - FAR >= _end(max(found)):
                break
            continue
        found.setdefault(at, []).append(occurrence)
        count += 1
    return found


def _end(at: Month) -> dt.date:
    """Return the day after the last of a month."""
    year, month = at
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _month(site: Site, at: Month, dates: Iterable[Occurrence], seen: set[str]) -> AgendaMonth:
    """Return a month of the agenda; `seen` gains the events that have their row."""
    rows: list[Occurrence] = []
    again: dict[str, list[Occurrence]] = {}
    for date in dates:
        if date.closing or unusual(date) or date.key not in seen:
            rows.append(date)
        else:
            again.setdefault(date.key, []).append(date)
        if not date.closing:
            seen.add(date.key)
    shown = zip(rows, happenings_of(site, rows[:DATES]), strict=False)
    return AgendaMonth(
        line=month_line(site, at),
        rows=tuple(AgendaRow(date=date, later=_later(site, occurrence)) for occurrence, date in shown),
        again=tuple(Again(card=card(site, key), dates=tuple(each)) for key, each in [*again.items()][:DATES]),
        more=len(rows) > DATES or len(again) > DATES,
    )


def _later(site: Site, date: Occurrence) -> int:
    """Return how many dates of an event are listed after one of them."""
    if date.closing:
        return 0
    start = date.schedule.start.aware()
    return sum(other.schedule.start.aware() > start for other in dated(site)[date.key])
