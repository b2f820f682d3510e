"""How much is tried of what could be tried without end: in continuous integration all that a test asks for.

Where a person waits it is a fifth of what is drawn at random, and one in so many of a long row of like cases: the
same ground, covered more thinly. What that misses is found before a change is merged.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE = os.environ.get("CI") == "true"
"""Whether this run is the one of continuous integration, which is `.ci/run`."""


def drawn(number: int) -> int:
    """Return how many examples to draw where so many are asked for: all, or a fifth and at least one."""
    return number if WHOLE else max(1, number // 5)


def sample(cases: Sequence[T], every: int) -> Sequence[T]:
    """Return all cases in continuous integration, else the first and of those after it one in so many."""
    return cases if WHOLE else cases[::every]
