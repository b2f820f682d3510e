"""Questions about one entry: its fields, its body, and its card."""

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct, structs

from sitegen.facets.relations import Relation
from sitegen.model import address_book
from sitegen.model.entry import Entry
from sitegen.model.listing import Listing
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.model.site import Resolved, Site
from sitegen.model.source import File, in_words
from sitegen.model.table import Table
from sitegen.model.term import Term
from sitegen.questions.addresses import entry_address, file_address, marked_address
from sitegen.questions.answers import Card, FileAnswer, Link, Picture, PictureSize, TranslatedPage
from sitegen.questions.changes import last_changed
from sitegen.questions.entry_view import EntryAnswer, with_links
from sitegen.questions.forges import repository
from sitegen.questions.invitations import invitation
from sitegen.questions.language import original, page_language, spoken
from sitegen.questions.once import once
from sitegen.questions.pictures import picture_at, sizes_of
from sitegen.urls import External, Href, Marked

HEADINGS_WORTH_A_LIST = 3
"""From how many headings a page shows its contents, when its front matter does not decide."""


class FilledSlot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of one slot of a body."""

    kind: Literal["link", "image", "wiki", "embed", "post"]
    """The kind of the reference."""
    to: Href | Literal[""]
    """The address with its anchor, or of the form to write what a redlink names; empty when it leads nowhere."""
    key: str
    """The key of the entry it leads to; empty for anything else."""
    text: str
    """The words of a wikilink."""
    state: str
    """Empty when all is well; `redlink` for a name without a page, `missing` for anything else that is not there,
    `hidden` for an entry that this build leaves out."""
    anchor: str
    """For an embed: the section to show, empty for the whole body."""
    width: int
    """Of an image, in pixels; 0 when unknown."""
    height: int
    sizes: tuple[PictureSize, ...] = ()
    """Of an image: the sizes that it may be fetched in, the smallest first."""
    listing: Listing | None = None
    """For an embed that is a list of entries: what it is to show."""
    wording: str = ""
    """For an embed: the words of the entry that are shown in place of its text."""
    file: FileAnswer | None = None
    """For an embed of a file that is shown as a table: that file."""
    table: Table | None = None
    """The table in it."""


class Filling(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that an entry's HTML depends on: the digest of its source and the content of its slots."""

    key: str
    title: str
    slug: str
    """The prefix of its ids where the body is shown inside another."""
    address: Marked
    digest: str
    slots: tuple[FilledSlot, ...]
    """In the order of the numbers in the body's HTML."""
    embedded: tuple["Filling", ...] = ()
    """The fillings of the embeds among its slots, in order."""
    glossary: bool = False
    """Whether the site asks for links on the terms in it."""
    led: bool = False
    """Whether its page begins with a picture, so that those in the text come later."""
    lists: bool = False
    """Whether it shows lists of entries, which are asked for when its HTML is made; itself or within an embed."""


def entry(site: Site, key: str) -> EntryAnswer:
    """Return everything about an entry except its body."""
    found = site.entries[key]
    kind = site.kinds[found.kind]
    meta = found.meta
    address = entry_address(site, key)
    headings = tuple([heading for heading in found.body.headings if heading.listed])
    pictured = image(site, found)
    names = name_links(site, key)
    kept = repository(site.config)
    return EntryAnswer(
        key=key,
        kind=found.kind,
        kind_label=kind.label,
        label=label(site, found),
        title=meta.title,
        permalink=address,
        canonical=External(meta.republished.url) if meta.republished else address,
        excerpt=meta.excerpt or found.body.excerpt,
        lede=found.lede,
        words=site.texts[key].body.words,
        contents=headings,
        toc=meta.toc if meta.toc is not None else len(headings) >= HEADINGS_WORTH_A_LIST,
        tags=tag_links(site, original(site, key)),
        updated=last_changed(site, key),
        newer=_successors(site, key, names, meta.superseded_by, "supersedes"),
        older=_successors(site, key, names, meta.supersedes, "superseded_by"),
        image=pictured,
        gallery=tuple(
            structs.replace(picture_at(site, address, alt), caption=caption)
            for address, alt, caption in gallery(site, found)
        ),
        missing_image=(meta.imagealt or "") if meta.image and not pictured else "",
        breadcrumbs=breadcrumbs(site, found),
        source_path=found.path,
        edit=Link(text=found.path, to=kept.edit(found.path)) if kept else None,
        translations=tuple(
            TranslatedPage(
                language=each.language,
                to=entry_address(site, each.key),
                title=site.entries[each.key].meta.title,
                here=each.key == key,
            )
            for each in site.translations.get(key, ())
        ),
        schedule=meta.schedule,
        files={name: published_file(site, to) for name, to in site.attached.get(key, {}).items()},
        names=names,
        meta=meta,
    )


