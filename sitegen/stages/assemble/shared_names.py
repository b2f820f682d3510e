"""The pages that list what a name may mean, where links leave it open and the site asks for such pages."""

from collections.abc import Collection, Mapping

from sitegen.model.address_book import NAMES
from sitegen.model.site import SharedName
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
        self._wanted = wanted
        self._names = names
        self._permalinks = permalinks
        self._taken = frozenset(map(output_path, taken))
        self._addresses: dict[str, str] = {}

    def page(self, target: str) -> str:
        """Return the address of the page of a name that a link leaves open; "" without one."""
        if not self._wanted:
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
