"""What a build takes, and what is kept of it: shared by everything here that compares two generators."""

import datetime as dt
import hashlib
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / ".work"
"""What is installed to compare with; git ignores it."""
RESULTS = HERE / "results"


class Run(Struct, frozen=True, kw_only=True):
    """What one build took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor time, user and system, of the process and its children."""
    peak: float
    """MiB of memory of the largest of these processes at its largest."""


class Broken(Exception):
    """A build failed, or did not do what it was timed for."""


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a build in a folder. Raises Broken when it fails.

    The peak is what wait4(2) says: on Linux it counts the memory of this process too, if that was more, because a
    child begins as its copy. So this process stays small.
    """
    log = folder / "build.log"
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Broken(f"{command} ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}")
    unit = 1024 * 1024 if platform.system() == "Darwin" else 1024
    return Run(
        wall=round(wall, 4),
        cpu=round(used.ru_utime + used.ru_stime, 4),
        peak=round(used.ru_maxrss / unit, 1),
    )


def median(runs: Sequence[Run]) -> Run:
    """Return the middle of each measure."""
    return Run(
        wall=round(statistics.median(run.wall for run in runs), 4),
        cpu=round(statistics.median(run.cpu for run in runs), 4),
        peak=round(statistics.median(run.peak for run in runs), 1),
    )


def ratio(ours: Run, theirs: Run) -> Run:
    """Return how many times as much we take, measure by measure."""
    return Run(
        wall=round(ours.wall / theirs.wall, 4),
        cpu=round(ours.cpu / theirs.cpu, 4),
        peak=round(ours.peak / theirs.peak, 4),
    )


def digest(folder: Path, pattern: str = "**/*") -> str:
    """Return one digest over paths and bytes of the files below a folder."""
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        found.update(hashlib.blake2b(path.read_bytes()).digest())
    return found.hexdigest()


def circumstances(note: str) -> dict[str, Any]:
    """Return what a reader has to know of a measurement: call it before the first run, for the load."""
    return {
        "date": dt.date.today().isoformat(),
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "load before": round(os.getloadavg()[0], 2),
        },
        "commit": commit(),
        "note": note,
    }


def commit() -> str:
    """Return the commit that is measured, with a plus when the code differs from it; empty outside a checkout."""

    def git(*asked: str) -> str:
        found = subprocess.run(["git", *asked], cwd=ROOT, capture_output=True, text=True)
        return found.stdout.strip() if found.returncode == 0 else ""

    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--short", "sitegen", "layouts") else "")


def keep(path: Path, result: Mapping[str, Any]) -> None:
    """Write a result as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
