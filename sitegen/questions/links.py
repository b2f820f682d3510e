"""Questions about the links between entries: backlinks, timelines, neighbours, related entries."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest
from itertools import chain, groupby
from typing import TypeAlias
from urllib.parse import unquote

from msgspec import Struct, structs

from sitegen.facets.schedule import Moment
from sitegen.model.kind import REPORT, ROLES
from sitegen.model.site import Connection, Site
from sitegen.patterns import late
from sitegen.questions.answers import Backlink, Card, Citation, Link, TimelineItem
from sitegen.questions.deadlines import due
from sitegen.questions.entries import card, link
from sitegen.questions.nominations import nominations
from sitegen.questions.once import once

PARAGRAPH = late(r"p[1-9]\d*[a-z]*")
"""Matches the anchor of a numbered paragraph or of a part of one."""
MENTIONED = "Mentioned in"
AROUND = 16
"""How many newer entries of a tag, and how many older ones, count as related by it."""
YEAR = 365.2425 * 24 * 60 * 60
"""Seconds of a year, by which the entries of a tag are read. Where a year begins does not matter."""
YEARS = 3
"""How many years nearer makes up for a tag less in common."""
UNDATED = float("inf")
"""The time in the sort key of an entry without a date."""


Order: TypeAlias = tuple[float, str]
"""A sort key: the newest entry first, those without a date last, then by key."""


class Year(Struct, frozen=True, kw_only=True):
    """The entries of one kind under a tag in one year."""

    newer: float | None
    """The number of the next year in which there are any."""
    orders: tuple[Order, ...]
    """Their sort keys, in order."""
    older: float | None
    """The number of the last year before in which there are any."""


class Beside(Struct, frozen=True, kw_only=True):
    """The entries of its kind around one."""

    before: Link | None
    after: Link | None
    by_day: bool
    """Whether days make their order; else it is that of their titles."""


def backlinks(site: Site, key: str) -> tuple[Backlink, ...]:
    """Return the entries whose bodies link to an entry, each once, with the sentence of its first link."""
    found: dict[str, Backlink] = {}
    for source, number in site.backlinks.get(key, ()):
        if source not in found and source in site.permalinks:
            reference = site.texts[source].body.references[number]
            text = site.links[source][number].text or reference.text
            found[source] = Backlink(card=card(site, source), text=text, sentence=reference.sentence)
    return tuple(sorted(found.values(), key=lambda backlink: backlink.card.title.casefold()))


def citations(site: Site, key: str) -> tuple[Citation, ...]:
    """Return the numbered paragraphs of an entry that others link to or embed, in order, with those entries."""
    found = site.entries[key]
    if not found.meta.numbered:
        return ()
    sources: dict[str, set[str]] = {}
    for source, number in site.backlinks.get(key, ()):
        resolved = site.links[source][number]
        anchor = resolved.anchor or unquote(resolved.to.partition("#")[2])
        if source != key and source in site.permalinks:
            sources.setdefault(anchor, set()).add(source)
    return tuple(
        Citation(
            paragraph=anchor,
            links=tuple(sorted((link(site, source) for source in sources[anchor]), key=_by_title)),
        )
        for anchor in found.body.ids
        if anchor in sources and PARAGRAPH.fullmatch(anchor)
    )


def _by_title(found: Link) -> tuple[str, str]:
    return (found.text.casefold(), found.key)


def outlinks(site: Site, key: str) -> tuple[Link, ...]:
    """Return the entries an entry's body links to, each once, in order of appearance."""
    seen = dict.fromkeys(found.key for found in site.links.get(key, ()) if found.key and found.key != key)
    return tuple(link(site, target) for target in seen if target in site.permalinks)


def timeline(site: Site, key: str) -> tuple[TimelineItem, ...]:
    """Return the relations and links from other entries to an entry, newest first.

    An entry has one line for all its relations, and each of its next steps one of its own.
    """
    lines: dict[tuple[str, str], TimelineItem] = {}
    for item in touches(site, key):
        known = lines.setdefault((item.card.key, item.what), item)
        if known is not item:
            also = (*known.also, item.role)
            lines[item.card.key, item.what] = structs.replace(
                known,
                also=also,
                nominated_by=known.nominated_by or item.nominated_by,
                nominated=known.nominated or item.nominated,
                sent=known.sent or item.sent,
            )
    return tuple(lines.values())


