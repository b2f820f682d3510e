"""Whose changes are whose: the history of each entry, and the stakeholders among those who made it."""

from collections.abc import Iterable, Mapping

from sitegen.model.entry import Entry
from sitegen.model.history import History, Revision
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.stages.assemble.names import Names


def revisions_of(history: History, entries: Iterable[Entry[Meta]]) -> dict[str, tuple[Revision, ...]]:
    """Return the revisions of the entries that have any, by key."""
    known = history.revisions
    return {entry.key: known[entry.path] for entry in entries if entry.path in known} if known else {}


def contributors_of(
    revisions: Mapping[str, tuple[Revision, ...]], names: Names, kinds: Mapping[str, Kind]
) -> dict[str, str]:
    """Return the stakeholder for each name of somebody who made a change, where exactly one has that name."""
    people = tuple(kind.name for kind in kinds.values() if kind.people)
    who = {name for found in revisions.values() for revision in found for name in revision.who}
    matches = {name: names.find(name, "", people).key for name in sorted(who)}
    return {name: key for name, key in matches.items() if key}
