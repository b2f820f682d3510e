"""What differs between the site a ledger was made for and the one of this build."""

import datetime as dt
from collections.abc import Callable, Mapping, Set

from msgspec import structs

from sitegen.engine.ledger import Inputs, Ledger
from sitegen.engine.trace import TEXTS, Name, bare, changes, text_of, whole
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.stages.assemble import Assembled
from sitegen.stages.assemble.selection import without_private

Entries = Mapping[str, Entry[Meta]]


def retouched(ledger: Ledger, inputs: Inputs, before: Entries, state: str, after: Entries) -> Set[str] | None:
    """Return the keys of the entries that changed, when nothing but their texts did; None when more did.

    Then the site of this build is that of the ledger with these entries in it. `state` is that of the entries
    `before`, which are those of the last build, and that may have been of another folder than the ledger's.
    """
    past = ledger.inputs
    if past is None or past.entries != state:
        return None
    if not past.now <= inputs.now < (ledger.until or dt.datetime.max.replace(tzinfo=dt.UTC)):
        return None
    if structs.replace(past, now=inputs.now, entries=inputs.entries) != inputs or list(before) != list(after):
        return None
    changed = {key for key, entry in after.items() if before[key] is not entry}
    return changed if all(_retouched(before[key], after[key]) for key in changed) else None


def carried(
    ledger: Ledger, inputs: Inputs, keys: Set[str] | None, before: Entries, after: Entries
) -> Assembled | None:
    """Return what assembling would give, without assembling, where only the texts of `keys` changed.

    None where it must be done: in another process than the last time, and where something is to be said of a text.
    """
    then = ledger.assembled
    if then is None or keys is None or not keys.isdisjoint(then.told):
        return None
    if any(before[key].places != after[key].places for key in keys):
        return None
    entries = then.site.entries | {key: without_private(after[key]) for key in keys if key in then.site.entries}
    site = structs.replace(then.site, entries=entries, texts=entries, now=inputs.now)
    return structs.replace(then, site=site)


def since(
    ledger: Ledger,
    assembled: Assembled,
    inputs: Inputs,
    keys: Set[str] | None,
    before: Entries,
    state: str,
    again: Callable[[Inputs, Entries], Assembled],
) -> Set[Name] | None:
    """Return what differs from the site of the ledger; None when that cannot be known.

    `keys` are those of `retouched`, `state` is that of the entries `before`; `again` assembles the site of the
    ledger once more from them.
    """
    past = ledger.inputs
    if past is None or inputs.now < past.now:
        return None
    if ledger.assembled is None and past.entries != state:
        return None  # since then, another folder has been built
    if keys is not None:
        return {whole(TEXTS), *map(text_of, keys)} if keys else frozenset()
    then = ledger.assembled or again(past, before)
    return changes(then.site, assembled.site)


def _retouched(before: Entry[Meta], after: Entry[Meta]) -> bool:
    return not before.broken and not after.broken and bare(before) == bare(after)
