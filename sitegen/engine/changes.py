"""What differs between the site a ledger was made for and the one of this build."""

import datetime as dt
from collections.abc import Callable, Mapping, Set

from msgspec import structs

from sitegen.engine.ledger import Inputs, Ledger
from sitegen.engine.trace import Name, changes, whole
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.stages.assemble import Assembled

Entries = Mapping[str, Entry[Meta]]


def quiet(ledger: Ledger, inputs: Inputs, before: Entries, after: Entries) -> Set[str] | None:
    """Return the keys of the entries that changed, when nothing but their texts did; None when more did.

    Then the site of this build is that of the ledger with these entries in it.
    """
    past = ledger.inputs
    if past is None or not past.now <= inputs.now < (ledger.until or dt.datetime.max.replace(tzinfo=dt.UTC)):
        return None
    if structs.replace(past, now=inputs.now, entries=inputs.entries) != inputs:
        return None
    if list(before) != list(after):
        return None
    changed = {key for key, entry in after.items() if before[key] is not entry}
    return changed if all(_alike(before[key], after[key]) for key in changed) else None


def since(
    ledger: Ledger,
    assembled: Assembled,
    inputs: Inputs,
    before: Entries,
    after: Entries,
    state: str,
    again: Callable[[Inputs, Entries], Assembled],
) -> Set[Name] | None:
    """Return what differs from the site of the ledger; None when that cannot be known.

    `state` is that of the entries `before`; `again` assembles the site of the ledger once more from them.
    """
    past = ledger.inputs
    if past is None or inputs.now < past.now:
        return None
    if ledger.assembled is None:
        if past.entries != state:
            return None  # since then, another folder has been built
        keys = quiet(ledger, inputs, before, after)
        if keys is not None:
            return keys | {whole("entries")} if keys else frozenset()
    then = ledger.assembled or again(past, before)
    return changes(then.site, assembled.site)


def _alike(before: Entry[Meta], after: Entry[Meta]) -> bool:
    """Whether two states of an entry differ in nothing that a site is assembled from."""
    if before.broken or after.broken:
        return False
    return _bare(before) == _bare(after)


def _bare(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without what only its own page shows, and where in its file things stand."""
    references = tuple(structs.replace(each, start=None, length=0, sentence="") for each in entry.body.references)
    body = structs.replace(entry.body, words=0, references=references, problems=())
    return structs.replace(entry, body=body, digest="", places={}, body_line=0, diagnostics=())
