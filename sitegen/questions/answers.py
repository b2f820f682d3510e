"""The values that answers are made of: links, pictures, files, tags, and entries as other pages show them."""

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.urls import Href, Marked


class Link(Struct, frozen=True, kw_only=True):
    """A link under its words, or plain words without one."""

    text: str
    to: Href | Literal[""] = ""
    """The address; empty for plain words."""
    key: str = ""
    """The key of the entry it leads to; empty for any other page."""
    language: str = ""
    """The language of a page that is in another one than the page with the link; empty otherwise."""


class PictureSize(Struct, frozen=True, kw_only=True):
    """A picture in one size, in WebP."""

    to: Marked
    width: int
    """Pixels."""


class Picture(Struct, frozen=True, kw_only=True):
    """An image with its alternative text, its size, and the sizes that it may be fetched in."""

    to: Href
    """What a browser shows that takes none of the `sizes`."""
    alt: str = ""
    """The alternative text."""
    width: int = 0
    """Pixels of the picture itself; 0 when unknown."""
    height: int = 0
    caption: str = ""
    """The words below it in a gallery."""
    whole: Href | None = None
    """The picture itself, where `to` is a smaller one."""
    sizes: tuple[PictureSize, ...] = ()
    """The smallest first; none for a picture that is small already, and for drawings."""


class FileAnswer(Struct, frozen=True, kw_only=True):
    """A published file and its measures, which are unknown for a file on another site."""

    name: str
    to: Href
    size: int = 0
    """Bytes; 0 when unknown."""
    digest: str = ""
    width: int = 0
    """Pixels; 0 for a file that is no picture."""
    height: int = 0
    pages: int = 0
    """Of a PDF; 0 for any other file, and where they cannot be told."""
    sha256: str = ""
    """In hexadecimal digits; empty for a picture."""


class TermAnswer(Struct, frozen=True, kw_only=True):
    """A tag as layouts show it."""

    slug: str
    label: str
    permalink: Marked
    description: str
    """The excerpt of its file in content/tags/, else what tags.yaml says of it; may be empty."""
    key: str
    """The key of that file; empty without one."""
    count: int
    """How many entries of every kind have it."""
    broader: Link | None = None
    """The tag that it is part of."""
    narrower: tuple["NarrowerTag", ...] = ()
    """The tags that are part of it, by label."""


class NarrowerTag(Struct, frozen=True, kw_only=True):
    """A tag that is part of another, on the page of that one."""

    link: Link
    count: int
    """How many entries of every kind have it."""


class TranslatedPage(Struct, frozen=True, kw_only=True):
    """A page in one of the languages that a text can be read in."""

    language: str
    to: Marked
    title: str
    here: bool
    """Whether it is the page that shows the link."""


class Card(Struct, frozen=True, kw_only=True):
    """An entry as other pages show it, without its body and without private fields."""

    key: str
    kind: str
    label: str
    """The name of its kind, `Post`, or of its own type, `Workshop`."""
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
    """The fields that its kind shows in lists, by name; relations are tuples of Link."""


class Backlink(Struct, frozen=True, kw_only=True):
    """A link to this entry from the body of another."""

    card: Card
    """The entry that links here."""
    text: str
    """The words of the link."""
    sentence: str
    """The sentence that contains it, as plain text."""


class Citation(Struct, frozen=True, kw_only=True):
    """A numbered paragraph, or a part of one, that texts of other entries link to."""

    paragraph: str
    """Its anchor: `p8b`."""
    links: tuple[Link, ...]
    """The entries, by title."""


class TimelineItem(Struct, frozen=True, kw_only=True):
    """One line of a timeline: a relation or link from another entry to this one."""

    card: Card
    """The other entry."""
    role: str
    """The relation in words: `Spoke at`, `Message for`, `Mentioned in`."""
    field: str
    """The field that names this one: `speakers.who`, `audience`; empty for a link from the text."""
    date: Moment | None
    """When the other entry takes place or was published; for a next step, when it is due."""
    what: str = ""
    """The next step, where the line is about one."""
    status: str = ""
    also: tuple[str, ...] = ()
    """Further relations of the same entry, in words."""
    nominated_by: tuple[Link, ...] = ()
    """Who sent this one to an event."""
    nominated: tuple[Link, ...] = ()
    """Whom this one sent there."""
    sent: str = ""
    """The relation by which it sent them, in words: `Represented at`."""


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
    """The number of its entries."""
    shown_as: str
    """How the pages of tags show its entries: as `rows`, `cards` or a `diary`."""
    latest: Moment | None = None
    """The newest date of its entries."""
    head: str = ""
    """The key of the `index.md` that heads the list; empty without one."""


class ListName(Struct, frozen=True, kw_only=True):
    """What the list of one kind is called."""

    kind: str
    title: str
    label: str
    """The word for one entry of the kind."""


class Today(Struct, frozen=True, kw_only=True):
    """The day of the build in the site's zone."""

    date: dt.date
