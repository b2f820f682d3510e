"""The address of every entry, its old addresses, and the entries that head a list."""

import posixpath
from collections.abc import Iterable, Mapping

from sitegen.diagnostics import TODAY, Diagnostic, Edit, diagnose
from sitegen.markup.slips import home_of
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.term import Term
from sitegen.patterns import late
from sitegen.stages.assemble.permalinks import old_address, permalink
from sitegen.urls import DATED, composed, expand, output_path, slugify, stays_inside

_YEARS = late(r"/(\d{4}(?:/\d{1,2}){0,2})/[^/]+$")
"""The folders of a year, and of months and days in it, that a file lies in."""


class Addresses:
    """The address of every entry, and every entry by its address."""

    def __init__(self, config: Config, kinds: Mapping[str, Kind], terms: Mapping[str, Term]) -> None:
        self.config = config
        self.home = home_of(config.url)
        self.kinds = kinds
        self.diagnostics: list[Diagnostic] = []
        self.permalinks: dict[str, str] = {}
        """Key -> address."""
        self.heads: dict[str, str] = {}
        """Address of a list, or `/` -> key of the entry that heads it."""
        self.at: dict[str, str] = {}
        """Address -> key."""
        self.redirects: dict[str, str] = {}
        """Old address -> key."""
        self._rootless: list[Entry[Meta]] = []
        """The entries whose permalink does not begin with `/`."""
        self._folders = {kind.folder: kind for kind in kinds.values() if kind.folder}
        self._terms = {term.key: term.permalink for term in terms.values() if term.key}

    def place(self, entries: Iterable[Entry[Meta]]) -> None:
        """Register the address and the old addresses of every entry, and report addresses that are not valid."""
        for entry in entries:
            head = self.headed(entry.key)
            if not (entry.slug or head or entry.meta.permalink):
                continue  # parse has reported that no slug can be made of its name
            address = head or self._terms.get(entry.key) or composed(self._address(entry, entry.slug))
            if not head and address in self.at and (day := self._day(entry)):
                address = composed(self._address(entry, f"{day}-{entry.slug}"))
            if not address:
                continue
            if not stays_inside(address):
                self.diagnostics.append(
                    diagnose(
                        "address-outside",
                        entry.span("slug"),
                        f"{address!r} is not an address inside the site",
                        fix="begin it with / and leave out `..`, for example permalink: /about-us/",
                    )
                )
                continue
            if head:
                self.heads[head] = entry.key
            self.permalinks[entry.key] = address
            self.at.setdefault(address, entry.key)
            self._add_old(entry)
        if rootless := self._rootless:
            first = min(rootless, key=lambda each: each.path)
            more = f" (as in {len(rootless) - 1} more)" if len(rootless) > 1 else ""
            typed, address = first.meta.permalink, self.permalinks.get(first.key, "")
            message = f"{typed!r} does not begin with /, and is read as {address}{more}"
            found = diagnose(
                "address-without-slash",
                first.span("permalink"),
                message,
                fix=f"permalink: {address}",
                edit=None if more else Edit(text=f"permalink: {address}", where="field"),
            )
            self.diagnostics.append(found)
        if "/" in self.at:
            self.heads.setdefault("/", self.at["/"])  # without an `index`, a note with `permalink: /` is the home

    def headed(self, key: str) -> str:
        """Return the address that an `index` heads: `/` or the list of a kind; "" for any other entry."""
        folder, _, name = key.rpartition("/")
        if name.rpartition(".")[0] != "index" or "/" in folder:
            return ""
        if not folder:
            return "/"
        kind = self._folders.get(folder)
        return kind.directory if kind and kind.pages else ""

    def _day(self, entry: Entry[Meta]) -> str:
        """Return the day in the name of a file, or the year of its folder, which parts two of one name.

        It is "" where the address is given.
        """
        if entry.meta.permalink or entry.meta.slug:
            return ""
        if found := DATED.match(entry.key.rpartition("/")[2]):
            return found[0].rstrip("-")
        years = _YEARS.search(entry.key)
        return years[1].replace("/", "-") if years else ""

    def _address(self, entry: Entry[Meta], slug: str) -> str:
        """Return the permalink of the front matter, else the permalink pattern filled in; "" for a wrong one."""
        kind = self.kinds[entry.kind]
        folder, _, name = entry.key.rpartition("/")
        parts = [part for part in folder.split("/") if part]
        if kind.folder:
            parts = parts[1:]
        if name.rpartition(".")[0] == "index":
            parts = parts[:-1]
        path = "/".join([*map(slugify, parts), slug])
        if entry.meta.permalink:
            found = permalink(
                entry.meta.permalink, slug=entry.slug, path=path, date=entry.meta.date, home=self.home
            )
            if found.code:
                span = entry.span("permalink")
                self.diagnostics.append(diagnose(found.code, span, found.message, fix=found.fix))
            elif not entry.meta.permalink.startswith("/"):
                self._rootless.append(entry)
            return found.address
        pattern = self.config.permalinks.get(kind.name, kind.permalink)
        try:
            return expand(pattern, slug=slug, path=path, date=entry.meta.date)
        except ValueError as error:
            dated = f"date: {TODAY}"
            edit = Edit(text=dated, where="fields")
            self.diagnostics.append(
                diagnose("missing-field", entry.span("date"), str(error), fix=dated, edit=edit)
            )
            return f"/{kind.name}/{entry.slug}/"

    def _add_old(self, entry: Entry[Meta]) -> None:
        """Register the addresses among the aliases of an entry as redirects to it."""
        for number, typed in enumerate(entry.meta.aliases):
            span = entry.span(f"aliases.{number}")
            date = entry.meta.date
            found = old_address(typed, slug=entry.slug, path=entry.slug, date=date, home=self.home)
            if found is None:
                continue
            if found.code:
                self.diagnostics.append(diagnose(found.code, span, found.message, fix=found.fix))
                continue
            alias = found.address
            owner = self.redirects.setdefault(alias, entry.key)
            if owner != entry.key:
                self.diagnostics.append(
                    diagnose(
                        "address-collision",
                        span,
                        f"{owner} and {entry.key} both say that they used to be at {alias}",
                        fix="take the line out of the one that was never there",
                    )
                )
            if output_path(alias) == output_path(self.permalinks[entry.key]):
                del self.redirects[alias]

    def folders(self) -> dict[str, str]:
        """Return the address of each entry that is the `index` of a folder of its own, by folder."""
        return {
            posixpath.dirname(key): address
            for key, address in self.permalinks.items()
            if posixpath.basename(key).rpartition(".")[0] == "index" and not self.headed(key)
        }

    def below(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for each address that is a folder, the keys of the entries directly below it."""
        found: dict[str, list[str]] = {}
        for key in keys:
            above = posixpath.dirname(self.permalinks[key].rstrip("/")).rstrip("/") + "/"
            if above in self.at and above != self.permalinks[key]:
                found.setdefault(above, []).append(key)
        return {address: tuple(below) for address, below in found.items()}
