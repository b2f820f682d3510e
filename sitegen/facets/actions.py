"""Next steps: what someone has promised to do, by when."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from sitegen.facets.relations import Relation, Stakeholders


class Due(Struct, frozen=True, kw_only=True):
    """A deadline: a day, or an event by whose date it falls due."""

    date: dt.date | None = None
    event: Annotated[Relation, Meta(extra={"kinds": ("event",)})] | None = None


class Action(Struct, frozen=True, kw_only=True):
    """One next step."""

    what: str
    who: Stakeholders = ()
    due: Due | None = None
    status: Literal["open", "done", "dropped"] = "open"
    done: dt.date | None = None
    """The day it was done."""
    note: str = ""
    source: str = field(name="from", default="")
    """The anchor of the paragraph that asks for it (`from:` in front matter)."""

    def __post_init__(self) -> None:
        """Read `#p8` and `8` as `p8`."""
        anchor = self.source.lstrip("#")
        force_setattr(self, "source", f"p{anchor}" if anchor[:1].isdigit() else anchor)
