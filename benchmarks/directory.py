"""What a large directory costs: 3,500 stakeholders with 10,000 relations between them.

    .venv/bin/python benchmarks/directory.py                     # two minutes
    .venv/bin/python benchmarks/directory.py --stakeholders 400

Builds a quarter of it and all of it from nothing, edits the text of one profile, and opens the directory on a
telephone with a processor that is four times slower. Exits with 1 when all takes more than 1.25 times four
quarters, when the edit renders more than the page of that profile, or when a list is heavy.
"""

import argparse
import gzip
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measure import ROOT, Run, timed
from msgspec import Struct

STAKEHOLDERS = 3_500
RELATIONS = 20 / 7
"""How many each has with others: 10,000 among 3,500."""
GROUPS = 25
"""How many stakeholders there are for each network."""
TYPES = ("organisation", "person", "team", "community")
STATES = ("working-together", "in-touch", "approached", "wanted", "")
SUBJECTS = (
    "housing",
    "health",
    "transport",
    "schools",
    "planning",
    "waste",
    "libraries",
    "energy",
    "parks",
    "elections",
)
NAMES = (
    "Ashby",
    "Brook",
    "Corin",
    "Dale",
    "Elmet",
    "Farrow",
    "Gale",
    "Hollin",
    "Ilford",
    "Jessop",
    "Kirby",
    "Lorne",
)
COMMAND = (sys.executable, "-m", "sitegen", "build")
LINEAR = 1.25
"""How many times four quarters all of it may take: sorting grows a little faster."""
SLOWER = 4
"""How many times slower than this machine a telephone is."""
TURNS = 3
"""How many names are looked for."""
HEAVIEST = 45_000
"""Bytes, compressed, of the list, of all names and of a page of a shelf."""


class Found(Struct, frozen=True, kw_only=True):
    """What was measured."""

    quarter: Run
    whole: Run
    edit: Run
    rendered: int
    """How many files the edit of a profile made anew."""
    weights: dict[str, int]
    """Address -> bytes of the page, compressed."""
    results: list[float]
    """Milliseconds until two more letters have narrowed the list of all names, on a telephone."""

    @property
    def growth(self) -> float:
        """How many times four quarters the whole takes, in processor time."""
        return self.whole.cpu / (4 * self.quarter.cpu)

    @property
    def is_good(self) -> bool:
        """Whether it is as it has to be."""
        return self.growth <= LINEAR and self.rendered == 1 and max(self.weights.values()) <= HEAVIEST


def name(number: int) -> str:
    """Return what a stakeholder is called."""
    return f"{NAMES[number % len(NAMES)]} {NAMES[number // 12 % len(NAMES)]} {SUBJECTS[number % 10]} {number}"


def profile(number: int, count: int) -> str:
    """Return the file of a stakeholder; the first of each group is a network, which the others are members of."""
    chance = random.Random(number)
    is_network = number % GROUPS == 0
    networks = range(0, number if is_network else count, GROUPS)
    relations = int(RELATIONS * (number + 1)) - int(RELATIONS * number)
    others = chance.sample(networks, min(relations, len(networks)))
    lines = [
        f"title: {name(number)}",
        f"type: {'network' if is_network else chance.choice(TYPES)}",
        f"tags: [{', '.join(chance.sample(SUBJECTS, 2))}]",
    ]
    if status := chance.choice(STATES):
        lines.append(f"status: {status}")
    if others:
        lines.append(f"member_of: [{', '.join(name(each) for each in others)}]")
    words = " ".join(chance.choices(SUBJECTS, k=60))
    return "---\n" + "\n".join(lines) + f"\n---\n\nThey look after {words}.\n"


def lay_out(folder: Path, count: int) -> Path:
    """Make the site of a directory, and return the file of the stakeholder in the middle."""
    people = folder / "content/stakeholders"
    people.mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Directory\nurl: https://directory.example/\n", encoding="utf-8")
    for number in range(count):
        (people / f"s{number}.md").write_text(profile(number, count), encoding="utf-8")
    return people / f"s{count // 2 | 1}.md"


def measured(work: Path, count: int) -> Found:
    """Build a quarter of a directory and the whole, and edit a profile."""
    environment = {"PYTHONPATH": str(ROOT)}
    lay_out(work / "quarter", count // 4)
    edited = lay_out(work / "whole", count)
    quarter = timed(COMMAND, work / "quarter", environment)
    whole = timed(COMMAND, work / "whole", environment)
    edited.write_text(edited.read_text("utf-8") + "\nAnd one more sentence.\n", encoding="utf-8")
    edit = timed((*COMMAND, "--profile"), work / "whole", environment)
    output = work / "whole/output"
    shelf = next((output / "stakeholders/by/type").iterdir())
    pages = {
        "/stakeholders/": output / "stakeholders/index.html",
        "/stakeholders/by/name/": output / "stakeholders/by/name/index.html",
        f"/stakeholders/by/type/{shelf.name}/": shelf / "index.html",
    }
    said = (work / "whole/build.log").read_text("utf-8")
    made = re.search(r"files slowest to make, of ([\d,]+)", said)
    return Found(
        quarter=quarter,
        whole=whole,
        edit=edit,
        rendered=int(made[1].replace(",", ""))
        if made
        else len(re.findall(r"^ +[\d.]+ .*index\.html", said, re.M)),
        weights={address: len(gzip.compress(page.read_bytes(), 9)) for address, page in pages.items()},
        results=first_results(output, [name(count // 3 * turn + 1) for turn in range(TURNS)]),
    )


def first_results(output: Path, names: list[str]) -> list[float]:
    """Return the milliseconds in which two more letters narrow all names, each in a new browser."""
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import find, launch
    from tests.browser.serving import serving

    found = []
    chromium = find()
    with serving(output, "/") as address, sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        for each in names:
            page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(f"{address}stakeholders/")
            page.locator("#Find").fill(each.split()[0])
            page.locator("#Find").press("Enter")
            status = page.locator("[role=status]:not(:empty)")
            status.wait_for()
            before = status.inner_text()
            started = time.perf_counter()
            page.locator("#Find").press("End")
            page.locator("#Find").press_sequentially(f" {each.split()[1][0]}")
            page.wait_for_function(
                "before => document.querySelector('[role=status]').innerText !== before", arg=before
            )
            found.append((time.perf_counter() - started) * 1000)
            page.context.close()
        browser.close()
    return found


def main() -> None:
    """Measure and print; exit with 1 where something is not as it has to be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stakeholders", type=int, default=STAKEHOLDERS, metavar="NUMBER")
    count = parser.parse_args().stakeholders
    with tempfile.TemporaryDirectory() as work:
        found = measured(Path(work), count)
    print(f"{count:,} stakeholders, {int(RELATIONS * count):,} relations")
    for what, run in (("a quarter", found.quarter), ("from nothing", found.whole), ("a text edited", found.edit)):
        print(f"{what:<14} {run.wall:>7.1f} s {run.cpu:>7.1f} s of processors {run.peak:>6.0f} MiB")
    print(
        f"all: {found.growth:.2f} times four quarters ({LINEAR} is the most); the edit rendered {found.rendered}"
    )
    for address, size in found.weights.items():
        print(f"{address}: {size / 1024:.1f} KB compressed")
    each = ", ".join(f"{result:.0f}" for result in found.results)
    print(f"two more letters narrow all names in {statistics.median(found.results):.0f} ms ({each})")
    sys.exit(not found.is_good)


if __name__ == "__main__":
    main()
