"""The up-to-date check: whether everything that the last build read and wrote is still the same.

It costs one look at every file and next to no imports. A file with a new stamp and the old bytes is the same file:
a checkout or a cache has brought it back.
"""

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.disk import (
    ANYWHERE,
    CLOCK_TICK,
    digest,
    digest_of,
    modified,
    record_name,
    stamp_of,
    state_folder,
    walk,
)
from sitegen.disk import read as read_bytes
from sitegen.engine.cache.look import Looked, look
from sitegen.engine.cache.untouched import Asked, Seen, libraries, remember
from sitegen.model.place import Place

if TYPE_CHECKING:
    from sitegen.disk import Listings

UNSURE = "-"
"""The stamp written for a file that was changed so lately that it may change again under the same stamp."""


class FileState(NamedTuple):
    """One file as the last build left it."""

    digest: str
    stamp: str
    """The stamp that `sitegen.disk.stamp_of` returns; empty for a file that is not there."""
    path: str
    """The path of a source below the site, or of an artifact below the output folder."""


class Machine(NamedTuple):
    """Python, its libraries and sitegen as the file system knows them."""

    digest: str
    listings: "Listings"
    stamps: dict[str, str]
    """Place -> its stamp, empty for a folder of the path that is not there."""


class LastBuild(NamedTuple):
    """What the last good build left, for a build after which only the bytes of some sources have changed."""

    edited: tuple[str, ...]
    """The paths of these sources below the site."""
    outcome: Mapping[str, Any]
    head: Mapping[str, Any]
    looked: Looked
    read: dict[str, str]
    """Path below the site -> digest."""
    artifacts: list[FileState]
    stamp: str
    """The stamp of the file of the check."""


