"""The index of the cached entries: where each lies in the segments, so that one can be read without the others."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.engine.cache.bodies import SEGMENTS as BODIES
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.entries import CachedEntry
from sitegen.engine.cache.segments import Location, Segments
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.stages.parse import ParseSettings

INDEX = "index"
"""The name of the index."""
HEADS = "heads"
"""The name of the segments with the entries, which have no HTML."""


class IndexRow(Struct, frozen=True, array_like=True):
    """One entry in the index."""

    kind: str
    digest: str
    """The digest of the source that it was parsed from."""
    head: Location
    """Where the entry without its HTML is."""
    body: Location
    """Where its HTML is."""


class Index(Struct, frozen=True, array_like=True):
    """The content of the index."""

    engine: str
    """The fingerprint of the engine that wrote it; another engine does not use it."""
    settings: ParseSettings
    """The settings with which the entries were parsed."""
    rows: dict[str, IndexRow]
    """Key -> row, in the order of the entries."""
    stamps: msgspec.Raw
    """Path below the site -> the stamp of the file there, encoded."""


def read_index(folder: Path) -> Index:
    """Return the index in a folder. Raises OSError when there is none, ValueError when it is damaged."""
    return msgspec.msgpack.decode(read_checked(folder / INDEX), type=Index)


def write_index(folder: Path, index: Index) -> None:
    """Replace the index. Everything that its rows lead to has to be in the segments already."""
    replace_checked(folder / INDEX, msgspec.msgpack.encode(index))
    rows = index.rows.values()
    Segments(folder, HEADS).sweep(row.head for row in rows)
    Segments(folder, BODIES).sweep(row.body for row in rows)


def head_decoder(kind: Kind) -> "msgspec.msgpack.Decoder[CachedEntry[Meta]]":
    """Return the decoder for the entries of a kind in the segments."""
    meta: Any = kind.meta
    return msgspec.msgpack.Decoder(CachedEntry[meta])
