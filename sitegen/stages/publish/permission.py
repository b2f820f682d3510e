"""Whether an output folder is ours to write to."""

import os
import shlex
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import STATE, lies_in, state_folder
from sitegen.model.target import Target
from sitegen.stages.publish.manifest import Manifest, public_above
from sitegen.urls import folders_of


def refusal(root: Path, output: Path, manifest: Manifest | None, *, internal: bool) -> Diagnostic | None:
    """Return why nothing may be written to this folder by a public or an `internal` build, if so."""
    folder, site = output.resolve(), root.resolve()
    span = Span(path=os.path.relpath(folder, site))
    kept = (site / "content", site / "layouts", site / STATE, site / ".git", Path(state_folder(root)).resolve())
    if any(folder.is_relative_to(place) for place in kept):
        return _misplaced(span, "it lies inside the folder of your sources")
    if site.is_relative_to(folder) or folder in (Path.home(), Path("/")):
        return _misplaced(span, "it holds more than the site")
    if folder.exists() and not folder.is_dir():
        return _misplaced(span, "it is a file")
    if manifest is None and folder.is_dir() and _has_files(folder):
        return diagnose(
            "output-foreign",
            span,
            "this folder holds files, and there is no record that sitegen wrote them, so it is left alone",
            fix="empty it or name another one with --output",
        )
    if manifest is not None and manifest.internal != internal:
        return _of_others(span, span.path if Path.cwd() == site else output.as_posix(), internal=internal)
    above = public_above(root, output) if internal else None
    if above is not None:
        message = f"an internal build cannot be written there: {above} is published, with everything in it"
        return diagnose("output-visibility", span, message, fix="name a folder elsewhere with --output")
    return None


def _of_others(span: Span, typed: str, *, internal: bool) -> Diagnostic:
    """Return the error for a folder of a build for other readers; `typed` names it for a command."""
    here, there = ("an internal", "the public") if internal else ("a public", "an internal")
    message = f"{here} build cannot be written to a folder that has the files of {there} one"
    fix = f"name another one with --output, or give this one up: sitegen clean -o {shlex.quote(typed)}"
    return diagnose("output-visibility", span, message, fix=fix)


def overwritten(output: Path, targets: Iterable[Target], manifest: Manifest | None) -> list[Diagnostic]:
    """Return an error for each target at whose path somebody else's file stands."""
    ours: Collection[str] = manifest.files if manifest else ()
    return [
        diagnose(
            "output-foreign",
            Span(path=(output / path).as_posix()),
            "sitegen did not write this file, and the site needs its place",
            fix="move the file away, or publish it from content/static/",
        )
        for path in dict.fromkeys(_foreign(output, (target.path for target in targets), ours))
    ]


def _foreign(output: Path, paths: Iterable[str], ours: Collection[str]) -> Iterator[str]:
    """Yield the files of others that stand where a path, or a folder above it, has to be."""
    if not output.is_dir() or not any(output.iterdir()):
        return
    free: set[str] = set()
    for path in paths:
        if path in ours:
            continue
        for above in folders_of(path):
            if above not in free and above not in ours and (output / above).is_file():
                yield above
            free.add(above)
        place = output / path
        if place.is_dir():
            inside = (each.relative_to(output).as_posix() for each in place.rglob("*") if not each.is_dir())
            yield from sorted(set(inside) - set(ours))
        elif place.exists():
            yield path


def _has_files(folder: Path) -> bool:
    """Whether anything is there but what starts with a dot, such as .git and .gitkeep."""
    return any(not place.name.startswith(".") for place in folder.iterdir())


def unwritable(root: Path, error: OSError) -> Diagnostic:
    """Return what to say when the system refuses to take the site: no right to write, no room left."""
    path = str(error.filename2 or error.filename or "")
    place, records = os.path.realpath(path), os.path.realpath(state_folder(root))
    if path and (lies_in(place, (records,)) or lies_in(records, (place,))):
        message = f"the records of the site cannot be written: {error.strerror}"
        return diagnose("output-place", Span(path=path), message, fix="name a folder for them with --state FOLDER")
    message = f"the site cannot be written: {error.strerror}"
    return diagnose("output-place", Span(path=path), message, fix="make room or ask for the right to write there")


def _misplaced(span: Span, why: str) -> Diagnostic:
    message = f"the site cannot be written to this folder: {why}"
    return diagnose("output-place", span, message, fix="name a folder of its own with --output")
