"""Cards of pages: the pictures that are shown beside links to them elsewhere, drawn from their words."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.pictures.card import Words, draw
from sitegen.questions.cards import CardWords, card_path
from sitegen.questions.contract import Output, View


def targets(site: Site) -> Iterable[Target]:
    """Name a card for the site, and one for each entry whose page has no picture that others can show."""
    if not site.config.cards:
        return
    for key in ("", *site.permalinks):
        if path := card_path(site, key):
            yield Target(path=path.lstrip("/"), output="cards", subject=(key,), phase="asset", indexed=False)


def render(target: Target, view: View) -> bytes:
    """Draw a card in the colours of the site."""
    (key,) = target.subject
    words: CardWords = view.card_words(key)
    shown = Words(title=words.title, kind=words.kind, day=words.day, site=words.site, rtl=words.rtl)
    return draw(shown, view.colours())


CARDS = Output(name="cards", targets=targets, render=render)
