"""What a site's gardeners would look at next: pages that are wanted, lost, past their day or not looked after."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from sitegen import dates
from sitegen.diagnostics.near_duplicates import nearly_one
from sitegen.facets.schedule import zone_of
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.questions.glossary import glossary
from sitegen.questions.promises import actions, consultations
from sitegen.urls import normalise, spelled

SETTINGS = "site.yaml"
"""Where menus are written."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing to look at."""

    what: str
    """A title, a name or a tag."""
    path: str = ""
    """The source that it is about, below the site's folder; empty for what has no source."""
    note: str = ""
    """What is known of it, in words."""
    places: tuple[str, ...] = ()
    """Further sources that it has to do with."""


class Findings(Struct, frozen=True, kw_only=True):
    """All findings of one sort."""

    name: str
    """What programs know the sort by: `wanted`."""
    title: str
    """The sort in words: `Wanted pages`."""
    advice: str
    """What can be done about them, in a sentence."""
    found: tuple[Finding, ...]


Backlinks = Mapping[str, tuple[tuple[str, int], ...]]
"""Key of an entry -> who links to it, as `Site.backlinks` has it."""


def health(site: Site, before: Backlinks) -> tuple[Findings, ...]:
    """Return what needs looking after, by sort; every sort is there, also one without findings.

    `before` are the links of the site that was built last.
    """
    return tuple(
        Findings(name=name, title=title, advice=advice, found=tuple(find(site, before)))
        for name, (title, advice, find) in SORTS.items()
    )


