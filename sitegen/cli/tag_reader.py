"""The tags of a site as its files have them, for the commands that list and change them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen import config as site_config
from sitegen import vocabulary
from sitegen.cli.entry_reader import heads
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.diagnostics.near_duplicates import nearly_one
from sitegen.engine.register import read_register
from sitegen.kinds import KINDS
from sitegen.model.term import Term
from sitegen.model.vocabulary import FILE
from sitegen.retag.front_matter import written
from sitegen.retag.plan import Files
from sitegen.stages.assemble.selection import select
from sitegen.stages.assemble.taxonomy import Taxonomy, vocabulary_words
from sitegen.urls import bare_tag, same_tag, slugify

_KINDS = {kind.name: kind for kind in KINDS}
_BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)
"""A time at which nothing has expired yet."""


class SiteTags(Struct, frozen=True, kw_only=True):
    """The files of a site that may name tags, and the tags that a build makes of them."""

    files: Files
    terms: dict[str, Term]
    synonyms: dict[str, tuple[str, ...]]
    """Slug of a tag -> the words that count as it."""
    allowed: frozenset[str] | None
    """The tags of the vocabulary, as tags are compared; None without one."""


class ListedTag(Struct, frozen=True, kw_only=True):
    """One line of the list of tags."""

    label: str
    slug: str
    address: str
    """Empty for one that the vocabulary has and no entry."""
    count: int
    near: tuple[str, ...]
    """The labels of the tags that are nearly the same."""
    synonyms: tuple[str, ...]
    parent: str
    """The label of the broader tag."""
    known: bool
    """Whether the vocabulary has it, or a file in content/tags/; true for all without a vocabulary."""

    def as_json(self) -> dict[str, Any]:
        """Return what programs read."""
        return {
            "tag": self.label,
            "slug": self.slug,
            "address": self.address,
            "count": self.count,
            "once": self.count == 1,
            "near": list(self.near),
            "synonyms": list(self.synonyms),
            "parent": self.parent,
            "known": self.known,
        }

    def remarks(self) -> str:
        """Return what there is to say about it."""
        said = ["used once"] if self.count == 1 else ["not used"] if not self.count else []
        said += [f"nearly {', '.join(self.near)}"] if self.near else []
        said += [] if self.known else [f"not in {FILE}"]
        said += [f"part of {self.parent}"] if self.parent else []
        said += [f"also {', '.join(self.synonyms)}"] if self.synonyms else []
        return "; ".join(said)


def site_tags(settings: Path) -> tuple[SiteTags | None, tuple[Diagnostic, ...]]:
    """Return the tags of a site, or None and what is wrong with its settings."""
    root = settings.parent
    config, problems = site_config.read(settings, kinds=[kind.name for kind in KINDS])
    allowed, wrong = vocabulary.read(root)
    if config is None or any(each.severity is Severity.ERROR for each in wrong):
        return None, (*problems, *wrong)
    sources, entries = heads(root, config)
    readable = [entry for entry in entries if not entry.broken]
    shown = select(readable, _KINDS, _BEFORE_ALL, drafts=True, future=True).entries.values()
    described = [entry for entry in shown if not _KINDS[entry.kind].pages]
    taxonomy = Taxonomy([each for each in shown if _KINDS[each.kind].pages], described, config, _KINDS, allowed)
    words = {**vocabulary_words(allowed), **config.tags}
    synonyms: dict[str, tuple[str, ...]] = {}
    for word in words:
        slug = taxonomy.slugs.get(same_tag(word), "")
        if slug in taxonomy.terms and same_tag(word) != same_tag(taxonomy.terms[slug].label):
            synonyms[slug] = (*synonyms.get(slug, ()), word)
    named = {
        same_tag(each.label): bare_tag(each.label) for path in sources for each in written(sources[path], path)
    }
    named |= {same_tag(name): name for name in allowed.tags}
    named |= {same_tag(entry.meta.title): entry.meta.title for entry in described}
    describing = next(kind for kind in KINDS if not kind.pages)
    files = Files(
        settings=settings.name,
        sources=sources,
        tag_folder=f"content/{describing.folder}",
        tag_address=describing.permalink,
        registered=frozenset(read_register(root)[0].first),
        named=named,
        counted={same_tag(word): meant for word, meant in words.items()},
        vocabulary=allowed,
    )
    return SiteTags(
        files=files,
        terms=taxonomy.terms,
        synonyms=synonyms,
        allowed=frozenset(map(same_tag, allowed.tags)) if allowed.tags else None,
    ), ()


def listed(site: SiteTags) -> list[ListedTag]:
    """Return all tags by label, those of the vocabulary that no entry has among them."""
    terms = sorted(site.terms.values(), key=lambda term: (term.label.casefold(), term.slug))
    near = nearly_one([term.label for term in terms])
    return sorted([*_used(site, terms, near), *_unused(site)], key=lambda each: (each.label.casefold(), each.slug))


def _unused(site: SiteTags) -> list[ListedTag]:
    """Return the tags of the vocabulary that no entry has, and that have no page."""
    labels = {name: each.label or name for name, each in site.files.vocabulary.tags.items()}
    names = {same_tag(name): name for name in labels}
    return [
        ListedTag(
            label=labels[name],
            slug=slugify(each.slug or name),
            address="",
            count=0,
            near=(),
            synonyms=each.synonyms,
            parent=labels.get(names.get(same_tag(each.parent), ""), ""),
            known=True,
        )
        for name, each in site.files.vocabulary.tags.items()
        if slugify(each.slug or name) not in site.terms
    ]


def _used(site: SiteTags, terms: list[Term], near: Mapping[str, tuple[str, ...]]) -> list[ListedTag]:
    return [
        ListedTag(
            label=term.label,
            slug=term.slug,
            address=term.permalink,
            count=term.count,
            near=near.get(term.label, ()),
            synonyms=site.synonyms.get(term.slug, ()),
            parent=site.terms[term.parent].label if term.parent in site.terms else "",
            known=site.allowed is None
            or same_tag(term.label) in site.allowed
            or bool(term.key)
            or _is_word(site, term),
        )
        for term in terms
    ]


def _is_word(site: SiteTags, term: Term) -> bool:
    """Return whether a tag is shown under a label that the vocabulary gives it."""
    return same_tag(site.files.counted.get(same_tag(term.label), "")) in (site.allowed or ())
