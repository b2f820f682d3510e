"""The entry that a name means: titles, aliases, slugs and paths, compared without case, space or punctuation."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from sitegen.diagnostics import Vocabulary
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.urls import normalise, spelled

LISTED = 12
"""How many of the entries that share a name are listed to a writer who has to choose one."""


class Match(Struct, frozen=True):
    """The result of looking up a name: one entry, several that fit equally well, or none."""

    key: str = ""
    rivals: tuple[str, ...] = ()
    """The keys of all that fit, when there is more than one."""


NOTHING = Match()
"""The match of a name that no entry has."""


class Names:
    """An index of entries by every name they have."""

    def __init__(
        self,
        entries: Mapping[str, Entry[Meta]],
        kinds: Mapping[str, Kind],
        further: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take the entries; `further` are words that mean an entry where no other has that name, with its key."""
        self.entries = entries
        self.kinds = kinds
        self.order = {name: place for place, name in enumerate(kinds)}
        self._keys: dict[str, dict[str, None]] = {}
        """Normalised name -> keys of the entries with it."""
        self._typed: dict[str, str] = {}
        """Normalised name -> the name as it was typed first."""
        self._shared: dict[tuple[str, frozenset[str], str], dict[str, Match]] = {}
        """A name of several entries, the kinds asked for, the folder they lie in -> folder -> the entry meant."""
        self._vocabularies: dict[frozenset[str], Vocabulary] = {}
        """Kinds asked for -> the normalised names of their entries."""
        for key, entry in entries.items():
            for name in self._names_of(entry):
                called = normalise(name) or spelled(name)
                keys = self._keys.get(called)
                if keys is None:
                    self._keys[called] = {key: None} if called else {}
                    self._typed[called] = name
                elif called:
                    keys[key] = None
        for name, key in further.items():
            called = normalise(name) or spelled(name)
            if key in entries and self._keys.setdefault(called, {key: None}) == {key: None}:
                self._typed.setdefault(called, name)

    def find(self, name: str, near: str, kinds: Iterable[str] = ()) -> Match:
        """Return the entry that `name` means in the entry `near`.

        A name that no entry has may be the end of a path, such as `folder/note` for `wiki/notes/folder/note.md`.
        Of several entries, those that are spelled so come first, then a path from the top of the folder of the
        kind, then the nearest folder, then the first kind, then the entry with the fewest folders above it.
        `kind:name` asks for entries of that kind only, as does `kinds`.
        """
        wanted = frozenset(kinds)
        if kind := self._kind_before(name):
            wanted, name = frozenset((kind,)), name.partition(":")[2]
        called = normalise(name) or spelled(name)
        keys = self._keys.get(called) or self._ends.get(called)
        if not keys:
            return Match()
        if len(keys) == 1:
            (key,) = keys
            return Match(key) if not wanted or self.entries[key].kind in wanted else Match()
        return self._choice(name, keys, near, wanted)

    def of_several_kinds(self, name: str, near: str) -> tuple[str, ...]:
        """Return the keys of the entries with a name, where their kinds alone tell them apart; () elsewhere.

        A kind that is asked for, a path, or a folder inside that of a kind which holds some of them and the entry
        `near`, tells more. So does the sort of entries without pages: they describe tags.
        """
        if "/" in name or self._kind_before(name):
            return ()
        called = normalise(name) or spelled(name)
        found = [key for key in self._keys.get(called, ()) if self.kinds[self.entries[key].kind].pages]
        exact = [key for key in found if self._is_spelled(key, spelled(name))]
        keys = sorted(exact or found)
        if len({self.entries[key].kind for key in keys}) < 2:
            return ()
        top = {kind.folder for kind in self.kinds.values()} | {""}
        inside = {folder for key in keys for folder in _folders_of(key)} - top
        return () if inside.intersection(_folders_of(near)) else tuple(keys)

    def sharing(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return a name, as the first title of it is spelled if there is one, and the keys of all that have it."""
        if self._kind_before(name):
            name = name.partition(":")[2]
        called = normalise(name) or spelled(name)
        keys = tuple(self._keys.get(called) or self._ends.get(called) or ())
        titles = (self.entries[key].meta.title for key in keys)
        title = next((title for title in titles if (normalise(title) or spelled(title)) == called), "")
        return title or self._typed.get(called, name), keys

    def at(self, path: str, near: str) -> Match:
        """Return the entry whose path without its extension ends in `path`, whatever the case.

        Only entries are looked at that lie below the first folder of the entry `near`. A path that begins with a
        slash begins at that folder.
        """
        top = near.partition("/")[0] + "/"
        whole = top + path.strip("/") if path.startswith("/") else path.strip("/")
        ends = self._ends.get(normalise(whole) or spelled(whole), ()) if top in near else ()
        keys = [key for key in ends if key.startswith(top) and _ends_in(key, whole)]
        return self._choice(whole, keys, near, frozenset(), top) if len(keys) > 1 else Match("".join(keys))

    def _choice(self, name: str, keys: Iterable[str], near: str, wanted: frozenset[str], top: str = "") -> Match:
        """Return which of several entries that answer to a name it means in the entry `near`."""
        name = spelled(name)
        if "/" in name:
            whole = f"{spelled(near.partition('/')[0])}/{name}"
            from_top = [key for key in keys if spelled(_without_extension(key)) == whole]
            if len(from_top) == 1 and (not wanted or self.entries[from_top[0]].kind in wanted):
                return Match(from_top[0])
        asked = name, wanted, top
        shared = self._shared.get(asked)
        if shared is None:
            exact = [key for key in keys if self._is_spelled(key, name)]
            shared = self._shared[asked] = self._by_folder(exact or keys, wanted)
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
        """Yield every name of an entry: title, aliases, path, file name and slug."""
        path = entry.key.rpartition(".")[0]
        yield entry.meta.title
        if entry.meta.aliases:
            yield from entry.meta.names
        if path.endswith("/index"):
            yield path.removesuffix("/index")
        yield path
        if entry.meta.slug:
            yield path.rpartition("/")[2]
        yield entry.slug

    def _kind_before(self, name: str) -> str:
        """Return the kind that a name asks for, as `event:Open day` does; "" where it asks for none."""
        kind, colon, _ = name.partition(":")
        kind = kind.strip().lower()
        return kind if colon and kind in self.order else ""

    def _is_spelled(self, key: str, name: str) -> bool:
        """Return whether an entry has a name not only when punctuation does not count: `C++` is not `C#`."""
        meta = self.entries[key].meta
        return _ends_in(key, name) or name in map(spelled, (meta.title, *meta.names))

    @cached_property
    def _ends(self) -> dict[str, dict[str, None]]:
        """Return the keys by each trailing part of their path, such as `b/c` of `a/b/c.md`, normalised."""
        found: dict[str, dict[str, None]] = {}
        for key in self.entries:
            path = _without_extension(key)
            for whole in (path, path.removesuffix("/index")) if path.endswith("/index") else (path,):
                end = whole
                while end:
                    found.setdefault(normalise(end) or spelled(end), {})[key] = None
                    end = end.partition("/")[2]
        return found

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
            first = min((order, key.count("/")) for order, key in ordered)
            best = tuple(key for order, key in ordered if (order, key.count("/")) == first)
            found[folder] = Match(best[0]) if len(best) == 1 else Match(rivals=best)
        return found


def _without_extension(key: str) -> str:
    return key.rpartition(".")[0]


def _ends_in(key: str, path: str) -> bool:
    """Return whether the path of an entry without its extension, or that of its folder for an `index`, ends so."""
    own, end = "/" + spelled(_without_extension(key)), "/" + spelled(path)
    return own.endswith(end) or own.endswith(f"{end}/index")


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
