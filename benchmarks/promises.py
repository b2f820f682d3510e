"""Measure every promise about speed against Hugo on the same corpus, and write the table.

    .venv/bin/python benchmarks/promises.py                        # 1,000 and 10,000 posts, three pairs
    .venv/bin/python benchmarks/promises.py --posts 200 --pairs 1 --results /tmp/tried

Installs the peers on first use. Exits with 1 when a line that is promised for so many posts is past its alarm.
"""

import argparse
import platform
import shutil
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import generators
from generators import Generator
from lines import COLD, LINES, Line, by_turns, cold
from measure import RESULTS, Broken, Run, circumstances, keep, median, ratio
from memory import IN_MEMORY, workplace
from msgspec import structs, to_builtins
from peers import compared, present
from served import served
from sites import Site, write
from table import PROMISED, Peer, Row, document

NAMES = (*(line.name for line in LINES), "served", "peers")
EDITS = 7
"""How many edits a dev server is watched at."""
FEW = 1_000
"""The peers' table is made for so many posts, and the dev server has a promise for them too."""
LARGE = 100_000


def against_hugo(
    work: Path, hugo: Generator | None, count: int, pairs: int, names: Sequence[str]
) -> Iterator[Row]:
    """Yield the rows for one number of posts, as they are measured."""
    sites = {
        name: Site(work / f"{name}-{count}", generator, count)
        for name, generator in (
            ("python-markdown", generators.sitegen(work)),
            ("commonmark", generators.sitegen(work, "commonmark")),
            ("Hugo", hugo),
        )
        if generator
    }
    write(list(sites.values()))
    settled = False
    bare = _lean(work, count, pairs) if hugo else None
    for line in (line for line in LINES if line.name in names):
        print(f"{line.title}, {count:,} posts", flush=True)
        pair = [sites[line.flavour], *([sites["Hugo"]] if hugo else [])]
        if line.change is not cold and not settled:
            for site in pair:
                site.build()
            settled = True
        try:
            for row in measured(line, pair, pairs):
                yield row if row.name == "memory" else structs.replace(row, lean=bare)
        except Broken as reason:
            print(reason, flush=True)
            yield row_of(line, count, broken=str(reason))
    if "served" in names:
        print(f"dev server, {count:,} posts", flush=True)
        yield edited(count, [sites["python-markdown"], *([sites["Hugo"]] if hugo else [])])
    for site in sites.values():
        shutil.rmtree(site.folder)


def _lean(work: Path, count: int, pairs: int) -> Run:
    """Return what Hugo takes from nothing with next to nothing around the texts."""
    print(f"lean Hugo, {count:,} posts", flush=True)
    site = Site(work / f"lean-{count}", generators.hugo(work, lean=True), count)
    write([site])
    run = median(by_turns([site], pairs, cold)["lean Hugo"])
    shutil.rmtree(site.folder)
    return run


def measured(line: Line, pair: Sequence[Site], pairs: int) -> Iterator[Row]:
    """Yield the row of one line; from nothing, that of memory too. Raises Broken."""
    runs = by_turns(pair, pairs, line.change)
    ours, *others = (median(taken) for taken in runs.values())
    theirs = others[0] if others else None
    found = ratio(ours, theirs) if theirs else None
    row = structs.replace(
        row_of(line, pair[0].count),
        measured=found.wall if found else None,
        cpu=found.cpu if found else None,
        ours=ours,
        theirs=theirs,
        runs=runs,
    )
    yield row
    if line is COLD:
        yield Row(
            name="memory",
            title="peak memory of the largest process, cold",
            posts=row.posts,
            unit="of Hugo's memory",
            promise=0.3,
            alarm=0.5,
            measured=found.peak if found else None,
            ours=ours,
            theirs=theirs,
            binding=row.binding,
        )


def row_of(line: Line, count: int, broken: str = "") -> Row:
    """Return the row of a line that is not measured yet, or cannot be."""
    return Row(
        name=line.name,
        title=line.title,
        posts=count,
        unit="of Hugo's time",
        promise=line.promise,
        alarm=line.alarm,
        binding=count == PROMISED,
        broken=broken,
    )