def _wanted(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield names that are linked to and not written yet, the most wanted first."""
    names: dict[str, str] = {}
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    for key, resolved in site.links.items():
        for reference, link in zip(site.entries[key].body.references, resolved, strict=True):
            if link.state == "redlink":
                called = normalise(reference.target)
                names.setdefault(called, reference.target)
                wanted[called][site.entries[key].path] = None
    for called, paths in sorted(wanted.items(), key=lambda each: (-len(each[1]), each[0])):
        yield Finding(what=names[called], places=tuple(paths))


def _orphans(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield pages that no other entry links to or names, and no menu either."""
    doors = {item.to for item in (*site.config.menu, *site.config.footer)}
    by_detour = _led_to_by_detour(site)
    used_everywhere = {term.key for term in glossary(site)}
    for entry in _gardened(site):
        key = entry.key
        linked = any(source != key for source, _ in site.backlinks.get(key, ())) or by_detour.get(key, set()) - {
            key
        }
        named = key in site.connections or key in used_everywhere
        if not (linked or named or site.permalinks[key] in doors):
            yield _about(entry)


def _dead_ends(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield pages that lead nowhere: to no entry in their text, by no relation, and to none below them."""
    by_detour = _led_to_by_detour(site)
    leading = {source for target, sources in by_detour.items() for source in sources if source != target}
    for entry in _gardened(site):
        found = site.links.get(entry.key, ())
        leads = any(link.listing or (link.key and link.key != entry.key) for link in found)
        if not (
            leads
            or entry.key in leading
            or any(site.names.get(entry.key, {}).values())
            or site.below.get(site.permalinks[entry.key])
        ):
            yield _about(entry)


def _ambiguous(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield names that more than one entry answers to."""
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for key in site.permalinks:
        for name in (site.entries[key].meta.title, *site.entries[key].meta.names):
            called[normalise(name)].setdefault(key, name)
    for name, keys in sorted(called.items()):
        if name and len(keys) > 1:
            paths = tuple(site.entries[key].path for key in keys)
            yield Finding(what=next(iter(keys.values())), note=_meaning(site, keys), places=paths)


def _meaning(site: Site, keys: Mapping[str, str]) -> str:
    """Return what a link by a name of several entries means where none of them is nearer, in words.

    `keys` has the name as each of them is called. Where they are spelled otherwise, it is for the link to say.
    """
    if len(set(map(spelled, keys.values()))) > 1:
        return ""
    if site.config.disambiguation:
        return "links lead to a page that lists them"
    order = {name: place for place, name in enumerate(site.kinds)}
    ranked = sorted((order[site.entries[key].kind], key.count("/"), key) for key in keys)
    if ranked[0][:2] == ranked[1][:2]:
        return "links have to say which"
    return f"links mean {site.entries[ranked[0][2]].path}"


def _to_review(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield entries whose `review_by` is past, the longest overdue first."""
    due = [(meta.review_by, key) for key in site.permalinks if (meta := site.entries[key].meta).review_by]
    for day, key in sorted(due):
        if day < _today(site):
            yield _about(site.entries[key], f"to be reviewed by {_day(site, day)}")


def _without_outcome(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield consultations that are closed and have no outcome."""
    for each in consultations(site).answer:
        if each.state == "closed" and not each.consultation.outcome:
            yield _about(site.entries[each.card.key], f"closed on {_day(site, each.consultation.closes.day)}")


def _overdue(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield next steps that are open after their day."""
    for line in actions(site):
        if line.action.status == "open" and line.due and line.due.day < _today(site):
            who = ", ".join(person.text for person in line.who)
            note = f"due on {_day(site, line.due.day)}{f', promised by {who}' if who else ''}"
            yield Finding(what=line.action.what, path=site.entries[line.card.key].path, note=note)


def _neglected(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield entries that lack what their kind wants of them."""
    for key in site.permalinks:
        entry = site.entries[key]
        look = site.kinds[entry.kind].neglected
        for words in look(entry.meta, _today(site)) if look else ():
            yield _about(entry, words)


def _rare_tags(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield tags that one entry alone has, and that nobody has described."""
    for slug, keys in site.tagged.items():
        if len(keys) == 1 and not site.terms[slug].key:
            yield Finding(what=site.terms[slug].label, places=(site.entries[keys[0]].path,))


def _near_tags(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield pairs of tags that are nearly the same, the rarer one first."""
    counts = {site.terms[slug].label: len(keys) for slug, keys in site.tagged.items()}
    slugs = {site.terms[slug].label: slug for slug in site.tagged}
    for label, others in nearly_one(counts).items():
        for other in others:
            if (counts[label], label) < (counts[other], other):
                places = tuple(site.entries[key].path for key in site.tagged[slugs[label]])
                yield Finding(what=label, note=f"nearly “{other}”", places=places)


def _redirects(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield old addresses that the site still leads to: its texts, its front matter and its menus."""
    named: list[tuple[str, str]] = []
    for key, resolved in site.links.items():
        named += [(link.to, site.entries[key].path) for link in resolved if not link.key]
    for entry in site.entries.values():
        named += [(address, entry.path) for address in _addresses_in(entry.meta)]
        named += [(_with_slash(site, own.target), entry.path) for own in entry.body.own_links]
    named += [(item.to, SETTINGS) for item in (*site.config.menu, *site.config.footer)]
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for to, path in named:
        address = unquote(to.partition("#")[0])
        if address in site.redirects:
            places[address][path] = None
    for address, paths in sorted(places.items()):
        now = site.permalinks.get(site.redirects[address], "")
        yield Finding(what=address, note=f"is {now} now", places=tuple(paths))


def _with_slash(site: Site, typed: str) -> str:
    """Return an address that is written with the host of the site, with the slash that a server adds to it."""
    whole = typed if typed.endswith("/") else f"{typed}/"
    return whole if unquote(whole) in site.redirects else typed


def _addresses_in(meta: Meta) -> Iterator[str]:
    """Yield the addresses that are named in lists of the front matter, such as the proof of a message."""
    for name in meta.__struct_fields__:
        items = getattr(meta, name)
        for item in items if isinstance(items, tuple) else ():
            if isinstance(to := getattr(item, "link", None), str):
                yield to


def _lost(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield entries that others linked to when the site was built last, and that nothing leads to now."""
    by_detour = _led_to_by_detour(site)
    for key in sorted(site.permalinks):
        then = {source for source, _ in before.get(key, ())} - {key}
        now = {source for source, _ in site.backlinks.get(key, ())} | by_detour.get(key, set())
        if then and not now - {key} and key not in site.connections:
            note = f"{len(then)} {'page' if len(then) == 1 else 'pages'} linked to it in the last build"
            places = tuple(site.entries[source].path for source in sorted(then) if source in site.entries)
            yield Finding(what=site.entries[key].meta.title, path=site.entries[key].path, note=note, places=places)


def _gone(site: Site, before: Backlinks) -> Iterator[Finding]:
    """Yield pages that are gone and say of nothing that it is there instead."""
    for key, gone in sorted(site.gone.items()):
        if not gone.instead and gone.addresses:
            yield Finding(what=gone.title, path=f"content/{key}", note=f"was {gone.addresses[-1]}")


def _led_to_by_detour(site: Site) -> dict[str, set[str]]:
    """Return the keys of entries that link to an entry by an old address, or by a name that it shares; by key."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, resolved in site.links.items():
        for link in resolved:
            address = "" if link.key else unquote(link.to.partition("#")[0])
            if address in site.redirects:
                found[site.redirects[address]].add(key)
            elif address in site.shared_names:
                for target in site.shared_names[address].keys:
                    found[target].add(key)
    return found


def _gardened(site: Site) -> Iterator[Entry[Meta]]:
    """Yield the entries of kinds whose entries are meant to be linked with each other, by path."""
    headed = set(site.heads.values())
    for key in sorted(site.permalinks):
        entry = site.entries[key]
        if site.kinds[entry.kind].gardened and key not in headed:
            yield entry


def _about(entry: Entry[Meta], note: str = "") -> Finding:
    return Finding(what=entry.meta.title, path=entry.path, note=note)


def _today(site: Site) -> dt.date:
    return site.now.astimezone(zone_of(site.config.timezone)).date()


def _day(site: Site, day: dt.date) -> str:
    return dates.short_day(day)


SORTS: dict[str, tuple[str, str, Callable[[Site, Backlinks], Iterable[Finding]]]] = {
    "wanted": ("Wanted pages", "Write them, or link to what is there.", _wanted),
    "orphans": ("Pages that nothing leads to", "Link to them where readers would look for them.", _orphans),
    "dead-ends": ("Pages that lead nowhere", "Link from them to what belongs to their subject.", _dead_ends),
    "ambiguous": ("Names of several pages", "Give each a title of its own.", _ambiguous),
    "review": ("Past their review", "Read them again, and set a new `review_by`.", _to_review),
    "no-outcome": ("Consultations without an outcome", "Say in `outcome` what came of them.", _without_outcome),
    "overdue": ("Next steps past their day", "Set `status`, or a new day in `due`.", _overdue),
    "neglected": ("Entries that lack something", "Add it, or change their status.", _neglected),
    "rare-tags": ("Tags used once", "Use another tag, or describe this one in content/tags/.", _rare_tags),
    "near-tags": ("Tags that are nearly another", "Merge them: `sitegen tags merge`.", _near_tags),
    "redirects": (
        "Redirects that your own links take",
        "Write the new address, and spare readers the detour.",
        _redirects,
    ),
    "lost": ("Pages that lost their links", "Link to them again, or say that they are `gone: true`.", _lost),
    "gone": ("Pages that are gone without a way on", "Name in `superseded_by` what is there instead.", _gone),
}
"""Name -> title, advice, and the function that finds."""
