"""The entries that are gone, and the entry that takes the place of each."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.facets.schedule import Schedule
from sitegen.model.entry import Entry
from sitegen.model.gone import Gone, Withdrawn
from sitegen.model.meta import Meta
from sitegen.model.register import Register
from sitegen.register import first_address
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.links import Linker
from sitegen.stages.assemble.relations import Relations
from sitegen.urls import output_path

NEWER = "superseded_by"


def gone_pages(
    entries: Iterable[Entry[Meta]],
    placed: Addresses,
    live: Addresses,
    relations: Relations,
    linker: Linker,
    register: Register,
) -> tuple[dict[str, Gone], list[Diagnostic]]:
    """Return what is left of each entry that is gone, by key, and what is wrong with their addresses.

    `placed` has their addresses and `live` those of the site. The entry in place of one is that which it names as
    `superseded_by`, else the first one that its text links to; `relations` and `linker` are asked for it and keep
    what is wrong for themselves, except for a name in `superseded_by`.
    """
    taken = {output_path(address): key for address, key in (*live.at.items(), *live.redirects.items())}
    found: dict[str, Gone] = {}
    wrong = []
    for entry in entries:
        own = placed.permalinks.get(entry.key)
        if own is None or placed.headed(entry.key):
            continue
        if other := taken.get(output_path(own)):
            message = f"{other} answers at {own}, so that this page is not gone"
            fix = "delete this file, or take the line out and give the page an address of its own"
            wrong.append(diagnose("address-collision", entry.span("gone"), message, fix=fix))
            continue
        old = (address for address, key in placed.redirects.items() if key == entry.key)
        addresses = {output_path(address): address for address in (*old, own)}
        found[entry.key] = Gone(
            title=entry.meta.title,
            when=entry.meta.updated,
            address=own,
            addresses=tuple(address for path, address in sorted(addresses.items()) if path not in taken),
            instead=next((key for key in _instead(entry, relations, linker) if key in live.permalinks), ""),
            dates=tuple(_withdrawn(entry.meta, first_address(entry.meta.old_addresses, own, register))),
        )
    return found, [*wrong, *relations.diagnostics]


def _withdrawn(meta: Meta, first: str) -> Iterator[Withdrawn]:
    """Yield what calendars have to be told of an entry that is gone; `first` is its first address."""
    if meta.gathering:
        series = meta.gathering.series
        yield Withdrawn(
            uid=meta.uid, first=first, schedule=series.first, repeats=series.repeats, revised=meta.revised
        )
    if meta.consultation:
        last = Schedule(start=meta.consultation.closes)
        yield Withdrawn(uid=meta.uid, first=first, schedule=last, closing=True, revised=meta.revised)


def _instead(entry: Entry[Meta], relations: Relations, linker: Linker) -> Iterator[str]:
    """Yield the keys of the entries that take the place of one that is gone."""
    newer = tuple(reach for reach in entry.reaches if reach.field == NEWER)
    relations.resolve([structs.replace(entry, reaches=newer)])
    yield from filter(None, (relations.names[entry.key].get(reach.text) for reach in newer))
    for reference in entry.body.references:
        found = linker.target(entry, reference)
        if not found.state:
            yield found.key
