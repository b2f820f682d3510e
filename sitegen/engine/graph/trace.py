"""A traced site: it looks like a site and notes what is read of it, so that dependencies of answers are known.

The notes are keys: of an entry, a tag, a kind or an address, from whichever table they were looked up in. When two
tables have a key in common, an answer may be computed again without need, and is never kept wrongly. Tables whose
values follow from other entries have keys of their own.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from typing import Any, cast

from msgspec import structs

from sitegen.facets.schedule import Occurrence
from sitegen.locales import Languages, Locale
from sitegen.locales.locale import primary
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.model.theme import Theme
from sitegen.questions.once import Once

Query = tuple[str, tuple[Any, ...]]
"""A question with its arguments: `("latest", ("post", 5))`."""
Dependency = str | Query
"""What an answer can be computed from: a key of the site, or the answer to a query."""

VALUES = ("config", "theme", "occurrences")
"""Fields of the site that are no tables; each is one dependency as a whole."""
SETTINGS = "*config"
"""The dependency on the settings of site.yaml, and on texts of the site's own where it has none."""
LANGUAGE = "language "
"""The prefix of a language's tag when a site has texts of its own, and those of the language were read."""
UNTRACED = ("kinds", "now", "until", "until_why")
"""Fields that are no dependencies: kinds belong to the engine, and what the clock decides has an `until`."""
TEXTS = "texts"
TEXT = "text "
"""The prefix of an entry's key when the entry's own text was read."""
PREFIXES = {
    TEXTS: TEXT,
    **{
        table: f"{table} "
        for table in ("neighbours", "positions", "connections", "backlinks", "comments", "topics")
    },
}
"""Table -> the prefix of its keys, where an edit of the entry itself and a change in that table are two things.

An edit of the text alone changes only `texts`, and the other tables change with other entries.
"""
PLANNED = "*plan"
"""The dependency of an answer that used the plan; an edit of texts alone does not change it."""
TABLES = tuple(name for name in Site.__struct_fields__ if name not in (*VALUES, *UNTRACED, "languages"))


class Trace:
    """Collects the dependencies of one answer at a time, in sets that are replaced for each answer."""

    __slots__ = ("answers", "keys")

    def __init__(self) -> None:
        self.keys: set[str] = set()
        """The keys that were looked up."""
        self.answers: set[int] = set()
        """The numbers of other answers that were used."""


class TracedSite:
    """A site whose tables note each access in a trace."""

    def __init__(self, site: Site, trace: Trace, recall: Callable[[Once[Any, Any], tuple[Any, ...]], Any]) -> None:
        self.recall = recall
        self._site = site
        self._trace = trace
        for name in UNTRACED:
            setattr(self, name, getattr(site, name))
        for name in TABLES:
            setattr(self, name, Table(name, getattr(site, name), trace))

    @property
    def config(self) -> Config:
        """The settings of site.yaml."""
        self._trace.keys.add(SETTINGS)
        return self._site.config

    @property
    def theme(self) -> Theme:
        """What site.yaml sets of the look."""
        self._trace.keys.add("*theme")
        return self._site.theme

    @property
    def languages(self) -> Languages:
        """What the site says in languages other than English."""
        languages = self._site.languages
        if languages.own:
            return cast(Languages, TracedLanguages(languages, self._trace))
        self._trace.keys.add(SETTINGS)
        return languages

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The dates of all events."""
        self._trace.keys.add("*occurrences")
        return self._site.occurrences


class TracedLanguages:
    """The languages of a site with texts of its own, which note each language that is asked for."""

    def __init__(self, languages: Languages, trace: Trace) -> None:
        self._languages = languages
        self._trace = trace

    def locale(self, tag: str) -> Locale:
        """Return what `Languages.locale` would."""
        self._trace.keys.add(LANGUAGE + primary(tag))
        return self._languages.locale(tag)

    def speaks(self, tag: str) -> bool:
        """Return what `Languages.speaks` would."""
        self._trace.keys.add(LANGUAGE + primary(tag))
        return self._languages.speaks(tag)


class Table:
    """A table of the site: a look-up notes its key, and iteration notes the whole table.

    Keys of the tables in `PREFIXES` get a prefix, so that an edit of a text does not make the answers stale that
    only read the entry's other fields.
    """

    __slots__ = ("_name", "_prefix", "_table", "_trace")

    def __init__(self, name: str, table: dict[str, Any], trace: Trace) -> None:
        self._name = whole(name)
        self._prefix = PREFIXES.get(name, "")
        self._table = table
        self._trace = trace

    def __getitem__(self, key: str) -> Any:
        self._trace.keys.add(self._prefix + key)
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return what `dict.get` would."""
        self._trace.keys.add(self._prefix + key)
        return self._table.get(key, default)

    def __contains__(self, key: str) -> bool:
        self._trace.keys.add(self._prefix + key)
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
        self._trace.keys.add(self._name)
        return self._table


def traced(site: Site, trace: Trace, recall: Callable[[Once[Any, Any], tuple[Any, ...]], Any]) -> Site:
    """Return a site that notes in `trace` what is read of it; `recall` answers functions marked `@once`."""
    return cast(Site, TracedSite(site, trace, recall))


def whole(table: str) -> str:
    """Return the dependency on a whole table, or on a field that is no table."""
    return f"*{table}"


def text_of(key: str) -> str:
    """Return the dependency on an entry's own text."""
    return TEXT + key


def own_keys(key: str) -> set[str]:
    """Return the keys that change only with an entry, or with what its page shows of others."""
    return {key, SETTINGS, *(prefix + key for prefix in PREFIXES.values())}


def keys_of(site: Site) -> Iterator[str]:
    """Yield the keys that the pages of a site depend on at least."""
    for prefix in ("", *PREFIXES.values()):
        yield from (prefix + key for key in site.entries)
    yield from site.terms


def differences(before: Site, after: Site) -> set[Dependency]:
    """Return the dependencies that differ between two sites."""
    found: set[Dependency] = {whole(name) for name in VALUES if getattr(before, name) != getattr(after, name)}
    found.add(PLANNED)
    found |= _languages(before.languages, after.languages)
    for name in TABLES:
        old: dict[str, Any] = getattr(before, name)
        new: dict[str, Any] = getattr(after, name)
        differing = new.keys() ^ old.keys()
        for key in new.keys() & old.keys() if old is not new else ():
            here, there = new[key], old[key]
            if here is there or here == there:
                continue
            if name == "entries" and without_text(here) == without_text(there):
                continue
            differing.add(key)
        if differing or (old is not new and list(old) != list(new)):
            found.add(whole(name))
            prefix = PREFIXES.get(name, "")
            found.update(prefix + key for key in differing)
    return found


def _languages(before: Languages, after: Languages) -> set[Dependency]:
    """Return the dependencies on texts of the site's own that differ."""
    if not before.own:
        return {SETTINGS} if after.own else set()
    return {LANGUAGE + primary(each.tag) for each in {*before.own} ^ {*after.own}}


def without_text(entry: Entry[Meta]) -> Entry[Meta]:
    """Return an entry without all that `texts` answers for, and without the positions in its file."""
    references = tuple(structs.replace(each, start=None, length=0, sentence="") for each in entry.body.references)
    own = tuple(structs.replace(each, start=None, length=0) for each in entry.body.own_links)
    body = structs.replace(
        entry.body, html="", words=0, remarks=0, references=references, own_links=own, problems=()
    )
    return structs.replace(entry, body=body, digest="", places={}, body_line=0, diagnostics=())
