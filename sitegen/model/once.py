"""Indexes that several questions share: worked out once for a site, not once for each question."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sitegen.model.site import Site

T = TypeVar("T")


class Once(Generic[T]):
    """A pure function of the site that remembers its answer for the site it was last asked about."""

    def __init__(self, function: Callable[[Site], T]) -> None:
        self._function = function
        self._known: tuple[Site, T] | None = None

    def __call__(self, site: Site) -> T:
        """Return the answer for a site."""
        known = self._known
        if known is None or known[0] is not site:
            known = self._known = (site, self._function(site))
        return known[1]


def once(function: Callable[[Site], T]) -> Once[T]:
    """Decorate a pure function of the site whose answer many questions look things up in."""
    return Once(function)
