"""What a month brought and what the next one holds, as a page and as a text for an e-mail: `/digest/2026/11/`."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen import dates
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.facets.schedule import Moment, zone_of
from sitegen.locales import Locale
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Happening, Link
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card
from sitegen.questions.events import closings, happenings_of
from sitegen.questions.language import original, spoken
from sitegen.questions.once import once
from sitegen.urls import output_path, to_absolute

WIDTH = 72
"""Characters of a line of the plain text, as e-mail has it (RFC 5322, section 2.1.1, asks for fewer than 78)."""
TEXT = "text"
"""The last item of the subject of the plain text."""

Month = tuple[int, int]
"""Year and number of the month."""


class NewEntries(Struct, frozen=True, kw_only=True):
    """What was published of one kind."""

    title: str
    """The heading of its list."""
    cards: tuple[Card, ...]
    """In the order of their dates."""


class Coming(Struct, frozen=True, kw_only=True):
    """What happens on one or more days of the month after."""

    first: Happening
    later: tuple[str, ...] = ()
    """The other days in that month, in words: `17 December`."""


class OpenAtEnd(Struct, frozen=True, kw_only=True):
    """A consultation that is open at the end of the month."""

    card: Card
    closes: Moment
    """The last day, or the minute, on which answers are accepted."""


class DigestMonth(Link, frozen=True, kw_only=True):
    """A month that has a digest: its name, the address of the digest, and where it is in time."""

    year: int
    month: int
    count: int
    """How many entries were published in it."""


class Digest(Struct, frozen=True, kw_only=True):
    """One month."""

    site: str
    """The title of the site."""
    name: str
    """`November 2026`"""
    following: str
    """The name of the month after."""
    new: tuple[NewEntries, ...]
    coming: tuple[Coming, ...]
    """What happens in the month after, in time order."""
    asking: tuple[OpenAtEnd, ...]
    """What is open for comment at the end of the month, the soonest to close first."""
    previous: Link | None
    next: Link | None


@once
def _months(site: Site) -> dict[Month, list[str]]:
    """Return the keys of what was published in each month, both in the order of time.

    Events are not among them: they are in the digest before they happen.
    """
    found: dict[Month, list[tuple[dt.datetime, str]]] = {}
    for name, kind in site.kinds.items():
        for key in site.collections.get(name, ()) if kind.list_by != "calendar" else ():
            date = site.entries[key].meta.date
            if date and original(site, key) == key:
                found.setdefault((date.day.year, date.day.month), []).append((date.aware(), key))
    return {month: [key for _, key in sorted(found[month])] for month in sorted(found)}


def targets(site: Site) -> Iterable[Target]:
    """Name the list of months, and a page and a text of each month in which something was published."""
    months = _months(site) if site.config.digest else {}
    if months:
        yield Target(path=output_path(address_book.DIGEST), output="digest", phase="index")
    for year, month in months:
        address = address_book.digest(site.kinds, year, month)
        yield Target(path=output_path(address), output="digest", subject=(year, month), phase="index")
        text = output_path(address_book.digest_text(site.kinds, year, month))
        yield Target(path=text, output="digest", subject=(year, month, TEXT), phase="index")


def render(target: Target, view: View) -> str:
    """Render the list of months, or one month."""
    if not target.subject:
        return view.page("digests.html", months=view.digests())
    year, month, *form = target.subject
    found: Digest = view.digest(year, month)
    text = to_absolute(plain_text(found, view.locale()), view.base())
    return text if form else view.page("digest.html", digest=found, text=text, year=year, month=month)


def digests(site: Site) -> tuple[DigestMonth, ...]:
    """Return all months that have a digest, the last first."""
    found = ((_link(site, month), month, len(keys)) for month, keys in reversed(_months(site).items()))
    return tuple(
        DigestMonth(text=link.text, to=link.to, year=year, month=month, count=count)
        for link, (year, month), count in found
    )


def digest(site: Site, year: int, month: int) -> Digest:
    """Return what was published in a month and what happens in the next. Raises KeyError for a month without."""
    months = _months(site)
    ordered, after = list(months), (year + month // 12, month % 12 + 1)
    place = ordered.index((year, month))
    locale, asking = spoken(site), _asking(site, after)
    new = {
        name: tuple(card(site, key) for key in months[year, month] if site.entries[key].kind == name)
        for name in site.kinds
    }
    return Digest(
        site=site.config.title,
        name=_name(site, (year, month)),
        following=_name(site, after),
        new=tuple(
            NewEntries(title=locale.text(site.kinds[name].title), cards=cards)
            for name, cards in new.items()
            if cards
        ),
        coming=_coming(site, after, {each.card.key for each in asking}),
        asking=asking,
        previous=_link(site, ordered[place - 1]) if place else None,
        next=_link(site, ordered[place + 1]) if place + 1 < len(ordered) else None,
    )


def _asking(site: Site, month: Month) -> tuple[OpenAtEnd, ...]:
    """Return what is open for comment when a month begins, whatever has become of it since."""
    begin = dt.datetime(*month, 1, tzinfo=zone_of(site.config.timezone))
    found = []
    for key in closings(site):
        meta = site.entries[key].meta
        since = [moment for moment in (meta.date, meta.consultation.opens) if moment] if meta.consultation else []
        if (
            meta.consultation
            and begin < meta.consultation.closing()
            and all(each.aware() < begin for each in since)
        ):
            found.append((meta.consultation.closing(), key, meta.consultation.closes))
    return tuple(OpenAtEnd(card=card(site, key), closes=closes) for _, key, closes in sorted(found))


def _coming(site: Site, month: Month, asking: set[str]) -> tuple[Coming, ...]:
    """Return what begins in a month, each event once, without the last days of the consultations in `asking`."""
    by_key: dict[tuple[str, bool], list[Happening]] = {}
    starting = (
        found
        for found in site.occurrences
        if (found.schedule.start.day.year, found.schedule.start.day.month) == month
        and not (found.closing and found.key in asking)
    )
    for happening in happenings_of(site, tuple(starting)):
        occurrence = happening.occurrence
        by_key.setdefault((occurrence.key, occurrence.closing), []).append(happening)
    locale = spoken(site)
    return tuple(
        Coming(
            first=first,
            later=tuple(dates.day_and_month(each.occurrence.schedule.start.day, locale) for each in others),
        )
        for first, *others in by_key.values()
    )


def _name(site: Site, month: Month) -> str:
    return dates.month(dt.date(*month, 1), spoken(site))


def _link(site: Site, month: Month) -> Link:
    return Link(text=_name(site, month), to=marked_address(address_book.digest(site.kinds, *month)))


def plain_text(found: Digest, locale: Locale) -> str:
    """Return a digest as the text of an e-mail, with each address on a line of its own."""
    lines = [locale.text("{period} at {site}", period=found.name, site=found.site), ""]
    if found.coming:
        lines += [locale.text("Coming up in {period}", period=found.following), ""]
        for coming in found.coming:
            lines += [*_announced(coming, locale), ""]
    if found.asking:
        lines += [locale.text("Open for comment at the end of {period}", period=found.name), ""]
        for asked in found.asking:
            until = locale.text("Comments until {day}", day=dates.short_day(asked.closes.day, locale))
            lines += [*_wrapped(asked.card.title), *_wrapped(until), asked.card.permalink, ""]
    for section in found.new:
        lines += [locale.text("New: {what}", what=section.title), ""]
        for each in section.cards:
            day = dates.day_and_month(each.date.day, locale) if each.date else ""
            lines += [*_wrapped(f"{each.title} ({day})"), *_wrapped(each.excerpt), each.permalink, ""]
    return "\n".join(lines).rstrip() + "\n"


def _announced(coming: Coming, locale: Locale) -> Iterator[str]:
    occurrence, shown = coming.first.occurrence, coming.first.card
    when = dates.span(occurrence.schedule, locale)
    if coming.later:
        others = locale.text("list|, ").join(coming.later)
        when = locale.text("{when}, and {others}", when=when, others=others)
    name, plans = shown.title, STATUS_LABELS.get(occurrence.status or shown.status, "")
    if occurrence.closing:
        name = locale.text("Comments close: {title}", title=name)
    elif plans:
        name = locale.text("{plans}: {what}", plans=locale.text(plans), what=name)
    yield from _wrapped(when)
    yield from _wrapped(name)
    yield shown.permalink


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)


DIGEST = Output(
    name="digest",
    targets=targets,
    render=render,
    questions=(Question("digest", digest), Question("digests", digests)),
)
