"""A page for each name that links leave open, which lists the entries that have it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.collation import order
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import entry_address
from sitegen.questions.answers import Card
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card
from sitegen.urls import Marked, output_path


class PartOfMeaning(Struct, frozen=True, kw_only=True):
    """What an entry has, or has not, of a part that links ask for."""

    card: Card
    to: Marked
    """The address of the part; that of the entry where it has none."""
    there: bool


class SharedPart(Struct, frozen=True, kw_only=True):
    """A part that links ask for by a name that several entries have."""

    id: str
    text: str
    """The heading of the part."""
    rows: tuple[PartOfMeaning, ...]
    """All entries that have the name, those with that part first."""


class Meanings(Struct, frozen=True, kw_only=True):
    """What a name may mean."""

    name: str
    cards: tuple[Card, ...]
    """The entries that have the name, by title."""
    parts: tuple[SharedPart, ...]
    """What links ask for by a heading or an id as well, by heading."""


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
    parts = [
        SharedPart(id=name, text=part.text, rows=_rows(site, cards, part.anchors))
        for name, part in found.parts.items()
    ]
    parts.sort(key=lambda each: (order(each.text, language), each.id))
    return Meanings(name=found.name, cards=tuple(cards), parts=tuple(parts))


def _rows(site: Site, cards: Iterable[Card], anchors: Mapping[str, str]) -> tuple[PartOfMeaning, ...]:
    rows = [
        PartOfMeaning(
            card=each,
            to=entry_address(site, each.key, f"#{anchors[each.key]}" if there else ""),
            there=there,
        )
        for each in cards
        for there in (each.key in anchors,)
    ]
    return tuple(sorted(rows, key=lambda row: not row.there))


SHARED_NAMES = Output(
    name="shared names", targets=targets, render=render, questions=(Question("meanings", meanings),)
)
