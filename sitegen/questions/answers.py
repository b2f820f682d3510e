"""The values that answers are made of: what others may show of an entry."""

import datetime as dt
from typing import Any

from msgspec import Struct

from sitegen.facets.schedule import Moment, Occurrence, Schedule


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere, or plain words."""

    text: str
    to: str = ""
    """A marked internal address, an absolute one, or empty for plain words."""
    key: str = ""
    """The entry it leads to."""


class Picture(Struct, frozen=True, kw_only=True):
    """An image and what it shows."""

    to: str
    alt: str = ""
    width: int = 0
    """Pixels; 0 when unknown."""
    height: int = 0


class Card(Struct, frozen=True, kw_only=True):
    """An entry as others show it: nothing of its body, nothing private."""

    key: str
    kind: str
    label: str
    """What such an entry is called: `Post`, or its own type: `Workshop`."""
    title: str
    permalink: str
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
    permalink: str
    count: int
    latest: Moment | None = None
    """The newest date in it."""


class Today(Struct, frozen=True, kw_only=True):
    """The build's day in the site's zone."""

    date: dt.date
