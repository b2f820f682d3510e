"""An end for layouts that come to none: a loop that feeds itself, or loops in loops in loops."""

import signal
import threading
from types import FrameType
from typing import Self

TICK = 5.0
"""Seconds of the processor. A page that is still being made after two ticks is made by a layout without an end."""
AGAIN = 0.01
"""The same until another look, where what is at work is not the layout itself: that may not be broken off."""
LAYOUTS = (".html", " as one function>")
"""The ends of the names that the code of layouts has for files, as Jinja compiles it and as one function."""


class Endless(Exception):
    """A layout has been at work for so long that it will not come to an end."""


class Watchdog:
    """Raises Endless in the layout that is at work when the same page is being made at two ticks of a clock.

    Without signals, or in another thread than the first, nothing is watched. The clock counts the time of this
    process alone, so that a busy machine makes no difference.
    """

    def __init__(self) -> None:
        self.page = 0
        """The number of the page that is being made."""
        self._seen = -1
        self._before: object = None
        self._watches = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if self._watches:
            self._before = signal.signal(signal.SIGVTALRM, self._look)
            signal.setitimer(signal.ITIMER_VIRTUAL, TICK, TICK)
        return self

    def __exit__(self, *_: object) -> None:
        if self._watches:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
            signal.signal(signal.SIGVTALRM, self._before or signal.SIG_DFL)  # type: ignore[arg-type]

    def _look(self, _number: int, frame: FrameType | None) -> None:
        if self._seen != self.page:
            self._seen = self.page
        elif frame is not None and frame.f_code.co_filename.endswith(LAYOUTS):
            raise Endless
        else:
            signal.setitimer(signal.ITIMER_VIRTUAL, AGAIN, TICK)
