"""Questions about sections: the branch of a page in the tree of its folders, and the pages before and after it."""

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address, marked_address
from sitegen.questions.answers import Link
from sitegen.questions.entries import link
from sitegen.questions.language import page_language, spoken
from sitegen.questions.once import once
from sitegen.questions.shelves import place_of, shelf_keys, shelf_label, shelf_link
from sitegen.urls import slugify

BESIDE = 8
"""How many pages before one, and how many after it, the tree shows of its folder."""
BELOW = 16
"""How many pages below one it shows."""


class SectionTree(Struct, frozen=True, kw_only=True):
    """What a page shows of the tree of its section: the way to it, what is beside it and what is below it."""

    above: tuple[Link, ...]
    """The folders that hold it, the section first; one without a head is plain words."""
    beside: tuple[Link, ...]
    """The pages of its folder around it, itself included; a folder without a head leads to its first page."""
    below: tuple[Link, ...]
    """The first pages of the folder that it heads."""
    earlier: bool
    """Whether pages of its folder before these are left out; their number would make all pages stale."""
    later: bool
    """Whether pages after these are."""
    deeper: bool
    """Whether pages below it are left out."""
    before: Link | None
    """The page before it in the order of reading: a page, what is below it, then the next one beside it."""
    after: Link | None


def section_tree(site: Site, key: str) -> SectionTree | None:
    """Return what an entry shows of its section, else of its shelf; None for one that is on none."""
    found = site.positions.get(key)
    if found is None:
        return _shelf_tree(site, key)
    beside, earlier, later = _around(site, found.folder, key) if found.folder else ((key,), False, False)
    below = site.folders[found.heads].items if found.heads else ()
    return SectionTree(
        above=_way(site, found.folder) if found.folder else (),
        beside=tuple(_item(site, item) for item in beside),
        below=tuple(_item(site, item) for item in below[:BELOW]),
        earlier=earlier,
        later=later,
        deeper=len(below) > BELOW,
        before=link(site, found.before) if found.before else None,
        after=link(site, found.after) if found.after else None,
    )


def _shelf_tree(site: Site, key: str) -> SectionTree | None:
    """Return what an entry shows of the shelf on which the list of its kind has it: names and addresses alone."""
    place = place_of(site, key)
    if place is None:
        return None
    kind = site.kinds[site.entries[key].kind]
    shelf = (kind.name, *place)
    here = _spots(site, *shelf).get(key)
    keys = shelf_keys(site, *shelf)
    if here is None or len(keys) < 2:
        return None
    above = shelf_link(site, *shelf) or Link(text=shelf_label(site, *shelf), to=marked_address(kind.directory))
    words = spoken(site, page_language(site, site.entries[key])).text(above.text)
    first, last = max(0, here - BESIDE), here + BESIDE + 1
    return SectionTree(
        above=(Link(text=words, to=above.to),),
        beside=tuple(link(site, each) for each in keys[first:last]),
        below=(),
        earlier=first > 0,
        later=len(keys) > last,
        deeper=False,
        before=link(site, keys[here - 1]) if here else None,
        after=link(site, keys[here + 1]) if here + 1 < len(keys) else None,
    )


@once
def _spots(site: Site, kind: str, facet: str, value: str) -> dict[str, int]:
    """Return the place of each entry on a shelf."""
    return {key: place for place, key in enumerate(shelf_keys(site, kind, facet, value))}


def _around(site: Site, folder: str, key: str) -> tuple[tuple[str, ...], bool, bool]:
    """Return the items of a folder around one of them, and whether there are more before these and after."""
    items = site.folders[folder].items
    place = _places(site, folder)[key] if len(items) > BESIDE else items.index(key)
    first, last = max(0, place - BESIDE), place + BESIDE + 1
    return items[first:last], first > 0, len(items) > last


@once
def _places(site: Site, folder: str) -> dict[str, int]:
    """Return the place of each item of a folder."""
    return {item: place for place, item in enumerate(site.folders[folder].items)}


@once
def _way(site: Site, folder: str) -> tuple[Link, ...]:
    """Return links to a folder and those above it, the top of the section first."""
    steps = [folder]
    while above := site.folders[steps[-1]].above:
        steps.append(above)
    return tuple(_step(site, step) for step in reversed(steps))


def _step(site: Site, path: str) -> Link:
    """Return a link to the head of a folder, else to the list or the shelf that shows it, else its title alone."""
    folder = site.folders[path]
    if folder.head:
        return link(site, folder.head)
    for kind in site.kinds.values():
        if kind.directory and f"{kind.folder}/" == path:
            return Link(text=folder.title, to=marked_address(kind.directory))
        if "section" in kind.shelves and path.startswith(f"{kind.folder}/") and path.count("/") == 2:
            return shelf_link(site, kind.name, "section", slugify(path.split("/")[1])) or Link(text=folder.title)
    return Link(text=folder.title)


def _item(site: Site, item: str) -> Link:
    return _folder(site, item) if item.endswith("/") else link(site, item)


@once
def _folder(site: Site, path: str) -> Link:
    """Return a link to the first page of a folder without a head, under the title of the folder."""
    folder = first = site.folders[path]
    while not first.head and first.items[0].endswith("/"):
        first = site.folders[first.items[0]]
    return Link(text=folder.title, to=entry_address(site, first.head or first.items[0]))
