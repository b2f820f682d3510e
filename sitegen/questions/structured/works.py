"""Posts, pages, messages and documents in the vocabulary of schema.org."""

import mimetypes
from typing import Any

from msgspec import UNSET, UnsetType, structs

from sitegen.dates import iso
from sitegen.model.schema_org import Audience, DefinedTerm, DefinedTermSet, Media, WebSite, Work, WorkType
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address, written_address
from sitegen.questions.changes import last_changed
from sitegen.questions.entries import breadcrumbs, published_file
from sitegen.questions.language import page_language, spoken
from sitegen.questions.structured.parts import address, excerpt, keywords, names, parties, picture
from sitegen.questions.structured.whole import named_site, publisher
from sitegen.urls import is_external, to_absolute

STATES = {"draft": "Draft", "agreed": "Published", "retired": "Obsolete"}
"""What schema.org calls the states of a message."""
GUIDES = ("guide", "tutorial")
"""The types of pages of the wiki that say how something is done."""
TYPES: dict[str, WorkType] = {
    "dataset": "Dataset",
    "data": "Dataset",
    "report": "Report",
    "slides": "PresentationDigitalDocument",
    "presentation": "PresentationDigitalDocument",
}
"""What schema.org calls the types of documents; all others are a DigitalDocument."""


def posting(site: Site, key: str) -> Work:
    """Return a post, which is a part of the blog."""
    found = site.entries[key]
    kind = site.kinds[found.kind]
    title = spoken(site, page_language(site, found)).text(kind.title)
    blog = WebSite(type="Blog", name=title, url=to_absolute(marked_address(kind.directory), site.config.base))
    return structs.replace(
        _headed(site, key, "BlogPosting"), is_part_of=blog if kind.directory else named_site(site)
    )


def article(site: Site, key: str) -> Work:
    """Return a page of the wiki, with the term that it explains where it is one of the glossary."""
    found = site.entries[key]
    meta = found.meta
    term: DefinedTerm | UnsetType = UNSET
    if meta.type and meta.type == site.kinds[found.kind].glossary:
        above = breadcrumbs(site, found)[-1]
        term = DefinedTerm(
            name=meta.title,
            alternate_name=meta.names or UNSET,
            description=excerpt(site, key),
            in_defined_term_set=DefinedTermSet(name=above.text, url=to_absolute(above.to, site.config.base)),
        )
    return structs.replace(_headed(site, key, "TechArticle" if meta.type in GUIDES else "Article"), about=term)


def page(site: Site, key: str) -> Work:
    """Return a page that belongs to no list."""
    return structs.replace(_work(site, key, "WebPage"), name=site.entries[key].meta.title)


def message(site: Site, key: str) -> Work:
    """Return a key message: a sentence with its state, those whom it is for, and its proof.

    It is no `Claim`, which is what somebody says of a fact and somebody else reviews.
    """
    meta: Any = site.entries[key].meta
    base = site.config.base
    audience = (
        Audience(audience_type=who.text, url=to_absolute(who.to, base) if who.to else UNSET)
        for who in names(site, key, meta.audience)
    )
    proof = (
        Work(
            type="CreativeWork",
            name=fact.text,
            url=to_absolute(written_address(fact.link), base) if fact.link else UNSET,
        )
        for fact in meta.proof
    )
    return structs.replace(
        _headed(site, key, "CreativeWork"),
        audience=tuple(audience) or UNSET,
        citation=tuple(proof) or UNSET,
        creative_work_status=STATES.get(meta.status, UNSET),
        expires=meta.expires.isoformat() if meta.expires else UNSET,
    )


def document(site: Site, key: str) -> Work:
    """Return a document with its version, its terms and its files, by what sort of document it is."""
    meta: Any = site.entries[key].meta
    sort = TYPES.get(meta.type.lower().removesuffix("s"), TYPES.get(meta.type.lower(), "DigitalDocument"))
    files = tuple(_file(site, key, each, sort) for each in meta.attachments) or UNSET
    older = (who.to for who in names(site, key, meta.supersedes) if who.to)
    ref = meta.ref or UNSET
    return structs.replace(
        _work(site, key, sort),
        name=meta.title,
        publisher=parties(site, key, meta.publisher, "Organization") or (publisher(site),),
        version=meta.version or UNSET,
        identifier=UNSET if sort == "Report" else ref,
        report_number=ref if sort == "Report" else UNSET,
        license=_terms(meta.licence) if meta.licence else UNSET,
        encoding=UNSET if sort == "Dataset" else files,
        distribution=files if sort == "Dataset" else UNSET,
        is_based_on=tuple(to_absolute(to, site.config.base) for to in older) or UNSET,
    )


def _terms(licence: str) -> str | Work:
    """Return a licence by its address, or by its name."""
    return licence if is_external(licence) else Work(type="CreativeWork", name=licence)


def _file(site: Site, key: str, attachment: Any, sort: WorkType) -> Media:
    """Return a file of a document; a file on another site has no size."""
    found = published_file(site, site.attached.get(key, {}).get(attachment.file, attachment.url))
    form, _ = mimetypes.guess_type(found.name)
    return Media(
        type="DataDownload" if sort == "Dataset" else "MediaObject",
        name=attachment.title or found.name,
        content_url=to_absolute(found.to, site.config.base),
        encoding_format=form or UNSET,
        content_size=f"{max(1, round(found.size / 1000))} KB" if found.size else UNSET,
        in_language=attachment.lang or UNSET,
        sha256=found.sha256 or UNSET,
    )


def _headed(site: Site, key: str, sort: WorkType) -> Work:
    """Return a text with its title and the page that it is the text of."""
    meta, work = site.entries[key].meta, _work(site, key, sort)
    first = meta.republished.url if meta.republished else work.url
    return structs.replace(work, headline=meta.title, main_entity_of_page=first)


def _work(site: Site, key: str, sort: WorkType) -> Work:
    """Return what is known of everything that is written."""
    meta = site.entries[key].meta
    changed = last_changed(site, key)
    others = _translations(site, key, sort) if key in site.translations else ()
    original = bool(others) and site.translations[key][0].key == key
    return Work(
        type=sort,
        url=address(site, key),
        description=excerpt(site, key),
        in_language=meta.lang or site.config.language,
        date_published=iso(meta.date) if meta.date else UNSET,
        date_modified=iso(changed) if changed else UNSET,
        image=picture(site, key),
        author=parties(site, key, meta.authors, "Person"),
        publisher=(publisher(site),),
        keywords=keywords(site, key),
        translation_of_work=UNSET if original or not others else others[0],
        work_translation=others if original and others else UNSET,
        is_part_of=named_site(site),
    )


def _translations(site: Site, key: str, sort: WorkType) -> tuple[Work, ...]:
    """Return the same text in its other languages."""
    others = (each for each in site.translations[key] if each.key != key)
    return tuple(
        Work(
            type=sort,
            name=site.entries[each.key].meta.title,
            url=address(site, each.key),
            in_language=each.language,
        )
        for each in others
    )
