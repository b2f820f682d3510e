"""The front matter of an event, and all that its dates come from."""

import datetime as dt
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Struct, field

from sitegen.facets.gathering import Gathering
from sitegen.facets.place import Venue
from sitegen.facets.recurrence import Override, Overrides, Repeat, Status
from sitegen.facets.relations import Documents, Messages, Person, Relation, Stakeholders
from sitegen.facets.rule import Rule
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.facets.series import Series
from sitegen.fields.moments import moment
from sitegen.model.meta import Meta, Url


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
    """When it ends; a day is included. Without `end` and `duration` it is a whole day, or past when its day is."""
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
    repeat: Annotated[Repeat, msgspec.Meta(examples=["{every: week}"])] | None = None
    """How it repeats, in words."""
    rrule: str = ""
    """How it repeats, as an RFC 5545 rule, instead of `repeat`."""
    exceptions: tuple[Moment, ...] = field(name="except", default=())
    """Dates that are left out (`except:` in front matter)."""
    also: tuple[Moment, ...] = ()
    """Dates beside the rule; a day without a time is at the usual time."""
    overrides: Overrides = field(default_factory=dict)
    """What is different on one date: by the day, or the day and time, that the rule gives."""
    documents: Documents = ()
    """Papers for it."""
    follow_up: tuple[Relation, ...] = ()
    """What came of it."""

    @property
    def schedule(self) -> Schedule:
        """The first occurrence; for a series with every date left out, the first that its rule gives."""
        return _first(self.series) if self.exceptions or self.overrides else self.given

    @property
    def given(self) -> Schedule:
        """From when to when it is by `start`, `end` and their like alone."""
        start, end = self._begins(), self._ends()
        return Schedule(start=start, open=self._is_open()) if end is None else Schedule.lasting(start, end)

    @property
    def series(self) -> Series:
        """All that its dates come from. A rule or key that `check` complains of is left out."""
        first = Schedule(start=self._begins(), end=self._ends(), open=self._is_open())
        named = ((date_of(text, first.start.zone), override) for text, override in self.overrides.items())
        return Series(
            first=first,
            length=self.duration if self.end is None else None,
            rule=rule_of(self)[0],
            exceptions=self.exceptions,
            also=self.also,
            overrides=tuple((about, override) for about, override in named if about is not None),
        )

    @property
    def gathering(self) -> Gathering:
        """How it takes place, as outputs and questions read it."""
        return Gathering(
            series=self.series,
            status=self.status,
            previous_start=self.previous_start,
            venue=self.venue,
            online=self.online,
            booking_url=self.register.url if self.register else "",
            deadline=self.deadline,
        )

    @property
    def deadline(self) -> bool:
        """Whether it is a deadline, which takes up no time."""
        return self.type == "deadline"

    @property
    def rule(self) -> str:
        """The RFC 5545 rule of its series, which `schedule` begins; "" when it does not repeat."""
        rule, _ = rule_of(self)
        return rule.text(self._begins()) if rule else ""

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Every date on which it happens: what repeats up to and including `horizon`, in time order."""
        return self.series.occurrences(key, horizon)

    def _is_open(self) -> bool:
        """Whether it has no end, and is no mere point in time."""
        return self.end is None and self.duration is None and not self.deadline

    def _begins(self) -> Moment:
        start = self.start.within(self.timezone or self.start.zone)
        if self.all_day:
            midnight = dt.datetime.combine(start.day, dt.time())
            return Moment(local=midnight, zone=start.zone, all_day=True)
        if self.time is not None and start.all_day:
            return Moment.at(dt.datetime.combine(start.day, self.time), start.zone)
        return start

    def _ends(self) -> Moment | None:
        start = self._begins()
        if self.end is not None:
            return self.end.within(start.zone).ending(start)
        if self.duration is None:
            return None
        if not start.all_day:
            return start.after(self.duration)
        return start.shifted(max(self.duration - dt.timedelta(days=1), dt.timedelta()))


@lru_cache(maxsize=1024)
def _first(series: Series) -> Schedule:
    """Return the first date of a series that has exceptions."""
    return series.opening() or series.changed(series.first.start, Override())


def rule_of(event: Event) -> tuple[Rule | None, str]:
    """Return the rule of an event that repeats, or what is wrong with it."""
    start = event.given.start
    try:
        if event.repeat is not None:
            return event.repeat.rule(start), ""
        return (Rule.from_text(event.rrule, start) if event.rrule else None), ""
    except ValueError as error:
        return None, str(error)


def date_of(text: str, zone: str) -> Moment | None:
    """Return the date that an override is about; None when it is not one."""
    try:
        return moment(text, zone)
    except ValueError:
        return None
