"""The stage that makes one immutable index of all entries: what is published, addresses, names, links and tags."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from sitegen.dates import day
from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.facets.schedule import Occurrence, zone_of
from sitegen.model.asset import Asset
from sitegen.model.config import without_look
from sitegen.model.entry import Entry
from sitegen.model.gone import Gone
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.model.site import Resolved, Site
from sitegen.model.source import File
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.clock_changes import next_clock_change
from sitegen.stages.assemble.comments import published_comments
from sitegen.stages.assemble.copies import published_copies
from sitegen.stages.assemble.embeds import cut_embeds
from sitegen.stages.assemble.files import Files
from sitegen.stages.assemble.gone import gone_pages
from sitegen.stages.assemble.identities import first_addresses, repeated_uids
from sitegen.stages.assemble.links import Linker
from sitegen.stages.assemble.listings import Listings
from sitegen.stages.assemble.misplaced import (
    looking_like,
    misplaced_entries,
    misplaced_files,
    published_as_typed,
    published_drafts,
)
from sitegen.stages.assemble.names import Names
from sitegen.stages.assemble.own_links import own_addresses
from sitegen.stages.assemble.pictures import flaws_in_files, flaws_of, published_sizes
from sitegen.stages.assemble.relations import Relations
from sitegen.stages.assemble.resting import resting_lists, resting_terms
from sitegen.stages.assemble.revisions import contributors_of, revisions_of
from sitegen.stages.assemble.sections import Sections
from sitegen.stages.assemble.selection import Selection, select
from sitegen.stages.assemble.shared_names import SharedNames
from sitegen.stages.assemble.tables import shown_tables
from sitegen.stages.assemble.taxonomy import Taxonomy, with_free_addresses
from sitegen.stages.assemble.translations import Translations, is_translation
from sitegen.stages.assemble.unread import unread_fields
from sitegen.stages.assemble.wordings import last_day_of_use, too_long, withdrawn


class Assembled(Struct, frozen=True, kw_only=True):
    """The index of a site, and the problems found while it was made."""

    site: Site
    selection: Selection
    diagnostics: tuple[Diagnostic, ...]
    problems: tuple[tuple[str, Problem], ...]
    """Problems of links, each with the key of its entry; their places are still to be found."""
    addresses: tuple[tuple[str, Reference, str], ...]
    """Links to addresses that no entry owns: key of the linking entry, reference, address. Plan checks them."""

    own_addresses: tuple[tuple[str, Reference, str], ...] = ()
    """The same of links that are written with the site's own host."""

    @property
    def keys_with_problems(self) -> set[str]:
        """The keys of the entries with a link that a diagnostic may be about."""
        return {key for key, _ in self.problems} | {key for key, _, _ in (*self.addresses, *self.own_addresses)}


