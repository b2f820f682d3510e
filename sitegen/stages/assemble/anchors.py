"""The places within pages that links lead to: ids, and headings by their words."""

from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import unquote

from sitegen.diagnostics import did_you_mean
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.urls import composed, normalise


class Anchors:
    """The ids and headings of all bodies, each body looked through when it is asked for first."""

    def __init__(self, entries: Mapping[str, Entry[Meta]]) -> None:
        self.entries = entries
        self.of = cache(self._of)

    def find(self, target: Entry[Meta], asked: str) -> str:
        """Return the id of the heading or anchor with this id or text; "" without one."""
        asked = composed(unquote(asked))
        ids, named, _ = self.of(target.key)
        if asked in ids:
            return asked
        # Obsidian names a heading with those above it, too: `Heading#Heading below`.
        return named.get(normalise(asked)) or named.get(normalise(asked.rpartition("#")[2]), "")

    def _of(self, key: str) -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
        """Return the ids of a body, the id of each heading by its normalised text, and its text by its id."""
        body = self.entries[key].body
        named: dict[str, str] = {}
        texts: dict[str, str] = {}
        for heading in body.headings:
            named.setdefault(normalise(heading.text), heading.id)
            texts.setdefault(heading.id, heading.text)
        return frozenset(body.ids), named, texts

    def text(self, target: Entry[Meta], anchor: str) -> str:
        """Return the text of the heading with an id; "" for any other id."""
        return self.of(target.key)[2].get(anchor, "")


def nearest(targets: Iterable[Entry[Meta]], asked: str) -> str:
    """Return the id or heading of the bodies most like an anchor; "" when none is like it."""
    known = []
    for target in targets:
        known += [name for name in target.body.ids if not name.startswith(("fn:", "fnref"))]
        known += [heading.text for heading in target.body.headings]
    return did_you_mean(asked, known)
