"""Functions of the site that several questions share, each computed once for a site."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sitegen.model.site import Site

P = ParamSpec("P")
T = TypeVar("T")


class Once(Generic[P, T]):
    """A pure function of the site and plain arguments that caches its results for one site.

    A site that traces reads has a method `recall` and caches the results itself. A question that calls this
    function then depends on the result, not on everything that was read to compute it.
    """

    __name__: str

    def __init__(self, function: Callable[..., T]) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self._known: tuple[Site, dict[tuple[Any, ...], T]] | None = None

    def __call__(self, site: Site, *arguments: P.args, **_: P.kwargs) -> T:
        """Return the result for a site."""
        recall = getattr(site, "recall", None)
        if recall is not None:
            found: T = recall(self, arguments)
            return found
        known = self._known
        if known is None or known[0] is not site:
            known = self._known = (site, {})
        if arguments not in known[1]:
            known[1][arguments] = self.function(site, *arguments)
        return known[1][arguments]


def once(function: Callable[Concatenate[Site, P], T]) -> Once[P, T]:
    """Return a pure function of the site as one that is computed once for the same arguments."""
    return Once(function)
