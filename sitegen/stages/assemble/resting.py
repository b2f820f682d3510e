"""Tags that nothing published has for now: the clock alone, or a page that is gone, must lose no address."""

from collections.abc import Iterable, Mapping

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
    away = [
        entry
        for entry in selection.hidden.values()
        if not (entry.broken or entry.meta.is_draft or entry.meta.visibility != "public")
    ]
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
