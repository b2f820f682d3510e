"""What `hub.json` consists of. Its JSON Schema is generated from these structs."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

VERSION = 1
"""Of the format. It rises when a field goes or changes its meaning, not when one is added."""


def means(words: str) -> msgspec.Meta:
    """Return the description of a field in the schema."""
    return msgspec.Meta(description=words)


Address = Annotated[str, msgspec.Meta(extra_json_schema={"format": "uri"})]
"""An absolute address, once the mark of internal addresses is replaced."""


class Named(Struct, frozen=True, kw_only=True):
    """Somebody or something by name."""

    name: str
    url: Annotated[Address, means("The page; left out where there is none.")] | UnsetType = UNSET


class FileRecord(Struct, frozen=True, kw_only=True):
    """A file that belongs to an entry."""

    name: str
    url: Address
    bytes: Annotated[int, means("Its size; left out where it is not known.")] | UnsetType = UNSET


class DateRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One date of an event."""

    start: Annotated[str, means("A day, `2026-12-01`, or an instant with its offset (RFC 3339).")]
    end: Annotated[str, means("In the form of the start; a day is the last one.")] = ""
    status: Annotated[
        str, means("What has become of this date: `cancelled`, `rescheduled`; left out where it is as planned.")
    ] = ""


class Tie(Struct, frozen=True, kw_only=True):
    """Another entry that names this one in its front matter."""

    role: Annotated[str, means("What that makes of this entry: `Spoke at`.")]
    name: Annotated[str, means("The title of the other entry.")]
    url: Address


class CommentRecord(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader said about an entry."""

    url: Annotated[Address, means("Its place on the page.")]
    date: Annotated[str, means("A day or an instant.")]
    name: Annotated[str, means("Who said it; left out where the name may not be published.")] = ""
    reply_to: Annotated[Address, means("The comment that it answers; left out for none.")] = ""
    question: Annotated[
        int, means("The question of a consultation that it answers, counted from 1; left out for none.")
    ] = 0
    html: Annotated[str, means("Its text.")]


class Record(Struct, frozen=True, kw_only=True):
    """One entry."""

    id: Annotated[str, means("Names the entry for ever, wherever its page moves.")]
    url: Annotated[Address, means("The page.")]
    kind: Annotated[str, means("`post`, `wiki`, `stakeholder`, `message`, `document`, `event` or `page`.")]
    label: Annotated[str, means("What its sort is called: `Workshop`.")]
    title: str
    language: Annotated[str, means("A language tag (RFC 5646).")]
    published: Annotated[str, means("The day or instant at which it was published or announced.")] | UnsetType = (
        UNSET
    )
    updated: Annotated[str, means("The day or instant of its last change.")] | UnsetType = UNSET
    excerpt: str | UnsetType = UNSET
    authors: tuple[Named, ...] | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    names: Annotated[tuple[str, ...], means("What else it is called.")] | UnsetType = UNSET
    image: Address | UnsetType = UNSET
    fields: (
        Annotated[
            dict[str, Any],
            means(
                "The other fields of its front matter that are not empty. "
                "Names of entries are objects with `name` and `url`."
            ),
        ]
        | UnsetType
    ) = UNSET
    dates: (
        Annotated[
            tuple[DateRecord, ...],
            means("The dates of an event, or the closing date of a consultation, in time order."),
        ]
        | UnsetType
    ) = UNSET
    files: tuple[FileRecord, ...] | UnsetType = UNSET
    ties: Annotated[tuple[Tie, ...], means("Who names this entry.")] | UnsetType = UNSET
    links: Annotated[tuple[Address, ...], means("The pages of the hub that its text links to.")] | UnsetType = (
        UNSET
    )
    comments: (
        Annotated[tuple[CommentRecord, ...], means("What readers said about it, the oldest first.")] | UnsetType
    ) = UNSET
    html: Annotated[str, means("The whole text.")] | UnsetType = UNSET


class KindRecord(Struct, frozen=True, kw_only=True):
    """One sort of entry."""

    name: Annotated[str, means("As entries name it in `kind`.")]
    title: Annotated[str, means("What their list is called.")]
    url: Annotated[Address, means("Their list.")] | UnsetType = UNSET
    csv: Annotated[Address, means("The same entries as comma-separated values.")] | UnsetType = UNSET
    entries: Annotated[int, means("How many there are.")]


class TagRecord(Struct, frozen=True, kw_only=True):
    """One tag."""

    name: str
    url: Address
    description: str | UnsetType = UNSET
    broader: Annotated[str, means("The name of the tag that it is part of.")] | UnsetType = UNSET
    entries: int


class Hub(Struct, frozen=True, kw_only=True):
    """All that a hub publishes, but for the bytes of its files."""

    schema: Annotated[Address, means("Of this file.")] = msgspec.field(name="$schema")
    version: Annotated[
        int, means("Of the format. It rises when a field goes or changes its meaning, not when one is added.")
    ] = VERSION
    title: str
    description: str | UnsetType = UNSET
    url: str
    language: Annotated[str, means("A language tag (RFC 5646).")]
    timezone: Annotated[str, means("The IANA name of the zone of all times that have no other.")]
    kinds: tuple[KindRecord, ...]
    tags: tuple[TagRecord, ...]
    entries: tuple[Record, ...] = ()
