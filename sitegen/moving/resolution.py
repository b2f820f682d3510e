"""What every link, relation and file name of a site leads to, so that two states of the site can be compared."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import structs

from sitegen.facets.relations import Reach
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.model.source import File
from sitegen.model.vocabulary import Vocabulary
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.files import Files
from sitegen.stages.assemble.links import Linker
from sitegen.stages.assemble.listings import Listings, Unlisted, asks_for_list
from sitegen.stages.assemble.names import Names
from sitegen.stages.assemble.relations import Relations
from sitegen.stages.assemble.shared_names import SharedNames
from sitegen.stages.assemble.taxonomy import Taxonomy


class Goal(NamedTuple):
    """What something leads to, whatever it is called and wherever it lies."""

    entry: str = ""
    """The key of an entry; empty for a file, or for nothing."""
    file: str = ""
    """The path of a file below content/."""
    address: str = ""
    """An address that neither of them has."""
    anchor: str = ""
    wording: str = ""
    """The end of the target that asks for a wording, as typed: `:short`."""
    words: str = ""
    """The words of a link that gives none of its own. They are not compared."""

    def same(self, other: "Goal") -> bool:
        """Return whether two lead to the same."""
        return self[:5] == other[:5]


NOWHERE = Goal()
LISTED_BY = ("stakeholder", "programme")
"""The parameters of lists that name an entry."""


class Resolution:
    """The entries of a site, drafts and all, with what they refer to."""

    def __init__(
        self,
        config: Config,
        kinds: Mapping[str, Kind],
        vocabulary: Vocabulary,
        entries: Iterable[Entry[Meta]],
        files: Iterable[File],
    ) -> None:
        shown = {entry.key: entry for entry in entries}
        readable = [entry for entry in shown.values() if not entry.broken]
        described = [entry for entry in readable if not kinds[entry.kind].pages]
        listed = [entry for entry in readable if kinds[entry.kind].pages]
        taxonomy = Taxonomy(listed, described, config, kinds, vocabulary)
        self.addresses = Addresses(config, kinds, taxonomy.terms)
        self.addresses.place(readable)
        self.permalinks = self.addresses.permalinks
        readable = [entry for entry in readable if entry.key in self.permalinks]
        names, none = Names(shown, kinds, taxonomy.former_names), Names({}, kinds)
        self._relations = Relations(kinds, names, none, taxonomy)
        self._relations.resolve(readable)
        self._files = Files(files, self.addresses.folders())
        for entry in readable:
            self._files.attach(entry, self.permalinks[entry.key])
        labels = [term.label for term in taxonomy.terms.values()]
        self._listings = Listings(kinds, names, none, taxonomy.slug_of, labels)
        shared = SharedNames(names, self.permalinks, (), wanted=config.disambiguation)
        self._linker = Linker(shown, self.permalinks, names, none, {}, self._files, kinds, self._listings, shared)
        self.entries = shown

    def headed(self, key: str) -> bool:
        """Return whether an entry heads a list, whose address stays where the entry goes."""
        return bool(self.addresses.headed(key))

    def link(self, key: str, reference: Reference, target: str | None = None) -> Goal:
        """Return what a reference of an entry leads to; with `target`, what it would if that were written."""
        entry = self.entries[key]
        if target is not None:
            reference = structs.replace(reference, target=target)
        found = self._linker.target(entry, reference)
        if found.state:
            return NOWHERE
        if found.key:
            _, colon, asked = reference.target.rpartition(":")
            wording = colon + asked if found.wording else ""
            return Goal(entry=found.key, anchor=found.anchor, wording=wording, words=found.text)
        return self._at(found.to)

    def _at(self, to: str) -> Goal:
        path, _, anchor = to.partition("#")
        address = unquote(path)
        if address in self._linker.at:
            return Goal(entry=self._linker.at[address], anchor=anchor)
        file = self._files.published.get(address)
        return Goal(file=file.path, anchor=anchor) if file else Goal(address=path, anchor=anchor)

    def listed(self, key: str, reference: Reference, target: str = "") -> dict[str, str] | None:
        """Return the entries that a list within a text names, by parameter; None for no list, or a wrong one.

        With a `target`, that of the list which would be if that were written.
        """
        if reference.kind != "embed" or not asks_for_list(reference.target):
            return None
        try:
            found = self._listings.of(key, structs.replace(reference, target=target or reference.target))
        except Unlisted:
            return None
        return {name: meant for name in LISTED_BY if (meant := getattr(found, name))}

    def place(self, address: str) -> Goal:
        """Return what an address from the top of the site leads to."""
        forms = (address, address + "/", address.rstrip("/"))
        return next((self._at(form) for form in forms if form in self._linker.at), self._at(address))

    def relation(self, key: str, reach: Reach, text: str | None = None) -> Goal:
        """Return what a name in front matter means; with `text`, what it would if that were written."""
        if text is None:
            return Goal(entry=self._relations.names.get(key, {}).get(reach.text, ""))
        return Goal(entry=self._relations.meant(self.entries[key], structs.replace(reach, text=text)))

    def attached(self, key: str, name: str) -> Goal:
        """Return what the name of a file in front matter leads to; that of a folder, to the pictures in it."""
        entry, permalink = self.entries[key], self.permalinks[key]
        if address := self._files.find(entry, name, permalink):
            return self._at(address)
        folder = self._files.folder(entry, name)
        return Goal(file=folder + "/") if folder else NOWHERE
