"""What somebody wants to move, and where to."""

import os
from pathlib import Path, PurePosixPath

from sitegen.bounds import bounds_of, leads_out
from sitegen.moving.site import State
from sitegen.urls import composed


class Refused(Exception):
    """A move that cannot be made; the words say why."""


def renames(site: State, old: str, new: str) -> tuple[Path, Path, dict[str, str]]:
    """Return the place that is moved, the one that it is moved to, and the new path of each file below content/.

    Both are paths from the working folder, the site or content/. A `new` that is a folder, or ends in a slash,
    takes the file into it. Raises Refused for what is not there, what would be overwritten, and places elsewhere.
    """
    content = site.root / "content"
    source = _below(site.root, old)
    if not os.path.lexists(content / source) or source == ".":
        raise Refused(f"there is nothing at {old} to move")
    target = _below(site.root, new)
    if new.endswith("/") or ((content / target).is_dir() and not _is_same(content / source, content / target)):
        target = str(PurePosixPath(target, PurePosixPath(source).name))
    suffix = PurePosixPath(source).suffix
    if (content / source).is_file() and not PurePosixPath(target).suffix:
        target += suffix
    if os.path.lexists(content / target) and not _is_same(content / source, content / target):
        raise Refused(f"content/{target} is already there")
    if target == source:
        raise Refused(f"content/{source} is there already")
    if target.startswith(f"{source}/"):
        raise Refused(f"content/{source} cannot be moved into itself")
    if out := leads_out((content / target).parent, bounds_of(site.root, site.config.links_may_lead_to)):
        raise Refused(out)
    return content / source, content / target, _files(site, composed(source), composed(target))


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
    ways = [Path(os.path.abspath(above / place)) for above in (Path(), root, content)]  # noqa: PTH100
    inside = [way for way in ways if way.is_relative_to(content)]
    there = [way for way in inside if os.path.lexists(way)]
    if not there and not any(map(os.path.lexists, ways)):
        there = [*(way for way in inside if way.parent.is_dir()), *inside]
    if there:
        return there[0].relative_to(content).as_posix()
    raise Refused(f"{place} is not in content/")


def _is_same(one: Path, other: Path) -> bool:
    return os.path.lexists(other) and one.samefile(other)
