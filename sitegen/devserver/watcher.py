"""Notice edits, and wait for the end of a burst of them."""

import os
import re
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from sitegen.model.place import REGISTER, VOCABULARY

FOLDERS = ("content", "layouts")
"""What a site is made of, beside its configuration."""

FEW = 3
"""More files than this at once, or a folder, are a branch that is switched or a copy, not an edit."""
QUIET = 0.01
"""Seconds without a change after which an edit is over."""
LONG_QUIET = 0.1
"""The same for a copy, which may pause."""
LONGEST = 2.0
"""Seconds after which a build comes although changes go on."""

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Reading is not among them, or every build would be followed by another."""

_PASSING = re.compile(r"[.#].*|.*~|.*\.(?:sw[a-z]|tmp|part|crdownload)|.*___jb_(?:tmp|old)___|.*\.sb-.+|4913")
"""The names of files and folders that editors and downloads put beside what is saved."""


def ignored(path: str) -> bool:
    """Whether a path below a watched folder is hidden or an editor's own, so that nobody waits for it."""
    return any(_PASSING.fullmatch(part) for part in path.split("/"))


def rest(first: float, last: float, now: float, *, many: bool) -> float:
    """Return how many seconds to wait yet for the end of a burst of changes; at most 0 when it is over.

    `first` and `last` are the instants of its first and of its latest change.
    """
    return min(last + (LONG_QUIET if many else QUIET), first + LONGEST) - now


class Changes:
    """Paths that changed, relative to the site, gathered by the watching threads for the one that builds."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._many = False

    def note(self, path: str, *, folder: bool = False) -> None:
        """Remember a change of a file, or of a folder, which seldom comes alone."""
        with self._condition:
            self._last = time.monotonic()
            if not self._paths:
                self._first, self._many = self._last, False
            self._paths.add(path)
            self._many = self._many or folder or len(self._paths) > FEW
            self._condition.notify()

    def settled(self, patience: float | None) -> frozenset[str]:
        """Wait until a burst of changes is over and take it; empty when none began within `patience` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._paths, patience)
            while self._paths:
                left = rest(self._first, self._last, time.monotonic(), many=self._many)
                if left <= 0:
                    break
                self._condition.wait(left)
            paths, self._paths = frozenset(self._paths), set()
            return paths


class Watcher:
    """Watches a site's content, layouts and configuration, and nothing else: neither output nor a repository."""

    def __init__(self, root: Path, config: str, changes: Changes, *, poll: bool = False) -> None:
        """Watch the site at `root`; with `poll`, look every second whatever the system reports."""
        self.polling = poll
        """Whether the system is not asked to report changes, or cannot, so that we look every second."""
        self._root = root.resolve()
        self._config = config
        self._changes = changes
        self._observer: BaseObserver
        self._watches: dict[str, ObservedWatch] = {}

    def __enter__(self) -> Self:
        try:
            self._start(PollingObserver() if self.polling else Observer())
        except OSError:  # the system's limit of watches is reached
            self.polling = True
            self._start(PollingObserver())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def revalidate(self, paths: Iterable[str]) -> None:
        """Watch again those of our folders among `paths`: one that was taken away and put back lost its watch."""
        for name in FOLDERS:
            if name in paths:
                self._watch(name)

    def _start(self, observer: BaseObserver) -> None:
        self._observer, self._watches = observer, {}
        names = (self._config, REGISTER.path, *(place.path for place in VOCABULARY), *FOLDERS)
        top = _Notes(self._root, "", self._changes, names)
        observer.schedule(top, str(self._root), event_filter=_EVENTS)
        for name in FOLDERS:
            self._watch(name)
        observer.start()

    def _watch(self, name: str) -> None:
        if name in self._watches:
            self._observer.unschedule(self._watches.pop(name))
        place = (self._root / name).resolve()
        if place.is_dir():
            notes = _Notes(place, f"{name}/", self._changes)
            with suppress(FileNotFoundError):  # gone again, and its return will be noticed
                watch = self._observer.schedule(notes, str(place), recursive=True, event_filter=_EVENTS)
                self._watches[name] = watch


class _Notes(FileSystemEventHandler):
    """Passes on what happens below one folder, or only what happens to `names` in it."""

    def __init__(self, top: Path, prefix: str, changes: Changes, names: tuple[str, ...] = ()) -> None:
        self._top = top
        self._prefix = prefix
        self._changes = changes
        self._names = names

    def on_any_event(self, event: FileSystemEvent) -> None:
        for place in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            path = os.path.relpath(place, self._top) if place else "."  # the folder itself is its parent's news
            if path in self._names or not (self._names or ignored(path)):
                self._changes.note(self._prefix + path, folder=event.is_directory)
