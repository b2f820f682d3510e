"""ical.js: a calendar library that shares no code with ours, to ask what our files mean. It runs on Node."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.npm import package, program, run

VERSION = "2.2.1"
DIGEST = (
    "c8afd494f6c4b37d7a8a06ffb634606c503c655ef9ac2b01269fe158e6ada726"
    "8f365830d1d183994f85a2270e7305f8c5791e5ce91888e982a8d3c5a4d3e442"
)
PROGRAM = Path(__file__).with_suffix(".mjs")


class Date(NamedTuple):
    """One date of an event, as the library works it out."""

    uid: str
    start: str
    """The instant in UTC with a `Z`, or a day."""
    end: str
    """Of days, the one after the last."""
    summary: str
    status: str
    location: str | None
    recurrence: str | None
    """The start that the rule gives, by the clock of its zone; None for what does not repeat."""


def expand(files: Iterable[bytes], until: str) -> list[list[Date]]:
    """Return the dates of each file; a rule gives those up to and including the day `until`.

    Raises RuntimeError, saying what to install, where there is no Node or the library cannot be had.
    """
    lines = "".join(json.dumps({"ics": data.decode(), "until": until}) + "\n" for data in files)
    library = package("ical.js", VERSION, DIGEST) / "dist" / "ical.js"
    answer = run([program("node"), str(PROGRAM), str(library)], lines)
    return [[Date(**date) for date in json.loads(line)] for line in answer.splitlines()]
