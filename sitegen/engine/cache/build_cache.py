"""What one build leaves for the next: stamps, heads, bodies and receipts."""

import hashlib
import os
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.bounds import Bounds, unreadable
from sitegen.disk import CLOCK_TICK, digest, modified, read, stamp_of, walk
from sitegen.engine import workers
from sitegen.engine.cache.bodies import Bodies
from sitegen.engine.cache.entries import CachedEntry, decode_entries, encode_entries
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.profile import Spent
from sitegen.layouts import Layouts
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.discover import Found, Stamp, discover, look_again
from sitegen.stages.parse import ParseSettings, parse

_Share = tuple[dict[str, msgspec.Raw], dict[str, str], list[Spent]]
"""What one worker answers: heads by kind, bodies by key, and the time each source took."""


class BuildCache(Struct, kw_only=True):
    """Kept by whoever builds more than once, in one process or from one to the next."""

    stamps: dict[str, Stamp] = {}
    """Path below the site -> what was found in the file there."""
    found: Found | None = None
    """What the last build of this process found."""
    looked_ns: int = 0
    """When the files were last looked at, in nanoseconds."""
    settings: ParseSettings | None = None
    """Those with which the entries were read."""
    entries: dict[str, tuple[Source, Entry[Meta]]] = {}
    """Key -> the source an entry was read from, and the entry without its HTML."""
    bodies: Bodies
    """Key -> the HTML."""
    read: tuple[Spent, ...] = ()
    """What the last build parsed, with the time it took."""
    layouts: tuple[tuple[str, ...], Layouts] | None = None
    """The stamps under which they were loaded, and the layouts."""
    records: dict[str, BuildRecord] = {}
    """Output folder -> its previous."""
    _state: str = ""

    @classmethod
    def empty(cls) -> "BuildCache":
        """Return the cache of somebody who has never built this site."""
        return cls(bodies=Bodies())

    def load(self, own: Path, language: str, bounds: Bounds) -> Layouts:
        """Return the layouts of a site: those of the last build, when no file of them has changed since.

        A link that leads elsewhere now is a change, although the stamp, the file's own, may be the same.
        """
        walked = list(walk(own, every=True, bounds=bounds.places))
        found = [(path, stamp_of(entry.path)) for path, entry in walked]
        links = (os.path.realpath(entry.path) for _, entry in walked if entry.is_symlink())
        stamps = (language, *bounds.places, *links, *map(" ".join, found))
        known = self.layouts
        if known is None or known[0] != stamps:
            known = (stamps, Layouts(own, language, bounds))
        recent = time.time_ns() - CLOCK_TICK
        self.layouts = None if any(modified(stamp) > recent for _, stamp in found) else known
        return known[1]

    def prepare(self) -> bool:
        """Work out what stands on what, where an edit would have to; return whether there was anything to do."""
        return True in [record.prepare() for record in self.records.values()]

    def look(
        self, root: Path, kinds: Sequence[Kind], assets: Sequence[Path], touched: Collection[str], bounds: Bounds
    ) -> tuple[Found, bool]:
        """Return what lies on disk, and whether no more was looked at for it than what was `touched`.

        Where any paths are named, these are said to be all that changed since the last build.
        """
        self.looked_ns = time.time_ns()
        again = look_again(root, self.found, touched) if self.found and touched else None
        self.found = again or discover(root, kinds, assets, self.stamps, bounds)
        self.stamps = self.found.stamps
        return self.found, again is not None

    def state(self) -> str:
        """Return the digest of all that the entries were made of."""
        if not self._state:
            self._state = self._digest()
        return self._state

    def _digest(self) -> str:
        found = hashlib.blake2b(msgspec.msgpack.encode(self.settings), digest_size=16)
        found.update("\n".join(f"{key}\t{source.digest}" for key, (source, _) in self.entries.items()).encode())
        return found.hexdigest()

    def warm_up(self) -> None:
        """Let the next build go through the source that was edited last as if it were edited again.

        Nothing comes of it but what a process loads and works out when it is first needed: the converter, the
        layouts, what stands on what. Whoever does this while nobody waits need not do it at the first edit.
        """
        edits = (key for key, (source, _) in self.entries.items() if source.path in self.stamps)
        key = max(edits, key=lambda key: self.stamps[self.entries[key][0].path].mtime_ns, default="")
        if key:
            source, entry = self.entries[key]
            self.entries[key] = (structs.replace(source, digest=""), entry)
            for record in self.records.values():
                record.forget(key)

    def parse(
        self,
        sources: Sequence[Source],
        root: Path,
        kinds: Mapping[str, Kind],
        settings: ParseSettings,
        jobs: int = 1,
    ) -> dict[str, Entry[Meta]]:
        """Return the entries by key, reading only sources that changed; many of them in `jobs` processes."""
        known = self.entries if settings == self.settings else {}
        kept = {source.key: known.get(source.key) for source in sources}
        unread = [source for source in sources if (found := kept[source.key]) is None or found[0] != source]
        if unread or len(kept) != len(self.entries) or settings != self.settings:
            self._state = ""
        self.settings = settings

        def read_share(share: Sequence[Source]) -> bytes:
            heads, bodies, spent = [], {}, []
            for source in share:
                started = time.perf_counter()
                source, entry = _read(source, root, kinds[source.kind], settings)
                heads.append(CachedEntry(source, without_html(entry)))
                bodies[source.key] = entry.body.html
                spent.append(Spent(source.path, time.perf_counter() - started))
            return msgspec.msgpack.encode((encode_entries(heads), bodies, spent))

        self.read = ()
        for answer in workers.share(unread, read_share, jobs):
            groups, bodies, spent = msgspec.msgpack.decode(answer, type=_Share)
            self.read += tuple(spent)
            for head in decode_entries(groups, kinds):
                kept[head.source.key] = (head.source, head.entry)
                self.bodies.put(head.source.key, bodies[head.source.key])
        self.entries = {key: found for key, found in kept.items() if found}
        self.bodies.keep(self.entries)
        return self.heads()

    def heads(self) -> dict[str, Entry[Meta]]:
        """Return the entries, by key, without their HTML."""
        return {key: entry for key, (_, entry) in self.entries.items()}


def without_html(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without its HTML."""
    return structs.replace(entry, body=structs.replace(entry.body, html=""))


def _read(source: Source, root: Path, kind: Kind, settings: ParseSettings) -> tuple[Source, Entry[Meta]]:
    """Return an entry, and the source it was read from: that may have been edited since it was looked at.

    One that is gone by now has no digest, so that the next build reads it again whatever it finds.
    """
    try:
        data = read(root / source.path)
    except OSError as error:
        source = structs.replace(source, digest="")
        return source, _unreadable(source, root, error)
    source = structs.replace(source, digest=digest(data))
    return source, parse(source, data, kind, settings)


def _unreadable(source: Source, root: Path, error: OSError) -> Entry[Meta]:
    """Return a broken entry for a source that went away while we were looking."""
    found = unreadable(str(root / source.path), source.path, error)
    return Entry(
        key=source.key,
        path=source.path,
        kind=source.kind,
        meta=Meta(),
        slug="",
        body=Body(),
        digest=source.digest,
        body_line=1,
        places={},
        diagnostics=(found,),
        broken=True,
    )
