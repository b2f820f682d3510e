"""Events in the vocabulary of schema.org: each date to come, and how they repeat."""

from typing import Any

from msgspec import UNSET, structs

from sitegen.dates import iso
from sitegen.facets.gathering import Gathering
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.meta import Meta
from sitegen.model.schema_org import Event, GeoCoordinates, Offer, Place, VirtualLocation
from sitegen.model.site import Site
from sitegen.questions.events import event_status, happenings
from sitegen.questions.structured.event_schedule import event_schedule
from sitegen.questions.structured.parts import address, excerpt, keywords, parties, picture

STATES = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
"""What schema.org calls the statuses of events; all others are EventScheduled."""
FREE = ("free", "free of charge", "no charge", "0", "£0", "€0", "$0")
"""What writers say of a cost that is none."""


def event(site: Site, key: str, over: int) -> Event | None:
    """Return an event with its next date; None for one without a date."""
    meta: Any = site.entries[key].meta
    plan: Gathering | None = meta.gathering
    if plan is None:
        return None
    dates, whole, url = happenings(site, key), event_status(site, key), address(site, key)
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
        description=excerpt(site, key),
        in_language=meta.lang or site.config.language,
        image=picture(site, key),
        organizer=parties(site, key, meta.organiser, "Organization"),
        performer=parties(site, key, (one.who for one in meta.speakers), "Person"),
        attendee=parties(site, key, (one.who for one in meta.attending), "Person"),
        keywords=keywords(site, key),
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
