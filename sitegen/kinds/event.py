"""Events: gatherings and deadlines, once or repeated, listed in time order and published as a calendar."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec import Struct, field

from sitegen.dates import clock, day, when
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import Override, Repeat, Status
from sitegen.facets.relations import Documents, Messages, Person, Relation, Stakeholders
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import MAXIMUM, Series
from sitegen.fields.moments import moment
from sitegen.model.kind import Complaint, Kind
from sitegen.model.meta import Meta, Url

LONGEST = dt.timedelta(days=731)
"""An event that lasts longer is a slip in its year."""
TIMES = ("start", "end", "duration", "time", "all_day", "timezone", "repeat", "rrule", "also")
"""The fields that only together say when it is."""


class Participant(Struct, frozen=True, kw_only=True):
    """Someone who speaks or takes part."""

    who: Person
    """A stakeholder, or a plain name."""
    role: str = ""
    """As what: `chair`, `keynote`."""
    nominated_by: Stakeholders = ()
    """Who sent them."""

    @classmethod
    def from_text(cls, text: str) -> "Participant":
        """Take a bare name."""
        return cls(who=Person.from_text(text))


class Register(Struct, frozen=True, kw_only=True):
    """How to get a place."""

    url: Url = ""
    """Where to book."""
    closes: Moment | None = None
    """Until when; a day is included."""
    cost: str = ""
    """What it costs, in words: `Free`."""

    @classmethod
    def from_text(cls, text: str) -> "Register":
        """Take a bare address."""
        return cls(url=text)


class Event(Meta, frozen=True, kw_only=True):
    """The front matter of an event; its body is the agenda, later the minutes."""

    title: str
    """What the event is called."""
    start: Moment
    """When it begins: a day, or a day and time."""
    end: Moment | None = None
    """When it ends; a day is included. Without `end` and `duration` it is a whole day or a point in time."""
    duration: dt.timedelta | None = None
    """How long it lasts, instead of `end`."""
    time: dt.time | None = None
    """The time of day for a `start` that is only a day."""
    all_day: bool | None = None
    """Whether times do not count; None: whole days exactly when `start` has no time."""
    timezone: str = ""
    """The zone of all its times; empty: the site's."""
    type: str = ""
    """What sort of event it is: meeting, workshop, webinar, deadline."""
    status: Status = "scheduled"
    """Whether it takes place as planned."""
    previous_start: Moment | None = None
    """When a rescheduled event was to begin."""
    venue: Venue | None = None
    """Where it is."""
    online: Url = ""
    """Where to join from afar."""
    organiser: Stakeholders = ()
    """Who holds it."""
    speakers: tuple[Participant, ...] = ()
    """Who speaks."""
    attending: tuple[Participant, ...] = ()
    """Who takes part."""
    messages: Messages = ()
    """The key messages to get across."""
    register: Register | None = None
    """How to get a place."""
    repeat: Repeat | None = None
    """How it repeats, in words."""
    rrule: str = ""
    """How it repeats, as an RFC 5545 rule, instead of `repeat`."""
    exceptions: tuple[Moment, ...] = field(name="except", default=())
    """Dates that are left out (`except:` in front matter)."""
    also: tuple[Moment, ...] = ()
    """Dates beside the rule; a day without a time is at the usual time."""
    overrides: dict[str, Override] = field(default_factory=dict)
    """What is different on one date: by the day, or the day and time, that the rule gives."""
    documents: Documents = ()
    """Papers for it."""
    follow_up: tuple[Relation, ...] = ()
    """What came of it."""

    @property
    def schedule(self) -> Schedule:
        """From when to when, the first time."""
        return Schedule(start=self._begins(), end=self._ends())

    @property
    def series(self) -> Series:
        """All that its dates come from. A rule or key that `check` complains of is left out."""
        first = self.schedule
        named = ((_key(text, first.start.zone), override) for text, override in self.overrides.items())
        return Series(
            first=first,
            rule=_rule(self)[0],
            exceptions=self.exceptions,
            also=self.also,
            overrides=tuple((about, override) for about, override in named if about is not None),
        )

    @property
    def rule(self) -> str:
        """The RFC 5545 rule of its series, which `schedule` begins; "" when it does not repeat."""
        rule, _ = _rule(self)
        return rule.text(self._begins()) if rule else ""

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Every date on which it happens: what repeats up to and including `horizon`, in time order."""
        return self.series.occurrences(key, horizon)

    def _begins(self) -> Moment:
        start = self.start.within(self.timezone or self.start.zone)
        if self.all_day:
            midnight = dt.datetime.combine(start.day, dt.time())
            return Moment(local=midnight, zone=start.zone, all_day=True)
        if self.time is not None and start.all_day:
            return Moment(local=dt.datetime.combine(start.day, self.time), zone=start.zone)
        return start

    def _ends(self) -> Moment | None:
        start = self._begins()
        if self.end is not None:
            return self.end.ending(start)
        if self.duration is None:
            return None
        if not start.all_day:
            return start.shifted(self.duration)
        return start.shifted(max(self.duration - dt.timedelta(days=1), dt.timedelta()))


def check(meta: Meta) -> Iterator[Complaint]:
    """Say what does not fit together in an event."""
    assert isinstance(meta, Event)
    for complaint in (*_check_times(meta), *_check_repetition(meta)):
        yield msgspec.structs.replace(complaint, needs=TIMES)
    if meta.status == "rescheduled" and meta.previous_start is None:
        yield Complaint(
            field="status",
            code="missing-field",
            message="a rescheduled event needs `previous_start`, so that readers see what has changed",
            fix="previous_start: the day, or day and time, on which it was to begin",
            needs=("previous_start",),
        )
    if meta.venue is not None and meta.venue.geo and meta.venue.position is None:
        yield Complaint(
            field="venue.geo",
            code="bad-value",
            message=f"{meta.venue.geo!r} is not a latitude and a longitude",
            fix="geo: 51.5034, -0.1276",
        )


def _check_times(event: Event) -> Iterator[Complaint]:
    start = event.schedule.start
    if event.time is not None and not event.start.all_day and event.start.local.time() != event.time:
        yield _conflict("time", f"`time` says {clock(event.time)}, but `start` says {clock(event.start.local)}")
    if event.all_day and (event.time is not None or not event.start.all_day):
        yield _conflict("all_day", "the event is all day, but its start has a time")
    if event.all_day is False and start.all_day:
        yield _conflict("all_day", "the event is not all day, but its start has no time", fix="time: 14:00")
    if event.end is not None and event.duration is not None:
        yield _conflict("duration", "give either `end` or `duration`")
    if event.end is not None and start.all_day and not event.end.all_day and not event.all_day:
        yield _conflict("end", "`end` has a time, but `start` has none", fix="add the time to `start`")
    if event.duration is not None and event.duration <= dt.timedelta():
        yield Complaint(field="duration", code="bad-value", message="it has to be longer than nothing")
    elif event.duration is not None and start.all_day and event.duration % dt.timedelta(days=1):
        yield _conflict("duration", "an all-day event lasts whole days", fix="add the time to `start`")
    if event.schedule.backwards:
        yield _ends_early("end", event.schedule)
    elif event.schedule.last_day - start.day > LONGEST:
        yield Complaint(
            field="end" if event.end is not None else "duration",
            code="bad-value",
            message=f"it would last until {day(event.schedule.last_day)}, with a page for every month",
            fix="check the year, or write a page about it instead of an event",
        )


def _check_repetition(event: Event) -> Iterator[Complaint]:
    repeat, start = event.repeat, event.schedule.start
    if repeat is not None and event.rrule:
        yield _conflict("rrule", "give either `repeat` or `rrule`")
    if repeat is not None and repeat.until is not None and repeat.count is not None:
        yield _conflict("repeat.count", "give either `until` or `count`")
    rule, trouble = _rule(event)
    place = "rrule" if repeat is None else "repeat"
    if trouble:
        yield Complaint(field=place if repeat is None else "repeat.on", code="bad-value", message=trouble)
    elif rule is None:
        yield from _check_exceptions(event)
    elif rule.until is not None and rule.until < start.day:
        yield Complaint(
            field="rrule" if repeat is None else "repeat.until",
            code="repeat-until-before-start",
            message=f"it repeats until {day(rule.until)}, but starts on {day(start.day)}",
        )
    elif (first := rule.next_day(start.day)) != start.day:
        yield _conflict(
            "start",
            f"it starts on {day(start.day)}, which is not one of the dates on which it repeats",
            fix=f"start: {first}" if first else "",
        )
    else:
        yield from _check_number(event.series, rule, place)
        yield from _check_exceptions(event)


def _check_number(series: Series, rule: Rule, place: str) -> Iterator[Complaint]:
    """Complain of a series of which not every date can be shown.

    One without an end is left in peace: the site's horizon ends it, as its writer knows.
    """
    if rule.until is None and rule.count is None:
        return
    days = tuple(islice(rule.days(series.first.start.day, dt.date.max), MAXIMUM + 1))
    if len(days) > MAXIMUM:
        yield Complaint(
            field=place,
            code="repeat-too-many",
            message=f"only the first {MAXIMUM:,} dates are shown, up to {day(days[-2])}",
            fix="let it end earlier with `until` or `count`, or start a new event",
        )


def _check_exceptions(event: Event) -> Iterator[Complaint]:
    """Complain of exceptions to dates that the event does not have, or that cannot be as they say."""
    series = event.series
    named = [(f"except.{index}", about) for index, about in enumerate(event.exceptions)]
    for text, override in event.overrides.items():
        place = f"overrides.{text}"
        about = _key(text, series.first.start.zone)
        if about is None:
            message = f"an override is about one date, such as {series.first.start.day}, not {text!r}"
            yield Complaint(field=place, code="bad-value", message=message)
            continue
        named.append((place, about))
        if override.time is not None and series.first.start.all_day:
            yield _conflict(f"{place}.time", "an all-day event has no time to change")
        if (changed := series.changed(series.usual_time(about), override)).backwards:
            yield _ends_early(f"{place}.end", changed)
    unmatched = dict(series.unmatched(about for _, about in named))
    for place, about in named:
        if about in unmatched:
            yield Complaint(
                field=place,
                code="exception-matches-nothing",
                message=f"the event does not happen on {when(about)}",
                fix=f"its nearest date is {when(unmatched[about])}",
            )


def _rule(event: Event) -> tuple[Rule | None, str]:
    """Return the rule of an event that repeats, or what is wrong with it."""
    start = event.schedule.start
    try:
        if event.repeat is not None:
            return event.repeat.rule(start), ""
        return (Rule.from_text(event.rrule, start) if event.rrule else None), ""
    except ValueError as error:
        return None, str(error)


def _key(text: str, zone: str) -> Moment | None:
    """Return the date that an override is about; None when it is not one."""
    try:
        return moment(text, zone)
    except ValueError:
        return None


def _conflict(place: str, message: str, fix: str = "") -> Complaint:
    return Complaint(field=place, code="conflicting-fields", message=message, fix=fix)


def _ends_early(place: str, schedule: Schedule) -> Complaint:
    end = schedule.end or schedule.start
    return Complaint(
        field=place,
        code="event-end-before-start",
        message=f"it ends on {when(end)}, before it starts on {when(schedule.start)}",
    )


EVENT = Kind(
    name="event",
    folder="events",
    meta=Event,
    permalink="/events/{slug}/",
    layout="event.html",
    label="Event",
    title="Events",
    directory="/events/",
    order="start",
    card=("type", "status", "venue", "online", "organiser", "register"),
    roles={
        "organiser": "Organiser of",
        "speakers.who": "Speaker at",
        "speakers.nominated_by": "Represented at",
        "attending.who": "Taking part in",
        "attending.nominated_by": "Represented at",
        "messages": "For use at",
        "documents": "Paper for",
        "follow_up": "Follow-up to",
    },
    check=check,
)
