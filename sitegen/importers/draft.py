"""What an importer makes of its files: drafts of entries, and a record of each item that is to have no entry."""

from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Diagnostic


class Draft(Struct, frozen=True, kw_only=True):
    """An entry that is not written yet: its front matter and its text."""

    uid: str
    """The item's identity in its source: the `uid` of the entry, by which a later import finds it again."""
    path: str
    """The file from which it was read."""
    line: int
    """The line of that file on which the item begins."""
    title: str
    day: str = ""
    """A date such as `2026-12-05`, for the file's name where the title alone is taken; empty: none."""
    fields: dict[str, Any]
    """Front matter without the `uid`, in its order: texts, lists of texts, and mappings of these."""
    body: str
    """Markdown."""
    withheld: tuple[str, ...] = ()
    """The dates of its series that are private in the source, as `overrides` names them.

    Of these dates an entry may publish the time and the status, and nothing else.
    """


class Withheld(Struct, frozen=True, kw_only=True):
    """An item that is private in its source, and is to have no entry."""

    uid: str
    """The item's identity in its source."""
    path: str
    """The file from which it was read."""
    line: int
    """The line of that file on which the item begins."""


class Extract(Struct, frozen=True, kw_only=True):
    """All that an importer makes of its files."""

    drafts: tuple[Draft, ...]
    withheld: tuple[Withheld, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """The problems of the files, and everything that the drafts do not carry over."""
