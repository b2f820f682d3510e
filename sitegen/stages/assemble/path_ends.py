"""The ends of the paths of entries, by which links of other generators name them."""

import posixpath
from collections.abc import Iterable
from functools import cached_property

from sitegen.diagnostics import Vocabulary


class PathEnds:
    """Finds entries by the last parts of their paths, without their extensions."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = keys

    @cached_property
    def by_end(self) -> dict[str, str]:
        """Return the first key for each path without its extension, and for each trailing part of one."""
        found: dict[str, str] = {}
        for key in self._keys:
            end = key.rpartition(".")[0]
            while end:
                found.setdefault(end, key)
                end = end.partition("/")[2]
        return found

    @cached_property
    def names(self) -> Vocabulary:
        """Return the file names of all entries without their extensions."""
        return Vocabulary(posixpath.basename(key).rpartition(".")[0] for key in self._keys)
