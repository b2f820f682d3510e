"""Paths below an output folder."""

from collections.abc import Iterator


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders a path lies in, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
