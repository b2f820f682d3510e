"""Notice when a build has become half as dear again as it was.

    .venv/bin/python benchmarks/guard.py             # exits with 1 when it is
    .venv/bin/python benchmarks/guard.py --record    # keeps today's cost as the one to compare with

Seconds of one machine say nothing on another. So the cost of a build is told as a ratio: its processor time by
that of a fixed piece of pure Python, which is run before, between and after the builds. Both are the best of
several: what disturbs a process only ever makes it slower.
"""

import argparse
import importlib.metadata
import json
import platform
import re
import sys
import time
from pathlib import Path

from generators import sitegen
from measure import RESULTS, Broken, circumstances, keep, timed
from memory import workplace
from msgspec import Struct
from sites import Site, write

LIMIT = 1.5
"""How many times the recorded ratio is too much."""
MARGIN = 0.15
"""What a planted delay is longer than asked: half a build would be the limit itself, and chance would decide."""
ROUNDS = 300
"""Rounds of the fixed work that are one unit of cost."""
WORD = re.compile(r"([a-z]+)-(\d+)|<(/?)([a-z]+)>")


class Cost(Struct, frozen=True, kw_only=True):
    """What a build costs."""

    ratio: float
    build: float
    """Seconds of processor time of the cheapest build."""
    unit: float
    """Seconds of processor time of the cheapest run of the fixed work."""


def work(rounds: int) -> int:
    """Do what a generator does all day: take strings apart, look words up, put strings together.

    It keeps a dictionary that outgrows the processor's caches, as a build does, so that busy neighbours slow both.
    """
    counts: dict[str, int] = {}
    total = 0
    for turn in range(rounds):
        text = " ".join(f"<p>word-{number} and <em>more-{turn * number % 9973}</em></p>" for number in range(200))
        parts: list[str] = []
        for found in WORD.finditer(text):
            name = found[1] or found[4]
            parts.append(f"{name.upper()}{found[2]}" if found[2] else f"[{found[3]}{name}{turn}]")
        for word in (*parts, *text.replace("<", f" {turn}").split()):
            counts[word] = counts.get(word, 0) + len(word)
        total += len("".join(sorted(parts)))
    return total + sum(counts.values())


def unit() -> float:
    """Return the processor time that the fixed work takes now."""
    started = time.process_time()
    work(ROUNDS)
    return time.process_time() - started


def measured(posts: int, builds: int, plant: float = 0.0) -> tuple[Cost, Cost]:
    """Build so often from nothing in one process, the fixed work before, between and after. Raises Broken.

    With a `plant`, each build is followed by one that wastes that part of the cheapest so far, so that both kinds
    meet the same disturbances. Return the costs of the plain builds and of the last kind.
    """
    with workplace() as place:
        site = Site(place / "site", sitegen(place), posts)
        write([site])
        built(site, 0.0)  # compiles what it imports, and counts for nothing
        units = [unit()]
        plain: list[float] = []
        delayed: list[float] = []
        for _ in range(builds):
            plain.append(built(site, 0.0))
            units.append(unit())
            if plant:
                delayed.append(built(site, (plant + MARGIN) * min(plain)))
                units.append(unit())
    first, last = (
        Cost(ratio=round(min(taken) / min(units), 3), build=round(min(taken), 3), unit=round(min(units), 4))
        for taken in (plain, delayed or plain)
    )
    return first, last


def built(site: Site, burn: float) -> float:
    """Return the processor time of one build, in which so many seconds of it are wasted."""
    site.clear()
    command = (sys.executable, __file__, "--burn", str(burn))
    taken = timed(command, site.folder, {**site.generator.environment, "PYTHONHASHSEED": "0"}).cpu
    if len(list(site.output.glob("blog/post-*/index.html"))) != site.count:
        raise Broken(f"not every one of {site.count} posts has a page")
    return taken


def burnt_build(burn: float) -> None:
    """Be the measured build: sitegen's, in one process, and then so many seconds of wasted work.

    Before the build they would make it cheaper, for memory would be at hand.
    """
    from sitegen.cli import main

    sys.argv = ["sitegen", "build", "--jobs", "1"]
    try:
        main()  # of the command line, which ends by SystemExit; the program would be gone before the waste
    finally:
        end = time.process_time() + burn
        while time.process_time() < end:
            work(1)


def record(file: Path, cost: Cost, posts: int, note: str) -> None:
    """Keep a cost as the one to compare with."""
    versions = {
        name: importlib.metadata.version(name) for name in ("sitegen", "markdown", "jinja2", "nh3", "msgspec")
    }
    kept = {
        **circumstances(note),
        "posts": posts,
        "ratio": cost.ratio,
        "build": cost.build,
        "unit": cost.unit,
        "versions": {"python": platform.python_version(), **versions},
    }
    keep(file, kept)
    print(f"recorded {cost.ratio:.2f} ({cost.build:.2f} s by {cost.unit:.3f} s)")


def main() -> None:
    """Measure, and compare or record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    planted = "try the guard: hold builds delayed by this part (and a bit) to plain ones of the same run"
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--record", action="store_true", help="keep the cost, the best of three builds")
    parser.add_argument("--file", type=Path, default=RESULTS / "guard.json", help="the record")
    parser.add_argument("--plant", type=float, default=0.0, help=planted)
    parser.add_argument("--note", default="", help="kept with the record")
    parser.add_argument("--burn", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.burn is not None:
        burnt_build(asked.burn)
    elif asked.record:
        record(asked.file, measured(asked.posts, 3)[0], asked.posts, asked.note)
    else:
        # Two costs that lie so near each other are told apart only by the best of more.
        plain, last = measured(asked.posts, 6 if asked.plant else 2, asked.plant)
        limit = LIMIT * (plain.ratio if asked.plant else known(asked.file, asked.posts))
        print(f"{last.ratio:.2f} ({last.build:.2f} s by {last.unit:.3f} s); at most {limit:.2f}")
        sys.exit(last.ratio > limit)


def known(file: Path, posts: int) -> float:
    """Return the recorded ratio."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    if kept["posts"] != posts:
        sys.exit(f"{file} is about {kept['posts']} posts")
    return float(kept["ratio"])


if __name__ == "__main__":
    main()
