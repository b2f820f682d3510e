"""Build the same blog with sitegen and with Pelican by turns, and hold the ratio of the medians to a limit.

    .venv/bin/python benchmarks/against_pelican.py [--posts 1000] [--pairs 3]

Exits with 1 when we take more than 1.5 times as long. Only a ratio of one run means something: both meet the same
machine in the same minute.
"""

import argparse
import importlib.metadata
import platform
import sys
from pathlib import Path

import bytecode
import generators
import installed
from blog import Blog, write
from lines import by_turns, cold
from measure import RESULTS, Run, circumstances, keep, median, ratio
from memory import workplace
from msgspec import to_builtins

LIMIT = 1.5


def compare(work: Path, count: int, pairs: int) -> dict[str, list[Run]]:
    """Return the runs of both from nothing."""
    sites = {
        generator.name: Blog(work / generator.name, generator, count)
        for generator in (generators.sitegen(work), generators.pelican(work))
    }
    write(list(sites.values()))
    return by_turns(sites, pairs, cold)


def main() -> None:
    """Compare, print and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--note", default="", help="what else the machine was doing")
    parser.add_argument("--work", type=Path, help="where the sites are built, if not in memory")
    asked = parser.parse_args()
    result = circumstances(asked.note)
    bytecode.warn(bytecode.state({}))
    with workplace(asked.work) as work:
        runs = compare(work, asked.posts, asked.pairs)
    medians = {name: median(each) for name, each in runs.items()}
    found = ratio(medians["sitegen"], medians["Pelican"])
    python = str(installed.PYTHON)
    result |= {
        "posts": asked.posts,
        "ratio": to_builtins(found),
        "limit": LIMIT,
        "medians": to_builtins(medians),
        "runs": to_builtins(runs),
        "versions": {
            "python": platform.python_version(),
            "sitegen": importlib.metadata.version("sitegen"),
            "pelican": installed.version_in(python, "pelican"),
            "markdown": {
                "sitegen": importlib.metadata.version("markdown"),
                "pelican": installed.version_in(python, "markdown"),
            },
        },
    }
    kept = RESULTS / f"pelican-{asked.posts}-{result['date']}.json"
    keep(kept, result)
    print(f"ratio {found.wall:.2f} wall, {found.cpu:.2f} CPU (limit {LIMIT})")
    sys.exit(found.wall > LIMIT)


if __name__ == "__main__":
    main()
