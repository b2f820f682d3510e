"""A page that is gone: its address goes on answering."""

from msgspec import Struct

from sitegen.facets.schedule import Moment, Schedule


class Withdrawn(Struct, frozen=True, kw_only=True):
    """A date of an entry that is gone: the calendars that have it must be told."""

    uid: str
    """The `uid` of the entry; empty for none."""
    first: str
    """The address by which calendars know the entry."""
    schedule: Schedule
    """The event, the first of a series, or the last day of a consultation."""
    repeats: bool = False
    """Whether it is the first of more dates."""
    closing: bool = False
    """Whether it is the last day of a consultation."""
    revised: Moment | None
    """The last change in the front matter."""


class Gone(Struct, frozen=True, kw_only=True):
    """What is left of an entry that is gone."""

    title: str
    when: Moment | None
    """Its `updated`: since when it is gone."""
    address: str
    """Its own address."""
    addresses: tuple[str, ...]
    """Where it was: its address and its old ones, each once."""
    instead: str
    """The key of the entry that takes its place; empty for none."""
    dates: tuple[Withdrawn, ...] = ()
    """What the files for calendars that were published of it still say; at most one of each sort."""
