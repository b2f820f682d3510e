"""Transcripts: what each target that shows a text was answered, so that it can be rendered again without the site.

A transcript is one piece of data in a segment. An answer that several targets were given is a piece of its own,
and their transcripts have its location. Everything is JSON, which keeps the offset of a time.
"""

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen.disk import record_name
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.segments import DamagedSegment, Location, Segments, SegmentWriter
from sitegen.engine.graph.record import Readers
from sitegen.engine.graph.trace import Query
from sitegen.model.config import Config
from sitegen.model.target import Target
from sitegen.questions.glossary import GlossaryTerm

_encode = msgspec.json.Encoder().encode


class Transcript(Struct, frozen=True, array_like=True):
    """The queries of one target in their order, with their answers."""

    target: Target
    digest: str
    """The digest of the artifact that was made of these answers."""
    asked: tuple[Query, ...]
    answers: tuple[msgspec.Raw, ...]
    """The answer to each query; null for one that is stored alone."""
    alone: dict[int, Location]
    """Place among the queries -> where the answer is, if it is stored alone."""
    readers: dict[int, tuple[str, ...]]
    """Place among the queries -> the keys of the entries whose texts the answer was computed from."""


class TranscriptRow(Struct, frozen=True, array_like=True):
    """One transcript in the index."""

    location: Location | None
    """None for a target that cannot be rendered again from its answers."""
    texts: tuple[str, ...]
    """The keys of the entries whose texts its answers were computed from; never empty."""


class Amendments(Struct, frozen=True, array_like=True):
    """What has changed of a build record since it was written."""

    digests: dict[str, tuple[str, str]] = {}
    """Path -> the digest of the artifact, and why it was rendered."""
    fingerprints: tuple[tuple[Query, bytes], ...] = ()
    """The fingerprints of answers, the last of a query counts."""
    index: dict[str, str] = {}
    """Path -> digest of the files of the search index, if that was made anew; empty where it was not."""


class TranscriptIndex(Struct, frozen=True, kw_only=True):
    """The content of the index of the transcripts of one output folder."""

    engine: str
    """The fingerprint of the engine that wrote it; another engine does not use it."""
    record: str
    """The name of the build record that it belongs to."""
    config: Config
    entries_digest: str
    """The digest of the entries, as `BuildCache.entries_digest` gives it."""
    rows: dict[str, TranscriptRow]
    """Path -> row, for all targets that show a text."""
    glossary: tuple[GlossaryTerm, ...] = ()
    """The terms of the site's glossary."""
    amendments: Amendments = Amendments()


class Transcripts:
    """The transcripts of one output folder on disk."""

    def __init__(self, root: Path, folder: Path, output: Path) -> None:
        """Use the transcripts for `output` in the `folder` of the cache of the site at `root`."""
        name = record_name(root, output)
        self.segments = Segments(folder, f"answers-{name}")
        self._index = folder / f"transcripts-{name}"
        self.rows: dict[str, TranscriptRow] = {}
        """Path -> row, as the last good build left them."""
        self.glossary: tuple[GlossaryTerm, ...] = ()
        """The terms that the last good build had."""
        self._process = os.getpid()
        self._writer: tuple[int, _Writer] | None = None

    def load(self) -> TranscriptIndex:
        """Return the index. Raises OSError when there is none, ValueError when it is damaged."""
        return msgspec.msgpack.decode(read_checked(self._index), type=TranscriptIndex)

    def save(self, index: TranscriptIndex) -> None:
        """Replace the index. The transcripts that it leads to have to be written already."""
        replace_checked(self._index, msgspec.msgpack.encode(index))
        self.segments.sweep(row.location for row in index.rows.values() if row.location)

    def invalidate(self) -> None:
        """Remove the index, until the next is saved."""
        self._index.unlink(missing_ok=True)

    def read(self, location: Location) -> Transcript:
        """Return a transcript with all its answers. Raises DamagedSegment, and ValueError for what is none."""
        found = msgspec.json.decode(self.segments.read(location), type=Transcript)
        answers = list(found.answers)
        for place, where in found.alone.items():
            answers[place] = msgspec.Raw(self.segments.read(where))
        return structs.replace(found, answers=tuple(answers), alone={})

    def add(
        self, target: Target, digest: str, asked: Mapping[Query, Any], readers: Readers
    ) -> TranscriptRow | None:
        """Write the transcript of a target and return its row; None for a target that shows no text.

        Worker processes may do so side by side.
        """
        texts = tuple({key: None for keys in readers.texts.values() for key in keys})
        if not texts or not readers.direct:
            return TranscriptRow(None, texts) if texts else None
        process = os.getpid()
        try:
            if self._writer is None or self._writer[0] != process:
                self._writer = process, _Writer(SegmentWriter(self.segments, anew=process != self._process))
            return TranscriptRow(self._writer[1].add(target, digest, asked, readers.texts), texts)
        except OSError:
            return TranscriptRow(None, texts)  # the next edit of the text takes longer

    def close(self) -> None:
        """Bring to disk what this process has added, and close the files."""
        if self._writer is not None:
            with suppress(OSError):  # then the rows lead to nothing, as their checksums show
                self._writer[1].segment.close()
            self._writer = None
        self.segments.close()

    def compacted(self, rows: dict[str, TranscriptRow]) -> dict[str, TranscriptRow]:
        """Return the rows after the transcripts were written anew, once most of the segments is in use no more."""
        used = [row.location for row in rows.values() if row.location]
        if not self.segments.wasteful(used):
            return rows
        with SegmentWriter(self.segments, anew=True) as segment:
            moved = {path: structs.replace(row, location=self._moved(row, segment)) for path, row in rows.items()}
        self.segments.close()
        return moved

    def _moved(self, row: TranscriptRow, segment: SegmentWriter) -> Location | None:
        try:
            return segment.put(_encode(self.read(row.location))) if row.location else None
        except (DamagedSegment, ValueError):
            return None


class _Writer:
    """Writes transcripts to one segment; an answer that it meets again is stored alone, once."""

    def __init__(self, segment: SegmentWriter) -> None:
        self.segment = segment
        self._met: dict[Query, Location | None] = {}

    def add(
        self, target: Target, digest: str, asked: Mapping[Query, Any], readers: Mapping[int, Collection[str]]
    ) -> Location:
        met = self._met
        alone: dict[int, Location] = {}
        answers = list(asked.values())
        for place, query in enumerate(asked):
            if query not in met:
                met[query] = None
                continue
            where = met[query]
            if where is None:
                where = met[query] = self.segment.put(_encode(answers[place]))
            alone[place] = where
            answers[place] = None
        return self.segment.put(_encode((target, digest, tuple(asked), answers, alone, readers)))
