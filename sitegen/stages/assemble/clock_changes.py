"""When the clock changes which entries and dates there are, and why."""

import datetime as dt
from collections.abc import Iterable

from sitegen.facets.schedule import Occurrence
from sitegen.facets.series import Series
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta

SCHEDULED = "a scheduled entry is published"
"""Its title is nobody's business before."""
LISTED = "dates of another year are listed"
FAR = 100
"""Years beyond the horizon in which the next date of a series is looked for: leap days are eight apart at most."""


def turn(
    due: dt.datetime | None,
    entries: Iterable[Entry[Meta]],
    occurrences: Iterable[Occurrence],
    horizon: dt.date,
    now: dt.datetime,
) -> tuple[dt.datetime | None, tuple[str, ...]]:
    """Return the instant at which there will be other entries or dates by themselves, and what happens then.

    `due` is when the next scheduled entry is, `now` the build's clock in the site's zone.
    """
    instants = {SCHEDULED: due, LISTED: _new_year(entries, occurrences, horizon, now)}
    first = min((instant for instant in instants.values() if instant), default=None)
    return first, tuple(words for words, instant in instants.items() if instant and instant == first)


def _new_year(
    entries: Iterable[Entry[Meta]], occurrences: Iterable[Occurrence], horizon: dt.date, now: dt.datetime
) -> dt.datetime | None:
    """Return the new year whose horizon, as far ahead as today's, takes in another date of a series.

    Nearly always that is the next, and the first series that never ends proves it. Else what is left is short, or
    rare, and looking far ahead costs little.
    """
    known: dict[str, int] = {}
    for each in occurrences:
        if not each.closing:
            known[each.key] = max(each.number, known.get(each.key, 0))
    series = [
        entry
        for entry in entries
        if _goes_on(getattr(entry.meta, "series", None), horizon, known.get(entry.key, 0))
    ]

    def added(years: int) -> Iterable[int]:
        last = dt.date(min(horizon.year + years, dt.MAXYEAR), 12, 31)
        for entry in series:
            dates = entry.meta.occurrences(entry.key, last)
            if dates and dates[-1].number > known.get(entry.key, 0):
                yield min(start.year for date in dates if (start := _given(date)) > horizon)

    year = next(iter(added(1)), None) or min(added(FAR), default=None)
    return dt.datetime(now.year + year - horizon.year, 1, 1, tzinfo=now.tzinfo) if year else None


def _goes_on(series: Series | None, horizon: dt.date, known: int) -> bool:
    """Whether a series of which so many dates are known may have more of them after the horizon."""
    rule = series.rule if series else None
    if series is None or rule is None:
        return False
    if rule.until is not None:
        return rule.until > horizon
    return rule.count is None or known + len(series.exceptions) < rule.count


def _given(date: Occurrence) -> dt.date:
    """Return the day the rule gave, whatever an override made of it."""
    return (date.original or date.schedule.start).day
