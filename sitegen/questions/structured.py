"""The question what a page is about, for search engines: the answer is a value of schema.org's vocabulary."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET, structs

from sitegen.dates import iso
from sitegen.facets.gathering import Gathering
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.meta import Meta
from sitegen.model.schema_org import (
    CONTEXT,
    BlogPosting,
    Event,
    GeoCoordinates,
    Offer,
    Party,
    Place,
    Text,
    VirtualLocation,
    WebSite,
)
from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address
from sitegen.questions.answers import Link
from sitegen.questions.changes import last_changed
from sitegen.questions.entries import image, name_links
from sitegen.questions.entry_view import with_links
from sitegen.questions.event_schedule import event_schedule
from sitegen.questions.events import event_status, happenings
from sitegen.urls import to_absolute

STATES = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
"""What schema.org calls the statuses of events; all others are EventScheduled."""
FREE = ("free", "free of charge", "no charge", "0", "£0", "€0", "$0")
"""What writers say of a cost that is none."""


def structured_data(site: Site, key: str, over: int = 0) -> WebSite | BlogPosting | Party | Event | None:
    """Return what an entry is, or the site where the key is empty; None for a kind that says nothing of it.

    `over` is how many of the first dates of an event are left out, because they are over.
    """
    if not key:
        config = site.config
        return WebSite(name=config.title, url=config.base, description=config.description)
    kind = site.kinds[site.entries[key].kind]
    if kind.schema == "BlogPosting":
        return _posting(site, key)
    if kind.schema == "Event":
        return _event(site, key, over)
    return _party(site, key) if kind.schema == "Organization" else None


def _posting(site: Site, key: str) -> BlogPosting:
    meta, url = site.entries[key].meta, _address(site, key)
    authors, changed = _names(site, key, meta.authors), last_changed(site, key)
    return BlogPosting(
        headline=meta.title,
        url=url,
        main_entity_of_page=meta.republished.url if meta.republished else url,
        date_published=iso(meta.date) if meta.date else "",
        date_modified=iso(changed) if changed else UNSET,
        description=_excerpt(site, key),
        in_language=meta.lang or site.config.language,
        image=_picture(site, key),
        author=tuple(_named(site, "Person", who) for who in authors) or UNSET,
        publisher=Party(type="Organization", name=site.config.title, url=site.config.base),
    )


def _party(site: Site, key: str) -> Party:
    meta: Any = site.entries[key].meta
    groups = (Party(type="Organization", name=group.text) for group in _names(site, key, meta.member_of))
    return Party(
        context=CONTEXT,
        type="Person" if meta.type == "person" else "Organization",
        name=meta.title,
        url=meta.url or _address(site, key),
        description=_excerpt(site, key),
        member_of=tuple(groups) or UNSET,
    )


def _event(site: Site, key: str, over: int) -> Event | None:
    meta: Any = site.entries[key].meta
    plan: Gathering | None = meta.gathering
    if plan is None:
        return None
    dates, whole, url = happenings(site, key), event_status(site, key), _address(site, key)
    left = dates[over:] or dates[-1:]
    on = (date for date in left if (date.status or plan.status) not in OFF)
    schedule = next(iter((*on, *left))).schedule if len(dates) > 1 else meta.schedule
    register = meta.register
    cost = register.cost if register else ""
    each = (
        _date(
            meta,
            url,
            date.schedule,
            date.status or plan.status,
            date.venue or plan.venue,
            date.online or plan.online,
            date.original,
        )
        for date in left
    )
    return structs.replace(
        _date(meta, url, schedule, whole.status, plan.venue, plan.online, plan.previous_start),
        context=CONTEXT,
        description=_excerpt(site, key) or UNSET,
        in_language=meta.lang or site.config.language,
        image=_picture(site, key),
        organizer=_parties(site, key, meta.organiser, "Organization"),
        performer=_parties(site, key, (one.who for one in meta.speakers), "Person"),
        attendee=_parties(site, key, (one.who for one in meta.attending), "Person"),
        is_accessible_for_free=True if cost.lower().strip(" .!") in FREE else UNSET,
        offers=_offer(register) if plan.booking_url and not whole.off else UNSET,
        event_schedule=event_schedule(plan.series),
        sub_event=tuple(each) if len(dates) > 1 else UNSET,
    )


def _date(
    meta: Meta,
    url: str,
    schedule: Schedule,
    status: str,
    venue: Venue | None,
    online: str,
    before: Moment | None,
) -> Event:
    """Return one date of an event, with the state and place that it has; `before` is when it was to begin."""
    if before and status in ("", "scheduled"):
        status = "rescheduled"
    moved = status == "moved-online"
    mode = "Online" if moved or (online and not venue) else "Mixed" if online else "Offline"
    places = (
        *((_place(venue),) if venue and not moved else ()),
        *((VirtualLocation(url=online),) if online else ()),
    )
    return Event(
        name=meta.title,
        start_date=iso(schedule.start),
        end_date=iso(schedule.end) if schedule.end else UNSET,
        event_status=f"https://schema.org/{STATES.get(status, 'EventScheduled')}",
        event_attendance_mode=f"https://schema.org/{mode}EventAttendanceMode"
        if venue or online or moved
        else UNSET,
        previous_start_date=iso(before) if before else UNSET,
        location=places or UNSET,
        url=url,
    )


def _place(venue: Venue) -> Place:
    address = ", ".join(filter(None, (venue.address, venue.postcode)))
    point = venue.position
    return Place(
        name=venue.name,
        address=address or venue.name,
        geo=GeoCoordinates(latitude=point[0], longitude=point[1]) if point else UNSET,
    )


def _offer(register: Any) -> Offer:
    return Offer(
        url=register.url,
        description=register.cost or UNSET,
        valid_through=iso(register.closes) if register.closes else UNSET,
    )


def _parties(site: Site, key: str, people: Iterable[Any], usual: Any) -> Any:
    """Return those who are named, by what their entries say they are; `usual` is what one without an entry is."""
    found = (_named(site, _sort(site, who.key) if who.key else usual, who) for who in _names(site, key, people))
    return tuple(found) or UNSET


def _sort(site: Site, key: str) -> str:
    return "Person" if site.entries[key].meta.type == "person" else "Organization"


def _named(site: Site, sort: Any, who: Link) -> Party:
    return Party(type=sort, name=who.text, url=to_absolute(who.to, site.config.base) if who.to else UNSET)


def _names(site: Site, key: str, people: Iterable[Any]) -> tuple[Link, ...]:
    names: tuple[Link, ...] = with_links(tuple(people), name_links(site, key))
    return names


def _excerpt(site: Site, key: str) -> str:
    found = site.entries[key]
    return found.meta.excerpt or found.body.excerpt


def _picture(site: Site, key: str) -> Text:
    found = image(site, site.entries[key])
    return to_absolute(found.to, site.config.base) if found else UNSET


def _address(site: Site, key: str) -> str:
    return to_absolute(entry_address(site, key), site.config.base)
