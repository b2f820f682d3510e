"""Build the same blog with sitegen and with Pelican by turns, and hold the ratio of the medians to a limit.

    .venv/bin/python benchmarks/against_pelican.py [--posts 1000] [--pairs 3]

Exits with 1 when we take more than 1.5 times as long. Only a ratio of one run means something: both meet the same
machine in the same minute.
"""

import argparse
import datetime as dt
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from corpus import write_pelican, write_sitegen
from msgspec import Struct, to_builtins

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
PELICAN = "pelican[markdown]==4.12.*"
LIMIT = 1.5


class Run(Struct, frozen=True, kw_only=True):
    """What one build took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of processor time, user and system, of the process and its children."""
    files: int
    """How many files it wrote."""


def pelican_python() -> Path:
    """Return the Python of an environment that has Pelican, made on first use."""
    python = WORK / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PELICAN], check=True)
    return python


def timed(command: list[str], folder: Path) -> Run:
    """Build into a fresh output folder. Raises CalledProcessError when the build fails."""
    output = folder / "output"
    for leftover in (output, folder / ".sitegen"):
        shutil.rmtree(leftover, ignore_errors=True)
    with (folder / "build.log").open("wb") as log:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, (folder / "build.log").read_text())
    files = sum(path.is_file() for path in output.rglob("*"))
    return Run(wall=round(wall, 3), cpu=round(used.ru_utime + used.ru_stime, 3), files=files)


def compare(count: int, pairs: int) -> dict[str, list[Run]]:
    """Run A B A B ..., so that what slows the machine for a while slows both."""
    sites = {"sitegen": WORK / "sitegen", "pelican": WORK / "pelican"}
    for folder in sites.values():
        shutil.rmtree(folder, ignore_errors=True)
    write_sitegen(sites["sitegen"], count)
    write_pelican(sites["pelican"], count)
    settings = str(HERE / "pelican_settings.py")
    commands = {
        "sitegen": [sys.executable, "-m", "sitegen", "build"],
        "pelican": [str(pelican_python()), "-m", "pelican", "content", "-o", "output", "-s", settings],
    }
    runs: dict[str, list[Run]] = {name: [] for name in sites}
    for _ in range(pairs):
        for name, folder in sites.items():
            run = timed(commands[name], folder)
            runs[name].append(run)
            print(f"{name:8} {run.wall:7.2f} s  {run.cpu:7.2f} s CPU  {run.files} files", flush=True)
    return runs


def version(python: str, package: str) -> str:
    """Return the version of a package in another environment."""
    asked = f"import importlib.metadata as m; print(m.version({package!r}))"
    return subprocess.run([python, "-c", asked], check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Compare, print and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--note", default="", help="what else the machine was doing")
    asked = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    load = os.getloadavg()[0]
    runs = compare(asked.posts, asked.pairs)
    medians = {
        name: {
            "wall": statistics.median(run.wall for run in each),
            "cpu": statistics.median(run.cpu for run in each),
        }
        for name, each in runs.items()
    }
    ratio = {key: round(medians["sitegen"][key] / medians["pelican"][key], 2) for key in ("wall", "cpu")}
    python = str(pelican_python())
    result = {
        "date": dt.date.today().isoformat(),
        "posts": asked.posts,
        "ratio": ratio,
        "limit": LIMIT,
        "medians": medians,
        "runs": to_builtins(runs),
        "versions": {
            "python": platform.python_version(),
            "sitegen": importlib.metadata.version("sitegen"),
            "pelican": version(python, "pelican"),
            "markdown": {
                "sitegen": importlib.metadata.version("markdown"),
                "pelican": version(python, "markdown"),
            },
        },
        "machine": {"system": platform.platform(), "cores": os.cpu_count(), "load before": round(load, 2)},
        "note": asked.note,
    }
    kept = HERE / "results" / f"pelican-{asked.posts}-{result['date']}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(
        f"ratio {ratio['wall']} wall, {ratio['cpu']} CPU (limit {LIMIT}); kept in {kept.relative_to(HERE.parent)}"
    )
    sys.exit(ratio["wall"] > LIMIT)


if __name__ == "__main__":
    main()
