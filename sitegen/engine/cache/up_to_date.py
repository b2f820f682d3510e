"""A seal over all that a build read and wrote. As long as it is whole, there is nothing to build.

It costs one look at every file and next to no imports. A file with a new stamp and the old bytes breaks nothing: a
checkout or a cache has brought it back.
"""

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.disk import ANYWHERE, CLOCK_TICK, STATE, digest, digest_of, modified, record_name, stamp_of, walk

FOLDERS = ("content", "layouts")
"""What a site is made of, beside its configuration."""
UNSURE = "-"
"""Stands for the stamp of a file that was changed so lately that it may change again under the same one."""


class Line(NamedTuple):
    """What the seal says of one file."""

    digest: str
    stamp: str
    """As `sitegen.disk.stamp_of` gives it; empty for a file that is not there."""
    path: str
    """A source's, below the site; an artifact's, below the output folder."""


class UpToDateCheck:
    """The seal of one output folder."""

    def __init__(self, root: Path, output: Path, config: Path, asked: Mapping[str, Any]) -> None:
        """Look at the sources as they are now. `asked` is what else decides the outcome, as plain values."""
        self.root = root
        self.output = output
        walked = _walked(root)
        self.asked = {**asked, "links": dict(_links(root, walked))}
        self.place = root / STATE / "store" / f"seal-{record_name(root, output)}"
        self.looked = time.time_ns()
        self.sources = dict(_sources(walked, config))

    def outcome(self, now: dt.datetime) -> Mapping[str, Any] | None:
        """Return what the sealed build said, when all is as it was and the clock has changed no page since."""
        try:
            checksum, text = self.place.read_bytes().split(b"\n", 1)
        except (OSError, ValueError):
            return None
        if digest(text).encode() != checksum:
            return None
        first, read, written = text.decode("utf-8", "surrogateescape").split("\n\n")
        head = json.loads(first)
        sources, artifacts = _lines(read), _lines(written)
        if "zone" not in head:
            return None  # an earlier version's
        now = _zoned(now, head["zone"])
        if not head["since"] <= now.timestamp() < head["until"] or head["asked"] != self.asked:
            return None
        machine = _machine()
        if head["machine"] != machine and head["engine"] != _engine():
            return None
        if [line.path for line in sources] != list(self.sources):
            return None
        output = f"{self.output}/"
        stamps = [stamp_of(output + line.path) for line in artifacts]
        if not (_same(self.root, sources, self.sources.values()) and _same(self.output, artifacts, stamps)):
            return None
        lines = [line._replace(stamp=stamp) for line, stamp in zip(artifacts, stamps, strict=True)]
        if head["machine"] != machine or lines != artifacts or any(line.stamp == UNSURE for line in sources):
            self._write(head | {"machine": machine}, {line.path: line.digest for line in sources}, lines)
        said: Mapping[str, Any] = head["said"]
        return said

    def invalidate(self) -> None:
        """Break the seal, before anything is written."""
        self.place.unlink(missing_ok=True)

    def save(
        self,
        said: Mapping[str, Any],
        now: dt.datetime,
        zone: str,
        until: dt.datetime | None,
        read: Mapping[str, str],
        written: Mapping[str, str],
    ) -> None:
        """UpToDateCheck a build: `read` and `written` are the digests of its files, as far as they are known.

        `zone` is the site's, in which a clock without a zone is meant.
        """
        if any(path.startswith("content/") and path not in self.sources for path in read):
            return  # a file came while the site was built, and was not looked at before
        try:
            digests = {path: read.get(path) or digest_of(self.root / path) for path in self.sources}
        except OSError:
            return  # and here one went
        if any(
            stamp_of(str(self.root / path)) != self.sources[path] for path in self.sources.keys() - read.keys()
        ):
            return  # and here is one of which nobody knows whether it was edited before it was read, or after
        output = f"{self.output}/"
        head = {
            "asked": self.asked,
            "zone": zone,
            "since": _zoned(now, zone).timestamp(),
            "until": until.timestamp() if until else float("inf"),
            "machine": _machine(),
            "engine": _engine(),
            "said": said,
        }
        self._write(
            head, digests, [Line(digest, stamp_of(output + path), path) for path, digest in written.items()]
        )

    def _write(self, head: Mapping[str, Any], read: Mapping[str, str], artifacts: Iterable[Line]) -> None:
        settled = self.looked - CLOCK_TICK
        sources = (
            Line(read[path], stamp if modified(stamp) < settled else UNSURE, path)
            for path, stamp in self.sources.items()
        )
        parts = (json.dumps(head), "\n".join(map(" ".join, sources)), "\n".join(map(" ".join, artifacts)))
        draft = self.place.with_name(f"{self.place.name}.new")
        text = "\n\n".join(parts).encode("utf-8", "surrogateescape")
        draft.write_bytes(digest(text).encode() + b"\n" + text)
        draft.replace(self.place)


