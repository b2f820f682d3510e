"""What the values of all kinds have in common: addresses, pictures, names."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from sitegen.model.schema_org import Party, Text, Texts
from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address
from sitegen.questions.answers import Link
from sitegen.questions.entries import image, name_links, tag_links
from sitegen.questions.entry_view import with_links
from sitegen.urls import to_absolute


def address(site: Site, key: str) -> str:
    """Return the absolute address of an entry."""
    return to_absolute(entry_address(site, key), site.config.base)


def excerpt(site: Site, key: str) -> Text:
    """Return what an entry is about, in its own words."""
    found = site.entries[key]
    return found.meta.excerpt or found.body.excerpt or UNSET


def picture(site: Site, key: str) -> Text:
    """Return the absolute address of an entry's own picture."""
    found = image(site, site.entries[key])
    return to_absolute(found.to, site.config.base) if found else UNSET


def keywords(site: Site, key: str) -> Texts:
    """Return the tags of an entry."""
    return tuple(tag.text for tag in tag_links(site, key)) or UNSET


def names(site: Site, key: str, people: Iterable[Any]) -> tuple[Link, ...]:
    """Return links to those whom an entry names, or plain words."""
    found: tuple[Link, ...] = with_links(tuple(people), name_links(site, key))
    return found


def named(site: Site, sort: Any, who: Link) -> Party:
    """Return somebody by name, with the address of their page."""
    return Party(type=sort, name=who.text, url=to_absolute(who.to, site.config.base) if who.to else UNSET)


def parties(site: Site, key: str, people: Iterable[Any], usual: Any) -> Any:
    """Return those who are named, by what their entries say they are; `usual` is what one without an entry is."""
    found = (named(site, _sort(site, who.key) if who.key else usual, who) for who in names(site, key, people))
    return tuple(found) or UNSET


def _sort(site: Site, key: str) -> str:
    return "Person" if site.entries[key].meta.type == "person" else "Organization"
