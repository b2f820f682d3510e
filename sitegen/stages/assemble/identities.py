"""What feeds and calendars know an entry by: no two may say the same."""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, problem
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta


def twins(entries: Iterable[Entry[Meta]]) -> Iterator[Diagnostic]:
    """Complain of each entry whose `uid` another has, as happens when a file is copied."""
    known: dict[str, Entry[Meta]] = {}
    for entry in entries:
        if entry.meta.uid:
            first = known.setdefault(entry.meta.uid, entry)
            if first is not entry:
                yield problem(
                    "uid-collision",
                    entry.span("uid"),
                    f"{first.path} has the same uid, so calendars and feed readers would take the two for one",
                    fix="take this line out of the copy",
                )
