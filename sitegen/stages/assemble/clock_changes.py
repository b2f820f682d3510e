"""The next instant at which the passing of time alone adds entries or dates, or takes entries away."""

import datetime as dt
from collections.abc import Iterable

from sitegen.facets.gathering import Gathering
from sitegen.facets.schedule import Occurrence
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta

SCHEDULED = "a scheduled entry is published"
"""The reason for readers. The title stays private until then."""
EXPIRED = "an entry expires"
"""The reason when an entry is published no more."""
COMMITTED = "a change of a later day is in the history"
"""The reason when a commit that has a later time than the build's clock is shown."""
COMMENTED = "a comment of a later day is shown"
"""The reason when a comment that has a later time than the build's clock is shown."""
UNUSED = "words of a message are of use no more"
"""The reason when the last day is over on which the words of an entry should be used."""
LISTED = "dates of another year are listed"
"""The reason when the horizon moves to the next year."""
FAR = 100
"""How many years beyond the horizon the next date of a series is searched: leap days are at most eight apart."""


def next_clock_change(
    due: dt.datetime | None,
    expiry: dt.datetime | None,
    committed: dt.datetime | None,
    commented: dt.datetime | None,
    used: dt.date | None,
    entries: Iterable[Entry[Meta]],
    occurrences: Iterable[Occurrence],
    horizon: dt.date,
    now: dt.datetime,
) -> tuple[dt.datetime | None, tuple[str, ...]]:
    """Return the next instant at which entries or dates come or go without an edit, and the reasons in words.

    `due` is the date of the next scheduled entry, `expiry` that at which the next one expires, `committed` that
    of the next commit, `commented` that of the next comment, `used` the next last day on which the words of an
    entry should be used, `now` the clock of the build in the zone of the site.
    """
    new_year = _new_year(entries, occurrences, horizon, now)
    unused = dt.datetime.combine(used + dt.timedelta(days=1), dt.time(), now.tzinfo) if used else None
    instants = {
        SCHEDULED: due,
        EXPIRED: expiry,
        COMMITTED: committed,
        COMMENTED: commented,
        UNUSED: unused,
        LISTED: new_year,
    }
    first = min((instant for instant in instants.values() if instant), default=None)
    return first, tuple(words for words, instant in instants.items() if instant and instant == first)


def _new_year(
    entries: Iterable[Entry[Meta]], occurrences: Iterable[Occurrence], horizon: dt.date, now: dt.datetime
) -> dt.datetime | None:
    """Return the first New Year at which the horizon moves past another date of a series; None without one.

    That is nearly always the next one, and the first series without an end proves it. Otherwise the series that
    remain are short or rare, so that a search far ahead costs little.
    """
    known: dict[str, int] = {}
    for each in occurrences:
        if not each.closing:
            known[each.key] = max(each.number, known.get(each.key, 0))
    series = [entry for entry in entries if _goes_on(entry.meta.gathering, horizon, known.get(entry.key, 0))]

    def added(years: int) -> Iterable[int]:
        """Yield for each series the year of its first new date in so many years after the horizon."""
        last = dt.date(min(horizon.year + years, dt.MAXYEAR), 12, 31)
        for entry in series:
            dates = entry.meta.occurrences(entry.key, last)
            if dates and dates[-1].number > known.get(entry.key, 0):
                yield min(start.year for date in dates if (start := _given(date)) > horizon)

    year = next(iter(added(1)), None) or min(added(FAR), default=None)
    return dt.datetime(now.year + year - horizon.year, 1, 1, tzinfo=now.tzinfo) if year else None


def _goes_on(gathering: Gathering | None, horizon: dt.date, known: int) -> bool:
    """Return whether a series with this number of known dates may have more of them after the horizon."""
    rule = gathering.series.rule if gathering else None
    if gathering is None or rule is None:
        return False
    if rule.until is not None:
        return rule.until > horizon
    return rule.count is None or known + len(gathering.series.exceptions) < rule.count


def _given(date: Occurrence) -> dt.date:
    """Return the day that the rule gives, before any override."""
    return (date.original or date.schedule.start).day
