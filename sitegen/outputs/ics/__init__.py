"""iCalendar files (RFC 5545): one for each event, and calendars to subscribe to. Nothing depends on the clock."""

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
    gatherers,
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
"""How often subscribers are asked to look again."""
YEARS_AFTER = 10
"""How long the zone of a series stays described after its last date: rules go on beyond the horizon."""


def targets(site: Site) -> Iterable[Target]:
    """Name every calendar, and each event's own file; the subject is a scope and a name, or the event's key.

    That of all events is there, if empty, before the first event has a date: the agenda offers it.
    """
    scopes = [("deadlines", ""), *(("tag", slug) for slug in site.terms), *(("entry", k) for k in gatherers(site))]
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
    """Write one file; the library escapes, folds and ends lines as RFC 5545 section 3.1 asks.

    Without METHOD: it would ask for an ORGANIZER (RFC 5546 section 3.2.1), and stakeholders' e-mail is private.
    """
    from icalendar import Calendar, vText

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    if len(target.subject) == 1:
        found: tuple[Invitation, ...] = (view.ask("invitation", *target.subject),)
    else:
        told: Subscription = view.ask("subscription", *target.subject)
        found = told.invitations
        config: Config = view.ask("config")
        title = f"{told.title} - {config.title}" if told.title else config.title
        file.add("name", vText(title))
        file.add("x-wr-calname", vText(title))
        file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        file.add("x-published-ttl", f"PT{REFRESH // dt.timedelta(hours=1)}H")
        file.add("source", to_absolute(told.address, config.base), parameters={"VALUE": "URI"})
        file.add("url", to_absolute(told.page, config.base))
    for zone, first, last in _zones(found):
        file.add_component(timezone(zone, first, last))
    for one in found:
        for component in components(one):
            file.add_component(component)
    written: bytes = file.to_ical()
    return written


def _zones(invitations: Iterable[Invitation]) -> list[tuple[str, int, int]]:
    """Return the zones that are used, each with the first and the last year in which it is."""
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
