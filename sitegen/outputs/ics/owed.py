"""What a stakeholder has promised, as whole days of a calendar, because many programs show no VTODO."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Literal

from sitegen.facets.actions import Action
from sitegen.facets.schedule import Moment, Occurrence, Schedule
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.ics import vevent
from sitegen.outputs.ics.invitations import Written, first_address, sequence, uid
from sitegen.outputs.ics.vevent import Invitation
from sitegen.questions.addresses import entry_address, marked_address
from sitegen.questions.changes import revised
from sitegen.questions.deadlines import due
from sitegen.questions.entries import card
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.urls import Marked, to_absolute


def promisers(site: Site) -> Iterator[str]:
    """Yield the keys of those who have ever promised something with a day."""
    for name, kind in site.kinds.items():
        if kind.people:
            yield from (key for key in site.collections.get(name, ()) if any(_promised(site, key)))


@once
def owed_file(site: Site, key: str) -> Marked | Literal[""]:
    """Return the address of the calendar of what a stakeholder has promised, or "" where nothing had a day."""
    there = any(_promised(site, key))
    return marked_address(address_book.owed_calendar_of(site.permalinks[key])) if there else ""


@once
def owed(site: Site, key: str) -> tuple[Written, ...]:
    """Return what a stakeholder has promised and is still to do, by its day; what has no day is in no calendar."""
    steps = sorted(step for step in _promised(site, key) if _action(site, *step[1:]).status == "open")
    return tuple(_written(site, entry, item, day) for day, entry, item in steps)


def _promised(site: Site, key: str) -> Iterator[tuple[dt.date, str, int]]:
    """Yield the next steps with a day that somebody has promised: the day, the key of the entry, its item."""
    for connection in site.connections.get(key, ()):
        if connection.item >= 0:
            when, _ = due(site, connection.key, _action(site, connection.key, connection.item))
            if when:
                yield when.day, connection.key, connection.item


def _action(site: Site, key: str, item: int) -> Action:
    return site.entries[key].meta.actions[item]


def _written(site: Site, key: str, item: int, day: dt.date) -> Written:
    """Return a step as a whole day that takes up no time."""
    found, meta, action = card(site, key), site.entries[key].meta, _action(site, key, item)
    start = Moment(local=dt.datetime.combine(day, dt.time()), zone=site.config.timezone, all_day=True)
    address = entry_address(site, key, f"#{action.source}" if action.source else "")
    invitation = Invitation(
        uid=f"step-{_name(meta.actions, item)}-{uid(site.config, meta.uid, first_address(site, key))}",
        title=action.what,
        address=to_absolute(address, site.config.base),
        changed=revised(site, key) or start,
        announced=meta.date,
        sequence=sequence(meta),
        status="",
        description="\n\n".join(filter(None, (action.note, found.title))),
        categories=tuple(tag.text for tag in found.tags),
        venue=None,
        online="",
        first=Schedule(start=start),
        series=None,
        dates=(),
        busy=False,
    )
    return Written(
        text=vevent.alone(invitation, Occurrence(key=key, schedule=invitation.first), spoken(site)), zones=()
    )


def _name(actions: Sequence[Action], item: int) -> str:
    """Return what tells a step from the others of its entry, wherever it is in the list: its words in short.

    Steps of the same words, which differ in day or owner, are numbered from the second on.
    """
    what = actions[item].what
    same = sum(each.what == what for each in actions[:item])
    words = f"{what} {same + 1}" if same else what
    return hashlib.blake2b(words.encode(), digest_size=6).hexdigest()