def _zoned(moment: dt.datetime, zone: str) -> dt.datetime:
    if moment.tzinfo is None:
        from sitegen.facets.schedule import zone_of

        moment = moment.replace(tzinfo=zone_of(zone))
    return moment


def _lines(text: str) -> list[Line]:
    return [Line(*line.split(" ", 2)) for line in text.split("\n")] if text else []


def _same(folder: Path, lines: Iterable[Line], stamps: Iterable[str]) -> bool:
    """Whether the files are as the seal says: by their stamps, else by their bytes."""
    try:
        return all(
            line.stamp == stamp or (stamp and digest_of(folder / line.path) == line.digest)
            for line, stamp in zip(lines, stamps, strict=True)
        )
    except OSError:
        return False


def _walked(root: Path) -> list[tuple[str, "os.DirEntry[str]"]]:
    """Return path and entry of every file of the two folders, as a build does that may not leave these.

    Where site.yaml lets a link to a folder lead elsewhere, the link is met as an entry. It has no digest, so such
    a site is never sealed: each build of it looks for itself.
    """
    bounds = [os.path.realpath(root / name) for name in FOLDERS]
    return [
        (f"{name}/{path}", entry)
        for name in FOLDERS
        for path, entry in walk(root / name, every=name == "layouts", bounds=bounds)
    ]


def _sources(walked: Iterable[tuple[str, "os.DirEntry[str]"]], config: Path) -> Iterator[tuple[str, str]]:
    """Yield every file a build may read, with its stamp."""
    for path, entry in walked:
        stamp = stamp_of(entry.path)
        if stamp:  # else it is a link to nothing, as editors leave to say that they have a file open
            yield path, stamp
    yield config.name, stamp_of(str(config))


def _links(root: Path, walked: Iterable[tuple[str, "os.DirEntry[str]"]]) -> Iterator[tuple[str, str]]:
    """Yield every symbolic link, and where it really leads, relative to the site.

    A stamp is that of the file a link leads to, and the same bytes may lie elsewhere.
    """
    top = os.path.realpath(root)
    links = [(name, str(root / name)) for name in FOLDERS if (root / name).is_symlink()]
    links += [(path, entry.path) for path, entry in walked if entry.is_symlink()]
    for path, place in links:
        yield path, os.path.relpath(os.path.realpath(place), top)


def _machine() -> str:
    """Return what changes when Python, a library or sitegen is installed anew, without reading any of it."""
    folders = sorted({place for place in sys.path if place and place != str(Path.cwd())})
    stamps = (stamp_of(place) for place in (*folders, *_packaged()))
    return digest(" ".join((sys.version, *stamps)).encode())


def _engine() -> str:
    """Return the digest of what `_machine` only looks at."""
    from sitegen.engine.cache.fingerprint import engine_fingerprint

    layouts = (digest_of(place) for place in _packaged() if not place.endswith(".py"))
    return digest(" ".join((engine_fingerprint(), *layouts)).encode())


def _packaged() -> list[str]:
    """Return every file of the package, and the default layouts where they lie beside it."""
    package = Path(__file__).resolve().parents[2]
    folders = (package, package.parent / "layouts")
    return [entry.path for folder in folders for _, entry in walk(folder, every=True, bounds=ANYWHERE)]
