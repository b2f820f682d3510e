"""Files that an import takes over as they are: what becomes of each, and a record of what was written."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import STATE, digest, digest_of
from sitegen.importers.draft import Copy

RECORD = "imported.json"
"""The name of the record among what a site keeps for later."""

Step = Literal["new", "updated", "unchanged", "kept", "removed"]
"""What an import does with a file.

`kept`: the site has another file there, which no import has written or somebody has changed since. `removed`: an
earlier import has made it, such as a page that leads on from an old address, and this one makes it no more.
"""


class CopyPlan(Struct, frozen=True, kw_only=True):
    """What becomes of one file."""

    copy: Copy
    step: Step

    @property
    def path(self) -> str:
        """The path of the file below the site's folder."""
        return f"content/{self.copy.key}"


class Record(Struct, kw_only=True):
    """What imports have written that is no entry: path below content/ -> digest of the bytes."""

    copied: dict[str, str] = field(default_factory=dict)
    made: dict[str, dict[str, str]] = field(default_factory=dict)
    """The files that importers made themselves, by the folder that was imported."""


def planned_copies(copies: Iterable[Copy], files: Mapping[str, bytes], root: Path, origin: str) -> list[CopyPlan]:
    """Return what becomes of each file to copy in the site at `root`; `origin` is the folder that is imported."""
    record = _recorded(root)
    made = record.made.get(origin, {})
    known = {**record.copied, **made}
    plans = [CopyPlan(copy=copy, step=_step(copy, files, root, known.get(copy.key, ""))) for copy in copies]
    gone = made.keys() - {plan.copy.key for plan in plans}
    stale = [key for key in sorted(gone) if _digest(root / "content" / key) == made[key]]
    return plans + [CopyPlan(copy=Copy(path=origin, key=key, data=b""), step="removed") for key in stale]


def write_copies(copies: Iterable[Copy], files: Mapping[str, bytes], root: Path, origin: str) -> list[CopyPlan]:
    """Copy files, record what they are now, and return what was done. Raises OSError."""
    record, done = _recorded(root), planned_copies(copies, files, root, origin)
    made = record.made.setdefault(origin, {})
    for plan in done:
        place = root / plan.path
        if plan.step == "removed":
            place.unlink()
            del made[plan.copy.key]
        elif plan.step != "kept":
            data = _bytes(plan.copy, files)
            (record.copied if plan.copy.data is None else made)[plan.copy.key] = digest(data)
            if plan.step != "unchanged":
                place.parent.mkdir(parents=True, exist_ok=True)
                _put(place, data)
    if done:
        (root / STATE).mkdir(exist_ok=True)
        _put(root / STATE / RECORD, msgspec.json.format(msgspec.json.encode(record), indent=1))
    return done


def kept_copies(plans: Iterable[CopyPlan]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file that stays although its source differs from it."""
    for plan in plans:
        if plan.step == "kept":
            message = f"{plan.path} is another file, and stays as it is"
            fix = "to have that of the source, delete it and import again"
            yield diagnose("import-edited", Span(path=plan.copy.path), message, fix=fix)


def _step(copy: Copy, files: Mapping[str, bytes], root: Path, recorded: str) -> Step:
    place = root / "content" / copy.key
    if not os.path.lexists(place):
        return "new"
    there = _digest(place)
    if there and there == digest(_bytes(copy, files)):
        return "unchanged"
    return "updated" if there and there == recorded else "kept"


def _digest(place: Path) -> str:
    """Return the digest of a file, "" for one that cannot be read."""
    try:
        return digest_of(place)
    except OSError:
        return ""


def _bytes(copy: Copy, files: Mapping[str, bytes]) -> bytes:
    return files[copy.path] if copy.data is None else copy.data


def _recorded(root: Path) -> Record:
    """Return the record of earlier imports; an empty one where it is lost, so that no file counts as ours."""
    try:
        return msgspec.json.decode((root / STATE / RECORD).read_bytes(), type=Record)
    except (OSError, msgspec.MsgspecError):
        return Record()


def _put(place: Path, data: bytes) -> None:
    """Write a file at once: it is never seen half written."""
    staged = place.with_name(f".{place.name[:100]}.new")
    staged.write_bytes(data)
    staged.replace(place)
