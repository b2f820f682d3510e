"""Sections: the pages below one folder, as a tree with an order."""

from msgspec import Struct


class Folder(Struct, frozen=True, kw_only=True):
    """A folder of a section."""

    title: str
    """The title of its head, else its name in words."""
    head: str
    """The key of the entry that heads it: its `index.md`, else the page beside it that has its name; or ""."""
    above: str
    """The folder that holds it, "" at the top of the section."""
    items: tuple[str, ...]
    """What it holds in its order: keys of entries, and paths of folders without a head, which end in `/`.

    A folder with a head is known by the key of the head.
    """


class Position(Struct, frozen=True, kw_only=True):
    """Where an entry is in its section."""

    folder: str
    """The folder that holds it, "" for the head of the section."""
    heads: str
    """The folder that it heads, or ""."""
    before: str
    """The key of the entry before it in the order of reading, or ""."""
    after: str
