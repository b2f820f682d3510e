"""The latest topics of a forum, out of a feed that a site keeps a copy of."""

from msgspec import Struct

from sitegen.diagnostics import Diagnostic
from sitegen.facets.schedule import Moment


class Topic(Struct, frozen=True, kw_only=True):
    """One topic."""

    title: str
    to: str
    """Its address on the web."""
    date: Moment | None = None
    """When it was begun or last answered, as the feed says."""


class Topics(Struct, frozen=True, kw_only=True):
    """The topics of one file."""

    digest: str
    """Of the file's bytes."""
    topics: tuple[Topic, ...] = ()
    """The newest first."""
    diagnostics: tuple[Diagnostic, ...] = ()
