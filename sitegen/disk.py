"""Files as the disk knows them: what lies below a folder, which bytes it has, and where a site keeps its records.

It imports nothing of ours and little else: a build that has nothing to do stops here.
"""

import errno
import hashlib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

STATE = ".sitegen"
"""Where a site keeps what builds leave for each other."""
COMPILED = "__pycache__"
"""Where Python keeps what it has compiled."""
CLOCK_TICK = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was looked at may change again under the same stamp."""
ANYWHERE = (os.sep,)
"""Bounds that hold every place."""


class Place(NamedTuple):
    """A place that a build reads: a folder with all files below it, or one file."""

    path: str
    """Its path below the site; "" for the configuration, whose path the command line gives."""
    every: bool = False
    """Whether the hidden, private and editors' files of a folder count, too."""


CONTENT = Place("content")
LAYOUTS = Place("layouts", every=True)
SETTINGS = Place("")

_SORTS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def walk(
    folder: Path, *, every: bool = False, bounds: Iterable[str] = ()
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield path and entry of the files below a folder in order, without hidden, private and editors' files.

    With `every`, those too, but for what Python keeps compiled: layouts may include what begins with `_`.

    A link to a folder is entered when it leads into the `bounds`, which are real paths. It is yielded as an entry
    when it leads elsewhere, to a folder that it lies in, or to one that another link led to already: so the walk
    ends, whatever leads where. When `folder` itself is a link out of the bounds, nothing is yielded.
    """
    if os.path.islink(folder) and not lies_in(os.path.realpath(folder), bounds):  # noqa: PTH114 - asked for each build
        return
    found: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [(str(folder), "")]
    linked: set[str] = set()
    passed_over = COMPILED.__eq__ if every else skipped
    while waiting:
        top, above = waiting.pop()
        try:
            with os.scandir(top) as entries:
                inside = sorted((entry for entry in entries if not passed_over(entry.name)), key=_name)
        except OSError:
            continue  # gone, no folder, or not ours to read
        for entry in inside:
            path = above + entry.name
            if not _is_folder(entry):
                found.append((path, entry))
            elif not entry.is_symlink():
                waiting.append((entry.path, f"{path}/"))
            else:
                real = os.path.realpath(entry.path)
                if real in linked or not lies_in(real, bounds) or lies_in(os.path.realpath(top), (real,)):
                    found.append((path, entry))
                else:
                    linked.add(real)
                    waiting.append((entry.path, f"{path}/"))
    yield from sorted(found, key=_path)


def _path(found: tuple[str, "os.DirEntry[str]"]) -> str:
    return found[0]


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads to itself


def lies_in(real: str, bounds: Iterable[str]) -> bool:
    """Whether a real path is one of the bounds or lies below one."""
    return any(real == bound or real.startswith(bound.rstrip(os.sep) + os.sep) for bound in bounds)


def skipped(name: str) -> bool:
    """Whether a name is hidden, private or an editor's."""
    return name.startswith((".", "_", "#")) or name.endswith("~")


_hash = partial(hashlib.blake2b, digest_size=16)


def digest(data: bytes) -> str:
    """Return the digest that stands for a file's bytes everywhere."""
    return _hash(data).hexdigest()


def digest_of(place: str | Path) -> str:
    """Return the digest of a file's bytes. Raises OSError as `opened` does."""
    with opened(place) as file:
        return hashlib.file_digest(file, _hash).hexdigest()


def read(place: "str | os.PathLike[str]") -> bytes:
    """Return the bytes of a file. Raises OSError as `opened` does."""
    with opened(place) as file:
        return file.read()


def opened(place: "str | os.PathLike[str]") -> io.FileIO:
    """Return a file open for reading. Raises OSError for what cannot be read, and for what is no ordinary file.

    A named pipe would wait for a writer for ever, and a device may have no end: neither is waited for.
    """
    file = io.FileIO(os.fspath(place), opener=_without_waiting)
    try:
        ordinary(os.fstat(file.fileno()))
    except OSError:
        file.close()
        raise
    return file


def ordinary(found: os.stat_result) -> None:
    """Raise OSError unless this is an ordinary file."""
    if not stat.S_ISREG(found.st_mode):
        sort = _SORTS.get(stat.S_IFMT(found.st_mode), "no ordinary file")
        raise OSError(errno.EINVAL, f"it is {sort}")


def _without_waiting(place: str, flags: int) -> int:
    return os.open(place, flags | getattr(os, "O_NONBLOCK", 0))


def stamp_of(place: str) -> str:
    """Return what the file system says of a file: modified when, size, inode, and when it last set any of these.

    "" when it says nothing. Whoever puts the first back cannot put back the last.
    """
    try:
        found = os.stat(place)  # noqa: PTH116 - a Path for each file of a site takes longer than looking
    except OSError:
        return ""
    return f"{found.st_mtime_ns}/{found.st_size}/{found.st_ino}/{found.st_ctime_ns}"


def modified(stamp: str) -> int:
    """Return the time of a stamp in nanoseconds, 0 for none."""
    return int(stamp.partition("/")[0] or 0)


def named(root: Path, output: Path) -> str:
    """Return what an output folder is called in our records: by its way from the site, so that both may move."""
    place, site = output.resolve(), root.resolve()
    return place.relative_to(site).as_posix() if place.is_relative_to(site) else place.as_posix()


def record_name(root: Path, output: Path) -> str:
    """Return a file name for the records of an output folder."""
    return hashlib.blake2b(named(root, output).encode(), digest_size=8).hexdigest()
