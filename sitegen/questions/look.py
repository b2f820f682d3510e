"""The question what a site loads on every page for a look of its own."""

from typing import Literal

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.colours import colours as site_colours
from sitegen.questions.theme import theme_address
from sitegen.urls import Marked

STYLE, SCRIPT = "custom.css", "custom.js"
"""The assets of a site's own layouts that every page loads behind all others."""


class Look(Struct, frozen=True, kw_only=True):
    """The files that the head of every page names. An address is empty for a site that has no such file.

    The accent is not here: a page that does not name it stays as it is when it changes.
    """

    band: str
    band_by_night: str
    theme: Marked | Literal[""] = ""
    """The style sheet of the theme in site.yaml."""
    style: Marked | Literal[""] = ""
    script: Marked | Literal[""] = ""


def look(site: Site) -> Look:
    """Return what pages load beside the files of every site."""
    theme, colours = theme_address(site), site_colours(site)
    return Look(
        band=colours.band,
        band_by_night=colours.band_by_night,
        theme=marked_address(theme) if theme else "",
        style=_own(site, STYLE),
        script=_own(site, SCRIPT),
    )


def addresses(site: Site) -> tuple[str, ...]:
    """Return the same as root-relative addresses without the mark."""
    own = tuple(site.assets[name].address for name in (STYLE, SCRIPT) if name in site.assets)
    return (theme, *own) if (theme := theme_address(site)) else own


def _own(site: Site, name: str) -> Marked | Literal[""]:
    found = site.assets.get(name)
    return marked_address(found.address) if found else ""
