"""The entry that a name means: titles, aliases, slugs and paths, compared without case, space or punctuation."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.diagnostics import Vocabulary
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.urls import normalise

LISTED = 12
"""How many of the entries that share a name are listed to a writer who has to choose one."""


class Match(Struct, frozen=True):
    """The result of looking up a name: one entry, several that fit equally well, or none."""

    key: str = ""
    rivals: tuple[str, ...] = ()
    """The keys of all that fit, when there is more than one."""


class Names:
    """An index of entries by every name they have."""

    def __init__(self, entries: Mapping[str, Entry[Meta]], kinds: Mapping[str, Kind]) -> None:
        self.entries = entries
        self.order = {name: place for place, name in enumerate(kinds)}
        self._keys: dict[str, dict[str, None]] = {}
        """Normalised name -> keys of the entries with it."""
        self._typed: dict[str, str] = {}
        """Normalised name -> the name as it was typed first."""
        self._shared: dict[tuple[str, frozenset[str]], dict[str, Match]] = {}
        """A name that several entries have, and the kinds asked for -> folder -> the entry it means in there."""
        self._vocabularies: dict[frozenset[str], Vocabulary] = {}
        """Kinds asked for -> the normalised names of their entries."""
        for key, entry in entries.items():
            for name in self._names_of(entry):
                called = normalise(name)
                keys = self._keys.get(called)
                if keys is None:
                    self._keys[called] = {key: None} if called else {}
                    self._typed[called] = name
                elif called:
                    keys[key] = None

    def find(self, name: str, near: str, kinds: Iterable[str] = ()) -> Match:
        """Return the entry that `name` means in the entry `near`.

        Among several it means the one in the nearest folder, then the one of the first kind. `kind:name` asks for
        entries of that kind only, as does `kinds`.
        """
        wanted = frozenset(kinds)
        prefix, colon, rest = name.partition(":")
        if colon and prefix.strip().lower() in self.order:
            wanted, name = frozenset((prefix.strip().lower(),)), rest
        called = normalise(name)
        keys = self._keys.get(called)
        if not keys:
            return Match()
        if len(keys) == 1:
            (key,) = keys
            return Match(key) if not wanted or self.entries[key].kind in wanted else Match()
        shared = self._shared.get((called, wanted))
        if shared is None:
            shared = self._shared[called, wanted] = self._by_folder(keys, wanted)
        return next((shared[folder] for folder in _folders_of(near) if folder in shared), Match())

    def nearest(self, name: str, kinds: Iterable[str] = ()) -> str:
        """Return the known name most like `name`, as it was typed; "" when none is like it."""
        wanted = frozenset(kinds)
        if wanted not in self._vocabularies:
            known = self._keys.items()
            self._vocabularies[wanted] = Vocabulary(
                called
                for called, keys in known
                if called and (not wanted or any(self.entries[key].kind in wanted for key in keys))
            )
        near = self._vocabularies[wanted].nearest(normalise(name))
        return self._typed[near] if near else ""

    def exact(self, key: str) -> str:
        """Return a wikilink that means this entry and no other."""
        return f"[[{key.rpartition('.')[0]}]]"

    def _names_of(self, entry: Entry[Meta]) -> Iterable[str]:
        """Yield every name of an entry: title, aliases, path and slug."""
        path = entry.key.rpartition(".")[0]
        yield entry.meta.title
        if entry.meta.aliases:
            yield from entry.meta.names
        if path.endswith("/index"):
            yield path.removesuffix("/index")
        yield path
        yield entry.slug

    def _by_folder(self, keys: Iterable[str], wanted: frozenset[str]) -> dict[str, Match]:
        """Return what a shared name means, by the innermost folder that holds one of its entries: "" holds all."""
        inside: dict[str, list[tuple[int, str]]] = {}
        for key in sorted(keys):
            kind = self.entries[key].kind
            if not wanted or kind in wanted:
                for folder in _folders_of(key):
                    inside.setdefault(folder, []).append((self.order[kind], key))
        found = {}
        for folder, ordered in inside.items():
            first = min(ordered)[0]
            best = tuple(key for order, key in ordered if order == first)
            found[folder] = Match(best[0]) if len(best) == 1 else Match(rivals=best)
        return found


def _folders_of(key: str) -> Iterator[str]:
    """Yield the folder of an entry and those above it, up to "", which is content/ itself."""
    folder = key.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def listed(rivals: Sequence[str], line: Callable[[str], str]) -> str:
    """Return the entries that a name could mean as a note, one a line; of many the first, and how many more."""
    lines = [line(key) for key in rivals[:LISTED]]
    more = len(rivals) - LISTED
    return "\n".join([*lines, f"and {more:,} more"] if more > 0 else lines)
