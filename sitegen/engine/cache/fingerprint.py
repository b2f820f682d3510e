"""The fingerprint of the engine: a digest of sitegen's code and of the libraries that decide what a build writes.

It needs no version number that somebody has to raise: an upgraded library or a changed line makes another engine.
"""

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from sitegen.disk import ANYWHERE, CLOCK_TICK, SHIPPED, digest, read, stamp, walk

LIBRARIES = (
    "babel",
    "icalendar",
    "Jinja2",
    "latex2mathml",
    "Markdown",
    "MarkupSafe",
    "msgspec",
    "nh3",
    "pagefind-bin",
    "pillow",
    "Pygments",
    "pyromark",
    "python-dateutil",
    "PyYAML",
    "rjsmin",
    "tzdata",
)
COMPILING = ("Jinja2", "MarkupSafe")
"""The libraries that decide which Python layouts become."""

_PACKAGE = Path(__file__).resolve().parents[2]
_KEPT = Path(cache_from_source(__file__)).with_name("code-digest")


@cache
def engine_fingerprint() -> str:
    """Return the digest of everything but the site that decides what a build writes."""
    return _digest(sys.version, code_digest(), *_words(LIBRARIES))


@cache
def compiler_fingerprint() -> str:
    """Return the digest of everything but texts that decides which Python layouts become."""
    return _digest(code_digest(), *_words(COMPILING))


@cache
def code_digest() -> str:
    """Return the digest of sitegen's code and its catalogues of texts, without what was written by that code.

    Reading all of it takes long, so it is kept beside the byte code, with the stamps of the files.
    """
    files = [
        (path.encode(), entry)
        for path, entry in walk(_PACKAGE, every=True, bounds=ANYWHERE)
        if path.endswith((".py", ".yaml")) and not path.startswith(f"{SHIPPED}/")
    ]
    found = [entry.stat() for _, entry in files]
    stamps = digest(b"".join(path + stamp(each) for (path, _), each in zip(files, found, strict=True))).encode()
    with suppress(OSError):
        kept = read(_KEPT)
        if kept.startswith(stamps) and len(kept) == 2 * len(stamps):
            return kept[len(stamps) :].decode()
    made = digest(b"\0".join(part for path, entry in files for part in (path, read(entry.path))))
    settled = time.time_ns() - CLOCK_TICK > max(each.st_mtime_ns for each in found)
    if settled and not sys.dont_write_bytecode:
        with suppress(OSError):
            written = _KEPT.with_name(f"{_KEPT.name}.{os.getpid()}")
            written.write_bytes(stamps + made.encode())
            written.replace(_KEPT)
    return made


def _digest(*parts: str) -> str:
    return digest("\0".join(parts).encode())


def _words(libraries: Iterable[str]) -> Iterator[str]:
    return (f"{name} {version}" for name, version in versions_of(libraries).items())


def versions_of(libraries: Iterable[str]) -> dict[str, str]:
    """Return the version of each library, "absent" for one that is not installed.

    An installed library has a folder `name-version.dist-info` beside it (PyPA, "Recording installed projects"), so
    listing the folders of the path tells most versions. Where that name is missing, has an older form, or is there
    twice, `importlib.metadata` is asked, whose import takes ten times as long.
    """
    known: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - a Path for each name takes longer than the rest
        except FileNotFoundError:
            continue
        except OSError:
            return {name: _recorded_version(name) for name in libraries}  # an archive, which holds what it holds
        here: dict[str, str] = {}
        for name in names:
            stem, dot, suffix = name.rpartition(".")
            if dot and suffix in ("dist-info", "egg-info"):
                library, _, version = stem.partition("-")
                library = _normalized(library)
                here[library] = "" if suffix == "egg-info" or library in here else version
        known = here | known
    return {name: known.get(_normalized(name)) or _recorded_version(name) for name in libraries}


def _normalized(name: str) -> str:
    """Return the name of a project as all its spellings share it (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _recorded_version(library: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
