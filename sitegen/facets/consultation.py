"""An invitation to comment: its time, the ways to answer, and its outcome."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from sitegen.facets.relations import Audience, Relation
from sitegen.facets.schedule import Moment, Occurrence, Schedule

State = Literal["forthcoming", "open", "closed", "outcome"]
"""The state of a consultation: not open yet, open, closed, or closed with an outcome."""


class Respond(Struct, frozen=True, kw_only=True):
    """The ways to answer; `problems` of the kind reports where there is none."""

    email: Annotated[str, Meta(extra={"form": "email"})] = ""
    url: Annotated[str, Meta(extra={"form": "url"})] = ""
    post: str = ""
    """A postal address."""


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of a consultation, in sentences for readers."""

    date: Moment | None = None
    """The moment from which it is shown; None: at once."""
    asked: str = ""
    """The question that was asked."""
    said: str = ""
    """The answers that people gave."""
    did: str = ""
    """The measures that followed."""
    report: tuple[Relation, ...] = ()
    """The documents or posts that say it at length."""


class Consultation(Struct, frozen=True, kw_only=True):
    """The facet of entries that invite comments."""

    closes: Moment
    """The last day, or the minute, on which answers are accepted."""
    respond: Respond
    opens: Moment | None = None
    """Its first day, or the minute; None: it is open from its publication."""
    questions: tuple[str, ...] = ()
    """The questions that it asks."""
    audience: Audience = field(name="for", default=())
    """The people whom it asks (`for:` in front matter)."""
    decision_by: Moment | None = None
    """The day by which it is decided; None where the writer does not say."""
    outcome: Outcome | None = None
    """Its outcome; None until the writer gives one."""

    def deadline(self, key: str) -> Occurrence:
        """Return its last day as a date of the calendar, for the entry with that key."""
        return Occurrence(key=key, schedule=Schedule(start=self.closes), closing=True)

    def closing(self) -> dt.datetime:
        """Return the instant from which it is closed: the end of the day where `closes` has no time."""
        if self.closes.all_day:
            return self.closes.shifted(dt.timedelta(days=1)).aware()
        return self.closes.aware()

    def state(self, now: dt.datetime) -> tuple[State, dt.datetime | None]:
        """Return its state at `now`, and the instant at which that state ends; None where it does not end."""
        published = self.outcome.date.aware() if self.outcome and self.outcome.date else None
        if self.outcome is not None and (published is None or published <= now):
            return "outcome", None
        if self.opens is not None and now < self.opens.aware():
            return "forthcoming", min(self.opens.aware(), published or self.opens.aware())
        if now < self.closing():
            return "open", min(self.closing(), published or self.closing())
        return "closed", published
