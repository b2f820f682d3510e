"""What git knows of the sources: who changed which of them, when and why."""

import datetime as dt
from typing import Literal, NamedTuple

from msgspec import Struct


class Revision(Struct, frozen=True, kw_only=True):
    """One change of a source that was committed, after which readers could see it."""

    commit: str
    """The name of the commit in hexadecimal digits."""
    when: dt.datetime
    """When its author made it, in UTC."""
    since: dt.datetime
    """From when readers could see it: it was committed, and the day of publication that it names had come."""
    who: tuple[str, ...]
    """The names of the author and of co-authors, as `.mailmap` has them. No e-mail address is in any."""
    why: str
    """The first line of the commit's message, without e-mail addresses."""
    path: str
    """The path of the source below the site at that time."""
    blob: str
    """The name by which git knows the bytes of the source after the change."""
    before: str = ""
    """The same for the version that its author had before, else the one that readers saw; empty for the first."""
    moved_from: str = ""
    """The path that the version before had, below the site; empty where it is the same."""


class Piece(NamedTuple):
    """Words of a line that were kept, taken out or put in."""

    state: Literal["same", "gone", "new"]
    text: str


class Line(NamedTuple):
    """A line that is not the same in both versions."""

    state: Literal["gone", "new", "changed", "between"]
    """`between` is for the lines between two others that are the same in both versions."""
    pieces: tuple[Piece, ...] = ()


class Difference(Struct, frozen=True, array_like=True):
    """What a change made of the text of a source, as readers saw both."""

    lines: tuple[Line, ...] = ()
    """The first of those that differ; empty where the text stayed the same."""
    more: int = 0
    """How many further lines differ."""
    begun: int | None = None
    """The number of words of a first version; None for any other."""


class History(Struct, frozen=True, kw_only=True):
    """The history of all sources."""

    identity: str = ""
    """What names this history: the last commit, and all else that decides what git says. Empty without any."""
    revisions: dict[str, tuple[Revision, ...]] = {}
    """Path of a source below the site -> its revisions, the last first."""

    @property
    def name_alone(self) -> "History":
        """A history that is equal to another with the same identity, and takes no room."""
        return History(identity=self.identity)
