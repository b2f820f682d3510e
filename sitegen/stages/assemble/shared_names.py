"""The pages that list what a name may mean, where links leave it open and the site asks for such pages."""

from collections.abc import Collection, Mapping

from msgspec import structs

from sitegen.model.address_book import NAMES
from sitegen.model.site import SharedName, SharedPart
from sitegen.stages.assemble.anchors import Anchors
from sitegen.stages.assemble.names import Names
from sitegen.urls import output_path, slugify


class SharedNames:
    """The names that links leave open, each with the address of its page."""

    def __init__(
        self, names: Names, permalinks: Mapping[str, str], taken: Collection[str], *, wanted: bool
    ) -> None:
        """Take the names of entries, the addresses of those with a page, and all addresses that are taken.

        Unless such pages are `wanted`, no name has one.
        """
        self.pages: dict[str, SharedName] = {}
        """Address -> the name that its page is about."""
        self.wanted = wanted
        self._names = names
        self._permalinks = permalinks
        self._taken = frozenset(map(output_path, taken))
        self._addresses: dict[str, str] = {}

    def address(self, target: str, asked: str, anchors: Anchors) -> str:
        """Return where a link by a name that is left open leads: to its page; "" without one.

        An anchor that is `asked` for is the id of a part of that page, if any of the entries has it.
        """
        page = self.page(target)
        return page + (self._part(page, asked, anchors) if page and asked else "")

    def _part(self, page: str, asked: str, anchors: Anchors) -> str:
        """Return the anchor of the part of a page about a heading or id; "" where no entry has it."""
        shared = self.pages[page]
        found = {key: anchor for key in shared.keys if (anchor := anchors.find(anchors.entries[key], asked))}
        if not found:
            return ""
        texts = (anchors.text(anchors.entries[key], anchor) for key, anchor in found.items())
        text = next((text for text in texts if text), asked.removeprefix("^"))
        part = SharedPart(text=text, anchors=found)
        name = slugify(text) or "-".join(f"{ord(character):x}" for character in text)
        while shared.parts.get(name, part) != part:  # the same words, spelled otherwise, mean another part
            name += "-"
        if name not in shared.parts:
            self.pages[page] = structs.replace(shared, parts=shared.parts | {name: part})
        return f"#{name}"

    def page(self, target: str) -> str:
        """Return the address of the page of a name that a link leaves open; "" without one."""
        if not self.wanted:
            return ""
        name, keys = self._names.sharing(target)
        if name not in self._addresses:
            found = tuple(sorted(key for key in keys if key in self._permalinks))
            self._addresses[name] = self._add(name, found) if len(found) > 1 else ""
        return self._addresses[name]

    def _add(self, name: str, keys: tuple[str, ...]) -> str:
        slug = slugify(name) or "-".join(f"{ord(character):x}" for character in name)
        address, number = f"{NAMES}{slug}/", 1
        while address in self.pages or output_path(address) in self._taken:
            number += 1
            address = f"{NAMES}{slug}-{number}/"
        self.pages[address] = SharedName(name=name, keys=keys)
        return address