def touches(site: Site, key: str) -> tuple[TimelineItem, ...]:
    """Return the relations and links from other entries to an entry, newest first, one line for each role."""
    lines: dict[tuple[str, str, int], TimelineItem] = {}
    for connection in site.connections.get(key, ()):
        meta = site.entries[connection.key].meta
        what, status, date = "", meta.status, _moment(site, connection.key)
        if connection.item >= 0:
            action = meta.actions[connection.item]
            what, status = action.what, action.status
            date = due(site, connection.key, action)[0] or date
        nominated_by, nominated = nominations(site, key, connection)
        lines[connection.key, connection.role, connection.item] = TimelineItem(
            card=card(site, connection.key),
            role=connection.role,
            field=connection.field,
            date=date,
            what=what,
            status=status,
            nominated_by=nominated_by,
            nominated=nominated,
            sent=connection.role if nominated else "",
        )
    related = {item.card.key for item in lines.values()}
    for source, _ in site.backlinks.get(key, ()):
        if source not in related and source in site.permalinks and not _in_passing(site, key, source):
            found = card(site, source)
            item = TimelineItem(card=found, role=MENTIONED, field="", date=_moment(site, source))
            lines.setdefault((source, MENTIONED, -1), item)
    return tuple(sorted(lines.values(), key=newest_first))


def _in_passing(site: Site, key: str, source: str) -> bool:
    """Whether a mention says nothing of a person or group: on a page of no list, such as that on privacy."""
    people = site.kinds[site.entries[key].kind].people
    return people and not site.kinds[site.entries[source].kind].directory


def occasions(site: Site, key: str) -> tuple[TimelineItem, ...]:
    """Return the events that name an entry as a paper, follow-up or message, and what it tells the outcome of."""

    def shown(found: Connection) -> bool:
        if found.field in ROLES:
            return found.field == REPORT
        return found.item < 0 and site.entries[found.key].meta.schedule is not None

    return _items(site, filter(shown, site.connections.get(key, ())))


def source(site: Site, address: str) -> Card | None:
    """Return the entry that a fact refers to by its address from the site's root; None for any other address."""
    key = site.at.get(address.partition("#")[0], "")
    return card(site, key) if key in site.permalinks else None


def messages_for(site: Site, key: str) -> tuple[Card, ...]:
    """Return the messages whose audience an entry is, newest first."""
    naming = (found for found in site.connections.get(key, ()) if found.field == "audience")
    return tuple(item.card for item in _items(site, naming))


def people(site: Site, key: str) -> tuple[Card, ...]:
    """Return the people and groups an entry's body links to, each once, in order of appearance."""
    linked = dict.fromkeys(found.key for found in site.links.get(key, ()) if found.key and found.key != key)
    who = (target for target in linked if site.kinds[site.entries[target].kind].people)
    return tuple(card(site, target) for target in who if target in site.permalinks)


def _items(site: Site, connections: Iterable[Connection]) -> tuple[TimelineItem, ...]:
    """Return one item for each entry and role, newest first."""
    lines = {
        (connection.key, connection.role): TimelineItem(
            card=card(site, connection.key),
            role=connection.role,
            field=connection.field,
            date=_moment(site, connection.key),
        )
        for connection in connections
    }
    return tuple(sorted(lines.values(), key=newest_first))


def related(site: Site, key: str, number: int) -> tuple[Card, ...]:
    """Return related entries: those named in `related` on either side, then those of its kind by tags in common.

    A tag in common counts as much as being YEARS nearer in time, so that a post of today has no post of long ago
    beside it while there are nearer ones. Of each tag only the entries around this one in time count, so that a
    common tag costs no more than a rare one.
    """
    names = site.names.get(key, {})
    named = [names.get(found.text, "") for found in site.entries[key].meta.related]  # "" and tags fall out below
    named += [found.key for found in site.connections.get(key, ()) if found.field == "related"]
    near = list(dict.fromkeys(name for name in named if name in site.permalinks and name != key))
    kind = site.entries[key].kind
    here = _time_order(site, key)
    windows = [_around(site, slug, kind, here) for slug in site.tags.get(key, ())]
    for other in _nearest(windows, here, number + 1):
        if other != key and other not in near:
            near.append(other)
    return tuple(card(site, other) for other in near[:number])


