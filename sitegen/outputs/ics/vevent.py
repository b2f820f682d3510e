"""VEVENT: one date of an event, or a series with its exceptions (RFC 5545 sections 3.6.1 and 3.8.5).

A series is written as RRULE, EXDATE and RDATE, and each date that differs in more than its start as a VEVENT of
its own with a RECURRENCE-ID. The dates that a calendar works out from them are the dates on the pages.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.dates import when
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import Series
from sitegen.outputs.ics.vtimezone import zone_name

if TYPE_CHECKING:
    from icalendar import Event

STATUSES = {"cancelled": "CANCELLED", "postponed": "CANCELLED", "tentative": "TENTATIVE"}
"""Status -> STATUS of RFC 5545; the others are CONFIRMED. A postponed event has no new date yet."""


class Invitation(Struct, frozen=True, kw_only=True):
    """An event or deadline as a calendar file needs it; its addresses are absolute."""

    uid: str
    """UID: the same for ever."""
    title: str
    """SUMMARY, without the status."""
    address: str
    """URL: that of its page."""
    changed: Moment
    """LAST-MODIFIED and DTSTAMP: its last change in the front matter, else its start."""
    announced: Moment | None
    """CREATED: the day of its publication; None where the entry has no `date`."""
    sequence: int
    """SEQUENCE: a number that rises with its public changes."""
    status: str
    """Its own status; empty for the last day of a consultation."""
    description: str
    """The beginning of DESCRIPTION: the excerpt and practical details."""
    categories: tuple[str, ...]
    """CATEGORIES: its tags."""
    venue: Venue | None
    """LOCATION and GEO; None where it has no place."""
    online: str
    """CONFERENCE: the address at which to join from afar; empty where there is none."""
    first: Schedule
    """DTSTART and DTEND of its only or first date."""
    series: Series | None
    """Its first date, rule and exceptions; None for the last day of a consultation."""
    dates: tuple[Occurrence, ...]
    """Every date on its page, at least one."""
    busy: bool = True
    """TRANSP: whether it takes up time; a deadline does not."""
    change_note: str = ""
    """A sentence about a change of the plan; empty where there is none, or where a property is enough."""
    language: str = "en"
    """The language of dates in words."""

    @property
    def place(self) -> str:
        """The place on one line, else the address at which to join; empty when the entry gives neither."""
        if self.venue is None or self.status == "moved-online":
            return self.online
        return self.venue.line


def components(invitation: Invitation) -> Iterator["Event"]:
    """Yield the VEVENT of the event, then that of each date that differs from the first in more than its start."""
    first, dates, series = invitation.first, invitation.dates, invitation.series
    if series is not None and not series.repeats:
        yield _event(invitation, dates[0])
        return
    usual = _nominal_schedule(first)
    event = _event(invitation, Occurrence(key=dates[0].key, schedule=usual), nominal=True)
    added = {_recurrence_id(date).local: _recurrence_id(date) for date in dates}
    if series is not None:
        added = {start.local: start for start in map(_nominal_start, series.added()) if start.local in added}
        _add(event, "exdate", [_nominal_start(start) for start in series.left_out()])
        if series.rule is not None:
            from icalendar import vRecur

            event.add("rrule", vRecur.from_ical(series.rule.text(first.start)))
    _add(event, "rdate", [start for local, start in added.items() if local != usual.start.local])
    yield event
    for date in _exceptional(dates, usual):
        component = _event(invitation, date)
        _add(component, "recurrence-id", _recurrence_id(date))
        yield component


def _event(invitation: Invitation, date: Occurrence, *, nominal: bool = False) -> "Event":
    """Return the VEVENT of one date, or of the first date of a series, whose times are `nominal`."""
    from icalendar import Event

    status = date.status or invitation.status
    venue, online = date.venue or invitation.venue, date.online or invitation.online
    if status == "moved-online":
        venue = None
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.changed.aware().astimezone(dt.UTC))
    event.add("last-modified", invitation.changed.aware().astimezone(dt.UTC))
    if invitation.announced is not None:
        event.add("created", invitation.announced.aware().astimezone(dt.UTC))
    _add(event, "dtstart", date.schedule.start, nominal=nominal)
    if (end := _end(date.schedule)) is not None:
        _add(event, "dtend", end, nominal=False)
    # many calendars do not show STATUS, or the description
    event.add("summary", ": ".join(filter(None, (STATUS_LABELS.get(status), invitation.title))))
    event.add("status", STATUSES.get(status, "CONFIRMED"))
    words = (
        invitation.change_note,
        _change_note(date, invitation.language),
        date.note,
        invitation.description,
        online if venue else "",
        invitation.address,
    )
    event.add("description", "\n\n".join(filter(None, words)))
    event.add("url", invitation.address)
    if venue or online:
        event.add("location", venue.line if venue else online)
    if venue and venue.position:
        event.add("geo", venue.position)
    if online:
        event.add("conference", online, parameters={"VALUE": "URI"})
    if not invitation.busy:
        event.add("transp", "TRANSPARENT")
    if invitation.categories:
        event.add("categories", invitation.categories)
    return event


def _change_note(date: Occurrence, language: str) -> str:
    """Return a sentence about the difference of one date, where RFC 5545 has no property for it."""
    if date.original is not None:
        word = "Rescheduled" if date.status == "rescheduled" else "Moved"
        return f"{word}: it was {when(date.original, language)}."
    if date.status == "moved-online":
        return "Moved online: it takes place at the same time, on the web only."
    return "This time in another place." if date.venue is not None else ""


def _recurrence_id(date: Occurrence) -> Moment:
    """Return the start that the rule, or the list of added dates, gives a date before an override moves it."""
    return _nominal_start(date.original or date.schedule.start)


def _nominal_start(moment: Moment) -> Moment:
    """Return a moment as a rule gives it, whether clocks show it that day once, twice or not at all."""
    return Moment(local=moment.nominal, zone=moment.zone, all_day=moment.all_day)


def _nominal_schedule(schedule: Schedule) -> Schedule:
    """Return a span as a rule gives it."""
    return Schedule(start=_nominal_start(schedule.start), end=schedule.end and _nominal_start(schedule.end))


def _exceptional(dates: Iterable[Occurrence], usual: Schedule) -> Iterator[Occurrence]:
    """Yield the dates that calendars could not work out from the first date and the rule."""
    unambiguous, lengths = _is_unambiguous(usual), _lengths(usual)
    for date in dates:
        changed = date.original or date.status or date.venue or date.online or date.note
        same = unambiguous and _is_unambiguous(date.schedule) and _lengths(date.schedule) == lengths
        if changed or date.schedule.start.skipped or not same:
            yield date


def _is_unambiguous(schedule: Schedule) -> bool:
    """Whether all calendars agree on its times and its length."""
    plain = schedule.start.plain and (schedule.end is None or schedule.end.plain)
    return plain and len(_lengths(schedule)) < 2


def _lengths(schedule: Schedule) -> set[dt.timedelta]:
    """Return its length by the clock and in elapsed time, which differ when clocks change meanwhile.

    RFC 5545 (section 3.8.5.3) gives every date of a series the elapsed time of its first. Many calendars give it
    the length by the clock.
    """
    start, end = schedule.start, schedule.end
    return {end.local - start.local, end.aware() - start.aware()} if end else set()


def _end(schedule: Schedule) -> Moment | None:
    """Return DTEND: for whole days the day after the last; None for a point in time."""
    if schedule.start.all_day:
        return (schedule.end or schedule.start).shifted(dt.timedelta(days=1))
    return schedule.end if schedule.end != schedule.start else None


def _add(event: "Event", name: str, moments: Moment | Sequence[Moment], *, nominal: bool = True) -> None:
    """Add a property with one moment, or with several in one zone; without moments, add none.

    A `nominal` time is always a local time, as a rule needs it. Any other time that clocks skip or show twice is
    written in UTC, because not all calendars read it as RFC 5545 (section 3.3.5) asks.
    """
    if not moments:
        return
    one = moments if isinstance(moments, Moment) else moments[0]
    zone = zone_name(one) if one.plain or nominal else ""

    def value(moment: Moment) -> dt.date | dt.datetime:
        """Return the value for the library: a date, a time in UTC, or a local time that goes with a TZID."""
        if moment.all_day:
            return moment.day
        return moment.local if zone else moment.aware().astimezone(dt.UTC)

    values = value(moments) if isinstance(moments, Moment) else [value(moment) for moment in moments]
    event.add(name, values, parameters={"TZID": zone} if zone else {})
