"""Entries without their HTML on their way between processes, decoded by the fields of their kind."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from sitegen.engine.cache.bodies import Place
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source

M = TypeVar("M", bound=Meta)

BROKEN = ""
"""Where the entries go whose front matter could not be read: they have the fields of no kind."""


class CachedEntry(Struct, Generic[M], frozen=True, array_like=True):
    """One entry, the source it was read from, and where its HTML lies in the store."""

    source: Source
    entry: Entry[M]
    place: Place | None = None


def encode_entries(heads: Iterable[CachedEntry[Meta]]) -> dict[str, msgspec.Raw]:
    """Encode heads by kind."""
    groups: dict[str, list[CachedEntry[Meta]]] = {}
    for head in heads:
        groups.setdefault(BROKEN if head.entry.broken else head.entry.kind, []).append(head)
    return {name: msgspec.Raw(msgspec.msgpack.encode(group)) for name, group in groups.items()}


def decode_entries(groups: Mapping[str, msgspec.Raw], kinds: Mapping[str, Kind]) -> Iterator[CachedEntry[Meta]]:
    """Decode heads. Raises msgspec.MsgspecError for what is damaged, KeyError for a kind there is not."""
    for name, raw in groups.items():
        meta: Any = Meta if name == BROKEN else kinds[name].meta
        yield from msgspec.msgpack.decode(raw, type=list[CachedEntry[meta]])
