"""The `uid`s by which feeds and calendars identify entries: each must be unique."""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta


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
