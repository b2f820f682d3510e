"""What memory and links cost a large wiki: 5,000 pages, 50,000 links, 20,000 commits.

    .venv/bin/python benchmarks/wiki.py              # some minutes
    .venv/bin/python benchmarks/wiki.py --part 0.02  # 100 pages and 400 commits

Builds it from nothing, moves a page with `sitegen mv` and builds it again. Exits with 1 when assemble (links,
backlinks, the graph) and history take more than a fifth of the build from nothing, when git was asked for the log
more than once, or when the build after the move converted other files than those that differ. All are parts or
counts of one run, so that a busy machine has little say. The results are kept as those of growth.py are.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from corpus import SEED, vocabulary
from generators import Generator, sitegen
from measure import RESULTS, Run, circumstances, keep, timed
from memory import workplace
from msgspec import Struct

PAGES = 5_000
LINKS = 10
"""How many links a page has."""
VERSIONS = 4
"""How many commits there are for each page: one that adds it, and edits."""
AREA = 30
"""How many pages are in a folder."""
WORDS = 120
PEOPLE = 40
LIMIT = 0.2
"""The part of a build from nothing that assemble and history may take."""
SETTINGS = "title: Wiki\nurl: https://wiki.example.org/\ntimezone: UTC\nhistory: true\n"
FIRST = 1_577_836_800
"""The time of the first commit: the beginning of 2020."""
HOUR = 3_600
COUNTED = """#!/bin/sh
echo "$@" >> "{calls}"
exec "{git}" "$@"
"""


class Wiki(Struct, frozen=True, kw_only=True):
    """What was measured."""

    pages: int
    cold: Run
    stages: dict[str, float]
    """Stage of the build from nothing -> seconds."""
    share: float
    """The part of it that assemble and history took, from 0 to 1."""
    logs: int
    """How often git was asked for the log, in both builds."""
    moving: Run
    again: Run
    """The build after the move."""
    differing: int
    """Texts that the move wrote anew."""
    converted: int
    """Texts that the build after it converted."""

    @property
    def is_good(self) -> bool:
        """Whether it is as it has to be."""
        return self.share <= LIMIT and self.logs == 1 and self.converted == self.differing


def path(number: int) -> str:
    """Return where a page is."""
    return f"content/wiki/area-{number // AREA}/page-{number}.md"


def text(number: int, version: int, pages: int, words: Sequence[str]) -> str:
    """Return a version of a page: links by title, by file and by path, and words that were edited each time."""
    chance = random.Random(number)
    to = [(number * 7 + 31 * each + 1) % pages for each in range(LINKS)]
    links = (
        (f"[[Page {each}]]", f"[[page-{each}|this]]", f"[it](../area-{each // AREA}/page-{each}.md)")[place % 3]
        for place, each in enumerate(to)
    )
    said = chance.choices(words, k=WORDS)
    said[10 : 10 + version] = [f"edit {version}"]
    half = WORDS // 2
    paragraphs = (" ".join(said[:half]), " and ".join(links), f"## {said[0].title()}", " ".join(said[half:]))
    return f"---\ntitle: Page {number}\n---\n\n" + ".\n\n".join(paragraphs) + ".\n"


def stream(pages: int) -> Iterator[bytes]:
    """Yield what `git fast-import` makes the repository of: in each round a commit for every page."""
    words = vocabulary(random.Random(SEED))
    files = [{"site.yaml": SETTINGS, ".gitignore": "/output/\n/.sitegen/\n/build.log\n"}]
    files += (
        {path(each): text(each, version, pages, words)} for version in range(VERSIONS) for each in range(pages)
    )
    for number, changed in enumerate(files):
        who = f"Writer {number % PEOPLE} <writer{number % PEOPLE}@example.org> {FIRST + number * HOUR} +0000"
        why = f"Change {', '.join(changed)} for the {number}th time"
        yield f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(why)}\n{why}\n".encode()
        for name, content in changed.items():
            yield f"M 100644 inline {name}\ndata {len(content.encode())}\n{content}\n".encode()


def lay_out(folder: Path, pages: int) -> None:
    """Make the repository of a wiki, with its files checked out."""
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    importing = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
    assert importing.stdin is not None
    with importing.stdin as given:
        given.writelines(stream(pages))
    if importing.wait():
        raise SystemExit("git cannot import the commits")
    subprocess.run(["git", "checkout", "-q", "-f", "main"], cwd=folder, check=True)


def counting(folder: Path, calls: Path) -> str:
    """Make a program `git` that writes down how it was called, and return a PATH on which it comes first."""
    git = shutil.which("git")
    program = folder / "git"
    folder.mkdir()
    program.write_text(COUNTED.format(calls=calls, git=git), encoding="utf-8")
    program.chmod(0o755)
    return f"{folder}:{Path(git or '').parent}:/usr/bin:/bin"


def profile(folder: Path) -> tuple[dict[str, float], int]:
    """Return seconds by stage, and the number of texts that were converted, of the last build in a folder."""
    said = (folder / "build.log").read_text(encoding="utf-8")
    stages = said.partition("stage ")[2].partition("\n\n")[0]
    seconds = {name: float(taken) for name, taken in re.findall(r"(?m)^(\w[\w ]*?) {2,}(\d+\.\d+) ", stages)}
    read = re.search(r"sources slowest to read, of ([\d,]+)", said)
    return seconds, int(read[1].replace(",", "")) if read else 0


def texts(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of every text."""
    return {place: place.read_bytes() for place in (folder / "content").rglob("*.md")}