def assemble(inputs: Inputs, kinds: Mapping[str, Kind]) -> Assembled:
    """Return the index of everything that a build publishes at `inputs.now`, with diagnostics."""
    config, now = inputs.config, inputs.now
    selection = select(
        inputs.entries.values(), kinds, now, drafts=inputs.drafts, future=inputs.future, internal=config.internal
    )
    shown = selection.entries
    readable = [entry for entry in shown.values() if not entry.broken]
    described = [entry for entry in readable if not kinds[entry.kind].pages]
    listed = [entry for entry in readable if kinds[entry.kind].pages]

    originals = [entry for entry in listed if not is_translation(entry)]
    taxonomy = Taxonomy(originals, described, config, kinds, inputs.vocabulary)
    resting = resting_terms(taxonomy, selection, readable, config, kinds, inputs.vocabulary, inputs.register)
    addresses = Addresses(config, kinds, taxonomy.terms)
    addresses.place(readable)
    permalinks = addresses.permalinks
    unplaced = {
        entry.key: structs.replace(entry, broken=True) for entry in readable if entry.key not in permalinks
    }
    shown = selection.entries | unplaced
    readable = [entry for entry in readable if entry.key in permalinks]
    names = Names(shown, kinds, taxonomy.former_names)
    hidden = Names(selection.hidden, kinds)
    relations = Relations(kinds, names, hidden, taxonomy)
    relations.resolve(readable)
    published = Files(inputs.files, addresses.folders(), flaws_of(inputs.renditions))
    for entry in readable:
        published.attach(entry, permalinks[entry.key])
    hidden_addresses = Addresses(config, kinds, taxonomy.terms)
    hidden_addresses.place(entry for entry in selection.hidden.values() if not entry.broken)
    labels = [term.label for term in taxonomy.terms.values()]
    listings = Listings(kinds, names, hidden, taxonomy.slug_of, labels, selection.hidden.values())
    taken = (*addresses.at, *addresses.redirects)
    shared_names = SharedNames(names, permalinks, taken, wanted=config.disambiguation)
    linker = Linker(
        shown, permalinks, names, hidden, hidden_addresses.at, published, kinds, listings, shared_names
    )
    links = {
        entry.key: tuple([linker.target(entry, each) for each in entry.body.references]) for entry in readable
    }
    own = [found for entry in readable if entry.body.own_links for found in own_addresses(entry, linker)]
    cut = cut_embeds(shown, links)
    gone: dict[str, Gone] = {}
    unlike: list[Diagnostic] = []
    if selection.gone:
        everywhere = hidden_addresses.permalinks | permalinks
        known = shown | selection.gone
        asked = Linker(
            known, everywhere, names, hidden, hidden_addresses.at, published, kinds, listings, shared_names
        )
        newer = Relations(kinds, names, hidden, taxonomy)
        gone, unlike = gone_pages(
            selection.gone.values(), hidden_addresses, addresses, newer, asked, inputs.register
        )
    comments, unheard, next_comment = published_comments(
        inputs.comments.values(),
        permalinks,
        addresses.redirects,
        shown,
        selection.hidden,
        internal=config.internal,
        now=dt.datetime.max.replace(tzinfo=dt.UTC) if inputs.future else now,
    )
    tables = shown_tables(inputs.tables, readable, links, published.published)

    attached = tuple(published.published.values())
    sizes, made = published_sizes(published.published, inputs.renditions)
    fingerprinted = {file.path: _asset(file, fingerprint=inputs.fingerprint) for file in inputs.assets}
    published.published |= {fingerprinted[file.path].address: file for file in inputs.assets}
    zone = zone_of(config.timezone)
    today = now.astimezone(zone).date()
    horizon = dt.date(today.year + config.horizon, 12, 31)
    translations = Translations(readable, relations.names, config.language)
    dated = [entry for entry in readable if not is_translation(entry)]
    occurrences, shortened = _occurrences(dated, horizon)
    revisions, committed = revisions_of(inputs.history, readable, now)
    until, why = next_clock_change(
        selection.next_due,
        selection.next_expiry,
        committed,
        next_comment,
        last_day_of_use(readable, today),
        dated,
        occurrences,
        horizon,
        now.astimezone(zone),
    )
    headed = set(addresses.heads.values())
    collections = _collections([entry for entry in originals if entry.key in permalinks], kinds, headed)
    published_entries = {entry.key: entry for entry in readable}
    sections = Sections(
        (published_entries[key] for keys in collections.values() for key in keys), kinds, config.language
    )
    place = {key: number for number, key in enumerate(_by_time(readable))}
    site = Site(
        config=without_look(config),
        theme=config.theme,
        languages=inputs.languages,
        kinds=dict(kinds),
        entries=published_entries,
        texts=published_entries,
        collections=collections,
        heads=addresses.heads,
        resting_lists=resting_lists(collections, selection, kinds, hidden_addresses.permalinks, inputs.register),
        permalinks=permalinks,
        first_addresses=first_addresses(readable, permalinks, inputs.register),
        at=addresses.at,
        below=addresses.below(key for keys in collections.values() for key in keys),
        neighbours=_neighbours(collections.values()),
        translations=translations.groups,
        folders=sections.folders,
        positions=sections.positions,
        links=links,
        backlinks=_backlinks({key: found for key, found in links.items() if not is_translation(shown[key])}),
        names=relations.names,
        connections={key: tuple(found) for key, found in relations.connections.items()},
        terms=with_free_addresses(taxonomy.terms, addresses.at, addresses.redirects),
        resting=with_free_addresses(
            {slug: term for slug, term in resting.items() if term.permalink not in addresses.at},
            *(addresses.at, addresses.redirects),
        ),
        tagged={
            slug: tuple(sorted((key for key in keys if key in place), key=place.__getitem__))
            for slug, keys in taxonomy.keys.items()
        },
        tags=taxonomy.tags,
        files=published.published,
        sizes=sizes,
        made=made,
        tables=tables,
        comments=comments,
        topics={entry.key: inputs.topics[entry.key].topics for entry in readable if entry.key in inputs.topics},
        attached=published.attached,
        folders_shown=published.folders_shown,
        assets=fingerprinted,
        occurrences=occurrences,
        redirects=addresses.redirects,
        shared_names=shared_names.pages,
        history=revisions,
        former={entry.key: said for entry in readable if (said := inputs.history.former.get(entry.path))},
        contributors=contributors_of(revisions, names, kinds),
        gone=gone,
        now=now,
        until=until,
        until_why=why,
    )
    lookalikes = looking_like(inputs.entries.values(), kinds)
    found = [
        *shortened,
        *unlike,
        *unheard,
        *(each for feed in inputs.topics.values() for each in feed.diagnostics),
        *repeated_uids(readable),
        *too_long(readable, config),
        *taxonomy.diagnostics,
        *addresses.diagnostics,
        *relations.diagnostics,
        *translations.diagnostics,
        *published.diagnostics,
        *flaws_in_files(published),
        *(each for table in tables.values() for each in table.diagnostics),
        *unread_fields(inputs.entries.values(), kinds, config, inputs.read_by_layouts, lookalikes),
        *misplaced_entries(lookalikes, inputs.entries, kinds),
        *published_drafts(readable),
        *published_copies({entry.key: entry for entry in readable}),
        *published_as_typed(inputs.files, readable),
        *misplaced_files(inputs.files, attached, selection.hidden.values(), inputs.entries.keys()),
    ]
    return Assembled(
        site=site,
        selection=selection,
        diagnostics=tuple(found),
        problems=(*linker.problems, *linker.wordings.problems, *cut, *withdrawn(readable, shown, links, today)),
        addresses=tuple(linker.addresses),
        own_addresses=tuple(own),
    )


