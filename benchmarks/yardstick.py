"""A fixed piece of work, done again and again in the middle of other work: what the machine can do meanwhile."""

import gc
import re
import signal
import time
from statistics import harmonic_mean
from types import FrameType, TracebackType
from typing import Self

EVERY = 0.03
"""Seconds of processor time between the end of one piece and the start of the next."""
WORDS = 100_009
"""Entries of the table that is looked up in: more than the processor's caches hold, as a build's are."""
WORD = re.compile(r"([a-z]+)-(\d+)|<(/?)([a-z]+)>")


class Yardstick:
    """Measures the processor time of this process in pieces of fixed work, which meet whatever slows the rest.

    Whoever shares the machine's caches or takes its time slows a build and what is run before or after it at
    different moments. Here the pieces are run in between, by a timer of the process's own time. They are timed by
    the clock of the thread, because that of the process goes in ticks while a timer of the build is set.
    """

    def __init__(self) -> None:
        started = time.thread_time()
        self.pieces: list[float] = []
        """Seconds each piece took."""
        self._table = dict.fromkeys((f"word{number}" for number in range(WORDS)), 0)
        self._aside = time.thread_time() - started

    def __enter__(self) -> Self:
        signal.signal(signal.SIGPROF, self._measure)
        signal.setitimer(signal.ITIMER_PROF, EVERY)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def seconds(self) -> float:
        """Return the processor time this process has taken, but for the pieces."""
        return time.thread_time() - self._aside

    def ratio(self) -> float:
        """Return how many pieces could have been done in that time.

        The time between two pieces is told in the pieces beside it, so the harmonic mean is the one that adds up.
        """
        return self.seconds() / harmonic_mean(self.pieces)

    def _measure(self, number: int, frame: FrameType | None) -> None:
        collecting = gc.isenabled()
        gc.disable()  # or a collection of the build's garbage would count as the piece's
        started = time.thread_time()
        work(self._table, len(self.pieces))
        spent = time.thread_time() - started
        self.pieces.append(spent)
        self._aside += spent
        if collecting:
            gc.enable()
        signal.setitimer(signal.ITIMER_PROF, EVERY)


def work(table: dict[str, int], turn: int) -> int:
    """Do for some milliseconds what a generator does all day: take strings apart, look up words, join strings."""
    total = 0
    for step in range(1, 6):
        leap = 7919 * step + turn
        text = " ".join(f"<p>word-{number * leap % WORDS} and <em>more-{number}</em></p>" for number in range(200))
        parts: list[str] = []
        for found in WORD.finditer(text):
            name = found[1] or found[4]
            parts.append(f"{name}{found[2]}" if found[2] else f"[{found[3]}{name}]")
        for word in parts:
            table[word] = table.get(word, 0) + 1
        total += len("".join(sorted(parts)))
    return total
