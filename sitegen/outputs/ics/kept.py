"""Calendar files that were published and whose dates are gone, so that programs that ask for them learn of it."""

from collections.abc import Iterable, Iterator

from sitegen.facets.schedule import Occurrence
from sitegen.model import address_book
from sitegen.model.gone import Withdrawn
from sitegen.model.site import Site
from sitegen.outputs.ics import vevent
from sitegen.outputs.ics.invitations import CLOSING, DAILY, Written, days_of, uid, zones
from sitegen.outputs.ics.vevent import Invitation
from sitegen.questions.addresses import marked_address
from sitegen.questions.dates_of_events import dated
from sitegen.questions.events import closings
from sitegen.questions.language import spoken
from sitegen.urls import to_absolute

GONE = "gone"
"""The first item of the subject of a file with the dates of an entry that is gone."""
EMPTY = "empty"
"""The first item of the subject of a calendar without dates; the other is the key of its entry."""

Subject = tuple[str, ...]


def gone_files(site: Site) -> Iterator[tuple[str, str, Subject]]:
    """Yield address, key and subject of the file with the dates of each entry that is gone."""
    for key, found in site.gone.items():
        event, closing = _subjects(key, found.dates)
        if event[0] == GONE:
            yield address_book.event_file(found.address), key, event
        if closing[0] == GONE:
            yield address_book.closing_file(found.address), key, closing


def kept(site: Site, lost: Iterable[str]) -> Iterator[tuple[str, str, Subject]]:
    """Yield address, key and subject of each calendar file among addresses that would be lost.

    It has what there is of its page: the dates by now, those of an entry that is gone, or none.
    """
    known = {address: (key, subject) for address, key, subject in _files(site)}
    for address in lost:
        if address in known:
            key, subject = known[address]
            yield address, key, subject


def _files(site: Site) -> Iterator[tuple[str, str, Subject]]:
    """Yield address, key and subject of every calendar file that a page may have had."""
    for slug, term in (*site.terms.items(), *site.resting.items()):
        for page in (term.permalink, *term.former):
            yield address_book.calendar_of(page), "", ("tag", slug)
    for key, found in site.gone.items():
        for page in found.addresses:
            event, closing = _subjects(key, found.dates)
            yield address_book.event_file(page), key, event
            yield address_book.next_file(page), key, event
            yield address_book.closing_file(page), key, closing
            yield address_book.calendar_of(page), key, (EMPTY, key)
            yield address_book.owed_calendar_of(page), key, (EMPTY, key)
    moves = ((key, old) for old, key in site.redirects.items())
    for key, page in (*site.permalinks.items(), *moves):
        there, none = key in dated(site), (EMPTY, key)
        yield address_book.event_file(page), key, (key,) if there else none
        yield address_book.next_file(page), key, ("next", key) if there else none
        yield address_book.closing_file(page), key, ("closing", key) if key in closings(site) else none
        yield address_book.calendar_of(page), key, ("entry", key)
        yield address_book.owed_calendar_of(page), key, ("owed", key)


def _subjects(key: str, dates: Iterable[Withdrawn]) -> tuple[Subject, Subject]:
    """Return the subjects of the file of an event that is gone, and of the last day of a consultation."""
    sorts = {each.closing for each in dates}
    event = (GONE, key, "") if False in sorts else (EMPTY, key)
    return event, (GONE, key, "closing") if True in sorts else (EMPTY, key)


def withdrawn_vevent(site: Site, key: str, sort: str) -> Written:
    """Return the date of an entry that is gone, without its text, in the form of calendar files.

    It is cancelled, unless it was over when the page went.
    """
    gone, locale = site.gone[key], spoken(site)
    found = next(each for each in gone.dates if each.closing == (sort == "closing"))
    own, schedule = uid(site.config, found.uid, found.first), found.schedule
    last = schedule.end or schedule.start
    over = not found.repeats and gone.when is not None and last.day < gone.when.day
    invitation = Invitation(
        uid=f"closing-{own}" if found.closing else own,
        title=locale.text(CLOSING, title=gone.title) if found.closing else gone.title,
        address=to_absolute(marked_address(gone.address), site.config.base),
        changed=found.revised or schedule.start,
        announced=None,
        # calendars may ignore a revision whose number is not higher than the one that they have
        sequence=(days_of(found.revised) + 1) * DAILY,
        status="" if over else "cancelled",
        description=locale.text("This page is gone."),
        categories=(),
        venue=None,
        online="",
        first=schedule,
        series=None,
        dates=(),
        busy=False,
    )
    text = vevent.alone(invitation, Occurrence(key=key, schedule=schedule), locale)
    return Written(text=text, zones=zones(schedule))
