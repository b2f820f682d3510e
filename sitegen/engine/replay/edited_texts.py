"""The build after an edit of texts alone: no site is assembled, and the pages that show the texts are replayed.

It is made only where every other input is as the last build left it, and where what the edit changes is known to
the letter. In any doubt there is no such build, and `cached_build` makes the usual one.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct, structs

from sitegen.bounds import bounds_of
from sitegen.catalogues import read_catalogues
from sitegen.disk import digest, read, state_folder
from sitegen.engine.cache.bodies import SEGMENTS as BODIES
from sitegen.engine.cache.bodies import Bodies
from sitegen.engine.cache.build_cache import entries_digest, without_html
from sitegen.engine.cache.entries import CachedEntry
from sitegen.engine.cache.index import HEADS, IndexRow, head_decoder, read_index, write_index
from sitegen.engine.cache.segments import DamagedSegment, Segments
from sitegen.engine.cache.transcripts import Amendments, Transcript, Transcripts
from sitegen.engine.graph.answers import Answers, fingerprint, questions, recorded_name
from sitegen.engine.graph.record import Readers
from sitegen.engine.graph.trace import Query, text_of, without_text
from sitegen.engine.profile import Laps, Profile, Spent
from sitegen.engine.replay.answers import NotAnswered, ReplayedAnswers
from sitegen.engine.replay.restate import Edit, Restater, Unanswerable
from sitegen.engine.replay.restore import Restorer, Unrestorable
from sitegen.engine.replay.search_index import SearchIndex
from sitegen.engine.request import Request
from sitegen.engine.search.pagefind import IndexingFailed
from sitegen.engine.view import RecordingView, with_questions
from sitegen.layouts import LayoutMistake, Layouts
from sitegen.model.config import Config
from sitegen.model.kind import Kind
from sitegen.model.place import CONTENT
from sitegen.model.source import Source
from sitegen.questions.contract import Output
from sitegen.stages import publish
from sitegen.stages.parse import ParseSettings, parse
from sitegen.stages.publish import Manifest, Staging
from sitegen.stages.render import render

MOST_TEXTS = 50
MOST_TARGETS = 200
"""The numbers above which the usual build, whose work is shared among processes, is as fast."""


class Rebuilt(Struct, frozen=True, kw_only=True):
    """What was done."""

    config: Config
    changed: tuple[str, ...]
    """The paths of the artifacts that differ from before."""
    reasons: dict[str, str]
    """Path of a rendered artifact -> why it was rendered, in words."""
    read: dict[str, str]
    """Path of an edited source -> the digest of its bytes."""
    written: dict[str, str]
    """Path of an artifact that was made -> its digest."""
    deleted: tuple[str, ...]
    """The paths of artifacts that are there no more: files of the last search index."""
    profile: Profile
    note: str = ""
    """Why the cache could not be saved, in one line."""


class Replayed(Struct, frozen=True, kw_only=True):
    """One target, rendered from its transcript."""

    transcript: Transcript
    answers: dict[Query, Any]
    changed: tuple[Query, ...]
    """The queries that are answered otherwise than before."""
    artifact: bytes
    reason: str
    spent: Spent


class _Doubt(Exception):
    """It is not certain that this build would be what a usual one is."""


def rebuild(
    request: Request,
    kinds: Sequence[Kind],
    outputs: Sequence[Output],
    edited: Sequence[str],
    begin: Callable[[], None],
) -> Rebuilt | None:
    """Rebuild a site in which the bytes of the `edited` sources are all that changed since its last good build.

    No diagnostic of that build may be about one of them. `begin` is called before anything is written. None when
    another build is needed; then nothing has been written.
    """
    laps = Laps()
    try:
        build = _Build(request, kinds, outputs, laps)
        with closing(build):
            edits = build.parse(edited)
            replayed = build.replay(edits)
    except (
        *(_Doubt, NotAnswered, Unrestorable, Unanswerable, LayoutMistake, DamagedSegment),
        *(OSError, ValueError, LookupError, TypeError, AttributeError),
    ):
        return None
    begin()
    try:
        changed, written = build.publish(replayed)
    except IndexingFailed:
        return None
    note = build.save(edits, replayed, written)
    return Rebuilt(
        config=build.config,
        changed=changed,
        reasons={each.transcript.target.path: each.reason for each in replayed},
        read={source.path: source.digest for source in build.sources},
        written=written | (build.search.files if build.search else {}),
        deleted=build.search.deleted if build.search else (),
        profile=Profile(stages=laps.stages, read=tuple(build.read), made=tuple(each.spent for each in replayed)),
        note=note,
    )


class _Build:
    """One such build."""

    def __init__(self, request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], laps: Laps) -> None:
        """Load what the last build left. Raises OSError or ValueError, and _Doubt when its parts do not fit."""
        self.request = request
        self.kinds = {kind.name: kind for kind in kinds}
        self.outputs = {output.name: output for output in outputs}
        self.laps = laps
        self.folder = Path(state_folder(request.root), "store")
        self.index = read_index(self.folder)
        self.transcripts = Transcripts(request.root, self.folder, request.output)
        self.known = self.transcripts.load()
        self.config = self.known.config
        self.heads = Segments(self.folder, HEADS)
        self.bodies = Bodies(self.folder, {key: row.body for key, row in self.index.rows.items()})
        self.sources: list[Source] = []
        """The edited sources."""
        self.html: dict[str, str] = {}
        """Key -> the HTML of an edited text."""
        self.read: list[Spent] = []
        self.bounds = bounds_of(request.root, self.config.links_may_lead_to)
        languages, _ = read_catalogues(request.root / "layouts", self.bounds)
        manifest = publish.load(request.root, request.output)
        if (
            manifest is None
            or self.index.engine != self.known.engine
            or self.index.settings != ParseSettings.of(self.config, languages)
            or self.known.entries_digest != self._entries_digest()
            or publish.refusal(request.root, request.output, manifest, internal=request.internal) is not None
        ):
            raise _Doubt
        self.manifest: Manifest = manifest
        self.search = SearchIndex(request.root, request.output, manifest) if self.config.search else None
        if self.search and not self.search.is_known:
            raise _Doubt
        laps.end("load")

    def close(self) -> None:
        """Close the files that were read."""
        self.heads.close()
        self.bodies.close()
        self.transcripts.close()

    def parse(self, edited: Sequence[str]) -> dict[str, Edit]:
        """Return the edits by key. Raises _Doubt when more than a text was edited."""
        if len(edited) > MOST_TEXTS:
            raise _Doubt
        edits = {}
        for path in edited:
            started = time.perf_counter()
            folder, _, key = path.partition("/")
            if folder != CONTENT.path:
                raise _Doubt
            row = self.index.rows[key]
            kind = self.kinds[row.kind]
            before = head_decoder(kind).decode(self.heads.read(row.head))
            data = read(self.request.root / path)
            source = structs.replace(before.source, digest=digest(data))
            self.sources.append(source)
            entry = parse(source, data, kind, self.index.settings)
            self.html[key] = entry.body.html
            edits[key] = Edit(before=before.entry, after=without_html(entry))
            if not _text_alone(edits[key]):
                raise _Doubt
            self.read.append(Spent(path, time.perf_counter() - started))
        self.laps.end("parse")
        return edits

    def replay(self, edits: Mapping[str, Edit]) -> list[Replayed]:
        """Render every target that shows one of the texts. Raises _Doubt, or whatever rendering may raise."""
        rows = self.known.rows
        stale = [path for path, row in rows.items() if not edits.keys().isdisjoint(row.texts)]
        if len(stale) > MOST_TARGETS:
            raise _Doubt
        config = self.config
        layouts = Layouts(
            self.request.root / "layouts",
            config.language,
            self.bounds,
            engine=self.index.engine,
            languages=self.index.settings.languages,
        )
        for key, html in self.html.items():
            self.bodies.put(key, html)
        asked = questions(self.outputs.values(), layouts, (), self.bodies)
        names = {question.name: recorded_name(question) for question in asked}
        restater = Restater(edits, self.bodies, self.known.glossary)
        restorer = Restorer({recorded_name(question): question.function for question in asked}, self.kinds)
        views = with_questions(names)
        replayed = []
        for path in stale:
            location = rows[path].location
            if location is None:
                raise _Doubt
            found = self._replay(self.transcripts.read(location), edits, restorer, restater, names, views, layouts)
            replayed += [found] if found else []
        self.laps.end("render")
        return replayed

    def _replay(
        self,
        transcript: Transcript,
        edits: Mapping[str, Edit],
        restorer: Restorer,
        restater: Restater,
        names: Mapping[str, str],
        views: type[RecordingView],
        layouts: Layouts,
    ) -> Replayed | None:
        """Return a target rendered again; None when the edits change none of its answers."""
        started = time.perf_counter()
        target = transcript.target
        if self.manifest.files[target.path].digest != transcript.digest:
            raise _Doubt
        answers = {}
        changed: dict[Query, str] = {}
        for place, (query, stored) in enumerate(zip(transcript.asked, transcript.answers, strict=True)):
            answer = answers[query] = restorer.restore(query[0], bytes(stored))
            texts = [key for key in transcript.readers.get(place, ()) if key in edits]
            if texts:
                answers[query] = restater.restated(query, answers)
                if answers[query] != answer:
                    changed[query] = texts[0]
        if not changed:
            return None
        view = views(cast(Answers, ReplayedAnswers(answers, names, self.bodies, layouts)), target)
        artifact = render(self.outputs[target.output], target, view, self.config)
        if not isinstance(artifact, bytes) or list(view.asked) != list(answers):
            raise _Doubt
        return Replayed(
            transcript=transcript,
            answers=answers,
            changed=tuple(changed),
            artifact=artifact,
            reason=f"{text_of(next(iter(changed.values())))} has changed",
            spent=Spent(target.path, time.perf_counter() - started, target.output, view.layout),
        )

    def publish(self, replayed: Iterable[Replayed]) -> tuple[tuple[str, ...], dict[str, str]]:
        """Move the artifacts into place; return the paths that changed, and path -> digest of each artifact."""
        root, output = self.request.root, self.request.output
        with Staging(output) as staging:
            for each in replayed:
                target = each.transcript.target
                staging.take(target, staging.put(target.path, each.artifact))
            written = {target.path: staged.written.digest for target, staged in staging.staged}
            fresh = {path: file for path, file in self.manifest.files.items() if path not in written}
            if self.search:
                fresh = self.search.renewed(staging, written, fresh)
                self.laps.end("search index")
            internal = self.request.internal
            changed, _ = publish.commit(root, staging, fresh, self.manifest, internal=internal)
        self.laps.end("publish")
        return changed, written

    def save(self, edits: Mapping[str, Edit], replayed: Sequence[Replayed], written: Mapping[str, str]) -> str:
        """Save the cache; return why it could not be saved, "" when it was."""
        try:
            if self.search:
                self.search.remember()
            self._save_entries(edits)
            self._save_transcripts(replayed, written)
        except OSError as error:
            return f"the cache cannot be written, so the next build begins from nothing: {error.strerror}"
        self.laps.end("save")
        return ""

    def _save_entries(self, edits: Mapping[str, Edit]) -> None:
        encode = msgspec.msgpack.Encoder().encode
        rows = dict(self.index.rows)
        found = [CachedEntry(source, edits[source.key].after) for source in self.sources]
        heads = self.heads.append(map(encode, found))
        bodies = Segments(self.folder, BODIES).append(self.html[source.key].encode() for source in self.sources)
        for source, head, body in zip(self.sources, heads, bodies, strict=True):
            rows[source.key] = IndexRow(source.kind, source.digest, head, body)
        self.index = structs.replace(self.index, rows=rows)
        write_index(self.folder, self.index)

    def _save_transcripts(self, replayed: Iterable[Replayed], written: Mapping[str, str]) -> None:
        known = self.known
        rows, digests = dict(known.rows), dict(known.amendments.digests)
        fingerprints = dict(known.amendments.fingerprints)
        for each in replayed:
            target = each.transcript.target
            readers = Readers(each.transcript.readers, direct=True)
            row = self.transcripts.add(target, written[target.path], each.answers, readers)
            if row is not None:
                rows[target.path] = row
            digests[target.path] = written[target.path], each.reason
            fingerprints |= {query: fingerprint(each.answers[query]) for query in each.changed}
        self.transcripts.close()
        self.transcripts.save(
            structs.replace(
                known,
                rows=rows,
                entries_digest=self._entries_digest(),
                amendments=Amendments(
                    digests,
                    tuple(fingerprints.items()),
                    (self.search.files if self.search else {}) or known.amendments.index,
                ),
            )
        )

    def _entries_digest(self) -> str:
        rows = self.index.rows.items()
        return entries_digest(self.index.settings, ((key, row.digest) for key, row in rows))


def _text_alone(edit: Edit) -> bool:
    """Return whether an edit changed the text of an entry and nothing else, before and after without a problem."""
    before, after = edit.before, edit.after
    return (
        not (before.broken or after.broken or before.diagnostics or after.diagnostics)
        and before.places == after.places
        and without_text(before) == without_text(after)
    )
