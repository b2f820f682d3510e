"""The values that answers are made of: what others may show of an entry."""

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.urls import Href, Marked


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere, or plain words."""

    text: str
    to: Href | Literal[""] = ""
    """Where they lead; empty for plain words."""
    key: str = ""
    """The entry it leads to."""


class Picture(Struct, frozen=True, kw_only=True):
    """An image and what it shows."""

    to: Href
    alt: str = ""
    width: int = 0
    """Pixels; 0 when unknown."""
    height: int = 0


class FileAnswer(Struct, frozen=True, kw_only=True):
    """A published file and its measures; of one on another site they are not known."""

    name: str
    to: Href
    size: int = 0
    """Bytes; 0 when unknown."""
    digest: str = ""
    width: int = 0
    """Pixels; 0 for a file that is no picture."""
    height: int = 0


class TermAnswer(Struct, frozen=True, kw_only=True):
    """A tag as layouts show it."""

    slug: str
    label: str
    permalink: Marked
    description: str
    """The excerpt of its file in content/tags/; empty without one."""
    key: str
    """The key of that file; empty without one."""
    count: int
    """How many entries of every kind have it."""


class Card(Struct, frozen=True, kw_only=True):
    """An entry as others show it: nothing of its body, nothing private."""

    key: str
    kind: str
    label: str
    """What such an entry is called: `Post`, or its own type: `Workshop`."""
    title: str
    permalink: Marked
    date: Moment | None = None
    updated: Moment | None = None
    excerpt: str = ""
    image: Picture | None = None
    tags: tuple[Link, ...] = ()
    authors: tuple[Link, ...] = ()
    schedule: Schedule | None = None
    status: str = ""
    """The value of its own `status` field."""
    fields: dict[str, Any] = {}
    """The own fields its kind shows in lists; relations stand as tuples of Link."""


class Mention(Struct, frozen=True, kw_only=True):
    """A backlink: who links here, with which words, in which sentence."""

    card: Card
    text: str
    sentence: str


class Touch(Struct, frozen=True, kw_only=True):
    """One dated line of a timeline: what another entry says about this one."""

    card: Card
    role: str
    """In words: `Spoke at`, `Message for`, `Mentioned in`."""
    date: Moment | None
    """When it happens or was published."""
    what: str = ""
    """The action owed, where that is what the line is about."""
    status: str = ""


class Happening(Struct, frozen=True, kw_only=True):
    """One occurrence with the card of its event."""

    card: Card
    occurrence: Occurrence


class Directory(Struct, frozen=True, kw_only=True):
    """The list of one kind."""

    kind: str
    title: str
    label: str
    permalink: Marked | Literal[""]
    """Empty for a kind without a list of its own."""
    count: int
    latest: Moment | None = None
    """The newest date in it."""
    head: str = ""
    """The key of the `index.md` that heads the list; empty without one."""


class Today(Struct, frozen=True, kw_only=True):
    """The build's day in the site's zone."""

    date: dt.date
