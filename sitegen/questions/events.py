"""Questions about events: their dates, their state as a whole, and how they repeat."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from sitegen.dates import hours, repeats
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Occurrence
from sitegen.facets.series import Series
from sitegen.model.site import Site
from sitegen.questions.answers import Card, Happening
from sitegen.questions.entries import card
from sitegen.questions.once import once


@once
def dated(site: Site) -> dict[str, list[Occurrence]]:
    """Sort the dates of events by their event."""
    found: dict[str, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        if not occurrence.closing:
            found.setdefault(occurrence.key, []).append(occurrence)
    return found


@once
def closings(site: Site) -> dict[str, Occurrence]:
    """Return the closing dates of consultations by the key of what they are about."""
    return {occurrence.key: occurrence for occurrence in site.occurrences if occurrence.closing}


def happenings(site: Site, key: str) -> tuple[Occurrence, ...]:
    """Return all dates of one event, in time order."""
    return tuple(dated(site).get(key, ()))


class Standing(Struct, frozen=True, kw_only=True):
    """How an event stands as a whole."""

    status: str
    """Its own, or the one that all its dates have."""
    off: bool
    """Whether nothing of it takes place."""
    but: int
    """Of an event that is off as a whole, how many of its dates take place all the same."""


def standing(site: Site, key: str) -> Standing:
    """Return how an event stands, its dates taken together."""
    own = str(getattr(site.entries[key].meta, "status", ""))
    states = [date.status or own for date in happenings(site, key)] or [own]
    return Standing(
        status=states[0] if len({*states}) == 1 else own,
        off=all(state in OFF for state in states),
        but=sum(state not in OFF for state in states) if own in OFF else 0,
    )


def happenings_of(site: Site, occurrences: Iterable[Occurrence]) -> tuple[Happening, ...]:
    """Return occurrences with the cards of their entries."""
    cards: dict[str, Card] = {}
    for occurrence in occurrences:
        if occurrence.key not in cards:
            cards[occurrence.key] = card(site, occurrence.key)
    return tuple(Happening(card=cards[found.key], occurrence=found) for found in occurrences)


class Repetition(Struct, frozen=True, kw_only=True):
    """The rule of a series, and whether it outlasts the dates that pages list."""

    words: str
    """`Every 2 weeks on Tuesday, 2pm to 4pm, until 30 June 2027`; empty for what words cannot say briefly."""
    goes_on: bool
    """Whether there are dates after the last that is listed."""


def repetition(site: Site, key: str) -> Repetition | None:
    """Return how an event repeats; None for one that has no rule."""
    series: Series | None = getattr(site.entries[key].meta, "series", None)
    if series is None or series.rule is None:
        return None
    start, language = series.first.start, site.config.language
    listed = [date.original or date.schedule.start for date in dated(site).get(key, ())]
    last = max((moment.nominal.date() for moment in listed), default=dt.date.min)
    left_out = set(series.left_out())
    return Repetition(
        words=repeats(series.rule, start, language, hours=hours(series.first, language)),
        goes_on=any(day > last and series.usual(day) not in left_out for day in series.days(dt.date.max)),
    )
