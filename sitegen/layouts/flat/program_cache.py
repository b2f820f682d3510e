"""Compiled layouts on disk, like the .pyc files of Python: compiling takes longer than many a build.

They are code, so nobody else may have written them. Those of the default layouts are kept with the installed
package: who can write there can change the package itself. Those of a site's own layouts are kept below the
user's cache, in a folder that belongs to the user and is closed to all others, and never in the site, which may
hold records of another machine (decision 0027).
"""

import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

from msgspec import Struct

from sitegen.disk import SHIPPED

MOST_FILES = 400
"""The number of files in a folder above which the older half is deleted."""
MOST_KEPT = 1000
"""The number of programs that a process keeps in memory."""

_PREFIX = f"layout-{MAGIC_NUMBER.hex()}-"  # byte code is another for each version of Python
_DIGEST_SIZE = 16
_SHIPPED = Path(__file__).resolve().parents[2] / SHIPPED


class Program(Struct, frozen=True):
    """The compiled Python of a layout."""

    code: CodeType
    mutates: bool
    """Whether it may change a value that it is given, so that it must not be begun twice."""


class Source(Struct, frozen=True):
    """What a program is compiled from."""

    layout: str
    python: str
    mutates: bool


_kept: dict[str, Program] = {}


class ProgramCache:
    """The compiled layouts of all sites: in memory, and on disk where they may be read and written."""

    def __init__(self, *, on_disk: bool) -> None:
        self.on_disk = on_disk and os.open in os.supports_dir_fd
        self.writes = self.on_disk and not sys.dont_write_bytecode

    def find(self, key: str, *, own: bool) -> Program | None:
        """Return what was kept under a key, which names all that a program depends on; None for nothing.

        `own` tells that the text of some part is the site's own.
        """
        if key not in _kept and self.on_disk:
            if not own and (code := _shipped(key)):
                self._remember(key, Program(code, mutates=False))
                return _kept[key]
            for folder in _folders(own=own):
                with suppress(OSError, ValueError, EOFError, TypeError), _open(folder) as place:
                    self._remember(key, Program(*marshal.loads(_read(place, _PREFIX + key, folder.private))))
                    break
        return _kept.get(key)

    def keep(self, key: str, source: Source, *, own: bool) -> Program:
        """Return a program, and keep it for the next process. Where that is impossible it is compiled again."""
        program = Program(compile(source.python, f"<{source.layout} as one function>", "exec"), source.mutates)
        self._remember(key, program)
        data = marshal.dumps((program.code, program.mutates))
        for folder in _folders(own=own) if self.writes else ():
            with suppress(OSError):
                Path(folder.path).mkdir(0o700 if folder.private else 0o777, parents=True, exist_ok=True)
                with _open(folder) as place:
                    _write(place, _PREFIX + key, _with_checksum(data))
                    _sweep(place)
                break
        return program

    def _remember(self, key: str, program: Program) -> None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = program


class Shipment(ProgramCache):
    """The Python of the programs that are compiled, for a wheel."""

    def __init__(self) -> None:
        super().__init__(on_disk=False)
        self.sources: dict[str, Source] = {}
        """Key -> what the program is compiled from."""

    def keep(self, key: str, source: Source, *, own: bool) -> Program:
        """Return a program, and note its source."""
        self.sources[key] = source
        return super().keep(key, source, own=own)

    def write(self, folder: Path) -> None:
        """Write Python modules that are found by their keys. Those that may change a value are left out."""
        for key, source in self.sources.items():
            if not source.mutates:
                (folder / f"{key}.py").write_text(source.python, encoding="utf-8")


def _shipped(key: str) -> CodeType | None:
    """Return a program that came with the package; None for one that did not.

    Python's own loader reads it, so that it keeps the byte code as that of all modules.
    """
    with suppress(OSError, ValueError, EOFError, TypeError, ImportError, SyntaxError):
        return SourceFileLoader(key, str(_SHIPPED / f"{key}.py")).get_code(key)
    return None


class Folder(Struct, frozen=True):
    """A folder of compiled layouts."""

    path: str
    private: bool
    """Whether it has to belong to this user, and to be closed to all others."""


def _folders(*, own: bool) -> Iterator[Folder]:
    """Yield the folders in which a program may lie, the best first."""
    if not own:
        yield Folder(str(Path(cache_from_source(__file__)).parent), private=False)
    with suppress(RuntimeError):  # a user without a home
        cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
        if cache.is_absolute():
            yield Folder(str(cache / "sitegen" / "layouts"), private=True)


@contextmanager
def _open(folder: Folder) -> Iterator[int]:
    """Return a folder's descriptor. Raises OSError for one that is missing, or not as private as it has to be."""
    place = os.open(folder.path, os.O_RDONLY | os.O_DIRECTORY | (os.O_NOFOLLOW if folder.private else 0))
    try:
        if folder.private:
            _ours(os.fstat(place), others=0o077)
        yield place
    finally:
        os.close(place)


def _ours(found: os.stat_result, *, others: int) -> None:
    """Raise OSError unless something belongs to this user, and others have none of these rights to it."""
    if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & others:
        raise PermissionError("others could have written this")


def _read(place: int, name: str, private: bool) -> bytes:
    """Return the bytes behind the checksum of a file. Raises OSError, and ValueError for a damaged one."""
    with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise PermissionError("no ordinary file")
        if private:
            _ours(found, others=0o022)
        whole = file.read()
    data = whole[_DIGEST_SIZE:]
    if _with_checksum(data) != whole:
        raise ValueError("damaged")
    return data


def _with_checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_SIZE).digest() + data


def _write(place: int, name: str, data: bytes) -> None:
    """Put a file there, as a whole or not at all."""
    draft = f"{name}.{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(draft, flags, 0o644, dir_fd=place), "wb") as file:
        file.write(data)
    os.replace(draft, name, src_dir_fd=place, dst_dir_fd=place)


def _sweep(place: int) -> None:
    """Delete the older half of the files when there are too many."""
    names = [name for name in os.listdir(place) if name.startswith(_PREFIX)]
    if len(names) > MOST_FILES:
        age = {name: os.stat(name, dir_fd=place, follow_symlinks=False).st_mtime for name in names}
        for name in sorted(names, key=age.__getitem__)[: len(names) // 2]:
            with suppress(FileNotFoundError):  # another process sweeps as well
                os.unlink(name, dir_fd=place)
