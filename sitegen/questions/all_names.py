"""Questions about all names of a kind whose list does not show all of them."""

from typing import Literal

from msgspec import Struct

from sitegen.collation import order
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.questions import shelves
from sitegen.questions.addresses import marked_address
from sitegen.questions.entries import label
from sitegen.questions.once import once
from sitegen.urls import Marked


class Named(Struct, frozen=True, kw_only=True):
    """An entry on the page of all names: no more than finding it needs, so that few edits change it."""

    title: str
    label: str
    to: Marked
    on: tuple[str, ...]
    """The shelves that it is on, each as `facet:value`."""


def names(site: Site, kind: str) -> tuple[Named, ...]:
    """Return all entries of a kind by title."""
    keys = site.collections.get(kind, ())
    titles = {key: order(site.entries[key].meta.title, site.config.language) for key in keys}
    on = shelves.on_shelves(site, kind)
    return tuple(
        Named(
            title=site.entries[key].meta.title,
            label=label(site, site.entries[key]),
            to=marked_address(site.permalinks[key]),
            on=tuple(on.get(key, ())),
        )
        for key in sorted(keys, key=lambda key: (titles[key], key))
    )


@once
def names_address(site: Site, kind: str) -> Marked | Literal[""]:
    """Return the address of the page of all names, which a kind has whose list does not show all; else ""."""
    many = len(site.collections.get(kind, ())) > shelves.WHOLE and bool(site.kinds[kind].shelves)
    return marked_address(address_book.names(site.kinds, kind)) if many else ""
