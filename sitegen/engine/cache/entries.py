"""Cached entries: entries without their HTML, as workers and the cache files encode them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source

M = TypeVar("M", bound=Meta)

BROKEN = ""
"""The group of entries whose front matter could not be read: they have the fields of no kind."""


class CachedEntry(Struct, Generic[M], frozen=True, array_like=True):
    """One entry without its HTML, and the source it was parsed from."""

    source: Source
    entry: Entry[M]


def encode_entries(entries: Iterable[CachedEntry[Meta]]) -> dict[str, msgspec.Raw]:
    """Return name of a kind -> its entries, encoded."""
    groups: dict[str, list[CachedEntry[Meta]]] = {}
    for each in entries:
        groups.setdefault(BROKEN if each.entry.broken else each.entry.kind, []).append(each)
    return {name: msgspec.Raw(msgspec.msgpack.encode(group)) for name, group in groups.items()}


def decode_entries(groups: Mapping[str, msgspec.Raw], kinds: Mapping[str, Kind]) -> Iterator[CachedEntry[Meta]]:
    """Yield the entries of all kinds, each with the fields of its kind.

    Raises msgspec.MsgspecError for damaged data, and KeyError for an unknown kind.
    """
    for name, raw in groups.items():
        meta: Any = Meta if name == BROKEN else kinds[name].meta
        yield from msgspec.msgpack.decode(raw, type=list[CachedEntry[meta]])
