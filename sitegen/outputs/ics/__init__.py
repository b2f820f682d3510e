"""iCalendar files (RFC 5545): one for each event and consultation, and calendars to subscribe to.

None depends on the clock but that of the next date of an event.
"""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.config import Config
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.ics.content_lines import line, text
from sitegen.outputs.ics.invitations import Written, deadline_vevents, ics, invitation, next_vevent, vevents
from sitegen.outputs.ics.kept import GONE, gone_files, kept, withdrawn_vevent
from sitegen.outputs.ics.links import invite, subscribe
from sitegen.outputs.ics.owed import owed_file, promisers
from sitegen.outputs.ics.subscriptions import (
    OWED,
    Subscription,
    calendar,
    calendar_file,
    calendar_owners,
    networks,
    subscription,
)
from sitegen.outputs.ics.vtimezone import vtimezone
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.dates_of_events import dated
from sitegen.questions.events import by_month, closings, keeps_calendar
from sitegen.urls import output_path, to_absolute

PRODUCT = "-//sitegen//sitegen//EN"
REFRESH_HOURS = 12
"""The interval at which subscribers are asked to fetch a calendar again."""


def targets(site: Site) -> Iterable[Target]:
    """Name every calendar, and the file of each event and of the last day of each consultation.

    The subject is a scope and a name (that of a month is `2026-12`), or the key of the event. It is `next` and a
    key for the next date of an event, `closing` and a key for the last day of a consultation, `gone` and a key for
    an entry that is gone.

    The calendar of all events is there, if empty, before the first event has a date: the agenda links to it.
    """
    scopes = [
        ("deadlines", ""),
        *(("tag", slug) for slug in site.terms),
        *(("entry", key) for key in calendar_owners(site)),
        *(("month", f"{year:04}-{month:02}") for year, month in (by_month(site) if keeps_calendar(site) else ())),
    ]
    if keeps_calendar(site):
        yield _target(address_book.calendar(site.kinds), ("all", ""))
    for scope in scopes:
        if address := calendar_file(site, *scope):
            yield _target(address, scope)
            for former in site.terms[scope[1]].former if scope[0] == "tag" else ():
                yield _target(address_book.calendar_of(former), scope)
    for key in promisers(site):
        yield _target(address_book.owed_calendar_of(site.permalinks[key]), (OWED, key))
    for key, dates in dated(site).items():
        yield _of_entry(address_book.event_file(site.permalinks[key]), key, (key,))
        if len(dates) > 1:
            yield _of_entry(address_book.next_file(site.permalinks[key]), key, ("next", key))
    for key in closings(site):
        yield _of_entry(address_book.closing_file(site.permalinks[key]), key, ("closing", key))
    for address, key, subject in gone_files(site):
        yield _of_entry(address, key, subject)


def after_they_went(site: Site, lost: Iterable[str]) -> Iterable[Target]:
    """Name the files at addresses that were published and have no dates, or other ones, by now."""
    for address, key, subject in kept(site, lost):
        yield _of_entry(address, key, subject)


def render(target: Target, view: View) -> bytes:
    """Return one iCalendar file.

    It has no METHOD, which would need an ORGANIZER (RFC 5546 section 3.2.1): e-mail addresses are private.
    """
    file = ["BEGIN:VCALENDAR\r\n", line("VERSION", "2.0"), line("PRODID", PRODUCT)]
    if len(target.subject) == 1:
        found: tuple[Written, ...] = (view.ask("vevents", *target.subject),)
    elif target.subject[0] == "next":
        found = (view.ask("next_vevent", target.subject[1]),)
    elif target.subject[0] == "closing":
        found = (view.ask("deadline_vevents", target.subject[1]),)
    elif target.subject[0] == GONE:
        found = (view.ask("withdrawn_vevent", *target.subject[1:]),)
    else:
        subscribed: Subscription = view.ask("subscription", *target.subject)
        found = subscribed.events
        config: Config = view.ask("config")
        title = f"{subscribed.title} - {config.title}" if subscribed.title else config.title
        file += [
            line("NAME", text(title)),
            line("X-WR-CALNAME", text(title)),
            line("REFRESH-INTERVAL;VALUE=DURATION", f"PT{REFRESH_HOURS}H"),
            line("SOURCE;VALUE=URI", to_absolute(subscribed.address, config.base)),
            line("URL", to_absolute(subscribed.page, config.base)),
            line("X-PUBLISHED-TTL", f"PT{REFRESH_HOURS}H"),
        ]
    file += [vtimezone(zone, first, last) for zone, first, last in _zones(found)]
    file += [one.text for one in found]
    return "".join((*file, "END:VCALENDAR\r\n")).encode()


def _zones(events: Iterable[Written]) -> list[tuple[str, int, int]]:
    """Return the zones of the events, each with the first and the last year in which it is used."""
    years: dict[str, set[int]] = {}
    for event in events:
        for zone, first, last in event.zones:
            years.setdefault(zone, set()).update((first, last))
    return [(zone, min(used), max(used)) for zone, used in sorted(years.items())]


def _of_entry(address: str, key: str, subject: tuple[str, ...]) -> Target:
    return Target(path=output_path(address), output="ics", subject=subject, owner=key, lasting=True)


def _target(address: str, subject: tuple[str, str]) -> Target:
    return Target(
        path=output_path(address),
        output="ics",
        subject=subject,
        phase="index",
        lasting=subject[1] != "" and subject[0] != "month",
    )


QUESTIONS = (
    *(ics, invitation, invite, vevents, next_vevent, deadline_vevents, withdrawn_vevent),
    *(calendar, subscription, subscribe, networks, owed_file),
)

ICS = Output(
    name="ics",
    targets=targets,
    render=render,
    kept=after_they_went,
    questions=tuple(Question(question.__name__, question) for question in QUESTIONS),
)
