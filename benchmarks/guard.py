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
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import bytecode
import msgspec
from blog import Blog
from generators import sitegen
from hubs import HubSite
from measure import RESULTS, Broken, circumstances, keep, timed
from memory import workplace
from msgspec import Struct
from sites import EditedSite
from yardstick import Yardstick

LIMIT = 1.5
"""How many times the recorded ratio is too much."""
MARGIN = 0.15
"""What a planted delay is longer than asked: half a build would be the limit itself, and chance would decide."""
CORPORA: dict[str, type[EditedSite]] = {"blog": Blog, "hub": HubSite}
COUNTS = {"blog": 1000, "hub": 300}
"""Entries of the sites that are measured."""
FEW = 54
"""Entries of the site that is built before any build is measured."""
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


def site(place: Path, corpus: str, count: int) -> EditedSite:
    """Write a site of so many entries, and build another of a few, which compiles all that is imported."""
    make = CORPORA[corpus]
    few, made = (make(place / f"{corpus}-{size}", sitegen(place), size) for size in (FEW, count))
    few.write()
    made.write()
    built(few)
    return made


def built(site: EditedSite, plant: float = 0.0) -> Cost:
    """Return what a build from nothing costs that is then delayed by this part of itself. Raises Broken."""
    site.clear()
    said = site.folder / "cost.json"
    command = (sys.executable, __file__, "--measured", str(said), "--plant", str(plant))
    timed(command, site.folder, {**site.environment, "PYTHONHASHSEED": "0"})
    missing = [page for page in site.pages() if not (site.output / page).is_file()]
    if missing:
        raise Broken(f"{len(missing)} of {site.count} entries have no page")
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


def record(file: Path, costs: Mapping[str, tuple[int, Cost]], note: str) -> None:
    """Keep costs, each with the number of entries, as those to compare with."""
    versions = {
        name: importlib.metadata.version(name) for name in ("sitegen", "markdown", "jinja2", "nh3", "msgspec")
    }
    kept = {
        **circumstances(note),
        "versions": {"python": platform.python_version(), **versions},
        **{corpus: {"entries": count, **msgspec.to_builtins(cost)} for corpus, (count, cost) in costs.items()},
    }
    keep(file, kept)
    for corpus, (_, cost) in costs.items():
        print(f"recorded {corpus}: {told(cost)}")


def told(cost: Cost) -> str:
    """Return a cost in words."""
    return f"{cost.ratio:.0f} pieces ({cost.build:.2f} s by {cost.piece:.2f} ms)"


def guarded(site: EditedSite, limit: float) -> bool:
    """Build until a build keeps to the limit; return whether one did."""
    for _ in range(TRIES):
        cost = built(site)
        print(f"{site.corpus}: {told(cost)}; at most {limit:.0f}")
        if cost.ratio <= limit:
            return True
    return False


def caught(site: EditedSite, plant: float) -> bool:
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
    names, counts = list(CORPORA), ", ".join(f"{corpus} {count:,}" for corpus, count in COUNTS.items())
    parser.add_argument(
        "--corpora",
        nargs="+",
        choices=names,
        default=names,
        metavar="NAME",
        help=f"the sites: {', '.join(names)} (default: all)",
    )
    parser.add_argument("--count", type=int, metavar="N", help=f"entries of each site (default: {counts})")
    parser.add_argument("--record", action="store_true", help="keep the cost, the middle one of five builds")
    parser.add_argument("--file", type=Path, default=RESULTS / "guard.json", help="the record")
    parser.add_argument("--plant", type=float, default=0.0, help=planted)
    parser.add_argument("--note", default="", help="kept with the record")
    parser.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measured:
        measured_build(asked.measured, asked.plant)
        return
    bytecode.warn(bytecode.state({}))
    with workplace() as place:
        sites = {corpus: site(place, corpus, asked.count or COUNTS[corpus]) for corpus in asked.corpora}
        if asked.record:
            costs = {
                corpus: (made.count, middle([built(made) for _ in range(TRIES)])) for corpus, made in sites.items()
            }
            record(asked.file, costs, asked.note)
        elif asked.plant:
            sys.exit(all(caught(made, asked.plant) for made in sites.values()))
        else:
            limits = {corpus: LIMIT * known(asked.file, corpus, made.count) for corpus, made in sites.items()}
            sys.exit(not all(guarded(made, limits[corpus]) for corpus, made in sites.items()))


def known(file: Path, corpus: str, count: int) -> float:
    """Return the recorded ratio."""
    kept = json.loads(file.read_text(encoding="utf-8"))[corpus]
    if kept["entries"] != count:
        sys.exit(f"{file} is about a {corpus} of {kept['entries']} entries")
    return float(kept["ratio"])


if __name__ == "__main__":
    main()
