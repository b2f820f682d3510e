"""A list for each kind that has entries, or a text for the head of its list, and no other output for the list."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from sitegen.collation import letter, order
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.answers import Card
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.paging import Paging, further_pages, page_address, page_count, paging
from sitegen.urls import normalise, output_path


class Line(Struct, frozen=True, kw_only=True):
    """One line of an index: a name, and the entry that has it."""

    text: str
    card: Card
    alias: bool = False
    """Whether the name is another one than the title."""


class Group(Struct, frozen=True, kw_only=True):
    """The entries under one heading of a list."""

    label: str
    """The type in words, or the first letter."""
    type: str = ""
    """The value of the field `type`; empty where letters make the groups."""
    cards: tuple[Card, ...]
    lines: tuple[Line, ...] = ()
    """The cards, and where letters make the groups their other names too, in the order of the alphabet."""


def targets(site: Site) -> Iterable[Target]:
    """Name every page of every list. The subject is the kind, the page's number, the layout and the grouping."""
    for name, kind in site.kinds.items():
        if (
            not kind.directory
            or kind.list_by != "lists"
            or not (site.collections.get(name) or kind.directory in site.heads)
        ):
            continue
        for number in range(1, page_count(len(site.collections.get(name, ())), _size(site, name)) + 1):
            address = page_address(kind.directory, further_pages(kind.directory), number)
            subject = (name, number, kind.list_layout, kind.grouped)
            yield Target(path=output_path(address), output="lists", subject=subject, phase="index")


def render(target: Target, view: View) -> str:
    """Render one page of a directory from the cards of its own slice."""
    kind, number, layout, grouping = target.subject
    pages = view.list_pages(kind, number)
    directory = view.directory(kind)
    cards: tuple[Card, ...] = view.cards(kind, pages.start, pages.stop)
    return view.page(
        view.layout_for(layout, "list.html"),
        directory=directory,
        head=view.entry(directory.head) if directory.head else None,
        items=cards,
        groups=GROUPINGS[grouping](view, kind, cards) if grouping else (),
        pages=pages,
        archives=_archives(view, kind, number, cards),
    )


def _archives(view: View, kind: str, number: int, cards: Iterable[Card]) -> Any:
    """Return what a page shows of the archive: the first page all of it, the others the years of their cards.

    The whole archive on every page would grow with the pages times the months.
    """
    if number == 1:
        return view.archives(kind)
    years = sorted({card.date.day.year for card in cards if card.date})
    return view.archives(kind, *years) if years else ()


def by_type(view: View, _kind: str, cards: Iterable[Card]) -> tuple[Group, ...]:
    """Return cards in groups of one type each: the groups by label, the cards as they come."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.label, []).append(card)
    language, locale = view.config().language, view.locale()
    return tuple(
        Group(
            label=label,
            type=groups[label][0].fields.get("type") or "",
            cards=tuple(groups[label]),
            lines=tuple(Line(text=card.title, card=card) for card in groups[label]),
        )
        for label in sorted(groups, key=lambda label: order(locale.text(label), language))
    )


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
            lines=tuple(found),
        )
        for label, found in groups.items()
    )


GROUPINGS: dict[str, Callable[[View, str, Iterable[Card]], tuple[Group, ...]]] = {
    "type": by_type,
    "letter": by_letter,
}
"""How the groups of a list are made, by the name that kinds have for it."""


def other_names(site: Site, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the names that entries of a kind have beside their titles, by key; only of those that have any."""
    found = {key: _other_names(site.entries[key].meta) for key in site.collections.get(kind, ())}
    return {key: names for key, names in found.items() if names}


def _other_names(meta: Meta) -> tuple[str, ...]:
    """Return the aliases of an entry that are no addresses and no other spelling of its title, each once."""
    names = {normalise(name): name for name in reversed(meta.names)} if meta.aliases else {}
    return tuple(name for key, name in reversed(names.items()) if key != normalise(meta.title))


def list_pages(site: Site, kind: str, number: int) -> Paging:
    """Return which slice of a kind stands on a page of its directory, and the other pages."""
    first = site.kinds[kind].directory
    items = len(site.collections.get(kind, ()))
    return paging(first, further_pages(first), number=number, items=items, size=_size(site, kind))


def _size(site: Site, kind: str) -> int:
    described = site.kinds[kind]
    paged = described.order == "newest" and not described.grouped
    return site.config.per_page if paged else max(1, len(site.collections.get(kind, ())))


LISTS = Output(
    name="lists",
    targets=targets,
    render=render,
    questions=(Question("list_pages", list_pages), Question("other_names", other_names)),
)
