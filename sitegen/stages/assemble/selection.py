"""The selection of the entries that a build publishes. No question can reach an entry that is left out here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta

State = Literal["published", "draft", "internal", "expired", "scheduled", "gone"]
"""What becomes of an entry in a build."""


class Selection(Struct, frozen=True, kw_only=True):
    """The entries that a build publishes, and those that it leaves out."""

    entries: dict[str, Entry[Meta]]
    """In a public build without `private` fields."""
    hidden: dict[str, Entry[Meta]]
    """Drafts, entries scheduled for later, expired ones, and entries for other readers. Links look up their names
    only."""
    gone: dict[str, Entry[Meta]]
    """Those of the hidden entries whose addresses say that they are gone."""
    drafts: int
    scheduled: int
    expired: int
    next_due: dt.datetime | None
    """The date of the next scheduled entry."""
    next_expiry: dt.datetime | None
    """When the first of the published entries expires."""
    next_paths: tuple[str, ...] = ()
    """The sources of all entries with that date. Writers see them, readers do not."""


def select(
    entries: Iterable[Entry[Meta]],
    kinds: Mapping[str, Kind],
    now: dt.datetime,
    *,
    drafts: bool,
    future: bool,
    internal: bool = False,
) -> Selection:
    """Return the entries that are published at `now`, and the others. An `internal` build is for colleagues.

    Only dated kinds wait for their date; all wait for their `publish_date` and go at their `expiry_date`.
    """
    shown: dict[str, Entry[Meta]] = {}
    hidden: dict[str, Entry[Meta]] = {}
    gone: dict[str, Entry[Meta]] = {}
    due: list[tuple[dt.datetime, str]] = []
    ends: list[dt.datetime] = []
    held = expired = 0
    for entry in entries:
        kind = kinds[entry.kind]
        state = state_of(entry.meta, kind, now, drafts=drafts, future=future, internal=internal)
        if state == "published":
            shown[entry.key] = as_published(entry, internal=internal)
            if entry.meta.expiry_date:
                ends.append(entry.meta.expiry_date.aware())
            continue
        hidden[entry.key] = entry
        held += state == "draft"
        expired += state == "expired"
        if state == "scheduled" and (date := waits_until(entry.meta, kind)):
            due.append((date, entry.path))
        if state == "gone":
            hidden[entry.key] = gone[entry.key] = without_private(entry)
    first = min((date for date, _ in due), default=None)
    return Selection(
        entries=shown,
        hidden=hidden,
        gone=gone,
        drafts=held,
        scheduled=len(due),
        expired=expired,
        next_due=first,
        next_expiry=min(ends, default=None),
        next_paths=tuple(path for date, path in due if date == first),
    )


def state_of(
    meta: Meta, kind: Kind, now: dt.datetime, *, drafts: bool = False, future: bool = False, internal: bool = False
) -> State:
    """Return the state of an entry at `now`: the first reason not to publish it, or `published`."""
    if meta.is_draft and not drafts:
        return "draft"
    if meta.visibility != "public" and not internal:
        return "internal"
    if meta.expiry_date and meta.expiry_date.aware() <= now:
        return "expired"
    date = waits_until(meta, kind)
    if date and date > now and not future:
        return "scheduled"
    return "gone" if meta.gone else "published"


def waits_until(meta: Meta, kind: Kind) -> dt.datetime | None:
    """Return the instant before which an entry of a kind is not published; None for one that waits for none."""
    date = meta.date.aware() if meta.date and kind.dated else None
    if meta.publish_date:
        date = max(meta.publish_date.aware(), date or meta.publish_date.aware())
    return date


def as_published(entry: Entry[Meta], *, internal: bool) -> Entry[Meta]:
    """Return an entry as a build shows it: without its `private` field, unless the build is `internal`."""
    return entry if internal else without_private(entry)


def without_private(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without its `private` field."""
    if entry.meta.private is None:
        return entry
    return msgspec.structs.replace(entry, meta=msgspec.structs.replace(entry.meta, private=None))
