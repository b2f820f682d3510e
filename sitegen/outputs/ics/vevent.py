"""VEVENT: one date of an event, or a series with its exceptions (RFC 5545 sections 3.6.1 and 3.8.5).

A series is written as RRULE, EXDATE and RDATE, and each date that differs in more than its start as a VEVENT of
its own with a RECURRENCE-ID. The dates that a calendar works out from them are the dates on the pages.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen.dates import when
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import Series
from sitegen.locales import ENGLISH, Locale
from sitegen.outputs.ics.content_lines import day, instant, line, text, time
from sitegen.outputs.ics.vtimezone import zone_name

STATUSES = {"cancelled": "CANCELLED", "postponed": "CANCELLED", "tentative": "TENTATIVE"}
"""Status -> STATUS of RFC 5545; the others are CONFIRMED. A postponed event has no new date yet."""

NUMBERED = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS")
"""The parts of a rule that are lists of numbers."""
PARTS = ("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", *NUMBERED, "WKST")
"""The parts of a rule, in the order in which they are written."""


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

    @property
    def place(self) -> str:
        """The place on one line, else the address at which to join; empty when the entry gives neither."""
        if self.venue is None or self.status == "moved-online":
            return self.online
        return self.venue.line


def vevents(invitation: Invitation, locale: Locale = ENGLISH) -> str:
    """Return the VEVENT of the event, and of each date that differs from the first in more than its start."""
    first, dates, series = invitation.first, invitation.dates, invitation.series
    if series is not None and not series.repeats:
        return _vevent(invitation, dates[0], locale)
    usual = _nominal_schedule(first)
    added = {_recurrence_id(date).local: _recurrence_id(date) for date in dates}
    rule, left_out = "", ""
    if series is not None:
        added = {start.local: start for start in map(_nominal_start, series.added()) if start.local in added}
        left_out = _moments("EXDATE", [_nominal_start(start) for start in series.left_out()])
        rule = line("RRULE", _rule(series.rule.text(first.start))) if series.rule is not None else ""
    more = _moments("RDATE", [start for local, start in added.items() if local != usual.start.local])
    event = Occurrence(key=dates[0].key, schedule=usual)
    written = [_vevent(invitation, event, locale, nominal=True, repetition=rule + more + left_out)]
    for date in _exceptional(dates, usual):
        written.append(
            _vevent(invitation, date, locale, recurrence_id=_moments("RECURRENCE-ID", [_recurrence_id(date)]))
        )
    return "".join(written)


def alone(invitation: Invitation, date: Occurrence, locale: Locale = ENGLISH) -> str:
    """Return the VEVENT of one date as an event of its own."""
    return _vevent(invitation, date, locale)


def _vevent(
    invitation: Invitation,
    date: Occurrence,
    locale: Locale,
    *,
    nominal: bool = False,
    recurrence_id: str = "",
    repetition: str = "",
) -> str:
    """Return the VEVENT of one date, or of the first date of a series, whose times are `nominal`."""
    status = date.status or invitation.status
    venue, online = date.venue or invitation.venue, date.online or invitation.online
    if status == "moved-online":
        venue = None
    changed = instant(invitation.changed.aware())
    end = _end(date.schedule)
    words = (
        invitation.change_note,
        _change_note(date, locale),
        date.note,
        invitation.description,
        online if venue else "",
        invitation.address,
    )
    lines = [
        "BEGIN:VEVENT\r\n",
        # many calendars do not show STATUS, or the description
        line("SUMMARY", text(_summary(status, invitation.title, locale))),
        _moments("DTSTART", [date.schedule.start], nominal=nominal),
        _moments("DTEND", [end] if end is not None else [], nominal=False),
        line("DTSTAMP", changed),
        line("UID", text(invitation.uid)),
        recurrence_id,
        line("SEQUENCE", str(invitation.sequence)),
        repetition,
        line("CATEGORIES", ",".join(map(text, invitation.categories))) if invitation.categories else "",
        line("CONFERENCE;VALUE=URI", online) if online else "",
        line("CREATED", instant(invitation.announced.aware())) if invitation.announced is not None else "",
        line("DESCRIPTION", text("\n\n".join(filter(None, words)))),
        line("GEO", ";".join(map(str, venue.position))) if venue and venue.position else "",
        line("LAST-MODIFIED", changed),
        line("LOCATION", text(venue.line if venue else online)) if venue or online else "",
        line("STATUS", STATUSES.get(status, "CONFIRMED")),
        "" if invitation.busy else line("TRANSP", "TRANSPARENT"),
        line("URL", invitation.address),
        "END:VEVENT\r\n",
    ]
    return "".join(lines)


def _rule(written: str) -> str:
    """Return a RECUR value with its parts in the order of most calendar programs, and numbers without a `+`."""
    parts = dict(part.split("=") for part in written.split(";"))
    for name in parts.keys() & {*NUMBERED}:
        parts[name] = ",".join(str(int(number)) for number in parts[name].split(","))
    return ";".join(f"{name}={parts[name]}" for name in PARTS if name in parts)


def _summary(status: str, title: str, locale: Locale) -> str:
    plans = STATUS_LABELS.get(status, "")
    return locale.text("{plans}: {what}", plans=locale.text(plans), what=title) if plans else title


def _change_note(date: Occurrence, locale: Locale) -> str:
    """Return a sentence about the difference of one date, where RFC 5545 has no property for it."""
    if date.original is not None:
        before = when(date.original, locale)
        if date.status == "rescheduled":
            return locale.text("Rescheduled: it was {when}.", when=before)
        return locale.text("Moved: it was {when}.", when=before)
    if date.status == "moved-online":
        return locale.text("Moved online: it takes place at the same time, on the web only.")
    return locale.text("This time in another place.") if date.venue is not None else ""


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


def _moments(name: str, moments: Sequence[Moment], *, nominal: bool = True) -> str:
    """Return a property with moments of one zone; "" without any.

    A `nominal` time is always a local time, as a rule needs it. Any other time that clocks skip or show twice is
    written in UTC, because not all calendars read it as RFC 5545 (section 3.3.5) asks.
    """
    if not moments:
        return ""
    one = moments[0]
    zone = zone_name(one) if one.plain or nominal else ""

    def value(moment: Moment) -> str:
        """Return a date, a time in UTC, or a local time that goes with a TZID."""
        if moment.all_day:
            return day(moment.day)
        return time(moment.local) if zone else instant(moment.aware())

    # the name of a zone has no sign that asks for quotes
    parameter = ";VALUE=DATE" if one.all_day else f";TZID={zone}" if zone else ""
    return line(name + parameter, ",".join(map(value, moments)))
