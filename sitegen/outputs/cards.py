"""Cards of pages: the pictures that are shown beside links to them elsewhere, drawn from their words."""

import re
from collections.abc import Iterable
from functools import lru_cache

from sitegen.disk import read
from sitegen.model.site import Site
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.pictures.card import Colours, Words, draw
from sitegen.questions.cards import CardWords, card_path
from sitegen.questions.contract import Output, Question, View

STYLES = "site.css"
_COLOUR = re.compile(r"--(band|on-band|on-band-2|marker):\s*(?:light-dark\(\s*)?(#[0-9a-f]{3,6})\b", re.IGNORECASE)
_NAMES = {"band": "band", "on-band": "on_band", "on-band-2": "faint", "marker": "marker"}


def targets(site: Site) -> Iterable[Target]:
    """Name a card for the site, and one for each entry whose page has no picture that others can show."""
    if not site.config.cards:
        return
    for key in ("", *site.permalinks):
        if path := card_path(site, key):
            yield Target(path=path.lstrip("/"), output="cards", subject=(key,), phase="asset", indexed=False)


def render(target: Target, view: View) -> bytes:
    """Draw a card in the colours of the site's style sheet."""
    (key,) = target.subject
    words: CardWords = view.card_words(key)
    styles: File | None = view.style_sheet(STYLES)
    places = (styles.parts or (styles.location,)) if styles else ()
    colours = _colours(places, styles.digest if styles else "")
    return draw(Words(title=words.title, kind=words.kind, day=words.day, site=words.site, rtl=words.rtl), colours)


def style_sheet(site: Site, name: str) -> File | None:
    """Return the file of a style sheet of the layouts; None for a site without it."""
    asset = site.assets.get(name)
    return site.files.get(asset.address) if asset else None


@lru_cache(maxsize=4)
def _colours(places: tuple[str, ...], _digest: str) -> Colours:
    """Return the colours of the light scheme in these parts of a style sheet."""
    text = "\n".join(read(place).decode("utf-8", "replace") for place in places)
    found: dict[str, str] = {}
    for name, colour in _COLOUR.findall(text):
        found.setdefault(_NAMES[name.lower()], colour)
    return Colours(**found)


CARDS = Output(name="cards", targets=targets, render=render, questions=(Question("style_sheet", style_sheet),))
