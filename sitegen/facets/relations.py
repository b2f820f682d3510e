"""Names of other entries in front matter, and the words for what such a name means."""

from typing import Annotated

from msgspec import Meta, Struct


class Relation(Struct, frozen=True, kw_only=True):
    """The title, alias, slug or path of an entry that must exist."""

    text: str
    """As typed, without `[[ ]]`."""

    @classmethod
    def from_text(cls, text: str) -> "Relation":
        """Take the brackets off a name."""
        return cls(text=bare(text))


class Person(Struct, frozen=True, kw_only=True):
    """A name that links to a stakeholder when there is one, and else stands as plain text."""

    text: str

    @classmethod
    def from_text(cls, text: str) -> "Person":
        """Take the brackets off a name."""
        return cls(text=bare(text))


Stakeholders = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("stakeholder",)})]
"""Relations that only a stakeholder fits."""

Audience = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("stakeholder", "term")})]
"""Relations to stakeholders, or to a tag: all who bear it."""

Messages = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("message",)})]
"""Relations that only a message fits."""

Documents = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("document",)})]
"""Relations that only a document fits."""


class Reach(Struct, frozen=True, kw_only=True):
    """One use of a name in an entry's front matter, and where it stands."""

    field: str
    """The path of the field, list positions left out: `speakers`, `actions.who`."""
    text: str
    must: bool
    """Whether the name has to be an entry's."""
    line: int
    column: int
    length: int
    kinds: tuple[str, ...] = ()
    """The kinds that fit; empty: any that its class takes."""


def bare(text: str) -> str:
    """Return the name inside `[[name]]` or `[[name|words]]`; other text as it is."""
    text = text.strip()
    if text.startswith("[[") and text.endswith("]]"):
        text = text[2:-2].partition("|")[0]
    return text.strip()
