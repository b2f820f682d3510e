"""What git knows of the sources: who changed which of them, when and why."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
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


class Former(NamedTuple):
    """Words that an entry had for others to repeat, and has no more."""

    name: str
    """The name of the wording; "" for the message itself."""
    text: str
    until: dt.datetime
    """When a change put others in their place, or took them out."""


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
    former: dict[str, tuple[Former, ...]] = {}
    """Path of a source below the site -> words that it once had for others to repeat, the last first."""

    @property
    def name_alone(self) -> "History":
        """A history that is equal to another with the same identity, and takes no room."""
        return History(identity=self.identity)


def replaced(versions: Iterable[tuple[dt.datetime, Mapping[str, str]]]) -> Iterator[Former]:
    """Yield the words that versions of an entry had for others to repeat, and the version after them has not.

    `versions` have when each was made and its words by name, the last first.
    """
    known: set[str] = set()
    until: dt.datetime | None = None
    for made, words in versions:
        for name, text in words.items():
            if text not in known and until:
                yield Former(name, text, until)
            known.add(text)
        until = made
