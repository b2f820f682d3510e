"""The entry that a name means: titles, aliases, slugs and paths, compared without case, space or punctuation."""

import posixpath
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.diagnostics import did_you_mean
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.urls import normalise


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
        self._keys: dict[str, list[str]] = {}
        self._typed: dict[str, str] = {}
        for key, entry in entries.items():
            for name in self._names_of(entry):
                called = normalise(name)
                keys = self._keys.get(called)
                if keys is None:
                    self._keys[called] = [key] if called else []
                    self._typed[called] = name
                elif called and key not in keys:
                    keys.append(key)

    def find(self, name: str, near: str, kinds: Iterable[str] = ()) -> Match:
        """Return the entry that `name` means in the entry `near`.

        Among several it means the one in the nearest folder, then the one of the first kind. `kind:name` asks for
        entries of that kind only, as does `kinds`.
        """
        wanted = set(kinds)
        prefix, colon, rest = name.partition(":")
        if colon and prefix.strip().lower() in self.order:
            wanted, name = {prefix.strip().lower()}, rest
        keys = self._keys.get(normalise(name), [])
        if wanted:
            keys = [key for key in keys if self.entries[key].kind in wanted]
        if len(keys) <= 1:
            return Match(keys[0] if keys else "")
        folder = posixpath.dirname(near)
        ordered = sorted((self._nearness(key, folder), key) for key in keys)
        best = [key for nearness, key in ordered if nearness == ordered[0][0]]
        return Match(best[0]) if len(best) == 1 else Match(rivals=tuple(best))

    def nearest(self, name: str, kinds: Iterable[str] = ()) -> str:
        """Return the known name most like `name`, as it was typed; "" when none is like it."""
        wanted = set(kinds)
        typed = {
            called: self._typed[called]
            for called, keys in self._keys.items()
            if called and (not wanted or any(self.entries[key].kind in wanted for key in keys))
        }
        near = did_you_mean(normalise(name), typed)
        return typed.get(near, "")

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

    def _nearness(self, key: str, folder: str) -> tuple[int, int]:
        """Return a sort key: the steps up from a folder to one that contains the entry, then its kind."""
        here = posixpath.dirname(key)
        steps = 0
        while folder and here != folder and not here.startswith(folder + "/"):
            folder, steps = posixpath.dirname(folder), steps + 1
        return steps, self.order[self.entries[key].kind]
