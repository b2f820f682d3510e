"""Front matter of an old site about an event as the fields of events here."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.importers.report import Report
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import ROLES, People
from sitegen.importers.websites.sorts import EVENT
from sitegen.importers.websites.values import first, plain_text, text
from sitegen.urls import slugify

STARTS = ("start", "start_date", "startdate", "eventdate", "event_date", "event_id", "dtstart")
"""Fields that only an event has."""
EVENT_FIELDS = {
    "start": ("start", "start_date", "startdate", "starts", "starts_at", "eventdate", "event_date", "dtstart"),
    "end": ("end", "end_date", "enddate", "ends", "ends_at", "event_end", "dtend"),
    "time": ("time", "event_time", "start_time"),
    "venue": ("venue", "location", "place", "event_location", "where", "venue_name", "address_name"),
    "organiser": ("organizer", "organiser", "organizers", "organisers", "host"),
    "speakers": ("speakers", "speaker"),
    "online": ("online", "online_url", "stream", "remote_url"),
    "register": ("register", "registration", "rsvp_url", "event_ticket_url", "link-out", "tickets"),
}
"""Fields of an event here, and what they may be called."""
_HOURS = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?\s*(?:-|–|—|\bto\b|\buntil\b|\bbis\b)\s*"
    r"(?P<last_hour>\d{1,2})(?:[:.h](?P<last_minute>\d{2}))?\s*(?P<last_half>[ap]m)?",
    re.IGNORECASE,
)
"""From when to when something goes on."""


def events_of(path: str, value: Any) -> Iterator[OldPage]:
    """Yield the events of a data file: a list of them, or a mapping from keys to them."""
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in items:
        if not isinstance(each, Mapping):
            continue
        fields = {str(name): inner for name, inner in each.items()}
        title = plain_text(first(fields, "title", "name", "summary"))
        given = {name.lower().replace("-", "_"): inner for name, inner in fields.items()}
        start = next(
            (moment for name in (*EVENT_FIELDS["start"], "date") if (moment := old_moment(text(given.get(name))))),
            None,
        )
        if title and start:
            body = first(fields, "description", "details", "content", "text")
            yield OldPage(
                path=path,
                sort=EVENT,
                key=f"events/{start.day}-{slugify(title) or 'event'}.md",
                fields={
                    name: inner
                    for name, inner in fields.items()
                    if name not in ("title", "name", "summary", "date")
                },
                lines={},
                body=body if isinstance(body, str) else "",
                title=title,
                date=start,
            )


def report_no_start(fields: Mapping[str, Any], lines: Mapping[str, int], report: Report) -> None:
    """Report that a text among events became a page, because it has no start, or none that is plain."""
    name = next((name for name in fields if name.lower() in (*STARTS, "date") and text(fields[name])), "")
    why = (
        f"`{name}` is no day that can be read in one way alone: {text(fields[name])}" if name else "it has no day"
    )
    message = f"this is among events and became a page: {why}"
    report.lost(lines.get(name, 1), message, fix="write `start: 2026-12-05` there, and import it again")


def event_fields(
    page: OldPage,
    old: Mapping[str, Any],
    found: dict[str, Any],
    people: People,
    report: Report,
) -> set[str]:
    """Add when and where an event is and who holds it, and return the names of the fields that were read."""
    used: set[str] = set()
    lowered = {name.lower().replace("-", "_"): name for name in old}

    def value(field: str) -> tuple[str, Any]:
        for name in EVENT_FIELDS[field]:
            typed = lowered.get(name, name)
            if old.get(typed):
                return typed, old[typed]
        return "", ""

    name, start = value("start")
    moment = old_moment(text(start)) if start else page.date
    if moment:
        found["start"] = moment.text
        used.add(name)
        if start and page.date and page.date.text != moment.text:
            found["date"] = page.date.text
    name, time = value("time")
    if (
        time
        and moment
        and not moment.has_time
        and re.fullmatch(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]m)?|1?\d ?[ap]m", text(time), re.I)
    ):
        found["time"] = text(time)
        used.add(name)
    elif time and moment and not moment.has_time and (hours := _hours(text(time))):
        begins, ends_at = (dt.datetime.combine(moment.local.date(), each) for each in hours)
        found["start"] = f"{begins:%Y-%m-%d %H:%M}"
        if not value("end")[0]:
            found["end"] = f"{ends_at + dt.timedelta(days=ends_at <= begins):%Y-%m-%d %H:%M}"
        used.add(name)
    name, end = value("end")
    if ends := old_moment(text(end)) if end else None:
        if moment and ends.local > moment.local and ends.text != moment.text:
            found["end"] = ends.text
        used.add(name)
    name, venue = value("venue")
    if isinstance(venue, Mapping):
        given = {
            "name": plain_text(first(venue, "name", "title", "venue")),
            "address": plain_text(first(venue, "address", "street", "city")),
        }
        found["venue"] = {key: each for key, each in given.items() if each}
    else:
        found["venue"] = plain_text(venue)
    used.add(name if found["venue"] else "")
    for field in ("online", "register"):
        name, address = value(field)
        if re.fullmatch(r"https?://\S+\.\S+", text(address)):
            found[field] = text(address)
            used.add(name)
    name, speakers = value("speakers")
    if speaking := list(_with_roles(speakers, people)):
        found["speakers"] = speaking
        used.add(name)
    name, organiser = value("organiser")
    if (names := people.of(organiser)) and all(map(people.knows, names)):
        found["organiser"] = list(names)
        used.add(name)
    elif names:
        message = f"who organises it is nobody the site knows, so it stays under `{name}`: {', '.join(names)}"
        report.lost(page.lines.get(name, 1), message, fix="make them a stakeholder, and name them as `organiser`")
    return used


def _hours(written: str) -> tuple[dt.time, dt.time] | None:
    """Return the beginning and the end of `18:30 - 20:00` or `6.30 to 8pm`; None for what is no such text."""
    found = _HOURS.fullmatch(written)
    if found is None or not (found["minute"] or found["half"] or found["last_minute"] or found["last_half"]):
        return None
    last_half = found["last_half"]
    first_half = found["half"] or last_half
    try:
        begins = _clock(found["hour"], found["minute"], first_half)
        ends = _clock(found["last_hour"], found["last_minute"], last_half)
        if not found["half"] and last_half and begins > ends:  # `11 - 1pm` begins before noon
            begins = _clock(found["hour"], found["minute"], "")
    except ValueError:
        return None
    return begins, ends


def _clock(hour: str, minute: str | None, half: str | None) -> dt.time:
    """Return a time of day. Raises ValueError for one that no clock shows."""
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError(f"{hour} {half}")
        number = number % 12 + 12 * (half[0].lower() == "p")
    return dt.time(number, int(minute or 0))


def _with_roles(speakers: Any, people: People) -> Iterator[Any]:
    """Yield each speaker as front matter names them: by name, or by name and role."""
    known = set[str]()
    for item in speakers if isinstance(speakers, list) else [speakers]:
        role = plain_text(first(item, *ROLES)) if isinstance(item, Mapping) else ""
        for name in people.of(item):
            if name not in known:
                known.add(name)
                yield {"who": name, "role": role} if role else name