def body(site: Site, key: str) -> Filling:
    """Return the digest of an entry's source and the content of its slots, which together decide its HTML."""
    found = site.entries[key]
    links = site.links.get(key, ())
    embedded = tuple(
        body(site, link.key)
        for link, reference in zip(links, found.body.references, strict=True)
        if reference.kind == "embed" and link.key and not link.state and not link.wording
    )
    return Filling(
        key=key,
        title=found.meta.title,
        slug=found.slug,
        address=entry_address(site, key),
        digest=site.texts[key].digest,
        glossary=site.config.glossary,
        slots=tuple(_slot(site, found, *slot) for slot in zip(found.body.references, links, strict=True)),
        embedded=embedded,
        led=bool(found.meta.image),
        lists=any(link.listing for link in links) or any(each.lists for each in embedded),
    )


def _slot(site: Site, found: Entry[Meta], reference: Reference, link: Resolved) -> FilledSlot:
    to: Href | Literal[""] = marked_address(link.to) if link.to else ""
    if link.state == "redlink":
        to = invitation(site, found, reference)
    address = unquote(link.to.partition("#")[0]) if reference.kind == "embed" and not link.key else ""
    table = site.tables.get(address) if address else None
    sizes: tuple[PictureSize, ...] = ()
    if reference.kind == "image" and not reference.exact and not link.state:
        shown, sizes = sizes_of(site, unquote(link.to))
        to = shown or to
    return FilledSlot(
        kind=reference.kind,
        to=to,
        file=published_file(site, address) if table else None,
        table=structs.replace(table, diagnostics=()) if table else None,
        key=link.key,
        text=link.text,
        state=link.state,
        wording=link.wording if reference.kind == "embed" else "",
        anchor=link.anchor,
        width=link.width,
        height=link.height,
        sizes=sizes,
        listing=link.listing,
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
        permalink=entry_address(site, key),
        date=meta.date,
        updated=last_changed(site, key),
        excerpt=meta.excerpt or found.body.excerpt,
        image=image(site, found),
        tags=tag_links(site, key),
        authors=with_links(meta.authors, names),
        schedule=meta.schedule,
        status=meta.status,
        fields={name: with_links(getattr(meta, name), names) for name in kind.card},
    )


def label(site: Site, found: Entry[Meta]) -> str:
    """Return the type of an entry in words, else the label of its kind."""
    words = found.meta.type.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:] if words else site.kinds[found.kind].label


def name_links(site: Site, key: str) -> dict[str, Link]:
    """Return a link for every name in an entry's front matter."""
    return {name: _named(site, name, target) for name, target in site.names.get(key, {}).items()}


def _named(site: Site, name: str, target: str) -> Link:
    """Return a link for one name: to an entry or a tag (`#slug`), or plain words when it matches neither."""
    if target.startswith("#"):
        return tag_link(site, target[1:])
    return link(site, target) if target else Link(text=name)


@once
def link(site: Site, key: str) -> Link:
    """Return a link to an entry under its title."""
    return Link(text=site.entries[key].meta.title, to=entry_address(site, key), key=key)


def tag_links(site: Site, key: str) -> tuple[Link, ...]:
    """Return an entry's tags as links to their pages."""
    return tuple(tag_link(site, slug) for slug in site.tags.get(key, ()))


