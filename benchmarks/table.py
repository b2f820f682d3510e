"""What was measured, as rows of figures and as the tables people read."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

import goals
from goals import BARE, EARLIER, EQUAL, LEAN, PLAIN, SMALLER, Goal
from measure import Run, median
from msgspec import Struct

OURS = "sitegen"
"""The name of our runs in a row."""


class Row(Struct, frozen=True, kw_only=True):
    """One line of the table: runs of everyone who was measured at it, or samples in milliseconds."""

    corpus: str
    name: str
    title: str
    count: int
    unit: str
    """What the corpus is counted in."""
    runs: dict[str, list[Run]] = {}
    samples: dict[str, list[float]] = {}
    """Milliseconds, where no build was run."""
    full: dict[str, Run] = {}
    """The medians of others' builds from nothing, for lines at which they were not measured anew."""
    broken: str = ""
    """Why it could not be measured, if something went wrong."""

    @property
    def ours(self) -> Run | None:
        """The median of our runs."""
        return self.of(OURS)

    def of(self, name: str) -> Run | None:
        """Return the median of someone's runs: here, or from nothing if that was not measured here."""
        return median(self.runs[name]) if self.runs.get(name) else self.full.get(name)

    def ratio(self, name: str, measure: str) -> float | None:
        """Return how many times as much of something we take as another, or None where one was not measured."""
        theirs = self.of(name)
        if self.samples.get(name) and self.samples.get(OURS):
            return statistics.median(self.samples[OURS]) / statistics.median(self.samples[name])
        if not (self.ours and theirs):
            return None
        return float(getattr(self.ours, measure) / getattr(theirs, measure))

    def found(self, goal: Goal) -> float | None:
        """Return the figure that a goal is about, or None where it was not measured."""
        if goal.against:
            return self.ratio(goal.against, goal.measure)
        if goal.unit == "GiB":
            return self.ours.peak / 1024 if self.ours else None
        return statistics.median(self.samples[OURS]) if self.samples.get(OURS) else None

    def verdict(self, goal: Goal) -> str:
        """Say whether a goal is met."""
        found = self.found(goal)
        if self.broken:
            return "broken"
        if found is None:
            return "not compared"
        if found <= goal.most:
            return "met"
        return "alarm" if found > goal.alarm else "not met"

    @property
    def goals(self) -> Sequence[Goal]:
        """What is promised for it."""
        return goals.of(self.corpus, self.name, self.count)


class Peer(Struct, frozen=True, kw_only=True):
    """What one generator takes for the three kinds of work all can do."""

    name: str
    version: str
    posts: int
    cold: Run
    nothing: Run
    body: Run
    runs: dict[str, list[Run]] = {}


def failed(rows: Sequence[Row]) -> bool:
    """Return whether a line is broken or past its alarm."""
    return any(row.broken or any(row.verdict(goal) == "alarm" for goal in row.goals) for row in rows)


def verdicts(rows: Sequence[Row]) -> list[str]:
    """Return the lines of the table of goals."""
    found = [(row, goal) for row in rows for goal in row.goals]
    if not found:
        return []
    said = [
        "",
        "## Goals",
        "",
        "| corpus | work | measured | goal | alarm | verdict |",
        "|---|---|---|---|---|---|",
    ]
    for row, goal in found:
        value = row.found(goal)
        unit = goal.unit or f"of {goal.against}"
        measured = "" if value is None else digits(value)
        cells = (f"{row.corpus}, {row.count:,}", row.title, f"{measured} {unit}", f"≤ {goal.most:,g}")
        said.append(f"| {' | '.join((*cells, f'{goal.alarm:,g}', row.verdict(goal)))} |")
    return said


