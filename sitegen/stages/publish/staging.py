"""Where artifacts wait until all of them are made."""

import os
import shutil
from pathlib import Path

from msgspec import Struct

from sitegen.disk import digest, digest_of
from sitegen.model.target import Target
from sitegen.stages.publish.manifest import Written

STAGING = ".sitegen-staging"
JOURNAL = "journal"
"""In the staging folder: what a commit has begun and the next run would carry on."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Staged(Struct, frozen=True, array_like=True):
    """An artifact waiting to go live."""

    name: str
    """Its path in the staging folder."""
    written: Written


class Staging:
    """A folder inside the output folder: the same file system, so that each file goes live by a rename.

    Where nothing has been published, the artifacts lie there under their final paths, and one rename takes a whole
    folder of them live.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output / STAGING
        self.made = not output.exists()
        self.staged: list[tuple[Target, Staged]] = []
        self._count = 0
        shutil.rmtree(self.folder, ignore_errors=True)
        unused = self.made or all(place.name.startswith(".") for place in output.iterdir())
        self.tree = f"tree-{os.getpid()}" if unused else ""
        """The name of the folder that has the artifacts under their final paths; "" where something is published.

        It is that of this process alone, since a worker whose parent was killed may go on for an instant.
        """
        self._place = f"{self.folder}{os.sep}"
        (self.folder / self.tree).mkdir(parents=True, exist_ok=True)
        self._folders = {f"{self._place}{self.tree}"}

    def put(self, path: str, content: bytes | Path) -> Staged:
        """Stage the artifact of a path. Workers may do so side by side."""
        if self.tree:
            name = f"{self.tree}/{path}"
            self._make_folder(f"{self._place}{name}".rpartition("/")[0])
        else:
            self._count += 1
            name = f"{os.getpid()}-{self._count}"
        place = f"{self._place}{name}"
        if isinstance(content, bytes):
            return Staged(name, _write(place, content))
        shutil.copyfile(content, place)
        found = os.stat(place)  # noqa: PTH116 - a Path for each file takes longer than looking
        return Staged(name, Written.left(digest_of(place), found))

    def take(self, target: Target, staged: Staged) -> None:
        """Note a staged artifact for the commit."""
        self.staged.append((target, staged))

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        try:
            os.mkdir(folder)  # noqa: PTH102 - a Path for each page takes longer than the folder
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        except FileExistsError:
            pass  # another worker was first
        self._folders.add(folder)

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        """Sweep up; an interrupted commit stays for the next run, all else leaves the output as it was."""
        if (self.folder / JOURNAL).exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.made and not any(self.output.iterdir()):
            self.output.rmdir()


def _write(place: str, content: bytes) -> Written:
    """Write a file by calls of the system, which take half the time of a file object."""
    file = os.open(place, _NEW, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(file, left) :]
        found = os.fstat(file)
    finally:
        os.close(file)
    return Written.left(digest(content), found)
