"""What an entry has of each facet by which a list sorts its kind: its type, its year, its publisher, its tags."""

from collections.abc import Iterator
from typing import Any

from sitegen.model.site import Site
from sitegen.questions.once import once
from sitegen.urls import slugify

MOST_TAGS = 24
"""How many tags a list offers: those that most of its entries have."""
LEAST_USED = 2
"""From how many of its entries on a list offers a tag."""


def values(site: Site, key: str, facet: str) -> Iterator[tuple[str, str]]:
    """Yield each value that an entry has of a facet, as it is in addresses, and what it is called.

    What the kind names itself, such as `paper`, is called nothing here.
    """
    meta: Any = site.entries[key].meta
    if facet == "superseded":
        later = any(site.names.get(key, {}).get(found.text) for found in meta.superseded_by)
        if later or any(found.field == "supersedes" for found in site.connections.get(key, ())):
            yield facet, ""
    elif facet == "year":
        if meta.date:
            yield str(meta.date.day.year), str(meta.date.day.year)
    elif facet == "tag":
        offered = _tags(site, site.entries[key].kind)
        yield from ((slug, site.terms[slug].label) for slug in offered if key in offered[slug])
    elif isinstance(found := getattr(meta, facet, ""), tuple):
        for each in found:
            target = site.names.get(key, {}).get(each.text, "")
            name = site.entries[target].meta.title if target in site.entries else each.text
            if slug := slugify(name):
                yield slug, name
    elif slug := slugify(str(found)):
        yield slug, ""


@once
def _tags(site: Site, kind: str) -> dict[str, frozenset[str]]:
    """Return the tags that most entries of a kind have, by their labels, each with the keys of these entries."""
    listed = frozenset(site.collections.get(kind, ()))
    found = {slug: listed.intersection(keys) for slug, keys in site.tagged.items()}
    most = sorted(
        (slug for slug in found if len(found[slug]) >= LEAST_USED), key=lambda slug: (-len(found[slug]), slug)
    )
    return {slug: found[slug] for slug in sorted(most[:MOST_TAGS])}
