"""A site that notes what is read of it, so that an answer is known to hold for as long as that stays the same.

What is noted are keys: of an entry, a tag, a kind, an address, whichever table they were looked up in. Two
tables with the same key only mean that an answer is asked for again without need.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from typing import Any, cast

from msgspec import structs

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.questions.once import Once

Query = tuple[str, tuple[Any, ...]]
"""A question's name and its arguments."""
Name = str | Query
"""What can be read: a key of the site, or another answer."""

VALUES = ("config", "occurrences")
"""What is noted as one piece."""
UNNOTED = ("kinds", "now", "until", "until_why")
"""Kinds are the engine's; what depends on the clock says until when it holds."""
TEXTS = "texts"
TEXT = "text "
"""Stands before the key of an entry whose own text was looked at."""
PLANNED = "*plan"
"""What is noted by who asks for the plan. It stays as it is when nothing but texts changed."""
TABLES = tuple(name for name in Site.__struct_fields__ if name not in (*VALUES, *UNNOTED))


class Trace:
    """Collects what is read of a site; `reads` is replaced for each answer."""

    __slots__ = ("reads",)

    def __init__(self) -> None:
        self.reads: set[Name] = set()


class TracedSite:
    """Looks like the site it stands for."""

    def __init__(self, site: Site, trace: Trace, recall: Callable[[Once[Any, Any], tuple[Any, ...]], Any]) -> None:
        self.recall = recall
        self._site = site
        self._trace = trace
        for name in UNNOTED:
            setattr(self, name, getattr(site, name))
        for name in TABLES:
            setattr(self, name, Table(name, getattr(site, name), trace))

    def __getattr__(self, name: str) -> Any:
        self._trace.reads.add(whole(name))
        return getattr(self._site, name)


class Table:
    """A table of the site: looking something up notes its key, going through it notes the whole table.

    Keys of texts are noted as such: an edit of the text alone is no reason to ask again who looked at the entry.
    """

    __slots__ = ("_name", "_prefix", "_table", "_trace")

    def __init__(self, name: str, table: dict[str, Any], trace: Trace) -> None:
        self._name = whole(name)
        self._prefix = TEXT if name == TEXTS else ""
        self._table = table
        self._trace = trace

    def __getitem__(self, key: str) -> Any:
        self._trace.reads.add(self._prefix + key)
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return what `dict.get` would."""
        self._trace.reads.add(self._prefix + key)
        return self._table.get(key, default)

    def __contains__(self, key: str) -> bool:
        self._trace.reads.add(self._prefix + key)
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[str]:
        """Return what `dict.keys` would."""
        return self._all().keys()

    def values(self) -> ValuesView[Any]:
        """Return what `dict.values` would."""
        return self._all().values()

    def items(self) -> ItemsView[str, Any]:
        """Return what `dict.items` would."""
        return self._all().items()

    def _all(self) -> dict[str, Any]:
        self._trace.reads.add(self._name)
        return self._table


def traced(site: Site, trace: Trace, recall: Callable[[Once[Any, Any], tuple[Any, ...]], Any]) -> Site:
    """Return a site that notes in `trace` what is read of it, and asks `recall` for what is worked out once."""
    return cast(Site, TracedSite(site, trace, recall))


def whole(table: str) -> str:
    """Return the name under which a whole table, or a value that is no table, is noted."""
    return f"*{table}"


def text_of(key: str) -> str:
    """Return the name under which an entry's own text is noted."""
    return TEXT + key


def changes(before: Site, after: Site) -> set[Name]:
    """Return what differs between two sites, in the names under which reading it is noted."""
    found: set[Name] = {whole(name) for name in VALUES if getattr(before, name) != getattr(after, name)}
    found.add(PLANNED)
    for name in TABLES:
        old: dict[str, Any] = getattr(before, name)
        new: dict[str, Any] = getattr(after, name)
        differing = new.keys() ^ old.keys()
        for key in new.keys() & old.keys() if old is not new else ():
            here, there = new[key], old[key]
            if here is there or here == there:
                continue
            if name == "entries" and bare(here) == bare(there):
                continue
            differing.add(key)
        if differing or (old is not new and list(old) != list(new)):
            found.add(whole(name))
            found.update(map(text_of, differing) if name == TEXTS else differing)
    return found


def bare(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without what `texts` is asked for, and without where in its file things stand."""
    references = tuple(structs.replace(each, start=None, length=0, sentence="") for each in entry.body.references)
    body = structs.replace(entry.body, html="", words=0, references=references, problems=())
    return structs.replace(entry, body=body, digest="", places={}, body_line=0, diagnostics=())
