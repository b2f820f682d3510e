"""What names an entry or a page for ever in feeds and exports, wherever it moves."""

import re
from urllib.parse import quote

from sitegen.model.site import Site
from sitegen.urls import is_external

_UNQUOTED = re.compile(r"[\w.~/-]*", re.ASCII)
"""An address as nearly all are, in which there is nothing to quote."""


def lasting_id(site: Site, key: str) -> str:
    """Return what names an entry for ever: its `uid`, or its first address."""
    meta = site.entries[key].meta
    if is_external(meta.uid):
        return meta.uid
    if meta.uid:
        return f"{site.config.url}#{quote(meta.uid)}"
    return lasting_address(site, site.first_addresses.get(key) or site.permalinks[key])


def lasting_address(site: Site, address: str) -> str:
    """Return an address as the site's `url` has it: `--base-url` changes links but never ids."""
    return site.config.url.rstrip("/") + (address if _UNQUOTED.fullmatch(address) else quote(address))
