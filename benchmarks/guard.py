"""Notice when a build has become half as dear again as it was.

    .venv/bin/python benchmarks/guard.py             # exits with 1 when it is
    .venv/bin/python benchmarks/guard.py --record    # keeps today's cost as the one to compare with

Seconds of one machine say nothing on another, nor do those of a busy one. So a build is told in pieces of fixed
work that are done in the middle of it (yardstick.py). What is left of the noise is met by trying again: a build
that has really become dear is so every time.
"""

import argparse
import importlib.metadata
import json
import platform
import sys
from pathlib import Path
from statistics import median

import msgspec
from generators import sitegen
from measure import RESULTS, Broken, circumstances, keep, timed
from memory import workplace
from msgspec import Struct
from sites import Site, write
from yardstick import Yardstick

LIMIT = 1.5
"""How many times the recorded ratio is too much."""
MARGIN = 0.15
"""What a planted delay is longer than asked: half a build would be the limit itself, and chance would decide."""
FEW = 10
"""Posts of the site that is built before any build is measured."""
TRIES = 5
"""Builds that have to be too dear before it is said."""


class Cost(Struct, frozen=True, kw_only=True):
    """What a build costs."""

    ratio: float
    """Pieces of the fixed work that take as long."""
    build: float
    """Seconds of processor time."""
    piece: float
    """Milliseconds of processor time of one piece."""


def site(place: Path, posts: int) -> Site:
    """Write a site of so many posts, and build another of a few, which compiles all that is imported."""
    few, made = Site(place / "few", sitegen(place), FEW), Site(place / "site", sitegen(place), posts)
    write([few])
    write([made])
    built(few)
    return made


def built(site: Site, plant: float = 0.0) -> Cost:
    """Return what a build from nothing costs that is then delayed by this part of itself. Raises Broken."""
    site.clear()
    said = site.folder / "cost.json"
    command = (sys.executable, __file__, "--measured", str(said), "--plant", str(plant))
    timed(command, site.folder, {**site.generator.environment, "PYTHONHASHSEED": "0"})
    if len(list(site.output.glob("blog/post-*/index.html"))) != site.count:
        raise Broken(f"not every one of {site.count} posts has a page")
    return msgspec.json.decode(said.read_bytes(), type=Cost)


def measured_build(said: Path, plant: float) -> None:
    """Be the measured build: sitegen's, in one process, and then so much wasted work; write what it cost."""
    with Yardstick() as yardstick:
        from sitegen.cli import main

        sys.argv = ["sitegen", "build", "--jobs", "1"]
        try:
            main()
        except SystemExit as ended:
            if ended.code:
                raise
        end = yardstick.seconds() * (1 + plant)
        while yardstick.seconds() < end:
            sorted(str(number) for number in range(1000))
    taken, ratio = yardstick.seconds(), yardstick.ratio()
    cost = Cost(ratio=round(ratio, 1), build=round(taken, 3), piece=round(1000 * taken / ratio, 3))
    said.write_bytes(msgspec.json.encode(cost))


def middle(costs: list[Cost]) -> Cost:
    """Return the one with the middle ratio."""
    return sorted(costs, key=lambda cost: cost.ratio)[len(costs) // 2]


def record(file: Path, cost: Cost, posts: int, note: str) -> None:
    """Keep a cost as the one to compare with."""
    versions = {
        name: importlib.metadata.version(name) for name in ("sitegen", "markdown", "jinja2", "nh3", "msgspec")
    }
    kept = {
        **circumstances(note),
        "posts": posts,
        **msgspec.to_builtins(cost),
        "versions": {"python": platform.python_version(), **versions},
    }
    keep(file, kept)
    print(f"recorded {told(cost)}")


def told(cost: Cost) -> str:
    """Return a cost in words."""
    return f"{cost.ratio:.0f} pieces ({cost.build:.2f} s by {cost.piece:.2f} ms)"


def guarded(site: Site, limit: float) -> bool:
    """Build until a build keeps to the limit; return whether one did."""
    for _ in range(TRIES):
        cost = built(site)
        print(f"{told(cost)}; at most {limit:.0f}")
        if cost.ratio <= limit:
            return True
    return False


def caught(site: Site, plant: float) -> bool:
    """Return whether builds delayed by this part, and a bit, are too dear beside plain ones of the same run."""
    pairs = [(built(site), built(site, plant + MARGIN)) for _ in range(TRIES)]
    limit = LIMIT * median(plain.ratio for plain, _ in pairs)
    cost = middle([delayed for _, delayed in pairs])
    print(f"{told(cost)}; at most {limit:.0f}")
    return cost.ratio > limit


def main() -> None:
    """Measure, and compare or record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    planted = "try the guard: hold builds delayed by this part (and a bit) to plain ones of the same run"
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--record", action="store_true", help="keep the cost, the middle one of five builds")
    parser.add_argument("--file", type=Path, default=RESULTS / "guard.json", help="the record")
    parser.add_argument("--plant", type=float, default=0.0, help=planted)
    parser.add_argument("--note", default="", help="kept with the record")
    parser.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measured:
        measured_build(asked.measured, asked.plant)
        return
    with workplace() as place:
        made = site(place, asked.posts)
        if asked.record:
            record(asked.file, middle([built(made) for _ in range(TRIES)]), asked.posts, asked.note)
        elif asked.plant:
            sys.exit(caught(made, asked.plant))
        else:
            sys.exit(not guarded(made, LIMIT * known(asked.file, asked.posts)))


def known(file: Path, posts: int) -> float:
    """Return the recorded ratio."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    if kept["posts"] != posts:
        sys.exit(f"{file} is about {kept['posts']} posts")
    return float(kept["ratio"])


if __name__ == "__main__":
    main()
