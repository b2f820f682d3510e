"""Questions about events: their dates, their status as a whole, and their rule."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from sitegen.dates import hours
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Occurrence, zone_of
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.questions.answers import Card, Happening, Link
from sitegen.questions.contract import Until
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import card, link
from sitegen.questions.language import original, spoken
from sitegen.questions.lists import keeps_list
from sitegen.questions.once import once
from sitegen.repeats import repeats

Month = tuple[int, int]
"""Year and number of the month."""


def keeps_calendar(site: Site) -> bool:
    """Return whether there is a calendar: something has a date, or the list of events has entries or a head."""
    agenda = address_book.agenda(site.kinds)
    kinds = (name for name, kind in site.kinds.items() if kind.directory == agenda)
    return bool(agenda) and (bool(site.occurrences) or any(keeps_list(site, name) for name in kinds))


@once
def by_month(site: Site) -> dict[Month, list[Occurrence]]:
    """Sort the occurrences into every month they reach; months and what happens in them in time order."""
    found: dict[Month, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        first = occurrence.schedule.start.day
        last = max(first, occurrence.schedule.last_day)  # a preview shows dates whose end is reported as too early
        for ordinal in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            found.setdefault((ordinal // 12, ordinal % 12 + 1), []).append(occurrence)
    for occurrences in found.values():
        # By the day where it happens; those of one day as they come.
        occurrences.sort(key=lambda each: each.schedule.start.day)
    return dict(sorted(found.items()))


@once
def closings(site: Site) -> dict[str, Occurrence]:
    """Return the closing dates of consultations, by the key of the entry with the consultation."""
    return {occurrence.key: occurrence for occurrence in site.occurrences if occurrence.closing}


@once
def happenings(site: Site, key: str) -> tuple[Occurrence, ...]:
    """Return all dates of one event, in time order."""
    return tuple(dated(site).get(original(site, key), ()))


class EventStatus(Struct, frozen=True, kw_only=True):
    """The status of an event, with all its dates taken together."""

    status: str
    """The status that all its dates have, else that of the event itself."""
    off: bool
    """Whether none of its dates takes place."""
    still_on: int
    """The number of dates that take place although the event is cancelled or postponed; else 0."""


def event_status(site: Site, key: str) -> EventStatus:
    """Return the status of an event as a whole."""
    gathering = site.entries[key].meta.gathering
    own = gathering.status if gathering else ""
    states = [date.status or own for date in happenings(site, key)] or [own]
    return EventStatus(
        status=states[0] if len({*states}) == 1 else own,
        off=all(state in OFF for state in states),
        still_on=sum(state not in OFF for state in states) if own in OFF else 0,
    )


class EventDates(Struct, frozen=True, kw_only=True):
    """The dates of an event as they are at the time of the build."""

    next: Occurrence | None
    """The first that is not over and takes place; None where there is none."""
    coming: tuple[Occurrence, ...]
    """Those that are not over, in time order, and whatever is called off among them."""
    past: tuple[Occurrence, ...]
    """Those that are over, the last first."""


def event_dates(site: Site, key: str) -> Until[EventDates]:
    """Return the dates of an event, those to come apart from those that are over, until the next is over."""
    dates = happenings(site, key)
    gathering = site.entries[key].meta.gathering
    own = gathering.status if gathering else ""
    coming = tuple(date for date in dates if not date.schedule.ended(site.now))
    past = tuple(date for date in reversed(dates) if date.schedule.ended(site.now))
    first = next((date for date in coming if (date.status or own) not in OFF), None)
    until = min((date.schedule.over() for date in coming), default=None)
    why = (f"“{card(site, key).title}” ends",) if until else ()
    return Until(answer=EventDates(next=first, coming=coming, past=past), until=until, why=why)


def another_year(site: Site, year: int) -> Until[bool]:
    """Return whether a year is another than that of the build's clock, until it begins or ends."""
    zone = zone_of(site.config.timezone)
    now = site.now.astimezone(zone).year
    if year < now:
        return Until(answer=True, until=None)
    new = dt.datetime(year + (year == now), 1, 1, tzinfo=zone)
    return Until(answer=year != now, until=new, why=("a new year begins",))


