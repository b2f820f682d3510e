"""What somebody wants to move, and where to."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from sitegen.bounds import bounds_of, leads_out
from sitegen.diagnostics import did_you_mean
from sitegen.disk import ATTACHMENTS, FOR_SERVERS, skipped
from sitegen.moving.site import State
from sitegen.stages.discover import MARKDOWN
from sitegen.urls import composed, spelled


class Refused(Exception):
    """A move that cannot be made; the words say why."""


class Move(Struct, frozen=True, kw_only=True):
    """A file or folder that goes to another place."""

    source: Path
    target: Path
    was: str
    """The path of the source below content/, in NFC."""
    now: str
    """The path of the target below content/, in NFC."""
    renamed: dict[str, str]
    """Path below content/ -> the new one, of each file that is a part of the site."""

    def place(self, path: str, key: str, root: Path) -> str:
        """Return where a source of the site is after the move, below the site and as the file system spells it.

        `path` is where it is now, and `key` its path below content/.
        """
        if key not in self.renamed:
            return path
        way = (root / path).relative_to(self.source)
        return (self.target / way).relative_to(root).as_posix()

    def folder(self, path: str) -> str:
        """Return the new path below content/ of a folder."""
        return self.now + path.removeprefix(self.was) if f"{path}/".startswith(f"{self.was}/") else path


def renames(site: State, old: str, new: str) -> Move:
    """Return the move of what is at `old` to `new`.

    Both are paths from the working folder, the site or content/. A `new` that is a folder, or ends in a slash,
    takes the file into it. Raises Refused for what is not there, what would be overwritten, and places elsewhere.
    """
    content = site.root / "content"
    source = _below(site.root, old)
    if not old.strip():
        raise Refused("say what to move: a file or folder of content/")
    if source == ".":
        raise Refused("content/ itself stays where it is; name what is in it")
    if not os.path.lexists(content / source):
        near = _nearest(site, source)
        raise Refused(f"there is nothing at {old} to move{f'; did you mean content/{near}?' if near else ''}")
    if not new.strip():
        raise Refused("say where it goes: a new place, or a folder to move it into")
    target = _below(site.root, new)
    into = new.endswith(("/", "\\"))
    if into and target.endswith(MARKDOWN) and not (content / target).exists():
        raise Refused(f"{new} would be a folder; leave the last sign out, and it is the file")
    if into or _is_another_folder(content / source, content / target):
        target = str(PurePosixPath(target, PurePosixPath(source).name))
    kept = {*PurePosixPath(source).parts, *ATTACHMENTS, *FOR_SERVERS}
    suffix = PurePosixPath(source).suffix
    if (content / source).is_file() and not PurePosixPath(target).suffix:
        target += suffix
    target = _as_spelled(content, target)
    if target == source:
        raise Refused(f"content/{source} is there already")
    if os.path.lexists(content / target) and not _is_same(content / source, content / target):
        raise Refused(f"content/{target} is already there")
    if twin := _twin(content / target, content / source):
        raise Refused(f"content/{target} would differ in case alone from {twin}, and be the same file on a Mac")
    if hidden := next((step for step in PurePosixPath(target).parts if skipped(step) and step not in kept), ""):
        words = f"content/{target} would be no part of the site, because of the name {hidden}"
        fix = "; to keep a page back, write `draft: true` in it, or `gone: true` if it was published"
        raise Refused(words + fix * bool(site.kind_of(composed(source))))
    if target.startswith(f"{source}/"):
        raise Refused(f"content/{source} cannot be moved into itself")
    if out := leads_out((content / target).parent, bounds_of(site.root, site.config.links_may_lead_to)):
        raise Refused(out)
    was, now = composed(source), composed(target)
    renamed = _files(site, was, now)
    return Move(source=content / source, target=content / target, was=was, now=now, renamed=renamed)


def _files(site: State, source: str, target: str) -> dict[str, str]:
    """Return the new path of every file that is moved; Refused for one that would be another thing there."""
    known = (*(each.key for each in site.sources), *(file.path for file in site.files))
    found = {path: target for path in known if path == source}
    found |= {path: target + path.removeprefix(source) for path in known if path.startswith(f"{source}/")}
    for path, now in found.items():
        if bool(site.kind_of(path)) != bool(site.kind_of(now)):
            raise Refused(f"content/{now} would be {'an' if site.kind_of(now) else 'no'} entry")
    if not found:
        raise Refused(f"content/{source} is no part of the site")
    return found


def _below(root: Path, place: str) -> str:
    """Return a place as a path below content/: one that is there, else one whose folder is, else any.

    A symbolic link is moved itself, and not what it leads to.
    """
    content = Path(os.path.abspath(root / "content"))  # noqa: PTH100
    if "\\" in place and not os.path.lexists(place):
        place = place.replace("\\", "/")  # as Windows writes paths
    ways = [Path(os.path.abspath(above / place)) for above in (Path(), root, content)]  # noqa: PTH100
    ways = [
        content / _as_spelled(content, w.relative_to(content)) if w.is_relative_to(content) else w for w in ways
    ]
    inside = [way for way in ways if way.is_relative_to(content)]
    there = [way for way in inside if os.path.lexists(way)]
    if not there and not any(map(os.path.lexists, ways)):
        there = [*(way for way in inside if way.parent.is_dir()), *inside]
    if there:
        return there[0].relative_to(content).as_posix()
    raise Refused(f"{place} is not in content/")


def _as_spelled(content: Path, path: str | Path) -> str:
    """Return a path below content/ as its folders and the file itself are spelled there, as far as they exist.

    People type `ü` as one character, and a Mac may have stored it as two.
    """
    found = PurePosixPath()
    for step in PurePosixPath(path).parts:
        above = content / found
        spelling = step
        if not step.isascii() and not os.path.lexists(above / step) and above.is_dir():
            alike = [name for name in _names_in(above) if composed(name) == composed(step)]
            spelling = alike[0] if alike else step
        found /= spelling
    return found.as_posix()


def _twin(target: Path, source: Path) -> str:
    """Return the name beside a target that differs in case alone, and is not the source; "" for none."""
    if not target.parent.is_dir() or os.path.lexists(target):
        return ""
    same = [name for name in _names_in(target.parent) if spelled(name) == spelled(target.name)]
    return next((name for name in same if target.parent / name != source), "")


def _names_in(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


def _nearest(site: State, path: str) -> str:
    """Return the path below content/ most like one that is not there; one that differs in case comes first."""
    known = [*(each.key for each in site.sources), *(file.path for file in site.files)]
    by_case: Mapping[str, str] = {spelled(each): each for each in known}
    return by_case.get(spelled(path)) or did_you_mean(path, known)


def _is_another_folder(source: Path, target: Path) -> bool:
    return target.is_dir() and not _is_same(source, target)


def _is_same(one: Path, other: Path) -> bool:
    return os.path.lexists(other) and one.samefile(other)
