"""Whose changes are whose: the history of each entry, and the stakeholders among those who made it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from sitegen.model.entry import Entry
from sitegen.model.history import History, Revision
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.stages.assemble.names import Names


def revisions_of(
    history: History, entries: Iterable[Entry[Meta]], now: dt.datetime
) -> tuple[dict[str, tuple[Revision, ...]], dt.datetime | None]:
    """Return the revisions of the entries that have any by `now`, by key, and when the next one can be seen."""
    known = history.revisions
    found: dict[str, tuple[Revision, ...]] = {}
    ahead: list[dt.datetime] = []
    for entry in entries if known else ():
        made = known.get(entry.path, ())
        later = [revision.since for revision in made if revision.since > now]
        if later:
            ahead += later
            made = tuple(revision for revision in made if revision.since <= now)
        if made:
            found[entry.key] = made
    return found, min(ahead, default=None)


def contributors_of(
    revisions: Mapping[str, tuple[Revision, ...]], names: Names, kinds: Mapping[str, Kind]
) -> dict[str, str]:
    """Return the stakeholder for each name of somebody who made a change, where exactly one has that name."""
    people = tuple(kind.name for kind in kinds.values() if kind.people)
    who = {name for found in revisions.values() for revision in found for name in revision.who}
    matches = {name: names.find(name, "", people).key for name in sorted(who)}
    return {name: key for name, key in matches.items() if key}
