"""Who is meant by a name: titles, aliases, slugs and paths, compared without case, space or punctuation."""

import posixpath
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.diagnostics import did_you_mean
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.urls import normalise


class Match(Struct, frozen=True):
    """What a name led to: one entry, several that fit equally well, or none."""

    key: str = ""
    rivals: tuple[str, ...] = ()


class Names:
    """An index of what entries are called."""

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
        """Return who is meant by `name` in the entry `near`: the nearest folder wins, then the order of kinds.

        `kind:name` asks for entries of that kind only, as does `kinds`.
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
        ranks = sorted((self._rank(key, folder), key) for key in keys)
        best = [key for rank, key in ranks if rank == ranks[0][0]]
        return Match(best[0]) if len(best) == 1 else Match(rivals=tuple(best))

    def nearest(self, name: str, kinds: Iterable[str] = ()) -> str:
        """Return the name that `name` may be a slip of, as its writer typed it, or ""."""
        wanted = set(kinds)
        typed = {
            called: self._typed[called]
            for called, keys in self._keys.items()
            if called and (not wanted or any(self.entries[key].kind in wanted for key in keys))
        }
        near = did_you_mean(normalise(name), typed)
        return typed.get(near, "")

    def exact(self, key: str) -> str:
        """Return a text that names this entry and no other."""
        return f"[[{key.rpartition('.')[0]}]]"

    def _names_of(self, entry: Entry[Meta]) -> Iterable[str]:
        path = entry.key.rpartition(".")[0]
        yield entry.meta.title
        if entry.meta.aliases:
            yield from entry.meta.names
        if path.endswith("/index"):
            yield path.removesuffix("/index")
        yield path
        yield entry.slug

    def _rank(self, key: str, folder: str) -> tuple[int, int]:
        """Steps up from the reader's folder to one that holds the entry, then the order of its kind."""
        here = posixpath.dirname(key)
        steps = 0
        while folder and here != folder and not here.startswith(folder + "/"):
            folder, steps = posixpath.dirname(folder), steps + 1
        return steps, self.order[self.entries[key].kind]
