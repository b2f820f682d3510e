"""Assembling again: the site of this build, and what differs from the site of the last one."""

import datetime as dt
from collections.abc import Mapping, Set

from msgspec import Struct, structs

from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.graph.tables import site_of
from sitegen.engine.graph.trace import TEXTS, Dependency, differences, text_of, whole, without_text
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.stages.assemble import Assembled, assemble
from sitegen.stages.assemble.selection import as_published


class Snapshot(Struct, frozen=True, kw_only=True):
    """All entries at one time, without their HTML."""

    entries: dict[str, Entry[Meta]]
    digest: str
    """The digest of the sources and settings that they were parsed from."""


class Reassembly(Struct, frozen=True, kw_only=True):
    """The assembled site, and what differs from the site of the build record."""

    assembled: Assembled
    carried_over: bool
    """Whether it is the site of the last build with other texts in it; no diagnostic is about these texts."""
    changed: Set[Dependency] | None
    """The dependencies that differ; None when they are not known, so that every answer is suspect."""


def reassemble(record: BuildRecord, inputs: Inputs, before: Snapshot, kinds: Mapping[str, Kind]) -> Reassembly:
    """Return the site that `inputs` give, and how it differs from the site of the build record.

    `before` are the entries of the last build, which may have been a build of another output folder.
    """
    edited = _edited_texts(record, inputs, before)
    carried = _with_new_texts(record, inputs, before, edited)
    assembled = carried or assemble(inputs, kinds)
    changed = _changed(record, inputs, before, assembled, edited, kinds)
    return Reassembly(assembled=assembled, carried_over=carried is not None, changed=changed)


def _edited_texts(record: BuildRecord, inputs: Inputs, before: Snapshot) -> Set[str] | None:
    """Return the keys of the entries whose text changed, when nothing but texts changed; None when more did."""
    past, after = record.inputs, inputs.entries
    if past is None or record.entries_digest != before.digest:
        return None
    if not past.now <= inputs.now < (record.until or dt.datetime.max.replace(tzinfo=dt.UTC)):
        return None
    now = structs.replace(inputs, entries={}, history=inputs.history.name_alone)
    if structs.replace(past, now=inputs.now) != now:
        return None
    if list(before.entries) != list(after):
        return None
    edited = {key for key, entry in after.items() if before.entries[key] is not entry}
    return edited if all(_same_but_for_text(before.entries[key], after[key]) for key in edited) else None


def _with_new_texts(
    record: BuildRecord, inputs: Inputs, before: Snapshot, edited: Set[str] | None
) -> Assembled | None:
    """Return the assembled site of the last build with the `edited` texts in it: what assemble would return.

    None where assemble has to run: in another process than the last time, and where a diagnostic may be about one
    of these texts.
    """
    last, after = record.assembled, inputs.entries
    if last is None or edited is None:
        return None
    # Where the plan has every address that is linked to, no diagnostic is about such a link.
    in_question = last.keys_with_problems if record.layouts_checked is None else {key for key, _ in last.problems}
    if not edited.isdisjoint(in_question):
        return None
    if any(before.entries[key].places != after[key].places for key in edited):
        return None
    internal = inputs.config.internal
    entries = last.site.entries | {
        key: as_published(after[key], internal=internal) for key in edited if key in last.site.entries
    }
    site = structs.replace(last.site, entries=entries, texts=entries, now=inputs.now)
    return structs.replace(last, site=site)


def _changed(
    record: BuildRecord,
    inputs: Inputs,
    before: Snapshot,
    assembled: Assembled,
    edited: Set[str] | None,
    kinds: Mapping[str, Kind],
) -> Set[Dependency] | None:
    """Return what differs from the site of the build record; None when that site cannot be made again."""
    past = record.inputs
    if past is None or inputs.now < past.now:
        return None
    if record.assembled is None and record.entries_digest != before.digest:
        return None  # another output folder has been built since
    if edited is not None:
        return {whole(TEXTS), *map(text_of, edited)} if edited else frozenset()
    last = record.assembled.site if record.assembled else site_of(record.tables, past, before.entries, kinds)
    return differences(last, assembled.site)


def _same_but_for_text(before: Entry[Meta], after: Entry[Meta]) -> bool:
    return not before.broken and not after.broken and without_text(before) == without_text(after)
