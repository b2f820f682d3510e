"""Calendars to subscribe to: of all events, of deadlines, of a tag, of a stakeholder or a network."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from sitegen import dates
from sitegen.facets.schedule import Occurrence
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.ics.invitations import Written, date_vevent, deadline_vevents, vevents
from sitegen.outputs.ics.owed import owed
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Link
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import link, term_at
from sitegen.questions.events import Month, by_month, closings
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.urls import Marked

OWED = "owed"
"""The scope of a calendar of next steps."""
NETWORKS = ("network", "community")
"""The types of stakeholders whose calendars include the events of their members."""
UNRELATED = ("related", "programme", "supersedes", "superseded_by")
"""The relation fields that connect an event to an entry which has no part in it."""


class Subscription(Struct, frozen=True, kw_only=True):
    """The content of a calendar file."""

    title: str
    """The title of the calendar, without that of the site; empty for the calendar of all events."""
    address: Marked
    """The address of the file."""
    page: Marked
    """The address of the page with the same dates."""
    events: tuple[Written, ...]
    """The events and deadlines, by first date."""


def subscription(site: Site, scope: str, name: str) -> Subscription:
    """Return the calendar of the site (`all`, ""), of its deadlines (`deadlines`, ""), of a tag, a `month` or an
    entry, or of the next steps that an entry has `owed`.

    `name` is `2026-12`, or the slug of the `tag` or the key of the `entry`, or of one that is `empty` because it
    has no dates.
    """
    title, page = "", address_book.agenda(site.kinds)
    if scope == "deadlines":
        title = spoken(site).text("Deadlines")
    elif scope == "tag":
        term = term_at(site, name)
        title, page = term.label, term.permalink
    elif scope == "entry":
        title, page = site.entries[name].meta.title, site.permalinks[name]
    elif scope == "month":
        return _of_month(site, _month(name))
    elif scope == "empty":
        return _without_dates(site, name)
    elif scope == OWED:
        return _owed(site, name)
    events, ends = _keys(site, scope, name)
    return Subscription(
        title=title,
        address=marked_address(_address(site, scope, name)),
        page=marked_address(page),
        events=(*(vevents(site, key) for key in events), *(deadline_vevents(site, key) for key in ends)),
    )


def _owed(site: Site, key: str) -> Subscription:
    """Return the calendar of what a stakeholder has promised; it is empty once all is done."""
    page = site.permalinks[key]
    return Subscription(
        title=spoken(site).text("{who}: next steps", who=site.entries[key].meta.title),
        address=marked_address(address_book.owed_calendar_of(page)),
        page=marked_address(page),
        events=owed(site, key),
    )


def _of_month(site: Site, at: Month) -> Subscription:
    """Return the dates that a month reaches, each alone: programs add them without the others of their series."""
    page = address_book.agenda(site.kinds, *at)
    return Subscription(
        title=dates.month(dt.date(*at, 1), spoken(site)),
        address=marked_address(address_book.calendar_of(page)),
        page=marked_address(page),
        events=tuple(date_vevent(site, date) for date in by_month(site)[at]),
    )


def _month(name: str) -> Month:
    year, month = name.split("-")
    return int(year), int(month)


def _without_dates(site: Site, key: str) -> Subscription:
    """Return the calendar of an entry that has no dates any more, or is gone."""
    gone = site.gone.get(key)
    page = gone.address if gone else site.permalinks[key]
    return Subscription(
        title=gone.title if gone else site.entries[key].meta.title,
        address=marked_address(address_book.calendar_of(page)),
        page=marked_address(page),
        events=(),
    )


def calendar(site: Site, scope: str, name: str = "") -> Marked | Literal[""]:
    """Return the address of a calendar to subscribe to, or "" when it is empty."""
    address = calendar_file(site, scope, name)
    return marked_address(address) if address else ""


def calendar_file(site: Site, scope: str, name: str = "") -> str:
    """Return the root-relative address of a calendar, or "" when it is empty."""
    return _address(site, scope, name) if _has_dates(site, scope, name) else ""


def networks(site: Site) -> tuple[tuple[Link, Marked | Literal[""]], ...]:
    """Return the networks with dates: a link to each and the address of its calendar, by title."""
    found = [key for key in calendar_owners(site) if _is_network(site, key) and calendar(site, "entry", key)]
    links = [link(site, key) for key in found]
    return tuple((each, calendar(site, "entry", each.key)) for each in sorted(links, key=_title))


def calendar_owners(site: Site) -> Iterable[str]:
    """Yield the keys of entries that may have a calendar of their own: stakeholders with a page."""
    for name, kind in site.kinds.items():
        if kind.people:
            yield from site.collections.get(name, ())


@once
def named_in(site: Site, key: str) -> tuple[str, ...]:
    """Return the keys of the events and consultations that name an entry."""
    found = {
        connection.key
        for connection in site.connections.get(key, ())
        if connection.item < 0 and connection.field not in UNRELATED
    }
    return tuple(sorted(one for one in found if one in dated(site) or one in closings(site)))


def _keys(site: Site, scope: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the events and of the deadlines of a calendar, by first date."""
    events, ends = dated(site), closings(site)
    if scope == "deadlines":
        return tuple(key for key in events if _is_deadline(site, key)), tuple(ends)
    if scope == "all":
        return tuple(events), tuple(ends)
    keys = set(_about(site, scope, name))
    return (
        _by_time(events[key][0] for key in keys if key in events),
        _by_time(ends[key] for key in keys if key in ends),
    )


def _has_dates(site: Site, scope: str, name: str) -> bool:
    """Return whether a calendar has any event or deadline."""
    if scope == "month":
        return _month(name) in by_month(site)
    if scope in ("all", "deadlines"):
        return any(_keys(site, scope, name))
    events, ends = dated(site), closings(site)
    return any(key in events or key in ends for key in _about(site, scope, name))


def _about(site: Site, scope: str, name: str) -> Iterable[str]:
    """Return the keys of entries that have a tag or concern a stakeholder, whether or not they have dates."""
    return site.tagged.get(name, ()) if scope == "tag" else _concerning(site, name)


def _by_time(occurrences: Iterable[Occurrence]) -> tuple[str, ...]:
    """Return the keys of these occurrences in the order in which the site has them."""
    return tuple(
        found.key for found in sorted(occurrences, key=lambda each: (each.schedule.start.aware(), each.key))
    )


def _concerning(site: Site, key: str) -> Iterable[str]:
    """Yield the keys of events and consultations that name a stakeholder or, for a network, one of its members."""
    yield from named_in(site, key)
    if _is_network(site, key):
        for connection in site.connections.get(key, ()):
            if connection.field == "member_of":
                yield from named_in(site, connection.key)


def _is_network(site: Site, key: str) -> bool:
    return site.entries[key].meta.type in NETWORKS


def _is_deadline(site: Site, key: str) -> bool:
    gathering = site.entries[key].meta.gathering
    return gathering is not None and gathering.deadline


def _title(link: Link) -> str:
    return link.text.casefold()


def _address(site: Site, scope: str, name: str) -> str:
    """Return the unmarked address of a calendar, empty or not."""
    if scope == "month":
        return address_book.calendar_of(address_book.agenda(site.kinds, *_month(name)))
    if scope == "deadlines":
        return address_book.deadlines(site.kinds)
    if scope == "tag":
        return address_book.calendar_of(term_at(site, name).permalink)
    return (
        address_book.calendar_of(site.permalinks[name]) if scope == "entry" else address_book.calendar(site.kinds)
    )
