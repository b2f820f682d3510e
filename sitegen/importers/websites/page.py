"""One text of an old site, and what its importer knows of it."""

from typing import Any

from msgspec import Struct

from sitegen.importers.websites.dates import OldMoment
from sitegen.importers.websites.sorts import Sort


class OldPage(Struct, frozen=True, kw_only=True):
    """A text of an old site that becomes an entry."""

    path: str
    """Its source, as the importer was given it."""
    sort: Sort
    """What it becomes."""
    key: str
    """Where its entry goes below content/."""
    address: str = ""
    """Its address in the old site, from the root, without the base path and not encoded; "" where it had none."""
    fields: dict[str, Any]
    """Its front matter with the defaults of the site, by the names as written."""
    lines: dict[str, int]
    """The lines of its fields."""
    body: str
    body_line: int = 1
    title: str
    date: OldMoment | None = None
    draft: bool = False
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Further addresses at which it was found."""
    lang: str = ""
    """Its language, where it is not that of the site."""
