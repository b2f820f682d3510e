"""Try texts that went wrong in every way: no traceback, no place outside of a file, nothing that takes a second.

Run it as `.venv/bin/python scripts/fuzz.py`; `--count` and `--seed` say how many inputs, and which. Each input is
read in both flavours of Markdown; then all are built into sites, a batch at a time. Findings are printed with the
number of their input: `--only NUMBER` prints that input and tries it alone. It exits with 1 when there were any.
"""

import argparse
import datetime as dt
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from fuzz_texts import draw
from msgspec import Struct

from sitegen.disk import digest
from sitegen.engine.build import build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.markup import Options
from sitegen.markup.flavours import FLAVOURS
from sitegen.model.source import Source
from sitegen.outputs import OUTPUTS
from sitegen.stages.parse import ParseSettings, parse

AS_OF = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
SLOW = 1.0
"""Seconds of processor time for one input that are too many."""
BATCH = 50
"""Inputs in one site."""
BUSY = 6.0
"""Seconds of processor time for a batch from which on each of its inputs is built alone."""
SITE = "title: A hub\nurl: https://hub.example/\ntimezone: Europe/London\nmarkdown: {{flavour: {}}}\n"


class Input(Struct, frozen=True, kw_only=True):
    """One file, and the kind that its folder gives it."""

    number: int
    kind: str
    key: str
    data: bytes


def inputs(seed: int, numbers: Sequence[int]) -> Iterator[Input]:
    """Yield the inputs of a seed with these numbers; each depends on the seed and its own number alone."""
    for number in numbers:
        random = Random(f"{seed}-{number}")
        kind = random.choice(KINDS)
        name = random.choice((f"n{number}", f"2026-02-{number % 28 + 1:02}-n{number}"))
        key = f"{kind.folder}/{name}.md" if kind.folder else f"{name}.md"
        yield Input(number=number, kind=kind.name, key=key, data=draw(random, kind.name))


def tried(given: Input, flavour: str) -> str:
    """Return what is wrong with the reading of an input, "" for nothing."""
    kind = next(kind for kind in KINDS if kind.name == given.kind)
    path = f"content/{given.key}"
    source = Source(key=given.key, path=path, kind=given.kind, digest=digest(given.data))
    settings = ParseSettings(zone="Europe/London", language="en", markup=Options(flavour=flavour), fields=())
    begun = time.process_time()
    try:
        entry = parse(source, given.data, kind, settings)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    took = time.process_time() - begun
    if took > SLOW:
        return f"took {took:.1f} seconds to read"
    lines = given.data.count(b"\n") + given.data.count(b"\r") + 1
    outside = [
        found for found in entry.diagnostics if not 0 <= found.span.line <= lines or found.span.path != path
    ]
    return f"a place outside of the file: {outside[0]}" if outside else ""


def built(batch: Sequence[Input], flavour: str) -> str:
    """Return what is wrong with the site of some inputs, "" for nothing."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        root = Path(folder)
        (root / "site.yaml").write_text(SITE.format(flavour))
        for each in batch:
            place = root / "content" / each.key
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(each.data)
        request = Request(
            root=root, output=root / "output", config=root / "site.yaml", as_of=AS_OF, drafts=True, gate="preview"
        )
        begun = time.process_time()
        try:
            build(request, KINDS, OUTPUTS)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            return traceback.format_exc()
        took = time.process_time() - begun
    limit = BUSY if len(batch) > 1 else SLOW
    return f"took {took:.1f} seconds to build" if took > limit else ""


def findings(seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the number of each input with which something is wrong, and what it is."""
    flavours = tuple(FLAVOURS)
    for start in range(0, len(numbers), BATCH):
        batch = list(inputs(seed, numbers[start : start + BATCH]))
        wrong = {each.number: found for each in batch for name in flavours if (found := tried(each, name))}
        yield from wrong.items()
        sound = [each for each in batch if each.number not in wrong]
        flavour = flavours[start // BATCH % len(flavours)]
        if together := built(sound, flavour):
            built(sound[:1], flavour)  # what the first build of a process loads is no fault of an input
            alone = [(each.number, found) for each in sound if (found := built([each], flavour))]
            yield from alone or [
                (batch[0].number, f"the {len(batch)} inputs from this one on, in {flavour}: {together}")
            ]


def main() -> None:
    """Try as many inputs as were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input")
    asked = parser.parse_args()
    numbers = range(asked.count) if asked.only is None else (asked.only,)
    if asked.only is not None:
        for each in inputs(asked.seed, numbers):
            print(each.key, repr(each.data), each.data.decode("utf-8", "replace"), sep="\n")
    begun, count = time.monotonic(), 0
    for number, found in findings(asked.seed, numbers):
        count += 1
        print(f"input {number}: {found}", flush=True)
    print(f"{len(numbers)} inputs of seed {asked.seed} in {time.monotonic() - begun:.0f} s: {count} findings")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
