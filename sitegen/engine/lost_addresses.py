"""Published addresses that a build would lose, with the entry that each has most probably gone to."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose, did_you_mean
from sitegen.disk import read
from sitegen.fields.frontmatter import split
from sitegen.fields.nodes import quoted
from sitegen.model import address_book
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.place import REGISTER
from sitegen.model.register import Register
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.register import canonical
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.files import named_files
from sitegen.stages.assemble.selection import Selection
from sitegen.urls import output_path, same_tag, slugify

_GIVEN_UP = f"To give the address up for good, take its line out of {REGISTER.path}."
_SPECIAL = frozenset(",[]{}:#&*!|>%@`\"'")


def lost_addresses(
    root: Path, site: Site, selection: Selection, targets: Iterable[Target], register: Register
) -> Iterator[Diagnostic]:
    """Yield an error for each registered address at which the build makes nothing.

    Nothing is said of what goes with its page: the feed, the calendar and the files of a page that is lost itself,
    and a calendar without dates. Nor is anything said of an entry that waits for its date, or has expired, nor of
    its tags and files; nor as long as an entry cannot be read, because its address is not known.
    """
    if not register.first:
        return
    made = {target.path for target in targets}
    lost = [address for address in register.first if output_path(address) not in made]
    if not lost or any(entry.broken for entry in selection.entries.values()):
        return
    pages = {address for address in lost if address.endswith("/")}
    lost = [address for address in lost if not _goes_with_its_page(address, pages, register)]
    search = _Search(site, selection, register)
    for address in sorted(lost):
        if address in search.waiting or posixpath.basename(address) in search.waiting_files:
            continue
        if address in search.withheld:
            yield _withheld(address, search.withheld[address])
        elif slug := _tag_at(site, address):
            if same_tag(slug) in search.waiting_tags:
                continue
            yield _unused(root, address, slug, site, register)
        elif key := search.nearest(address):
            yield _moved(root, address, site, key)
        else:
            yield _deleted(root, address, of_gone=_is_of_gone(site, address))


def _goes_with_its_page(address: str, lost: Iterable[str], register: Register) -> bool:
    """Return whether an address is that of a file that belongs to a page: of a lost one, or a feed or calendar."""
    if address.endswith("/"):
        return False
    folder, _, name = address.rpartition("/")
    page = f"{folder}/"
    if address in [file(page) for file in FILES]:
        return page in register.first
    stem = name.removesuffix(".ics").removesuffix(".calendar").removesuffix(".closing").removesuffix(".next")
    beside = f"{folder}/{stem}.html"
    return (name != stem and beside in register.first) or any(address.startswith(page) for page in lost)


FILES = (
    *(address_book.feed_of, address_book.json_feed_of, address_book.calendar_of),
    *(address_book.event_file, address_book.next_file, address_book.closing_file),
)
"""From the address of a page to the addresses of the files that belong to it."""


class _Search:
    """Finds the entry that was most probably at an address."""

    def __init__(self, site: Site, selection: Selection, register: Register) -> None:
        self._site = site
        self._selection = selection
        self._register = register

    @cached_property
    def waiting(self) -> frozenset[str]:
        """The addresses of entries that the clock alone keeps back."""
        return frozenset(address for address, entry in self._hidden.items() if not _is_withheld(entry.meta))

    @cached_property
    def waiting_tags(self) -> frozenset[str]:
        """The tags of these entries, as tags are compared: the clock alone must not stop a build."""
        return frozenset(same_tag(tag) for entry in self._waiting for tag in entry.meta.tags)

    @cached_property
    def waiting_files(self) -> frozenset[str]:
        """The names of the files that those of them refer to that are not gone."""
        typed = chain.from_iterable(
            (*(reference.target for reference in entry.body.references), *(name for _, name in named_files(entry)))
            for entry in self._waiting
            if not entry.meta.gone
        )
        return frozenset(unquote(posixpath.basename(name)) for name in typed) - {""}

    @cached_property
    def _waiting(self) -> tuple[Entry[Meta], ...]:
        return tuple(entry for entry in self._selection.hidden.values() if not _is_withheld(entry.meta))

    @cached_property
    def withheld(self) -> Mapping[str, Entry[Meta]]:
        """The entries that their writers keep back, by address."""
        return {address: entry for address, entry in self._hidden.items() if _is_withheld(entry.meta)}

    @cached_property
    def _hidden(self) -> dict[str, Entry[Meta]]:
        kinds: dict[str, Kind] = self._site.kinds
        entries = self._selection.hidden
        placed = Addresses(self._site.config, kinds, {})
        placed.place(entry for entry in entries.values() if not entry.broken)
        known = {**placed.redirects, **placed.at}
        return {canonical(address): entries[key] for address, key in known.items()}

    @cached_property
    def _new(self) -> dict[str, str]:
        """The addresses of pages that have never been published before, by key."""
        pages = (key for keys in self._site.collections.values() for key in keys)
        found = {key: canonical(self._site.permalinks[key]) for key in pages}
        return {key: address for key, address in found.items() if address not in self._register.first}

    def nearest(self, lost: str) -> str:
        """Return the key of the entry that was first published where this address leads to, or is most like it.

        That is, of the pages with a new address: one of the same name in another place, one of this title, the
        only one in the same place, one that is called nearly so. "" without any.
        """
        origin = self._register.first[lost]
        for key, address in self._site.permalinks.items():
            if self._register.first.get(canonical(address)) == origin and output_path(address) != output_path(
                lost
            ):
                return key
        step = posixpath.basename(lost.rstrip("/")).partition(".")[0]
        entries = self._site.entries
        same = [key for key in self._new if step in (entries[key].slug, slugify(entries[key].meta.title))]
        if len(same) == 1:
            return same[0]
        above = posixpath.dirname(lost.rstrip("/"))
        beside = [key for key, address in self._new.items() if posixpath.dirname(address.rstrip("/")) == above]
        if len(beside) == 1 and not same:
            return beside[0]
        slugs = {entries[key].slug: key for key in same or beside or self._new}
        return slugs.get(did_you_mean(step, slugs), "")


def _is_withheld(meta: Meta) -> bool:
    return meta.is_draft or meta.visibility != "public"


def _moved(root: Path, address: str, site: Site, key: str) -> Diagnostic:
    """Return the error for an address whose entry has another one now; the cure is an alias."""
    entry = site.entries[key]
    message = f"{address} was published, and would lead to nothing; this page is most probably what was there"
    aliases = ", ".join(_in_a_list(alias) for alias in (*entry.meta.aliases, address))
    fix = f"aliases: [{aliases}]"
    edit: Edit | None = Edit(text=fix, where="field" if entry.meta.aliases else "fields")
    if not _is_yaml(root, entry):
        fix, edit = f"add {address} to its aliases", None
    note = f"Where it was another page: that page can come back with `gone: true`.\n{_GIVEN_UP}"
    return diagnose("address-lost", entry.span("aliases"), message, fix=fix, note=note, edit=edit)


def _is_yaml(root: Path, entry: Entry[Meta]) -> bool:
    """Return whether an entry has front matter in YAML or none; one that is still to move is not there."""
    try:
        source, _ = decode(read(root / entry.path), entry.path)
    except FileNotFoundError:
        return False
    return split(source or "", entry.path).form == "yaml"


def _in_a_list(name: str) -> str:
    """Return a name as an item of a list in brackets."""
    return quoted(name) if _SPECIAL & set(name) or name != name.strip() else name


def _withheld(address: str, entry: Entry[Meta]) -> Diagnostic:
    """Return the error for an address whose entry is kept back by now."""
    field = "visibility" if entry.meta.visibility != "public" else "draft" if entry.meta.draft else "published"
    message = f"{address} was published, and would lead to nothing, because this page is kept back"
    fix = "write `gone: true` in its place, so that its address says so"
    return diagnose("address-lost", entry.span(field), message, fix=fix, note=_GIVEN_UP)


def _tag_at(site: Site, address: str) -> str:
    """Return the slug of the tag whose page has an address; "" for another page."""
    folder = address_book.tags(site.kinds)
    slug = address.removeprefix(folder).rstrip("/") if folder and address.startswith(folder) else ""
    return slug if slug and "/" not in slug and address_book.tag(site.kinds, slug) == address else ""


def _unused(root: Path, address: str, slug: str, site: Site, register: Register) -> Diagnostic:
    """Return the error for the address of a tag that no entry has any more."""
    new = {
        term.slug: term.label for term in site.terms.values() if canonical(term.permalink) not in register.first
    }
    near = next(iter(new)) if len(new) == 1 else did_you_mean(slug, new)
    if not near:
        new = {term.slug: term.label for term in site.terms.values()}
        near = did_you_mean(slug, new)
    message = f"{address} was published, and would lead to nothing: no entry has this tag any more"
    fix = "say as which tag it counts now, by a line below `tags:` in site.yaml"
    if near:
        fix = f"did it become {new[near]!r}? Then write `{slug}: {new[near]}` below `tags:` in site.yaml"
    return diagnose("address-lost", _line_of(root, address), message, fix=fix, note=_GIVEN_UP)


def _line_of(root: Path, address: str) -> Span:
    """Return the place of an address in the register."""
    lines = read(root / REGISTER.path).decode().splitlines()
    line = next((n for n, words in enumerate(lines, 1) if canonical(words.partition(" ")[0]) == address), 0)
    return Span(path=REGISTER.path, line=line, column=1 if line else 0, length=len(address))


def _is_of_gone(site: Site, address: str) -> bool:
    """Return whether an address lies below that of a page that is gone."""
    pages = (page for gone in site.gone.values() for page in gone.addresses)
    return any(page.endswith("/") and address.startswith(page) for page in pages)


def _deleted(root: Path, address: str, *, of_gone: bool) -> Diagnostic:
    """Return the error for an address without any page that could have been there, at its line in the register."""
    span = _line_of(root, address)
    message = f"{address} was published, and would lead to nothing: no page is like what was there"
    fix = "bring the page back with `gone: true`, or add this address to the aliases of the page that replaces it"
    if not address.endswith("/") and not address.endswith(".html"):
        message = f"{address} was published, and would lead to nothing: no page refers to a file of this name"
        fix = f"put the file back, or a copy of it at content/static{address}"
        if of_gone:
            message = f"{address} was published, and would lead to nothing: the page that it belongs to is gone"
            fix = f"take this line out to give the file up, or put a copy of it at content/static{address}"
    return diagnose("address-lost", span, message, fix=fix, note=_GIVEN_UP)