@once
def tag_link(site: Site, slug: str) -> Link:
    """Return a link to the page of a tag."""
    term = site.terms[slug]
    return Link(text=term.label, to=marked_address(term.permalink))


def term_at(site: Site, slug: str) -> Term:
    """Return the tag that has a page under a slug, also one that nothing has for now."""
    return site.terms.get(slug) or site.resting[slug]


def _successors(
    site: Site, key: str, names: Mapping[str, Link], named: tuple[Relation, ...], other: str
) -> tuple[Link, ...]:
    """Return links to the entries that a relation of this one names, and to those whose `other` field names it."""
    own = [names[relation.text] for relation in named if relation.text in names]
    theirs = [link(site, found.key) for found in site.connections.get(key, ()) if found.field == other]
    return tuple(dict.fromkeys([*own, *theirs]))


def image(site: Site, found: Entry[Meta]) -> Picture | None:
    """Return an entry's own picture; None without one, or when its file is missing."""
    address = site.attached.get(found.key, {}).get(found.meta.image, "") if found.meta.image else ""
    alt = found.meta.imagealt or ""
    return picture_at(site, address, alt) if address else None


def gallery(site: Site, found: Entry[Meta]) -> Iterator[tuple[str, str, str]]:
    """Yield address, text and caption of each picture of a gallery; those of a folder have no captions."""
    if not found.meta.images:
        return
    attached, folders = site.attached.get(found.key, {}), site.folders_shown.get(found.key, {})
    for item in found.meta.images:
        inside = folders.get(item.file, ())
        for address in inside or filter(None, (attached.get(item.file),)):
            name = in_words(unquote(address.rpartition("/")[2]).rpartition(".")[0])
            alt, caption = ("", "") if inside else (item.alt or item.caption, item.caption)
            yield address, alt or name, caption


@once
def _file(site: Site, address: str) -> File | None:
    """Return the file that is published at an address."""
    return site.files.get(address)


def published_file(site: Site, address: str) -> FileAnswer:
    """Return the file at an address with its measures; a file on another site has none."""
    file = _file(site, address)
    name = address.rpartition("/")[2]
    if file is None:
        return FileAnswer(name=name, to=file_address(address))
    return FileAnswer(
        name=name,
        to=file_address(address),
        size=file.size,
        digest=file.digest,
        width=file.width,
        height=file.height,
        pages=file.pages,
        sha256=file.sha256,
    )


def breadcrumbs(site: Site, found: Entry[Meta]) -> tuple[Link, ...]:
    """Return the breadcrumbs of an entry: home, its list, its year in the archives, and the entries above it."""
    locale = spoken(site, page_language(site, found))
    crumbs = [Link(text=locale.text("Home"), to=marked_address("/"))]
    kind = site.kinds[found.kind]
    if kind.directory:
        crumbs.append(Link(text=locale.text(kind.title), to=marked_address(kind.directory)))
    date = found.meta.date if kind.archived and _list_head(site, kind.directory) != found.key else None
    if date and original(site, found.key) == found.key:  # translations are in no archive
        year = address_book.listing(site.kinds, kind.name, date.day.year)
        crumbs.append(Link(text=str(date.day.year), to=marked_address(year)))
    above_it = _links_above(site, site.permalinks.get(found.key, "").strip("/").rpartition("/")[0])
    return (*crumbs, *(crumb for crumb in above_it if crumb.key != found.key))


@once
def _list_head(site: Site, directory: str) -> str:
    """Return the key of the entry that heads a list, or ""; once, so that the pages below it record no answer."""
    return site.heads.get(directory, "")


@once
def _links_above(site: Site, folder: str) -> tuple[Link, ...]:
    """Return links to the entries whose addresses are this folder or enclose it, but for heads of lists."""
    headed, parts = set(site.heads.values()), folder.split("/")
    enclosing = ("/" + "/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1))
    keys = (site.at[step] for step in enclosing if step in site.at)
    return tuple(link(site, key) for key in keys if key not in headed)
