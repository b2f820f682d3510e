"""Addresses as layouts and outputs get them: the only module that marks the addresses of the site's index."""

from functools import lru_cache
from urllib.parse import quote

from sitegen.model.site import Site
from sitegen.urls import External, Href, Marked, is_external, marked


def marked_address(address: str) -> Marked:
    """Return a root-relative address as pages, feeds and calendars need it, behind the mark."""
    return marked(address)


def entry_address(site: Site, key: str, anchor: str = "") -> Marked:
    """Return the address of an entry, or of an `#anchor` on its page. Raises KeyError for a key without a page."""
    return marked(site.permalinks[key] + anchor)


def is_free(site: Site, address: str) -> bool:
    """Return whether the site has no file, entry or redirect of its own at an address."""
    return not (address in site.files or address in site.at or address in site.redirects)


def file_address(address: str) -> Href:
    """Return the address of a file, percent-encoded because a file's name may hold any character.

    One on another site is returned as it is.
    """
    return External(address) if is_external(address) else marked(_quoted(address))


def written_address(address: str) -> Href:
    """Return an address that somebody wrote in site.yaml: marked when it begins with `/`, else as it is."""
    return marked(address) if address.startswith("/") else External(address)


_quoted = lru_cache(maxsize=4096)(quote)  # many pages show the same picture
