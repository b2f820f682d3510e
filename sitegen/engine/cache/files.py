"""The cache on disk, in `.sitegen/store/`: what one process leaves for the next.

Entries without their HTML are in one file, bodies in segments, and each output folder has a file with its build
record. All are encoded by msgspec, and none can be executed. Each file is replaced as a whole, bodies first, so
that every location in the entries exists.
"""

import datetime as dt
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.disk import CLOCK_TICK, STATE, read, record_name
from sitegen.engine.cache.bodies import Bodies, BodyLocation
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.entries import CachedEntry, decode_entries, encode_entries
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Receipt
from sitegen.engine.graph.trace import Dependency
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.discover import Stamp
from sitegen.stages.parse import ParseSettings

DAMAGED = "is damaged"
ENTRIES = "entries"
"""The name of the file with all entries."""
CHECKSUM = 4
"""The bytes of the CRC-32 that each file begins with."""


class StoredEntries(Struct, frozen=True, kw_only=True):
    """The content of the file with all entries."""

    engine: str
    """The fingerprint of the engine that wrote it; another engine does not use it."""
    settings: ParseSettings
    stamps: dict[str, Stamp]
    kinds: dict[str, msgspec.Raw]
    """Kind -> its entries, decoded by the kind's own fields."""


class StoredRecord(Struct, frozen=True, array_like=True):
    """The content of the file with the build record of one output folder."""

    engine: str
    names: list[Dependency]
    answers: dict[int, AnswerRecord]
    receipts: list[Receipt]
    inputs: Inputs | None
    entries_digest: str
    until: dt.datetime | None


class CacheFiles:
    """The cache files of one site."""

    def __init__(self, root: Path, kinds: Iterable[Kind]) -> None:
        self.root = root
        self.folder = root / STATE / "store"
        self.kinds = {kind.name: kind for kind in kinds}
        self.note = ""
        """Why the files could not be used, in one line."""

    def load(self, output: Path) -> BuildCache:
        """Return the cache for a build into `output`; an empty one, and a note, when the files cannot be used."""
        try:
            stored = msgspec.msgpack.decode(self._read(ENTRIES), type=StoredEntries)
            if stored.engine != engine_fingerprint():
                return self.start_over("was made by another version")
            cache = self._cache(stored)
        except FileNotFoundError:
            return BuildCache.empty()
        except (OSError, ValueError, KeyError):
            return self.start_over(DAMAGED)
        cache.records[str(output)] = self._record(output)
        return cache

    def save(self, cache: BuildCache, output: Path) -> None:
        """Write the cache, and the record of one output folder. Raises OSError when a file cannot be written."""
        if cache.settings is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        cache.bodies.save(self.folder)
        locations = cache.bodies.locations
        found = (CachedEntry(source, entry, locations.get(key)) for key, (source, entry) in cache.entries.items())
        at_rest = cache.looked_ns - CLOCK_TICK
        encode = msgspec.msgpack.encode
        stored = StoredEntries(
            engine=engine_fingerprint(),
            settings=cache.settings,
            stamps={path: stamp for path, stamp in cache.stamps.items() if stamp.mtime_ns < at_rest},
            kinds=encode_entries(each for each in found if not each.entry.broken),
        )
        self._replace(ENTRIES, encode(stored))
        cache.bodies.sweep(self.folder)
        record = cache.records.get(str(output))
        if record is not None:
            kept = StoredRecord(
                engine_fingerprint(),
                record.names,
                record.answers,
                list(record.receipts.values()),
                record.inputs,
                record.entries_digest,
                record.until,
            )
            self._replace(self._record_name(output), encode(kept))

    def start_over(self, why: str) -> BuildCache:
        """Return an empty cache, and note why the files could not be used."""
        self.note = f"the cache in {self.folder.parent.name}/ {why}; everything is built anew"
        return BuildCache.empty()

    def _cache(self, stored: StoredEntries) -> BuildCache:
        entries: dict[str, tuple[Source, Entry[Meta]]] = {}
        locations: dict[str, BodyLocation] = {}
        for each in decode_entries(stored.kinds, self.kinds):
            entries[each.source.key] = (each.source, each.entry)
            if each.location is not None:
                locations[each.source.key] = each.location
        return BuildCache(
            stamps=stored.stamps,
            settings=stored.settings,
            entries=entries,
            bodies=Bodies(self.folder, locations),
        )

    def _record(self, output: Path) -> BuildRecord:
        try:
            found = msgspec.msgpack.decode(self._read(self._record_name(output)), type=StoredRecord)
        except FileNotFoundError:
            return BuildRecord()
        except (OSError, ValueError):
            self.note = f"what {STATE}/ knows of {output} is damaged; all its files are made anew"
            return BuildRecord()
        if found.engine != engine_fingerprint():
            return BuildRecord()
        return BuildRecord(
            names=found.names,
            answers=found.answers,
            receipts={receipt.target.path: receipt for receipt in found.receipts},
            inputs=found.inputs,
            entries_digest=found.entries_digest,
            until=found.until,
        )

    def _record_name(self, output: Path) -> str:
        return f"record-{record_name(self.root, output)}"

    def _read(self, name: str) -> bytes:
        """Return the content of a cache file. Raises ValueError when its checksum is wrong."""
        data = read(self.folder / name)
        if data[:CHECKSUM] != _checksum(data[CHECKSUM:]):
            raise ValueError(name)
        return data[CHECKSUM:]

    def _replace(self, name: str, data: bytes) -> None:
        draft = self.folder / f"{name}.new"
        draft.write_bytes(_checksum(data) + data)
        draft.replace(self.folder / name)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(CHECKSUM, "big")
