"""Pagination of a long list: the slice that a page shows, and the links to the other pages."""

from msgspec import Struct

from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Link

NEAR = 2
"""How many pages on either side of its own a page links to by number."""


class Paging(Struct, frozen=True, kw_only=True):
    """One page of a list, and the links to the others."""

    number: int
    """From 1."""
    total: int
    """How many pages there are."""
    start: int
    """Position of the page's first item in the whole list, from 0."""
    stop: int
    """Position after its last one."""
    items: int
    """How many items the whole list has."""
    previous: Link | None
    next: Link | None
    all: tuple[Link, ...]
    """Links to the pages by number: of many only the first, the nearest and the last, with plain `…` between."""


def page_count(items: int, size: int) -> int:
    """Return how many pages of `size` a list fills; an empty list still fills one."""
    return max(1, -(-items // size))


def further_pages(first: str) -> str:
    """Return the address below which the pages of a list after the first are: `/blog/page/`."""
    return f"{first}page/"


def page_address(first: str, onward: str, number: int) -> str:
    """Return the address of a page: the list's own for the first, below `onward` for the others."""
    return first if number == 1 else f"{onward}{number}/"


def paging(first: str, onward: str, *, number: int, items: int, size: int) -> Paging:
    """Return page `number` of a list of `items`, `size` a page. The addresses given are root-relative."""
    total = page_count(items, size)

    def link(page: int) -> Link:
        return Link(text=str(page), to=marked_address(page_address(first, onward, page)))

    near = range(max(1, number - NEAR), min(total, number + NEAR) + 1)
    links: list[Link] = []
    last = 0
    for page in sorted({1, *near, total}):
        if page - last == 2:  # a gap of one page is no shorter than its number
            links.append(link(page - 1))
        elif page - last > 2:
            links.append(Link(text="…"))
        links.append(link(page))
        last = page
    return Paging(
        number=number,
        total=total,
        start=(number - 1) * size,
        stop=min(number * size, items),
        items=items,
        previous=link(number - 1) if number > 1 else None,
        next=link(number + 1) if number < total else None,
        all=tuple(links),
    )
