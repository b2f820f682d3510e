"""Where the time of a build went."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct


class Spent(Struct, frozen=True, array_like=True):
    """The time that one file took, in the process that made it."""

    path: str
    seconds: float
    output: str = ""
    layout: str = ""


class Profile(Struct, frozen=True, kw_only=True):
    """Seconds by stage as they passed, and seconds by file in the processes that did the work."""

    stages: dict[str, float] = {}
    read: tuple[Spent, ...] = ()
    """The sources that were parsed."""
    made: tuple[Spent, ...] = ()
    """The targets that were rendered."""
    decoded: int = 0
    """How many pictures were decoded."""

    def by(self, group: Callable[[Spent], str]) -> list[tuple[str, int, float]]:
        """Return name, number of targets and seconds of each group, the longest first."""
        counts: dict[str, int] = defaultdict(int)
        seconds: dict[str, float] = defaultdict(float)
        for spent in self.made:
            counts[group(spent)] += 1
            seconds[group(spent)] += spent.seconds
        return sorted(((name, counts[name], seconds[name]) for name in counts), key=lambda row: -row[2])


def slowest(spent: Iterable[Spent], number: int) -> list[Spent]:
    """Return the files that took longest."""
    return sorted(spent, key=lambda each: -each.seconds)[:number]


class Laps:
    """A stop-watch that is read once after each stage."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._last = time.perf_counter()

    def end(self, stage: str) -> None:
        """Add the time since the end of the last stage to this one."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now
