"""Does a site cost in proportion to what it holds? Builds sites of each shape, one of half the size and one whole.

    .venv/bin/python benchmarks/growth.py                        # every shape, half an hour
    .venv/bin/python benchmarks/growth.py wiki tags --part 0.2   # two shapes, at a fifth of their size

Prints a line for each shape, and exits with 1 when twice the size of one takes more than 2.3 times the processor
time, from nothing to the last file. Only that ratio says something: both are built in one run by turns, and the
medians count.
"""

import argparse
import shutil
import sys
from pathlib import Path

import msgspec
from generators import Generator, sitegen
from measure import RESULTS, Broken, Run, circumstances, keep, median, ratio, timed
from memory import workplace
from msgspec import Struct
from shapes import SHAPES, Shape, lay_out

LIMIT = 2.3


class Growth(Struct, frozen=True, kw_only=True):
    """What the two sites of one shape took."""

    shape: str
    half: int
    """The size of the smaller site; the other is twice that."""
    small: Run
    large: Run
    times: Run
    """How many times as much the larger took."""

    @property
    def verdict(self) -> str:
        """Whether it grows no faster than it may."""
        return "too fast" if self.times.cpu > LIMIT else "in proportion"


def built(generator: Generator, folder: Path, shape: Shape, size: int) -> Run:
    """Build a site from nothing. Raises Broken when the page that has to be there is not."""
    for left in (generator.output, *generator.leaves):
        shutil.rmtree(folder / left, ignore_errors=True)
    run = timed(generator.build, folder, generator.environment)
    page, words = shape.shows(size)
    place = folder / generator.output / page
    if not place.is_file() or words not in place.read_text(encoding="utf-8"):
        raise Broken(f"{shape.name}: there is no {words!r} in {page}")
    return run


def measured(generator: Generator, work: Path, shape: Shape, half: int, turns: int) -> Growth:
    """Build sites of half the size and of the whole by turns; return the medians."""
    runs: dict[int, list[Run]] = {half: [], 2 * half: []}
    for size in runs:
        lay_out(shape, work / str(size), size)
    for _ in range(turns):
        for size, of_size in runs.items():
            of_size.append(built(generator, work / str(size), shape, size))
    for size in runs:
        shutil.rmtree(work / str(size))
    small, large = median(runs[half]), median(runs[2 * half])
    return Growth(shape=shape.name, half=half, small=small, large=large, times=ratio(large, small))


def line(shape: Shape, found: Growth) -> str:
    """Return a measurement as a line of the table."""
    return (
        f"{2 * found.half:7,} {shape.title:62} {found.small.cpu:8.2f} s {found.large.cpu:8.2f} s "
        f"{found.times.cpu:5.2f} {found.large.peak:6.0f} MiB {found.times.peak:5.2f}  {found.verdict}"
    )


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", help="which; all when none is named")
    parser.add_argument("--part", type=float, default=1.0, help="of the size of each")
    parser.add_argument("--turns", type=int, default=3, help="how often each is built")
    parser.add_argument("--note", default="", help="kept with the result")
    parser.add_argument("--work", type=Path, help="where to build")
    asked = parser.parse_args()
    if strange := {*asked.shapes} - {shape.name for shape in SHAPES}:
        parser.error(f"no such shape: {', '.join(sorted(strange))}; there are {', '.join(s.name for s in SHAPES)}")
    told, found = circumstances(asked.note), []
    with workplace(asked.work) as work:
        generator = sitegen(work)
        for shape in SHAPES:
            if not asked.shapes or shape.name in asked.shapes:
                half = int(shape.size * asked.part / shape.step / 2) * shape.step
                found.append(measured(generator, work, shape, half, asked.turns))
                print(line(shape, found[-1]), flush=True)
    result = {**told, "limit": LIMIT, "shapes": found}
    keep(RESULTS / f"growth-{told['date']}.json", msgspec.to_builtins(result))
    sys.exit(any(each.times.cpu > LIMIT for each in found))


if __name__ == "__main__":
    main()
