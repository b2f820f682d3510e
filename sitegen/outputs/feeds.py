"""Atom feeds (RFC 4287): of the site, of the kinds in it, and of each tag, with whole texts."""

import datetime as dt
import heapq
import re
from collections.abc import Iterable
from urllib.parse import quote
from xml.etree import ElementTree as ET

from msgspec import Struct

from sitegen import dates
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.model import address_book
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card
from sitegen.questions.contract import Output, Question, Until, View
from sitegen.questions.entries import card
from sitegen.questions.once import once
from sitegen.urls import MARK, Marked, is_external, output_path

LENGTH = 20
"""How many entries a feed holds."""
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated; the format asks for an instant."""

_FORBIDDEN = re.compile(f"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff{MARK}]")
"""What XML 1.0 (section 2.2) cannot hold in any spelling; the mark of addresses is gone before anyone reads it."""
_ANCHOR = re.compile(r'(<a\s[^<>]*?href=")#')


class FeedItem(Struct, frozen=True, kw_only=True):
    """One entry of a feed, without its text."""

    id: str
    card: Card
    published: dt.datetime | None
    """When it was announced; never when it happens."""
    updated: dt.datetime
    when: str
    """When it happens, in words; empty for what does not, and for what happens again and again."""


class Feed(Struct, frozen=True, kw_only=True):
    """A feed without the texts of its entries."""

    id: str
    title: str
    subtitle: str
    author: str
    """Of everything whose own author is not known."""
    language: str
    address: Marked
    page: Marked
    """The page whose news it brings."""
    items: tuple[FeedItem, ...]
    """The last announced first."""


@once
def _announced(site: Site) -> dict[str, dt.datetime]:
    """Return when each entry was announced, by which feeds are ordered.

    What has no such date is in no feed: the day on which something happens is not the day on which it is news.
    """
    found = {}
    for key in site.permalinks:
        meta = site.entries[key].meta
        if told := meta.date or meta.updated:
            found[key] = told.aware()
    return found


def feed(site: Site, scope: str, name: str) -> Until[Feed]:
    """Return the feed of the site (`site`, ""), of a kind (`kind`, "post") or of a tag (`tag`, its slug).

    It holds until the next of its entries is announced. Posts that are not yet due are not in the site at all.
    """
    config = site.config
    if scope == "tag":
        term = site.terms[name]
        title, page = term.label, term.permalink
        keys: Iterable[str] = site.tagged.get(name, ())
    elif scope == "kind":
        title, page = site.kinds[name].title, site.kinds[name].directory
        keys = site.collections[name]
    else:
        title, page = "", address_book.HOME
        keys = (key for kind in config.feeds for key in site.collections.get(kind, ()))
    announced = _announced(site)
    known = [key for key in keys if key in announced]
    waiting = {key for key in known if announced[key] > site.now and not site.kinds[site.entries[key].kind].dated}
    newest = heapq.nlargest(LENGTH, (key for key in known if key not in waiting), key=lambda key: announced[key])
    until = min((announced[key] for key in waiting), default=None)
    address = address_book.feed_of(page)
    answer = Feed(
        id=_identity(site, address),
        title=f"{title} - {config.title}" if title else config.title,
        subtitle="" if title else config.description,
        author=config.title,
        language=config.language,
        address=marked_address(address),
        page=marked_address(page),
        items=tuple(_item(site, key) for key in newest),
    )
    told = (key for key in waiting if announced[key] == until)
    return Until(answer=answer, until=until, why=tuple(f"“{card(site, key).title}” is announced" for key in told))


def targets(site: Site) -> Iterable[Target]:
    """Name every feed; the site's own is there even when it is empty, because every page points to it."""
    yield _target(address_book.HOME, "site", "")
    for name in dict.fromkeys(site.config.feeds):
        if site.collections.get(name) and site.kinds[name].directory:
            yield _target(site.kinds[name].directory, "kind", name)
    for slug, term in site.terms.items():
        yield _target(term.permalink, "tag", slug)