def measured(generator: Generator, work: Path, pages: int) -> Wiki:
    """Build a wiki from nothing, move a page of it, and build again."""
    folder, calls = work / "wiki", work / "calls"
    lay_out(folder, pages)
    environment = {**generator.environment, "PATH": counting(work / "bin", calls)}
    cold = timed((*generator.build, "--profile"), folder, environment)
    stages, _ = profile(folder)
    before = texts(folder)
    moved = pages // 2
    command = (*generator.build[:-1], "mv", path(moved), f"content/wiki/area-0/moved-{moved}.md")
    moving = timed(command, folder, environment)
    differing = sum(before.get(place) != data for place, data in texts(folder).items())
    again = timed((*generator.build, "--profile"), folder, environment)
    _, converted = profile(folder)
    return Wiki(
        pages=pages,
        cold=cold,
        stages=stages,
        share=round((stages["assemble"] + stages["history"]) / sum(stages.values()), 4),
        logs=sum(" log " in f" {call} " for call in calls.read_text(encoding="utf-8").splitlines()),
        moving=moving,
        again=again,
        differing=differing,
        converted=converted,
    )


def told(found: Wiki) -> str:
    """Return a measurement in words."""
    parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in found.stages.items())
    return (
        f"{found.pages:,} pages, {found.pages * LINKS:,} links, {found.pages * VERSIONS:,} commits\n"
        f"from nothing: {found.cold.wall:.1f} s, {found.cold.peak:.0f} MiB ({parts})\n"
        f"assemble and history: {found.share:.1%} of it, {LIMIT:.0%} is the most\n"
        f"the log: read {found.logs} times in both builds, in {found.stages['history']:.2f} s\n"
        f"sitegen mv: {found.moving.wall:.1f} s, {found.differing} texts differ\n"
        f"built again: {found.again.wall:.1f} s, {found.converted} texts converted\n"
        f"{'as it has to be' if found.is_good else 'NOT as it has to be'}"
    )


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=float, default=1.0, help="part of the pages and commits (default: 1)")
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="where to keep the results of a trial")
    parser.add_argument("--note", default="", help="kept with the results")
    parser.add_argument("--work", type=Path, help="where to build (default: in memory, if it can be had)")
    asked = parser.parse_args()
    around = circumstances(asked.note)
    with workplace(asked.work) as work:
        found = measured(sitegen(work), work, int(PAGES * asked.part))
    print(told(found))
    if folder := asked.results or (RESULTS if asked.part == 1 else None):
        keep(folder / f"wiki-{around['date']}.json", {**around, **msgspec.to_builtins(found)})
    sys.exit(not found.is_good)


if __name__ == "__main__":
    main()
