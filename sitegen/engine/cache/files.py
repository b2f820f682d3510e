"""The store in `.sitegen/store/`: what one process leaves for the next.

Stamps and entries without their HTML in one file, bodies in segments, a build record for each output folder;
all encoded by msgspec, none of it executable. Each file is replaced whole, bodies first, so that
whatever the entries name is there.
"""

import datetime as dt
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.disk import CLOCK_TICK, STATE, record_name
from sitegen.engine.cache.bodies import Bodies, Place
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.entries import CachedEntry, decode_entries, encode_entries
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Inputs, Receipt
from sitegen.engine.graph.trace import Name
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.discover import Stamp
from sitegen.stages.parse import ParseSettings

DAMAGED = "is damaged"
CHECKSUM = 4
"""Bytes of a CRC-32, with which each file begins."""


class StoredEntries(Struct, frozen=True, kw_only=True):
    """The file of that name."""

    engine: str
    settings: ParseSettings
    stamps: dict[str, Stamp]
    kinds: dict[str, msgspec.Raw]
    """Kind -> its heads, decoded by the kind's own fields."""


class StoredRecord(Struct, frozen=True, array_like=True):
    """The record of one output folder."""

    engine: str
    names: list[Name]
    answers: dict[int, AnswerRecord]
    receipts: list[Receipt]
    inputs: Inputs | None
    until: dt.datetime | None


class CacheFiles:
    """The store of one site."""

    def __init__(self, root: Path, kinds: Iterable[Kind]) -> None:
        self.root = root
        self.folder = root / STATE / "store"
        self.kinds = {kind.name: kind for kind in kinds}
        self.note = ""
        """Why what was there could not be used, in one line."""

    def load(self, output: Path) -> BuildCache:
        """Return what is stored for a build into `output`; an empty cache, and a note, when it is of no use."""
        try:
            heads = msgspec.msgpack.decode(self._read("heads"), type=StoredEntries)
            if heads.engine != engine_fingerprint():
                return self.anew("was made by another version")
            cache = self._remember(heads)
        except FileNotFoundError:
            return BuildCache.empty()
        except (OSError, ValueError, KeyError):
            return self.anew(DAMAGED)
        cache.records[str(output)] = self._record(output)
        return cache

    def save(self, cache: BuildCache, output: Path) -> None:
        """CacheFiles a cache, each file whole."""
        if cache.settings is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        cache.bodies.save(self.folder)
        places = cache.bodies.places
        found = (CachedEntry(source, entry, places.get(key)) for key, (source, entry) in cache.entries.items())
        horizon = cache.looked_ns - CLOCK_TICK
        encode = msgspec.msgpack.encode
        heads = StoredEntries(
            engine=engine_fingerprint(),
            settings=cache.settings,
            stamps={place: stamp for place, stamp in cache.stamps.items() if stamp.mtime_ns < horizon},
            kinds=encode_entries(head for head in found if not head.entry.broken),
        )
        self._replace("heads", encode(heads))
        cache.bodies.sweep(self.folder)
        record = cache.records.get(str(output))
        if record is not None:
            kept = StoredRecord(
                engine_fingerprint(),
                record.names,
                record.answers,
                list(record.receipts.values()),
                record.inputs,
                record.until,
            )
            self._replace(self._record_name(output), encode(kept))

    def _remember(self, heads: StoredEntries) -> BuildCache:
        entries: dict[str, tuple[Source, Entry[Meta]]] = {}
        places: dict[str, Place] = {}
        for head in decode_entries(heads.kinds, self.kinds):
            entries[head.source.key] = (head.source, head.entry)
            if head.place is not None:
                places[head.source.key] = head.place
        return BuildCache(
            stamps=heads.stamps,
            settings=heads.settings,
            entries=entries,
            bodies=Bodies(self.folder, places),
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
            until=found.until,
        )

    def _record_name(self, output: Path) -> str:
        return f"receipts-{record_name(self.root, output)}"

    def anew(self, why: str) -> BuildCache:
        """Return an empty cache, and note why what was there could not be used."""
        self.note = f"the store in {self.folder.parent.name}/ {why}; everything is built anew"
        return BuildCache.empty()

    def _read(self, name: str) -> bytes:
        """Return a file of the store. Raises ValueError for one that is not as it was written."""
        data = (self.folder / name).read_bytes()
        if data[:CHECKSUM] != _checksum(data[CHECKSUM:]):
            raise ValueError(name)
        return data[CHECKSUM:]

    def _replace(self, name: str, data: bytes) -> None:
        draft = self.folder / f"{name}.new"
        draft.write_bytes(_checksum(data) + data)
        draft.replace(self.folder / name)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(CHECKSUM, "big")
