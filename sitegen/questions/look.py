"""The question what a site loads on every page for a look of its own."""

from typing import Literal

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.urls import Marked

STYLE, SCRIPT = "custom.css", "custom.js"
"""The assets of a site's own layouts that every page loads behind all others."""


class Look(Struct, frozen=True, kw_only=True):
    """Addresses of files, each empty for a site that has no such file."""

    style: Marked | Literal[""] = ""
    script: Marked | Literal[""] = ""


def look(site: Site) -> Look:
    """Return what pages load beside the files of every site."""
    return Look(style=_own(site, STYLE), script=_own(site, SCRIPT))


def addresses(site: Site) -> tuple[str, ...]:
    """Return the same as root-relative addresses without the mark."""
    return tuple(site.assets[name].address for name in (STYLE, SCRIPT) if name in site.assets)


def _own(site: Site, name: str) -> Marked | Literal[""]:
    found = site.assets.get(name)
    return marked_address(found.address) if found else ""
