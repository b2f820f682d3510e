"""What each line of the table may take, and the figure past which it is an alarm."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

BEFORE = "7600bbf"
"""The revision that hubs are compared with: the last one before the work on speed."""
PLAIN, LEAN, EQUAL, BARE = "plain Hugo", "lean Hugo", "equal Hugo", "bare Python"
EARLIER, SMALLER = "earlier", "a tenth of it"
"""Names of what we are compared with: Hugo with three sets of layouts, Python that only starts, our own code at an
earlier revision, our own build of a site of a tenth of the size."""
FEW, MANY, LARGE = 1_000, 10_000, 100_000
HUB = 2_000


class Goal(Struct, frozen=True, kw_only=True):
    """One figure that is promised."""

    corpus: str
    lines: tuple[str, ...]
    counts: tuple[int, ...] = ()
    """The sizes it is promised for; empty, whatever the size is."""
    against: str = ""
    """What we are compared with; empty where the figure is absolute."""
    measure: Literal["wall", "peak"] = "wall"
    """Time by the clock or memory, where we are compared."""
    unit: str = ""
    """The unit of an absolute figure."""
    most: float
    alarm: float

    def binds(self, corpus: str, line: str, count: int) -> bool:
        """Return whether it is promised for this line."""
        return corpus == self.corpus and line in self.lines and (not self.counts or count in self.counts)


GOALS = (
    Goal(corpus="blog", lines=("cold-commonmark",), counts=(FEW, MANY), against=PLAIN, most=0.8, alarm=1.2),
    Goal(corpus="blog", lines=("cold-commonmark",), counts=(FEW, MANY), against=LEAN, most=0.5, alarm=0.7),
    Goal(corpus="blog", lines=("cold",), counts=(FEW, MANY), against=PLAIN, most=1.0, alarm=1.3),
    Goal(corpus="blog", lines=("cold",), counts=(FEW, MANY), against=LEAN, most=0.6, alarm=0.8),
    Goal(corpus="blog", lines=("memory",), counts=(MANY,), against=PLAIN, measure="peak", most=0.3, alarm=0.4),
    Goal(corpus="blog", lines=("nothing",), counts=(FEW,), against=BARE, most=2, alarm=3),
    Goal(corpus="blog", lines=("nothing",), counts=(MANY,), against=PLAIN, most=0.01, alarm=0.02),
    Goal(corpus="blog", lines=("body",), counts=(FEW,), against=PLAIN, most=0.3, alarm=0.4),
    Goal(corpus="blog", lines=("body",), counts=(MANY,), against=PLAIN, most=0.06, alarm=0.1),
    Goal(corpus="blog", lines=("title", "added"), counts=(MANY,), against=PLAIN, most=0.15, alarm=0.25),
    Goal(corpus="blog", lines=("served",), counts=(FEW,), unit="ms", most=30, alarm=50),
    Goal(corpus="blog", lines=("served",), counts=(MANY,), unit="ms", most=80, alarm=150),
    Goal(corpus="blog", lines=("cold",), counts=(LARGE,), against=SMALLER, most=11, alarm=12),
    Goal(corpus="blog", lines=("memory",), counts=(LARGE,), unit="GiB", most=2, alarm=2.5),
    Goal(corpus="hub", lines=("cold-commonmark", "cold"), counts=(HUB,), against=EARLIER, most=0.35, alarm=0.5),
    Goal(corpus="demo hub", lines=("cold",), against=EARLIER, most=0.3, alarm=0.45),
    Goal(corpus="demo hub", lines=("first page",), unit="ms", most=1000, alarm=2000),
    Goal(corpus="three entries", lines=("cold",), against=EARLIER, most=0.25, alarm=0.4),
)


def of(corpus: str, line: str, count: int) -> Sequence[Goal]:
    """Return the goals of a line."""
    return [goal for goal in GOALS if goal.binds(corpus, line, count)]
