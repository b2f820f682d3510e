"""A site before a move."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.register import Register
from sitegen.model.source import File, Source
from sitegen.model.vocabulary import Vocabulary

Parse = Callable[[Source, bytes], Entry[Meta]]
"""Reads a source whose bytes are given."""


class State(Struct, frozen=True, kw_only=True):
    """A site before a move."""

    root: Path
    settings: Path
    """The file of the configuration."""
    config: Config
    kinds: dict[str, Kind]
    sources: tuple[Source, ...]
    entries: dict[str, Entry[Meta]]
    files: tuple[File, ...]
    register: Register
    vocabulary: Vocabulary
    read_by_layouts: tuple[str, ...]
    """The names of fields of a site's own that its layouts read."""
    published: frozenset[str]
    """The keys of the entries that a build would publish now."""
    now: dt.datetime
    """The clock of the site, with a zone."""
    parse: Parse
    kind_of: Callable[[str], str]
    """Returns the kind of a path below content/; "" for a file that is no source."""
