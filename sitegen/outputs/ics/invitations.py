"""What calendars are told of events and deadlines, and where each event's own file lies."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from sitegen import dates
from sitegen.facets.consultation import Respond
from sitegen.facets.gathering import Gathering
from sitegen.facets.recurrence import OFF, Status
from sitegen.facets.series import Series
from sitegen.model import address_book
from sitegen.model.config import Config
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.outputs.ics.vevent import Invitation
from sitegen.questions.addresses import marked_address
from sitegen.questions.entries import card
from sitegen.questions.events import closings, dated, happenings
from sitegen.questions.once import once
from sitegen.urls import Marked, base_path, to_absolute

SEQUENCES_BEGIN = dt.date(2000, 1, 1)
DAILY = 1000
"""How much a sequence number rises from one day to the next."""
FATES = ("tentative", "scheduled", "moved-online", "rescheduled", "postponed", "cancelled")
"""Every status, in the order in which plans usually come to them."""
CLOSING = "Comments close: {title}"


def ics(site: Site, key: str) -> Marked | Literal[""]:
    """Return the address of an event's calendar file, or "" when it has none."""
    return marked_address(address_book.event_file(site.permalinks[key])) if key in dated(site) else ""


@once
def invitation(site: Site, key: str) -> Invitation:
    """Return one event as calendars need it. Raises LookupError for what has no dates."""
    found = card(site, key)
    meta = site.entries[key].meta
    schedule, gathering = meta.schedule, meta.gathering
    if schedule is None or gathering is None:
        raise LookupError(key)
    series = gathering.series
    return Invitation(
        uid=uid(site.config, meta, site.permalinks[key]),
        title=found.title,
        address=to_absolute(found.permalink, site.config.base),
        changed=meta.revised or schedule.start,
        announced=meta.date,
        sequence=_sequence(meta, _exceptions(series)),
        status=gathering.status,
        description="\n\n".join(filter(None, (found.excerpt, *_practical(gathering)))),
        categories=tuple(tag.text for tag in found.tags),
        venue=gathering.venue,
        online=gathering.online,
        first=series.first,
        series=series,
        dates=happenings(site, key),
        busy=not gathering.deadline,
        told=_told(gathering, site.config.language),
        language=site.config.language,
    )


@once
def deadline(site: Site, key: str) -> Invitation:
    """Return the closing of a consultation as calendars need it. Raises LookupError for what does not close."""
    found = card(site, key)
    meta = site.entries[key].meta
    consultation = meta.consultation
    if consultation is None:
        raise LookupError(key)
    closing = closings(site)[key]
    ways = _ways(consultation.respond)
    return Invitation(
        uid=f"closing-{uid(site.config, meta, site.permalinks[key])}",
        title=CLOSING.format(title=found.title),
        address=to_absolute(found.permalink, site.config.base),
        changed=meta.revised or closing.schedule.start,
        announced=meta.date,
        sequence=_sequence(meta),
        status="",
        description="\n\n".join(filter(None, (found.excerpt, ways))),
        categories=tuple(tag.text for tag in found.tags),
        venue=None,
        online="",
        first=closing.schedule,
        series=None,
        dates=(closing,),
        busy=False,
    )


def uid(config: Config, meta: Meta, permalink: str) -> str:
    """Return what names an event for ever: its `uid`, or the first address it had.

    Aliases stand in the order in which they were given up, and `--base-url` does not count.
    """
    address = (*meta.old_addresses, permalink)[0]
    path = (base_path(config.url) + address.lstrip("/")).strip("/")
    return meta.uid or f"{path}@{urlsplit(config.url).hostname}"


def _sequence(meta: Meta, exceptions: int = 0) -> int:
    """Return a number that rises with each change of time, place or status that a writer makes.

    Calendars may leave aside what says no higher number than what they know (RFC 5545, section 3.8.7.4). The day
    of the last change its writer tells of weighs most. What differs from a plain plan counts beside it, and the
    more the nearer it is to not taking place: what is first tentative, then fixed, then cancelled rises each time.
    """
    plans = len(meta.changes) + _fate(meta.gathering.status if meta.gathering else None) + exceptions
    days = max((meta.revised.day - SEQUENCES_BEGIN).days, 0) if meta.revised else 0
    return days * DAILY + min(plans, DAILY - 1)


def _exceptions(series: Series) -> int:
    """Return how far the dates of a series differ from its rule: the sum of the weights of its exceptions."""
    overridden = sum(1 + _fate(override.status) for _, override in series.overrides)
    return overridden + len(series.exceptions) * (1 + len(FATES)) + len(series.also)


def _fate(status: Status | None) -> int:
    """Return how far plans have come; without a status of its own, a date is as far as any."""
    return FATES.index(status or "scheduled")


def _told(gathering: Gathering, language: str) -> str:
    """Return what has changed about an event where calendars have no property that says so."""
    if gathering.status == "moved-online":
        return "Moved online: it takes place at the same time, on the web only."
    if gathering.status == "rescheduled" and gathering.previous_start is not None:
        return f"Rescheduled: it was {dates.when(gathering.previous_start, language)}."
    return ""


def _practical(gathering: Gathering) -> Iterator[str]:
    """Yield what people need to know who have only the calendar: how to get in, and how to get a place."""
    if gathering.venue is not None and gathering.venue.access:
        yield f"Access: {gathering.venue.access}"
    if gathering.booking_url and gathering.status not in OFF:
        yield f"Ask for a place: {gathering.booking_url}"


def _ways(respond: Respond) -> str:
    """Return how to answer, a line each."""
    return "\n".join(filter(None, (respond.email, respond.url, respond.post)))
