"""The tables that entries show out of files."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Resolved
from sitegen.model.source import File
from sitegen.model.table import Table


def shown_tables(
    tables: Mapping[str, Table],
    entries: Iterable[Entry[Meta]],
    links: Mapping[str, tuple[Resolved, ...]],
    published: Mapping[str, File],
) -> dict[str, Table]:
    """Return the tables that published entries show, by the addresses of their files."""
    found: dict[str, Table] = {}
    for entry in entries if tables else ():
        for reference, link in zip(entry.body.references, links[entry.key], strict=True):
            address = unquote(link.to.partition("#")[0]) if reference.kind == "embed" and not link.key else ""
            file = published.get(address)
            if file and file.path in tables:
                found[address] = tables[file.path]
    return dict(sorted(found.items()))
