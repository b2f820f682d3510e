"""Notice edits that the system does not report: in network folders, or from outside of a container or WSL."""

import time
from collections.abc import Collection
from pathlib import Path

from sitegen.devserver.watcher import ignored
from sitegen.engine.cache.look import look
from sitegen.model.inputs import PLACES

INTERVAL = 2.0
"""The seconds between two looks at the stamps of all files."""
SHARE = 50
"""A look that takes a second is followed by none for at least so many: it is to cost next to nothing."""


class Lookout:
    """Compares the stamps of all files with those that were seen before, while there is nothing else to do."""

    def __init__(self, root: Path, config: Path) -> None:
        self._root = root
        self._config = config
        self._stamps = self._look()
        self._reported: set[str] = set()
        """What the system has reported since the last look, and has been built."""
        self._due = time.monotonic() + INTERVAL

    def reported(self, paths: Collection[str]) -> None:
        """Note the paths that the system has reported."""
        self._reported.update(paths)

    def patience(self) -> float:
        """Return the seconds until the next look is due."""
        return max(self._due - time.monotonic(), 0.0)

    def changed(self) -> frozenset[str]:
        """Return what has changed since the last look and was not reported, if a look is due."""
        started = time.monotonic()
        if started < self._due:
            return frozenset()
        before, self._stamps = self._stamps, self._look()
        ended = time.monotonic()
        self._due = ended + max(INTERVAL, SHARE * (ended - started))
        both = before.items() ^ self._stamps.items()
        found = frozenset(path for path, _ in both if path not in self._reported and not ignored(path))
        self._reported.clear()
        return found

    def _look(self) -> dict[str, str]:
        return look(self._root, self._config, PLACES, 0).stamps
