"""A page for each name that links leave open, which lists the entries that have it."""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.collation import order
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.answers import Card
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card
from sitegen.urls import output_path


class Meanings(Struct, frozen=True, kw_only=True):
    """What a name may mean."""

    name: str
    cards: tuple[Card, ...]
    """The entries that have the name, by title."""


def targets(site: Site) -> Iterable[Target]:
    """Name the page of each shared name. The subject is its address."""
    for address in site.shared_names:
        yield Target(path=output_path(address), output="shared names", subject=(address,), indexed=False)


def render(target: Target, view: View) -> str:
    """Render the list of the entries."""
    (address,) = target.subject
    return view.page("disambiguation.html", meanings=view.meanings(address))


def meanings(site: Site, address: str) -> Meanings:
    """Return the name that the page at an address is about, and the entries that have it."""
    found = site.shared_names[address]
    cards = [card(site, key) for key in found.keys]
    language = site.config.language
    cards.sort(key=lambda each: (order(each.title, language), each.label, each.key))
    return Meanings(name=found.name, cards=tuple(cards))


SHARED_NAMES = Output(
    name="shared names", targets=targets, render=render, questions=(Question("meanings", meanings),)
)
