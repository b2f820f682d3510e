"""The events of calendar files as drafts, each from the latest version of its VEVENT."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.disk import digest
from sitegen.importers.draft import Draft, Extract, Withheld
from sitegen.importers.ics.lines import Component, Property, calendars
from sitegen.importers.ics.moments import Clock
from sitegen.importers.ics.recurrence_set import NoDates
from sitegen.importers.ics.version import Version
from sitegen.importers.ics.vevent import draft
from sitegen.importers.ics.zones import UnknownZone, Zones
from sitegen.importers.importer import Context
from sitegen.importers.report import Report

OTHER_COMPONENTS = ("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")
"""Components of a calendar that are no events."""


def extract(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return a draft of each event in some calendar files, the private events, and everything not carried over.

    The versions of an event may be spread over several files: the latest one counts (RFC 5546 section 2.1.5).
    """
    reports: list[Report] = []
    masters: dict[str, list[Version]] = {}
    overridden: dict[str, dict[str, list[Version]]] = {}
    for path, data in files.items():
        report = Report(path)
        reports.append(report)
        for version in _versions(data, context.zone, report):
            uid = version.component.text("UID") or _generated_uid(version.component)
            recurrence_id = version.component.first("RECURRENCE-ID")
            if recurrence_id is None:
                masters.setdefault(uid, []).append(version)
            else:
                overridden.setdefault(uid, {}).setdefault(recurrence_id.value, []).append(version)
    found: list[Draft | Withheld] = []
    for uid in dict.fromkeys((*masters, *overridden)):
        instances = [_latest(versions) for versions in overridden.get(uid, {}).values()]
        if uid in masters:
            found += _drafts(_latest(masters[uid]), instances, context, uid)
            _report_duplicates(masters[uid])
            continue
        for each in instances:
            message = "this is one date of a series that is not in the calendar; it became an event of its own"
            each.report.lost(each.component.line, message)
            found += _drafts(each, [], context, f"{uid}-{each.component.text('RECURRENCE-ID')}")
    return Extract(
        drafts=tuple(each for each in found if isinstance(each, Draft)),
        withheld=tuple(each for each in found if isinstance(each, Withheld)),
        diagnostics=tuple(diagnostic for report in reports for diagnostic in report.found),
    )


def _versions(data: bytes, zone: str, report: Report) -> Iterator[Version]:
    """Yield every VEVENT of one file. A file without a calendar, or without events, is reported."""
    found = calendars(data, report)
    if not found:
        report.found.clear()
        message = "this is not a calendar: there is no BEGIN:VCALENDAR in it"
        report.add("not-a-calendar", 1, message, fix="export the calendar again, as iCalendar (.ics)")
    for calendar in found:
        clock = Clock(Zones(calendar, zone, report), report)
        cancelled = calendar.text("METHOD").upper() == "CANCEL"
        for each in calendar.parts:
            if each.name == "VEVENT":
                yield Version(component=_cancelled(each) if cancelled else each, clock=clock)
            elif each.name in OTHER_COMPONENTS:
                report.lost_once(each.name, each.line, f"only events are carried over, no {each.name}")
    if (
        found
        and not report.found
        and not any(each.name == "VEVENT" for calendar in found for each in calendar.parts)
    ):
        report.lost(found[0].line, "there are no events in this calendar")


def _drafts(
    version: Version, instances: Iterable[Version], context: Context, uid: str
) -> Iterator[Draft | Withheld]:
    """Yield the draft of an event, or its UID alone where it is private; nothing where it cannot be read.

    `instances` are the overridden instances of its series.
    """
    private = context.private
    if not private and _is_private(version.component):
        yield Withheld(uid=uid, path=version.report.path, line=version.component.line)
        message = "the calendar calls this event private, so it was left out"
        fix = "--private takes such events too"
        version.report.add("calendar-private", version.component.line, message, fix=fix)
        return
    public = [_time_only(each) if not private and _is_private(each.component) else each for each in instances]
    try:
        yield draft(version, public, context.stakeholder, uid)
    except NoDates as error:
        line = (version.component.first("EXDATE") or version.component).line
        version.report.lost(line, f"this event was left out: {error}")
    except ValueError as error:
        line = (version.component.first("DTSTART") or version.component).line
        fix = error.fix if isinstance(error, UnknownZone) else ""
        version.report.add("calendar-broken", line, f"this event was left out: {error}", fix=fix)


def _is_private(component: Component) -> bool:
    """Return whether an event is not public. An unknown CLASS means private (RFC 5545 section 3.8.1.3)."""
    return any(each.text.upper() != "PUBLIC" for each in component.all("CLASS"))


def _time_only(version: Version) -> Version:
    """Return a private instance of a public series with its time and its status alone."""
    message = "the calendar calls this date private; only its time was carried over"
    version.report.add("calendar-private", version.component.line, message)
    each = version.component
    kept = each.all("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS")
    bare = Component(name=each.name, line=each.line, properties=kept, parts=())
    return Version(component=bare, clock=version.clock, withheld=True)


def _cancelled(each: Component) -> Component:
    """Return an event as cancelled, which is the meaning of METHOD:CANCEL (RFC 5546 section 3.2.5)."""
    others = (found for found in each.properties if found.name != "STATUS")
    status = Property(name="STATUS", parameters={}, value="CANCELLED", line=each.line)
    return Component(name=each.name, line=each.line, properties=(*others, status), parts=each.parts)


def _latest(versions: list[Version]) -> Version:
    """Return the version of the highest revision; of two with the same revision, the private one."""
    return max(versions, key=lambda version: (*version.revision, _is_private(version.component)))


def _report_duplicates(versions: list[Version]) -> None:
    """Report each event that has the UID of another one, and is no older copy of it."""
    kept = _latest(versions)
    for each in versions:
        start, other = each.component.text("DTSTART"), kept.component.text("DTSTART")
        if each is not kept and each.revision == kept.revision and start != other:
            message = f"left out: line {kept.component.line} of {kept.report.path} has the same UID"
            each.report.add("calendar-broken", each.component.line, message)


def _generated_uid(component: Component) -> str:
    """Return a UID for an event without one; the same event has the same UID in a later import."""
    names = ("DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY")
    text = "\n".join(f"{name}:{component.text(name)}" for name in names)
    return f"{digest(text.encode())[:20]}@imported.invalid"
