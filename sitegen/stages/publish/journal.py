"""Commit: staged artifacts go live whole, in an order no reader can fall through.

What is about to happen is written down first. Every step can be taken again, so a run that was killed half way
is carried on by the next.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.disk import named, state_folder
from sitegen.model.target import Target
from sitegen.stages.publish.manifest import Manifest, Written, load, manifest_path, save, untouched
from sitegen.stages.publish.staging import JOURNAL, STAGING, Staging
from sitegen.urls import folders_of


class Journal(Struct, frozen=True, kw_only=True):
    """One commit: what it changes of what the manifest says."""

    output: str
    """The folder, as `sitegen.disk.named` calls it."""
    cleared: tuple[str, ...]
    """Paths that go first, because a file becomes a folder or a folder a file."""
    moved: tuple[tuple[str, str, Written], ...]
    """Name in the staging folder, path, and the file as it was staged, in the order of going live."""
    pruned: tuple[str, ...]
    """Paths that go last: nothing links to them any more."""
    tree: str = ""
    """The folder in the staging folder that has all of them under their paths, so that whole folders go live."""
    internal: bool = False
    """Whether it is of an internal build."""


def commit(
    root: Path, staging: Staging, fresh: Mapping[str, Written], manifest: Manifest | None, *, internal: bool
) -> tuple[tuple[str, ...], Manifest]:
    """Move what changed into place, remove what is no longer planned; return the paths that changed.

    With them comes the manifest as it is now. In the order assets, new files, changed pages, changed indexes,
    deletions: no page links to a file that is not there yet. `fresh` are the files that stay as they are.
    """
    output = staging.output
    known = manifest.files if manifest else {}
    files = dict(fresh)
    moved = []
    for target, staged in sorted(staging.staged, key=lambda each: _turn(each[0], known)):
        path, written = target.path, staged.written
        kept = untouched(output, path, manifest)
        if kept is not None and kept.digest == written.digest:
            files[path] = kept
            continue
        files[path] = written  # a rename keeps size and time
        moved.append((staged.name, path, written))
    cleared = _in_the_way(known, files)
    journal = Journal(
        output=named(root, output),
        cleared=tuple(cleared),
        moved=tuple(moved),
        pruned=tuple(sorted(known.keys() - files.keys() - {*cleared}, reverse=True)),
        tree=staging.tree,
        internal=internal,
    )
    changed = (*journal.cleared, *(path for _, path, _ in moved), *journal.pruned)
    if changed:
        draft = staging.folder / f"{JOURNAL}.new"
        draft.write_bytes(msgspec.json.encode(journal))
        draft.replace(staging.folder / JOURNAL)
        return changed, _carry_out(root, output, journal, files)
    now = Manifest(output=journal.output, files=files, internal=internal)
    if now != manifest:
        save(root, output, now)
    return changed, now


def recover(root: Path, output: Path) -> bool:
    """Carry on a commit that was interrupted; return whether there was one."""
    try:
        journal = msgspec.json.decode((output / STAGING / JOURNAL).read_bytes(), type=Journal)
    except (OSError, msgspec.DecodeError):
        return False
    if journal.output != named(root, output):
        return False
    known = load(root, output)
    files = {**(known.files if known else {}), **{path: written for _, path, written in journal.moved}}
    gone = {*journal.cleared, *journal.pruned}
    _carry_out(root, output, journal, {path: written for path, written in files.items() if path not in gone})
    return True


def clean(root: Path, output: Path) -> int:
    """Remove the files of ours and the build's state, and return how many files went."""
    manifest = load(root, output)
    gone = _prune(output, manifest.files) if manifest else 0
    shutil.rmtree(output / STAGING, ignore_errors=True)
    manifest_path(root, output).unlink(missing_ok=True)
    shutil.rmtree(Path(state_folder(root), "store"), ignore_errors=True)
    return gone


