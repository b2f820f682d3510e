"""The history of the sources as a build has it: read once for each commit, and kept from one build to the next."""

import datetime as dt
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import digest, read, skipped, state_folder
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.markup import without_remarks
from sitegen.model.history import History, Revision, replaced
from sitegen.model.kind import Kind
from sitegen.model.place import Place
from sitegen.model.source import Source
from sitegen.stages.assemble.selection import waits_until, without_private
from sitegen.stages.discover import kind_of
from sitegen.stages.parse import ParseSettings, parse

if TYPE_CHECKING:  # few builds ask git, and the others do not wait for this
    from sitegen.history.blobs import Blobs
    from sitegen.history.log import Change
    from sitegen.history.repository import Repository

CONTENT = "content/"
"""The folder of sources below the site."""
ALWAYS = dt.datetime.min.replace(tzinfo=dt.UTC)
SETTING = b"history"
"""The word in site.yaml without which no site asks for its history."""
GAPS = frozenset({"history-missing", "history-shallow"})
"""The codes of the warnings about a history that is not whole."""
NOT_OWNED = "dubious ownership"
"""What git says in a folder of another user, as builds in containers often run in."""


class Seen(Struct, frozen=True, array_like=True):
    """A version of a source that readers could see."""

    since: dt.datetime
    """The day of publication that it names; the beginning of time where it names none."""
    face: str
    """The digest of what readers could see of it: fields but `private` ones, and the text without remarks."""
    statements: dict[str, str] = {}
    """Its words for others to repeat, by name."""


class KnownHistory(Struct, frozen=True, kw_only=True):
    """The history that was read last, and what it was read with."""

    engine: str
    settings: ParseSettings
    visible: dict[str, Seen | None]
    """Path and name of a version -> what readers could see of it; None for a version that was kept from them."""
    history: History
    absent: frozenset[str]
    """Paths of the last commit that were no sources of the site then: deleted, or renamed, and not committed."""
    apart: str = ""
    """The first folder of sources that is a repository of its own, whose history is not read; "" without one."""


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
    from sitegen.history.repository import GitFailed, identity, is_partial, is_shallow, repository_of

    repository = repository_of(root)
    name = identity(repository) if repository else ""
    if repository is None or not name:
        message = "`history: true`, but this site is in no git repository with a commit"
        fix = "commit it to git, or take the line `history: true` out of site.yaml"
        return None, Unreadable(code="history-missing", message=message, fix=fix)
    if is_partial(repository):
        message = "this clone has not all versions of its files, so dates of changes and names are left out"
        fix = "clone it whole: without `filter` for actions/checkout, elsewhere without --filter"
        return None, Unreadable(code="history-shallow", message=message, fix=fix)
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
            cure = "let git work in this folder"
            if NOT_OWNED in message:
                cure = f"git config --global --add safe.directory {repository.top}"
            fix = f"{cure}, or take the line `history: true` out of site.yaml"
            return None, Unreadable(code="history-missing", message=message, fix=fix)
        if write:
            with suppress(OSError):  # then it is read again the next time
                place.parent.mkdir(parents=True, exist_ok=True)
                replace_checked(place, msgspec.msgpack.encode(known))
    if not is_shallow(repository):
        return known, _not_whole(known)
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


def _not_whole(known: KnownHistory) -> Unreadable | None:
    """Return what is said about a history without the files of a submodule; None for one that is whole."""
    if not known.apart:
        return None
    message = f"{known.apart} is a repository of its own, so its pages have no dates of changes and no names"
    fix = "commit its files to the repository of the site, or take the line `history: true` out of site.yaml"
    return Unreadable(code="history-missing", message=message, fix=fix)


def _read(
    repository: "Repository",
    name: str,
    root: Path,
    sources: Iterable[Source],
    kinds: Mapping[str, Kind],
    settings: ParseSettings,
    seen: Mapping[str, Seen | None],
) -> KnownHistory:
    """Read the log, and each version that was not looked at before. Raises GitFailed."""
    from sitegen.history.blobs import Blobs
    from sitegen.history.log import read_log

    inside = Path(root).resolve().relative_to(repository.top.resolve()).as_posix()
    below = "" if inside == "." else f"{inside}/"
    log = read_log(repository, below)
    revisions, former = {}, {}
    with Blobs(repository) as blobs:
        readers = _Readers(blobs, kinds, settings, seen)
        found = [
            (source, [change for change in log.get(below + source.path, []) if not _is_plain_merge(change, blobs)])
            for source in sources
        ]
        readers.look_at_all(
            [(change.path.removeprefix(below), change.blob) for _, made in found for change in made]
        )
        for source, changes in found:
            if public := readers.saw(changes, below):
                revisions[source.path] = tuple(_revisions(public, below))
            if once := tuple(replaced(readers.statements(changes, below))):
                former[source.path] = once
    return KnownHistory(
        engine=engine_fingerprint(),
        settings=settings,
        visible=readers.visible,
        history=History(identity=name, revisions=revisions, former=former),
        absent=frozenset(path.removeprefix(below) for path in log) - {source.path for source in sources},
        apart=next((folder for folder in _folders(sources) if Path(root, folder, ".git").exists()), ""),
    )


