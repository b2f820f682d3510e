"""Calendar files as drafts: which events there are, and which of several versions of one counts."""

from collections.abc import Iterable, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.disk import digest
from sitegen.importers.draft import Draft, Withheld
from sitegen.importers.ics.lines import Component, Property, calendars
from sitegen.importers.ics.moments import Clock
from sitegen.importers.ics.version import Version
from sitegen.importers.ics.vevent import Organiser, draft
from sitegen.importers.ics.zones import UnknownZone, Zones
from sitegen.importers.report import Report

ELSEWHERE = ("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")
"""What is in calendars and is no event."""


def drafts(
    files: Mapping[str, bytes], zone: str, organiser: Organiser, *, private: bool = False
) -> tuple[list[Draft], list[Withheld], list[Diagnostic]]:
    """Return an entry to be for each event of some files, by path, what is private, and what was not carried over.

    `zone` is the site's. With `private`, events that their calendar calls private are taken too.
    """
    reports: list[Report] = []
    masters: dict[str, list[Version]] = {}
    odd: dict[str, dict[str, list[Version]]] = {}
    for path, data in files.items():
        report = Report(path)
        reports.append(report)
        for version in _versions(data, zone, report):
            uid = version.component.text("UID") or _made(version.component)
            about = version.component.first("RECURRENCE-ID")
            if about is None:
                masters.setdefault(uid, []).append(version)
            else:
                odd.setdefault(uid, {}).setdefault(about.value, []).append(version)
    found: list[Draft | Withheld] = []
    for uid in dict.fromkeys((*masters, *odd)):
        dates = [_latest(versions) for versions in odd.get(uid, {}).values()]
        if uid in masters:
            found += _made_of(_latest(masters[uid]), dates, organiser, uid, private=private)
            _say_others(masters[uid])
            continue
        for each in dates:
            message = "this is one date of a series that is not in the calendar; it became an event of its own"
            each.report.lost(each.component.line, message)
            found += _made_of(
                each, [], organiser, f"{uid}-{each.component.text('RECURRENCE-ID')}", private=private
            )
    made = [each for each in found if isinstance(each, Draft)]
    withheld = [each for each in found if isinstance(each, Withheld)]
    return made, withheld, [diagnostic for report in reports for diagnostic in report.found]


def _versions(data: bytes, zone: str, report: Report) -> Iterable[Version]:
    """Yield the events of one file."""
    found = calendars(data, report)
    if not found:
        report.found.clear()
        message = "this is not a calendar: there is no BEGIN:VCALENDAR in it"
        report.say("not-a-calendar", 1, message, fix="export the calendar again, as iCalendar (.ics)")
    for calendar in found:
        clock = Clock(Zones(calendar, zone, report), report)
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        for each in calendar.parts:
            if each.name == "VEVENT":
                yield Version(component=_cancelled(each) if cancelled else each, clock=clock)
            elif each.name in ELSEWHERE:
                report.once(each.name, each.line, f"only events are carried over, no {each.name}")
    if (
        found
        and not report.found
        and not any(each.name == "VEVENT" for calendar in found for each in calendar.parts)
    ):
        report.lost(found[0].line, "there are no events in this calendar")


def _made_of(
    version: Version, dates: Iterable[Version], organiser: Organiser, uid: str, *, private: bool
) -> Iterable[Draft | Withheld]:
    """Yield the draft of an event, unless it cannot be read; of one that is private, no more than that it is."""
    if not private and _is_secret(version.component):
        yield Withheld(uid=uid, path=version.report.path, line=version.component.line)
        message = "the calendar calls this event private, so it was left out"
        version.say("calendar-private", version.component.line, message, fix="--private takes such events too")
        return
    shown = [_open(each) if not private and _is_secret(each.component) else each for each in dates]
    try:
        yield draft(version, shown, organiser, uid)
    except ValueError as error:
        line = (version.component.first("DTSTART") or version.component).line
        fix = error.fix if isinstance(error, UnknownZone) else ""
        version.say("calendar-broken", line, f"this event was left out: {error}", fix=fix)


def _is_secret(component: Component) -> bool:
    """Whether an event is not public; a word that nobody knows means private (RFC 5545 section 3.8.1.3)."""
    return any(each.text.upper() != "PUBLIC" for each in component.all("CLASS"))


def _open(version: Version) -> Version:
    """Return a private date of a public series: when it is, and nothing else."""
    message = "the calendar calls this date private; only its time was carried over"
    version.say("calendar-private", version.component.line, message)
    each = version.component
    kept = each.all("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS")
    bare = Component(name=each.name, line=each.line, properties=kept, parts=())
    return Version(component=bare, clock=version.clock, withheld=True)


def _cancelled(each: Component) -> Component:
    """Return an event of a calendar that takes its events back."""
    others = (found for found in each.properties if found.name != "STATUS")
    said = Property(name="STATUS", parameters={}, value="CANCELLED", line=each.line)
    return Component(name=each.name, line=each.line, properties=(*others, said), parts=each.parts)


def _latest(versions: list[Version]) -> Version:
    """Return the version that counts; of two that are of one age, that which is private."""
    return max(versions, key=lambda version: (*version.age, _is_secret(version.component)))


def _say_others(versions: list[Version]) -> None:
    """Report the events whose identity another has taken, unless they are older copies of it."""
    kept = _latest(versions)
    for each in versions:
        start, other = each.component.text("DTSTART"), kept.component.text("DTSTART")
        if each is not kept and each.age == kept.age and start != other:
            message = f"left out: line {kept.component.line} of {kept.report.path} has the same UID"
            each.say("calendar-broken", each.component.line, message)


def _made(component: Component) -> str:
    """Return a UID for an event without one, that the same event has again tomorrow."""
    said = (f"{name}:{component.text(name)}" for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY"))
    return f"{digest(chr(10).join(said).encode())[:20]}@imported.invalid"
