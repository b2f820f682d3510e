"""Who sent whom to an event, as the pages of both say it."""

from typing import Any

from sitegen.model.site import Connection, Site
from sitegen.questions.answers import Link
from sitegen.questions.entries import name_links

NOMINATED_BY = "nominated_by"


def nominations(site: Site, key: str, named: Connection) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Return who nominated a stakeholder where an event names it, and whom it nominated there."""
    field, _, part = named.field.partition(".")
    if part not in ("who", NOMINATED_BY):
        return (), ()
    meta: Any = site.entries[named.key].meta
    known, links = site.names.get(named.key, {}), name_links(site, named.key)
    by: list[Link] = []
    sent: list[Link] = []
    for each in getattr(meta, field):
        if not (senders := getattr(each, NOMINATED_BY, ())):
            continue
        if part == NOMINATED_BY and any(known.get(who.text) == key for who in senders):
            sent.append(links.get(each.who.text) or Link(text=each.who.text))
        elif part == "who" and known.get(each.who.text) == key:
            by += (links.get(who.text) or Link(text=who.text) for who in senders)
    return tuple(by), tuple(sent)
