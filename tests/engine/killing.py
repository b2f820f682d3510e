"""Ends builds from outside at sampled moments and says what they leave: `python -m tests.engine.killing`.

It is a process of its own, because only one without other threads may fork. Each build runs in a child that
inherits all imports, so what is sampled is the build and not the start of Python.
"""

import argparse
import datetime as dt
import gc
import json
import os
import random
import re
import shutil
import signal
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath

from sitegen.engine.cached_build import cached_build
from sitegen.engine.lock import site_lock
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.engine.every_kind import FILES, entry, svg

SETTINGS = str(FILES["site.yaml"]).replace("search: false\n", "")
OLD = FILES | {"site.yaml": SETTINGS}
GONE = ("content/about.md", "content/wiki/notes.md", "content/posts/2026-05-10-fourth.md")
NEW = {
    **{path: text for path, text in FILES.items() if path not in GONE},
    "site.yaml": SETTINGS.replace("/about/", "/contact/"),
    "content/wiki/guide.md": entry("title: The guide\naliases: [Guide, /old/guide/]\n", "## Second part\n\nText."),
    "content/wiki/remarks.md": entry("title: Notes\nexcerpt: Notes.\naliases: /wiki/notes/\n", "![[Guide]]"),
    "content/posts/2026-05-20-fifth.md": entry("title: Fifth\ntags: two\n", "New, and by [[Ada]]."),
    "content/posts/first.svg": svg(30),
    "layouts/assets/site.css": "p { color: red }",
    "layouts/partials/note.html": "another note",
}
"""After the edits: two assets changed, pages deleted, renamed and new, a partial and a setting edited."""

GLANCE = 0.0005
"""Seconds between two looks for the journal: a commit takes some forty times as long."""

LINK = re.compile(rb'(?:href|src)="([^":#?/][^":#?]*)[#?"]')
"""What a page leads to below its own site: relative addresses, without their query and anchor."""

Files = Mapping[str, bytes]


class Killer:
    """One site, edited there and back, whose builds are killed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.output = root / "output"
        self.journal = self.output / ".sitegen-staging" / "journal"
        self.random = random.Random(seed)
        self.wrong: list[str] = []

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Make the sources exactly these files."""
        for folder in ("content", "layouts"):
            shutil.rmtree(self.root / folder, ignore_errors=True)
        for path, text in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def clean(self, files: Mapping[str, str | bytes]) -> Files:
        """Return what a clean build makes of some sources; children inherit what it imports here."""
        self.write(files)
        beside = self.root / ".beside"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(self.root / ".sitegen", ignore_errors=True)
        self.build(beside)
        return published(beside)

    def whole(self, output: Path) -> dict[str, list[str]]:
        """Build to the end, in a child, and return what it said."""
        reading, writing = os.pipe()
        child = fork(lambda: self.build(output, writing))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return dict(json.loads(said or '{"crashed": ["it wrote nothing"]}'))

    def killed(self, moment: float, *, committing: bool) -> bool:
        """Build, and kill it after so many seconds, or so many after its commit began; False: it had ended."""
        child = fork(lambda: self.build(self.output))
        while committing and not self.journal.exists():
            if os.waitpid(child, os.WNOHANG)[0]:
                return False
            time.sleep(GLANCE)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)

    def build(self, output: Path, pipe: int | None = None) -> None:
        """Build as a command does, and tell through the pipe how it ended."""
        request = Request(
            root=self.root,
            output=output,
            config=self.root / "site.yaml",
            as_of=dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC),
        )
        with site_lock(self.root):
            ended = cached_build(request, KINDS, OUTPUTS)
        if pipe is not None:
            errors = [str(found) for found in ended.result.diagnostics if ended.result.failed]
            notes = [ended.note] if ended.note else []
            said = {"errors": errors, "notes": notes, "rendered": sorted(ended.result.rendered)}
            os.write(pipe, json.dumps({name: lines for name, lines in said.items() if lines}).encode())

    def check(self, when: str, old: Files, new: Files) -> None:
        """Note what is wrong after a kill: with the files, with the next build, with the one after it."""
        found = published(self.output)
        torn = [path for path, data in found.items() if data not in (old.get(path), new.get(path))]
        self.wrong += (f"{when}: {path} is neither old nor new" for path in torn)
        if old:
            self.wrong += (f"{when}: {path} is gone" for path in old.keys() & new.keys() - found.keys())
            self.wrong += (f"{when}: {line}" for line in dangling(found))
        for which in ("next", "third"):
            said = self.whole(self.output)
            if which == "next":
                said.pop("rendered", None)
            self.wrong += (f"{when}: the {which} build: {name}: {lines}" for name, lines in said.items())
        after = published(self.output)
        self.wrong += (
            f"{when}: then {path} differs" for path in after.keys() | new if after.get(path) != new.get(path)
        )
        if self.journal.parent.exists():
            self.wrong.append(f"{when}: the staging folder is still there")

    def forget(self) -> None:
        """Make the next build the first."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.root / ".sitegen", ignore_errors=True)


def fork(job: Callable[[], None]) -> int:
    """Run a job in a child and return its process."""
    child = os.fork()
    if child:
        return child
    try:
        job()
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and the child ends here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def published(folder: Path) -> dict[str, bytes]:
    """Return the files readers can reach: those outside names that start with a dot."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix(): (folder / path).read_bytes() for path in paths if not path.parts[0].startswith(".")}


