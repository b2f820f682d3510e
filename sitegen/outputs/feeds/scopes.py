"""Which kinds and languages have feeds of their own."""

from sitegen.model.site import Site
from sitegen.questions.language import page_language
from sitegen.questions.lists import keeps_list

FEED_SCOPES = ("site", "kind", "language", "tag")
"""What feeds are of."""


def listed_kinds(site: Site) -> list[str]:
    """Return the kinds with a feed of their own: those in the feed of the site that have a list."""
    return [name for name in dict.fromkeys(site.config.feeds) if name in site.kinds and keeps_list(site, name)]


def languages(site: Site) -> list[str]:
    """Return the tags of the languages that there are translations into."""
    return sorted({page_language(site, site.entries[key]) for key in site.translations} - {""})
