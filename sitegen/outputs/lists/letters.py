"""The names of a kind by letter, its other names included."""

from collections.abc import Iterable
from string import ascii_uppercase

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collation import letter, order
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.questions.answers import Card
from sitegen.questions.contract import View
from sitegen.urls import normalise


class Line(Struct, frozen=True, kw_only=True):
    """One line of an index: a name, and the entry that has it."""

    text: str
    card: Card
    alias: bool = False
    """Whether the name is another one than the title."""
    others: tuple[Card, ...] = ()
    """Further entries that have the same other name."""


class Group(Struct, frozen=True, kw_only=True):
    """The names under one letter."""

    label: str
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    """The cards and their other names, in the order of the alphabet."""


def by_letter(view: View, kind: str, cards: Iterable[Card]) -> tuple[Group, ...]:
    """Return cards by title and by their other names, in groups of the letters that a reader looks under."""
    language = view.config().language
    others: dict[str, tuple[str, ...]] = view.other_names(kind)
    lines = [
        Line(text=name, card=card, alias=number > 0)
        for card in cards
        for number, name in enumerate((card.title, *others.get(card.key, ())))
    ]
    groups: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (order(line.text, language), line.card.key)):
        groups.setdefault(letter(line.text, language), []).append(line)
    return tuple(
        Group(
            label=label,
            cards=tuple(line.card for line in found if not line.alias),
            lines=tuple(_together(found)),
        )
        for label, found in groups.items()
    )


def _together(lines: Iterable[Line]) -> list[Line]:
    """Return lines with those that have one other name put together."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        name = (normalise(line.text), "" if line.alias else line.card.key)
        first = found.get(name)
        found[name] = replace(first, others=(*first.others, line.card)) if first else line
    return list(found.values())


def alphabet(groups: Iterable[Group], language: str) -> tuple[tuple[str, int], ...]:
    """Return the letters to look under, each with the number of its group; 0 for one of A to Z without names."""
    numbers = {group.label: number for number, group in enumerate(groups, 1)}
    latin = ascii_uppercase if not numbers.keys().isdisjoint(ascii_uppercase) else ""
    return tuple(
        (label, numbers.get(label, 0))
        for label in sorted({*numbers, *latin}, key=lambda label: order(label, language))
    )


def other_names(site: Site, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the names that entries of a kind have beside their titles, by key; only of those that have any."""
    found = {key: _other_names(site.entries[key].meta) for key in site.collections.get(kind, ())}
    return {key: names for key, names in found.items() if names}


def _other_names(meta: Meta) -> tuple[str, ...]:
    """Return the aliases of an entry that are no addresses and no other spelling of its title, each once."""
    names = {normalise(name): name for name in reversed(meta.names)} if meta.aliases else {}
    return tuple(name for key, name in reversed(names.items()) if key != normalise(meta.title))
