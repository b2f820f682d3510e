"""The cache on disk, in `.sitegen/store/`: what one process leaves for the next.

Entries and bodies are in segments, found by the index, and each output folder has a file with its build record.
All are encoded by msgspec, and none can be executed. The index is replaced once the segments have been written, so
that everything that it leads to exists.
"""

import datetime as dt
import os
from collections.abc import Iterable
from functools import cache as once_each
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.disk import CLOCK_TICK, STATE, record_name, state_folder
from sitegen.engine.cache.bodies import Bodies
from sitegen.engine.cache.build_cache import BuildCache, Parsed
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.entries import CachedEntry
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.engine.cache.index import HEADS, Index, IndexRow, head_decoder, read_index, write_index
from sitegen.engine.cache.segments import DamagedSegment, Location, Segments
from sitegen.engine.cache.transcripts import Amendments, TranscriptIndex, Transcripts
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Receipt
from sitegen.engine.graph.tables import encode_tables
from sitegen.engine.graph.trace import Dependency
from sitegen.engine.search.index import CHANGED, in_index, target_of
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.questions.glossary import glossary
from sitegen.stages.discover import Stamp

DAMAGED = "is damaged"


class StoredRecord(Struct, frozen=True, array_like=True):
    """The content of the file with the build record of one output folder."""

    engine: str
    name: str
    """A name that no other record has."""
    names: list[Dependency]
    answers: dict[int, AnswerRecord]
    receipts: list[Receipt]
    inputs: Inputs | None
    entries_digest: str
    until: dt.datetime | None
    tables: msgspec.Raw


