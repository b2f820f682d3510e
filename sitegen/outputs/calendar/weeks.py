"""The programme: what the next 26 weeks have, a line a week, as a page and as a table for spreadsheets."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from sitegen.csv_text import csv_text
from sitegen.dates import iso
from sitegen.facets.recurrence import OFF
from sitegen.facets.schedule import Occurrence, zone_of
from sitegen.model.site import Site
from sitegen.outputs.calendar.upcoming import until_the_first_ends
from sitegen.questions.answers import Card, Happening, Link
from sitegen.questions.contract import Until
from sitegen.questions.entries import card
from sitegen.questions.events import happenings_of
from sitegen.questions.promises import Step, steps

WEEKS = 26
IN_A_WEEK = 20
"""The most events of a week that the page names; the table has all."""
SHEET = ("week", "sort", "date", "what", "who", "url")
"""The headings of the table."""


class MessageDue(Struct, frozen=True, kw_only=True):
    """A message that is to be said at an event."""

    message: Link
    until: str
    """The instant at which the event is over."""


class Week(Struct, frozen=True, kw_only=True):
    """What is to happen in a week, or in several without anything, each by its first day in it."""

    first: dt.date
    last: dt.date
    over: str
    """The instant at which the week is over."""
    events: tuple[Happening, ...]
    closings: tuple[Happening, ...]
    messages: tuple[MessageDue, ...]
    steps: tuple[Step, ...]
    posts: tuple[Card, ...]
    """Those that are dated then, which a build has with `--future` alone."""


class Programme(Struct, frozen=True, kw_only=True):
    """The weeks from the one of the build on."""

    weeks: tuple[Week, ...]
    """Weeks after each other without anything are one."""
    posts: bool
    """Whether any of them has a post."""


def programme(site: Site) -> Until[Programme]:
    """Return the programme; it holds until something of it is over or overdue, or the week is."""
    zone = zone_of(site.config.timezone)
    today = site.now.astimezone(zone).date()
    monday = today - dt.timedelta(days=today.weekday())
    last = monday + dt.timedelta(weeks=WEEKS)
    log = steps(site)

    def week_of(day: dt.date) -> dt.date:
        day = max(day, monday)
        return day - dt.timedelta(days=day.weekday())

    dates: dict[dt.date, list[Occurrence]] = {}
    for each in site.occurrences:
        if each.schedule.start.day < last and not each.schedule.ended(site.now):
            dates.setdefault(week_of(each.schedule.start.day), []).append(each)
    owed: dict[dt.date, list[Step]] = {}
    for step in log.answer:
        if step.over and step.due and not step.overdue and step.due.day < last:
            owed.setdefault(week_of(step.due.day), []).append(step)
    posts = {key: week_of(day) for key, day in _dated(site) if today < day < last}
    weeks = []
    for number in range(WEEKS):
        first = monday + dt.timedelta(weeks=number)
        found = dates.get(first, [])
        events = happenings_of(site, [each for each in found if not each.closing])
        weeks.append(
            Week(
                first=first,
                last=first + dt.timedelta(days=6),
                over=_midnight(first + dt.timedelta(weeks=1), zone).isoformat(),
                events=events,
                closings=happenings_of(site, [each for each in found if each.closing]),
                messages=tuple(_messages(events)),
                steps=tuple(owed.get(first, ())),
                posts=tuple(card(site, key) for key, week in posts.items() if week == first),
            )
        )
    answer = Programme(weeks=tuple(_without_runs(weeks)), posts=bool(posts))
    held = until_the_first_ends(site, answer, [each for found in dates.values() for each in found])
    monday_next = _midnight(monday + dt.timedelta(weeks=1), zone)
    changes = [(monday_next, ("a new week begins",)), (held.until, held.why), (log.until, log.why)]
    until = min(when for when, _ in changes if when)
    why = tuple(words for when, all_words in changes if when == until for words in all_words)
    return Until(answer=answer, until=until, why=why)


def _without_runs(weeks: Iterable[Week]) -> Iterator[Week]:
    """Yield the weeks, those after each other without anything as one."""
    for empty, run in groupby(
        weeks, key=lambda week: not (week.events or week.closings or week.steps or week.posts)
    ):
        first, *others = run
        if empty and others:
            yield replace(first, last=others[-1].last, over=others[-1].over)
        else:
            yield first
            yield from others


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone)


def _dated(site: Site) -> Iterator[tuple[str, dt.date]]:
    """Yield the entries of the kinds that wait for their date, with that."""
    for name, keys in site.collections.items():
        if site.kinds[name].archived:
            for key in keys:
                if date := site.entries[key].meta.date:
                    yield key, date.day


def _messages(events: Iterable[Happening]) -> Iterator[MessageDue]:
    """Yield the messages to be said at events that take place, each with the last of these."""
    found: dict[Link, str] = {}
    for event in events:
        if (event.occurrence.status or event.card.status) in OFF:
            continue
        for message in event.card.fields.get("messages") or ():
            found[message] = event.occurrence.schedule.over().isoformat()
    for message, until in found.items():
        yield MessageDue(message=message, until=until)


def sheet(found: Programme) -> str:
    """Return the programme as comma-separated values, a row for each thing of a week."""
    return csv_text([SHEET, *(row for week in found.weeks for row in _rows(week))])


def _rows(week: Week) -> Iterator[tuple[str, ...]]:
    first = week.first.isoformat()
    for sort, happenings in (("event", week.events), ("comments close", week.closings)):
        for each in happenings:
            who = "; ".join(link.text for link in each.card.fields.get("organiser") or ())
            start = iso(each.occurrence.schedule.start)
            status = each.occurrence.status or ("" if each.occurrence.closing else each.card.status)
            what = f"{each.card.title} ({status})" if status in OFF else each.card.title
            yield first, sort, start, what, who, each.card.permalink
    for due in week.messages:
        yield first, "message", "", due.message.text, "", due.message.to
    for step in week.steps:
        who = "; ".join(link.text for link in step.who)
        yield first, "next step", iso(step.due) if step.due else "", step.action.what, who, step.anchor
    for post in week.posts:
        yield first, "post", iso(post.date) if post.date else "", post.title, "", post.permalink
