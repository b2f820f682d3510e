"""What changed lately on the whole site: a page, an Atom feed (RFC 4287) and a JSON Feed (version 1.1)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Set
from html import escape
from itertools import groupby, islice
from operator import itemgetter

from msgspec import UNSET, Struct, UnsetType

from sitegen.facets.schedule import Moment
from sitegen.json_text import json_text
from sitegen.locales import Locale
from sitegen.model import address_book
from sitegen.model.history import Revision
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Link
from sitegen.questions.changes import moment_of
from sitegen.questions.contract import Output, Question, Until, View
from sitegen.questions.entries import label, link
from sitegen.questions.history import NOTE_IS_DUE, history_page, notes, people, reason
from sitegen.urls import Marked, output_path

LISTED = 100
"""The number of changes on the page."""
IN_FEEDS = 40
"""The number of changes in each feed."""
NAMED = 8
"""The number of entries of one commit that are named; the others are counted."""
FORMATS = ("page", "atom", "json")


class ChangedEntry(Struct, frozen=True, kw_only=True):
    """One entry that a change was about."""

    link: Link
    label: str
    history: Marked | str
    """The address of the page with all of its changes; empty where it has none."""


class RecentChange(Struct, frozen=True, kw_only=True):
    """What somebody changed at one time, in one entry or in several."""

    id: str
    """What names the change for ever: the commit, or the entry and the day of the note."""
    when: Moment
    why: str
    who: tuple[Link, ...]
    entries: tuple[ChangedEntry, ...]
    """The first of the entries, by their titles."""
    more: int
    """How many further entries there are."""


def recent_changes(site: Site, number: int) -> Until[tuple[RecentChange, ...]]:
    """Return the last changes of the site, the last first.

    A note in `changes` of an entry takes the place of that entry's commits of the day. It holds until the next
    note that is dated in the future.
    """
    noted = {
        (key, change.date.day): change.date for key in site.permalinks for change in site.entries[key].meta.changes
    }
    ahead = [moment.aware() for moment in noted.values() if moment.aware() > site.now]
    changes = [_noted(site, key, moment) for (key, _), moment in noted.items() if moment.aware() <= site.now]
    changes += [_committed(site, made) for made in islice(_commits(site, noted.keys()), number)]
    changes.sort(key=lambda change: (change.when.aware(), change.id), reverse=True)
    why = (NOTE_IS_DUE,) if ahead else ()
    return Until(answer=tuple(changes[:number]), until=min(ahead, default=None), why=why)


def _commits(site: Site, noted: Set[tuple[str, dt.date]]) -> Iterator[list[tuple[str, Revision]]]:
    """Yield each commit as the entries that it changed, the last first, but for those with a note of the day."""
    made = [(found.when, found.commit, key) for key, revisions in site.history.items() for found in revisions]
    made.sort(reverse=True)
    days = {day for _, day in noted}
    for (_, commit), group in groupby(made, key=itemgetter(0, 1)):
        found = []
        for _, _, key in group:
            revision = next(each for each in site.history[key] if each.commit == commit)
            day = moment_of(site, revision).day
            if key in site.permalinks and not (day in days and (key, day) in noted):
                found.append((key, revision))
        if found:
            yield found


def _committed(site: Site, made: list[tuple[str, Revision]]) -> RecentChange:
    """Return a commit as a change of the entries in it."""
    key, revision = made[0]
    return RecentChange(
        id=revision.commit,
        when=moment_of(site, revision),
        why=reason(site, key, revision),
        who=people(site, revision),
        entries=_named(site, (key for key, _ in made)),
        more=max(len(made) - NAMED, 0),
    )


def _noted(site: Site, key: str, date: Moment) -> RecentChange:
    """Return the notes of an entry of one day as a change, with who and when of its commits of that day."""
    made = [each for each in site.history.get(key, ()) if moment_of(site, each).day == date.day]
    return RecentChange(
        id=f"{site.permalinks[key]}#{date.day.isoformat()}",
        when=moment_of(site, made[0]) if made else date,
        why=notes(site, key, date.day),
        who=tuple(dict.fromkeys(person for revision in made for person in people(site, revision))),
        entries=_named(site, [key]),
        more=0,
    )


def _named(site: Site, keys: Iterable[str]) -> tuple[ChangedEntry, ...]:
    """Return the first entries by their titles."""
    ordered = sorted(keys, key=lambda key: (site.entries[key].meta.title.casefold(), key))
    return tuple(
        ChangedEntry(link=link(site, key), label=label(site, site.entries[key]), history=history_page(site, key))
        for key in ordered[:NAMED]
    )


def targets(site: Site) -> Iterable[Target]:
    """Name the page and its feeds, for a site that asks for its history."""
    if not site.config.history:
        return
    page = address_book.RECENT_CHANGES
    for form, address in zip(
        FORMATS, (page, address_book.feed_of(page), address_book.json_feed_of(page)), strict=True
    ):
        yield Target(
            path=output_path(address),
            output="recent_changes",
            subject=(form,),
            phase="index",
            indexed=form == "page",
        )


def render(target: Target, view: View) -> str:
    """Render the page or one of the feeds."""
    (form,) = target.subject
    if form == "page":
        return view.page("recent_changes.html", changes=view.recent_changes(LISTED))
    changes: tuple[RecentChange, ...] = view.recent_changes(IN_FEEDS)
    return _atom(changes, view) if form == "atom" else _json(changes, view)


class JsonItem(Struct, frozen=True, kw_only=True, rename={"html": "content_html"}):
    """An item of a JSON Feed."""

    id: str
    url: Marked | str
    title: str
    html: str
    date_published: str
    authors: tuple[dict[str, str], ...] | UnsetType = UNSET


class JsonFeed(Struct, frozen=True, kw_only=True):
    """A feed as https://www.jsonfeed.org/version/1.1/ describes it."""

    version: str = "https://jsonfeed.org/version/1.1"
    title: str
    home_page_url: Marked
    feed_url: Marked
    language: str
    items: tuple[JsonItem, ...]


