"""The plan of a move: which files are renamed, which texts change, and which addresses lead on."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct, structs

from sitegen.disk import read
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.register import Register
from sitegen.model.source import File, Source
from sitegen.moving.alias_lines import head_of, with_alias, without_alias
from sitegen.moving.changes import Changes
from sitegen.moving.memory import Remembered, taken_back
from sitegen.moving.request import Move
from sitegen.moving.resolution import Resolution
from sitegen.moving.site import State
from sitegen.patterns import late
from sitegen.register import canonical, first_address
from sitegen.urls import output_path

_BETWEEN = late(r"([\s()\[\]<>\"'|,]+)")
"""What parts the words of a line; a path is one word."""


class Rewritten(Struct, frozen=True, kw_only=True, order=True):
    """One link that was written anew."""

    path: str
    """Of its file, after the move."""
    line: int
    before: str
    after: str


class Plan(Struct, frozen=True, kw_only=True):
    """All that a move does."""

    move: Move
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

    @property
    def renamed(self) -> dict[str, str]:
        """Path below content/ -> the new one, of each file that is a part of the site."""
        return self.move.renamed


def plan(site: State, move: Move) -> Plan:
    """Return what a move does."""
    renamed = move.renamed
    before = _resolution(site, site.entries.values(), site.files)
    files = tuple(structs.replace(file, path=renamed.get(file.path, file.path)) for file in site.files)
    moved = dict(_moved(site, move))
    earlier = taken_back(site.root, renamed)
    as_they_were = _as_they_were(site, moved, earlier)
    paths = [source.path for source in site.sources]
    exactly = earlier.is_untouched(site.root, [*paths, site.settings.name])
    """Whether nothing was written since the move that is taken back: then nothing else has to change."""
    work = _changes(site, move, before, moved, as_they_were, files, exactly=exactly)
    now = work.now
    texts: dict[str, str] = {}
    rewritten: list[Rewritten] = []
    for old, entry in moved.items():
        if entry.broken or site.entries[old].broken:
            continue
        if old in as_they_were:
            texts[old] = as_they_were[old][0]
            rewritten += _differing(entry.path, work.text(old).raw, texts[old])
            continue
        changes = [] if exactly else list(work.changes(old, entry))
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
    for old, entry in moved.items():
        aliased = _with_aliases(work, old, entry, texts.get(old), restored=old in as_they_were)
        if aliased is not None:
            texts[old] = aliased
    written = {moved[old].path: text.encode() for old, text in texts.items()}
    if exactly and site.settings.name in earlier.texts:
        written[site.settings.name] = earlier.texts[site.settings.name].before
    elif settings := work.settings():
        written[site.settings.name] = settings.encode()
    for old in texts:
        source = _source(moved[old])
        moved[old] = site.parse(source, written[source.path])
    addresses = []
    for old, entry in moved.items():
        if old in site.published and old in before.permalinks and entry.key in now.permalinks:
            was, own = before.permalinks[old], now.permalinks[entry.key]
            answered = canonical(was) in map(canonical, entry.meta.old_addresses)
            addresses += [(was, own)] if answered and output_path(was) != output_path(own) else []
    return Plan(
        move=move,
        written=written,
        rewritten=tuple(sorted(set(rewritten))),
        addresses=tuple(addresses),
        lost=tuple(dict.fromkeys(work.lost)),
        entries=tuple(moved.values()),
        files=files,
    )


def _as_they_were(
    site: State, moved: Mapping[str, Entry[Meta]], earlier: Remembered
) -> dict[str, tuple[str, Entry[Meta]]]:
    """Return, by old key, the texts that sources had before an earlier move, and the entries that they make."""
    found = {}
    for source in site.sources:
        if source.path in earlier.texts:
            data = earlier.text(source.path, read(site.root / source.path))
            if data is not None:
                found[source.key] = data.decode(), site.parse(_source(moved[source.key]), data)
    return found


def _changes(
    site: State,
    move: Move,
    before: Resolution,
    moved: Mapping[str, Entry[Meta]],
    as_they_were: dict[str, tuple[str, Entry[Meta]]],
    files: tuple[File, ...],
    *,
    exactly: bool,
) -> Changes:
    """Return what works out the changes; of `as_they_were`, texts that would lead elsewhere now are taken out."""
    while True:
        there = {old: as_they_were[old][1] if old in as_they_were else entry for old, entry in moved.items()}
        work = Changes(site=site, move=move, before=before, now=_resolution(site, there.values(), files))
        astray = (
            []
            if exactly
            else [old for old, (_, entry) in as_they_were.items() if not work.leads_alike(old, entry)]
        )
        if not astray:
            return work
        for old in astray:
            del as_they_were[old]


def _differing(path: str, before: str, after: str) -> Iterator[Rewritten]:
    """Yield the words that differ in two texts, where they have as many lines."""
    old, new = before.splitlines(), after.splitlines()
    for sort, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "replace" and end - start == last - first:
            for number, (one, other) in enumerate(zip(old[start:end], new[first:last], strict=True), first + 1):
                yield from (
                    Rewritten(path=path, line=number, before=was, after=now) for was, now in _words(one, other)
                )


def _words(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the words that differ in two lines, with those in their place."""
    old, new = _BETWEEN.split(before), _BETWEEN.split(after)
    for sort, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort != "equal":
            yield "".join(old[start:end]), "".join(new[first:last])


def _moved(site: State, move: Move) -> Iterator[tuple[str, Entry[Meta]]]:
    """Yield the old key and the entry of each source, read anew where it lies now."""
    for source in site.sources:
        new = move.renamed.get(source.key)
        if new is None:
            yield source.key, site.entries[source.key]
        else:
            place = move.place(source.path, source.key, site.root)
            there = Source(key=new, path=place, kind=site.kind_of(new), digest=source.digest)
            yield source.key, site.parse(there, read(site.root / source.path))


def _source(entry: Entry[Meta]) -> Source:
    return Source(key=entry.key, path=entry.path, kind=entry.kind, digest="")


def _resolution(site: State, entries: Iterable[Entry[Meta]], files: Iterable[File]) -> Resolution:
    return Resolution(site.config, site.kinds, site.vocabulary, entries, files)


def _with_aliases(
    work: Changes, old: str, entry: Entry[Meta], changed: str | None, *, restored: bool
) -> str | None:
    """Return the text of a moved source with its old address as an alias; None where its aliases stay.

    Nobody has seen the old address of an entry that is not published or, where the site has a register, that is
    not in there. An alias at which the entry lies now is needless. Where it is the last, the move goes back, and
    the address in between is none to keep. A text that is `restored` keeps the aliases that it had.
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
    if restored:
        had = map(canonical, site.parse(_source(entry), raw.encode()).meta.old_addresses)
        out, added = [], [old_address] if seen and old_address not in had else []
    for address in out:
        form, head = head_of(raw, entry.path)
        raw = without_alias(raw, form, head, address) if head else raw
    for address in added:
        raw = with_alias(raw, *head_of(raw, entry.path), address)
    return raw
