"""Publish: artifacts go live whole, in an order no reader can fall through, and only files of ours are removed."""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, problem
from sitegen.model.target import Target

STAGING = ".sitegen-staging"
STATE = ".sitegen"


class Written(Struct, frozen=True, array_like=True):
    """A file as we left it."""

    digest: str
    size: int
    mtime_ns: int


class Manifest(Struct, frozen=True, kw_only=True):
    """The files we wrote to one output folder."""

    output: str
    """The folder, as `named` calls it."""
    files: dict[str, Written] = {}


class Staged(Struct, frozen=True, kw_only=True):
    """An artifact waiting to go live."""

    target: Target
    location: Path
    digest: str


def load(root: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder; None when there is none, or none that can be read."""
    try:
        return msgspec.json.decode(_manifest_path(root, output).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def refusal(root: Path, output: Path, manifest: Manifest | None) -> Diagnostic | None:
    """Return why nothing may be written to this folder, if so."""
    folder, site = output.resolve(), root.resolve()
    span = Span(path=os.path.relpath(folder, site))
    kept = (site / "content", site / "layouts", site / STATE, site / ".git")
    if any(folder.is_relative_to(place) for place in kept):
        return _misplaced(span, "it lies inside the folder of your sources")
    if site.is_relative_to(folder) or folder in (Path.home(), Path("/")):
        return _misplaced(span, "it holds more than the site")
    if folder.exists() and not folder.is_dir():
        return _misplaced(span, "it is a file")
    if manifest is None and folder.is_dir() and _has_files(folder):
        return problem(
            "output-foreign",
            span,
            "this folder holds files, and there is no record that sitegen wrote them, so it is left alone",
            fix="empty it or name another one with --output",
        )
    return None


def overwritten(output: Path, targets: Iterable[Target], manifest: Manifest | None) -> list[Diagnostic]:
    """Return an error for each target at whose path somebody else's file stands."""
    ours: Collection[str] = manifest.files if manifest else ()
    return [
        problem(
            "output-foreign",
            Span(path=(output / path).as_posix()),
            "sitegen did not write this file, and the site needs its place",
            fix="move the file away, or publish it from content/static/",
        )
        for path in dict.fromkeys(_foreign(output, (target.path for target in targets), ours))
    ]


def _foreign(output: Path, paths: Iterable[str], ours: Collection[str]) -> Iterator[str]:
    """Yield the files of others that stand where a path, or a folder above it, has to be."""
    free: set[str] = set()
    for path in paths:
        if path in ours:
            continue
        for above in _above(path):
            if above not in free and above not in ours and (output / above).is_file():
                yield above
            free.add(above)
        place = output / path
        if place.is_dir():
            inside = (each.relative_to(output).as_posix() for each in place.rglob("*") if not each.is_dir())
            yield from sorted(set(inside) - set(ours))
        elif place.exists():
            yield path


def untouched(output: Path, path: str, manifest: Manifest | None) -> Written | None:
    """Return what the manifest says of a file of ours that is still as we left it, under the stamp it has now.

    A file with another time but the same bytes is the same file: a checkout or a cache has brought it back.
    """
    written = manifest.files.get(path) if manifest else None
    if written is None:
        return None
    place = output / path
    try:
        found = place.stat()
        if found.st_size != written.size:
            return None
        if found.st_mtime_ns == written.mtime_ns:
            return written
        if _digest(place) != written.digest:
            return None
    except OSError:
        return None
    return Written(written.digest, written.size, found.st_mtime_ns)


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class Staging:
    """A folder inside the output folder: the same file system, so that each file goes live by one rename."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output / STAGING
        self.made = not output.exists()
        self.staged: list[Staged] = []
        self._count = 0
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def put(self, content: bytes | Path) -> tuple[str, str]:
        """Stage an artifact and return where it lies, and its digest. Workers may do so side by side."""
        self._count += 1
        location = self.folder / f"{os.getpid()}-{self._count}"
        if isinstance(content, bytes):
            location.write_bytes(content)
            return str(location), hashlib.blake2b(content, digest_size=16).hexdigest()
        shutil.copyfile(content, location)
        return str(location), _digest(location)

    def take(self, target: Target, location: str, digest: str) -> None:
        """Note a staged artifact for the commit."""
        self.staged.append(Staged(target=target, location=Path(location), digest=digest))

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        """Sweep up, whatever happened; what was not committed leaves the output folder as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.made and not any(self.output.iterdir()):
            self.output.rmdir()


def commit(
    root: Path, staging: Staging, fresh: Mapping[str, Written], manifest: Manifest | None
) -> tuple[str, ...]:
    """Move what changed into place, remove what is no longer planned, and return the paths that changed.

    In the order assets, new pages, changed pages, indexes, deletions: no page links to a file that is not
    there yet. `fresh` are the files that stay as they are.
    """
    output = staging.output
    known = dict(manifest.files) if manifest else {}
    files = dict(fresh)
    folders: set[Path] = set()
    changed = _prune(output, _in_the_way(known, {staged.target.path for staged in staging.staged} | files.keys()))
    for staged in sorted(staging.staged, key=lambda each: _turn(each.target, known)):
        path = staged.target.path
        kept = untouched(output, path, manifest)
        if kept is not None and kept.digest == staged.digest:
            files[path] = kept
            continue
        place = output / path
        if place.parent not in folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            folders.add(place.parent)
        staged.location.replace(place)
        stat = place.stat()
        files[path] = Written(staged.digest, stat.st_size, stat.st_mtime_ns)
        changed.append(path)
    changed += _prune(output, known.keys() - files.keys() - {*changed})
    saved = Manifest(output=named(root, output), files=dict(sorted(files.items())))
    if saved != manifest:
        _save(root, output, saved)
    return tuple(changed)


def clean(root: Path, output: Path) -> int:
    """Remove the files of ours and the build's state, and return how many files went."""
    manifest = load(root, output)
    gone = _prune(output, manifest.files) if manifest else []
    shutil.rmtree(output / STAGING, ignore_errors=True)
    _manifest_path(root, output).unlink(missing_ok=True)
    shutil.rmtree(root / STATE / "store", ignore_errors=True)
    return len(gone)


def _turn(target: Target, known: Collection[str]) -> tuple[int, str]:
    if target.phase == "asset":
        return 0, target.path
    if target.phase == "page":
        return (2 if target.path in known else 1), target.path
    return 3, target.path


def _in_the_way(known: Iterable[str], planned: Collection[str]) -> list[str]:
    """Return the files of ours that are folders now, or lie in what is a file now: they have to go first."""
    gone = [path for path in known if path not in planned]
    folders = {above for path in planned for above in _above(path)} if gone else set()
    return [path for path in gone if path in folders or any(above in planned for above in _above(path))]


def _above(path: str) -> Iterator[str]:
    """Yield the folders a path lies in, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _prune(output: Path, paths: Iterable[str]) -> list[str]:
    """Delete files of ours, and the folders they leave empty."""
    gone = []
    for path in sorted(paths, reverse=True):
        place = output / path
        if place.exists():
            place.unlink()
            gone.append(path)
        for folder in place.parents:
            if folder == output or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    return gone


def _has_files(folder: Path) -> bool:
    """Whether anything is there but what starts with a dot, such as .git and .gitkeep."""
    return any(not place.name.startswith(".") for place in folder.iterdir())


def unwritable(error: OSError) -> Diagnostic:
    """Return what to say when the system refuses to take the site: no right to write, no room left."""
    path = str(error.filename2 or error.filename or "")
    message = f"the site cannot be written: {error.strerror}"
    return problem("output-place", Span(path=path), message, fix="make room or ask for the right to write there")


def _misplaced(span: Span, why: str) -> Diagnostic:
    message = f"the site cannot be written to this folder: {why}"
    return problem("output-place", span, message, fix="name a folder of its own with --output")


def named(root: Path, output: Path) -> str:
    """Return what an output folder is called in our records: by its way from the site, so that both may move."""
    place, site = output.resolve(), root.resolve()
    return place.relative_to(site).as_posix() if place.is_relative_to(site) else place.as_posix()


def record(root: Path, output: Path) -> str:
    """Return a file name for the records of an output folder."""
    return hashlib.blake2b(named(root, output).encode(), digest_size=8).hexdigest()


def _manifest_path(root: Path, output: Path) -> Path:
    return root / STATE / "manifests" / f"{record(root, output)}.json"


def _save(root: Path, output: Path, manifest: Manifest) -> None:
    place = _manifest_path(root, output)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(manifest))
    draft.replace(place)