class DatedLink(Struct, frozen=True, kw_only=True):
    """A link to an event that does not repeat, and the day on which it starts."""

    link: Link
    day: dt.date


@once
def _in_time_order(site: Site) -> dict[str, tuple[str, str]]:
    """Return for each event that does not repeat the key of the one before and after in time; "" at either end."""
    keys = [key for key, dates in dated(site).items() if len(dates) == 1]
    around = zip(["", *keys], keys, [*keys[1:], ""], strict=False)
    return {key: (before, after) for before, key, after in around}


def events_around(site: Site, key: str) -> tuple[DatedLink | None, DatedLink | None]:
    """Return the events before and after one in time; none for an event that repeats."""
    before, after = _in_time_order(site).get(original(site, key), ("", ""))
    return _dated_link(site, before), _dated_link(site, after)


def _dated_link(site: Site, key: str) -> DatedLink | None:
    return DatedLink(link=link(site, key), day=happenings(site, key)[0].schedule.start.day) if key else None


SHOWN = 3
"""How many dates of a series a list has ready, so that the script can go on while the page is not made anew."""


class NextDates(Struct, frozen=True, kw_only=True):
    """The dates by which lists name a series."""

    dates: tuple[Occurrence, ...]
    """The next ones, in time order; the last date alone where all are over."""
    later: int
    """How many dates are listed after the first of these."""
    ends: tuple[Occurrence, Occurrence]
    """Its first date and its last."""
    count: int
    """How many dates it has in all."""
    over: bool
    """Whether all its dates are over."""


def next_dates(site: Site, key: str) -> Until[NextDates | None]:
    """Return by which dates lists name an event, until the next is over; None for one without several dates."""
    listed = happenings(site, key)
    if len(listed) < 2:
        return Until(answer=None, until=None)
    found = event_dates(site, key)
    coming = found.answer.coming
    first = coming.index(found.answer.next) if found.answer.next else 0
    dates = coming[first : first + SHOWN] or found.answer.past[:1]
    answer = NextDates(
        dates=dates,
        later=max(0, len(coming) - first - 1),
        ends=(listed[0], listed[-1]),
        count=len(listed),
        over=not coming,
    )
    return Until(answer=answer, until=found.until, why=found.why)


def happenings_of(site: Site, occurrences: Iterable[Occurrence]) -> tuple[Happening, ...]:
    """Return dates with the cards of their entries."""
    cards: dict[str, Card] = {}
    for occurrence in occurrences:
        if occurrence.key not in cards:
            cards[occurrence.key] = card(site, occurrence.key)
    return tuple(Happening(card=cards[found.key], occurrence=found) for found in occurrences)


class Repetition(Struct, frozen=True, kw_only=True):
    """The rule of a series in words, and whether it has more dates than pages list."""

    words: str
    """`Every 2 weeks on Tuesday, 2pm to 4pm, until 30 June 2027`; empty for a rule too long for words."""
    goes_on: bool
    """Whether it has dates after the last that pages list."""


def repetition(site: Site, key: str, language: str = "") -> Repetition | None:
    """Return the rule of an event in words, of the site's language or another; None for an event without one."""
    gathering = site.entries[key].meta.gathering
    if gathering is None or gathering.series.rule is None:
        return None
    series, rule = gathering.series, gathering.series.rule
    start, locale = series.first.start, spoken(site, language)
    listed = [date.original or date.schedule.start for date in dated(site).get(original(site, key), ())]
    last = max((moment.nominal.date() for moment in listed), default=dt.date.min)
    left_out = set(series.left_out())
    return Repetition(
        words=repeats(rule, start, locale, hours=hours(series.first, locale)),
        goes_on=any(day > last and series.usual(day) not in left_out for day in series.days(dt.date.max)),
    )
