"""Questions about one entry: what it is, what its body became, how others show it."""

import datetime as dt
from urllib.parse import quote

from msgspec import Struct

from sitegen.facets.actions import Action
from sitegen.facets.relations import Relation
from sitegen.facets.schedule import Moment
from sitegen.model.asset import Asset
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Resolved, Site
from sitegen.questions.answers import Card, Link, Picture
from sitegen.questions.entry_view import Profile, present
from sitegen.questions.once import once
from sitegen.urls import MARK

HEADINGS_WORTH_A_LIST = 3


class Filling(Struct, frozen=True, kw_only=True):
    """What a body is made of: the digest of its source, and what goes into its slots."""

    key: str
    title: str
    slug: str
    """Where the body is shown inside another: what stands before its ids."""
    address: str
    """Marked; empty for what has no page."""
    digest: str
    links: tuple[Resolved, ...]
    embedded: tuple["Filling", ...] = ()
    """The fillings of the embeds among its links, in order."""


def entry(site: Site, key: str) -> Profile:
    """Return everything about an entry but its body."""
    found = site.entries[key]
    kind = site.kinds[found.kind]
    meta = found.meta
    address = MARK + site.permalinks[key] if key in site.permalinks else ""
    headings = found.body.headings
    pictured = image(site, found)
    edit = None
    if site.config.repository:
        edit = Link(text=found.path, to=f"{site.config.repository.rstrip('/')}/edit/main/{found.path}")
    return Profile(
        key=key,
        kind=found.kind,
        kind_label=kind.label,
        label=label(site, found),
        title=meta.title,
        permalink=address,
        canonical=meta.republished.url if meta.republished else address,
        excerpt=meta.excerpt or found.body.excerpt,
        lede=found.lede,
        words=site.texts[key].body.words,
        contents=headings,
        toc=meta.toc if meta.toc is not None else len(headings) >= HEADINGS_WORTH_A_LIST,
        tags=tag_links(site, key),
        newer=_successors(site, key, meta.superseded_by, "supersedes"),
        older=_successors(site, key, meta.supersedes, "superseded_by"),
        image=pictured,
        missing_image=(meta.imagealt or "") if meta.image and not pictured else "",
        breadcrumbs=breadcrumbs(site, found),
        source_path=found.path,
        edit=edit,
        schedule=meta.schedule,
        files={name: asset_at(site, to) for name, to in site.attached.get(key, {}).items()},
        names=name_links(site, key),
        meta=meta,
    )


def body(site: Site, key: str) -> Filling:
    """Return what decides an entry's HTML: its source's digest and what its slots lead to."""
    found = site.entries[key]
    links = site.links.get(key, ())
    embedded = tuple(
        body(site, link.key)
        for link, reference in zip(links, found.body.references, strict=True)
        if reference.kind == "embed" and link.key and not link.state
    )
    return Filling(
        key=key,
        title=found.meta.title,
        slug=found.slug,
        address=MARK + site.permalinks[key] if key in site.permalinks else "",
        digest=site.texts[key].digest,
        links=links,
        embedded=embedded,
    )


@once
def card(site: Site, key: str) -> Card:
    """Return an entry as lists show it."""
    found = site.entries[key]
    meta = found.meta
    kind = site.kinds[found.kind]
    names = name_links(site, key)
    return Card(
        key=key,
        kind=found.kind,
        label=label(site, found),
        title=meta.title,
        permalink=MARK + site.permalinks[key],
        date=meta.date,
        updated=meta.updated,
        excerpt=meta.excerpt or found.body.excerpt,
        image=image(site, found),
        tags=tag_links(site, key),
        authors=present(meta.authors, names),
        schedule=meta.schedule,
        status=getattr(meta, "status", "") or "",
        fields={name: present(getattr(meta, name), names) for name in kind.card},
    )


