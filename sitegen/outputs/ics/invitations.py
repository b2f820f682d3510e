"""Events and deadlines as calendar files need them."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct, structs

from sitegen import dates
from sitegen.facets.consultation import Respond
from sitegen.facets.gathering import Gathering
from sitegen.facets.recurrence import OFF, Status
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import Series
from sitegen.locales import Locale
from sitegen.model import address_book
from sitegen.model.config import Config
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.outputs.ics import vevent
from sitegen.outputs.ics.vevent import Invitation
from sitegen.outputs.ics.vtimezone import zone_name
from sitegen.questions.addresses import marked_address
from sitegen.questions.changes import revised
from sitegen.questions.contract import Until
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import card
from sitegen.questions.events import closings, event_dates, happenings
from sitegen.questions.language import original, spoken
from sitegen.questions.once import once
from sitegen.urls import Marked, base_path, to_absolute

SEQUENCES_BEGIN = dt.date(2000, 1, 1)
"""The day with the sequence number 0."""
DAILY = 1000
"""The difference between the sequence numbers of one day and the next."""
YEARS_AFTER = 10
"""The years for which a time zone is described after the last date of a series: its rule goes on."""
STATUS_ORDER = ("tentative", "scheduled", "moved-online", "rescheduled", "postponed", "cancelled")
"""Every status, in the usual order of plans: from being considered to being called off."""
CLOSING = "Comments close: {title}"
"""The title of the last day of a consultation."""


def ics(site: Site, key: str) -> Marked | Literal[""]:
    """Return the address of the iCalendar file of an event, or "" when it has no date."""
    key = original(site, key)
    return marked_address(address_book.event_file(site.permalinks[key])) if key in dated(site) else ""


@once
def invitation(site: Site, key: str) -> Invitation:
    """Return one event as calendar files need it. Raises LookupError for an entry without dates."""
    found = card(site, key)
    meta = site.entries[key].meta
    schedule, gathering = meta.schedule, meta.gathering
    if schedule is None or gathering is None:
        raise LookupError(key)
    series = gathering.series
    return Invitation(
        uid=uid(site.config, meta.uid, first_address(site, key)),
        title=found.title,
        address=to_absolute(found.permalink, site.config.base),
        changed=revised(site, key) or schedule.start,
        announced=meta.date,
        sequence=sequence(meta, _exceptions(series)),
        status=gathering.status,
        description="\n\n".join(filter(None, (found.excerpt, *_practical(gathering, spoken(site))))),
        categories=tuple(tag.text for tag in found.tags),
        venue=gathering.venue,
        online=gathering.online,
        first=series.first,
        series=series,
        dates=happenings(site, key),
        busy=not gathering.deadline,
        change_note=_change_note(gathering, spoken(site)),
    )


@once
def deadline(site: Site, key: str) -> Invitation:
    """Return the last day of a consultation. Raises LookupError for an entry without a consultation."""
    found = card(site, key)
    meta = site.entries[key].meta
    consultation = meta.consultation
    if consultation is None:
        raise LookupError(key)
    closing = closings(site)[key]
    ways, by = _ways_to_answer(consultation.respond), consultation.decision_by
    decision = spoken(site).text("Decision by {day}", day=dates.when(by, spoken(site))) if by else ""
    return Invitation(
        uid=f"closing-{uid(site.config, meta.uid, first_address(site, key))}",
        title=spoken(site).text(CLOSING, title=found.title),
        address=to_absolute(found.permalink, site.config.base),
        changed=revised(site, key) or closing.schedule.start,
        announced=meta.date,
        sequence=sequence(meta),
        status="",
        description="\n\n".join(filter(None, (found.excerpt, ways, decision))),
        categories=tuple(tag.text for tag in found.tags),
        venue=None,
        online="",
        first=closing.schedule,
        series=None,
        dates=(closing,),
        busy=False,
    )


class Written(Struct, frozen=True, kw_only=True):
    """An event or deadline in the form of calendar files."""

    text: str
    """Its VEVENTs, in folded lines."""
    zones: tuple[tuple[str, int, int], ...]
    """The time zones it uses, each with the first and the last year."""


@once
def vevents(site: Site, key: str) -> Written:
    """Return one event in the form of calendar files. Raises LookupError for an entry without dates."""
    return _written(invitation(site, key), spoken(site))


def next_vevent(site: Site, key: str) -> Until[Written]:
    """Return the next date of an event alone, else its last, in the form of calendar files.

    It is an event of its own, because programs do not take one date of a series that they do not have.
    """
    dates = event_dates(site, key)
    date = dates.answer.next or (dates.answer.coming or dates.answer.past)[0]
    return Until(answer=date_vevent(site, date), until=dates.until, why=dates.why)


def date_vevent(site: Site, date: Occurrence) -> Written:
    """Return one date of an event alone for calendar files; of an event that has no other, the event."""
    if date.closing:
        return deadline_vevents(site, date.key)
    if len(dated(site)[date.key]) == 1:
        return vevents(site, date.key)
    found, start = invitation(site, date.key), date.original or date.schedule.start
    alone = structs.replace(found, uid=f"{start.nominal:%Y%m%dT%H%M}-{found.uid}", series=None, dates=(date,))
    return Written(text=vevent.alone(alone, date, spoken(site)), zones=zones(date.schedule))


@once
def deadline_vevents(site: Site, key: str) -> Written:
    """Return the last day of a consultation in the form of calendar files."""
    return _written(deadline(site, key), spoken(site))


def _written(found: Invitation, locale: Locale) -> Written:
    after = YEARS_AFTER if found.series and found.series.rule else 0
    schedules = (found.first, *(date.schedule for date in found.dates))
    return Written(text=vevent.vevents(found, locale), zones=zones(*schedules, after=after))


def zones(*schedules: Schedule, after: int = 0) -> tuple[tuple[str, int, int], ...]:
    """Return the time zones of spans, each with the first and the last year, and so many years `after` it."""
    years: dict[str, set[int]] = {}
    for schedule in schedules:
        for moment in (schedule.start, schedule.end or schedule.start):
            if zone_name(moment):
                years.setdefault(moment.zone, set()).update((moment.local.year, moment.local.year + after))
    return tuple((zone, min(used), max(used)) for zone, used in sorted(years.items()))


def uid(config: Config, own: str, first: str) -> str:
    """Return the UID of an event (RFC 5545 section 3.8.4.7): its `own` one, else one made of its first address.

    `--base-url` does not change it.
    """
    path = (base_path(config.url) + first.lstrip("/")).strip("/")
    return own or f"{path}@{urlsplit(config.url).hostname}"


def first_address(site: Site, key: str) -> str:
    """Return the address by which calendars know an entry for ever."""
    return site.first_addresses.get(key) or site.permalinks[key]


def sequence(meta: Meta, exceptions: int = 0) -> int:
    """Return the SEQUENCE: a number that rises with each change of time, place or status that a writer makes.

    Calendars may ignore a revision without a higher number (RFC 5545 section 3.8.7.4). The day of the last change
    in the front matter has the most weight. Beside it count the status, by its position in STATUS_ORDER, and
    `exceptions`: the number rises when an event is tentative, then fixed, then cancelled.
    """
    plans = len(meta.changes) + _progress(meta.gathering.status if meta.gathering else None) + exceptions
    return days_of(meta.revised) * DAILY + min(plans, DAILY - 1)


def days_of(revised: Moment | None) -> int:
    """Return the day of the last change in front matter as a number; 0 for none."""
    return max((revised.day - SEQUENCES_BEGIN).days, 0) if revised else 0


def _exceptions(series: Series) -> int:
    """Return the weight of all exceptions of a series: the more of them, and the more called off, the higher."""
    overridden = sum(1 + _progress(override.status) for _, override in series.overrides)
    return overridden + len(series.exceptions) * (1 + len(STATUS_ORDER)) + len(series.also)


def _progress(status: Status | None) -> int:
    """Return the position of a status in STATUS_ORDER; None counts as `scheduled`."""
    return STATUS_ORDER.index(status or "scheduled")


def _change_note(gathering: Gathering, locale: Locale) -> str:
    """Return a sentence about the change of an event, where RFC 5545 has no property for it."""
    if gathering.status == "moved-online":
        return locale.text("Moved online: it takes place at the same time, on the web only.")
    if gathering.status == "rescheduled" and gathering.previous_start is not None:
        return locale.text("Rescheduled: it was {when}.", when=dates.when(gathering.previous_start, locale))
    return ""


def _practical(gathering: Gathering, locale: Locale) -> Iterator[str]:
    """Yield sentences for people who see only the calendar: access to the place, and the address for booking."""
    if gathering.venue is not None and gathering.venue.access:
        yield locale.text("Access: {how}", how=gathering.venue.access)
    if gathering.booking_url and gathering.status not in OFF:
        yield locale.text("Ask for a place: {address}", address=gathering.booking_url)


def _ways_to_answer(respond: Respond) -> str:
    """Return the ways to answer, one a line."""
    return "\n".join(filter(None, (respond.email, respond.url, respond.post)))
