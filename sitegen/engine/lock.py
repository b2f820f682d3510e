"""One build at a time per site."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import STATE

PATIENCE = 0.5
"""The seconds to wait for the lock: the workers of a killed build hold it until they notice that it is gone."""


class SiteLocked(Exception):
    """Another build of the same site is running."""

    def __init__(self) -> None:
        message = "another sitegen is building this site"
        fix = "wait for it to end; if none is running, try again"
        self.diagnostic = diagnose("build-locked", Span(path=f"{STATE}/lock"), message, fix=fix)
        super().__init__(message)


def _without_waiting(place: str, flags: int) -> int:
    """Open the lock, or a named pipe in its place, without waiting for anyone."""
    return os.open(place, flags | os.O_CREAT | os.O_NONBLOCK, 0o666)


@contextmanager
def site_lock(root: Path, *, needed: bool = True) -> Iterator[None]:
    """Hold the site's lock; the system releases it even when this process is killed. Raises SiteLocked."""
    if not needed or not root.is_dir():
        yield
        return
    folder = root / STATE
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "r+b", buffering=0, opener=_without_waiting) as file:
        patience = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > patience:
                    raise SiteLocked from error
                time.sleep(PATIENCE / 10)
        yield
