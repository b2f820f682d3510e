"""Questions of the internal build: who can change how much, who was last spoken with, what needs looking after."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sitegen.facets.private import HIGH
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Occurrence
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Until
from sitegen.questions.dates_of_events import dated
from sitegen.questions.entries import card, link
from sitegen.questions.health import Finding, health
from sitegen.questions.lists import today
from sitegen.questions.once import once
from sitegen.questions.promises import consultations

OF_BUILDS = "lost"
"""The sort of findings that compares a build with the one before, which no question of a site can."""


class Standing(Struct, frozen=True, kw_only=True):
    """How much somebody can change, and how much they care."""

    card: Card
    power: int
    interest: int
    stance: str
    quarter: Literal["manage", "satisfy", "inform", "watch"]
    """What is usually done about those with so much of either."""


class Contact(Struct, frozen=True, kw_only=True):
    """When somebody was last spoken with."""

    card: Card
    last: dt.date | None
    """None where neither an event nor a colleague says that anybody ever did."""
    days: int
    """The days from then to the day of the build."""
    at: Link | None
    """The event at which that was; None where a colleague has written down the day."""
    through: Link | None
    """The member through whom that was; None where it was with themselves."""


class Contacts(Struct, frozen=True, kw_only=True):
    """All contacts as they are on one day."""

    day: dt.date
    found: tuple[Contact, ...]
    """In the order of their last contact: first those without a known one, then the longest ago."""


class Chore(Struct, frozen=True, kw_only=True):
    """One thing that needs looking after."""

    what: Link
    """A page, or a name or a tag in plain words."""
    note: str
    """What is known of it, in English."""
    places: tuple[Link, ...]
    """Further pages that it has to do with."""


class Chores(Struct, frozen=True, kw_only=True):
    """All things of one sort that need looking after."""

    name: str
    title: str
    advice: str
    found: tuple[Chore, ...]


class _Day(Struct, frozen=True, kw_only=True, order=True):
    """A day on which somebody was spoken with."""

    day: dt.date
    event: str
    """The key of the event; empty for a day that a colleague has written down."""


def standings(site: Site) -> tuple[Standing, ...]:
    """Return those whose power and interest are known, the most powerful first."""
    found = []
    for entry in _people(site):
        known = entry.meta.private
        if known and known.power and known.interest:
            quarter = _QUARTERS[known.power >= HIGH, known.interest >= HIGH]
            found.append(
                Standing(
                    card=card(site, entry.key),
                    power=known.power,
                    interest=known.interest,
                    stance=known.stance,
                    quarter=quarter,
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.power, -each.interest, each.card.title.casefold())))


_QUARTERS: dict[tuple[bool, bool], Literal["manage", "satisfy", "inform", "watch"]] = {
    (True, True): "manage",
    (True, False): "satisfy",
    (False, True): "inform",
    (False, False): "watch",
}
"""Whether the power is high, and the interest -> what is usually done."""


def contacts(site: Site) -> Until[Contacts]:
    """Return when those whom the site keeps in touch with were last spoken with, until the next day or event.

    They are those with a status, an owner or private fields. Somebody was spoken with at an event that took place
    and names them or one of their members, and on the day that a colleague has written down.
    """
    day = today(site)
    found = []
    for entry in _people(site):
        if entry.meta.status or entry.meta.private:
            found.append(_contact(site, entry, day.answer.date))
    ends = (each.schedule.over() for each in site.occurrences if not each.schedule.ended(site.now))
    return Until(
        answer=Contacts(day=day.answer.date, found=tuple(sorted(found, key=_silence))),
        until=min([*ends, *([day.until] if day.until else [])], default=None),
        why=day.why,
    )


def _silence(contact: Contact) -> tuple[bool, int, str]:
    return contact.last is not None, -contact.days, contact.card.title.casefold()


def _contact(site: Site, entry: Entry[Meta], day: dt.date) -> Contact:
    members = [each.key for each in site.connections.get(entry.key, ()) if each.field == "member_of"]
    known = {key: _last(site, key, day.isoformat()) for key in (entry.key, *members)}
    # of the same day, that with themselves counts before that with a member
    when = [(found, key == entry.key, key) for key, found in known.items() if found]
    last, _, key = max(when, default=(None, True, ""))
    return Contact(
        card=card(site, entry.key),
        last=last.day if last else None,
        days=(day - last.day).days if last else 0,
        at=link(site, last.event) if last and last.event else None,
        through=link(site, key) if last and key != entry.key else None,
    )


@once
def _last(site: Site, key: str, day: str) -> _Day | None:
    """Return the last day of talks with somebody themselves, up to a `day` (ISO 8601); None for none."""
    private = site.entries[key].meta.private
    found = [_Day(day=date.schedule.last_day, event=date.key) for date in _meetings(site, key)]
    if private and private.last_contact and private.last_contact.isoformat() <= day:
        found.append(_Day(day=private.last_contact, event=""))
    return max(found, default=None)


def _meetings(site: Site, key: str) -> Iterator[Occurrence]:
    """Yield the dates that are over, took place and name somebody among those who take part."""
    for connection in site.connections.get(key, ()):
        entry = site.entries[connection.key]
        gathering = entry.meta.gathering
        if gathering is None or gathering.deadline or connection.field not in site.kinds[entry.kind].roles:
            continue
        if connection.field.endswith("nominated_by"):
            continue  # somebody else was there for them
        for date in dated(site).get(connection.key, ()):
            if (date.status or gathering.status) not in OFF and date.schedule.ended(site.now):
                yield date


def only_here(site: Site) -> tuple[Card, ...]:
    """Return the entries that no public build has, by kind and title."""
    order = {name: place for place, name in enumerate(site.kinds)}
    found = [site.entries[key] for key in site.permalinks if site.entries[key].meta.visibility == "internal"]
    found.sort(key=lambda entry: (order[entry.kind], entry.meta.title.casefold(), entry.key))
    return tuple(card(site, entry.key) for entry in found)


def chores(site: Site) -> Until[tuple[Chores, ...]]:
    """Return what `check --health` reports, by sort, until the next day or the end of a consultation."""
    day, ends = today(site), consultations(site).until
    pages = {site.entries[key].path: key for key in site.permalinks}
    found = tuple(
        Chores(
            name=sort.name,
            title=sort.title,
            advice=sort.advice,
            found=tuple(_chore(site, pages, each) for each in sort.found),
        )
        for sort in health(site, {})
        if sort.found and sort.name != OF_BUILDS
    )
    return Until(answer=found, until=min(filter(None, (day.until, ends)), default=None), why=day.why)


def _chore(site: Site, pages: dict[str, str], finding: Finding) -> Chore:
    def page(path: str, words: str) -> Link:
        key = pages.get(path, "")
        return Link(text=words, to=entry_address(site, key), key=key) if key else Link(text=words)

    def named(path: str) -> Link:
        return page(path, site.entries[pages[path]].meta.title if path in pages else path)

    return Chore(
        what=page(finding.path, finding.what), note=finding.note, places=tuple(map(named, finding.places))
    )


def _people(site: Site) -> Iterator[Entry[Meta]]:
    """Yield the entries of those whom a community works with."""
    for name, keys in site.collections.items():
        if site.kinds[name].people:
            yield from (site.entries[key] for key in keys)
