"""Measures the rows of the table, one corpus after the other."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import blog
import generators
from blog import Blog
from generators import Generator
from goals import BARE, EARLIER, EQUAL, PLAIN, SMALLER
from hubs import Demo, HubSite, Three
from lines import COLD, LINES, by_turns, cold, first, nothing
from measure import HERE, Broken, Run, timed
from msgspec import Struct, structs
from served import first_pages, served
from sites import Check, EditedSite, Site
from table import OURS, Row

EDITS = 7
"""How many edits a dev server is watched at."""
SHARED = 216
"""Entries of the corpora whose shares of fast paths are counted."""
FIRST = "cold, nothing compiled but modules"
FIRST_PAGE = "dev server, first page"
MEMORY = "peak memory of the largest process, cold"


class Measuring(Struct, frozen=True, kw_only=True):
    """Measures everything with the same generators and in the same folder."""

    work: Path
    hugos: dict[str, Generator]
    """By the name of their layouts."""
    against: str
    """The revision of our code that hubs are compared with; empty where it cannot be had."""
    turns: int
    names: Sequence[str]
    """The lines that are asked for."""
    equal: int
    """Above so many posts Hugo with equal pages is built once: it would take most of the time."""

    def warm_up(self) -> None:
        """Build each sort of small site once, so that no line pays for a program's first start."""
        sites: list[Site] = [
            Blog(self.work / f"warm-{number}", generator, 20)
            for number, generator in enumerate((generators.sitegen(self.work), *self.hugos.values()))
        ]
        sites += [HubSite(self.work / f"warm-{whose}", one, 54) for whose, one in self._ours("commonmark").items()]
        for site in sites:
            site.write()
            site.build()
        _remove(sites)

    def blog(self, count: int) -> Iterator[Row]:
        """Yield the rows of a blog of so many posts, beside Hugo."""
        peers = {name: Blog(self.work / f"{name}, {count}", one, count) for name, one in self.hugos.items()}
        groups = {
            line: {
                OURS: Blog(self.work / f"{flavour}, {count}", generators.sitegen(self.work, flavour), count),
                **peers,
            }
            for line, flavour in COLD.items()
        }
        blog.write([*(group[OURS] for group in groups.values()), *peers.values()])
        rows = self._cold(groups, once=(f"{EQUAL}, {count}",) if count > self.equal else ())
        yield from rows
        pair = {name: site for name, site in groups["cold"].items() if name in (OURS, PLAIN)}
        _remove(site for group in groups.values() for site in group.values() if site not in pair.values())
        yield from self._edited(pair, {name: run for name in peers if rows and (run := rows[0].of(name))})
        _remove(pair.values())

    def hub(self, count: int) -> Iterator[Row]:
        """Yield the rows of a hub of so many entries, beside our own earlier code."""
        groups = {
            line: {
                whose: HubSite(self.work / f"hub, {whose}, {flavour}", generator, count)
                for whose, generator in self._ours(flavour).items()
            }
            for line, flavour in COLD.items()
        }
        sites = [site for group in groups.values() for site in group.values()]
        for site in sites:
            site.write()
        yield from self._cold(groups)
        yield from self._edited(groups["cold"], {})
        _remove(sites)

    def small(self) -> Iterator[Row]:
        """Yield the rows of the demo hub and of a site of three entries, beside our own earlier code."""
        for kind in (Demo, Three):
            sites: dict[str, Site] = {
                whose: kind(self.work / f"{kind.corpus}, {whose}", generator)
                for whose, generator in self._ours("python-markdown").items()
            }
            for site in sites.values():
                site.write()
            yield _row(sites, "cold", "cold, python-markdown", runs=partial(by_turns, sites, self.turns, cold))
            yield _row(sites, "first", FIRST, runs=partial(by_turns, sites, self.turns, first))
            yield _row(sites, "first page", FIRST_PAGE, samples=partial(first_pages, sites, self.turns))
            _remove(sites.values())

    def large(self, small: int, many: int) -> Iterator[Row]:
        """Yield what ten times as many posts take, of us alone: one build each."""
        generator = generators.sitegen(self.work)
        counts = {SMALLER: small, OURS: many}
        sites = {name: Blog(self.work / f"large, {count}", generator, count) for name, count in counts.items()}

        def runs() -> dict[str, list[Run]]:
            found: dict[str, list[Run]] = {}
            for name, site in sites.items():
                site.write()
                found |= by_turns({name: site}, 1, cold)
                _remove([site])
            return found

        row = _row(sites, "cold", "cold, python-markdown", runs=runs)
        yield from (row, structs.replace(row, name="memory", title=MEMORY))

    def shares(self) -> dict[str, dict[str, float]]:
        """Return corpus -> fast path -> share of the texts or pages that take it.

        They are counted in another process: this one has to stay small, see `timed`.
        """
        generator = generators.sitegen(self.work)
        sites = [
            Blog(self.work / "blog, shares", generator, SHARED),
            HubSite(self.work / "hub, shares", generator, SHARED),
            Demo(self.work / "demo, shares", generator),
        ]
        for site in sites:
            site.write()
        found: dict[str, dict[str, float]] = {}
        for site in sites:
            clock = [site.clock.isoformat()] if site.clock else []
            command = [sys.executable, str(HERE / "shares.py"), str(site.folder), *clock]
            found[site.corpus] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        _remove(sites)
        return found

    def _ours(self, flavour: str) -> dict[str, Generator]:
        """Return our code as it is and, where it can be had, as it was."""
        ours = {OURS: generators.sitegen(self.work, flavour)}
        if self.against:
            ours[EARLIER] = generators.earlier(self.work, self.against, flavour)
        return ours

    def _cold(self, groups: Mapping[str, Mapping[str, EditedSite]], *, once: Sequence[str] = ()) -> list[Row]:
        """Build all sites from nothing by turns; return a row for each flavour, and that of memory.

        Sites that are built for another line are built once, and nothing is said of them.
        """
        sites = {site.folder.name: site for group in groups.values() for site in group.values()}
        asked = any(line in self.names for line in groups)

        turns = self.turns if asked else 1
        whole = _row(groups["cold"], "cold", "cold", runs=partial(by_turns, sites, turns, cold, once=once))

        def of(group: Mapping[str, EditedSite]) -> dict[str, list[Run]]:
            return {name: whole.runs.get(site.folder.name, []) for name, site in group.items()}

        rows = [
            structs.replace(whole, name=line, title=f"cold, {COLD[line]}", runs=of(group))
            for line, group in groups.items()
            if line in self.names
        ]
        memory = structs.replace(whole, name="memory", title=MEMORY, runs=of(groups["cold"]))
        return [*rows, memory] if asked else []

    def _edited(self, sites: Mapping[str, EditedSite], full: Mapping[str, Run]) -> Iterator[Row]:
        """Yield the rows of what follows a build; `full` has others' builds from nothing."""
        for line in LINES:
            if line.name not in self.names:
                continue
            runs = partial(by_turns, sites, self.turns, line.change)
            if line.change is nothing:
                runs = partial(self._nothing, sites)
            yield structs.replace(_row(sites, line.name, line.title, runs=runs), full=dict(full))
        if "served" in self.names:
            yield _row(sites, "served", "dev server, edit to served", samples=partial(served, sites, EDITS))

    def _nothing(self, sites: Mapping[str, EditedSite]) -> dict[str, list[Run]]:
        """Build sites in which nothing has changed, and between them let Python start and end."""
        starts: list[Run] = []

        def change(site: EditedSite, turn: int) -> Check:
            check = nothing(site, turn)
            starts.append(timed((sys.executable, "-c", "pass"), self.work))
            return check

        return {**by_turns(sites, self.turns, change), BARE: starts}


def _row(
    sites: Mapping[str, Site],
    name: str,
    title: str,
    *,
    runs: Callable[[], dict[str, list[Run]]] = dict,
    samples: Callable[[], dict[str, list[float]]] = dict,
) -> Row:
    """Measure a line and return its row; one that could not be measured says why."""
    site = sites[OURS]
    row = Row(corpus=site.corpus, name=name, title=title, count=site.count, unit=site.unit)
    print(f"{title}: {site.corpus}, {site.count:,} {site.unit}", flush=True)
    try:
        return structs.replace(row, runs=runs(), samples=samples())
    except Broken as reason:
        print(reason, flush=True)
        return structs.replace(row, broken=str(reason))


def _remove(sites: Iterable[Site]) -> None:
    """Make room for what is measured next."""
    for folder in {site.folder for site in sites}:
        shutil.rmtree(folder)
