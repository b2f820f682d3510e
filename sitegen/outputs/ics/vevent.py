"""VEVENT: one date of an event, or a series with its exceptions (RFC 5545 sections 3.6.1 and 3.8.5).

A series is written as its rule, with the dates left out and added, and each odd date as a VEVENT of its own
with a RECURRENCE-ID: what a calendar works out from them are the dates on the pages.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.dates import when
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import PLANS
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import Series
from sitegen.outputs.ics.vtimezone import zone_name

if TYPE_CHECKING:
    from icalendar import Event

STATUSES = {"cancelled": "CANCELLED", "postponed": "CANCELLED", "tentative": "TENTATIVE"}
"""RFC 5545's word for a status; everything else is CONFIRMED. What is postponed has no date to go to."""


class Invitation(Struct, frozen=True, kw_only=True):
    """An event as calendars need it; its addresses are absolute."""

    uid: str
    title: str
    address: str
    changed: Moment
    """When it last changed, as far as the entry says."""
    announced: Moment | None
    sequence: int
    """Rises with its public changes."""
    status: str
    description: str
    categories: tuple[str, ...]
    venue: Venue | None
    online: str
    first: Schedule
    series: Series | None
    """What its dates come from; None when it cannot repeat."""
    dates: tuple[Occurrence, ...]
    """Every date on its page, at least one."""
    busy: bool = True
    """Whether it takes up somebody's time; a deadline does not."""
    told: str = ""
    """What has changed about it, in words, where its status says so."""
    language: str = "en"

    @property
    def place(self) -> str:
        """Where to go, or to look, on one line; empty when nobody has said."""
        if self.venue is None or self.status == "moved-online":
            return self.online
        return self.venue.line


def components(invitation: Invitation) -> Iterator["Event"]:
    """Yield the event itself, then each date that differs from the first in more than its start."""
    first, dates, series = invitation.first, invitation.dates, invitation.series
    if series is not None and not series.repeats:
        yield _event(invitation, dates[0])
        return
    usual = _nominal(first)
    event = _event(invitation, Occurrence(key=dates[0].key, schedule=usual), nominal=True)
    added = {_given(date).local: _given(date) for date in dates}
    if series is not None:
        added = {start.local: start for start in map(_asked, series.added()) if start.local in added}
        _add(event, "exdate", [_asked(start) for start in series.left_out()])
        if series.rule is not None:
            from icalendar import vRecur

            event.add("rrule", vRecur.from_ical(series.rule.text(first.start)))
    _add(event, "rdate", [start for local, start in added.items() if local != usual.start.local])
    yield event
    for date in _odd(dates, usual):
        component = _event(invitation, date)
        _add(component, "recurrence-id", _given(date))
        yield component


def _event(invitation: Invitation, date: Occurrence, *, nominal: bool = False) -> "Event":
    """Write what one date says, or the first of a series, whose times are `nominal`."""
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
    event.add("summary", f"{PLANS[status]}: {invitation.title}" if status in PLANS else invitation.title)
    event.add("status", STATUSES.get(status, "CONFIRMED"))
    words = (
        invitation.told,
        _told(date, invitation.language),
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


def _told(date: Occurrence, language: str) -> str:
    """Return what is different about one date of a series, where calendars have no property that says so."""
    if date.original is not None:
        word = "Rescheduled" if date.status == "rescheduled" else "Moved"
        return f"{word}: it was {when(date.original, language)}."
    if date.status == "moved-online":
        return "Moved online: it takes place at the same time, on the web only."
    return "This time in another place." if date.venue is not None else ""


def _given(date: Occurrence) -> Moment:
    """Return the start that the rule, or the writer's list, gives a date before it is moved."""
    return _asked(date.original or date.schedule.start)


def _asked(moment: Moment) -> Moment:
    """Return a moment as a rule gives it, whether or not the clock shows it that day, once or twice."""
    return Moment(local=moment.nominal, zone=moment.zone, all_day=moment.all_day)


def _nominal(schedule: Schedule) -> Schedule:
    """Return when a series begins, as its rule gives it."""
    return Schedule(start=_asked(schedule.start), end=schedule.end and _asked(schedule.end))


def _odd(dates: Iterable[Occurrence], usual: Schedule) -> Iterator[Occurrence]:
    """Yield what calendars would get wrong that know the first date, as the rule gives it, and no more."""
    clear, lengths = _is_clear(usual), _lengths(usual)
    for date in dates:
        told_apart = date.original or date.status or date.venue or date.online or date.note
        same = clear and _is_clear(date.schedule) and _lengths(date.schedule) == lengths
        if told_apart or date.schedule.start.skipped or not same:
            yield date


def _is_clear(schedule: Schedule) -> bool:
    """Whether all calendars take its times and its length for the same."""
    plain = schedule.start.plain and (schedule.end is None or schedule.end.plain)
    return plain and len(_lengths(schedule)) < 2


def _lengths(schedule: Schedule) -> set[dt.timedelta]:
    """Return how long it lasts: by the clock and in time that passes, which differ when clocks change meanwhile.

    RFC 5545 (section 3.8.5.3) gives every date of a series the latter from its first, many calendars the former.
    """
    start, end = schedule.start, schedule.end
    return {end.local - start.local, end.aware() - start.aware()} if end else set()


def _end(schedule: Schedule) -> Moment | None:
    """Return DTEND: of whole days it is the day after the last; what lasts no time at all has none."""
    if schedule.start.all_day:
        return (schedule.end or schedule.start).shifted(dt.timedelta(days=1))
    return schedule.end if schedule.end != schedule.start else None


def _add(event: "Event", name: str, moments: Moment | Sequence[Moment], *, nominal: bool = True) -> None:
    """Add a property of one moment or of several of one sort, with their zone; of none of them, nothing.

    Only what is `nominal` goes by the clock whatever happens: a rule has to. Another time that comes twice or not
    at all that night is written in UTC: not all calendars take it as RFC 5545 (section 3.3.5) asks.
    """
    if not moments:
        return
    one = moments if isinstance(moments, Moment) else moments[0]
    zone = zone_name(one) if one.plain or nominal else ""

    def value(moment: Moment) -> dt.date | dt.datetime:
        """Return what the library writes as a date, as a time in UTC, or as a local time to go with a TZID."""
        if moment.all_day:
            return moment.day
        return moment.local if zone else moment.aware().astimezone(dt.UTC)

    values = value(moments) if isinstance(moments, Moment) else [value(moment) for moment in moments]
    event.add(name, values, parameters={"TZID": zone} if zone else {})
