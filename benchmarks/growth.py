"""Does a site cost in proportion to what it holds? Builds sites of each shape, one of half the size and one whole.

    .venv/bin/python benchmarks/growth.py                        # every shape, half an hour
    .venv/bin/python benchmarks/growth.py wiki tags --part 0.2   # two shapes, at a fifth of their size

Prints a line for each shape, and exits with 1 when twice the size of one takes more than 2.3 times the processor
time, from nothing to the last file. Only that ratio says something: both are built in one run by turns, and the
medians count. The results are kept in benchmarks/results/ when every shape was built at its full size; those of a
trial are kept only where --results says.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import bytecode
import msgspec
from generators import Generator, sitegen
from measure import RESULTS, Broken, Run, circumstances, keep, median, ratio, timed
from memory import workplace
from msgspec import Struct
from shapes import SHAPES, Shape, lay_out

LIMIT = 2.3
NAMES = tuple(shape.name for shape in SHAPES)


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


def arguments(asked: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for; `results` is None for a trial that is not to be kept."""
    shapes = "\n".join(f"  {shape.name:14}{shape.size:7,} {shape.title}" for shape in SHAPES)
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog=f"shapes, each with what the larger of its two sites holds:\n{shapes}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="which of those below (default: all)")
    parser.add_argument(
        "--part", type=float, default=1.0, help="part of the size of each that is built (default: 1)"
    )
    parser.add_argument("--turns", type=int, default=3, metavar="N", help="how often each is built (default: 3)")
    parser.add_argument(
        "--results", type=Path, metavar="FOLDER", help="where to keep the results, also of a trial"
    )
    parser.add_argument("--note", default="", help="kept with the results")
    parser.add_argument("--work", type=Path, help="where to build (default: in memory, if it can be had)")
    found = parser.parse_args(asked)
    if strange := {*found.shapes} - {*NAMES}:
        parser.error(f"no such shape: {', '.join(sorted(strange))}; there are {', '.join(NAMES)}")
    found.shapes = found.shapes or list(NAMES)
    if found.results is None and found.part == 1 and {*found.shapes} == {*NAMES}:
        found.results = RESULTS
    return found


def main() -> None:
    """Measure, print and keep."""
    asked = arguments()
    told, found = circumstances(asked.note), []
    with workplace(asked.work) as work:
        generator = sitegen(work)
        bytecode.warn(bytecode.state(generator.environment))
        for shape in SHAPES:
            if shape.name in asked.shapes:
                half = int(shape.size * asked.part / shape.step / 2) * shape.step
                found.append(measured(generator, work, shape, half, asked.turns))
                print(line(shape, found[-1]), flush=True)
    if asked.results:
        result = {**told, "part": asked.part, "turns": asked.turns, "limit": LIMIT, "shapes": found}
        keep(asked.results / f"growth-{told['date']}.json", msgspec.to_builtins(result))
    sys.exit(any(each.times.cpu > LIMIT for each in found))


if __name__ == "__main__":
    main()
