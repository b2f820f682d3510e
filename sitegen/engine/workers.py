"""Worker processes: work is shared among forked processes where the platform has fork, and done here elsewhere.

A worker inherits the memory of this process and returns bytes. A process may fork only while it has one thread: a
lock that another thread holds would never be released in the child.
"""

import gc
import os
import signal
import threading
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

WORTH_IT = 150
"""The number of pieces of work below which starting a process costs more than it saves."""
ORPHANED = 0.1
"""The seconds after which a worker checks again that its parent is alive."""


class WorkerFailed(Exception):
    """A worker raised an exception; the message is its traceback."""

    def __init__(self, message: str, cause: str = "") -> None:
        super().__init__(message)
        self.cause = cause
        """The name of the exception's class; empty for a worker that ended without a word."""


def processes(pieces: int, jobs: int) -> int:
    """Return in how many worker processes this much work is done; 0 when it is done in this one."""
    jobs = min(jobs, pieces // (WORTH_IT // 2))
    return 0 if jobs < 2 or not hasattr(os, "fork") or threading.active_count() > 1 else jobs


def share(
    work: Sequence[T], job: Callable[[Sequence[T]], bytes], jobs: int, weight: int = 1
) -> Generator[bytes, None, None]:
    """Yield what `job` returns for each share of `work`; of n shares, each has every n-th piece.

    `weight` is how many times as much work as a text or a page each piece is.

    Raises WorkerFailed when a worker does. Close it, for instance with `contextlib.closing`: no child process is
    left behind then, whatever happens.
    """
    jobs = min(processes(len(work) * weight, jobs), len(work))
    if not jobs:
        if work:
            yield job(work)
        return
    gc.freeze()
    children: list[tuple[int, int]] = []
    try:
        for number in range(jobs):
            children.append(_start(work[number::jobs], job, [pipe for _, pipe in children]))
        for child, pipe in children:
            yield _answer(child, pipe)
    finally:
        gc.unfreeze()
        _end(children)


def _start(work: Sequence[T], job: Callable[[Sequence[T]], bytes], others: Sequence[int]) -> tuple[int, int]:
    """Fork a worker; return its process number and the pipe that its result comes through."""
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        _end_with(parent)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for pipe in (reading, *others):
            os.close(pipe)
        with os.fdopen(writing, "wb") as answer:
            try:
                data = b"\0" + job(work)
            except BaseException as error:  # noqa: BLE001 - the parent reports it, whatever it is
                data = b"\1" + f"{type(error).__name__}\n{traceback.format_exc()}".encode()
            answer.write(data)
        status = 0
    finally:
        os._exit(status)


def _end_with(parent: int) -> None:
    """Make this worker end soon after its parent, which may be killed without a chance to end it."""

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, ORPHANED, ORPHANED)


def _answer(child: int, pipe: int) -> bytes:
    with os.fdopen(os.dup(pipe), "rb") as answer:
        data = answer.read()
    if not data:
        raise WorkerFailed(f"worker {child} ended without an answer")
    if data[:1] == b"\1":
        cause, _, message = data[1:].decode().partition("\n")
        raise WorkerFailed(message, cause)
    return data[1:]


def _end(children: Sequence[tuple[int, int]]) -> None:
    for child, pipe in children:
        os.close(pipe)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
