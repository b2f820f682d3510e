"""Measure every line of the table, and keep the results; only with --readme is the table put into README.md.

    .venv/bin/python benchmarks/promises.py                          # everything but --large and --peers
    .venv/bin/python benchmarks/promises.py --large --readme         # with 100,000 posts; README.md gets the table
    .venv/bin/python benchmarks/promises.py --posts 100 --hub 108 --turns 1 --results /tmp/tried

Installs the peers on first use. Exits with 1 when a line is broken or past its alarm.
"""

import argparse
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import bytecode
import generators
from generators import Generator
from goals import BEFORE, FEW, HUB, LARGE, MANY, PLAIN
from installed import Absent
from lines import COLD, LINES
from measure import RESULTS, WORK, circumstances, keep
from measured import Measuring
from memory import IN_MEMORY, workplace
from msgspec import to_builtins
from peers import compared, present
from readme import put
from table import Peer, Row, document, failed

CORPORA = {
    "blog": "the blogs, beside Hugo",
    "hub": "the hub, beside our earlier code",
    "small": "the demo hub and a site of three entries, beside our earlier code",
}
"""What is built, by the name that asks for it."""
POSTS = (100, FEW, MANY)
NAMES = {
    **{name: f"from nothing, {flavour}" for name, flavour in COLD.items()},
    **{line.name: line.title for line in LINES},
    "served": "dev server, edit to served",
}
"""The lines of blogs and hub, and what each is about."""


def hugos(work: Path) -> tuple[dict[str, Generator], dict[str, str]]:
    """Return Hugo with each set of layouts by its name, and why there is none."""
    try:
        made = [generators.hugo(work, layouts) for layouts in generators.HUGOS]
    except Absent as reason:
        return {}, {"Hugo": str(reason)}
    return {one.name: one for one in made}, {}


def earlier(work: Path, revision: str) -> str:
    """Return why our code at a revision cannot be had, or nothing when it can."""
    try:
        generators.earlier(work, revision)
    except Absent as reason:
        return str(reason)
    return ""


def measured(asked: argparse.Namespace, measuring: Measuring) -> Iterator[Row]:
    """Yield the rows that are asked for."""
    if "blog" in asked.corpora:
        for count in asked.posts:
            yield from measuring.blog(count)
    if "hub" in asked.corpora:
        yield from measuring.hub(asked.hub)
    if "small" in asked.corpora:
        yield from measuring.small()
    if asked.large:
        yield from measuring.large(MANY, LARGE)


def arguments(asked: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    listed = [f"corpora, the sites that are built:\n{_listed(CORPORA)}"]
    listed += [f"lines, the kinds of work on blogs and hub:\n{_listed(NAMES)}"]
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="\n\n".join(listed),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--corpora",
        nargs="*",
        choices=list(CORPORA),
        default=list(CORPORA),
        metavar="NAME",
        help="which of the corpora below (default: all)",
    )
    parser.add_argument(
        "--posts",
        type=int,
        nargs="+",
        default=list(POSTS),
        metavar="N",
        help=f"posts of each blog (default: {' '.join(map(str, POSTS))})",
    )
    parser.add_argument(
        "--hub", type=int, default=HUB, metavar="N", help="entries of the hub (default: %(default)s)"
    )
    parser.add_argument(
        "--turns",
        type=int,
        default=3,
        metavar="N",
        help="turns of each line, of which the medians count (default: %(default)s)",
    )
    parser.add_argument(
        "--lines",
        nargs="+",
        choices=list(NAMES),
        default=list(NAMES),
        metavar="NAME",
        help="which of the lines below (default: all)",
    )
    parser.add_argument(
        "--equal",
        type=int,
        default=FEW,
        metavar="N",
        help="above N posts build Hugo with equal pages but once (default: %(default)s)",
    )
    parser.add_argument(
        "--against",
        default=BEFORE,
        metavar="REV",
        help="revision of our code that hubs are compared with (default: %(default)s)",
    )
    parser.add_argument("--large", action="store_true", help=f"build {LARGE:,} posts too")
    parser.add_argument(
        "--peers", action="store_true", help=f"compare {FEW:,} posts with Pelican, MkDocs, Eleventy"
    )
    parser.add_argument(
        "--work", type=Path, help="where the sites are built (default: in memory, if it can be had)"
    )
    parser.add_argument(
        "--results", type=Path, default=RESULTS, help="where to keep the results (default: benchmarks/results)"
    )
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    parser.add_argument("--note", default="", help="what else the machine was doing")
    return parser.parse_args(asked)


def _listed(names: Mapping[str, str]) -> str:
    """Return names with what they mean, one a line."""
    return "\n".join(f"  {name:17}{meaning}" for name, meaning in names.items())


def is_whole(asked: argparse.Namespace) -> bool:
    """Return whether the whole table is asked for, so that its results may replace those that are kept."""
    usual = arguments([])
    return all(
        getattr(asked, name) == getattr(usual, name) for name in ("corpora", "posts", "hub", "turns", "lines")
    )


def main() -> None:
    """Measure, and keep the results after every line."""
    asked = arguments()
    if asked.results == RESULTS and not is_whole(asked):
        asked.results = WORK / "trial"
        asked.results.mkdir(parents=True, exist_ok=True)
        print(f"a trial: its results go to {asked.results}/")
    result = circumstances(asked.note)
    rows: list[Row] = []
    others: list[Peer] = []
    with workplace(asked.work) as work:
        found, absent = hugos(work)
        why = earlier(work, asked.against)
        absent |= {f"sitegen {asked.against}": why} if why else {}
        measuring = Measuring(
            work=work,
            hugos=found,
            against="" if why else asked.against,
            turns=asked.turns,
            names=asked.lines,
            equal=asked.equal,
        )
        measuring.warm_up()
        result |= {
            "turns": asked.turns,
            "place": "memory" if work.is_relative_to(IN_MEMORY) else "a folder on disk",
            "byte code": bytecode.state(generators.sitegen(work).environment),
            "versions": {
                "Python": platform.python_version(),
                "sitegen": generators.sitegen(work).version,
                **({"Hugo": found[PLAIN].version} if found else {}),
            },
            "absent": absent,
            "fast paths": measuring.shares(),
        }
        bytecode.warn(result["byte code"])

        def keep_all() -> None:
            kept = asked.results / "promises.json"
            keep(kept, {**result, "rows": to_builtins(rows), "peers": to_builtins(others)})
            kept.with_suffix(".md").write_text(document(result, rows, others), encoding="utf-8")

        for row in measured(asked, measuring):
            rows.append(row)
            keep_all()
        if asked.peers:
            peers, missing = present(work)
            absent |= missing
            result["versions"] |= {name: peer.version for name, peer in peers.items()}
            others += compared(work, peers, min(FEW, *asked.posts), asked.turns)
        keep_all()
    print(document(result, rows, others))
    if asked.readme:
        put(result, rows)
    sys.exit(failed(rows))


if __name__ == "__main__":
    main()
