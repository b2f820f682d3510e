"""Versions of files, read from a repository by the names that git has for their bytes."""

import os
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from sitegen.history.repository import GitFailed, Repository, start_git

if TYPE_CHECKING:
    import subprocess

AT_ONCE = 200
"""How many versions are asked for before the first answer is read: their names fit into any pipe."""


class Blobs:
    """Reads versions of files through one process of git, which is started with the first."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._running: tuple[int, subprocess.Popen[bytes]] | None = None

    def __enter__(self) -> "Blobs":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, name: str) -> bytes | None:
        """Return the bytes with a name; None when the clone does not have them. Raises GitFailed."""
        return next(self.read_all((name,)))

    def read_all(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the bytes with each name as `read` returns them, many of them for one question to git.

        A question and an answer at a time, each version would wait for both processes to have their turn.
        """
        running = self._git()
        assert running.stdin is not None and running.stdout is not None
        for first in range(0, len(names), AT_ONCE):
            asked = names[first : first + AT_ONCE]
            try:
                running.stdin.write("".join(f"{name}\n" for name in asked).encode())
                running.stdin.flush()
            except OSError as error:
                raise GitFailed("git ended while it was asked for a version of a file") from error
            for _ in asked:
                described = running.stdout.readline().split()
                if len(described) != 3:
                    yield None
                    continue
                data = running.stdout.read(int(described[2]))
                running.stdout.read(1)  # the end of the line
                yield data if described[1] == b"blob" else None

    def close(self) -> None:
        """End the process of git."""
        if self._running is None or self._running[0] != os.getpid():
            return
        running, self._running = self._running[1], None
        running.communicate()

    def _git(self) -> "subprocess.Popen[bytes]":
        """Return the process of git that this process has started; a fork starts its own."""
        if self._running is None or self._running[0] != os.getpid():
            self._running = os.getpid(), start_git(self._repository, "cat-file", "--batch")
        return self._running[1]
