"""Questions about the card of a page: what is shown beside a link to it elsewhere."""

from typing import Literal

from msgspec import Struct

from sitegen.dates import short_day
from sitegen.locales.locale import direction
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.entries import label
from sitegen.questions.language import page_language, spoken
from sitegen.urls import Marked, is_external

FOLDER = "/assets/cards"
SHOWN_ELSEWHERE = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""The endings of pictures that other sites show; no drawing is among them."""


class CardWords(Struct, frozen=True, kw_only=True):
    """What the card of a page says."""

    title: str
    kind: str
    day: str
    site: str
    rtl: bool


def social_card(site: Site, key: str) -> Marked | Literal[""]:
    """Return the address of the card of an entry, or of the site for an empty key; "" where it has none.

    A site has cards where its settings ask for them, and an entry unless it has a picture that others can show.
    """
    path = card_path(site, key) if site.config.cards else ""
    return marked_address(path) if path else ""


def card_path(site: Site, key: str) -> str:
    """Return the root-relative address of a card, "" for an entry with a picture of its own."""
    if not key:
        return f"{FOLDER}.png"
    image = site.entries[key].meta.image
    address = site.attached.get(key, {}).get(image, "") if image else ""
    if address.lower().endswith(SHOWN_ELSEWHERE) and not is_external(address):
        return ""
    return f"{FOLDER}/{site.permalinks[key].strip('/') or 'home'}.png"


def card_words(site: Site, key: str) -> CardWords:
    """Return what a card says: the title of an entry with its sort and day, or what the site is."""
    config = site.config
    if not key:
        rtl = direction(config.language) == "rtl"
        return CardWords(title=config.title, kind="", day="", site="", rtl=rtl)
    found = site.entries[key]
    meta = found.meta
    locale = spoken(site, page_language(site, found))
    start = meta.schedule.start if meta.schedule else meta.date
    return CardWords(
        title=meta.title,
        kind=locale.text(label(site, found)),
        day=short_day(start.day, locale) if start else "",
        site=config.title,
        rtl=direction(meta.lang or config.language) == "rtl",
    )
