"""One VEVENT (RFC 5545 section 3.6.1) and its overridden instances as a draft."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sitegen.facets.schedule import Moment
from sitegen.fields.fences import stray
from sitegen.importers.draft import Draft
from sitegen.importers.html_text import plain
from sitegen.importers.ics.lines import Component, Property, listed
from sitegen.importers.ics.moments import Clock
from sitegen.importers.ics.recurrence_set import dates_of
from sitegen.importers.ics.version import Version
from sitegen.importers.markdown import markdown
from sitegen.importers.report import Report
from sitegen.urls import slugify

CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)
"""Properties with the address of a video conference; the first is from RFC 7986 section 5.11."""
SINGLE = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "STATUS", "URL", "GEO")
"""Properties that an event may have once (RFC 5545 section 3.6.1)."""
NOT_CARRIED = ("ATTENDEE", "ATTACH", "CONTACT", "COMMENT", "RESOURCES", "RELATED-TO", "REQUEST-STATUS", "IMAGE")
"""Properties for which entries have no field, or which hold addresses of people."""
NOTE = 300
"""Characters of a `note` in `overrides`; a longer one stands in the text of the event too."""
_DESCRIPTIONS = ("DESCRIPTION", "STYLED-DESCRIPTION", "X-ALT-DESC")
"""Properties that hold a description; the second is from RFC 9073 section 6.5, the third is Outlook's."""
_AS_PLANNED = ("status", "scheduled")
_STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "tentative", "CONFIRMED": "scheduled"}
_CANCELLED_TITLE = re.compile(r"(cancell?ed|postponed):\s*(?=\S)", re.IGNORECASE)
_FIELD_LIKE = re.compile(r"^([^:\n]{1,60}):(?!//)", re.MULTILINE)
_EMAIL = re.compile(r"<?(?:mailto:)?[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+>?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"()]+(?:\([^\s<>\"()]*\)[^\s<>\"()]*)*", re.IGNORECASE)


def draft(version: Version, overridden: Sequence[Version], stakeholder: Callable[[str], str], uid: str) -> Draft:
    """Return the draft of an event and its overridden instances. Raises ValueError for one that has no start.

    `stakeholder` returns the text by which front matter names the stakeholder of a name, "" for none.
    """
    master, clock, report = version.component, version.clock, version.report
    status, title = _status(master), " ".join(plain(master.text("SUMMARY")).split())
    if status == "cancelled" and (prefix := _CANCELLED_TITLE.match(title)):
        status = "postponed" if prefix[1][0] in "pP" else status
        title = title[prefix.end() :]
    if not title:
        report.lost(master.line, "the event has no SUMMARY")
        title = "Untitled event"
    description = _description(master)
    body = description
    place = _place(master, report)
    if (page := _page(master)) and page not in body and page != place.get("online"):
        if place:
            body = f"{body}\n\n{page}".strip()
        else:
            place["online"] = page

    longer: list[str] = []

    def details(instance: Version) -> dict[str, Any]:
        """Return the fields of an overridden instance that differ from those of the event."""
        component = instance.component
        own = _place(component, instance.report).items()
        changed = {name: value for name, value in own if place.get(name) != value}
        if _status(component) != _status(master):
            changed["status"] = _status(component)
        note = _note(component, title, description)
        if len(note) > NOTE:
            longer.append(f"{_day_of(component)} {note}".strip())
            note = note[: note.rfind(" ", 0, NOTE)] + " …"
        return changed | ({"note": note} if note else {})

    dates = dates_of(version, overridden, details)
    note = "" if longer else dates.single.get("note", "")
    dates.single.pop("note", "")
    body = "\n\n".join(filter(None, (note, body, *longer)))
    zone = dates.first.get("timezone", clock.site)
    created, changed = _stamp(master, "CREATED", clock, zone), _stamp(master, "LAST-MODIFIED", clock, zone)
    tags = [tag for each in master.all("CATEGORIES") for tag in listed(each.value) if slugify(tag)]
    fields: dict[str, Any] = {
        "title": title,
        "date": created,
        "updated": changed if changed > created else "",
        **dates.first,
        "status": dates.single.pop("status", status),
        **place,
        **dates.single,
        "organiser": _organiser(master, stakeholder, report),
        **dates.recurrence,
        "tags": list(dict.fromkeys(tags)),
    }
    _report_losses(version, overridden)
    return Draft(
        uid=uid,
        path=report.path,
        line=master.line,
        title=title,
        day=dates.first["start"][:10],
        fields={name: value for name, value in fields.items() if value and (name, value) != _AS_PLANNED},
        body=_as_text(markdown(body)),
        withheld=dates.withheld,
    )


def _status(component: Component) -> str:
    """Return the `status` of an entry for a STATUS; an unknown one means that the event is as planned."""
    return _STATUSES.get(component.text("STATUS").upper(), "scheduled")


def _place(component: Component, report: Report) -> dict[str, Any]:
    """Return the fields `venue` and `online` of an event, as far as it has them."""
    location = plain(component.text("LOCATION"))
    links = [each.value.strip() for each in component.all(*CONFERENCES)] + _ADDRESS.findall(location)
    online = next((link for link in links if _ADDRESS.fullmatch(link)), "")
    rest = re.sub(r"\(\s*\)", "", location.replace(online, "")) if online else location
    if (given := component.first("LOCATION")) and _EMAIL.search(rest):
        report.lost(given.line, "an e-mail address in LOCATION was not carried over")
        rest = _EMAIL.sub("", rest).replace("()", "")
    rest = rest.strip(
        " \n,;|/-()" if rest.count("(") != rest.count(")") or rest.strip()[:1] == "(" else " \n,;|/-"
    )
    name, _, address = rest.partition("\n")
    venue: dict[str, str] = {"name": " ".join(name.split()), "address": ", ".join(address.split("\n"))}
    geo = component.first("GEO")
    if geo is not None and (point := _geo(geo, report)):
        if venue["name"].strip():
            venue["geo"] = point
        else:
            report.lost(geo.line, f"a point on the map without a name was not carried over: {point}")
    venue = {part: " ".join(text.split()) for part, text in venue.items() if text.strip()}
    found: dict[str, Any] = {}
    if venue:
        found["venue"] = venue if len(venue) > 1 else venue["name"]
    if online:
        found["online"] = online
    return found


def _geo(found: Property, report: Report) -> str:
    """Return the latitude and longitude of a GEO as front matter writes them, "" for none that can be read."""
    try:
        latitude, longitude = (float(part) for part in found.value.split(";"))
    except ValueError:
        latitude = longitude = 999.0
    if latitude == longitude == 0:  # some programs write it where the place is unknown
        return ""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        report.lost(found.line, f"{found.value[:40]!r} is not a latitude and a longitude")
        return ""
    return f"{latitude:g}, {longitude:g}" if latitude.is_integer() else f"{latitude}, {longitude}"


def _page(component: Component) -> str:
    """Return the address of an event's own page."""
    found = component.first("URL")
    return found.value.strip() if found and _ADDRESS.fullmatch(found.value.strip()) else ""


def _description(component: Component) -> str:
    """Return the text of an event: its description, and what another form of it, such as one in HTML, says beyond.

    The form that holds all words of the others is enough by itself.
    """
    found: list[str] = []
    for name in _DESCRIPTIONS:
        text = "\n\n".join(dict.fromkeys(plain(each.text).strip() for each in component.all(name)))
        words = _words(text)
        if not words <= set().union(*map(_words, found)):
            found = [*(each for each in found if not _words(each) <= words), text]
    return "\n\n".join(found) or plain(component.text("DESCRIPTION")).strip()


def _as_text(body: str) -> str:
    """Return a body without a line that could be taken for a field of front matter, such as `draft: true`."""
    return _FIELD_LIKE.sub(r"\1&#58;", body) if stray(body, headless=False) else body


def _words(text: str) -> set[str]:
    """Return the words of a text and its addresses, apart from the case of letters."""
    return {*re.findall(r"\w+", text.casefold()), *(each.rstrip(".,;:!?/") for each in _ADDRESS.findall(text))}


def _note(component: Component, title: str, description: str) -> str:
    """Return the text of an overridden instance: a title of its own, and its text before the common text."""
    summary = " ".join(plain(component.text("SUMMARY")).split())
    summary = _CANCELLED_TITLE.sub("", summary, count=1) if _status(component) == "cancelled" else summary
    own = _description(component)
    own = own.removesuffix(description).strip() if description else own
    return " ".join(" ".join((summary if summary != title else "", own)).split())


def _day_of(instance: Component) -> str:
    """Return the day that an overridden instance replaces, as `2026-12-08:`."""
    found = re.match(r"(\d{4})(\d\d)(\d\d)", instance.text("RECURRENCE-ID"))
    return f"{'-'.join(found.groups())}:" if found else ""


def _stamp(component: Component, name: str, clock: Clock, zone: str) -> str:
    """Return a time stamp by the clock of the site, with its offset where the entry's times are in another zone.

    "" for none, and for a stamp of 1970 or before, which some programs write where the time is unknown.
    """
    found = component.first(name)
    try:
        moment: Moment | None = clock.moment(found.value, found).within(clock.site) if found else None
    except ValueError:
        return ""
    if moment is None or moment.day.year <= 1970:
        return ""
    offset = f"{moment.aware():%z}" if zone != clock.site or moment.later else ""
    time = f"{moment.local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return " ".join(filter(None, (time, f"{offset[:3]}:{offset[3:]}" if offset else "")))


def _organiser(component: Component, stakeholder: Callable[[str], str], report: Report) -> str:
    """Return the stakeholder who is the ORGANIZER, "" for none; the e-mail address is never carried over."""
    found = component.first("ORGANIZER")
    if found is None:
        return ""
    name = found.parameters.get("CN", "").strip()
    named = bool(name) and "@" not in name
    known = stakeholder(name) if named else ""
    if not known:
        who = f"{name!r} names no stakeholder of the site" if named else "it is an address alone"
        report.lost(found.line, f"the organiser was not carried over: {who}")
    return known


def _report_losses(version: Version, overridden: Sequence[Version]) -> None:
    """Report everything in an event and its overridden instances that the draft does not carry over."""
    for each in (version, *overridden):
        component = each.component
        for found, message in _doubtful(component):
            each.report.lost(found.line, message)
        if each is not version:
            for found in component.all("URL", "CATEGORIES", "ORGANIZER"):
                if found.value not in [other.value for other in version.component.all(found.name)]:
                    each.report.lost(found.line, f"{found.name} of one date was not carried over")
        names = [(found.name, found.line) for found in component.all(*NOT_CARRIED)]
        names += ((part.name, part.line) for part in component.parts)
        if names:
            # at the first line of the event, because the lines themselves would quote addresses of people
            each.report.lost(component.line, f"not carried over: {', '.join(_counted(names))}")
        own = next((found for found in component.properties if _is_of_one_program(found.name)), None)
        if own is not None:
            message = "properties that only one program knows (X-...) are not carried over"
            each.report.lost_once("X-", own.line, message)


def _counted(names: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield each of some names, which are given with their lines, once: with its count and its first line."""
    lines: dict[str, list[int]] = {}
    for name, line in names:
        lines.setdefault(name, []).append(line)
    for name, found in lines.items():
        yield f"{name} (line {found[0]})" if len(found) == 1 else f"{len(found)} {name} (from line {found[0]})"


def _doubtful(component: Component) -> Iterator[tuple[Property, str]]:
    """Yield each property that is repeated, contradicted or unknown, with a message about its treatment."""
    for name in SINGLE:
        for extra in component.all(name)[1:]:
            yield extra, f"{name} stands here twice; the first was taken"
    duration, status = component.first("DURATION"), component.first("STATUS")
    if duration and component.first("DTEND"):
        yield duration, "the event has both DURATION and DTEND; DTEND was taken"
    if status and status.text.upper() not in _STATUSES:
        yield status, f"{status.text[:40]!r} is no status of an event; it was taken as planned"


def _is_of_one_program(name: str) -> bool:
    return name.startswith("X-") and name not in (*CONFERENCES, "X-ALT-DESC", "X-MICROSOFT-CDO-ALLDAYEVENT")
