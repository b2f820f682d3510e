"""Whether a site is untouched since its last build: the up-to-date check for a command that has just started.

It goes by stamps alone. It says yes only where `UpToDateCheck` would too; where it does not, that check decides.
It imports nothing but `sitegen.disk`, for the reason that is given there; hence places are strings.

Its file holds what there is to say, where to look, and one digest of all of that and of what was to be seen. What
was seen through symbolic links is written down, and the links themselves are looked at afterwards: a site with a
link among its files is never called untouched.
"""

import os
import sys

from sitegen.disk import digest, read, record_name, stamp, state_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


class Asked:
    """What is built into which folder, and how."""

    def __init__(self, root: str, output: str, config: str, options: "Mapping[str, Any]") -> None:
        """Take the site's folder, the output folder, the file name of the configuration, and the options.

        These are all that decide what is built, except the clock.
        """
        self.root = root
        self.output = output
        self.file = f"{state_folder(root)}/store/untouched-{record_name(root, output)}"
        self.words = (config, *(f"{name}={value}" for name, value in sorted(options.items())))


class Seen:
    """Where to look, and what was to be seen there. Places are below the site, or absolute."""

    folders: "Iterable[str]" = ()
    """Every folder that files are looked for in."""
    files: "Iterable[str]" = ()
    artifacts: "Iterable[str]" = ()
    """Paths below the output folder."""
    absent: "Iterable[str]" = ()
    """Places where nothing may be."""
    listings: "Iterable[Iterable[str]]" = ()
    """The names in each of the folders."""
    stamps = ""
    """In hex, those of folders, files and artifacts after each other."""


def untouched(asked: Asked, now: float) -> list[str] | None:
    """Return the words of the last build when a build at `now` would only say them again, else None.

    `now` is in seconds since 1970.
    """
    try:
        before, text = read(asked.file).split(b"\n", 1)
        parts = text.decode("utf-8", "surrogateescape").split("\0\0")
        clock, said, folders, files, artifacts, absent = (part.split("\0") if part else [] for part in parts)
        since, until = map(float, clock)
        if not since <= now < until or any(map(os.path.lexists, _below(asked.root, absent))):
            return None
        seen = Seen()
        listed = _below(asked.root, folders)
        places = [*listed, *_below(asked.root, files), *_below(asked.output, artifacts)]
        seen.stamps = b"".join(map(stamp, map(os.lstat, places))).hex()
        seen.listings = map(os.listdir, listed)
        return said if before == _digest(asked, text, seen) else None
    except (OSError, ValueError):
        return None


def remember(asked: Asked, since: float, until: float, said: "Iterable[str]", seen: Seen) -> None:
    """Write down what a build saw, for the next that begins before `until`; no word of what it said is empty."""
    clock = (repr(since), repr(until))
    parts = (clock, said, seen.folders, seen.files, seen.artifacts, seen.absent)
    text = _encoded("\0\0".join(map("\0".join, parts)))
    draft = f"{asked.file}.new"
    with open(draft, "wb") as file:
        file.write(_digest(asked, text, seen) + b"\n" + text)
    os.replace(draft, asked.file)


def libraries() -> list[str]:
    """Return the folders in which Python finds modules, without the one that the command is run from."""
    here = os.getcwd()
    return sorted({place for place in sys.path if place and place != here})


def _below(top: str, paths: "Iterable[str]") -> list[str]:
    above = f"{top}/"
    return [path if path[0] == "/" else above + path for path in paths]


def _digest(asked: Asked, text: bytes, seen: Seen) -> bytes:
    """Return the digest of everything that has to be as it was."""
    told = "\0\0".join(("\0".join(asked.words), sys.version, *libraries()))
    listed = "\0\0".join(map("\0".join, seen.listings))
    return digest(b"\0\0\0".join((text, *map(_encoded, (told, listed, seen.stamps))))).encode()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
