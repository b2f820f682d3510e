"""Files as the disk knows them: what lies below a folder, which bytes it has, and where a site keeps its records.

It imports nothing of ours, and nothing else that a Python which has just started has not loaded: a build that has
nothing to do stops here, and `pathlib`, `typing` or `hashlib` would take longer than its look at the files.
"""

import errno
import io
import os
import stat
from struct import Struct

try:
    from _blake2 import blake2b  # hashlib has the same, and loads OpenSSL before
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    Listings: TypeAlias = dict[str, tuple[str, list[str]] | None]
    """Folder -> its stamp and all names in it in the order of the file system; None when it cannot be listed."""

STATE = ".sitegen"
"""Where a site keeps what builds leave for each other."""
STATE_VARIABLE = "SITEGEN_STATE"
"""The environment's name of a folder in which to keep it instead."""
STATIC = "static/"
"""What lies below it in content/ is published as it is."""
FOR_SERVERS = frozenset(
    (".well-known", ".htaccess", ".nojekyll", ".domains", "_headers", "_redirects", "_routes.json", "_worker.js")
)
"""Names in static/ that web servers and hosts of pages look for."""
ATTACHMENTS = frozenset(
    ("_attachments", "_attachment", "_assets", "_images", "_img", "_media", "_files", "_resources")
)
"""What folders of pictures and files are called in vaults: only their notes stay private."""
COMPILED = "__pycache__"
"""Where Python keeps what it has compiled."""
SHIPPED = "compiled_layouts"
"""Where the installed package has the Python of its layouts and its table of patterns; a checkout has none."""
CLOCK_TICK = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was looked at may change again under the same stamp."""
PART = 1 << 20
"""The bytes of a file that are digested at once."""
ANYWHERE = (os.sep,)
"""Bounds that hold every place."""

_STAMP = Struct(">qqQq")
_elsewhere: "dict[str, str]" = {}
"""Root of a site -> the folder that the command line or site.yaml names for its records."""
_SORTS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def walk(
    folder: "str | Path",
    *,
    every: bool = False,
    bounds: "Iterable[str]" = (),
    listings: "Listings | None" = None,
    unpublished: "list[str] | None" = None,
) -> "Iterator[tuple[str, os.DirEntry[str]]]":
    """Yield path and entry of the files below a folder in order, without hidden, private and editors' files.

    With `every`, those too, but for what Python keeps compiled: layouts may include what begins with `_`.

    A link to a folder is entered when it leads into the `bounds`, which are real paths. It is yielded as an entry
    when it leads elsewhere, to a folder that it lies in, or to one that another link led to already: so the walk
    ends, whatever leads where. When `folder` itself is a link out of the bounds, nothing is yielded.

    `listings` is filled with what was to be seen in each folder, this one and those below, and `unpublished` with
    the paths in static/ that are left out because their names begin with `_`.
    """
    if os.path.islink(folder) and not lies_in(os.path.realpath(folder), bounds):
        return
    found: list[tuple[str, os.DirEntry[str]]] = []
    waiting = [(str(folder), "")]
    linked: set[str] = set()
    passed_over = COMPILED.__eq__ if every else skipped
    while waiting:
        top, above = waiting.pop()
        if listings is not None:
            listings[top] = None
        try:
            before = os.stat(top)
            with os.scandir(top) as entries:
                listed = list(entries)
        except OSError:
            continue  # gone, no folder, or not ours to read
        if listings is not None:
            listings[top] = (stamp(before).hex(), [entry.name for entry in listed])
        for entry in sorted(listed, key=_name):
            if passed_over(entry.name) and not _is_found_all_the_same(above, entry.name):
                if unpublished is not None and entry.name[0] == "_" and above.startswith(STATIC):
                    unpublished.append(above + entry.name)
                continue
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


def _is_found_all_the_same(above: str, name: str) -> bool:
    """Whether a name that begins as hidden ones do is one of web servers, or of a folder in a vault."""
    if above.startswith(STATIC):
        return name in FOR_SERVERS and (above == STATIC or name == ".htaccess")
    return name in ATTACHMENTS and above != ""


def _path(found: tuple[str, "os.DirEntry[str]"]) -> str:
    return found[0]


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads to itself


def lies_in(real: str, bounds: "Iterable[str]") -> bool:
    """Whether a real path is one of the bounds or lies below one."""
    return any(
        real == bound or bound == os.sep or real.startswith(bound.rstrip(os.sep) + os.sep) for bound in bounds
    )


def skipped(name: str) -> bool:
    """Whether a name is hidden, private or an editor's."""
    return name.startswith((".", "_", "#")) or name.endswith("~")


