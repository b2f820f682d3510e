"""A month as a table: rows of seven days, each with what happens on it."""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.facets.schedule import Occurrence
from sitegen.model.site import Site
from sitegen.questions.answers import Card
from sitegen.questions.entries import card
from sitegen.urls import Marked


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

    @property
    def off(self) -> bool:
        """Whether this date is cancelled: what is postponed will take place."""
        return self.status == "cancelled"

    @property
    def due(self) -> bool:
        """Whether it is the last moment for something: a consultation closes, or the event is a deadline."""
        fields = self.card.fields
        return self.occurrence.closing or (fields.get("type") == "deadline" and not fields.get("venue"))


class Day(Struct, frozen=True, kw_only=True):
    """One cell of a month's table."""

    date: dt.date | None
    """None for a cell before the first day or after the last."""
    weekend: bool
    items: tuple[DayItem, ...] = ()
    count: int = 0
    """How many dates it has, those included that the table has no room for."""
    to: Marked | Literal[""] = ""
    """The address at which its dates are listed; empty for a day without any."""
    more: Marked | Literal[""] = ""
    """The same address where `items` are not all of them."""


def weeks(
    site: Site,
    year: int,
    month: int,
    occurrences: Iterable[Occurrence],
    room: float,
    all_of: Callable[[dt.date], Marked],
) -> tuple[tuple[Day, ...], ...]:
    """Return the rows of a month's table, Monday first.

    A day names as many of its dates as it has `room` for; `all_of` gives the address at which all are listed.
    """
    items: dict[int, list[DayItem]] = {}
    counts: Counter[int] = Counter()
    begin = dt.date(year, month, 1).toordinal()
    end = begin + calendar.monthrange(year, month)[1] - 1
    for occurrence in occurrences:
        first, last = occurrence.schedule.start.day.toordinal(), occurrence.schedule.last_day.toordinal()
        for ordinal in range(max(first, begin), min(last, end) + 1):
            day = ordinal - begin + 1
            counts[day] += 1
            if counts[day] <= room:
                item = DayItem(
                    card=card(site, occurrence.key),
                    occurrence=occurrence,
                    day=ordinal - first + 1,
                    days=last - first + 1,
                )
                items.setdefault(day, []).append(item)

    def cell(day: int, weekday: int) -> Day:
        weekend = weekday >= calendar.SATURDAY
        if not day:
            return Day(date=None, weekend=weekend)
        date, shown = dt.date(year, month, day), tuple(items.get(day, ()))
        if not shown:
            return Day(date=date, weekend=weekend)
        to = all_of(date)
        if counts[day] == len(shown):
            return Day(date=date, weekend=weekend, items=shown, count=counts[day], to=to)
        return Day(date=date, weekend=weekend, items=shown, count=counts[day], to=to, more=to)

    rows = calendar.Calendar().monthdays2calendar(year, month)
    return tuple(tuple(cell(day, weekday) for day, weekday in row) for row in rows)
