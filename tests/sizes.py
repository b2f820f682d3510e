"""How much is tried of what could be tried without end: in continuous integration all that a test asks for.

Where a person waits it is a fifth: the same ground, covered more thinly. What that misses is found before a change
is merged.
"""

import os

WHOLE = os.environ.get("CI") == "true"
"""Whether this run is the one of continuous integration, which is `.ci/run`."""


def drawn(number: int) -> int:
    """Return how many examples to draw where so many are asked for: all, or a fifth and at least one."""
    return number if WHOLE else max(1, number // 5)