def digest(data: bytes) -> str:
    """Return the digest that stands for a file's bytes everywhere."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of(place: "str | Path") -> str:
    """Return the digest of a file's bytes. Raises OSError as `opened` does."""
    found = blake2b(digest_size=16)
    with opened(place) as file:
        while part := file.read(PART):
            found.update(part)
    return found.hexdigest()


def read(place: "str | os.PathLike[str]") -> bytes:
    """Return the bytes of a file. Raises OSError as `opened` does.

    It makes half the calls to the system that a file object makes: a small build is mostly reading small files.
    """
    file = _without_waiting(os.fspath(place), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(file)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(place))
        ordinary(found)
        data = os.read(file, found.st_size + 1)
        if len(data) == found.st_size:
            return data
        parts = [data]
        while data:
            data = os.read(file, PART)
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(file)


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


def stamp(found: os.stat_result) -> bytes:
    """Return what the file system says of a file: modified when, size, inode, and when it last set any of these.

    Whoever puts the first back cannot put back the last. A check of a site that nobody touched makes one for every
    file, and does little else; packed, they take half the time of words.
    """
    return packed_stamp(found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns)


def packed_stamp(mtime_ns: int, size: int, inode: int, ctime_ns: int) -> bytes:
    """Return a stamp, given what it consists of."""
    return _STAMP.pack(mtime_ns, size, inode, ctime_ns)


def stamp_of(place: str) -> str:
    """Return the stamp of a file, or of what a link leads to, in hex; "" when the file system says nothing."""
    try:
        return stamp(os.stat(place)).hex()
    except OSError:
        return ""


def modified(written: str) -> int:
    """Return the time of a stamp in hex in nanoseconds, 0 for none."""
    time: int = _STAMP.unpack(bytes.fromhex(written))[0] if written else 0
    return time


def keep_state_in(folder: str, root: "str | Path") -> None:
    """Have this process keep the records of the site at `root` below a folder; "" is for the usual one."""
    _elsewhere[str(root)] = folder


def state_folder(root: "str | Path") -> str:
    """Return the folder of what builds of a site leave for each other: in the site, unless another is named.

    Below another, which may serve many sites, its name stands for the way from there to the site: both may move.
    """
    folder = _elsewhere.get(str(root)) or os.environ.get(STATE_VARIABLE)
    if not folder:
        return f"{root}/{STATE}"
    way = os.path.relpath(os.path.realpath(root), os.path.realpath(folder))
    name = blake2b(way.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return os.path.join(folder, name)


def named(root: "str | Path", output: "str | Path") -> str:
    """Return what an output folder is called in our records: by its way from the site, so that both may move."""
    place, site = os.path.realpath(output), os.path.realpath(root)
    return os.path.relpath(place, site) if lies_in(place, (site,)) else place


def record_name(root: "str | Path", output: "str | Path") -> str:
    """Return a file name for the records of an output folder."""
    return blake2b(named(root, output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def identity(folder: "Path") -> tuple[int, int]:
    """Return what a folder is known by under all its spellings; (0, 0) for one that is not there."""
    try:
        found = folder.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)
