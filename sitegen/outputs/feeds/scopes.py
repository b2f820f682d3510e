"""Which kinds, languages and stakeholders have feeds of their own."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.questions.language import page_language
from sitegen.questions.lists import keeps_list
from sitegen.questions.once import once

FEED_SCOPES = ("site", "kind", "language", "tag", "comments")
"""What feeds are of."""


def listed_kinds(site: Site) -> list[str]:
    """Return the kinds with a feed of their own: those in the feed of the site that have a list."""
    return [name for name in dict.fromkeys(site.config.feeds) if name in site.kinds and keeps_list(site, name)]


@once
def about(site: Site, key: str) -> tuple[str, ...]:
    """Return the keys of what names a stakeholder in front matter, such as its posts, papers, events and messages.

    That is what the feed of a stakeholder has. None for an entry of a kind that is no stakeholder.
    """
    kinds, entries = site.kinds, site.entries
    if not kinds[entries[key].kind].people or key not in site.permalinks:
        return ()
    named = dict.fromkeys(connection.key for connection in site.connections.get(key, ()))
    return tuple(each for each in named if each in site.permalinks and not kinds[entries[each].kind].people)


def followed(site: Site) -> Iterator[str]:
    """Yield the keys of the stakeholders that have a feed."""
    yield from (key for key in site.connections if key in site.entries and about(site, key))


def languages(site: Site) -> list[str]:
    """Return the tags of the languages that there are translations into."""
    return sorted({page_language(site, site.entries[key]) for key in site.translations} - {""})
