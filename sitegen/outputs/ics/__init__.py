"""iCalendar files (RFC 5545): one for each event, and calendars to subscribe to. None depends on the clock."""

import datetime as dt
from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.config import Config
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.ics.invitations import ics, invitation
from sitegen.outputs.ics.links import invite, subscribe
from sitegen.outputs.ics.subscriptions import (
    Subscription,
    calendar,
    calendar_file,
    calendar_owners,
    networks,
    subscription,
)
from sitegen.outputs.ics.vevent import Invitation, components
from sitegen.outputs.ics.vtimezone import timezone, zone_name
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.events import dated, keeps_calendar
from sitegen.urls import output_path, to_absolute

PRODUCT = "-//sitegen//sitegen//EN"
REFRESH = dt.timedelta(hours=12)
"""The interval at which subscribers are asked to fetch a calendar again."""
YEARS_AFTER = 10
"""The years for which a time zone is described after the last date of a series: its rule goes on."""


def targets(site: Site) -> Iterable[Target]:
    """Name every calendar and the file of each event; the subject is a scope and a name, or the key of the event.

    The calendar of all events is there, if empty, before the first event has a date: the agenda links to it.
    """
    scopes = [
        ("deadlines", ""),
        *(("tag", slug) for slug in site.terms),
        *(("entry", key) for key in calendar_owners(site)),
    ]
    if keeps_calendar(site):
        yield _target(address_book.calendar(site.kinds), ("all", ""))
    for scope in scopes:
        if address := calendar_file(site, *scope):
            yield _target(address, scope)
    for key in dated(site):
        yield Target(
            path=output_path(address_book.event_file(site.permalinks[key])),
            output="ics",
            subject=(key,),
            owner=key,
        )


def render(target: Target, view: View) -> bytes:
    """Return one iCalendar file; the library escapes, folds and ends lines (RFC 5545 section 3.1).

    It has no METHOD, which would need an ORGANIZER (RFC 5546 section 3.2.1): e-mail addresses are private.
    """
    from icalendar import Calendar, vText

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    if len(target.subject) == 1:
        found: tuple[Invitation, ...] = (view.ask("invitation", *target.subject),)
    else:
        subscribed: Subscription = view.ask("subscription", *target.subject)
        found = subscribed.invitations
        config: Config = view.ask("config")
        title = f"{subscribed.title} - {config.title}" if subscribed.title else config.title
        file.add("name", vText(title))
        file.add("x-wr-calname", vText(title))
        file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        file.add("x-published-ttl", f"PT{REFRESH // dt.timedelta(hours=1)}H")
        file.add("source", to_absolute(subscribed.address, config.base), parameters={"VALUE": "URI"})
        file.add("url", to_absolute(subscribed.page, config.base))
    for zone, first, last in _zones(found):
        file.add_component(timezone(zone, first, last))
    for one in found:
        for component in components(one):
            file.add_component(component)
    written: bytes = file.to_ical()
    return written


def _zones(invitations: Iterable[Invitation]) -> list[tuple[str, int, int]]:
    """Return the zones of the events, each with the first and the last year in which it is used."""
    years: dict[str, set[int]] = {}
    for one in invitations:
        after = YEARS_AFTER if one.series and one.series.rule else 0
        for schedule in (one.first, *(date.schedule for date in one.dates)):
            for moment in (schedule.start, schedule.end or schedule.start):
                if zone_name(moment):
                    years.setdefault(moment.zone, set()).update((moment.local.year, moment.local.year + after))
    return [(zone, min(used), max(used)) for zone, used in sorted(years.items())]


def _target(address: str, subject: tuple[str, str]) -> Target:
    return Target(path=output_path(address), output="ics", subject=subject, phase="index")


QUESTIONS = (
    *(ics, invitation, invite),
    *(calendar, subscription, subscribe, networks),
)

ICS = Output(
    name="ics",
    targets=targets,
    render=render,
    questions=tuple(Question(question.__name__, question) for question in QUESTIONS),
)
