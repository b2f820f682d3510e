"""Work shared among processes: forked where the platform allows it, done here where it does not.

A worker inherits everything by memory and answers with bytes. Fork only while this process has one thread: a
lock that another thread holds would stay held in the child for ever.
"""

import gc
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

WORTH_IT = 150
"""Pieces of work below which starting a process costs more than it saves."""
ORPHANED = 0.1
"""Seconds between two looks of a worker at whether its parent is still there."""


class WorkerFailed(Exception):
    """A worker came upon a bug of ours; the message is its traceback."""


def share(work: Sequence[T], job: Callable[[Sequence[T]], bytes], jobs: int) -> list[bytes]:
    """Return the answers of `job` to the shares of `work`: every n-th piece, the same for any machine.

    Raises WorkerFailed when a worker does, and leaves no child behind, whatever happens.
    """
    jobs = min(jobs, len(work) // (WORTH_IT // 2))
    if jobs < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        return [job(work)] if work else []
    gc.freeze()
    children: list[tuple[int, int]] = []
    try:
        for number in range(jobs):
            children.append(_start(work[number::jobs], job, [pipe for _, pipe in children]))
        return [_answer(child, pipe) for child, pipe in children]
    finally:
        gc.unfreeze()
        _end(children)


def _start(work: Sequence[T], job: Callable[[Sequence[T]], bytes], others: Sequence[int]) -> tuple[int, int]:
    """Fork a worker and return its process and the pipe it answers through."""
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
                said = b"\0" + job(work)
            except BaseException:  # noqa: BLE001 - whatever it is, the parent has to hear of it
                said = b"\1" + traceback.format_exc().encode()
            answer.write(said)
        status = 0
    finally:
        os._exit(status)


def _end_with(parent: int) -> None:
    """End this worker soon after its parent, which may be killed without a chance to end it."""

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, ORPHANED, ORPHANED)


def _answer(child: int, pipe: int) -> bytes:
    with os.fdopen(os.dup(pipe), "rb") as answer:
        said = answer.read()
    if not said:
        raise WorkerFailed(f"worker {child} ended without an answer")
    if said[:1] == b"\1":
        raise WorkerFailed(said[1:].decode())
    return said[1:]


def _end(children: Sequence[tuple[int, int]]) -> None:
    for child, pipe in children:
        os.close(pipe)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