def dangling(files: Files) -> Iterator[str]:
    """Yield the links that lead to nothing, on the pages that a reader can reach from home."""
    seen, ahead = {"index.html"}, ["index.html"]
    while ahead:
        page = ahead.pop()
        for address in sorted({found.decode() for found in LINK.findall(files[page])}):
            path = normpath(join(page, "..", address)).removeprefix("./")
            path = "index.html" if path == "." else f"{path}/index.html" if address.endswith(("/", ".")) else path
            if path not in files:
                yield f"{page} leads to {path}, which is not there"
            elif path not in seen:
                seen.add(path)
                ahead += [path] if path.endswith(".html") else []


def measure(killer: Killer, turns: list[Callable[[], None]]) -> tuple[float, float]:
    """Return how long a build takes, and how much of it is left once its commit has begun."""
    wholes, tails = [], []
    for turn in turns:
        turn()
        begun = time.monotonic()
        committed = 0.0
        child = fork(lambda: killer.build(killer.output))
        while not os.waitpid(child, os.WNOHANG)[0]:
            if not committed and killer.journal.exists():
                committed = time.monotonic()
            time.sleep(GLANCE)
        wholes.append(time.monotonic() - begun)
        if committed:
            tails.append(time.monotonic() - committed)
    return statistics.median(wholes), statistics.median(tails or [0.0])  # a commit may be over within a glance


def run(root: Path, way: str, number: int, seed: int) -> dict[str, object]:
    """Kill that many builds of a way, `cold` or `warm`, and return what was found.

    More are killed when the machine was too quick or too busy for a tenth of them to fall into a commit.
    """
    killer = Killer(root, seed)
    new, old = killer.clean(NEW), killer.clean(OLD)
    states = [(OLD, old), (NEW, new)]
    killer.forget()
    gc.freeze()  # children then share what is here instead of copying it
    gc.disable()

    def turn() -> None:
        """Prepare the next build: from nothing, or from the other edition."""
        if way == "cold":
            killer.forget()
        else:
            states.reverse()
        killer.write(states[0][0])

    if way == "warm":
        killer.whole(killer.output)
    whole, tail = measure(killer, [turn] * 5)
    kills = committing = tries = 0
    while (kills < number or committing < number // 10) and tries < 12 * number:
        tries += 1
        turn()
        late = kills % 5 < 2 or kills >= number
        moment = killer.random.uniform(0, tail if late else whole)
        if not killer.killed(moment, committing=late):
            continue
        kills += 1
        committing += killer.journal.exists()
        when = f"{moment * 1000:.1f} ms {'after the commit began' if late else 'after the start'}"
        killer.check(when, {} if way == "cold" else states[1][1], states[0][1])
    return {
        "kills": kills,
        "tries": tries,
        "committing": committing,
        "whole": whole,
        "tail": tail,
        "wrong": killer.wrong,
    }


def main() -> None:
    """Print what was found, as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("way", choices=("cold", "warm"))
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(run(given.root, given.way, given.number, given.seed)))  # noqa: T201 - it is a program


if __name__ == "__main__":
    main()
