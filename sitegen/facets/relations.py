"""Names of other entries in front matter."""

from typing import Annotated

from msgspec import Meta, Struct


class Relation(Struct, frozen=True, kw_only=True):
    """A name that must be the title, alias, slug or path of an entry."""

    text: str
    """The name as typed, without `[[ ]]`."""

    @classmethod
    def from_text(cls, text: str) -> "Relation":
        """Return the relation for a name, with or without brackets."""
        return cls(text=bare(text))


class Person(Struct, frozen=True, kw_only=True):
    """A name that becomes a link when a stakeholder has it, and plain words otherwise."""

    text: str
    """The name as typed, without `[[ ]]`."""

    @classmethod
    def from_text(cls, text: str) -> "Person":
        """Return the person for a name, with or without brackets."""
        return cls(text=bare(text))


Stakeholders = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("stakeholder",)})]
"""Relations to stakeholders alone."""

Audience = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("stakeholder", "term")})]
"""Relations to stakeholders, or to tags: the stakeholders that have them."""

Messages = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("message",)})]
"""Relations to messages alone."""

Documents = Annotated[tuple[Relation, ...], Meta(extra={"kinds": ("document",)})]
"""Relations to documents alone."""


class Reach(Struct, frozen=True, kw_only=True):
    """One use of a name in the front matter of an entry, with its place in the file."""

    field: str
    """The path of the field, list positions left out: `speakers`, `actions.who`."""
    text: str
    """The name as typed, without brackets."""
    must: bool
    """Whether an entry has to have the name."""
    line: int
    """From 1, from the top of the file."""
    column: int
    """From 1, in code points."""
    length: int
    """Code points to underline."""
    kinds: tuple[str, ...] = ()
    """The kinds of entry that the name may mean; empty: any that its class takes."""
    following: str = ""
    """The words behind a name without quotes in the text, which may belong to it."""


def bare(text: str) -> str:
    """Return the name inside `[[name]]` or `[[name|words]]`; other text as it is."""
    text = text.strip()
    if text.startswith("[[") and text.endswith("]]"):
        text = text[2:-2].partition("|")[0]
    return text.strip()
