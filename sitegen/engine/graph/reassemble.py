"""What differs between the site a record was made for and the one of this build."""

import datetime as dt
from collections.abc import Mapping, Set

from msgspec import Struct, structs

from sitegen.engine.graph.record import BuildRecord, Inputs
from sitegen.engine.graph.trace import TEXTS, Name, bare, changes, text_of, whole
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.stages.assemble import Assembled, assemble
from sitegen.stages.assemble.selection import without_private

Entries = Mapping[str, Entry[Meta]]


class Reading(Struct, frozen=True, kw_only=True):
    """What one build has read, beside what the build before it had."""

    inputs: Inputs
    entries: Entries
    before: Entries
    """Those of the last build, which may have been of another output folder."""
    state: str
    """Their digest."""


class Step(Struct, frozen=True, kw_only=True):
    """The way from the site of a record to that of this build."""

    assembled: Assembled
    same: bool
    """Whether nothing but texts about which there is nothing to say changed, since a build of this process."""
    changed: Set[Name] | None
    """What differs, in the names under which reading it is noted; None when that cannot be known."""


def step(record: BuildRecord, reading: Reading, kinds: Mapping[str, Kind]) -> Step:
    """Assemble what was read, as far as that is not done already, and say what differs from the record's site."""
    keys = _retouched(record, reading)
    carried = _carried(record, reading, keys)
    assembled = carried or _assembled(reading.inputs, reading.entries, kinds)
    changed = _changed(record, reading, assembled, keys, kinds)
    return Step(assembled=assembled, same=carried is not None, changed=changed)


def _retouched(record: BuildRecord, reading: Reading) -> Set[str] | None:
    """Return the keys of the entries that changed, when nothing but their texts did; None when more did.

    Then the site of this build is that of the record with these entries in it.
    """
    past, inputs, before, after = record.inputs, reading.inputs, reading.before, reading.entries
    if past is None or past.entries != reading.state:
        return None
    if not past.now <= inputs.now < (record.until or dt.datetime.max.replace(tzinfo=dt.UTC)):
        return None
    if structs.replace(past, now=inputs.now, entries=inputs.entries) != inputs or list(before) != list(after):
        return None
    changed = {key for key, entry in after.items() if before[key] is not entry}
    return changed if all(_only_retouched(before[key], after[key]) for key in changed) else None


def _carried(record: BuildRecord, reading: Reading, keys: Set[str] | None) -> Assembled | None:
    """Return what assembling would give, without assembling, where only the texts of `keys` changed.

    None where it must be done: in another process than the last time, and where something is to be said of a text.
    """
    then, before, after = record.assembled, reading.before, reading.entries
    if then is None or keys is None or not keys.isdisjoint(then.told):
        return None
    if any(before[key].places != after[key].places for key in keys):
        return None
    entries = then.site.entries | {key: without_private(after[key]) for key in keys if key in then.site.entries}
    site = structs.replace(then.site, entries=entries, texts=entries, now=reading.inputs.now)
    return structs.replace(then, site=site)


def _changed(
    record: BuildRecord, reading: Reading, assembled: Assembled, keys: Set[str] | None, kinds: Mapping[str, Kind]
) -> Set[Name] | None:
    """Return what differs from the site of the record; None when that cannot be known."""
    past = record.inputs
    if past is None or reading.inputs.now < past.now:
        return None
    if record.assembled is None and past.entries != reading.state:
        return None  # since then, another folder has been built
    if keys is not None:
        return {whole(TEXTS), *map(text_of, keys)} if keys else frozenset()
    then = record.assembled or _assembled(past, reading.before, kinds)
    return changes(then.site, assembled.site)


def _assembled(inputs: Inputs, entries: Entries, kinds: Mapping[str, Kind]) -> Assembled:
    return assemble(
        entries.values(),
        inputs.files,
        inputs.assets,
        kinds,
        inputs.config,
        inputs.now,
        drafts=inputs.drafts,
        future=inputs.future,
        fingerprint=inputs.fingerprint,
    )


def _only_retouched(before: Entry[Meta], after: Entry[Meta]) -> bool:
    return not before.broken and not after.broken and bare(before) == bare(after)
