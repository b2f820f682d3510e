"""Whether a folder is what an importer reads, so that no other folder is taken for an old site."""

import posixpath
from collections.abc import Iterable
from fnmatch import fnmatchcase

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.importers.importer import Importer


def not_recognised(
    importer: Importer, files: Iterable[str], typed: str, others: Iterable[Importer]
) -> Diagnostic | None:
    """Return the error of a folder that holds nothing its importer is known by, None for one that does.

    `files` are the paths from the folder, `typed` is the folder as the person named it, and `others` are the
    importers by which the folder may be known instead.
    """
    paths = list(files)
    if not importer.known_by or _is_known(importer.known_by, paths):
        return None
    message = f"this is not the folder of {importer.folder}: there is {importer.missing} in it"
    return diagnose("import-refused", Span(path=""), message, fix=_cure(importer, paths, typed, others))


def _is_known(names: Iterable[str], paths: Iterable[str]) -> bool:
    return any(_fits(name, path) for path in paths for name in names)


def _fits(name: str, path: str) -> bool:
    """Return whether a path is what a name of `Importer.known_by` means."""
    if name.endswith("/"):
        return path.startswith(name)
    return fnmatchcase(path.lower(), name) if "*" in name else path == name


def _cure(importer: Importer, paths: Iterable[str], typed: str, others: Iterable[Importer]) -> str:
    """Return what to type: the folder within that is meant, or the right command; else what to look for."""
    for other in (importer, *others):
        certain = [name for name in other.known_by if "*" not in name]
        if other is not importer and _is_known(certain, paths):
            return f"it looks like {other.folder}: sitegen import {other.name} {typed}"
        inside = {top for top, _, rest in (path.partition("/") for path in paths) if _is_known(certain, [rest])}
        if other is importer and len(inside) == 1:
            return f"sitegen import {importer.name} {posixpath.join(typed, *inside)}"
    return f"name the folder in which {importer.known_by[0].rstrip('/')} lies"
