"""Files as the disk knows them: what lies below a folder, which bytes it has, and where a site keeps its records.

It imports nothing of ours and little else: a build that has nothing to do stops here.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

STATE = ".sitegen"
"""Where a site keeps what builds leave for each other."""
COMPILED = "__pycache__"
"""Where Python keeps what it has compiled."""
CLOCK_TICK = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was looked at may change again under the same stamp."""


def walk(folder: Path, *, every: bool = False) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield path and entry of the files below a folder in order, without hidden, private and editors' files.

    With `every`, those too, but for what Python keeps compiled: layouts may include what begins with `_`. A folder
    that is a link is entered only then.
    """
    found: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [(str(folder), "")]
    linked: set[str] = set()
    passed_over = COMPILED.__eq__ if every else skipped
    while waiting:
        top, above = waiting.pop()
        try:
            with os.scandir(top) as entries:
                inside = [entry for entry in entries if not passed_over(entry.name)]
        except OSError:
            continue  # gone, no folder, or not ours to read
        for entry in inside:
            path = above + entry.name
            if not entry.is_dir():
                found.append((path, entry))
            elif not entry.is_symlink():
                waiting.append((entry.path, f"{path}/"))
            elif every and os.path.realpath(entry.path) not in linked:  # a link may lead back to where it stands
                linked.add(os.path.realpath(entry.path))
                waiting.append((entry.path, f"{path}/"))
    yield from sorted(found, key=_path)


def _path(found: tuple[str, "os.DirEntry[str]"]) -> str:
    return found[0]


def skipped(name: str) -> bool:
    """Whether a name is hidden, private or an editor's."""
    return name.startswith((".", "_", "#")) or name.endswith("~")


_hash = partial(hashlib.blake2b, digest_size=16)


def digest(data: bytes) -> str:
    """Return the digest that stands for a file's bytes everywhere."""
    return _hash(data).hexdigest()


def digest_of(place: str | Path) -> str:
    """Return the digest of a file's bytes."""
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - called for every file of a site
        return hashlib.file_digest(file, _hash).hexdigest()


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
