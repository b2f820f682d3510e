"""iCalendar files (RFC 5545): one with every event, and one for each event. Nothing depends on the clock."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.facets.schedule import Occurrence
from sitegen.model.config import Config
from sitegen.model.meta import Meta
from sitegen.model.once import once
from sitegen.model.questions.entries import card
from sitegen.model.site import Site
from sitegen.model.target import Output, Question, Target, View
from sitegen.outputs.ics.vevent import Invitation, components
from sitegen.outputs.ics.vtimezone import timezone, zone_name
from sitegen.urls import base_path, marked, output_path, to_absolute

AGENDA = "/events/"
ADDRESS = f"{AGENDA}calendar.ics"
PRODUCT = "-//sitegen//sitegen//EN"
REFRESH = dt.timedelta(hours=12)
"""How often subscribers are asked to look again."""
YEARS_AFTER = 10
"""How long the zone of a series stays described after its last date: rules go on beyond the horizon."""


@once
def _dates(site: Site) -> dict[str, list[Occurrence]]:
    """Sort the occurrences by their event."""
    found: dict[str, list[Occurrence]] = {}
    for occurrence in site.occurrences:
        found.setdefault(occurrence.key, []).append(occurrence)
    return found


def happenings(site: Site, key: str) -> tuple[Occurrence, ...]:
    """Return all dates of one event, in time order."""
    return tuple(_dates(site).get(key, ()))


def ics(site: Site, key: str) -> str:
    """Return the address of an event's calendar file, or "" when it has none."""
    return marked(_address(site, key)) if key in _dates(site) else ""


def invitation(site: Site, key: str) -> Invitation:
    """Return one event as calendars need it."""
    found = card(site, key)
    meta = site.entries[key].meta
    schedule = found.schedule
    assert schedule is not None, "only what has dates is asked for"
    return Invitation(
        uid=_uid(site.config, meta, site.permalinks[key]),
        title=found.title,
        address=to_absolute(found.permalink, site.config.base),
        changed=meta.updated or meta.date or schedule.start,
        announced=meta.date,
        sequence=len(meta.changes),
        status=found.status,
        description=found.excerpt,
        categories=tuple(tag.text for tag in found.tags),
        venue=getattr(meta, "venue", None),
        online=getattr(meta, "online", ""),
        first=schedule,
        series=getattr(meta, "series", None),
        dates=happenings(site, key),
    )


def invitations(site: Site) -> tuple[Invitation, ...]:
    """Return every event as calendars need it, by first date."""
    return tuple(invitation(site, key) for key in _dates(site))


def targets(site: Site) -> Iterable[Target]:
    """Name the file of all events and each event's own; the subject is the event's key, or nothing.

    The first is there, if empty, before the first event has a date: people subscribe to it from the agenda.
    """
    keeps = {kind.directory for name, kind in site.kinds.items() if site.collections.get(name)} | {*site.heads}
    if site.occurrences or AGENDA in keeps:
        yield Target(path=output_path(ADDRESS), output="ics", phase="index")
    for key in _dates(site):
        yield Target(path=output_path(_address(site, key)), output="ics", subject=(key,), owner=key)


def render(target: Target, view: View) -> bytes:
    """Write one file; the library escapes, folds and ends lines as RFC 5545 section 3.1 asks.

    Without METHOD: it would ask for an ORGANIZER (RFC 5546 section 3.2.1), and stakeholders' e-mail is private.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if target.subject:
        found: tuple[Invitation, ...] = (view.ask("invitation", *target.subject),)
    else:
        found = view.ask("invitations")
        config: Config = view.ask("config")
        calendar.add("name", config.title)
        calendar.add("x-wr-calname", config.title)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{REFRESH // dt.timedelta(hours=1)}H")
        source = to_absolute(marked(ADDRESS), config.base)
        calendar.add("source", source, parameters={"VALUE": "URI"})
    for zone, first, last in _zones(found):
        calendar.add_component(timezone(zone, first, last))
    for one in found:
        for component in components(one):
            calendar.add_component(component)
    written: bytes = calendar.to_ical()
    return written


def _zones(invitations: Iterable[Invitation]) -> list[tuple[str, int, int]]:
    """Return the zones that are used, each with the first and the last year in which it is."""
    years: dict[str, set[int]] = {}
    for invitation in invitations:
        after = YEARS_AFTER if invitation.series and invitation.series.rule else 0
        for schedule in (invitation.first, *(date.schedule for date in invitation.dates)):
            for moment in (schedule.start, schedule.end or schedule.start):
                if zone_name(moment):
                    years.setdefault(moment.zone, set()).update((moment.local.year, moment.local.year + after))
    return [(zone, min(used), max(used)) for zone, used in sorted(years.items())]


def _uid(config: Config, meta: Meta, permalink: str) -> str:
    """Return what names an event for ever: its `uid`, or the first address it had.

    Aliases stand in the order in which they were given up, and `--base-url` does not count.
    """
    address = (*meta.old_addresses, permalink)[0]
    path = (base_path(config.url) + address.lstrip("/")).strip("/")
    return meta.uid or f"{path}@{urlsplit(config.url).hostname}"


def _address(site: Site, key: str) -> str:
    """Return `/events/a/a.ics` for `/events/a/`, and `/events/a.ics` for `/events/a.html`."""
    permalink = site.permalinks[key]
    folder = permalink.rstrip("/")
    name = folder.rpartition("/")[2]
    if permalink.endswith("/"):
        return f"{folder}/{name}.ics"
    return f"{folder.rpartition('.')[0] if '.' in name else folder}.ics"


ICS = Output(
    name="ics",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question) for question in (happenings, ics, invitation, invitations)
    ),
)
