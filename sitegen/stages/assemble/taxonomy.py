"""The tags of a site: labels that differ only in case, spaces or hyphens are one term."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.model.address_book import tag
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.term import Term
from sitegen.urls import folded, slugify

LONGEST = 200
"""Bytes of a tag's address: longer ones are no names of files, or have no room for an ending."""


class Taxonomy:
    """The terms of a site, and the entries with each."""

    def __init__(
        self,
        tagged: Sequence[Entry[Meta]],
        described: Iterable[Entry[Meta]],
        config: Config,
        kinds: Mapping[str, Kind],
    ) -> None:
        """Take the entries that may have tags and the files of content/tags/; site.yaml may merge tags."""
        self.diagnostics: list[Diagnostic] = []
        self._kinds = kinds
        self._merged = {same(label): meant for label, meant in config.tags.items()}
        files: dict[str, Entry[Meta]] = {}
        for entry in described:
            for name in (entry.meta.title, *entry.meta.names, entry.slug):
                files.setdefault(same(name), entry)
        self.keys: dict[str, list[str]] = {}
        """Slug -> keys of the entries with this tag."""
        self.tags: dict[str, tuple[str, ...]] = {}
        """Key -> slugs, in the writer's order."""
        labels = {
            entry.key: tuple(dict.fromkeys(self._merged.get(same(tag), _word(tag)) for tag in entry.meta.tags))
            for entry in tagged
        }
        used = Counter(chain.from_iterable(labels.values()))
        groups: dict[str, Counter[str]] = {}
        for label, count in used.items():
            groups.setdefault(same(label), Counter())[label] += count
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        owners: dict[str, tuple[str, str]] = {}
        settled: dict[str, tuple[str, str]] = {}
        for label in used:
            group = same(label)
            file = files.get(group)
            slug = file.slug if file else slugify(commonest(groups[group]))
            settled[label] = slug, f"file {file.key}" if file else group
        for entry in tagged:
            slugs: list[str] = []
            for label in labels[entry.key]:
                slug, owner = settled[label]
                if not self._allowed(entry, label, slug, owner, owners):
                    continue
                spellings[slug][label] += 1
                if slug not in slugs:
                    slugs.append(slug)
                    self.keys.setdefault(slug, []).append(entry.key)
            self.tags[entry.key] = tuple(slugs)
        by_slug = {entry.slug: entry for entry in files.values()}
        self.terms = {
            slug: self._term(slug, by_slug.get(slug), spellings.get(slug, Counter()))
            for slug in sorted({*spellings, *by_slug})
        }

    def _allowed(
        self, entry: Entry[Meta], label: str, slug: str, group: str, owners: dict[str, tuple[str, str]]
    ) -> bool:
        """Return whether a tag has an address of its own, and report it when it has none."""
        if not slug:
            fix = f"describe it in content/tags/ with a slug: a file with title: {label} and slug: some-word"
            self.diagnostics.append(
                diagnose("empty-slug", entry.span("tags"), f"no address can be made of the tag {label!r}", fix=fix)
            )
            return False
        if len(slug) > LONGEST // 4 and len(slug.encode()) > LONGEST:
            message = f"the tag {label[:40] + '…'!r} is too long for an address: it has {len(slug.encode())} bytes"
            fix = f"{LONGEST} are the most; write commas between tags, or shorter ones"
            self.diagnostics.append(diagnose("address-too-long", entry.span("tags"), message, fix=fix))
            return False
        owner, other = owners.get(slug) or owners.setdefault(slug, (group, label))
        if owner != group:
            self.diagnostics.append(
                diagnose(
                    "tag-collision",
                    entry.span("tags"),
                    f"the tags {label!r} and {other!r} would share the address {tag(self._kinds, slug)}",
                    fix=f"add a file to content/tags/ for each, with title: {label} and a slug of its own",
                )
            )
            return False
        return True

    def _term(self, slug: str, file: Entry[Meta] | None, spellings: Counter[str]) -> Term:
        return Term(
            slug=slug,
            label=file.meta.title if file else commonest(spellings),
            permalink=tag(self._kinds, slug),
            description=(file.meta.excerpt or file.body.excerpt) if file else "",
            key=file.key if file else "",
            count=len(self.keys.get(slug, ())),
        )


def commonest(spellings: Counter[str]) -> str:
    """Return the spelling that most entries use; the first in the alphabet among equals."""
    return min(spellings, key=lambda label: (-spellings[label], label))


def _word(label: str) -> str:
    """Return a label without the sign that Obsidian has before tags; the sign alone stays."""
    return label[1:].lstrip("# ") or label if label[:1] == "#" else label


@lru_cache(maxsize=8192)
def same(label: str) -> str:
    """Return the form in which labels are compared: two labels with the same form are one tag."""
    return re.sub(r"[\s_-]+", "", folded(_word(label)))
