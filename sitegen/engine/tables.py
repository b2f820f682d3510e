"""The tables in files that entries show, read where the last build has not read them already."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import read
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.place import CONTENT
from sitegen.model.source import File
from sitegen.model.table import Table
from sitegen.stages.tabulate import ENDINGS, tabulate
from sitegen.urls import spelled


def read_tables(
    files: Iterable[File], entries: Iterable[Entry[Meta]], known: Mapping[str, Table]
) -> dict[str, Table]:
    """Return the table in each file whose name an entry embeds, by path below content/.

    Which file a name means is found out later, so all files of that name are read. A table in `known` is taken
    from there while the bytes of its file are the same.
    """
    candidates = [file for file in files if file.path.lower().endswith(ENDINGS)]
    if not candidates:
        return {}
    names = {
        spelled(posixpath.basename(name))
        for entry in entries
        for reference in entry.body.references
        if reference.kind == "embed" and reference.target.lower().endswith(ENDINGS)
        for name in (reference.target, unquote(reference.target))
    }
    return {
        file.path: _table(file, known.get(file.path))
        for file in candidates
        if spelled(posixpath.basename(file.path)) in names
    }


def _table(file: File, known: Table | None) -> Table:
    if known and known.digest == file.digest:
        return known
    path = f"{CONTENT.path}/{file.path}"
    try:
        return tabulate(read(file.location), path)
    except OSError as error:  # it went away since it was listed
        message = f"this file cannot be read: {error.strerror}"
        return Table(digest="", diagnostics=(diagnose("unreadable-file", Span(path=path), message),))
