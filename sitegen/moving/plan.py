"""The plan of a move: which files are renamed, which texts change, and which addresses lead on."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, structs

from sitegen.disk import read
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta, lists_with
from sitegen.model.reference import Reference
from sitegen.model.register import Register
from sitegen.model.source import File, Source
from sitegen.moving.alias_lines import head_of, with_alias, without_alias
from sitegen.moving.resolution import NOWHERE, Goal, Resolution
from sitegen.moving.text import Change, SourceText
from sitegen.moving.wording import Ends, is_path, names, paths
from sitegen.register import canonical, first_address
from sitegen.stages.assemble.files import named_files
from sitegen.urls import output_path

Parse = Callable[[Source, bytes], Entry[Meta]]
"""Reads a source whose bytes are given."""


_SHOWS_TITLE = ("wiki",)
"""The kinds of references that are shown with the title or name of what they lead to."""


class State(Struct, frozen=True, kw_only=True):
    """A site before a move."""

    root: Path
    config: Config
    kinds: dict[str, Kind]
    sources: tuple[Source, ...]
    entries: dict[str, Entry[Meta]]
    files: tuple[File, ...]
    register: Register
    published: frozenset[str]
    """The keys of the entries that a build would publish now."""
    now: dt.datetime
    """The clock of the site, with a zone."""
    parse: Parse
    kind_of: Callable[[str], str]
    """Returns the kind of a path below content/; "" for a file that is no source."""


class Rewritten(Struct, frozen=True, kw_only=True, order=True):
    """One link that was written anew."""

    path: str
    """Of its file, after the move."""
    line: int
    before: str
    after: str


class Plan(Struct, frozen=True, kw_only=True):
    """All that a move does."""

    renamed: dict[str, str]
    """Path below content/ -> the new one, of each file that is a part of the site."""
    written: dict[str, bytes]
    """Path below the site, after the move -> the new bytes of a file that changes."""
    rewritten: tuple[Rewritten, ...]
    addresses: tuple[tuple[str, str], ...]
    """The old address and the new one of each page that is published and moves."""
    lost: tuple[tuple[str, str], ...]
    """Path and text of each link that nothing could be written for."""
    entries: tuple[Entry[Meta], ...]
    """The entries after the move, for a check of what it would bring about."""
    files: tuple[File, ...]


def plan(site: State, renamed: Mapping[str, str]) -> Plan:
    """Return what a move of files does; `renamed` has the new path of each, below content/."""
    before = _resolution(site, site.entries.values(), site.files)
    files = tuple(structs.replace(file, path=renamed.get(file.path, file.path)) for file in site.files)
    moved = dict(_moved(site, renamed))
    now = _resolution(site, moved.values(), files)
    work = _Work(site=site, renamed=renamed, before=before, now=now)
    texts: dict[str, str] = {}
    rewritten: list[Rewritten] = []
    for old, entry in moved.items():
        if entry.broken or site.entries[old].broken:
            continue
        changes = list(work.changes(old, entry))
        if changes:
            text = work.text(old)
            texts[old] = text.changed(changes)
            rewritten += (
                Rewritten(
                    path=entry.path,
                    line=text.text.count("\n", 0, change.start) + 1,
                    before=text.text[change.start : change.end],
                    after=change.new,
                )
                for change in changes
            )
    addresses = []
    for old, entry in moved.items():
        aliased = _with_aliases(work, old, entry, texts.get(old))
        if aliased is not None:
            texts[old] = aliased
        if old in site.published and old in before.permalinks and entry.key in now.permalinks:
            was, own = before.permalinks[old], now.permalinks[entry.key]
            addresses += [(was, own)] if output_path(was) != output_path(own) else []
    written = {moved[old].path: text.encode() for old, text in texts.items()}
    for old in texts:
        source = _source(site, moved[old])
        moved[old] = site.parse(source, written[source.path])
    return Plan(
        renamed=dict(renamed),
        written=written,
        rewritten=tuple(sorted(set(rewritten))),
        addresses=tuple(addresses),
        lost=tuple(dict.fromkeys(work.lost)),
        entries=tuple(moved.values()),
        files=files,
    )


def _moved(site: State, renamed: Mapping[str, str]) -> Iterator[tuple[str, Entry[Meta]]]:
    """Yield the old key and the entry of each source, read anew where it lies now."""
    for source in site.sources:
        new = renamed.get(source.key)
        if new is None:
            yield source.key, site.entries[source.key]
        else:
            there = Source(key=new, path=f"content/{new}", kind=site.kind_of(new), digest=source.digest)
            yield source.key, site.parse(there, read(site.root / source.path))


def _source(site: State, entry: Entry[Meta]) -> Source:
    return Source(key=entry.key, path=entry.path, kind=entry.kind, digest="")


def _resolution(site: State, entries: Iterable[Entry[Meta]], files: Iterable[File]) -> Resolution:
    return Resolution(site.config, site.kinds, entries, files)


class _Work:
    """The changes of texts, worked out entry by entry."""

    def __init__(self, *, site: State, renamed: Mapping[str, str], before: Resolution, now: Resolution) -> None:
        self.site = site
        self.renamed = renamed
        self.before = before
        self.now = now
        self.lost: list[tuple[str, str]] = []
        self._paths = {source.key: source.path for source in site.sources}

    def text(self, old: str) -> SourceText:
        """Return the text of the source with an old key."""
        path = self._paths[old]
        return SourceText(read(self.site.root / path), path)

    def after(self, goal: Goal) -> Goal:
        """Return what has to be led to after the move."""
        entry = self.renamed.get(goal.entry, goal.entry)
        return goal._replace(entry=entry, file=self.renamed.get(goal.file, goal.file))

    def changes(self, old: str, entry: Entry[Meta]) -> Iterator[Change]:
        """Yield the changes by which everything in an entry leads to where it led before."""
        text: list[SourceText] = []

        def source() -> SourceText:
            if not text:
                text.append(self.text(old))
            return text[0]

        for reference in dict.fromkeys(self.site.entries[old].body.references):
            was = self.before.link(old, reference)
            if was.same(NOWHERE) or self._holds(old, entry, reference, was):
                continue
            yield from self._link(source(), old, entry, reference, was)
        for reference in self.site.entries[old].body.own_links:
            was = self.before.place(reference.target)
            if was.entry and not self.now.place(reference.target).same(self.after(was)):
                yield from source().links(reference, self.now.permalinks[self.after(was).entry])
        yield from self._fields(source, old, entry)

    def _holds(self, old: str, entry: Entry[Meta], reference: Reference, was: Goal) -> bool:
        """Return whether a link leads to where it led, and is a path from file to file if it was one."""
        wanted = self.after(was)
        if not self.now.link(entry.key, reference).same(wanted):
            return False
        typed = reference.target.partition("?")[0] if reference.kind in ("link", "image") else ""
        before, now = was.entry or was.file, wanted.entry or wanted.file
        return not is_path(typed, old, before) or is_path(typed, entry.key, now)

    def _link(
        self, text: SourceText, old: str, entry: Entry[Meta], reference: Reference, was: Goal
    ) -> Iterator[Change]:
        wanted, ends = self.after(was), self._ends(old, entry, was)
        typed, query, rest = reference.target, "", ""
        if reference.kind in ("link", "image"):
            typed, query, rest = typed.partition("?")
        named = reference.kind in ("wiki", "embed", "post")
        for way in (names if named else paths)(typed, ends):
            asked = way if named else way.replace("%", "%25")
            found = self.now.link(entry.key, reference, asked)
            if not found.same(wanted):
                continue
            if reference.start is None:
                changes = [*text.links(reference, way)]
            else:
                same_title = self._title(was.entry, self.before) == self._title(wanted.entry, self.now)
                shown = same_title and found.words != was.words and reference.kind in _SHOWS_TITLE
                renamed = text.renamed(reference, way, was.words if shown else "")
                changes = [renamed] if renamed else []
            if changes:
                yield from changes
                return
        self.lost.append((entry.path, reference.target + query + rest))

    def _fields(self, source: Callable[[], SourceText], old: str, entry: Entry[Meta]) -> Iterator[Change]:
        before = self.site.entries[old]
        for reach in before.reaches:
            was = self.before.relation(old, reach)
            if not was.entry or was.entry.startswith("#"):
                continue
            if self.now.relation(entry.key, reach, reach.text).same(self.after(was)):
                continue
            ends = self._ends(old, entry, was)
            ways = (way for way in names(reach.text, ends) if self._means(entry, reach, way, was))
            place = (reach.line, reach.column, reach.length)
            found = next((source().within(place, reach.text, way) for way in ways), None)
            if found:
                yield found
            else:
                self.lost.append((entry.path, reach.text))
        for field, name in named_files(before):
            was = self.before.attached(old, name)
            if was.same(NOWHERE) or self.now.attached(entry.key, name).same(self.after(was)):
                continue
            ends = self._ends(old, entry, was)
            for way in paths(name, ends):
                if self.now.attached(entry.key, way).same(self.after(was)):
                    changed = source().within(_place(before, field), name, way)
                    if changed:
                        yield changed
                        break
            else:
                self.lost.append((entry.path, name))
        for field in lists_with(type(before.meta), "link"):
            for number, item in enumerate(getattr(before.meta, field)):
                address, mark, anchor = item.link.partition("#")
                was = self.before.place(address) if address.startswith("/") else NOWHERE
                if was.entry and not self.now.place(address).same(self.after(was)):
                    to = self.now.permalinks[self.after(was).entry] + mark + anchor
                    changed = source().within(_place(before, f"{field}.{number}.link"), item.link, to)
                    if changed:
                        yield changed

    def _means(self, entry: Entry[Meta], reach: object, way: str, was: Goal) -> bool:
        return self.now.relation(entry.key, reach, way).same(self.after(was))  # type: ignore[arg-type]

    def _ends(self, old: str, entry: Entry[Meta], was: Goal) -> Ends:
        now = self.after(was)
        return Ends(
            source=old,
            source_now=entry.key,
            target=was.entry or was.file,
            target_now=now.entry or now.file,
            permalink=self.now.permalinks.get(entry.key, "/"),
            address=self.now.permalinks.get(now.entry, "") if now.entry else "",
            title=self._title(now.entry, self.now),
        )

    def _title(self, key: str, state: Resolution) -> str:
        return state.entries[key].meta.title if key in state.entries else ""


def _place(entry: Entry[Meta], field: str) -> tuple[int, int, int]:
    """Return the place of a field, or of the nearest field above it."""
    while field and field not in entry.places:
        field = field.rpartition(".")[0]
    return entry.places.get(field, (1, 1, 0))


def _with_aliases(work: _Work, old: str, entry: Entry[Meta], changed: str | None) -> str | None:
    """Return the text of a moved source with its old address as an alias; None where its aliases stay.

    Nobody has seen the old address of an entry that is not published or, where the site has a register, that is
    not in there. An alias at which the entry lies now is needless. Where it is the last, the move goes back, and
    the address in between is none to keep.
    """
    site, before, now = work.site, work.before, work.now
    if entry.key not in now.permalinks or old not in before.permalinks or before.headed(old):
        return None
    was, own = before.permalinks[old], now.permalinks[entry.key]
    if output_path(was) == output_path(own):
        return None
    listed = [canonical(address) for address in entry.meta.old_addresses]
    old_address, new_address = canonical(was), canonical(own)
    seen = old_address in site.register.first if site.register.in_use else old in site.published
    earlier = [address for address in listed if address != old_address]
    back = bool(earlier) and earlier[-1] == new_address
    out = [address for address in dict.fromkeys(listed) if address == new_address]
    if back and old_address not in site.register.first:
        out += [old_address] if old_address in listed else []
        seen = False
    kept = [address for address in entry.meta.old_addresses if canonical(address) not in out]
    added = [old_address] if seen and old_address not in map(canonical, kept) else []
    first = site.entries[old].meta
    origin = first_address(first.old_addresses, was, site.register)
    aliases = [*kept, *added]
    known = site.published if not site.register.in_use else ()
    if (
        old in known
        and not entry.meta.uid
        and canonical(first_address(aliases, own, Register())) != canonical(origin)
    ):
        added += [new_address] if aliases else []
    if not out and not added:
        return None
    text = work.text(old)
    raw = changed if changed is not None else text.raw
    for address in out:
        form, head = head_of(raw, entry.path)
        raw = without_alias(raw, form, head, address) if head else raw
    for address in added:
        raw = with_alias(raw, *head_of(raw, entry.path), address)
    return raw