def _collections(
    entries: Iterable[Entry[Meta]], kinds: Mapping[str, Kind], headed: set[str]
) -> dict[str, tuple[str, ...]]:
    """Return the keys of the entries of each kind, by their `order` first, then in the order of the kind."""
    gathered: dict[str, list[Entry[Meta]]] = {name: [] for name, kind in kinds.items() if kind.pages}
    for entry in entries:
        if entry.key not in headed:
            gathered[entry.kind].append(entry)
    ordered = {}
    for name, found in gathered.items():
        found.sort(key=lambda entry: (entry.meta.title.casefold(), entry.key))
        if kinds[name].order == "newest":
            found.sort(key=_published, reverse=True)
        elif kinds[name].order == "start":
            found.sort(key=_begins)
        found.sort(key=lambda entry: (entry.meta.order is None, entry.meta.order or 0))
        ordered[name] = tuple(entry.key for entry in found)
    return ordered


def _neighbours(collections: Iterable[Sequence[str]]) -> dict[str, tuple[str, str]]:
    """Return the keys before and after each key of the collections; "" at either end."""
    return {
        key: (before, after)
        for keys in collections
        for before, key, after in zip(("", *keys), keys, (*keys[1:], ""), strict=False)
    }


def _published(entry: Entry[Meta]) -> float:
    return entry.meta.date.aware().timestamp() if entry.meta.date else float("-inf")


def _begins(entry: Entry[Meta]) -> float:
    return entry.meta.schedule.start.aware().timestamp() if entry.meta.schedule else float("-inf")


def _by_time(entries: Iterable[Entry[Meta]]) -> list[str]:
    """Return the keys of entries, the newest first: events by their start, others by their date."""
    by_title = sorted(entries, key=lambda entry: (entry.meta.title.casefold(), entry.key))
    by_title.sort(key=lambda entry: _begins(entry) if entry.meta.schedule else _published(entry), reverse=True)
    return [entry.key for entry in by_title]


def _backlinks(links: Mapping[str, tuple[Resolved, ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the references that lead to each entry, as key and number."""
    found: dict[str, list[tuple[str, int]]] = {}
    for source, resolved in links.items():
        for number, link in enumerate(resolved):
            if link.key and link.key != source and not link.state:
                found.setdefault(link.key, []).append((source, number))
    return {key: tuple(mentions) for key, mentions in found.items()}


def _occurrences(
    entries: Iterable[Entry[Meta]], horizon: dt.date
) -> tuple[tuple[Occurrence, ...], list[Diagnostic]]:
    """Return all dates and deadlines in time order, and a warning for each series with dates not shown."""
    found: list[Occurrence] = []
    diagnostics = []
    for entry in entries:
        if entry.meta.consultation is not None:
            found.append(entry.meta.consultation.deadline(entry.key))
        if not entry.meta.schedule:
            continue
        own = entry.meta.occurrences(entry.key, horizon)
        found += own
        if own and own[0].number > 1:
            ends = (day(date.schedule.start.day) for date in (own[0], own[-1]))
            message = f"only {len(own):,} of its dates are shown, from {' to '.join(ends)}"
            fix = "let it `start` later, or end it with `until` and go on in a new event"
            span = entry.span("repeat" if "repeat" in entry.places else "rrule")
            diagnostics.append(diagnose("repeat-too-many", span, message, fix=fix))
    return tuple(sorted(found, key=lambda each: (each.schedule.start.aware(), each.key))), diagnostics


def _asset(file: File, *, fingerprint: bool) -> Asset:
    """Return an asset under a name with the digest of its bytes, so that browsers may cache it for ever.

    In a preview it keeps its own name and has no digest, so that an edited style sheet makes no page stale.
    """
    if not fingerprint:
        return Asset(address=f"/assets/{file.path}")
    stem, dot, suffix = file.path.rpartition(".")
    name = f"{stem}.{file.digest[:10]}{dot}{suffix}" if dot else f"{file.path}.{file.digest[:10]}"
    return Asset(
        address=f"/assets/{name}",
        size=file.size,
        digest=file.digest,
        width=file.width,
        height=file.height,
    )


__all__ = ["Assembled", "assemble"]