class _Readers:
    """Knows which versions of sources readers could see."""

    def __init__(
        self,
        blobs: "Blobs",
        kinds: Mapping[str, Kind],
        settings: ParseSettings,
        seen: Mapping[str, Seen | None],
    ) -> None:
        """`seen` has the versions that were looked at before, as `visible` has them afterwards."""
        self._blobs = blobs
        self._kinds = kinds
        self._settings = settings
        self._seen = seen
        self._folders = {kind.folder: kind.name for kind in kinds.values()}
        self.visible: dict[str, Seen | None] = {}

    def saw(self, changes: "Iterable[Change]", below: str) -> "list[tuple[Change, dt.datetime]]":
        """Return the changes of a source after which readers could see it, before it was changed again.

        With each is the day of publication that it names. What changed nothing that readers see is no such change.
        """
        found = []
        until = None
        for change in changes:
            path = change.path.removeprefix(below)
            seen = self.visible.get(f"{path} {change.blob}")
            if seen is not None and (until is None or seen.since < until) and not self._is_unseen(path, change):
                found.append((change, seen.since))
            until = change.commit.when
        return found

    def statements(self, changes: "Iterable[Change]", below: str) -> Iterator[tuple[dt.datetime, dict[str, str]]]:
        """Yield when each version that readers could see was made, and its words for others to repeat."""
        for change in changes:
            seen = self.visible.get(f"{change.path.removeprefix(below)} {change.blob}")
            if seen is not None:
                yield change.commit.when, seen.statements

    def _is_unseen(self, path: str, change: "Change") -> bool:
        """Return whether a change was of private fields or remarks alone: author and reason stay private too."""
        if change.moved_from or len(change.parents) != 1:
            return False
        after, before = (self.visible.get(f"{path} {blob}") for blob in (change.blob, *change.parents))
        return after is not None and before is not None and after.face == before.face

    def _kind_then(self, path: str) -> str:
        """Return the kind that a path gives to a source; "" where no source is read."""
        key = path.removeprefix(CONTENT)
        return "" if key == path or any(map(skipped, key.split("/"))) else kind_of(key, self._folders)

    def look_at_all(self, versions: Iterable[tuple[str, str]]) -> None:
        """Look at the versions that were not looked at before, each by its path at the time and its name in git.

        The path of the time decides which rules a version had to follow: a paper needs a date, a wiki page none.
        """
        unseen: dict[str, tuple[Source, str]] = {}
        for path, blob in versions:
            version = f"{path} {blob}"
            if version in self._seen:
                self.visible[version] = self._seen[version]
            elif kind := self._kind_then(path):
                key = unicodedata.normalize("NFC", path.removeprefix(CONTENT))
                unseen.setdefault(version, (Source(key=key, path=path, kind=kind, digest=""), blob))
        read = self._blobs.read_all([blob for _, blob in unseen.values()]) if unseen else ()
        for (version, (source, _)), data in zip(unseen.items(), read, strict=True):
            self.visible[version] = None if data is None else self._seen_of(source, data)

    def _seen_of(self, source: Source, data: bytes) -> Seen | None:
        kind = self._kinds[source.kind]
        entry = parse(source, data, kind, self._settings, head_only=True)
        if entry.broken or entry.meta.is_draft or entry.meta.visibility != "public":
            return None
        fields = msgspec.msgpack.encode(without_private(entry).meta)
        face = digest(fields + _shown_text(data))
        return Seen(waits_until(entry.meta, kind) or ALWAYS, face, entry.meta.statements)


def _shown_text(data: bytes) -> bytes:
    """Return the text below the front matter of a version without remarks, fast: a history has many versions."""
    fence = data[:3]
    end = data.find(b"\n" + fence, 3) if fence in (b"---", b"+++") else -1
    return without_remarks(data[end + 4 if end >= 0 else 0 :].decode("utf-8", "replace")).encode()


def _is_plain_merge(change: "Change", blobs: "Blobs") -> bool:
    """Return whether a merge says nothing of its own: lines are from its sides, and what they share is kept."""
    if len(change.parents) < 2:
        return False
    after, *sides = ((blobs.read(name) or b"").splitlines() for name in (change.blob, *change.parents))
    lines = set(after)
    return lines <= set().union(*sides) and lines >= set(sides[0]).intersection(*sides[1:])


def _revisions(changes: "list[tuple[Change, dt.datetime]]", below: str) -> Iterator[Revision]:
    """Yield the changes of one source that readers could see, the last first.

    Each is compared with the version that its author had, which on a branch is not the one before it in time. If
    readers could not see that one by its path, it is compared with the one that they saw before: the name of a
    hidden file is hidden too. What a merge brings together may have had another path on one of its sides.
    """
    public = {(change.path, change.blob) for change, _ in changes}
    texts = {blob for _, blob in public}
    earliest = *(change for change, _ in changes[1:]), None
    for (change, since), earlier in zip(changes, earliest, strict=True):
        before, path = (change.parents or ("",))[0], change.moved_from or change.path
        if before not in texts if len(change.parents) > 1 else (path, before) not in public:
            before, path = (earlier.blob, earlier.path) if earlier else ("", change.path)
        commit = change.commit
        yield Revision(
            commit=commit.name,
            when=commit.when,
            since=max(commit.since, since),
            who=commit.who,
            why=commit.why,
            path=change.path.removeprefix(below),
            blob=change.blob,
            before=before,
            moved_from=path.removeprefix(below) if path != change.path else "",
        )


def _folders(sources: Iterable[Source]) -> Iterator[str]:
    """Yield each folder with sources once, after those that it lies in."""
    known: set[str] = set()
    for source in sources:
        steps = source.path.split("/")[:-1]
        for number in range(len(steps)):
            folder = "/".join(steps[: number + 1])
            if folder not in known:
                known.add(folder)
                yield folder
