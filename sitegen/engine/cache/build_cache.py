"""The cache of a site: the parsed entries, and the record of each output folder, from one build to the next."""

import hashlib
import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.bounds import Bounds, unreadable
from sitegen.catalogues import read_catalogues
from sitegen.disk import CLOCK_TICK, digest, modified, read, stamp_of, walk
from sitegen.engine import workers
from sitegen.engine.cache.bodies import Bodies
from sitegen.engine.cache.entries import CachedEntry, decode_entries, encode_entries
from sitegen.engine.cache.fingerprint import compiler_fingerprint
from sitegen.engine.cache.segments import Location
from sitegen.engine.cache.transcripts import Transcripts
from sitegen.engine.graph.reassemble import Snapshot
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.history import KnownHistory
from sitegen.engine.profile import Spent
from sitegen.layouts import Layouts
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.discover import Found, Stamp, discover, look_again
from sitegen.stages.parse import ParseSettings, parse

Parsed = tuple[Source, Entry[Meta]]
"""The source that an entry was parsed from, and the entry without its HTML."""
_Share = tuple[dict[str, msgspec.Raw], dict[str, Location], dict[str, str], list[Spent]]
"""The answer of one worker: entries by kind, where the bodies are by key, those that are nowhere yet, and the time
that each source took."""


