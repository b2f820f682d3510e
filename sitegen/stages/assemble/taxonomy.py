"""The tags of a site: labels that differ only in case, spaces or hyphens are one term."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import structs

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.model.address_book import tag
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.term import Term
from sitegen.model.vocabulary import AllowedTag, Vocabulary
from sitegen.stages.assemble.unknown_tags import unknown_tags
from sitegen.urls import bare_tag, same_tag, slugify

LONGEST = 200
"""Bytes of a tag's address: longer ones are no names of files, or have no room for an ending."""
_NOTHING_SAID = AllowedTag()


class Taxonomy:
    """The terms of a site, and the entries with each."""

    def __init__(
        self,
        tagged: Sequence[Entry[Meta]],
        described: Iterable[Entry[Meta]],
        config: Config,
        kinds: Mapping[str, Kind],
        vocabulary: Vocabulary,
    ) -> None:
        """Take the entries that may have tags and the files of content/tags/.

        site.yaml may merge tags, and the vocabulary has the tags that are allowed, if it has any.
        """
        self.diagnostics: list[Diagnostic] = []
        self._kinds = kinds
        self._allowed_tags = {same_tag(name): (name, each) for name, each in vocabulary.tags.items()}
        self._merged = _merged(config, vocabulary)
        self._files: dict[str, Entry[Meta]] = {}
        for entry in described:
            for name in (entry.meta.title, *entry.meta.names, entry.slug):
                self._files.setdefault(same_tag(name), entry)
        self._used: dict[str, str] = {}
        """A tag that entries have, in the form in which tags are compared -> its slug."""
        self.keys: dict[str, list[str]] = {}
        """Slug -> keys of the entries with this tag."""
        self.tags: dict[str, tuple[str, ...]] = {}
        """Key -> slugs, in the writer's order."""
        counted = {tag: self._meant(tag) for tag in {tag for entry in tagged for tag in entry.meta.tags}}
        labels = {entry.key: tuple(dict.fromkeys([counted[tag] for tag in entry.meta.tags])) for entry in tagged}
        used = Counter(chain.from_iterable(labels.values()))
        groups: dict[str, Counter[str]] = {}
        for label, count in used.items():
            groups.setdefault(same_tag(label), Counter())[label] += count
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        owners: dict[str, tuple[str, str]] = {}
        settled: dict[str, tuple[str, str]] = {}
        for label in used:
            group = same_tag(label)
            file = self._files.get(group)
            slug = self._used[group] = self._slug(group, groups[group])
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
        if vocabulary.tags:
            self.diagnostics += unknown_tags(
                tagged, vocabulary, {*self._allowed_tags, *self._merged, *self._files}
            )
        by_slug = {entry.slug: entry for entry in self._files.values()}
        parents = {
            self._slug(group): self._slug(same_tag(each.parent))
            for group, (_, each) in self._allowed_tags.items()
            if each.parent
        }
        shown = {*spellings, *by_slug}
        for slug in tuple(shown):
            while (slug := parents.get(slug, "")) and slug not in shown:
                shown.add(slug)
        listed = {self._slug(group): each for group, each in self._allowed_tags.items()}
        terms = {
            slug: self._term(
                slug, by_slug.get(slug), spellings.get(slug, Counter()), *listed.get(slug, ("", None))
            )
            for slug in sorted(shown)
        }
        self.slugs = {same_tag(name): slug for slug, term in terms.items() for name in (term.label, slug)}
        """A word for a tag, as labels are compared -> the slug of the tag: its label, its slug, its synonyms."""
        for word, meant in self._merged.items():
            if (slug := self._slug(same_tag(meant))) in terms:
                self.slugs.setdefault(word, slug)
        synonyms = {**vocabulary_words(vocabulary), **config.tags}
        folder = next((kind.folder for kind in kinds.values() if not kind.pages), "")
        self.former_names = {
            name: terms[slug].key
            for word in synonyms
            if (slug := self.slugs.get(same_tag(word), "")) and slug in terms and terms[slug].key
            for name in (word, f"{folder}/{slugify(word)}")
        }
        """A synonym of a tag, also as the path of a file -> the key of the file that describes the tag."""
        self.terms = self._related(terms, parents, synonyms)

    def slug_of(self, word: str) -> str:
        """Return the slug of the tag that a word means, be it used or only allowed; "" for an unknown word."""
        return self.slugs.get(same_tag(word)) or self._slug(same_tag(self._meant(word)))

    def _meant(self, label: str) -> str:
        """Return the tag that a label counts as: its own words, where it is no synonym."""
        group = same_tag(label)
        return self._merged.get(group) or bare_tag(label)

    def _slug(self, group: str, spellings: Counter[str] | None = None) -> str:
        """Return the last part of a tag's address; that of an allowed tag does not depend on how it is spelt."""
        if file := self._files.get(group):
            return file.slug
        name, allowed = self._allowed_tags.get(group, ("", _NOTHING_SAID))
        if name:
            return slugify(allowed.slug or name)
        return slugify(commonest(spellings)) if spellings else self._used.get(group, "")

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

    def _term(
        self, slug: str, file: Entry[Meta] | None, spellings: Counter[str], name: str, allowed: AllowedTag | None
    ) -> Term:
        label = (allowed.label or name) if allowed else commonest(spellings) if spellings else ""
        said = allowed.description if allowed else ""
        return Term(
            slug=slug,
            label=file.meta.title if file else label,
            permalink=tag(self._kinds, slug),
            description=(file.meta.excerpt or file.body.excerpt or said) if file else said,
            key=file.key if file else "",
            count=len(self.keys.get(slug, ())),
        )

    def _related(
        self, terms: dict[str, Term], parents: Mapping[str, str], synonyms: Mapping[str, str]
    ) -> dict[str, Term]:
        """Return terms with those broader and narrower, and with the addresses that lead to them."""
        narrower: dict[str, list[str]] = {}
        for slug, parent in parents.items():
            if slug in terms and parent in terms:
                narrower.setdefault(parent, []).append(slug)
        former: dict[str, dict[str, None]] = {}
        taken = set(terms)
        for word in synonyms:
            slug, meant = slugify(word), self.slugs.get(same_tag(word), "")
            if slug and meant in terms and slug not in taken and len(slug.encode()) <= LONGEST:
                taken.add(slug)
                former.setdefault(meant, {})[tag(self._kinds, slug)] = None
        changed = {
            slug: structs.replace(
                terms[slug],
                parent=parents.get(slug, ""),
                narrower=tuple(
                    sorted(narrower.get(slug, ()), key=lambda each: (terms[each].label.casefold(), each))
                ),
                former=tuple(former.get(slug, ())),
            )
            for slug in {*parents, *narrower, *former} & terms.keys()
        }
        return terms | changed


