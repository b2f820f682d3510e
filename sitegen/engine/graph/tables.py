"""The tables of an assembled site, as a build record keeps them for the next process.

Reading them back takes a fifth of the time that assembling the site again would take. Entries are not among them,
because the cache has these already.
"""

from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec
from msgspec import Raw, Struct

from sitegen.model.config import without_look
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.stages.assemble.selection import as_published

ELSEWHERE = frozenset({"config", "theme", "languages", "kinds", "entries", "texts", "now", "until", "until_why"})
"""The fields of a site that are kept in another place, or that are never compared."""
STORED = tuple(name for name in Site.__struct_fields__ if name not in ELSEWHERE)

_encode = msgspec.msgpack.Encoder().encode


class Tables(Struct, frozen=True, array_like=True):
    """All that a build record keeps of a site."""

    published: tuple[str, ...]
    """The keys of its entries."""
    fields: Raw
    """The values of the fields in `STORED`, in this order."""


def encode_tables(site: Site) -> Raw:
    """Return the tables of a site, encoded."""
    fields = _encode([getattr(site, name) for name in STORED])
    return Raw(_encode(Tables(tuple(site.entries), Raw(fields))))


def backlinks_of(tables: Raw) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return who linked to each entry of the site whose tables these are; nothing for damaged tables."""
    try:
        fields = msgspec.msgpack.decode(msgspec.msgpack.decode(tables, type=Tables).fields, type=list[Raw])
        hint = get_type_hints(Site)["backlinks"]
        return dict(msgspec.msgpack.decode(fields[STORED.index("backlinks")], type=hint))
    except (ValueError, IndexError):
        return {}


def site_of(tables: Raw, inputs: Inputs, entries: Mapping[str, Entry[Meta]], kinds: Mapping[str, Kind]) -> Site:
    """Return the site whose tables these are; `inputs` and `entries` are what it was assembled from.

    Raises ValueError for damaged data, and KeyError for an entry that is gone.
    """
    stored = msgspec.msgpack.decode(tables, type=Tables)
    hints = get_type_hints(Site)
    types: Any = tuple[tuple(hints[name] for name in STORED)]  # type: ignore[misc]
    values = dict(zip(STORED, msgspec.msgpack.decode(stored.fields, type=types), strict=True))
    internal = inputs.config.internal
    published = {key: as_published(entries[key], internal=internal) for key in stored.published}
    return Site(
        config=without_look(inputs.config),
        theme=inputs.config.theme,
        languages=inputs.languages,
        kinds=dict(kinds),
        entries=published,
        texts=published,
        now=inputs.now,
        until=None,
        **values,
    )