def label(site: Site, found: Entry[Meta]) -> str:
    """Return what an entry is called: its type in words, else its kind's label."""
    kind: str = getattr(found.meta, "type", "") or ""
    words = kind.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:] if words else site.kinds[found.kind].label


def name_links(site: Site, key: str) -> dict[str, Link]:
    """Return a link for every name in an entry's front matter."""
    return {name: _named(site, name, target) for name, target in site.names.get(key, {}).items()}


def _named(site: Site, name: str, target: str) -> Link:
    """Return a link for one name: to an entry, to a tag (`#slug`), or plain words when nobody is meant."""
    if target.startswith("#"):
        term = site.terms[target[1:]]
        return Link(text=term.label, to=term.permalink)
    return link(site, target) if target else Link(text=name)


def link(site: Site, key: str) -> Link:
    """Return a link to an entry under its title."""
    return Link(text=site.entries[key].meta.title, to=MARK + site.permalinks[key], key=key)


def due(site: Site, key: str, action: Action) -> tuple[Moment | None, Link | None]:
    """Return by when a next step falls due, and the event that says so where one does."""
    if action.due and action.due.date:
        day = dt.datetime.combine(action.due.date, dt.time())
        return Moment(local=day, zone=site.config.timezone, all_day=True), None
    target = site.names[key].get(action.due.event.text) if action.due and action.due.event else None
    if not target:
        return None, None
    schedule = site.entries[target].meta.schedule
    return schedule.start if schedule else None, link(site, target)


def tag_links(site: Site, key: str) -> tuple[Link, ...]:
    """Return an entry's tags as links to their pages."""
    terms = (site.terms[slug] for slug in site.tags.get(key, ()))
    return tuple(Link(text=term.label, to=term.permalink) for term in terms)


def _successors(site: Site, key: str, said: tuple[Relation, ...], other: str) -> tuple[Link, ...]:
    """Return the links of a relation of this entry, and of its counterpart on the entries at the other end."""
    names = name_links(site, key)
    own = [names[relation.text] for relation in said if relation.text in names]
    theirs = [link(site, found.key) for found in site.connections.get(key, ()) if found.field == other]
    return tuple(dict.fromkeys([*own, *theirs]))


def image(site: Site, found: Entry[Meta]) -> Picture | None:
    """Return an entry's own picture, when its file is there or lies elsewhere on the web."""
    address = site.attached.get(found.key, {}).get(found.meta.image, "") if found.meta.image else ""
    alt = found.meta.imagealt or ""
    if not address:
        return None
    file = site.files.get(address)
    if file is None:
        return Picture(to=address, alt=alt)
    return Picture(to=MARK + quote(address), alt=alt, width=file.width, height=file.height)


def asset_at(site: Site, address: str) -> Asset:
    """Return the measures of a published file; one elsewhere on the web has none."""
    file = site.files.get(address)
    name = address.rpartition("/")[2]
    if file is None:
        return Asset(name=name, to=address, size=0, digest="")
    return Asset(
        name=name,
        to=MARK + quote(address),
        size=file.size,
        digest=file.digest,
        width=file.width,
        height=file.height,
    )


def breadcrumbs(site: Site, found: Entry[Meta]) -> tuple[Link, ...]:
    """Return the way from home to an entry, without the entry itself."""
    crumbs = [Link(text="Home", to=MARK + "/")]
    kind = site.kinds[found.kind]
    if kind.directory:
        crumbs.append(Link(text=kind.title, to=MARK + kind.directory))
    address = site.permalinks.get(found.key, "")
    headed = set(site.heads.values())
    crumbs += [link(site, key) for key in above(site, address) if key != found.key and key not in headed]
    return tuple(crumbs)


def above(site: Site, address: str) -> tuple[str, ...]:
    """Return the keys of the entries whose addresses enclose this one, outermost first."""
    parts = address.strip("/").split("/")
    enclosing = ("/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts)))
    return tuple(site.at[step] for step in enclosing if step in site.at)
