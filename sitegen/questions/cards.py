"""Questions about the card of a page: what is shown beside a link to it elsewhere."""

from itertools import chain

from msgspec import Struct

from sitegen.dates import short_day
from sitegen.locales.locale import direction
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.entries import gallery, label
from sitegen.questions.icons import SIDES, icon
from sitegen.questions.language import page_language, spoken
from sitegen.questions.pictures import picture_at
from sitegen.urls import Href, is_external

FOLDER = "/assets/cards"
WIDTH, HEIGHT = 1200, 630
"""Pixels of a card, as those who show cards ask for."""
SHOWN_ELSEWHERE = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""The endings of pictures that other sites show; no drawing is among them."""


class SharedPicture(Struct, frozen=True, kw_only=True):
    """What is shown beside a link to a page elsewhere."""

    to: Href
    alt: str
    width: int
    """Pixels; 0 when unknown."""
    height: int
    large: bool = False
    """Whether it is a picture of the page itself, to be shown large; the icon of the site is not."""


class CardWords(Struct, frozen=True, kw_only=True):
    """What the card of a page says."""

    title: str
    kind: str
    day: str
    site: str
    rtl: bool


def shared_picture(site: Site, key: str) -> SharedPicture | None:
    """Return the picture that is shown beside a link to an entry, or to another page for an empty key.

    It is a card where a site has them and the entry no picture that others can show; then that picture; then the
    icon of the site. None for layouts without icons.
    """
    config = site.config
    card = card_path(site, key) if config.cards else ""
    if card:
        title = site.entries[key].meta.title if key else config.title
        return SharedPicture(to=marked_address(card), alt=title, width=WIDTH, height=HEIGHT, large=True)
    address, alt = _picture(site, key) if key else ("", "")
    if address:
        own = picture_at(site, address, alt)
        width, height = (0, 0) if own.whole else (own.width, own.height)
        return SharedPicture(to=own.to, alt=own.alt, width=width, height=height, large=True)
    side = SIDES[-1]
    drawn = icon(site, side)
    return SharedPicture(to=drawn, alt=config.title, width=side, height=side) if drawn else None


def card_path(site: Site, key: str) -> str:
    """Return the root-relative address of a card, "" for an entry with a picture that others can show."""
    if not key:
        return f"{FOLDER}.png"
    address, _ = _picture(site, key)
    if address and not is_external(address):
        return ""
    return f"{FOLDER}/{site.permalinks[key].strip('/') or 'home'}.png"


def _picture(site: Site, key: str) -> tuple[str, str]:
    """Return address and text of the first picture that others can show: the own one, else one of the gallery."""
    found = site.entries[key]
    own = site.attached.get(key, {}).get(found.meta.image, "") if found.meta.image else ""
    pictures = ((address, alt) for address, alt, _ in gallery(site, found))
    for address, alt in chain(((own, found.meta.imagealt or ""),), pictures):
        if address.lower().endswith(SHOWN_ELSEWHERE):
            return address, alt
    return "", ""


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
