"""One VEVENT, with the dates that differ from it, as a draft (RFC 5545 section 3.6.1)."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sitegen.facets.schedule import Moment
from sitegen.importers.draft import Draft
from sitegen.importers.ics.lines import Component, Property, listed
from sitegen.importers.ics.moments import Clock
from sitegen.importers.ics.version import Version
from sitegen.importers.ics.when import when
from sitegen.importers.markdown import markdown, plain
from sitegen.importers.report import Report
from sitegen.urls import slugify

Organiser = Callable[[str], str]
"""What an organiser is called on the site; "" for one who has no page."""

JOINING = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)
"""Where programs put the address to join from afar; RFC 7986 has the first."""
SINGLE = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "URL", "GEO")
"""What an event says once (RFC 5545 section 3.6.1)."""
NOT_CARRIED = ("ATTENDEE", "ATTACH", "CONTACT", "COMMENT", "RESOURCES", "RELATED-TO", "REQUEST-STATUS", "IMAGE")
"""What an entry has no field for, or must not say: addresses of people are theirs."""
NOTE = 300
"""Characters of a note about one date."""
_AS_PLANNED = ("status", "scheduled")
_STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "tentative", "CONFIRMED": "scheduled"}
_CALLED_OFF = re.compile(r"(cancell?ed|postponed):\s*(?=\S)", re.IGNORECASE)
_EMAIL = re.compile(r"<?(?:mailto:)?[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+>?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def draft(version: Version, odd: Sequence[Version], organiser: Organiser, uid: str) -> Draft:
    """Make a draft of an event. Raises ValueError for one that has no start."""
    master, clock, report = version.component, version.clock, version.report
    status, title = _status(master), " ".join(plain(master.text("SUMMARY")).split())
    if status == "cancelled" and (said := _CALLED_OFF.match(title)):
        status = "postponed" if said[1][0] in "pP" else status
        title = title[said.end() :]
    if not title:
        report.lost(master.line, "the event has no SUMMARY")
        title = "Untitled event"
    body = plain(master.text("DESCRIPTION"))
    where = _where(master, report)
    if (page := _page(master)) and page not in body and page != where.get("online"):
        if where:
            body = f"{body}\n\n{page}".strip()
        else:
            where["online"] = page

    def told(date: Version) -> dict[str, Any]:
        """What one date says that the event does not."""
        component = date.component
        own = {name: value for name, value in _where(component, date.report).items() if where.get(name) != value}
        changed = _status(component)
        if changed != _status(master):
            own["status"] = changed
        note = _note(component, title, plain(master.text("DESCRIPTION")), date.report)
        return own | ({"note": note} if note else {})

    found = when(version, odd, told)
    body = "\n\n".join(filter(None, (found.only.pop("note", ""), body)))
    zone = found.span.get("timezone", clock.site)
    announced, changed = _stamp(master, "CREATED", clock, zone), _stamp(master, "LAST-MODIFIED", clock, zone)
    tags = [tag for each in master.all("CATEGORIES") for tag in listed(each.value) if slugify(tag)]
    fields: dict[str, Any] = {
        "title": title,
        "date": announced,
        "updated": changed if changed > announced else "",
        **found.span,
        "status": found.only.pop("status", status),
        **where,
        **found.only,
        "organiser": _organiser(master, organiser, report),
        **found.dates,
        "tags": list(dict.fromkeys(tags)),
        "uid": uid,
    }
    _unsaid(version, odd)
    return Draft(
        uid=uid,
        path=report.path,
        line=master.line,
        title=title,
        day=found.span["start"][:10],
        fields={name: value for name, value in fields.items() if value and (name, value) != _AS_PLANNED},
        body=markdown(body),
        withheld=found.withheld,
    )


def _status(component: Component) -> str:
    return _STATUSES.get(component.text("STATUS").upper(), "scheduled")


def _where(component: Component, report: Report) -> dict[str, Any]:
    """Return the fields `venue` and `online`, as far as there is something to say."""
    place = component.text("LOCATION")
    links = [each.value.strip() for each in component.all(*JOINING)] + _ADDRESS.findall(place)
    online = next((link for link in links if _ADDRESS.fullmatch(link)), "")
    rest = _ADDRESS.sub("", place)
    if (said := component.first("LOCATION")) and _EMAIL.search(rest):
        report.lost(said.line, "an e-mail address in LOCATION was not carried over")
        rest = _EMAIL.sub("", rest).replace("()", "")
    place = rest.strip(
        " \n,;|/-()" if rest.count("(") != rest.count(")") or rest.strip()[:1] == "(" else " \n,;|/-"
    )
    name, _, address = place.partition("\n")
    venue: dict[str, str] = {"name": " ".join(name.split()), "address": ", ".join(address.split("\n"))}
    geo = component.first("GEO")
    if geo is not None and (point := _geo(geo, report)):
        if venue["name"].strip():
            venue["geo"] = point
        else:
            report.lost(geo.line, f"a point on the map without a name was not carried over: {point}")
    venue = {part: " ".join(said.split()) for part, said in venue.items() if said.strip()}
    found: dict[str, Any] = {}
    if venue:
        found["venue"] = venue if len(venue) > 1 else venue["name"]
    if online:
        found["online"] = online
    return found


def _geo(found: Property, report: Report) -> str:
    try:
        latitude, longitude = (float(part) for part in found.value.split(";"))
    except ValueError:
        latitude = longitude = 999.0
    if latitude == longitude == 0:  # what programs write that do not know
        return ""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        report.lost(found.line, f"{found.value[:40]!r} is not a latitude and a longitude")
        return ""
    return f"{latitude:g}, {longitude:g}" if latitude.is_integer() else f"{latitude}, {longitude}"


def _page(component: Component) -> str:
    """Return the address of an event's own page."""
    found = component.first("URL")
    return found.value.strip() if found and _ADDRESS.fullmatch(found.value.strip()) else ""