def vocabulary_words(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the synonyms of a vocabulary as they are written, labels among them, each with its tag."""
    named = {same_tag(name) for name in vocabulary.tags}
    found: dict[str, str] = {}
    for name, allowed in vocabulary.tags.items():
        found |= dict.fromkeys(allowed.synonyms, name)
    for name, allowed in vocabulary.tags.items():
        if allowed.label and same_tag(allowed.label) not in named:
            found.setdefault(allowed.label, name)
    return found


def with_free_addresses(terms: Mapping[str, Term], *taken: Container[str]) -> dict[str, Term]:
    """Return terms without those former addresses at which something else is."""
    kept = {
        slug: structs.replace(
            term, former=tuple(address for address in term.former if not any(address in each for each in taken))
        )
        for slug, term in terms.items()
        if term.former
    }
    return {**terms, **kept}


def commonest(spellings: Counter[str]) -> str:
    """Return the spelling that most entries use; the first in the alphabet among equals."""
    return min(spellings, key=lambda label: (-spellings[label], label))


def _merged(config: Config, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the tag that each synonym counts as, by the form in which tags are compared.

    A synonym of site.yaml may lead to one of the vocabulary, whose own synonyms have the last word.
    """
    names = {same_tag(name): name for name in vocabulary.tags}
    words = {same_tag(word): name for word, name in vocabulary_words(vocabulary).items()}
    merged = {same_tag(word): meant for word, meant in config.tags.items()}
    found = {
        word: words.get(same_tag(meant)) or names.get(same_tag(meant)) or meant for word, meant in merged.items()
    }
    return {**names, **found, **words} if vocabulary.tags else found
