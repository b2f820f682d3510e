"""Links by which readers add an event, or subscribe to a calendar, in their own calendar program."""

import datetime as dt
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct, structs

from sitegen.facets.schedule import Moment, Schedule
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.ics.invitations import ics, invitation
from sitegen.outputs.ics.subscriptions import calendar
from sitegen.outputs.ics.vevent import Invitation
from sitegen.questions.addresses import marked_address
from sitegen.questions.dates_of_events import dated
from sitegen.questions.language import original
from sitegen.urls import External, Marked, to_absolute

GOOGLE = "https://calendar.google.com/calendar/render?"
OUTLOOK = "https://outlook.live.com/calendar/0/"


class CalendarLinks(Struct, frozen=True, kw_only=True):
    """The links for calendar programs."""

    file: Marked
    """The address of the .ics file."""
    webcal: External
    """The address by which the calendar program of the device subscribes to the file."""
    google: External
    """The address of Google Calendar with the event or calendar filled in."""
    outlook: External
    """The address of Outlook.com with the event or calendar filled in."""
    next: Marked | Literal[""] = ""
    """The address of the .ics file of its next date alone; empty where it has one date."""


def invite(site: Site, key: str) -> CalendarLinks | None:
    """Return the links by which an event is added to a calendar; None when it has no date.

    An event of one date fills in the forms of Google and Outlook. These forms have no field for exceptions, so for
    a series the links subscribe to its file.
    """
    key = original(site, key)
    file = ics(site, key)
    if not file:
        return None
    if len(dated(site)[key]) > 1:
        found = _subscribed(file, site.entries[key].meta.title, site.config.base)
        return structs.replace(found, next=marked_address(address_book.next_file(site.permalinks[key])))
    plan = invitation(site, key)
    webcal = _webcal(to_absolute(file, site.config.base))
    return CalendarLinks(file=file, webcal=webcal, google=_google(plan), outlook=_outlook(plan))


def subscribe(site: Site, scope: str, name: str = "") -> CalendarLinks | None:
    """Return the links that subscribe to a calendar, named as for `calendar`; None when it is empty."""
    file = calendar(site, scope, name)
    return _subscribed(file, site.config.title, site.config.base) if file else None


def _subscribed(file: Marked, title: str, base: str) -> CalendarLinks:
    address = to_absolute(file, base)
    webcal = _webcal(address)
    return CalendarLinks(
        file=file,
        webcal=webcal,
        google=External(GOOGLE + urlencode({"cid": webcal}, quote_via=quote)),
        outlook=External(f"{OUTLOOK}addfromweb?" + urlencode({"url": address, "name": title}, quote_via=quote)),
    )


def _webcal(address: str) -> External:
    return External(urlsplit(address)._replace(scheme="webcal").geturl())


def _google(found: Invitation) -> External:
    schedule = found.dates[0].schedule
    start, end = (_compact(moment) for moment in _bounds(schedule))
    fields = {
        "action": "TEMPLATE",
        "text": found.title,
        "dates": f"{start}/{end}",
        "details": _details(found),
        "location": found.place,
    }
    filled = {name: value for name, value in fields.items() if value}
    return External(GOOGLE + urlencode(filled, quote_via=quote))


def _outlook(found: Invitation) -> External:
    schedule = found.dates[0].schedule
    start, end = (_extended(moment) for moment in _bounds(schedule))
    fields = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": found.title,
        "startdt": start,
        "enddt": end,
        "allday": "true" if schedule.start.all_day else "",
        "body": _details(found),
        "location": found.place,
    }
    filled = {name: value for name, value in fields.items() if value}
    return External(f"{OUTLOOK}deeplink/compose?" + urlencode(filled, quote_via=quote))


def _details(found: Invitation) -> str:
    return "\n".join(filter(None, (found.online if found.place != found.online else "", found.address)))


def _bounds(schedule: Schedule) -> tuple[Moment, Moment]:
    """Return start and end; the end of whole days is the day after the last, as in DTEND."""
    end = schedule.end or schedule.start
    return schedule.start, end.shifted(dt.timedelta(days=1)) if schedule.start.all_day else end


def _compact(moment: Moment) -> str:
    return f"{moment.day:%Y%m%d}" if moment.all_day else f"{moment.aware().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _extended(moment: Moment) -> str:
    if moment.all_day:
        return moment.day.isoformat()
    return f"{moment.aware().astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
