"""Where the files of a site may lie, and what is wrong with those that cannot be a part of it.

Anyone who may propose a change to a site can put a symbolic link into it. Published as the file that it leads to,
it would show readers whatever the build machine can read.
"""

import errno
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import lies_in

_PLAIN = re.compile(r"[\w./][\w./ -]*(?<! )")
"""A path that YAML reads as it is written."""


class Bounds(Struct, frozen=True, kw_only=True):
    """The places that symbolic links of one site may lead to."""

    site: str = ""
    """The real path of the site's folder."""
    listed: tuple[str, ...] = ()
    """What site.yaml lists, as written there."""
    places: tuple[str, ...] = ()
    """The real paths of content/, of layouts/ and of what is listed."""
    refused: tuple[Diagnostic, ...] = ()
    """An error for each of content/ and layouts/ that is itself a link out of the site; nothing in it is read."""


def bounds_of(root: Path, listed: Iterable[str] = ()) -> Bounds:
    """Return the bounds of a site; `listed` paths are relative to its folder, or absolute."""
    listed = tuple(listed)
    site = os.path.realpath(root)
    allowed = [os.path.realpath(root / place) for place in listed]
    places, refused = list(allowed), []
    for name in ("content", "layouts"):
        real = os.path.realpath(root / name)
        if is_visible_below(real, site) or lies_in(real, allowed):
            places.append(real)
        else:
            refused.append(_leads_out(name, real, site, listed))
    return Bounds(site=site, listed=listed, places=tuple(places), refused=tuple(refused))


def leads_out(folder: Path, bounds: Bounds) -> str:
    """Return why nothing may be written to a folder of the site, when links lead out of it; else ""."""
    real = os.path.realpath(folder)
    if lies_in(real, bounds.places):
        return ""
    return f"{shown(str(folder))} leads out of the site, to {shown(real)}; take the link away"


def is_visible_below(real: str, site: str) -> bool:
    """Return whether a real path is below the site, and neither hidden nor in a hidden folder such as `.git`."""
    return real != site and lies_in(real, (site,)) and f"{os.sep}." not in real[len(site.rstrip(os.sep)) :]


def _leads_out(path: str, real: str, site: str, listed: Iterable[str]) -> Diagnostic:
    place = os.path.relpath(real, site)
    place = real if place.startswith("../../") else place
    return diagnose(
        "link-leads-out",
        Span(path=shown(path)),
        f"this symbolic link leads out of the site, to {shown(place)}",
        fix="put the file itself in place of the link, or take the link away",
        note="If all the world may read what is there, site.yaml can allow it:\n"
        f"links_may_lead_to: [{', '.join(map(_yaml, (*listed, place)))}]",
    )


def refusal(entry: "os.DirEntry[str]", path: str, bounds: Bounds) -> Diagnostic | None:
    """Return why a link cannot be a part of the site; None for one that can, for no link, and for one to nowhere.

    `entry` is from `disk.walk`, which yields a link to a folder only when it does not enter it.
    """
    if not entry.is_symlink() or not os.path.exists(entry.path):  # noqa: PTH110 - asked of every link of a site
        return None
    real = os.path.realpath(entry.path)
    span = Span(path=shown(path))
    if not lies_in(real, bounds.places):
        return _leads_out(path, real, bounds.site, bounds.listed)
    if entry.is_dir():
        return diagnose(
            "folder-linked-again",
            span,
            "this symbolic link leads to a folder that it lies in, or that another link leads to already",
            fix="take the link away, or link to the files one by one",
        )
    return None


def unreadable(place: str, path: str, error: OSError | UnicodeEncodeError) -> Diagnostic:
    """Return the diagnostic of a file at `place` that cannot be read; `path` is its path below the site."""
    code = error.errno if isinstance(error, OSError) else None
    reason = getattr(error, "strerror", None) or "its name is not UTF-8"
    fix = "make it readable, rename it, or take it away"
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP) and Path(place).is_symlink():
        reason = "it is a link that leads back to itself"
        if code != errno.ELOOP:
            reason = f"it is a link to {Path(place).readlink()}, which is not there"
        fix = "let the link lead to a file that is there, or take it away"
    elif code == errno.EINVAL:
        fix = "put an ordinary file in its place, or take it away"
    return diagnose("unreadable-file", Span(path=shown(path)), f"cannot read this file: {shown(reason)}", fix=fix)


def shown(path: str) -> str:
    """Return a path as it can be printed, though its bytes may be no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _yaml(path: str) -> str:
    """Return a path as an item of a list in YAML."""
    return path if _PLAIN.fullmatch(path) else json.dumps(shown(path), ensure_ascii=False)
