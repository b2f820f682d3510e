"""The entry that a reference means by a name, with what its place, its kind and its anchor say of it."""

import posixpath
from collections.abc import Mapping
from functools import cache

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.stages.assemble.anchors import Anchors
from sitegen.stages.assemble.names import NOTHING, Match, Names, listed
from sitegen.stages.assemble.reference_texts import name_of
from sitegen.urls import join


class Matches:
    """Finds the entry that a name means; each name is looked up once for each folder."""

    def __init__(
        self, names: Names, entries: Mapping[str, Entry[Meta]], anchors: Anchors, paged: Mapping[str, str]
    ) -> None:
        """`paged` has the entries with a page, where names of several kinds are left open; nothing elsewhere."""
        self._names = names
        self._entries = entries
        self._anchors = anchors
        self._paged = paged
        self.match = cache(self._match)
        self.rivals = cache(self._rivals)

    def meant(self, entry: Entry[Meta], reference: Reference) -> Match:
        """Return what a reference of an entry means: of several, the one that place or anchor tells."""
        if not reference.target:
            return Match(entry.key)
        match = self.match(reference.target, posixpath.dirname(entry.key))
        if match.key and self._paged and reference.kind != "embed":
            kinds = self._names.of_several_kinds(name_of(reference.target), entry.key)
            open_keys = tuple(key for key in kinds if key in self._paged)
            match = Match(rivals=open_keys) if len(open_keys) > 1 else match
        below = [key for key in match.rivals if key.startswith(f"{entry.key.rpartition('.')[0]}/")]
        if len(below) == 1:
            return Match(below[0])  # of several, the page in the folder that is called as this page
        if match.rivals and reference.anchor:
            having = [key for key in match.rivals if self._anchors.find(self._entries[key], reference.anchor)]
            return Match(having[0]) if len(having) == 1 else match  # of several, the one page with that part
        return match

    def _match(self, name: str, folder: str) -> Match:
        """Return the entry that a name means in the entries of a folder."""
        near = posixpath.join(folder, "-")
        plain = name_of(name)
        relative = join(folder, plain) if plain.startswith(("./", "../")) else ""
        ways = (each for each in dict.fromkeys((relative, name, plain)) if each)
        return next((found for each in ways if (found := self._names.find(each, near)) != NOTHING), NOTHING)

    def _rivals(self, name: str, folder: str) -> str:
        """Return the candidates for a name that is ambiguous in the entries of a folder, as a note."""
        return listed(
            self.match(name, folder).rivals,
            lambda key: f"{self._names.exact(key)} is {self._entries[key].meta.title} ({self._entries[key].path})",
        )
