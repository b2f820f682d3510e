"""A list for each kind that has entries, or a text for the head of its list, and no other output for the list.

A kind with shelves has a list by shelves and pages for each of these, another kind one in pages.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sitegen.model import address_book
from sitegen.model.kind import Kind
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.lists.letters import alphabet, by_letter, other_names
from sitegen.questions.all_names import Named, names, names_address
from sitegen.questions.answers import Card
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.lists import keeps_list, lettered_list
from sitegen.questions.paging import Paging, further_pages, page_address, page_count, paging
from sitegen.questions.shelves import (
    Front,
    Shelf,
    front,
    page_counts,
    shelf,
    shelf_cards,
    shelf_pages,
    shelves,
    shelves_beside,
)
from sitegen.urls import output_path

FRONT = "front.html"
"""The layout of a list by shelves, where the kind has none of its own."""
PLAIN = "list.html"
LETTERS = "wiki_pages.html"
NAMES = "names.html"


def targets(site: Site) -> Iterable[Target]:
    """Name every page of every list."""
    for name, kind in site.kinds.items():
        if kind.list_by == "lists" and keeps_list(site, name):
            for address, *subject in _pages(site, kind):
                yield Target(path=output_path(address), output="lists", subject=tuple(subject), phase="index")


def _pages(site: Site, kind: Kind) -> Iterator[tuple[Any, ...]]:
    """Yield the address of each page of a list, its sort, the kind and the layout, and what its sort needs."""
    name, first, layout = kind.name, kind.directory, kind.list_layout
    parted = list(page_counts(site, name)) if kind.shelves else []
    if kind.lettered:
        yield lettered_list(site, name), "letters", name, LETTERS
    if parted or (kind.shelves and not kind.lettered):
        yield first, "front", name, layout
    if names_address(site, name):
        yield address_book.names(site.kinds, name), "names", name, NAMES
    for facet, value, count in parted:
        own = address_book.shelf(site.kinds, name, facet, value)
        for number in range(1, count + 1):
            yield page_address(own, further_pages(own), number), "shelf", name, layout, facet, value, number
    if not kind.shelves and not kind.lettered:
        for number in range(1, page_count(len(site.collections.get(name, ())), _size(site, name)) + 1):
            yield page_address(first, further_pages(first), number), "pages", name, layout, number


def render(target: Target, view: View) -> str:
    """Render one page of a list from what that page shows."""
    sort, kind, layout, *rest = target.subject
    shown = SORTS[sort](view, kind, *rest)
    named = view.directory(kind) if sort != "shelf" else view.list_name(kind)
    key = named.head if sort != "shelf" else ""
    layouts = (FRONT,) if sort in ("front", "shelf") else ()
    return view.page(
        view.layout_for(*(() if layouts and layout == PLAIN else (layout,)), *layouts, PLAIN),
        directory=named,
        head=view.entry(key) if key else None,
        **{"archives": (), **shown},
    )


def _letters(view: View, kind: str) -> dict[str, Any]:
    """Return what an index by letter shows."""
    cards: tuple[Card, ...] = view.cards(kind)
    groups = by_letter(view, kind, cards)
    return {
        "items": cards,
        "pages": view.list_pages(kind, 1),
        "groups": groups,
        "letters": alphabet(groups, view.config().language),
        "shelves": view.shelves(kind, False),
    }


def _front(view: View, kind: str) -> dict[str, Any]:
    """Return what a list by shelves shows."""
    found: Front = view.front(kind)
    return {
        "front": found,
        "items": tuple(row.card for shelf in found.shelves for row in shelf.rows),
        "pages": view.list_pages(kind, 1),
        "shelves": view.shelves(kind, True),
        "shelf": None,
    }


def _names(view: View, kind: str) -> dict[str, Any]:
    """Return what the page of all names shows, which is filtered in place."""
    found: tuple[Named, ...] = view.names(kind)
    return {
        "names": found,
        "front": {"whole": True, "few": False},
        "shelves": view.shelves(kind, True),
        "shelf": None,
    }


def _shelf(view: View, kind: str, facet: str, value: str, number: int) -> dict[str, Any]:
    """Return what a page of one shelf shows."""
    pages: Paging = view.shelf_pages(kind, facet, value, number)
    found: Shelf = view.shelf(kind, facet, value)
    cards: tuple[Card, ...] = view.shelf_cards(kind, facet, value, pages.start, pages.stop)
    return {
        "front": None,
        "shelves": view.shelves_beside(kind, facet, value),
        "shelf": found,
        "lede": next((card.excerpt for card in cards if card.key == found.head), ""),
        "items": cards,
        "pages": pages,
    }


def _paged(view: View, kind: str, number: int) -> dict[str, Any]:
    """Return what a page of a list without shelves shows."""
    pages: Paging = view.list_pages(kind, number)
    cards: tuple[Card, ...] = view.cards(kind, pages.start, pages.stop)
    return {"items": cards, "pages": pages, "archives": _archives(view, kind, number, cards)}


SORTS: dict[str, Callable[..., dict[str, Any]]] = {
    "letters": _letters,
    "front": _front,
    "names": _names,
    "shelf": _shelf,
    "pages": _paged,
}
"""What a page of a list is given, by the sort of the page."""


def _archives(view: View, kind: str, number: int, cards: Iterable[Card]) -> Any:
    """Return what a page shows of the archive: the first page all of it, the others the years of their cards.

    The whole archive on every page would grow with the pages times the months.
    """
    if number == 1:
        return view.archives(kind)
    years = sorted({card.date.day.year for card in cards if card.date})
    return view.archives(kind, *years) if years else ()


def list_pages(site: Site, kind: str, number: int) -> Paging:
    """Return the slice of a kind that a page of its directory shows, with links to the other pages."""
    first = site.kinds[kind].directory
    items = len(site.collections.get(kind, ()))
    return paging(first, further_pages(first), number=number, items=items, size=_size(site, kind))


def _size(site: Site, kind: str) -> int:
    described = site.kinds[kind]
    if described.order == "newest" and not described.shelves:
        return site.config.per_page
    return max(1, len(site.collections.get(kind, ())))


LISTS = Output(
    name="lists",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question)
        for question in (
            *(list_pages, other_names, front, names, names_address),
            *(shelves, shelves_beside, shelf, shelf_pages, shelf_cards),
        )
    ),
)
