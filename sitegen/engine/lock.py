"""One build at a time per site."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.diagnostics import Span, problem
from sitegen.disk import STATE


class SiteLocked(Exception):
    """Another build of the same site is running."""

    def __init__(self) -> None:
        message = "another sitegen is building this site"
        fix = "wait for it to end; if none is running, try again"
        self.diagnostic = problem("build-locked", Span(path=f"{STATE}/lock"), message, fix=fix)
        super().__init__(message)


@contextmanager
def site_lock(root: Path, *, needed: bool = True) -> Iterator[None]:
    """Hold the site's lock; the system lets go of it even when we are killed. Raises SiteLocked."""
    if not needed or not root.is_dir():
        yield
        return
    folder = root / STATE
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SiteLocked from error
        yield
