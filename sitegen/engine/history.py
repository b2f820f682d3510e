"""The history of the sources as a build has it: read once for each commit, and kept from one build to the next."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import read, state_folder
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.model.history import History, Revision
from sitegen.model.kind import Kind
from sitegen.model.place import Place
from sitegen.model.source import Source
from sitegen.stages.parse import ParseSettings, parse

if TYPE_CHECKING:  # few builds ask git, and the others do not wait for this
    from sitegen.history.log import Change
    from sitegen.history.repository import Repository

SETTING = b"history"
"""The word in site.yaml without which no site asks for its history."""


class KnownHistory(Struct, frozen=True, kw_only=True):
    """The history that was read last, and what it was read with."""

    engine: str
    settings: ParseSettings
    visible: dict[str, bool]
    """Kind and name of a version -> whether readers could see it."""
    history: History
    absent: frozenset[str]
    """Paths of the last commit that were no sources of the site then: deleted, or renamed, and not committed."""


class Unreadable(Struct, frozen=True, kw_only=True):
    """The reason why there is no history, or only a part of it."""

    code: str
    message: str
    fix: str


def read_history(
    root: Path,
    sources: Iterable[Source],
    kinds: Mapping[str, Kind],
    settings: ParseSettings,
    known: KnownHistory | None,
    *,
    write: bool,
) -> tuple[KnownHistory | None, Unreadable | None]:
    """Return the history of the sources of a site, and why it is not whole.

    While the last commit is the one of the history that is `known` already, or kept on disk, git is not called.
    With `write`, what was read is kept on disk.
    """
    from sitegen.history.repository import GitFailed, identity, is_shallow, repository_of

    repository = repository_of(root)
    name = identity(repository) if repository else ""
    if repository is None or not name:
        message = "`history: true`, but this site is in no git repository with a commit"
        fix = "commit it to git, or take the line `history: true` out of site.yaml"
        return None, Unreadable(code="history-missing", message=message, fix=fix)
    place = Path(state_folder(root), "store", "history")
    known = known or _kept(place)
    engine = engine_fingerprint()
    if known and (known.engine != engine or known.settings != settings):
        known = None
    sources = tuple(sources)
    if known is None or known.history.identity != name or any(each.path in known.absent for each in sources):
        seen = known.visible if known else {}
        try:
            known = _read(repository, name, root, sources, kinds, settings, seen)
        except GitFailed as failed:
            message = f"the history of this site cannot be read: {failed}"
            fix = "let git work in this folder, or take the line `history: true` out of site.yaml"
            return None, Unreadable(code="history-missing", message=message, fix=fix)
        if write:
            with suppress(OSError):  # then it is read again the next time
                place.parent.mkdir(parents=True, exist_ok=True)
                replace_checked(place, msgspec.msgpack.encode(known))
    if not is_shallow(repository):
        return known, None
    message = "this clone of the repository has not all commits, so dates of changes and names are left out"
    fix = "fetch all commits: `fetch-depth: 0` for actions/checkout, elsewhere git fetch --unshallow"
    history = History(identity=known.history.identity)
    return structs.replace(known, history=history), Unreadable(code="history-shallow", message=message, fix=fix)


def places_of_history(root: Path, settings: Path) -> tuple[Place, ...]:
    """Return the files that decide whether git would say anything else; none for a site that does not ask git."""
    from sitegen.history.repository import places, repository_of

    try:
        asked = SETTING in read(settings)
    except OSError:
        return ()
    repository = repository_of(root) if asked else None
    top = os.path.realpath(root)
    return tuple(Place(os.path.relpath(place, top)) for place in places(repository)) if repository else ()


def problems_of_history(found: Unreadable | None, config: Path) -> Iterator[Diagnostic]:
    """Yield the warning about a history that is not whole, at the configuration that asks for it."""
    if found is None:
        return
    lines = read(config).splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith(SETTING)), 1)
    span = Span(path=config.name, line=line, column=1, length=len(SETTING))
    yield diagnose(found.code, span, found.message, fix=found.fix)


def _kept(place: Path) -> KnownHistory | None:
    """Return the history that is kept on disk; None when there is none, or it is damaged or of an older form."""
    try:
        return msgspec.msgpack.decode(read_checked(place), type=KnownHistory)
    except (OSError, ValueError):
        return None


def _read(
    repository: "Repository",
    name: str,
    root: Path,
    sources: Iterable[Source],
    kinds: Mapping[str, Kind],
    settings: ParseSettings,
    seen: Mapping[str, bool],
) -> KnownHistory:
    """Read the log, and each version that was not looked at before. Raises GitFailed."""
    from sitegen.history.blobs import Blobs
    from sitegen.history.log import read_log

    inside = Path(root).resolve().relative_to(repository.top.resolve()).as_posix()
    below = "" if inside == "." else f"{inside}/"
    log = read_log(repository, below)
    found = [(source, change) for source in sources for change in log.get(below + source.path, ())]
    versions: dict[str, tuple[Source, str]] = {}
    for source, change in found:
        versions.setdefault(f"{source.kind} {change.blob}", (source, change.blob))
    visible = {version: seen[version] for version in versions if version in seen}
    unseen = [version for version in versions if version not in seen]
    with Blobs(repository) as blobs:
        read = blobs.read_all([versions[version][1] for version in unseen]) if unseen else ()
        for version, data in zip(unseen, read, strict=True):
            source, _ = versions[version]
            visible[version] = data is not None and _is_visible(source, data, kinds[source.kind], settings)
    public: dict[str, list[Change]] = {}
    for source, change in found:
        if visible[f"{source.kind} {change.blob}"]:
            public.setdefault(source.path, []).append(change)
    revisions = {path: tuple(_revisions(changes, below)) for path, changes in public.items()}
    return KnownHistory(
        engine=engine_fingerprint(),
        settings=settings,
        visible=visible,
        history=History(identity=name, revisions=revisions),
        absent=frozenset(path.removeprefix(below) for path in log) - {source.path for source in sources},
    )


def _is_visible(source: Source, data: bytes, kind: Kind, settings: ParseSettings) -> bool:
    """Return whether readers could see a version of a source."""
    entry = parse(source, data, kind, settings, head_only=True)
    return not entry.broken and not entry.meta.is_draft and entry.meta.visibility == "public"


def _revisions(changes: "list[Change]", below: str) -> Iterator[Revision]:
    """Yield the changes of one source that readers could see, the last first."""
    for change, before in zip(changes, (*changes[1:], None), strict=True):
        commit = change.commit
        yield Revision(
            commit=commit.name,
            when=commit.when,
            who=commit.who,
            why=commit.why,
            path=change.path.removeprefix(below),
            blob=change.blob,
            before=before.blob if before else "",
        )
