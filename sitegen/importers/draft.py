"""What an importer makes of its files: drafts of entries, files to copy, and items that are to have no entry."""

from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Diagnostic


class Draft(Struct, frozen=True, kw_only=True):
    """An entry that is not written yet: its front matter and its text."""

    uid: str
    """The item's identity in its source: the `uid` of the entry, by which a later import finds it again."""
    path: str
    """The file from which it was read."""
    line: int = 1
    """The line of that file on which the item begins."""
    title: str
    kind: str = ""
    """The name of its kind; empty: the kind of its importer."""
    key: str = ""
    """The path below content/ that a new entry gets; empty: one made of its title."""
    day: str = ""
    """A date such as `2026-12-05`, for the file's name where the title alone is taken; empty: none."""
    address: str = ""
    """The address that it had, from the root and not encoded; the entry keeps it. Empty: it had none."""
    fields: dict[str, Any]
    """Front matter without the `uid`, in its order: texts, numbers, yes and no, lists and mappings of these."""
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


class Copy(Struct, frozen=True, kw_only=True):
    """A file that is taken over as it is, such as a picture."""

    path: str
    """The file to copy, as its importer was given it."""
    key: str
    """Where it goes below content/."""
    data: bytes | None = None
    """What is written in place of the file's bytes, for a file that an importer makes itself."""


class Extract(Struct, frozen=True, kw_only=True):
    """All that an importer makes of its files."""

    drafts: tuple[Draft, ...]
    withheld: tuple[Withheld, ...] = ()
    copies: tuple[Copy, ...] = ()
    kept: tuple[str, ...] = ()
    """The names of front matter fields that nothing here reads and that stay for layouts, in order."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The problems of the files, and everything that the drafts do not carry over."""
