"""The question behind the lists that writers ask for in their texts."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct, structs

from sitegen.facets.schedule import FAR, Occurrence
from sitegen.model.site import Site
from sitegen.questions.answers import Card, Happening
from sitegen.questions.contract import Until
from sitegen.questions.entries import card
from sitegen.questions.events import happenings_of
from sitegen.questions.lists import today
from sitegen.questions.once import once

SPARE = 9
"""How many further dates a list of what comes next has, for when the first are over."""
OF_DATES = ("previous_start", "venue", "online")
"""The fields of an event that a list of dates shows."""


class ListAnswer(Struct, frozen=True, kw_only=True):
    """The entries of a list."""

    shown_as: str
    """How the kind's entries are shown: as `rows`, as `cards`, or as a `diary` of dates."""
    when: str
    """Which dates: `upcoming`, `past` or `all`; empty for entries without dates."""
    number: int
    """How many are shown at once."""
    cards: tuple[Card, ...] = ()
    """Each with what is shown of it alone, so that an edit of anything else leaves the answer as it is."""
    dates: tuple[Happening, ...] = ()
    """Likewise; of `upcoming` ones some are spare where the list is live."""
    more: bool = False
    """Whether there are dates to come beyond these."""
    day: dt.date | None = None
    """The day for which it is true, where it depends on the clock."""


def listing(
    site: Site,
    kind: str,
    tags: str,
    stakeholder: str,
    programme: str,
    year: int,
    when: str,
    order: str,
    limit: int,
    live: bool = True,
) -> Until[ListAnswer]:
    """Return the entries that a writer asks for; `tags` are slugs with commas between them.

    It is `live` in a page, whose script shows spare dates when the first are over; a feed has no use for them.
    What comes next, and what is past, holds until the day ends or the first of the dates that are shown does.
    """
    keys = _chosen(site, kind, tags, stakeholder, programme)
    shown_as = site.kinds[kind].shown_as if kind else "rows"
    if not when:
        shown = _in_order(site, kind, keys, year, order)[:limit]
        answer = ListAnswer(
            shown_as=shown_as,
            when="",
            number=limit,
            cards=tuple(_shown(card(site, key), shown_as) for key in shown),
        )
        return Until(answer=answer, until=None)
    chosen = frozenset(keys)
    dates = [
        each
        for each in site.occurrences
        if not each.closing and each.key in chosen and (not year or each.schedule.start.day.year == year)
    ]
    if when == "all":
        found = _dates(site, dates[:limit])
        return Until(answer=ListAnswer(shown_as=shown_as, when=when, number=limit, dates=found), until=None)
    coming = [each for each in dates if not each.schedule.ended(site.now)]
    over = [each for each in dates if each.schedule.ended(site.now)] if when == "past" else []
    listed = over[::-1][:limit] if when == "past" else coming[: limit + SPARE * live]
    answer = ListAnswer(
        shown_as=shown_as,
        when=when,
        number=limit,
        dates=_dates(site, listed),
        more=live and when == "upcoming" and len(coming) > len(listed),
        day=today(site).answer.date,
    )
    return _held(site, answer, coming)


def _shown(found: Card, shown_as: str) -> Card:
    """Return a card with what a list shows of it alone, as `cards` with their first words or as rows."""
    if shown_as == "cards":
        return structs.replace(found, updated=None, tags=(), schedule=None, status="", fields={})
    row = structs.replace(found, excerpt="", image=None, tags=(), authors=(), fields={})
    return structs.replace(row, date=None, updated=None) if row.schedule else row


def _dates(site: Site, listed: Iterable[Occurrence]) -> tuple[Happening, ...]:
    """Return dates with what a list shows of their events alone."""
    return tuple(
        structs.replace(
            each,
            card=structs.replace(
                _shown(each.card, "rows"),
                date=None,
                updated=None,
                schedule=None,
                fields={name: value for name, value in each.card.fields.items() if name in OF_DATES},
            ),
        )
        for each in happenings_of(site, listed)
    )


@once
def _chosen(site: Site, kind: str, tags: str, stakeholder: str, programme: str) -> tuple[str, ...]:
    """Return the keys of the entries that a list may show, in the order of their kinds."""
    kinds = (kind,) if kind else tuple(site.collections)
    found = [key for name in kinds for key in site.collections.get(name, ())]
    for slug in tags.split(",") if tags else ():
        having = frozenset(site.tagged.get(slug, ()))
        found = [key for key in found if key in having]
    if stakeholder:
        naming = {each.key for each in site.connections.get(stakeholder, ())}
        found = [key for key in found if key in naming]
    if programme:
        naming = {each.key for each in site.connections.get(programme, ()) if each.field == "programme"}
        found = [key for key in found if key in naming]
    return tuple(found)


def _in_order(site: Site, kind: str, keys: Iterable[str], year: int, order: str) -> list[str]:
    """Return keys in the order that is asked for, else in that of the kind; of several kinds the newest first."""
    found = [key for key in keys if not year or _day(site, key).year == year]
    if order == "title":
        return sorted(found, key=lambda key: (site.entries[key].meta.title.casefold(), key))
    if order or not kind:
        newest = sorted(found, key=lambda key: (_day(site, key), key), reverse=True)
        dated = [key for key in newest if _day(site, key) != dt.date.min]
        undated = [key for key in newest if _day(site, key) == dt.date.min]
        return (dated[::-1] if order == "oldest" else dated) + undated
    return found


def _day(site: Site, key: str) -> dt.date:
    """Return the day on which an entry takes place, or was published."""
    meta = site.entries[key].meta
    moment = meta.schedule.start if meta.schedule else meta.date
    return moment.day if moment else dt.date.min


def _held(site: Site, answer: ListAnswer, coming: Iterable[Occurrence]) -> Until[ListAnswer]:
    """Return an answer that holds until the day ends, or one of these dates does."""
    midnight = today(site)
    until, why = midnight.until, midnight.why
    near = [each for each in coming if until is None or each.schedule.last_day <= until.date() + FAR]
    ends = [(each.schedule.over(), each) for each in near]
    first = min((end for end, _ in ends), default=None)
    if first is not None and (until is None or first < until):
        told = (f"“{card(site, each.key).title}” ends" for end, each in ends if end == first)
        return Until(answer=answer, until=first, why=tuple(dict.fromkeys(told)))
    return Until(answer=answer, until=until, why=why)