class UpToDateCheck:
    """The check of one output folder."""

    def __init__(self, root: Path, output: Path, config: Path, options: Mapping[str, Any]) -> None:
        """Check a build of these folders; `options` are the other arguments that decide its outcome."""
        self.root = root
        self.output = output
        self.config = config
        self.options = dict(options)
        self.file = Path(state_folder(root), "store", f"up-to-date-{record_name(root, output)}")
        self._asked = Asked(str(root), str(output), config.name, self.options)
        self._places: tuple[Place, ...] = ()
        self._before = Looked(0, {}, {}, {})
        self._last: LastBuild | None = None

    def outcome(self, now: dt.datetime) -> Mapping[str, Any] | None:
        """Return the outcome of the last build while nothing has changed since, else None.

        That is: every input and artifact is the same, so are the options and sitegen itself, and the clock has
        changed no page.
        """
        self._last = None
        stamp = stamp_of(str(self.file))
        try:
            checksum, text = read_bytes(self.file).split(b"\n", 1)
        except (OSError, ValueError):
            return None
        if digest(text).encode() != checksum:
            return None
        first, read, written = text.decode("utf-8", "surrogateescape").split("\n\n")
        head = json.loads(first)
        sources, artifacts = _files(read), _files(written)
        if "places" not in head:
            return None  # an earlier version wrote it
        now = _zoned(now, head["zone"])
        if not head["since"] <= now.timestamp() < head["until"] or head["options"] != self.options:
            return None
        machine = _machine()
        known = head["machine"] == machine.digest
        if not known and head["engine"] != _engine():
            return None
        looked = look(self.root, self.config, [Place(*place) for place in head["places"]], time.time_ns())
        if looked.links != head["links"] or [each.path for each in sources] != list(looked.stamps):
            return None
        output = f"{self.output}/"
        stamps = [stamp_of(output + each.path) for each in artifacts]
        edited = _edited(self.root, sources, looked.stamps.values())
        if edited is None or not _same(self.output, artifacts, stamps):
            return None
        found = artifacts
        if any(each.stamp != stamp for each, stamp in zip(artifacts, stamps, strict=True)):
            found = [each._replace(stamp=stamp) for each, stamp in zip(artifacts, stamps, strict=True)]
        head |= {"machine": machine.digest}
        outcome: Mapping[str, Any] = head["outcome"]
        if edited:
            digests = {each.path: each.digest for each in sources}
            self._last = LastBuild(edited, outcome, head, looked, digests, found, stamp)
            return None
        if not known or found != artifacts or any(each.stamp == UNSURE for each in sources):
            self._write(head, looked, {each.path: each.digest for each in sources}, found)
        self._remember(head, looked, found, machine)
        return outcome

    def last_build(self) -> LastBuild | None:
        """Return what the last build left, when the `outcome` was none for edited sources alone.

        Call it with the lock of the site: None when another build has run since.
        """
        last = self._last
        return last if last and last.stamp == stamp_of(str(self.file)) else None

    def look(self, places: Iterable[Place]) -> None:
        """Look at all files of the places that a build reads, just before it reads them."""
        self._places = tuple(places)
        self._before = look(self.root, self.config, self._places, time.time_ns())

    def invalidate(self) -> None:
        """Make the check fail until the next `save`; call it before anything is written."""
        Path(self._asked.file).unlink(missing_ok=True)
        self.file.unlink(missing_ok=True)

    def save(
        self,
        outcome: Mapping[str, Any],
        now: dt.datetime,
        zone: str,
        until: dt.datetime | None,
        read: Mapping[str, str],
        written: Mapping[str, str],
        stamps: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Save the state that a build left; `read` and `written` are the digests of its files, as far as known.

        `stamps` are those under which it left what it wrote; where one is lacking, the file system is asked.
        `zone` is the site's, for a clock without a zone, and `until` the next change. Nothing is saved when a file
        may have changed between `look` and the build.
        """
        before = self._before
        if any(path.startswith("content/") and path not in before.stamps for path in read):
            return  # a file came while the site was built
        try:
            digests = {path: read.get(path) or digest_of(self.root / path) for path in before.stamps}
        except OSError:
            return  # a file went while the site was built
        unread = before.stamps.keys() - read.keys()
        if any(stamp_of(str(self.root / path)) != before.stamps[path] for path in unread):
            return  # a file was edited, and whether before or after it was read is unknown
        output = f"{self.output}/"
        machine = _machine()
        head = {
            "options": self.options,
            "places": self._places,
            "links": before.links,
            "zone": zone,
            "since": _zoned(now, zone).timestamp(),
            "until": until.timestamp() if until else float("inf"),
            "machine": machine.digest,
            "engine": _engine(),
            "outcome": outcome,
        }
        artifacts = [
            FileState(digest, stamps.get(path) or stamp_of(output + path), path)
            for path, digest in written.items()
        ]
        self._write(head, before, digests, artifacts)
        self._remember(head, before, artifacts, machine)

    def save_edits(
        self, last: LastBuild, read: Mapping[str, str], written: Mapping[str, str], deleted: Collection[str]
    ) -> None:
        """Save the state after a build of edited sources; `read` and `written` are the digests of its files."""
        output = f"{self.output}/"
        artifacts = [each for each in last.artifacts if each.path not in written and each.path not in deleted]
        artifacts += [FileState(digest, stamp_of(output + path), path) for path, digest in written.items()]
        self._write(last.head, last.looked, {**last.read, **read}, artifacts)

    def _write(
        self, head: Mapping[str, Any], looked: Looked, read: Mapping[str, str], artifacts: Iterable[FileState]
    ) -> None:
        at_rest = looked.at - CLOCK_TICK
        sources = (
            FileState(read[path], stamp if modified(stamp) < at_rest else UNSURE, path)
            for path, stamp in looked.stamps.items()
        )
        parts = (json.dumps(head), "\n".join(map(" ".join, sources)), "\n".join(map(" ".join, artifacts)))
        draft = self.file.with_name(f"{self.file.name}.new")
        text = "\n\n".join(parts).encode("utf-8", "surrogateescape")
        draft.write_bytes(digest(text).encode() + b"\n" + text)
        draft.replace(self.file)

    def _remember(
        self, head: Mapping[str, Any], looked: Looked, artifacts: Iterable[FileState], machine: "Machine"
    ) -> None:
        """Write the file of the check that goes by stamps, if they say enough and there is nothing to report.

        They say too little of a file that may change again under the same stamp, of a link, and of a folder that
        cannot be listed.
        """
        said, at_rest = head["outcome"], looked.at - CLOCK_TICK
        unlisted = [path for path, listing in looked.listings.items() if listing is None]
        absent = [path for path in unlisted if path not in looked.stamps]
        if (
            said["diagnostics"]
            or looked.links
            or any(modified(stamp) >= at_rest for stamp in looked.stamps.values())
            or any(os.path.lexists(self.root / path) for path in absent)
        ):
            return
        listings = {path: listing for path, listing in (looked.listings | machine.listings).items() if listing}
        files = looked.stamps | {path: stamp for path, stamp in machine.stamps.items() if stamp}
        made = {each.path: each.stamp for each in artifacts}
        seen = Seen()
        seen.folders, seen.files, seen.artifacts = listings, files, made
        seen.absent = (*absent, *(path for path, stamp in machine.stamps.items() if not stamp))
        seen.listings = (names for _, names in listings.values())
        seen.stamps = "".join((*(stamp for stamp, _ in listings.values()), *files.values(), *made.values()))
        words = (str(said["entries"]), str(said["files"]), said["next"], *said["waiting"])
        remember(self._asked, head["since"], head["until"], words, seen)


def _zoned(moment: dt.datetime, zone: str) -> dt.datetime:
    if moment.tzinfo is None:
        from sitegen.facets.schedule import zone_of

        moment = moment.replace(tzinfo=zone_of(zone))
    return moment


def _files(text: str) -> list[FileState]:
    return [FileState(*line.split(" ", 2)) for line in text.split("\n")] if text else []


def _edited(folder: Path, files: Iterable[FileState], stamps: Iterable[str]) -> tuple[str, ...] | None:
    """Return the paths of files whose bytes have changed; None when one cannot be read."""
    try:
        return tuple(
            each.path
            for each, stamp in zip(files, stamps, strict=True)
            if each.stamp != stamp and (not stamp or digest_of(folder / each.path) != each.digest)
        )
    except OSError:
        return None


def _same(folder: Path, files: Iterable[FileState], stamps: Iterable[str]) -> bool:
    """Return whether the files are the same: by their stamps, else by their bytes."""
    try:
        return all(
            each.stamp == stamp or (stamp and digest_of(folder / each.path) == each.digest)
            for each, stamp in zip(files, stamps, strict=True)
        )
    except OSError:
        return False


def _machine() -> Machine:
    """Look at Python, its libraries and sitegen, whose stamps change at each installation."""
    listings: Listings = {}
    stamps = {place: stamp_of(place) for place in (*libraries(), *_packaged(listings))}
    return Machine(digest(" ".join((sys.version, *stamps.values())).encode()), listings, stamps)


def _engine() -> str:
    """Return the digest of the files that `_machine` only looks at."""
    from sitegen.engine.cache.fingerprint import engine_fingerprint

    layouts = (digest_of(place) for place in _packaged({}) if not place.endswith(".py"))
    return digest(" ".join((engine_fingerprint(), *layouts)).encode())


def _packaged(listings: "Listings") -> list[str]:
    """Return every file of the package, and the default layouts where they lie beside it."""
    package = Path(__file__).resolve().parents[2]
    folders = (package, package.parent / "layouts")
    return [
        entry.path
        for folder in folders
        for _, entry in walk(folder, every=True, bounds=ANYWHERE, listings=listings)
    ]
