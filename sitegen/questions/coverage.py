"""Questions of the internal build: which stakeholders the hub reaches, by message and channel, and which not."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from sitegen.facets.recurrence import OFF
from sitegen.model.kind import ROLES
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Until
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import card, link
from sitegen.questions.lists import today

SETTLED = ("lapsed",)
"""The states in which a stakeholder has no gaps."""
TAG = "#"
"""What the slug of a tag begins with among the names of an entry."""
_NO_TOUCH = frozenset(ROLES) - {"authors", "consultation.for"}
"""Relation fields that say nothing about who was reached."""


class Cell(Struct, frozen=True, kw_only=True):
    """How one stakeholder is reached by a message that is for them, or by one way."""

    state: Literal["", "wanted", "planned", "reached"] = ""
    """`wanted`: it is for them, and nothing that is published or planned takes it to them."""
    count: int = 0
    """How many entries reach them: those to come where it is planned."""
    last: dt.date | None = None
    """The last day of those that have."""


class Covered(Struct, frozen=True, kw_only=True):
    """How one stakeholder is reached."""

    card: Card
    since: dt.date | None
    messages: tuple[Cell, ...]
    ways: tuple[Cell, ...]
    channels: tuple[int, ...]
    """For each channel, how many messages for them are meant for it."""
    event: bool
    """Whether they took part in an event, or are to."""
    message: bool
    """Whether any message is for them."""
    said: bool
    """Whether any post, document or page names them."""

    @property
    def gap(self) -> bool:
        """Whether anything is missing that there should be."""
        return self.card.status not in SETTLED and not (self.event and self.message and self.said)


class Coverage(Struct, frozen=True, kw_only=True):
    """All of it as it is on one day."""

    day: dt.date
    messages: tuple[Link, ...]
    ways: tuple[str, ...]
    """The titles of the lists in which entries that reach somebody are."""
    channels: tuple[str, ...]
    rows: tuple[Covered, ...]
    """Stakeholders with gaps first: those with the status `wanted`, then those with the most gaps."""
    gaps: int
    """How many of the rows have gaps."""


class _Touch(Struct, frozen=True, kw_only=True):
    """An entry that reaches somebody."""

    key: str
    last: dt.date | None
    """None for what is still to come."""


def coverage(site: Site) -> Until[Coverage]:
    """Return who is reached by which message and which way, until the next day or event.

    The rows are those with a state or a way to involve them. Messages that are not to be used count for nothing.
    """
    day = today(site)
    messages = [key for key in _messages(site) if not site.entries[key].meta.withdrawn(day.answer.date)]
    audience = {key: _audience(site, key) for key in messages}
    carriers = {key: set(_carriers(site, key)) for key in messages}
    channels = tuple(dict.fromkeys(label for key in messages for label in _field(site, key, "channels")))
    ways = [name for name, keys in site.collections.items() if keys and _is_way(site, name)]
    rows = [
        _row(site, key, messages, audience, carriers, ways, channels)
        for name, keys in site.collections.items()
        if site.kinds[name].people
        for key in keys
        if site.entries[key].meta.status or _field(site, key, "engagement")
    ]
    rows.sort(key=_gaps_first)
    ends = [each.schedule.over() for each in site.occurrences if not each.schedule.ended(site.now)]
    answer = Coverage(
        day=day.answer.date,
        messages=tuple(link(site, key) for key in messages),
        ways=tuple(site.kinds[name].title for name in ways),
        channels=channels,
        rows=tuple(rows),
        gaps=sum(row.gap for row in rows),
    )
    return Until(answer=answer, until=min([*ends, *([day.until] if day.until else [])]), why=day.why)


def _row(
    site: Site,
    key: str,
    messages: list[str],
    audience: dict[str, set[str]],
    carriers: dict[str, set[str]],
    ways: list[str],
    channels: tuple[str, ...],
) -> Covered:
    touches = list(_touches(site, key))
    own = [message for message in messages if key in audience[message]]
    labels = [label for message in own for label in _field(site, message, "channels")]
    by_way = {way: [each for each in touches if site.entries[each.key].kind == way] for way in ways}
    since = _field(site, key, "since")
    return Covered(
        card=card(site, key),
        since=since if isinstance(since, dt.date) else None,
        messages=tuple(
            _cell([each for each in touches if each.key in carriers[message]], wanted=True)
            if message in own
            else Cell()
            for message in messages
        ),
        ways=tuple(_cell(by_way[way], wanted=False) for way in ways),
        channels=tuple(labels.count(label) for label in channels),
        event=any(site.entries[each.key].meta.schedule for each in touches),
        message=bool(own),
        said=any(not site.entries[each.key].meta.schedule for each in touches),
    )


def _cell(touches: list[_Touch], *, wanted: bool) -> Cell:
    past = [each.last for each in touches if each.last]
    if past:
        return Cell(state="reached", count=len(past), last=max(past))
    if touches:
        return Cell(state="planned", count=len(touches))
    return Cell(state="wanted" if wanted else "")


def _gaps_first(row: Covered) -> tuple[bool, bool, int, dt.date, str]:
    """Return the order of a row: gaps first, of these `wanted` first, then by what is missing and since when."""
    there = row.event + row.message + row.said
    return (
        not row.gap,
        row.card.status != "wanted",
        there,
        row.since or dt.date.max,
        row.card.title.casefold(),
    )


def _messages(site: Site) -> Iterator[str]:
    """Yield the keys of all messages: entries of the kind whose list is a house."""
    for name, keys in site.collections.items():
        if site.kinds[name].list_by == "house":
            yield from keys


def _is_way(site: Site, name: str) -> bool:
    """Whether entries of a kind reach people: those of a list that is neither people nor messages."""
    kind = site.kinds[name]
    return bool(kind.directory) and not kind.people and kind.list_by != "house"


def _audience(site: Site, key: str) -> set[str]:
    """Return the keys of those whom a message is for, by name or by a tag."""
    found: set[str] = set()
    for asked in _field(site, key, "audience"):
        meant = site.names.get(key, {}).get(asked.text, "")
        if meant.startswith(TAG):
            found.update(site.tagged.get(meant.removeprefix(TAG), ()))
        elif meant:
            found.add(meant)
    return found


def _carriers(site: Site, message: str) -> Iterator[str]:
    """Yield the entries that bring a message: that name, link to or embed it."""
    yield from (each.key for each in site.connections.get(message, ()) if each.field not in ROLES)
    yield from (source for source, _ in site.backlinks.get(message, ()))


def _touches(site: Site, key: str) -> Iterator[_Touch]:
    """Yield the entries that reach somebody, each once: that name them in front matter or in their text."""
    named = [each.key for each in site.connections.get(key, ()) if each.field not in _NO_TOUCH]
    linked = [source for source, _ in site.backlinks.get(key, ()) if source in site.permalinks]
    for source in dict.fromkeys((*named, *linked)):
        entry = site.entries[source]
        if not _is_way(site, entry.kind):
            continue
        if entry.meta.schedule is None:
            yield _Touch(key=source, last=entry.meta.date.day if entry.meta.date else site.now.date())
        elif source in named:
            yield from _meeting(site, source, entry.meta)


def _meeting(site: Site, key: str, meta: Meta) -> Iterator[_Touch]:
    """Yield an event that took place, or is to take place."""
    own = meta.gathering.status if meta.gathering else ""
    dates = [each.schedule for each in dated(site).get(key, ()) if (each.status or own) not in OFF]
    past = [each.last_day for each in dates if each.ended(site.now)]
    if dates:
        yield _Touch(key=key, last=max(past, default=None))


def _field(site: Site, key: str, name: str) -> Any:
    """Return the value of a field that not every kind has."""
    return getattr(site.entries[key].meta, name, ())
