"""The entries of a site as its files have them, with the state of each, for the commands that list and explain."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sitegen import config as site_config
from sitegen import disk, vocabulary
from sitegen.bounds import bounds_of
from sitegen.catalogues import read_catalogues
from sitegen.dates import iso
from sitegen.diagnostics import Diagnostic
from sitegen.facets.schedule import zone_of
from sitegen.kinds import KINDS
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.stages import discover
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.selection import State, state_of, waits_until
from sitegen.stages.assemble.taxonomy import vocabulary_words
from sitegen.stages.parse import ParseSettings, parse
from sitegen.urls import bare_tag, same_tag

_KINDS = {kind.name: kind for kind in KINDS}


class ListedEntry(Struct, frozen=True, kw_only=True):
    """One line of the list of entries."""

    path: str
    """Below the site's folder."""
    kind: str
    title: str
    state: State | Literal["broken"]
    """Broken is what cannot be read, so that nothing else is known of it."""
    date: str = ""
    """The day of the entry, ISO 8601."""
    until: str = ""
    """When a scheduled entry is published, or when an expired one went: ISO 8601."""
    field: str = ""
    """The field that decides the state: `draft`, `expiry_date`; empty for what is published."""
    line: int = 1
    """The line of that field."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    address: str = ""
    """Its address, now or once it is published; empty for one that has no page."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which entries are listed; what is empty chooses all."""

    state: str = ""
    kind: str = ""
    tag: str = ""
    author: str = ""

    def has(self, each: ListedEntry) -> bool:
        """Return whether an entry is among them."""
        return (
            self.state in ("", each.state)
            and self.kind in ("", each.kind)
            and (not self.tag or same_tag(self.tag) in map(same_tag, each.tags))
            and (not self.author or self.author.casefold() in map(str.casefold, each.authors))
        )


def heads(root: Path, config: Config) -> tuple[dict[str, bytes], list[Entry[Meta]]]:
    """Return the bytes of every source by path, and its front matter as an entry without a text."""
    bounds = bounds_of(root, config.links_may_lead_to)
    languages, _ = read_catalogues(root / "layouts", bounds)
    parsing = ParseSettings.of(config, languages)
    sources, entries = {}, []
    for source in discover.discover(root, KINDS, (), bounds=bounds).sources:
        data = sources[source.path] = disk.read(root / source.path)
        entries.append(parse(source, data, _KINDS[source.kind], parsing, head_only=True))
    return sources, entries


def site_entries(settings: Path, now: dt.datetime) -> tuple[list[ListedEntry] | None, tuple[Diagnostic, ...]]:
    """Return every entry by path with its state at `now`, or None and what is wrong with the settings."""
    config, problems = site_config.read(settings, kinds=list(_KINDS))
    if config is None:
        return None, problems
    _, entries = heads(settings.parent, config)
    moment = now if now.tzinfo else now.replace(tzinfo=zone_of(config.timezone))
    places = Addresses(config, _KINDS, {})
    places.place(entry for entry in entries if not entry.broken and _KINDS[entry.kind].pages)
    allowed, _ = vocabulary.read(settings.parent)
    words = {**vocabulary_words(allowed), **config.tags}
    return sorted(_listed(entries, words, places.permalinks, moment), key=lambda each: each.path), problems


def _listed(
    entries: Iterable[Entry[Meta]], words: Mapping[str, str], permalinks: Mapping[str, str], now: dt.datetime
) -> Iterator[ListedEntry]:
    """Yield a line for each entry; `words` are those that count as a tag, and this tag."""
    merged = {same_tag(word): meant for word, meant in words.items()}
    for entry in entries:
        meta, kind = entry.meta, _KINDS[entry.kind]
        if entry.broken:
            yield ListedEntry(path=entry.path, kind=entry.kind, title="", state="broken")
            continue
        state = state_of(meta, kind, now)
        date = waits_until(meta, kind) if state == "scheduled" else None
        field = _deciding(entry, state)
        yield ListedEntry(
            path=entry.path,
            kind=entry.kind,
            title=meta.title,
            state=state,
            date=iso(meta.date)[:10] if meta.date else "",
            until=iso(meta.expiry_date) if state == "expired" and meta.expiry_date else _iso(date),
            field=field,
            line=entry.span(field).line,
            tags=tuple(merged.get(same_tag(tag), bare_tag(tag)) for tag in meta.tags),
            authors=tuple(author.text for author in meta.authors),
            address=permalinks.get(entry.key, ""),
        )


def _iso(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _deciding(entry: Entry[Meta], state: State) -> str:
    """Return the field that decides the state of an entry."""
    if state == "draft":
        return "draft" if entry.meta.draft else "published"
    if state == "scheduled":
        return "publish_date" if entry.meta.publish_date else "date"
    return {"internal": "visibility", "expired": "expiry_date", "gone": "gone"}.get(state, "")
