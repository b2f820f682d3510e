"""A folder of another program as a mapping: its files by their paths, read when somebody asks for their bytes."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.disk import lies_in, ordinary, read

PASSED_OVER = frozenset({".git", ".hg", ".svn", ".sitegen", "node_modules", "__pycache__"})
"""Names of folders that are never part of what a person wrote."""


class Folder(Mapping[str, bytes]):
    """The files below a folder, hidden ones included, by their paths from it; links that lead out are left out."""

    def __init__(self, place: Path, site: Path) -> None:
        """List the files, without those of the site that they are imported into."""
        self.place = place
        real = os.path.realpath(place)
        found = {}
        for top, folders, names in os.walk(real):
            passed_over = {name for name in folders if name in PASSED_OVER or Path(top, name) == site}
            folders[:] = [name for name in folders if name not in passed_over]
            for name in names:
                file = Path(top) / name
                if not file.is_symlink() or lies_in(os.path.realpath(file), (real,)):
                    found[file.relative_to(real).as_posix()] = file
        self._places = {path: found[path] for path in sorted(found)}
        self.unreadable = {path: error for path, file in self._places.items() if (error := _refused(file, path))}
        """What the system says of each file that cannot be read."""
        for path in self.unreadable:
            del self._places[path]

    def __getitem__(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return read(self._places[path])

    def __iter__(self) -> Iterator[str]:
        """Yield the paths in order."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return the number of the files."""
        return len(self._places)

    def __contains__(self, path: object) -> bool:
        """Return whether there is a file of this path, without reading it."""
        return path in self._places


def _refused(file: Path, path: str) -> str:
    """Return why a file cannot be read; "" for one that can."""
    try:
        path.encode()
        ordinary(file.stat())
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    except OSError as error:
        return error.strerror or "it is no ordinary file"
    return "" if os.access(file, os.R_OK) else "permission denied"
