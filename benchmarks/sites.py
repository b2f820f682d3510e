"""A site in one generator's hands: written, built, edited, looked at."""

import datetime as dt
import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from generators import Generator
from measure import Broken, Run, timed

Check = Callable[[], None]
"""Raises Broken when a build did not do what it was timed for."""


class Site(ABC):
    """A folder with a site, as one generator wants it; a subclass for each corpus knows what is in it."""

    corpus: str
    """Which corpus it holds."""
    unit: str
    """What it is counted in."""

    clock: dt.datetime | None = None
    """When it is built, or None for whatever time it is."""

    def __init__(self, folder: Path, generator: Generator, count: int) -> None:
        self.folder = folder
        self.generator = generator
        self.count = count
        """How many entries it began with."""

    @property
    def output(self) -> Path:
        """Where the pages are."""
        return self.folder / self.generator.output

    @abstractmethod
    def write(self) -> None:
        """Write everything that is built."""

    @abstractmethod
    def pages(self) -> Sequence[str]:
        """Return the page of each entry, below the output."""

    def clear(self) -> None:
        """Remove all that builds have left behind."""
        for name in (self.generator.output, *self.generator.leaves):
            place = self.folder / name
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)

    def build(self, *, again: bool = False) -> Run:
        """Build it, `again` with what the build before left; say what that took. Raises Broken."""
        generator = self.generator
        command = (*generator.build, *generator.again) if again else generator.build
        return timed(command, self.folder, self.environment)

    @property
    def environment(self) -> dict[str, str]:
        """What the generator's processes find in their environment."""
        clock = {"SOURCE_DATE_EPOCH": str(int(self.clock.timestamp()))} if self.clock else {}
        return self.generator.environment | clock

    def mark_frame(self, words: str) -> None:
        """Put a comment into the layout that every page stands in; our own site gets the layout with it."""
        place = self.folder / self.generator.frame
        before, found, after = self.generator.original.read_text(encoding="utf-8").partition("</head>")
        if not found:
            raise Broken(f"{self.generator.original} has no </head>")
        place.parent.mkdir(exist_ok=True)
        comment = self.generator.comment.format(words)
        place.write_text(f"{before}{comment}{found}{after}", encoding="utf-8")

    def renew(self) -> None:
        """Copy everything file by file and take the copies: same names and bytes, new times and inodes."""
        kept = self.folder.with_name(f"{self.folder.name}-kept")
        self.folder.rename(kept)
        shutil.copytree(kept, self.folder, symlinks=True, copy_function=shutil.copyfile)
        shutil.rmtree(kept)

    def expect(self, words: str, *pages: str) -> None:
        """Raise Broken unless each page has these words."""
        for page in pages:
            place = self.output / page
            if not place.is_file() or words not in place.read_text(encoding="utf-8"):
                raise Broken(f"{self.generator.name} has no {words!r} in {place}")


class EditedSite(Site):
    """One of any size, which is edited between builds."""

    @abstractmethod
    def lists(self) -> Sequence[str]:
        """Return pages of lists and others that stand in the layout of every page."""

    @property
    @abstractmethod
    def middle(self) -> tuple[Path, str]:
        """The file and the page of the entry that gets another paragraph."""

    @abstractmethod
    def retitle(self, words: str) -> Check:
        """Give the newest post but one another title; its neighbours, tags, lists and feeds have to follow."""

    @abstractmethod
    def add(self, turn: int) -> Check:
        """Add a post newer than all; lists and feeds and the post before it have to follow."""


def append(source: Path, words: str) -> None:
    """Add a paragraph to an entry."""
    with source.open("a", encoding="utf-8") as text:
        text.write(f"\n{words}\n")


def rename(source: Path, title: str) -> None:
    """Give an entry another title."""
    lines = source.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("title: "))
    lines[place] = f"title: {json.dumps(title)}"
    source.write_text("\n".join(lines), encoding="utf-8")