def _note(component: Component, title: str, description: str, report: Report) -> str:
    """Return what one date says in its own words: another title, and what stands before the common text."""
    summary = " ".join(plain(component.text("SUMMARY")).split())
    summary = _CALLED_OFF.sub("", summary, count=1) if _status(component) == "cancelled" else summary
    own = plain(component.text("DESCRIPTION")).strip()
    own = own.removesuffix(description.strip()).strip() if description else own
    words = " ".join(" ".join((summary if summary != title else "", own)).split())
    if len(words) > NOTE:
        report.lost(component.line, f"the text about one date was cut after {NOTE} characters")
        words = words[: words.rfind(" ", 0, NOTE)] + " …"
    return words


def _stamp(component: Component, name: str, clock: Clock, zone: str) -> str:
    """Return a time stamp by the clock of the site, with its offset where the entry's times are in another zone.

    "" for none, and for those of programs that do not know.
    """
    found = component.first(name)
    try:
        moment: Moment | None = clock.moment(found.value, found).within(clock.site) if found else None
    except ValueError:
        return ""
    if moment is None or moment.day.year <= 1970:
        return ""
    offset = f"{moment.aware():%z}" if zone != clock.site or moment.later else ""
    said = f"{moment.local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return " ".join(filter(None, (said, f"{offset[:3]}:{offset[3:]}" if offset else "")))


def _organiser(component: Component, organiser: Organiser, report: Report) -> str:
    """Return the organiser's name on the site; the address that stands beside it is not ours to publish."""
    found = component.first("ORGANIZER")
    if found is None:
        return ""
    name = found.parameters.get("CN", "").strip()
    named = bool(name) and "@" not in name
    known = organiser(name) if named else ""
    if not known:
        who = f"{name!r} names no stakeholder of the site" if named else "it is an address alone"
        report.lost(found.line, f"the organiser was not carried over: {who}")
    return known


def _unsaid(version: Version, odd: Sequence[Version]) -> None:
    """Report in one line what an event says that an entry has no place for; what is programs' own once a file."""
    for each in (version, *odd):
        component = each.component
        for found, message in _doubtful(component):
            each.lost(found.line, message)
        if each is not version:
            for found in component.all("URL", "CATEGORIES", "ORGANIZER"):
                if found.value not in [said.value for said in version.component.all(found.name)]:
                    each.lost(found.line, f"{found.name} of one date was not carried over")
        unsaid = [(found.name, found.line) for found in component.all(*NOT_CARRIED)]
        unsaid += ((part.name, part.line) for part in component.parts)
        if unsaid:
            # at the head of the event: the lines themselves would show whom it names
            each.lost(component.line, f"not carried over: {', '.join(_counted(unsaid))}")
        own = next((found for found in component.properties if _is_own(found.name)), None)
        if own is not None:
            message = "properties that only one program knows (X-...) are not carried over"
            each.report.once("X-", own.line, message)


def _counted(unsaid: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield each name once, with how often it comes up and where it does first."""
    lines: dict[str, list[int]] = {}
    for name, line in unsaid:
        lines.setdefault(name, []).append(line)
    for name, found in lines.items():
        yield f"{name} (line {found[0]})" if len(found) == 1 else f"{len(found)} {name} (from line {found[0]})"


def _doubtful(component: Component) -> Iterator[tuple[Property, str]]:
    """Yield what an event says twice or in a word that nobody knows, with what became of it."""
    for name in SINGLE:
        for extra in component.all(name)[1:]:
            yield extra, f"{name} stands here twice; the first was taken"
    lasts, status = component.first("DURATION"), component.first("STATUS")
    if lasts and component.first("DTEND"):
        yield lasts, "DURATION stands beside DTEND; DTEND was taken"
    if status and status.text.upper() not in _STATUSES:
        yield status, f"{status.text[:40]!r} is no status of an event; it was taken as planned"


def _is_own(name: str) -> bool:
    return name.startswith("X-") and name not in (*JOINING, "X-MICROSOFT-CDO-ALLDAYEVENT")
