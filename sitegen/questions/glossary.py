"""Questions about the glossary: the wiki pages that are terms, and the names they have."""

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address
from sitegen.questions.once import once
from sitegen.urls import Marked


class GlossaryTerm(Struct, frozen=True, kw_only=True):
    """A name of a term, and where the term is explained."""

    name: str
    to: Marked
    key: str


@once
def glossary(site: Site) -> tuple[GlossaryTerm, ...]:
    """Return the titles and aliases of all terms; none where the site does not ask for links to them."""
    if not site.config.glossary:
        return ()
    return tuple(
        GlossaryTerm(name=name, to=entry_address(site, key), key=key)
        for kind, keys in site.collections.items()
        for key in keys
        if (sort := site.kinds[kind].glossary) and (meta := site.entries[key].meta).type == sort
        for name in (meta.title, *meta.names)
    )
