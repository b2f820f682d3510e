"""Does a calendar cost in proportion to its dates? Builds one of 50,000 dates and one of 100,000 by turns.

    .venv/bin/python benchmarks/occurrences.py                  # some minutes
    .venv/bin/python benchmarks/occurrences.py --dates 5000     # 5,000 and 10,000

Exits with 1 when twice the dates take more than 2.3 times the processor time, from nothing to the last file. Only
that ratio says something: both are built in one run, and the medians count.
"""

import argparse
import datetime as dt
import shutil
import sys
from pathlib import Path

import msgspec
from generators import Generator, sitegen
from measure import RESULTS, Broken, Run, circumstances, keep, median, ratio, timed
from memory import workplace

LIMIT = 2.3
EACH = 50
"""How many dates an event has."""
FIRST = dt.date(2026, 1, 1)
DAYS = 700
"""Over how many days the first dates are spread."""
ENDS = ("duration: 2 hours", "duration: 45 minutes", "end: {next} 01:00")
SETTINGS = "title: Benchmark\nurl: https://example.org/\ntimezone: Europe/London\n"


def event(number: int, of: int) -> str:
    """Return one event: every week, with a date left out, one added and one that is different."""
    start = FIRST + dt.timedelta(days=number * DAYS // of)

    def week(turn: int) -> dt.date:
        return start + dt.timedelta(weeks=turn)

    lines = (
        f"title: Meeting {number}",
        f"start: {start} {18 + number % 4}:00",
        ENDS[number % 3].format(next=start + dt.timedelta(days=1)),
        f"repeat: {{every: week, count: {EACH}}}",
        f"except: [{week(3)}]",
        f"also: [{week(5) + dt.timedelta(days=1)}]",
        f"overrides: {{{week(7)}: {{status: cancelled}}, {week(9)}: {{time: '20:00', venue: Library}}}}",
        f"venue: Room {number % 30}",
        f"tags: [topic {number % 40}]",
    )
    return "\n".join(("---", *lines, "---", "What we talk about.", ""))


def lay_out(folder: Path, dates: int) -> None:
    """Write a site with that many dates."""
    events = folder / "content" / "events"
    events.mkdir(parents=True)
    (folder / "site.yaml").write_text(SETTINGS, encoding="utf-8")
    count = dates // EACH
    for number in range(count):
        (events / f"meeting-{number}.md").write_text(event(number, count), encoding="utf-8")


def built(generator: Generator, folder: Path, dates: int) -> Run:
    """Build a site from nothing. Raises Broken when a page is not there, or shows other than its dates."""
    for left in (generator.output, *generator.leaves):
        shutil.rmtree(folder / left, ignore_errors=True)
    run = timed(generator.build, folder, generator.environment)
    pages = [folder / generator.output / "events" / f"meeting-{number}" for number in range(dates // EACH)]
    for page in pages:
        if (page / "index.html").read_text(encoding="utf-8").count("data-over=") != EACH:
            raise Broken(f"{page.name} does not show {EACH} dates")
    return run


def measured(work: Path, dates: int, turns: int) -> dict[int, list[Run]]:
    """Build sites of so many dates and of twice as many by turns; return the runs by the number of dates."""
    generator = sitegen(work)
    runs: dict[int, list[Run]] = {dates: [], 2 * dates: []}
    for size in runs:
        lay_out(work / str(size), size)
    for turn in range(1, turns + 1):
        for size, of_size in runs.items():
            run = built(generator, work / str(size), size)
            of_size.append(run)
            print(f"{turn}: {size:,} dates, {run.cpu:.2f} s of processor time, {run.peak:.0f} MiB", flush=True)
    return runs


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dates", type=int, default=50_000, help="of the smaller site")
    parser.add_argument("--turns", type=int, default=3, help="how often each is built")
    parser.add_argument("--note", default="", help="kept with the result")
    parser.add_argument("--work", type=Path, help="where to build")
    asked = parser.parse_args()
    told = circumstances(asked.note)
    with workplace(asked.work) as work:
        runs = measured(work, asked.dates, asked.turns)
    medians = {size: median(of_size) for size, of_size in runs.items()}
    found = ratio(medians[2 * asked.dates], medians[asked.dates])
    print(f"twice the dates: {found.cpu:.2f} times the processor time; at most {LIMIT}")
    result = {**told, "limit": LIMIT, "ratio": found, "medians": medians, "runs": runs}
    keep(RESULTS / f"occurrences-{asked.dates}-{told['date']}.json", msgspec.to_builtins(result, str_keys=True))
    sys.exit(found.cpu > LIMIT)


if __name__ == "__main__":
    main()