def edited(count: int, sites: Sequence[Site]) -> Row:
    """Return the row of the dev server."""
    row = Row(
        name="served",
        title="dev server, edit to served",
        posts=count,
        unit="ms",
        promise=50 if count <= FEW else 150,
        alarm=100 if count <= FEW else 300,
        binding=count in (FEW, PROMISED),
    )
    try:
        taken = served(sites, EDITS)
    except Broken as reason:
        print(reason, flush=True)
        return structs.replace(row, broken=str(reason))
    return structs.replace(row, measured=statistics.median(taken["sitegen"]), samples=taken)


def large(work: Path, small: int = PROMISED, many: int = LARGE) -> Iterator[Row]:
    """Yield what ten times as many posts take, of us alone: one build each."""
    runs = {}
    for count in (small, many):
        print(f"from nothing, {count:,} posts", flush=True)
        site = Site(work / f"large-{count}", generators.sitegen(work), count)
        write([site])
        runs[count] = by_turns([site], 1, cold)["sitegen"][0]
    found = ratio(runs[many], runs[small])
    both = {f"{count} posts": [run] for count, run in runs.items()}
    yield Row(
        name="large",
        title="cold, python-markdown",
        posts=many,
        unit=f"of the time of {small:,} posts",
        promise=11,
        alarm=11,
        measured=found.wall,
        cpu=found.cpu,
        ours=runs[many],
        binding=many == LARGE,
        runs=both,
    )
    yield Row(
        name="large-memory",
        title="peak memory of the largest process, cold",
        posts=many,
        unit="GiB",
        promise=2.5,
        alarm=2.5,
        measured=round(runs[many].peak / 1024, 2),
        ours=runs[many],
        binding=many == LARGE,
    )


def warm(work: Path, generator: Generator) -> None:
    """Build a few posts once, so that no line pays for a program's first start."""
    site = Site(work / f"warm-{generator.name}", generator, 20)
    write([site])
    site.build()


def main() -> None:
    """Measure, and keep the results after every line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="+", default=[FEW, PROMISED], metavar="N")
    parser.add_argument("--pairs", type=int, default=3, metavar="N", help="turns of each line")
    parser.add_argument("--lines", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--large", action="store_true", help=f"build {LARGE:,} posts too, which takes long")
    parser.add_argument(
        "--work", type=Path, help="where the sites are built (default: in memory, if it can be had)"
    )
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to keep the results")
    parser.add_argument("--note", default="", help="what else the machine was doing")
    asked = parser.parse_args()
    result = circumstances(asked.note)
    rows: list[Row] = []
    others: list[Peer] = []
    with workplace(asked.work) as work:
        peers, absent = present(work)
        warm(work, generators.sitegen(work))
        for name, generator in list(peers.items()):
            try:
                warm(work, generator)
            except Broken as reason:
                absent[name] = str(reason)
                del peers[name]
        result |= {
            "pairs": asked.pairs,
            "place": "memory" if work.parent == IN_MEMORY else "a folder on disk",
            "versions": {
                "Python": platform.python_version(),
                "sitegen": generators.sitegen(work).version,
                **{name: peer.version for name, peer in peers.items()},
            },
            "absent": absent,
        }

        def keep_all() -> None:
            kept = asked.results / f"promises-{result['date']}.json"
            keep(kept, {**result, "promises": to_builtins(rows), "peers": to_builtins(others)})
            kept.with_suffix(".md").write_text(document(result, rows, others), encoding="utf-8")

        for count in asked.posts:
            for row in against_hugo(work, peers.get("Hugo"), count, asked.pairs, asked.lines):
                rows.append(row)
                keep_all()
        if asked.large:
            rows += large(work)
            keep_all()
        if "peers" in asked.lines:
            others += compared(work, peers, min(FEW, *asked.posts), asked.pairs)
            keep_all()
    print(document(result, rows, others))
    sys.exit(any(row.broken or (row.binding and row.verdict == "alarm") for row in rows))


if __name__ == "__main__":
    main()