def _json(changes: tuple[RecentChange, ...], view: View) -> str:
    config, locale = view.config(), view.locale()
    return json_text(
        JsonFeed(
            title=_title(config.title, locale),
            home_page_url=marked_address(address_book.RECENT_CHANGES),
            feed_url=marked_address(address_book.json_feed_of(address_book.RECENT_CHANGES)),
            language=config.language,
            items=tuple(
                JsonItem(
                    id=_id(config.url, change),
                    url=_page_of(change),
                    title=_headline(change, locale),
                    html=_html(change, locale),
                    date_published=_instant(change.when),
                    authors=tuple({"name": person.text} for person in change.who) or UNSET,
                )
                for change in changes
            ),
        )
    )


def _atom(changes: tuple[RecentChange, ...], view: View) -> str:
    config, locale = view.config(), view.locale()
    page, own = address_book.RECENT_CHANGES, address_book.feed_of(address_book.RECENT_CHANGES)
    updated = max((_instant(change.when) for change in changes), default="1970-01-01T00:00:00Z")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(config.language)}">',
        f"  <id>{escape(config.url.rstrip('/') + own)}</id>",
        f"  <title>{escape(_title(config.title, locale))}</title>",
        f"  <updated>{updated}</updated>",
        f'  <link rel="self" type="application/atom+xml" href="{escape(marked_address(own))}" />',
        f'  <link rel="alternate" type="text/html" href="{escape(marked_address(page))}" />',
        "  <generator>sitegen</generator>",
        f"  <author><name>{escape(config.title)}</name></author>",
    ]
    for change in changes:
        lines += [
            "  <entry>",
            f"    <id>{escape(_id(config.url, change))}</id>",
            f"    <title>{escape(_headline(change, locale))}</title>",
            f'    <link rel="alternate" type="text/html" href="{escape(_page_of(change))}" />',
            f"    <updated>{_instant(change.when)}</updated>",
            *(f"    <author><name>{escape(person.text)}</name></author>" for person in change.who),
            # A quotation mark ends an address, where the site's own addresses are found.
            f'    <content type="html">{escape(_html(change, locale), quote=False)}</content>',
            "  </entry>",
        ]
    return "\n".join((*lines, "</feed>\n"))


def _headline(change: RecentChange, locale: Locale) -> str:
    others = len(change.entries) + change.more - 1
    named = change.entries[0].link.text
    if others:
        named = locale.plural(others, "{title} and {count} more", "{title} and {count} more", title=named)
    return f"{named}: {change.why}" if change.why else named


def _html(change: RecentChange, locale: Locale) -> str:
    items = "".join(
        f'<li><a href="{escape(to.to)}">{escape(to.text)}</a> ({escape(locale.text(each.label))})</li>'
        for each in change.entries
        for to in (each.link,)
    )
    more = f"<li>{locale.plural(change.more, 'and {count} more', 'and {count} more')}</li>" if change.more else ""
    return f"<p>{escape(change.why)}</p><ul>{items}{more}</ul>"


def _page_of(change: RecentChange) -> str:
    """Return the address that shows what was changed, else that of the entry."""
    first = change.entries[0]
    return first.history or first.link.to


def _id(url: str, change: RecentChange) -> str:
    """Return what names a change in feeds, whatever the address of this build."""
    base = url.rstrip("/")
    return base + change.id if change.id.startswith("/") else f"{base}{address_book.RECENT_CHANGES}#{change.id}"


def _title(site: str, locale: Locale) -> str:
    return f"{locale.text('Recent changes')} - {site}"


def _instant(moment: Moment) -> str:
    return moment.aware().astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


RECENT_CHANGES = Output(
    name="recent_changes",
    targets=targets,
    render=render,
    questions=(Question("recent_changes", recent_changes),),
)
