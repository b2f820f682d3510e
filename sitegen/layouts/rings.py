"""Layouts that refer to each other in a ring."""

from collections.abc import Callable, Iterable


def ring_from(name: str, refers_to: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return the names of a ring to which `name` leads, beginning with the first in the alphabet; else none."""
    way: list[str] = []
    done: set[str] = set()
    waiting: list[tuple[str, int]] = [(name, 0)]
    while waiting:
        each, depth = waiting.pop()
        del way[depth:]
        if each in way:
            ring = way[way.index(each) :]
            first = ring.index(min(ring))
            return (*ring[first:], *ring[:first])
        if each not in done:
            done.add(each)
            way.append(each)
            waiting += ((other, depth + 1) for other in refers_to(each))
    return ()
