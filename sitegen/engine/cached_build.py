"""A build with the cache on disk: loaded before it, and saved after it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic
from sitegen.disk import digest_of
from sitegen.engine.build import build
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.files import DAMAGED, CacheFiles
from sitegen.engine.cache.segments import DamagedSegment
from sitegen.engine.cache.up_to_date import UpToDateCheck
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.profile import Laps
from sitegen.engine.replay.edited_texts import rebuild
from sitegen.engine.request import Request, Result
from sitegen.engine.workers import WorkerFailed
from sitegen.model.kind import Kind
from sitegen.model.place import REGISTER
from sitegen.questions.contract import Output
from sitegen.stages import publish


class CachedBuild(Struct, frozen=True, kw_only=True):
    """The outcome of a build, and a note about the cache."""

    result: Result
    note: str = ""
    """Why the cache could not be used or saved, in one line."""
    record: BuildRecord | None = None
    """The record of the last good build of the output folder."""
    read: dict[str, str] = {}
    """Path below the site -> digest of a file that was read, except for layouts and site.yaml."""
    written: dict[str, str] = {}
    """Path below the output folder -> digest of the file there."""
    stamps: dict[str, str] = {}
    """Path below the output folder -> stamp under which the file was left."""
    outcome: Mapping[str, Any] | None = None
    """The outcome of the last build, for a build after which its report is repeated; else None."""


def cached_build(
    request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], *, clean: bool = False
) -> CachedBuild:
    """Build with the cache of the last build, then save the cache of this one. A `clean` build loads no cache."""
    laps = Laps()
    files = CacheFiles(request.root, kinds)
    cache = BuildCache.empty(files.folder) if clean else files.load(request.output)
    record = cache.records.get(str(request.output))
    if request.write and record and publish.load(request.root, request.output) is None:
        made = {path: receipt.digest for path, receipt in record.receipts.items()}
        internal = bool(record.inputs and record.inputs.config.internal)
        if publish.restore(request.root, request.output, made, internal=internal):
            files.note = f"the record of what was written to {request.output.name}/ was lost, and is made again"
    _prepare(cache, files, request)
    laps.end("load")
    try:
        result = build(request, kinds, outputs, cache)
    except (DamagedSegment, WorkerFailed) as error:
        if isinstance(error, WorkerFailed) and error.cause != DamagedSegment.__name__:
            raise
        cache.bodies.close()
        cache = files.start_over(DAMAGED)
        _prepare(cache, files, request)
        result = build(request, kinds, outputs, cache)
    laps.end("build")
    if request.write:
        try:
            files.save(cache, request.output)
        except OSError as error:
            where = f"{error.filename2 or error.filename}: {error.strerror}"
            files.note = f"the cache cannot be written, so the next build begins from nothing: {where}"
    cache.bodies.close()
    laps.end("save")
    stages = {"load": laps.stages["load"], **result.profile.stages, "save": laps.stages["save"]}
    result = structs.replace(result, profile=structs.replace(result.profile, stages=stages))
    record = cache.records.get(str(request.output))
    return CachedBuild(
        result=result,
        note=files.note,
        record=record,
        read={path: stamp.digest for path, stamp in cache.stamps.items()}
        | {source.path: source.digest for source, _ in cache.entries.values()}
        | (
            {REGISTER.path: digest_of(request.root / REGISTER.path)}
            if result.registered or result.reordered
            else {}
        ),
        written={path: receipt.digest for path, receipt in record.receipts.items()} if record else {},
        stamps=_stamps(record),
    )


def _stamps(record: BuildRecord | None) -> dict[str, str]:
    manifest = record.manifest[1] if record and record.manifest else None
    return {path: written.stamp() for path, written in manifest.files.items()} if manifest else {}


def _prepare(cache: BuildCache, files: CacheFiles, request: Request) -> None:
    """Let a build that writes put answers and bodies into segments on the way; any other leaves none behind."""
    if request.write:
        cache.transcripts = files.transcripts(request.output)
    else:
        cache.bodies.read_only = True


def rebuilt_texts(
    request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], check: UpToDateCheck
) -> CachedBuild | None:
    """Build after an edit of texts alone, and save the state for the next check. None when more has to be done.

    Call it with the lock of the site, after the `check` has found that the site is not up to date.
    """
    last = check.last_build()
    problems = str(last.outcome["diagnostics"]) if last else ""
    if last is None or any(path in problems for path in last.edited):
        return None
    made = rebuild(request, kinds, outputs, last.edited, check.invalidate)
    if made is None:
        return None
    with suppress(OSError):  # then the next build looks for itself
        check.save_edits(last, made.read, made.written, made.deleted)
    result = Result(
        diagnostics=msgspec.convert(last.outcome["diagnostics"], tuple[Diagnostic, ...]),
        config=made.config,
        entries=last.outcome["entries"],
        files=last.outcome["files"],
        reasons=made.reasons,
        changed=made.changed,
        published=True,
        profile=made.profile,
    )
    return CachedBuild(result=result, note=made.note, outcome=last.outcome)


def differences(
    request: Request, result: Result, kinds: Sequence[Kind], outputs: Sequence[Output]
) -> Iterator[str]:
    """Build from nothing into a temporary folder; yield in words what differs from this build and its files.

    Files in the output folder that sitegen did not write are not compared.
    """
    import filecmp
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "output"
        try:
            other = build(structs.replace(request, output=beside), kinds, outputs)
            here = _files(request.root, request.output) if result.published else set()
            there = _files(request.root, beside)
        finally:
            publish.forget(request.root, beside)
        for found in sorted({*other.diagnostics} ^ {*result.diagnostics}, key=repr):
            whose = "a clean build" if found in other.diagnostics else "this build"
            yield f"{found.span.path}: only {whose} says {found.code}: {found.message}"
        for path in sorted(here | there):
            if path not in here:
                yield f"{path}: only a clean build makes it"
            elif path not in there:
                yield f"{path}: a clean build does not make it"
            elif not filecmp.cmp(request.output / path, beside / path, shallow=False):
                yield f"{path}: a clean build makes other bytes"


def _files(root: Path, output: Path) -> set[str]:
    """Return the paths of the files that the manifest of an output folder names and that exist."""
    manifest = publish.load(root, output)
    return {path for path in manifest.files if (output / path).is_file()} if manifest else set()
