"""What was measured, as rows of figures and as the table people read."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from measure import Run
from msgspec import Struct

PROMISED = 10_000
"""The promises are made for so many posts."""


class Row(Struct, frozen=True, kw_only=True):
    """One promise and what came of it."""

    name: str
    title: str
    posts: int
    unit: str
    """What is promised: `of Hugo's time`, `ms`."""
    promise: float
    alarm: float
    measured: float | None = None
    """In that unit; none where there was nothing to compare with."""
    cpu: float | None = None
    """The ratio of processor time."""
    ours: Run | None = None
    theirs: Run | None = None
    """Medians."""
    lean: Run | None = None
    """What Hugo takes from nothing with next to nothing around the texts; it builds all of it every time."""
    broken: str = ""
    """Why it could not be measured, if something went wrong."""
    binding: bool = False
    """Whether the promise is made for so many posts."""
    runs: dict[str, list[Run]] = {}
    samples: dict[str, list[float]] = {}
    """Milliseconds, where no build was run."""

    @property
    def verdict(self) -> str:
        """Say whether the promise is met."""
        if self.broken:
            return "broken"
        if self.measured is None:
            return "not compared"
        if self.measured <= self.promise:
            return "met"
        return "alarm" if self.measured > self.alarm else "not met"


class Peer(Struct, frozen=True, kw_only=True):
    """What one generator takes for the three kinds of work all can do."""

    name: str
    version: str
    posts: int
    cold: Run
    nothing: Run
    body: Run
    runs: dict[str, list[Run]] = {}


def promises(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the promise tables, one table for each number of posts."""
    said: list[str] = []
    for count in dict.fromkeys(row.posts for row in rows):
        said += ["", f"## Promises, {count:,} posts", ""]
        if any(row.posts == count and not row.binding for row in rows):
            said += [f"Ratios to Hugo are promised for {PROMISED:,} posts; here they only show the way.", ""]
        said += [
            "| work | measured | unit | promise | alarm | verdict | CPU ratio | to lean Hugo | sitegen | Hugo |",
            "|---|---|---|---|---|---|---|---|---|---|",
        ]
        for row in rows:
            if row.posts == count:
                figures = (row.measured, row.promise, row.alarm, row.cpu)
                measured, promise, alarm, cpu = ("" if value is None else f"{value:,.4g}" for value in figures)
                verdict = (row.title, measured, row.unit, f"≤ {promise}", alarm, row.verdict)
                cells = (*verdict, cpu, _to_lean(row), *_medians(row))
                said.append(f"| {' | '.join(cells)} |")
    return said


def peers(rows: Sequence[Peer]) -> list[str]:
    """Return the lines of the table of peers: wall time as a ratio to Hugo's, processor time in brackets."""
    if not rows:
        return []
    first = next((row for row in rows if row.name == "Hugo"), rows[0])
    said = [
        "",
        f"## Peers, {first.posts:,} posts",
        "",
        f"Time by the clock against {first.name}, processor time in brackets; behind it the figures themselves.",
        "",
        "| generator | version | cold | nothing changed | one post edited |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        pairs = ((row.cold, first.cold), (row.nothing, first.nothing), (row.body, first.body))
        cells = [f"{run.wall / base.wall:.2f} ({run.cpu / base.cpu:.2f}); {_figures(run)}" for run, base in pairs]
        said.append(f"| {row.name} | {row.version} | {' | '.join(cells)} |")
    return said


def document(result: Mapping[str, Any], rows: Sequence[Row], others: Sequence[Peer]) -> str:
    """Return the whole page."""
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    said = [
        f"# Promises, measured on {result['date']}",
        "",
        f"Written by `benchmarks/promises.py`; every run is in the JSON file beside this one. {versions}.",
        f"{machine['system']}, {machine['cores']} cores, load {machine['load before']} before;"
        f" {result['pairs']} pairs, in {result['place']}.",
    ]
    said += [f"Absent: {name} ({reason})." for name, reason in result["absent"].items()]
    said += [
        f"Broken: {row.title}, {row.posts:,} posts: {row.broken.splitlines()[0]}" for row in rows if row.broken
    ]
    said += [f"Note: {result['note']}"] if result["note"] else []
    return "\n".join([*said, *promises(rows), *peers(others)]) + "\n"


def _to_lean(row: Row) -> str:
    """Return our time as a ratio to that of the lean Hugo, and of processor time in brackets."""
    if not (row.lean and row.ours):
        return ""
    return f"{row.ours.wall / row.lean.wall:,.3g} ({row.ours.cpu / row.lean.cpu:,.3g})"


def _medians(row: Row) -> tuple[str, str]:
    if row.samples:
        middles = [f"{statistics.median(taken):,.0f} ms" for taken in row.samples.values()]
        return (middles[0], middles[1] if middles[1:] else "")
    return (_figures(row.ours) if row.ours else "", _figures(row.theirs) if row.theirs else "")


def _figures(run: Run) -> str:
    return f"{run.wall:.3g} s, {run.cpu:.3g} s CPU, {run.peak:,.0f} MiB"
