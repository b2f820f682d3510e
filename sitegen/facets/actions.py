"""Next steps: promised work, with the people who do it and the day by which it is due."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from sitegen.facets.relations import Relation, Stakeholders

DUE_KINDS = ("event",)
"""The kinds of entry whose start may be a deadline."""


class Due(Struct, frozen=True, kw_only=True):
    """A deadline: a day, or an event whose start is the deadline."""

    date: dt.date | None = None
    """The day; None where an event is named."""
    event: Annotated[Relation, Meta(extra={"kinds": DUE_KINDS})] | None = None
    """The event; None where a day is given."""


class Action(Struct, frozen=True, kw_only=True):
    """One next step."""

    what: str
    """The work, in a few words."""
    who: Stakeholders = ()
    """The people who have promised it."""
    due: Due | None = None
    """Its deadline; None where there is none."""
    status: Literal["open", "done", "dropped"] = "open"
    """Whether it is still to be done."""
    done: dt.date | None = None
    """The day on which it was done."""
    note: str = ""
    """A sentence for readers."""
    source: str = field(name="from", default="")
    """The anchor of the paragraph that asks for it (`from:` in front matter)."""

    def __post_init__(self) -> None:
        """Turn `#p8` and `8` into `p8`."""
        anchor = self.source.lstrip("#")
        force_setattr(self, "source", f"p{anchor}" if anchor[:1].isdigit() else anchor)