def figures(rows: Sequence[Row], heading: str = "##") -> list[str]:
    """Return the tables of figures, one for each size of each corpus."""
    said: list[str] = []
    for corpus, count in dict.fromkeys((row.corpus, row.count) for row in rows):
        chosen = [row for row in rows if (row.corpus, row.count) == (corpus, count)]
        present = {name for row in chosen for name in (*row.runs, *row.samples, *row.full)}
        others = [name for name in (PLAIN, LEAN, EQUAL, EARLIER, SMALLER, BARE) if name in present]
        said += ["", f"{heading} {corpus.capitalize()}, {count:,} {chosen[0].unit}", ""]
        said += [f"| work | {OURS} | {' | '.join(f'of {name}' for name in others)} |"]
        said += [f"|---|---|{'---|' * len(others)}"]
        for row in chosen:
            cells = [row.title, own(row), *(cell(row, name) for name in others)]
            said.append(f"| {' | '.join(cells)} |")
        full = {name: run for row in chosen for name in others if (run := row.of(name)) and row.name == "cold"}
        if full:
            said += ["", f"From nothing: {'; '.join(f'{name} {_figures(run)}' for name, run in full.items())}."]
    return said


def peers(rows: Sequence[Peer]) -> list[str]:
    """Return the lines of the table of peers: wall time as a ratio to Hugo's, processor time in brackets."""
    if not rows:
        return []
    first = next((row for row in rows if row.name == EQUAL), rows[0])
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


def paths(shares: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the table of the shares of texts that take each fast path."""
    if not shares:
        return []
    names = list(next(iter(shares.values())))
    said = [
        "",
        "## Fast paths",
        "",
        "Share of the texts of each corpus, with `python-markdown`.",
        "",
    ]
    said += [f"| corpus | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    for corpus, found in shares.items():
        said.append(f"| {corpus} | {' | '.join(f'{found[name]:.0%}' for name in names)} |")
    return said


def document(result: Mapping[str, Any], rows: Sequence[Row], others: Sequence[Peer]) -> str:
    """Return the whole page."""
    said = [f"# Speed, measured on {result['date']}", "", *circumstances(result)]
    said += [f"Absent: {name} ({reason})." for name, reason in result["absent"].items()]
    said += [
        f"Broken: {row.title}, {row.corpus}, {row.count:,} {row.unit}: {row.broken.splitlines()[0]}"
        for row in rows
        if row.broken
    ]
    said += [f"Note: {result['note']}"] if result["note"] else []
    said += ["", "Ratios are of time by the clock, in brackets of processor time; the medians of the turns."]
    return "\n".join([*said, *verdicts(rows), *figures(rows), *paths(result["fast paths"]), *peers(others)]) + "\n"


def circumstances(result: Mapping[str, Any]) -> list[str]:
    """Return in words what was measured where."""
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    return [
        f"Written by `benchmarks/promises.py`; every run is in `benchmarks/results/promises.json`. {versions}.",
        f"{machine['system']}, {machine['cores']} cores, load {machine['load before']} before;"
        f" {counted(result['turns'], 'turn')}, in {result['place']}. Byte code: {result['byte code']}.",
    ]


def digits(value: float, most: int = 3) -> str:
    """Return a positive figure with so many digits; a large one is whole, where `g` would put an exponent."""
    return f"{value:,.0f}" if value >= 10 ** (most - 1) else f"{value:.{most}g}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as `1 turn` and `3 turns`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def own(row: Row) -> str:
    """Return what we take at a line: seconds by the clock and of processors, milliseconds or MiB."""
    if row.broken:
        return "broken"
    if row.samples.get(OURS):
        return f"{statistics.median(row.samples[OURS]):,.0f} ms"
    if not row.ours:
        return ""
    return (
        f"{row.ours.peak:,.0f} MiB"
        if row.name == "memory"
        else f"{digits(row.ours.wall)} s ({digits(row.ours.cpu)})"
    )


def cell(row: Row, name: str) -> str:
    """Return how many times as much we take as another, in brackets of processor time; empty if not measured."""
    if row.name == "memory":
        peak = row.ratio(name, "peak")
        return "" if peak is None else digits(peak, 2)
    wall, cpu = row.ratio(name, "wall"), row.ratio(name, "cpu")
    if wall is None or cpu is None:
        return ""
    return digits(wall, 2) if row.samples else f"{digits(wall, 2)} ({digits(cpu, 2)})"


def _figures(run: Run) -> str:
    return f"{digits(run.wall)} s, {digits(run.cpu)} s of processors, {run.peak:,.0f} MiB"
