"""Files that an import takes over as they are: what becomes of each, and a record of what was written."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import STATE, digest, digest_of
from sitegen.importers.draft import Copy

RECORD = "imported.json"
"""The name of the record among what a site keeps for later: path below content/ -> digest of the bytes written."""


class CopyPlan(Struct, frozen=True, kw_only=True):
    """What becomes of one file."""

    copy: Copy
    step: Literal["new", "updated", "unchanged", "kept"]
    """`kept`: the site has another file there, which no import has written or somebody has changed since."""

    @property
    def path(self) -> str:
        """The path of the file below the site's folder."""
        return f"content/{self.copy.key}"


def planned_copies(copies: Iterable[Copy], files: Mapping[str, bytes], root: Path) -> list[CopyPlan]:
    """Return what becomes of each file to copy in the site at `root`."""
    recorded = _recorded(root)
    return [CopyPlan(copy=copy, step=_step(copy, files, root, recorded.get(copy.key, ""))) for copy in copies]


def write_copies(plans: Iterable[CopyPlan], files: Mapping[str, bytes], root: Path) -> list[CopyPlan]:
    """Carry out plans, record what the files are now, and return what was done. Raises OSError.

    Each file is looked at once more: one that came or changed since the plan was made is kept.
    """
    recorded, done = _recorded(root), planned_copies([plan.copy for plan in plans], files, root)
    for plan in done:
        if plan.step == "kept":
            continue
        data, place = files[plan.copy.path], root / plan.path
        recorded[plan.copy.key] = digest(data)
        if plan.step != "unchanged":
            place.parent.mkdir(parents=True, exist_ok=True)
            _put(place, data)
    if recorded:
        (root / STATE).mkdir(exist_ok=True)
        _put(root / STATE / RECORD, json.dumps(recorded, ensure_ascii=False, indent=0).encode())
    return done


def kept_copies(plans: Iterable[CopyPlan]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file that stays although its source differs from it."""
    for plan in plans:
        if plan.step == "kept":
            message = f"{plan.path} is another file, and stays as it is"
            fix = "to have that of the source, delete it and import again"
            yield diagnose("import-edited", Span(path=plan.copy.path), message, fix=fix)


def _step(
    copy: Copy, files: Mapping[str, bytes], root: Path, recorded: str
) -> Literal["new", "updated", "unchanged", "kept"]:
    place = root / "content" / copy.key
    if not os.path.lexists(place):
        return "new"
    try:
        there = digest_of(place)
    except OSError:
        return "kept"
    if there == digest(files[copy.path]):
        return "unchanged"
    return "updated" if there == recorded else "kept"


def _recorded(root: Path) -> dict[str, str]:
    """Return the record of earlier imports; an empty one where it is lost, so that no file counts as ours."""
    try:
        found = json.loads((root / STATE / RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return (
        {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    )


def _put(place: Path, data: bytes) -> None:
    """Write a file at once: it is never seen half written."""
    staged = place.with_name(f".{place.name[:100]}.new")
    staged.write_bytes(data)
    staged.replace(place)