def _carry_out(root: Path, output: Path, journal: Journal, files: dict[str, Written]) -> Manifest:
    """Take every step of a commit that ends with these files; one that was taken before is no step at all."""
    _prune(output, journal.cleared)
    renamed = _whole_folders(output, journal) if journal.tree else _one_by_one(output, journal)
    _prune(output, journal.pruned)
    for path, written in renamed:
        try:
            found = os.stat(f"{output}/{path}")  # noqa: PTH116 - going live is a change the system has noted
        except FileNotFoundError:
            continue  # somebody took it away before an interrupted commit was carried on
        files[path] = Written.left(written.digest, found)
    manifest = Manifest(output=journal.output, files=files, internal=journal.internal)
    save(root, output, manifest)
    (output / STAGING / JOURNAL).unlink()
    shutil.rmtree(output / STAGING, ignore_errors=True)
    return manifest


def _one_by_one(output: Path, journal: Journal) -> Iterator[tuple[str, Written]]:
    """Take each staged file live by a rename of its own; return their paths, and the files as they were staged."""
    folders: set[str] = set()
    for name, path, _ in journal.moved:
        place = f"{output}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - a Path for each takes longer than the rename
            folders.add(folder)
        with suppress(FileNotFoundError):  # it went live before the commit was interrupted
            os.replace(f"{output}/{STAGING}/{name}", place)  # noqa: PTH105 - as above
    return ((path, written) for _, path, written in journal.moved)


def _whole_folders(output: Path, journal: Journal) -> Iterator[tuple[str, Written]]:
    """Take the staged tree live, each of its top folders by one rename, and the page that readers begin with last.

    Return the paths of the files that were renamed themselves, and the files as they were staged: to the system,
    the files in a renamed folder have not changed.
    """
    tree = output / STAGING / journal.tree
    tops = dict.fromkeys(path.partition("/")[0] for _, path, _ in journal.moved)
    alone: set[str] = set()
    for top in sorted(tops, key=lambda top: (not (tree / top).is_dir(), top == "index.html")):
        alone.update(_merge(f"{tree}/{top}", f"{output}/{top}", top))
    return ((path, written) for _, path, written in journal.moved if path in alone)


def _merge(staged: str, place: str, path: str) -> Iterator[str]:
    """Rename a staged file or folder to its place; a folder that is there already takes in the staged one.

    Yield the paths of files that were renamed themselves.
    """
    folder = os.path.isdir(staged)  # noqa: PTH112 - as above
    try:
        os.replace(staged, place)  # noqa: PTH105 - as above
    except FileNotFoundError:
        return  # it went live before the commit was interrupted
    except OSError:
        if not folder or not os.path.isdir(place):  # noqa: PTH112 - as above
            raise
        for name in sorted(os.listdir(staged)):  # noqa: PTH208 - as above
            yield from _merge(f"{staged}/{name}", f"{place}/{name}", f"{path}/{name}")
        return
    if not folder:
        yield path


def _turn(target: Target, known: Collection[str]) -> tuple[int, str]:
    """Return when a file goes live: what is new before whatever could already link to it."""
    if target.phase == "asset":
        return 0, target.path
    if target.path not in known:
        return 1, target.path
    return (2 if target.phase == "page" else 3), target.path


def _in_the_way(known: Iterable[str], planned: Collection[str]) -> list[str]:
    """Return the files of ours that are folders now, or lie in what is a file now: they have to go first."""
    gone = [path for path in known if path not in planned]
    folders = {above for path in planned for above in folders_of(path)} if gone else set()
    return [path for path in gone if path in folders or any(above in planned for above in folders_of(path))]


def _prune(output: Path, paths: Iterable[str]) -> int:
    """Delete files of ours and the folders they leave empty, and return how many files there were."""
    gone = 0
    for path in sorted(paths, reverse=True):
        place = output / path
        if place.is_file() or place.is_symlink():
            place.unlink()
            gone += 1
        for folder in place.parents:
            if folder == output or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    return gone