class BuildCache(Struct, kw_only=True):
    """What one build leaves for the next. The dev server keeps it in memory, a command on disk."""

    stamps: dict[str, Stamp] = {}
    """Path below the site -> the stamp of the file there."""
    found: Found | None = None
    """What the last build of this process found on disk."""
    looked_ns: int = 0
    """When the files were last looked at, in nanoseconds."""
    settings: ParseSettings | None = None
    """The settings with which the entries were parsed."""
    entries: dict[str, Parsed] = {}
    """Key -> what was read of a source."""
    stored: dict[str, tuple[Parsed, Location]] = {}
    """Key -> an entry that is on disk, and where. One that was parsed since is another value."""
    bodies: Bodies
    """Key -> the HTML of an entry."""
    read: tuple[Spent, ...] = ()
    """The sources that the last build parsed, with the time each took."""
    layouts: tuple[tuple[str, ...], Layouts] | None = None
    """The layouts, after the stamps that their files had when they were loaded."""
    records: dict[str, BuildRecord] = {}
    """Output folder -> the record of its last build."""
    history: KnownHistory | None = None
    """The history of the sources that was read last."""
    transcripts: Transcripts | None = None
    """Where the answers of targets are written; None in a process that keeps no cache on disk."""
    _digest: str = ""

    @classmethod
    def empty(cls, folder: Path | None = None) -> "BuildCache":
        """Return the cache of a site that was never built, which will be saved in `folder` if at all."""
        return cls(bodies=Bodies(folder))

    def load_layouts(self, own: Path, language: str, bounds: Bounds) -> Layouts:
        """Return the layouts of a site; those of the last build when no file of them has changed since.

        A link that leads elsewhere now is a change, although its stamp, which is that of the file it leads to, may
        be the same.
        """
        walked = list(walk(own, every=True, bounds=bounds.places))
        found = [(path, stamp_of(entry.path)) for path, entry in walked]
        links = (os.path.realpath(entry.path) for _, entry in walked if entry.is_symlink())
        stamps = (language, *bounds.places, *links, *map(" ".join, found))
        known = self.layouts
        if known is None or known[0] != stamps:
            languages, wrong = read_catalogues(own, bounds)
            layouts = Layouts(
                own, language, bounds, engine=compiler_fingerprint(), languages=languages, wrong=wrong
            )
            known = (stamps, layouts)
        recent = time.time_ns() - CLOCK_TICK
        self.layouts = None if any(modified(stamp) > recent for _, stamp in found) else known
        return known[1]

    def index_dependants(self) -> bool:
        """Compute what depends on what ahead of the next build; return whether any of it was not known yet."""
        return True in [record.index_dependants() for record in self.records.values()]

    def discover(
        self, root: Path, kinds: Sequence[Kind], assets: Sequence[Path], touched: Collection[str], bounds: Bounds
    ) -> tuple[Found, bool]:
        """Return what lies on disk, and whether only the `touched` files were looked at.

        Naming any file as touched guarantees that no other has changed since the last build.
        """
        self.looked_ns = time.time_ns()
        again = look_again(root, self.found, touched) if self.found and touched else None
        self.found = again or discover(root, kinds, assets, self.stamps, bounds, self.entries)
        self.stamps = self.found.stamps
        return self.found, again is not None

    def record_of(self, output: Path, *, portable: bool) -> BuildRecord:
        """Return the record of an output folder; an empty one before its first build with links of this form."""
        found = self.records.get(str(output))
        alike = found is not None and found.inputs is not None and found.inputs.config.portable == portable
        return found if found and alike else BuildRecord()

    def snapshot(self) -> Snapshot:
        """Return all entries as they are now, and their digest."""
        entries = {key: entry for key, (_, entry) in self.entries.items()}
        return Snapshot(entries=entries, digest=self.entries_digest())

    def entries_digest(self) -> str:
        """Return the digest of the sources and settings that the entries were parsed from."""
        if not self._digest:
            sources = ((key, source.digest) for key, (source, _) in self.entries.items())
            self._digest = entries_digest(self.settings, sources)
        return self._digest

    def warm_up(self) -> None:
        """Make the next build treat the source that was edited last as edited again.

        It changes no file, but loads and computes what an edit needs: the converter, the layouts, and the index of
        dependants. Done while the process is idle, it makes the first real edit faster.
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
        """Return all entries by key, without HTML; sources that changed are parsed in up to `jobs` processes."""
        known = self.entries if settings == self.settings else {}
        kept = {source.key: known.get(source.key) for source in sources}
        unread = [source for source in sources if (found := kept[source.key]) is None or found[0] != source]
        if unread or len(kept) != len(self.entries) or settings != self.settings:
            self._digest = ""
        self.settings = settings

        parent = os.getpid()

        def read_share(share: Sequence[Source]) -> bytes:
            found, bodies, spent = [], {}, []
            for source in share:
                started = time.perf_counter()
                source, entry = _read(source, root, kinds[source.kind], settings)
                found.append(CachedEntry(source, without_html(entry)))
                bodies[source.key] = entry.body.html
                spent.append(Spent(source.path, time.perf_counter() - started))
            written = self.bodies.write(bodies) if os.getpid() != parent else {}
            return msgspec.msgpack.encode((encode_entries(found), written, {} if written else bodies, spent))

        self.read = ()
        with closing(workers.share(unread, read_share, jobs)) as answers:
            for answer in answers:
                groups, written, bodies, spent = msgspec.msgpack.decode(answer, type=_Share)
                self.read += tuple(spent)
                for each in decode_entries(groups, kinds):
                    kept[each.source.key] = (each.source, each.entry)
                self.bodies.take(written)
                for key, html in bodies.items():
                    self.bodies.put(key, html)
        self.entries = {key: found for key, found in kept.items() if found}
        self._complete({source.path: self.entries[source.key][0] for source in unread})
        self.bodies.keep(self.entries)
        return {key: entry for key, (_, entry) in self.entries.items()}

    def _complete(self, read: Mapping[str, Source]) -> None:
        """Give new sources and their stamps the digests that parse has found, by their paths.

        The stamp of a source that could not be read is dropped, so that the next build tries again.
        """
        for path, source in read.items():
            stamp = self.stamps.get(path)
            if stamp is not None and not stamp.digest:
                self.stamps[path] = structs.replace(stamp, digest=source.digest)
                if not source.digest:
                    del self.stamps[path]
        if self.found is not None and read:
            sources = tuple([each if each.digest else read[each.path] for each in self.found.sources])
            self.found = structs.replace(self.found, sources=sources)


def entries_digest(settings: ParseSettings | None, sources: Iterable[tuple[str, str]]) -> str:
    """Return the digest of the keys and digests of sources, and of the settings that they were parsed with."""
    found = hashlib.blake2b(msgspec.msgpack.encode(settings), digest_size=16)
    found.update("\n".join(map("\t".join, sources)).encode())
    return found.hexdigest()


def without_html(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without its HTML."""
    return structs.replace(entry, body=structs.replace(entry.body, html=""))


def _read(source: Source, root: Path, kind: Kind, settings: ParseSettings) -> tuple[Source, Entry[Meta]]:
    """Return an entry, and the source it was parsed from, which may have been edited since discover looked at it.

    A source that is gone by now gets no digest, so that the next build reads it again whatever it finds.
    """
    try:
        data = read(root / source.path)
    except OSError as error:
        source = structs.replace(source, digest="")
        return source, _unreadable(source, root, error)
    source = structs.replace(source, digest=digest(data))
    return source, parse(source, data, kind, settings)


def _unreadable(source: Source, root: Path, error: OSError) -> Entry[Meta]:
    """Return a broken entry for a source that went away between discover and parse."""
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