def render(target: Target, view: View) -> str:
    """Write one feed."""
    found: Feed = view.ask("feed", *target.subject)
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": found.language})
    _add(root, "id", found.id)
    _add(root, "title", found.title)
    if found.subtitle:
        _add(root, "subtitle", found.subtitle)
    _add(root, "updated", _instant(max((item.updated for item in found.items), default=NEVER)))
    _add(root, "link", rel="self", type="application/atom+xml", href=found.address)
    _add(root, "link", rel="alternate", type="text/html", href=found.page)
    _add(root, "generator", "sitegen")
    _add(_add(root, "author"), "name", found.author)
    for item in found.items:
        _write(_add(root, "entry"), item, str(view.body(item.card.key)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _write(entry: ET.Element, item: FeedItem, body: str) -> None:
    """Write one entry (RFC 4287 section 4.1.2)."""
    shown = item.card
    _add(entry, "id", item.id)
    _add(entry, "title", _title(shown))
    _add(entry, "link", rel="alternate", type="text/html", href=shown.permalink)
    if item.published:
        _add(entry, "published", _instant(item.published))
    _add(entry, "updated", _instant(item.updated))
    for author in shown.authors:
        person = _add(entry, "author")
        _add(person, "name", author.text)
        if author.to:
            _add(person, "uri", author.to)
    for tag in shown.tags:
        _add(entry, "category", term=tag.text)
    if shown.excerpt:
        _add(entry, "summary", shown.excerpt)
    happens = f"<p><strong>{item.when}</strong></p>\n" if item.when else ""
    _add(entry, "content", happens + _ANCHOR.sub(rf"\g<1>{shown.permalink}#", body), type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()})
    element.text = _FORBIDDEN.sub("", text) or None
    return element


def _item(site: Site, key: str) -> FeedItem:
    meta = site.entries[key].meta
    return FeedItem(
        id=_id(site, meta, site.permalinks[key]),
        card=card(site, key),
        published=meta.date.aware() if meta.date else None,
        updated=meta.revised.aware() if meta.revised else NEVER,
        when=_when(site, meta),
    )


def _when(site: Site, meta: Meta) -> str:
    """Return when it happens, by whose clock, and what has become of the plan; of what repeats, how."""
    schedule, gathering = meta.schedule, meta.gathering
    if schedule is None or gathering is None:
        return ""
    language, series = site.config.language, gathering.series
    if series.rule is not None:
        words = dates.repeats(series.rule, series.first.start, language, hours=dates.hours(series.first, language))
    else:
        words = dates.span(schedule, language)
    if words and (gathering.online or schedule.start.zone != site.config.timezone):
        words += f", {dates.zone_words(schedule.start.zone, language)}"
    if gathering.previous_start:
        words += f" (before: {dates.when(gathering.previous_start, language)})"
    return ": ".join(filter(None, (STATUS_LABELS.get(gathering.status, ""), words)))


def _title(shown: Card) -> str:
    """Return a title that says at once what has become of the plan."""
    plans = STATUS_LABELS.get(shown.status, "") if shown.schedule else ""
    return f"{plans}: {shown.title}" if plans else shown.title


def _id(site: Site, meta: Meta, permalink: str) -> str:
    """Return what names an entry for ever: its `uid`, or its first address."""
    if is_external(meta.uid):
        return meta.uid
    if meta.uid:
        return f"{site.config.url}#{quote(meta.uid)}"
    return _identity(site, (*meta.old_addresses, permalink)[0])


def _identity(site: Site, address: str) -> str:
    """Return an address as the site's `url` has it: `--base-url` changes links but never ids."""
    return site.config.url.rstrip("/") + quote(address)


def _target(folder: str, scope: str, name: str) -> Target:
    return Target(
        path=output_path(address_book.feed_of(folder)), output="feeds", subject=(scope, name), phase="index"
    )


def _instant(moment: dt.datetime) -> str:
    """Write an instant as RFC 3339 has it, in UTC, because old offsets have seconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


FEEDS = Output(name="feeds", targets=targets, render=render, questions=(Question("feed", feed),))
