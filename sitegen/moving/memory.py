"""What the last moves wrote over, so that a move back restores each byte.

Some spellings have no way back: in another folder a link may have to be written in full, and there nothing says
how it was spelled before.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.disk import digest, read, state_folder

MOST_MOVES = 50
MOST_BYTES = 8_000_000
"""The size of the texts above which older moves are forgotten."""


class Overwritten(Struct, frozen=True, kw_only=True):
    """A file that a move wrote anew."""

    before: bytes
    written: str
    """The digest of its bytes after the move."""


class Remembered(Struct, frozen=True, kw_only=True):
    """One move that was carried out."""

    renamed: dict[str, str]
    """Path below content/ -> the new one, of each file that was moved."""
    texts: dict[str, Overwritten]
    """Path below the site, after the move -> what was there."""
    when: int = 0
    """The time at which it was done, in nanoseconds, by the clock of the file system."""

    def is_untouched(self, root: Path, paths: Iterable[str]) -> bool:
        """Return whether none of these files was written since."""
        return self.when > 0 and all((root / path).stat().st_mtime_ns <= self.when for path in paths)

    def text(self, path: str, data: bytes) -> bytes | None:
        """Return what a file held before the move; None where it was not changed, or has been edited since."""
        found = self.texts.get(path)
        return found.before if found and found.written == digest(data) else None


NOTHING = Remembered(renamed={}, texts={})


def taken_back(root: Path, renamed: Mapping[str, str]) -> Remembered:
    """Return the last move that another one takes back, which renames these files; NOTHING without one."""
    for move in reversed(_read(root)):
        if move.renamed and all(renamed.get(now) == was for was, now in move.renamed.items()):
            return move
    return NOTHING


def remember(root: Path, move: Remembered) -> None:
    """Add a move to those that are remembered. Raises OSError where that cannot be done."""
    place = _place(root)
    place.parent.mkdir(parents=True, exist_ok=True)
    staged = place.with_name(f"{place.name}.new")
    staged.write_bytes(b"")
    done = structs.replace(move, when=staged.stat().st_mtime_ns)
    moves = [*_read(root), done][-MOST_MOVES:]
    while len(moves) > 1 and sum(_size(each) for each in moves) > MOST_BYTES:
        del moves[0]
    staged.write_bytes(msgspec.msgpack.encode(moves))
    staged.replace(place)


def _size(move: Remembered) -> int:
    return sum(len(text.before) for text in move.texts.values())


def _read(root: Path) -> list[Remembered]:
    try:
        return msgspec.msgpack.decode(read(_place(root)), type=list[Remembered])
    except (OSError, msgspec.MsgspecError):
        return []


def _place(root: Path) -> Path:
    return Path(state_folder(root), "moves")
