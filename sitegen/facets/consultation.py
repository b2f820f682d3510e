"""An invitation to comment: when it is open, how to answer, and what came of it."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from sitegen.facets.relations import Audience
from sitegen.facets.schedule import Moment, Occurrence, Schedule

State = Literal["forthcoming", "open", "closed", "outcome"]


class Respond(Struct, frozen=True, kw_only=True):
    """How to answer; at least one way is given."""

    email: str = ""
    url: Annotated[str, Meta(extra={"form": "url"})] = ""
    post: str = ""
    """A postal address."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What was asked, what people said, what was done about it."""

    date: Moment | None = None
    """From when it is shown; without one, at once."""
    asked: str = ""
    said: str = ""
    did: str = ""


class Consultation(Struct, frozen=True, kw_only=True):
    """The facet that makes an entry an invitation to comment."""

    closes: Moment
    """The last day, or the minute, at which answers are still taken."""
    respond: Respond
    opens: Moment | None = None
    """Its first day; without one it is open from its publication."""
    questions: tuple[str, ...] = ()
    audience: Audience = field(name="for", default=())
    """Whom it asks (`for:` in front matter)."""
    outcome: Outcome | None = None

    def deadline(self, key: str) -> Occurrence:
        """Return its closing as a date of the calendar, for the entry of that key."""
        return Occurrence(key=key, schedule=Schedule(start=self.closes), closing=True)

    def closing(self) -> dt.datetime:
        """The instant from which it is closed: an all-day `closes` includes that day."""
        if self.closes.all_day:
            return self.closes.shifted(dt.timedelta(days=1)).aware()
        return self.closes.aware()

    def state(self, now: dt.datetime) -> tuple[State, dt.datetime | None]:
        """Return its state at `now`, and the instant at which that state ends (None: it stays)."""
        told = self.outcome.date.aware() if self.outcome and self.outcome.date else None
        if self.outcome is not None and (told is None or told <= now):
            return "outcome", None
        if self.opens is not None and now < self.opens.aware():
            return "forthcoming", min(self.opens.aware(), told or self.opens.aware())
        if now < self.closing():
            return "open", min(self.closing(), told or self.closing())
        return "closed", told
