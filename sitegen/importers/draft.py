"""An entry to be: what a calendar says of one event, before it is written."""

from typing import Any

from msgspec import Struct


class Draft(Struct, frozen=True, kw_only=True):
    """One event as front matter and text."""

    uid: str
    path: str
    """The file it was read from."""
    line: int
    """The line on which it begins there."""
    title: str
    day: str
    """The day on which it starts, for a name that another event does not have."""
    fields: dict[str, Any]
    """Front matter: texts, lists of texts and mappings of these, in the order in which they are to stand."""
    body: str
    withheld: tuple[str, ...] = ()
    """What its overrides of private dates are called: of these nothing but the time is to be told."""


class Withheld(Struct, frozen=True, kw_only=True):
    """An event that its calendar calls private: it is to have no entry."""

    uid: str
    path: str
    """The file it was read from."""
    line: int
    """The line on which it begins there."""
