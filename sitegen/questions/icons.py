"""Questions about the icons of a site: those that telephones put on their screens."""

from typing import Literal

from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.urls import Marked

LOGO = "icon.png"
"""The asset of a site's own layouts that all icons are made of."""
SIDES = (180, 192, 512)
"""Pixels: Apple's touch icon, and those of a web manifest."""
_DIGITS = 10


def icon(site: Site, side: int) -> Marked | Literal[""]:
    """Return the address of the icon of so many pixels: one of the site's own logo, else the packaged one.

    Empty where layouts have neither.
    """
    address = icon_address(site, side)
    return marked_address(address) if address else ""


def icon_address(site: Site, side: int) -> str:
    """Return the same as a root-relative address without the mark."""
    logo = site.assets.get(LOGO)
    if logo is None:
        packaged = site.assets.get(f"icon-{side}.png")
        return packaged.address if packaged else ""
    return f"/assets/icons/{logo.digest[:_DIGITS] or 'icon'}-{side}.png"
