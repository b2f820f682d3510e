"""Questions about shelves: what a list sorts its entries into, such as their sections, types or states.

A shelf is a facet and one of its values: the type `paper`. Where there are more than a few entries of a kind, each
has pages of its own unless it holds them all. The list of the kind shows every entry on the first of its shelves.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from sitegen.collation import order
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.entries import card, label
from sitegen.questions.once import once
from sitegen.questions.paging import Paging, further_pages, page_count, paging
from sitegen.questions.shelf_values import values
from sitegen.urls import Marked, slugify

FEW = 8
"""How many entries need no sorting: up to so many a list has no pages for its shelves."""
WHOLE = 200
"""Up to how many entries a list shows all of them."""
ONE_LIST = 20
"""Up to how many entries that have a year are one list by their days instead of several shelves."""
CUT = 12
"""How many of each shelf it shows otherwise."""
OTHERS = "Other pages"
"""The label of the pages of a wiki that are in no section."""
SINGLES = 3
"""From how many shelves with one entry each a list puts these together on one."""
MIXED = "Others"
"""The label of that shelf."""
PAGE = 100
"""How many entries a page of one shelf shows."""
BESIDE = 24
"""How many shelves of each facet that page names: all on each page would be the square of their number."""


class Sorted(Struct, frozen=True, kw_only=True):
    """One value of a facet, and who has it."""

    value: str
    """As it is in addresses; empty for pages of the top folder, which are in no section."""
    label: str
    keys: tuple[str, ...]
    head: str = ""
    """The key of the page that introduces it: the `index.md` of a folder."""


class Shelf(Struct, frozen=True, kw_only=True):
    """A shelf by its name."""

    facet: str
    value: str
    label: str
    """In English or in the words of the site; layouts put it into the language of the page."""
    to: Marked
    """Its own first page."""
    count: int
    """0 where it was not asked for."""
    head: str = ""
    """The key of the page that introduces it, if there is one."""


class Row(Struct, frozen=True, kw_only=True):
    """An entry on the list of its kind."""

    card: Card
    on: tuple[str, ...] = ()
    """The shelves with pages that it is on, each as `facet:value`."""


class ShelfRows(Struct, frozen=True, kw_only=True):
    """A shelf as the list of its kind shows it."""

    label: str
    """Empty where it holds all entries."""
    to: Link | None
    """Its page; None where it has none."""
    rows: tuple[Row, ...]
    count: int
    """How many entries it has here, those left out included."""
    head: str = ""
    """The key of the page that introduces it, if there is one."""
    mixed: bool = False
    """Whether it holds the single entries of several shelves, so that each has to say what it is."""


class Front(Struct, frozen=True, kw_only=True):
    """What the list of a kind shows."""

    shelves: tuple[ShelfRows, ...]
    whole: bool
    """Whether every entry is there."""
    few: bool = False
    """Whether they are one list, the newest first, because there are few."""


def shelves(site: Site, kind: str, counted: bool) -> tuple[Shelf, ...]:
    """Return the shelves of a kind that have pages, facet by facet.

    All pages of a list have the same numbers. Those of a long list have none unless `counted`: one more entry
    would make each of them stale.
    """
    counted = counted or len(site.collections.get(kind, ())) <= WHOLE
    return tuple(
        _shelf(site, kind, facet, found, counted)
        for facet in site.kinds[kind].shelves
        for found in _sorted(site, kind, facet)
        if _has_pages(site, kind, found)
    )


def _shelf(site: Site, kind: str, facet: str, found: Sorted, counted: bool = True) -> Shelf:
    return Shelf(
        facet=facet,
        value=found.value,
        label=found.label,
        to=marked_address(address_book.shelf(site.kinds, kind, facet, found.value)),
        count=len(found.keys) if counted else 0,
        head=found.head,
    )


def shelves_beside(site: Site, kind: str, facet: str, value: str) -> tuple[Shelf, ...]:
    """Return what the page of a shelf names: the nearest shelves of its facet, the first ones of every other."""
    found: list[Shelf] = []
    for each in site.kinds[kind].shelves:
        named = _named(site, kind, each)
        place = _places(site, kind, facet).get(value, 0) if each == facet else 0
        start = max(0, min(place - BESIDE // 2, len(named) - BESIDE))
        found += named[start : start + BESIDE]
    return tuple(found)


@once
def _named(site: Site, kind: str, facet: str) -> tuple[Shelf, ...]:
    """Return the shelves of a facet that have pages, without numbers where the list is long."""
    return tuple(each for each in shelves(site, kind, False) if each.facet == facet)


@once
def _places(site: Site, kind: str, facet: str) -> dict[str, int]:
    return {each.value: place for place, each in enumerate(_named(site, kind, facet))}


def shelf(site: Site, kind: str, facet: str, value: str) -> Shelf:
    """Return a shelf by its facet and value. Raises KeyError for one that does not exist."""
    return _shelf(site, kind, facet, _by_value(site, kind, facet)[value])


def shelf_pages(site: Site, kind: str, facet: str, value: str, number: int) -> Paging:
    """Return which entries of a shelf are on one of its pages, and the other pages."""
    address = address_book.shelf(site.kinds, kind, facet, value)
    items = len(shelf_keys(site, kind, facet, value))
    return paging(address, further_pages(address), number=number, items=items, size=PAGE)


def shelf_cards(site: Site, kind: str, facet: str, value: str, start: int, stop: int) -> tuple[Card, ...]:
    """Return a slice of the entries of a shelf."""
    return tuple(card(site, key) for key in shelf_keys(site, kind, facet, value)[start:stop])


def page_counts(site: Site, kind: str) -> Iterator[tuple[str, str, int]]:
    """Yield facet and value of each shelf of a kind that has pages, and their number."""
    for each in shelves(site, kind, True):
        yield each.facet, each.value, page_count(each.count, PAGE)


def front(site: Site, kind: str) -> Front:
    """Return what the list of a kind shows: all its entries, or the first of each shelf where they are many."""
    keys = site.collections.get(kind, ())
    whole = len(keys) <= WHOLE
    seen: set[str] = set()
    found: list[ShelfRows] = []
    on = on_shelves(site, kind) if whole else {}
    if "year" in site.kinds[kind].shelves and 0 < len(keys) < ONE_LIST:
        rows = _rows(site, keys, on)
        only = ShelfRows(label="", to=None, rows=rows, count=len(rows), mixed=True)
        return Front(shelves=(only,), whole=True, few=True)
    for facet in site.kinds[kind].shelves:
        of_facet: list[ShelfRows] = []
        for each in _sorted(site, kind, facet):
            here = [key for key in each.keys if key not in seen]
            seen.update(here)
            if here:
                own = shelf_link(site, kind, facet, each.value)
                of_facet.append(
                    ShelfRows(
                        label=each.label if len(here) < len(keys) else "",
                        to=own,
                        rows=_rows(site, here if whole or not own else here[:CUT], on),
                        count=len(here),
                        head=each.head,
                    )
                )
        found += of_facet if facet == "section" else _together(of_facet)
    rest = [key for key in keys if key not in seen]
    if rest:
        found.append(ShelfRows(label="", to=None, rows=_rows(site, rest, on), count=len(rest)))
    return Front(shelves=tuple(found), whole=whole)


def _together(found: list[ShelfRows]) -> list[ShelfRows]:
    """Return shelves with those of a single entry put together at the end, where they are several.

    A folder stays by itself: it is a place, and its entries do not say in which they are.
    """
    single = [each for each in found if each.count == 1]
    if len(single) < SINGLES:
        return found
    rows = tuple(row for each in single for row in each.rows)
    others = ShelfRows(label=MIXED, to=None, rows=rows, count=len(rows), mixed=True)
    return [*(each for each in found if each.count > 1), others]


def _rows(site: Site, keys: Iterable[str], on: dict[str, list[str]]) -> tuple[Row, ...]:
    return tuple(Row(card=card(site, key), on=tuple(on.get(key, ()))) for key in keys)


@once
def on_shelves(site: Site, kind: str) -> dict[str, list[str]]:
    """Return the shelves with pages that each entry is on, by its key."""
    found: dict[str, list[str]] = {}
    for facet in site.kinds[kind].shelves:
        for each in _sorted(site, kind, facet):
            for key in each.keys if _has_pages(site, kind, each) else ():
                found.setdefault(key, []).append(f"{facet}:{each.value}")
    return found


def _has_pages(site: Site, kind: str, found: Sorted) -> bool:
    entries = len(site.collections.get(kind, ()))
    return entries > FEW and len(found.keys) < entries


def place_of(site: Site, key: str) -> tuple[str, str] | None:
    """Return facet and value of the shelf on which the list of its kind shows an entry; None where it has none."""
    kind = site.kinds[site.entries[key].kind]
    for facet in kind.shelves:
        if facet == "section":
            folder, slash, _ = key.removeprefix(f"{kind.folder}/").partition("/")
            if slash:
                return facet, slugify(folder)
        elif value := next((value for value, _ in values(site, key, facet)), ""):
            return facet, value
    return None


@once
def shelf_keys(site: Site, kind: str, facet: str, value: str) -> tuple[str, ...]:
    """Return the keys of the entries on a shelf, none for one that does not exist."""
    found = _by_value(site, kind, facet).get(value)
    return found.keys if found else ()


@once
def shelf_label(site: Site, kind: str, facet: str, value: str) -> str:
    """Return the label of a shelf. Raises KeyError for one that does not exist."""
    return _by_value(site, kind, facet)[value].label


@once
def shelf_link(site: Site, kind: str, facet: str, value: str) -> Link | None:
    """Return a link to the page of a shelf under its label; None for one without pages."""
    found = _by_value(site, kind, facet).get(value)
    if found is None or not _has_pages(site, kind, found):
        return None
    return Link(text=found.label, to=marked_address(address_book.shelf(site.kinds, kind, facet, value)))


@once
def _by_value(site: Site, kind: str, facet: str) -> dict[str, Sorted]:
    return {each.value: each for each in _sorted(site, kind, facet)}


@once
def _sorted(site: Site, kind: str, facet: str) -> tuple[Sorted, ...]:
    """Return the entries of a kind by the values of a facet, in the order in which a list shows these."""
    return tuple(_sections(site, kind) if facet == "section" else _values(site, kind, facet))


def _values(site: Site, kind: str, facet: str) -> Iterator[Sorted]:
    """Yield the values of a facet: those that the kind names in its order, then the others by their labels."""
    named = site.kinds[kind].shelves[facet]
    keys: dict[str, list[str]] = {}
    labels = {slugify(value): words for value, words in named.items()}
    places = {value: place for place, value in enumerate(labels)}
    for key in site.collections.get(kind, ()):
        for value, words in values(site, key, facet):
            keys.setdefault(value, []).append(key)
            labels.setdefault(value, words or label(site, site.entries[key]))
    language = site.config.language
    ranked = sorted(keys, key=lambda value: (places.get(value, len(places)), order(labels[value], language)))
    for value in reversed(ranked) if facet == "year" else ranked:
        yield Sorted(value=value, label=labels[value], keys=tuple(keys[value]))


def _sections(site: Site, kind: str) -> Iterator[Sorted]:
    """Yield the top folders of a kind in the order of its sections, then what is in none of them."""
    top = f"{site.kinds[kind].folder}/"
    language = site.config.language
    found: list[tuple[tuple[Any, ...], Sorted]] = []
    inside: set[str] = set()
    shown = frozenset(site.collections.get(kind, ()))
    for path, folder in site.folders.items():
        name = path[len(top) : -1]
        if not path.startswith(top) or not name or "/" in name:
            continue
        keys = tuple(key for key in dict.fromkeys(_reading(site, path)) if key in shown)
        inside.update(keys)
        place = site.entries[folder.head].meta.order if folder.head else None
        rank = (place is None, place or 0, order(folder.title, language), path)
        found.append((rank, Sorted(value=slugify(name), label=folder.title, keys=keys, head=folder.head or "")))
    once_each: dict[str, Sorted] = {}
    for _, each in sorted(found, key=lambda pair: pair[0]):
        other = once_each.get(each.value)
        once_each[each.value] = (
            Sorted(value=each.value, label=other.label, keys=(*other.keys, *each.keys), head=other.head)
            if other
            else each
        )
    yield from once_each.values()
    rest = tuple(key for key in site.collections.get(kind, ()) if key not in inside)
    if rest:
        yield Sorted(value="", label=OTHERS, keys=rest)


def _reading(site: Site, path: str) -> Iterator[str]:
    """Yield the keys of a folder, its head first, each page followed by those below it."""
    folder = site.folders[path]
    if folder.head:
        yield folder.head
    for item in folder.items:
        position = site.positions.get(item)
        inner = item if item.endswith("/") else position.heads if position else ""
        if inner:
            yield from _reading(site, inner)
        else:
            yield item
