"""By what feeds and calendars identify entries: a `uid`, which must be unique, or the first address."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.register import Register
from sitegen.register import first_address


def repeated_uids(entries: Iterable[Entry[Meta]]) -> Iterator[Diagnostic]:
    """Yield an error for each entry whose `uid` an earlier one has, as in a copied file."""
    known: dict[str, Entry[Meta]] = {}
    for entry in entries:
        if entry.meta.uid:
            first = known.setdefault(entry.meta.uid, entry)
            if first is not entry:
                yield diagnose(
                    "uid-collision",
                    entry.span("uid"),
                    f"{first.path} has the same uid, so calendars and feed readers would take the two for one",
                    fix="take this line out of the copy",
                )


def first_addresses(
    entries: Iterable[Entry[Meta]], permalinks: Mapping[str, str], register: Register
) -> dict[str, str]:
    """Return the first address of each entry that has another now, by key."""
    found = {}
    for entry in entries:
        if register.in_use or entry.meta.aliases:
            now = permalinks[entry.key]
            first = first_address(entry.meta.old_addresses, now, register)
            if first != now:
                found[entry.key] = first
    return found
