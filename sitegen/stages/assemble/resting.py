"""Tags and lists that have nothing for now: the clock alone, or a page that is gone, must lose no address."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.register import Register
from sitegen.model.term import Term
from sitegen.model.vocabulary import Vocabulary
from sitegen.register import canonical
from sitegen.stages.assemble.selection import Selection
from sitegen.stages.assemble.taxonomy import Taxonomy
from sitegen.stages.assemble.translations import is_translation


def resting_terms(
    now: Taxonomy,
    selection: Selection,
    entries: Iterable[Entry[Meta]],
    config: Config,
    kinds: Mapping[str, Kind],
    vocabulary: Vocabulary,
    register: Register,
) -> dict[str, Term]:
    """Return the registered tags that only entries have which wait, have expired or are gone, by slug.

    `now` are the tags of the `entries` that are published. A tag that was never published stays unknown.
    """
    if not register.in_use:
        return {}
    away = _away(selection)
    if not any(entry.meta.tags or not kinds[entry.kind].pages for entry in away):
        return {}
    both = [*entries, *away]
    tagged = [entry for entry in both if kinds[entry.kind].pages and not is_translation(entry)]
    described = [entry for entry in both if not kinds[entry.kind].pages]
    found = Taxonomy(tagged, described, config, kinds, vocabulary).terms
    return {
        slug: structs.replace(term, description="", key="", count=0, parent="", narrower=())
        for slug, term in found.items()
        if not {slug, now.slug_of(term.label)} & now.terms.keys()
        if canonical(term.permalink) in register.first
    }


def resting_lists(
    shown: Mapping[str, Sequence[str]],
    selection: Selection,
    kinds: Mapping[str, Kind],
    permalinks: Mapping[str, str],
    register: Register,
) -> dict[str, str]:
    """Return the addresses of lists in which all that was published expired, waits or is gone, by kind.

    `shown` are the entries of each kind, `permalinks` the addresses of those that are not. Whether one that
    waits was ever published is known from the register alone.
    """
    return {
        entry.kind: kinds[entry.kind].directory
        for entry in _away(selection)
        if kinds[entry.kind].directory and kinds[entry.kind].pages and not shown.get(entry.kind)
        if canonical(permalinks.get(entry.key, "/")) in register.first
    }


def _away(selection: Selection) -> list[Entry[Meta]]:
    """Return the entries that wait for their date, have expired or are gone."""
    return [
        entry
        for entry in selection.hidden.values()
        if not (entry.broken or entry.meta.is_draft or entry.meta.visibility != "public")
    ]
