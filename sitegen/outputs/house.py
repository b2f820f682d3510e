"""The list of messages as a house, who needs to hear what, and all that is agreed on one sheet."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from sitegen.facets.schedule import zone_of
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import is_free, marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Output, Question, Until, View
from sitegen.questions.entries import card
from sitegen.questions.lists import keeps_list
from sitegen.urls import Marked, output_path

SHEET = "sheet"
"""The second item of the subject of a sheet."""


class Pillar(Struct, frozen=True, kw_only=True):
    """A message that holds up the roof, and the finer ones under it at any depth."""

    card: Card
    below: tuple[Card, ...]


class House(Struct, frozen=True, kw_only=True):
    """Every message in its place."""

    roof: Card | None = None
    """The one thing to remember: the message without a parent that has the most others under it."""
    pillars: tuple[Pillar, ...] = ()
    others: tuple[Card, ...] = ()
    """Those that stand outside the house."""
    retired: tuple[Card, ...] = ()
    """Those no longer to be used: retired, or past their last day."""


class Row(Struct, frozen=True, kw_only=True):
    """What one audience should hear."""

    audience: Link
    cells: tuple[tuple[Card, ...], ...]
    """For each pillar its messages to this audience, the pillar's own first."""
    elsewhere: tuple[Card, ...]
    """The roof and what stands outside the house, as far as they are for this audience."""


def targets(site: Site) -> Iterable[Target]:
    """Name the list of each kind whose list is a house, if it has entries or a head, and its sheet.

    The subject is the kind, and for the sheet the word behind it.
    """
    for name, kind in site.kinds.items():
        if kind.list_by == "house" and keeps_list(site, name):
            yield Target(path=output_path(kind.directory), output="house", subject=(name,), phase="index")
        if kind.list_by == "house" and sheet(site, name):
            address = address_book.message_sheet(site.kinds, name)
            yield Target(path=output_path(address), output="house", subject=(name, SHEET), phase="index")


def render(target: Target, view: View) -> str:
    """Render the house and the matrix of audiences and messages, or the sheet."""
    kind = target.subject[0]
    directory = view.directory(kind)
    built: House = view.house(kind)
    if SHEET in target.subject[1:]:
        return view.page("message_sheet.html", directory=directory, messages=agreed(built))
    return view.page(
        "messages.html",
        directory=directory,
        head=view.entry(directory.head) if directory.head else None,
        roof=built.roof,
        pillars=built.pillars,
        others=built.others,
        retired=built.retired,
        matrix=matrix(built),
        sheet=view.sheet(kind),
    )


def agreed(built: House) -> tuple[Card, ...]:
    """Return the messages that may be used: the roof, each pillar followed by what is below it, and the others."""
    pillars = (found for pillar in built.pillars for found in (pillar.card, *pillar.below))
    every = (*([built.roof] if built.roof else []), *pillars, *built.others)
    return tuple(found for found in every if found.status == "agreed")


def sheet(site: Site, kind: str) -> Marked | Literal[""]:
    """Return the address of the sheet of a kind; "" where nothing is agreed, or something else is there."""
    address = address_book.message_sheet(site.kinds, kind)
    there = any(site.entries[key].meta.status == "agreed" for key in site.collections.get(kind, ()))
    return marked_address(address) if there and is_free(site, address) else ""


def _end(site: Site, last: dt.date) -> dt.datetime:
    """Return the instant at which a last day is over."""
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone_of(site.config.timezone))


def house(site: Site, kind: str) -> Until[House]:
    """Return every message of a kind in its place, below the one its `parent` names, until the next expires."""
    today = site.now.astimezone(zone_of(site.config.timezone)).date()
    keys = site.collections.get(kind, ())
    out = frozenset(key for key in keys if site.entries[key].meta.withdrawn(today))
    ends = [last for key in keys if key not in out and (last := site.entries[key].meta.used_until)]
    until = _end(site, min(ends)) if ends else None
    answer = _house(site, {key: card(site, key) for key in keys}, out)
    return Until(answer=answer, until=until, why=("a message expires",) if until else ())


def expired(site: Site, key: str) -> Until[bool]:
    """Return whether the last day of a message is over, until it is."""
    last = site.entries[key].meta.used_until
    if last is None:
        return Until(answer=False, until=None)
    end = _end(site, last)
    over = end <= site.now
    return Until(answer=over, until=None if over else end, why=() if over else ("a message expires",))


def _house(site: Site, cards: dict[str, Card], out: Collection[str]) -> House:
    """Return every message in its place; those in `out` are not to be used."""
    live = [key for key in cards if key not in out]
    below = {
        key: sorted(
            {found.key for found in site.connections.get(key, ()) if found.field == "parent"} & set(live),
            key=live.index,
        )
        for key in live
    }
    tops = [key for key in live if not any(key in children for children in below.values())]
    roof = max(tops, key=lambda key: len(_under(key, below)), default="")
    retired = tuple(cards[key] for key in cards if key in out)
    if not roof or not below[roof]:
        return House(others=tuple(cards[key] for key in live), retired=retired)
    inside = {roof, *_under(roof, below)}
    return House(
        roof=cards[roof],
        pillars=tuple(
            Pillar(card=cards[key], below=tuple(cards[under] for under in _under(key, below)))
            for key in below[roof]
        ),
        others=tuple(cards[key] for key in live if key not in inside),
        retired=retired,
    )


def _under(key: str, below: dict[str, list[str]]) -> list[str]:
    """Return everything under a message, each followed by what stands under it; nothing twice."""
    found: dict[str, None] = {}
    waiting = below[key][::-1]
    while waiting:
        child = waiting.pop()
        if child not in found:
            found[child] = None
            waiting += reversed(below[child])
    return list(found)


def matrix(built: House) -> tuple[Row, ...]:
    """Return a row for each audience, by name, and in it a cell for each pillar."""
    pillars = [(pillar.card, *pillar.below) for pillar in built.pillars]
    elsewhere = [*([built.roof] if built.roof else []), *built.others]
    audiences: dict[str, Link] = {}
    for found in (*elsewhere, *(found for cards in pillars for found in cards)):
        audiences |= {_name(audience): audience for audience in _audience(found)}
    return tuple(
        Row(
            audience=audience,
            cells=tuple(_meant_for(name, cards) for cards in pillars),
            elsewhere=_meant_for(name, elsewhere),
        )
        for name, audience in sorted(audiences.items(), key=lambda item: item[1].text.casefold())
    )


def _meant_for(name: str, cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(found for found in cards if name in map(_name, _audience(found)))


def _audience(found: Card) -> tuple[Link, ...]:
    audience: tuple[Link, ...] = found.fields.get("audience", ())
    return audience


def _name(audience: Link) -> str:
    return audience.to or audience.text


HOUSE = Output(
    name="house",
    targets=targets,
    render=render,
    questions=(Question("house", house), Question("sheet", sheet), Question("expired", expired)),
)
