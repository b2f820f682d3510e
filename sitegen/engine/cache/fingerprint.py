"""The fingerprint of the engine: a digest of sitegen's code and of the libraries that decide what a build writes.

It needs no version number that somebody has to raise: an upgraded library or a changed line makes another engine.
"""

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

LIBRARIES = (
    "icalendar",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "msgspec",
    "nh3",
    "pillow",
    "Pygments",
    "python-dateutil",
    "PyYAML",
    "tzdata",
)
OPTIONAL = ("pyromark",)


@cache
def engine_fingerprint() -> str:
    """Return the digest of everything but the site that decides what a build writes."""
    package = Path(__file__).resolve().parents[2]
    found = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(package.rglob("*.py")):
        found.update(path.relative_to(package).as_posix().encode())
        found.update(path.read_bytes())
    for name in (*LIBRARIES, *OPTIONAL):
        try:
            found.update(f"{name} {metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            found.update(f"{name} absent".encode())
    return found.hexdigest()