class CacheFiles:
    """The cache files of one site."""

    def __init__(self, root: Path, kinds: Iterable[Kind]) -> None:
        self.root = root
        self.folder = Path(state_folder(root), "store")
        self.kinds = {kind.name: kind for kind in kinds}
        self.note = ""
        """Why the files could not be used, in one line."""
        self._transcripts: dict[Path, Transcripts] = {}

    def load(self, output: Path) -> BuildCache:
        """Return the cache for a build into `output`; an empty one, and a note, when the files cannot be used."""
        try:
            index = read_index(self.folder)
            if index.engine != engine_fingerprint():
                return self.start_over("was made by another version")
            cache = self._cache(index)
        except FileNotFoundError:
            return BuildCache.empty(self.folder)
        except (OSError, ValueError, KeyError, DamagedSegment):
            return self.start_over(DAMAGED)
        cache.records[str(output)] = self._record(output)
        return cache

    def save(self, cache: BuildCache, output: Path) -> None:
        """Write the cache, and the record of one output folder. Raises OSError when a file cannot be written."""
        if cache.settings is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        transcripts = self.transcripts(output)
        transcripts.invalidate()
        cache.bodies.save(self.folder)
        heads, bodies = self._save_heads(cache), cache.bodies.locations
        sources = ((key, source) for key, (source, entry) in cache.entries.items() if not entry.broken)
        at_rest = cache.looked_ns - CLOCK_TICK
        stamps = {path: stamp for path, stamp in cache.stamps.items() if stamp.mtime_ns < at_rest}
        index = Index(
            engine_fingerprint(),
            cache.settings,
            {key: IndexRow(source.kind, source.digest, heads[key], bodies[key]) for key, source in sources},
            msgspec.Raw(msgspec.msgpack.encode(stamps)),
        )
        write_index(self.folder, index)
        record = cache.records.get(str(output))
        if record is None or record.inputs is None:
            transcripts.segments.sweep(())  # a failed build has written some, and no good one has been before it
            return
        name = os.urandom(16).hex()
        kept = StoredRecord(
            engine_fingerprint(),
            name,
            record.names,
            record.answers,
            list(record.receipts.values()),
            record.inputs,
            record.entries_digest,
            record.until,
            encode_tables(record.assembled.site) if record.assembled else record.tables,
        )
        replace_checked(self.folder / self._record_name(output), msgspec.msgpack.encode(kept))
        rows = transcripts.compacted(transcripts.rows)
        terms = glossary(record.assembled.site) if record.assembled else transcripts.glossary
        transcripts.save(
            TranscriptIndex(
                engine=engine_fingerprint(),
                record=name,
                config=record.inputs.config,
                entries_digest=record.entries_digest,
                rows=rows,
                glossary=terms,
            )
        )

    def transcripts(self, output: Path) -> Transcripts:
        """Return the transcripts for one output folder, with the rows that were loaded."""
        return self._transcripts.setdefault(output, Transcripts(self.root, self.folder, output))

    def start_over(self, why: str) -> BuildCache:
        """Return an empty cache, and note why the files could not be used."""
        self.note = f"the cache in {self.folder.parent.name}/ {why}; everything is built anew"
        self._transcripts.clear()
        return BuildCache.empty(self.folder)

    def _save_heads(self, cache: BuildCache) -> dict[str, Location]:
        """Append the entries that are not in the segments as they are; return where each is by its key."""
        segments, stored = Segments(self.folder, HEADS), cache.stored
        found = {key: parsed for key, parsed in cache.entries.items() if not parsed[1].broken}
        kept = {key: stored[key] for key, parsed in found.items() if key in stored and stored[key][0] is parsed}
        anew = segments.wasteful(location for _, location in kept.values())
        if anew:
            kept = {}
        added = {key: parsed for key, parsed in found.items() if key not in kept}
        if added:
            encode = msgspec.msgpack.Encoder().encode
            locations = segments.append((encode(CachedEntry(*each)) for each in added.values()), anew=anew)
            each_added = zip(added.items(), locations, strict=True)
            kept |= {key: (parsed, location) for (key, parsed), location in each_added}
        cache.stored = kept
        return {key: location for key, (_, location) in kept.items()}

    def _cache(self, index: Index) -> BuildCache:
        decoder = once_each(lambda kind: head_decoder(self.kinds[kind]))
        segments = Segments(self.folder, HEADS)
        stored: dict[str, tuple[Parsed, Location]] = {}
        for key, row in index.rows.items():
            found = decoder(row.kind).decode(segments.view(row.head))
            stored[key] = (found.source, found.entry), row.head
        return BuildCache(
            stamps=msgspec.msgpack.decode(index.stamps, type=dict[str, Stamp]),
            settings=index.settings,
            entries={key: parsed for key, (parsed, _) in stored.items()},
            stored=stored,
            bodies=Bodies(self.folder, {key: row.body for key, row in index.rows.items()}),
        )

    def _record(self, output: Path) -> BuildRecord:
        try:
            found = msgspec.msgpack.decode(
                read_checked(self.folder / self._record_name(output)), type=StoredRecord
            )
        except FileNotFoundError:
            return BuildRecord()
        except (OSError, ValueError):
            self.note = f"what {STATE}/ knows of {output} is damaged; all its files are made anew"
            return BuildRecord()
        if found.engine != engine_fingerprint():
            return BuildRecord()
        record = BuildRecord(
            names=found.names,
            answers=found.answers,
            receipts={receipt.target.path: receipt for receipt in found.receipts},
            inputs=found.inputs,
            entries_digest=found.entries_digest,
            until=found.until,
            tables=found.tables,
        )
        try:
            index = self.transcripts(output).load()
        except (OSError, ValueError):
            return record
        if index.engine == engine_fingerprint() and index.record == found.name:
            transcripts = self.transcripts(output)
            transcripts.rows, transcripts.glossary = index.rows, index.glossary
            record.entries_digest = index.entries_digest
            _amend(record, index.amendments)
        return record

    def _record_name(self, output: Path) -> str:
        return f"record-{record_name(self.root, output)}"


def _amend(record: BuildRecord, amendments: Amendments) -> None:
    """Bring a record up to date with the edits of texts since it was written."""
    for path, (digest, reason) in amendments.digests.items():
        record.receipts[path] = structs.replace(record.receipts[path], digest=digest, reason=reason)
    if amendments.index:
        kept = {path: receipt for path, receipt in record.receipts.items() if not in_index(path)}
        before = record.receipts
        record.receipts = kept | {
            path: Receipt(target_of(path), (), digest, before[path].reason if path in before else CHANGED)
            for path, digest in amendments.index.items()
        }
    for query, fingerprint in amendments.fingerprints:
        number = record.numbers[query]
        if number not in record.answers:
            continue
        record.answers[number] = structs.replace(record.answers[number], fingerprint=fingerprint)
