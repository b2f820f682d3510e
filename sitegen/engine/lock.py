"""One build at a time per site."""

import importlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import STATE, state_folder

PATIENCE = 0.5
"""The seconds to wait for the lock: the workers of a killed build hold it until they notice that it is gone."""


class SiteLocked(Exception):
    """Another build of the same site is running."""

    def __init__(self) -> None:
        message = "another sitegen is building this site"
        fix = "wait for it to end; if none is running, try again"
        self.diagnostic = diagnose("build-locked", Span(path=f"{STATE}/lock"), message, fix=fix)
        super().__init__(message)


def _module(name: str) -> Any:
    """Return a module of Python's library; None where the platform has none of this name."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


_FCNTL, _MSVCRT = _module("fcntl"), None
if _FCNTL is None:
    _MSVCRT = _module("msvcrt")


def _take(file: FileIO) -> bool:
    """Lock a file unless another process has it; return whether it is ours. Where there are no locks, it is."""
    try:
        if _FCNTL is not None:
            _FCNTL.flock(file, _FCNTL.LOCK_EX | _FCNTL.LOCK_NB)
        elif _MSVCRT is not None:
            _MSVCRT.locking(file.fileno(), _MSVCRT.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _without_waiting(place: str, flags: int) -> int:
    """Open the lock, or a named pipe in its place, without waiting for anyone."""
    return os.open(place, flags | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o666)


@contextmanager
def site_lock(root: Path, *, needed: bool = True) -> Iterator[None]:
    """Hold the site's lock; the system releases it even when this process is killed. Raises SiteLocked."""
    if not needed or not root.is_dir():
        yield
        return
    folder = Path(state_folder(root))
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "r+b", buffering=0, opener=_without_waiting) as file:
        patience = time.monotonic() + PATIENCE
        while not _take(file):
            if time.monotonic() > patience:
                raise SiteLocked
            time.sleep(PATIENCE / 10)
        yield
