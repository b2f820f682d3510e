"""A page that is gone: its address goes on answering."""

from msgspec import Struct

from sitegen.facets.schedule import Moment


class Gone(Struct, frozen=True, kw_only=True):
    """What is left of an entry that is gone."""

    title: str
    when: Moment | None
    """Its `updated`: since when it is gone."""
    addresses: tuple[str, ...]
    """Where it was: its address and its old ones, each once."""
    instead: str
    """The key of the entry that takes its place; empty for none."""