def _nearest(windows: list[tuple[Order, ...]], here: Order, number: int) -> list[str]:
    """Return the keys of the entries that are nearest to one by tags and time: so many, the nearest first.

    Each window has entries of one tag. What has no date is as near as can be, and so is all to what has none.
    """
    shared = Counter(chain.from_iterable(windows))
    moment = here[0]
    far: list[tuple[float, Order]]
    if moment == UNDATED:
        far = [(-count, order) for order, count in shared.items()]
    else:
        far = [
            (abs(order[0] - moment) / (YEARS * YEAR) - count if order[0] != UNDATED else -count, order)
            for order, count in shared.items()
        ]
    return [key for _, (_, key) in nsmallest(number, far)]


def _around(site: Site, slug: str, kind: str, here: Order) -> tuple[Order, ...]:
    """Return the sort keys of the entries of one kind under a tag around one of them, and its own.

    They are read a year at a time, so that a new entry concerns only the entries that are near it.
    """
    newest = oldest = _tagged_in(site, slug, kind, _year(here))
    found = newest.orders
    place = bisect_left(found, here)
    while place < AROUND and newest.newer is not None:
        newest = _tagged_in(site, slug, kind, newest.newer)
        found, place = newest.orders + found, place + len(newest.orders)
    while len(found) - place <= AROUND and oldest.older is not None:
        oldest = _tagged_in(site, slug, kind, oldest.older)
        found += oldest.orders
    return found[max(0, place - AROUND) : place + AROUND + 1]


@once
def _tagged_in(site: Site, slug: str, kind: str, year: float) -> Year:
    """Return the entries of one kind under a tag in a year."""
    return _tagged_by_year(site, slug, kind)[year]


@once
def _tagged_by_year(site: Site, slug: str, kind: str) -> dict[float, Year]:
    """Return the entries of one kind under a tag by the number of their year."""
    keys = (key for key in site.tagged[slug] if site.entries[key].kind == kind)
    return by_year(_time_order(site, key) for key in keys)


def by_year(orders: Iterable[Order]) -> dict[float, Year]:
    """Return entries by the number of their year, the newest year first."""
    parts = {year: tuple(found) for year, found in groupby(sorted(orders), _year)}
    numbers = (None, *parts, None)
    return {
        year: Year(newer=newer, orders=parts[year], older=older)
        for newer, year, older in zip(numbers, parts, numbers[2:], strict=False)
    }


def _year(order: Order) -> float:
    """Return the number of the year in which an entry lies: the lower, the newer."""
    return order[0] if order[0] == UNDATED else order[0] // YEAR


def _time_order(site: Site, key: str) -> Order:
    """Return the sort key of an entry."""
    moment = _moment(site, key)
    return (-moment.aware().timestamp() if moment else UNDATED, key)


def neighbours(site: Site, key: str) -> tuple[Card | None, Card | None]:
    """Return the entries before and after in the kind's order; for posts, the older and the newer one."""
    before, after = (card(site, other) if other else None for other in site.neighbours.get(key, ("", "")))
    return (after, before) if site.kinds[site.entries[key].kind].order == "newest" else (before, after)


def beside(site: Site, key: str) -> Beside:
    """Return links to the entries before and after one in the order of its kind, of two days the earlier first."""
    before, after = (link(site, other) if other else None for other in site.neighbours.get(key, ("", "")))
    order = site.kinds[site.entries[key].kind].order
    if order == "newest":
        before, after = after, before
    return Beside(before=before, after=after, by_day=order != "title")


def children(site: Site, key: str) -> tuple[Card, ...]:
    """Return the entries whose `parent` or `member_of` names this one, then the pages below its address."""
    named = [found.key for found in site.connections.get(key, ()) if found.field in ("parent", "member_of")]
    under = site.below.get(site.permalinks.get(key, ""), ())
    return tuple(card(site, other) for other in dict.fromkeys([*named, *under]))


def _moment(site: Site, key: str) -> Moment | None:
    meta = site.entries[key].meta
    return meta.schedule.start if meta.schedule else meta.date


def newest_first(item: TimelineItem) -> tuple[float, str, str]:
    """Return the place of an item among others, the newest first."""
    stamp = -item.date.aware().timestamp() if item.date else float("inf")
    return (stamp, item.card.title.casefold(), item.role)
