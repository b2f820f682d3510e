"""A build between two processes: with what the last one stored, and storing what this one learned."""

import filecmp
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, structs

from sitegen.engine.build import Request, Result, build
from sitegen.engine.cache.bodies import DamagedBody
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.files import DAMAGED, CacheFiles
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.profile import Laps
from sitegen.model.kind import Kind
from sitegen.questions.contract import Output
from sitegen.stages import publish


class CachedBuild(Struct, frozen=True, kw_only=True):
    """The outcome of a build, and what there is to say about the store."""

    result: Result
    note: str = ""
    record: BuildRecord | None = None
    """The previous of the output folder, as the last good build left them."""
    read: dict[str, str] = {}
    """Path below the site -> digest of what was read there; layouts and site.yaml are not in it."""
    written: dict[str, str] = {}
    """Path below the output folder -> digest of what stands there."""


def cached_build(
    request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], *, clean: bool = False
) -> CachedBuild:
    """Build with the store of the last build, or `clean`, without it; then store what was learned."""
    laps = Laps()
    store = CacheFiles(request.root, kinds)
    cache = BuildCache.empty() if clean else store.load(request.output)
    record = cache.records.get(str(request.output))
    if request.write and record and publish.load(request.root, request.output) is None:
        made = {path: receipt.digest for path, receipt in record.receipts.items()}
        if publish.restore(request.root, request.output, made):
            store.note = f"the record of what was written to {request.output.name}/ was lost, and is made again"
    laps.end("load")
    try:
        result = build(request, kinds, outputs, cache)
    except DamagedBody:
        cache.bodies.close()
        cache = store.anew(DAMAGED)
        result = build(request, kinds, outputs, cache)
    laps.end("build")
    if request.write:
        try:
            store.save(cache, request.output)
        except OSError as error:
            where = f"{error.filename2 or error.filename}: {error.strerror}"
            store.note = f"the store cannot be written, so the next build begins from nothing: {where}"
    cache.bodies.close()
    laps.end("save")
    stages = {"load": laps.stages["load"], **result.profile.stages, "save": laps.stages["save"]}
    result = structs.replace(result, profile=structs.replace(result.profile, stages=stages))
    record = cache.records.get(str(request.output))
    return CachedBuild(
        result=result,
        note=store.note,
        record=record,
        read={path: stamp.digest for path, stamp in cache.stamps.items()}
        | {source.path: source.digest for source, _ in cache.entries.values()},
        written={path: receipt.digest for path, receipt in record.receipts.items()} if record else {},
    )


def differences(
    request: Request, result: Result, kinds: Sequence[Kind], outputs: Sequence[Output]
) -> Iterator[str]:
    """Build again from nothing, beside, and yield in words what differs from this build and what it published.

    Files that somebody else has put into the output folder are nobody's difference.
    """
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
    """Return the paths of the files we wrote."""
    manifest = publish.load(root, output)
    return {path for path in manifest.files if (output / path).is_file()} if manifest else set()
