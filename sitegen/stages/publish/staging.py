"""Where artifacts wait until all of them are made."""

import os
import shutil
from pathlib import Path

from msgspec import Struct

from sitegen.disk import digest, digest_of
from sitegen.model.target import Target

STAGING = ".sitegen-staging"
JOURNAL = "journal"
"""In the staging folder: what a commit has begun and the next run would carry on."""


class Staged(Struct, frozen=True, kw_only=True):
    """An artifact waiting to go live."""

    target: Target
    location: Path
    digest: str


class Staging:
    """A folder inside the output folder: the same file system, so that each file goes live by one rename."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output / STAGING
        self.made = not output.exists()
        self.staged: list[Staged] = []
        self._count = 0
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def put(self, content: bytes | Path) -> tuple[str, str]:
        """Stage an artifact and return where it lies, and its digest. Workers may do so side by side."""
        self._count += 1
        location = self.folder / f"{os.getpid()}-{self._count}"
        if isinstance(content, bytes):
            location.write_bytes(content)
            return str(location), digest(content)
        shutil.copyfile(content, location)
        return str(location), digest_of(location)

    def take(self, target: Target, location: str, digest: str) -> None:
        """Note a staged artifact for the commit."""
        self.staged.append(Staged(target=target, location=Path(location), digest=digest))

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        """Sweep up; an interrupted commit stays for the next run, all else leaves the output as it was."""
        if (self.folder / JOURNAL).exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.made and not any(self.output.iterdir()):
            self.output.rmdir()
