"""What a feed holds, whatever its format: that of the site, of a kind, a tag, a stakeholder or a language."""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from sitegen import dates
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.locales import Locale
from sitegen.locales.locale import own_name
from sitegen.model import address_book
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.outputs.feeds.scopes import about
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.changes import revised
from sitegen.questions.contract import Until
from sitegen.questions.entries import card, term_at
from sitegen.questions.identity import lasting_address, lasting_id
from sitegen.questions.language import page_language, spoken
from sitegen.questions.once import once
from sitegen.repeats import repeats
from sitegen.urls import Marked

LENGTH = 20
"""How many entries a feed holds."""
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated; the format asks for an instant."""


class FeedItem(Struct, frozen=True, kw_only=True):
    """One entry of a feed, without its text."""

    id: str
    key: str
    title: str
    """Its title, with what has become of the plan."""
    permalink: Marked
    authors: tuple[Link, ...]
    categories: tuple[str, ...]
    """The labels of its tags."""
    summary: str
    published: str
    """The instant at which it was announced, as RFC 3339 writes it in UTC; never when it happens. May be empty."""
    updated: str
    """The instant of its last change, written in the same way."""
    when: str
    """When it happens, in words; empty for what does not, and for what happens again and again."""
    language: str = ""
    """The language of its text; empty for the site's."""


class Feed(Struct, frozen=True, kw_only=True):
    """A feed without the texts of its entries."""

    id: str
    title: str
    subtitle: str
    author: str
    """Of everything whose own author is not known."""
    language: str
    address: Marked
    """Of the Atom feed."""
    json_address: Marked
    """Of the JSON Feed."""
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


def feed(site: Site, scope: str, name: str, former: str = "") -> Until[Feed]:
    """Return the feed of the site (`site`, ""), of a kind (`kind`, "post"), of a tag (`tag`,
    its slug), of a stakeholder (`entry`, its key) or of the translations into a `language`.

    It holds until the next of its entries is announced. Posts that are not yet due are not in the site at all.
    At the `former` address of a tag the feed goes on under the id that it has there.
    """
    config = site.config
    if scope == "tag":
        term = term_at(site, name)
        title, page = term.label, term.permalink
        keys: Iterable[str] = site.tagged.get(name, ())
    elif scope == "kind":
        title, page = spoken(site).text(site.kinds[name].title), site.kinds[name].directory
        keys = site.collections.get(name, ())
    elif scope == "entry":
        title, page = site.entries[name].meta.title, site.permalinks[name]
        keys = about(site, name)
    elif scope == "language":
        title, page = own_name(name), address_book.language_folder(name)
        keys = (key for key in site.translations if _in_feed(site, key, name))
    else:
        title, page = "", address_book.HOME
        keys = (key for kind in config.feeds for key in site.collections.get(kind, ()))
    announced = _announced(site)
    known = [key for key in keys if key in announced]
    waiting = {key for key in known if announced[key] > site.now and not site.kinds[site.entries[key].kind].dated}
    out = [key for key in known if key not in waiting] if waiting else known
    newest = sorted(out, key=announced.__getitem__, reverse=True)[:LENGTH]
    until = min((announced[key] for key in waiting), default=None)
    address = address_book.feed_of(page)
    answer = Feed(
        id=lasting_address(site, address_book.feed_of(former) if former else address),
        title=f"{title} - {config.title}" if title else config.title,
        subtitle="" if title else config.description,
        author=config.title,
        language=name if scope == "language" else config.language,
        address=marked_address(address),
        json_address=marked_address(address_book.json_feed_of(page)),
        page=marked_address(page if scope != "language" else address_book.HOME),
        items=tuple(_item(site, key) for key in newest),
    )
    told = (key for key in waiting if announced[key] == until)
    return Until(answer=answer, until=until, why=tuple(f"“{card(site, key).title}” is announced" for key in told))


def _in_feed(site: Site, key: str, language: str) -> bool:
    """Return whether an entry is in the feed of a language: a translation, of a kind that the feeds have."""
    found = site.entries[key]
    return page_language(site, found) == language and found.kind in site.config.feeds


@once
def _item(site: Site, key: str) -> FeedItem:
    meta, shown, changed = site.entries[key].meta, card(site, key), revised(site, key)
    return FeedItem(
        id=lasting_id(site, key),
        key=key,
        title=_title(shown, spoken(site, page_language(site, site.entries[key]))),
        permalink=shown.permalink,
        authors=shown.authors,
        categories=tuple(tag.text for tag in shown.tags),
        summary=shown.excerpt,
        published=instant(meta.date.aware()) if meta.date else "",
        updated=instant(changed.aware()) if changed else NEVER,
        when=_when(site, site.entries[key]),
        language=meta.lang if meta.lang != site.config.language else "",
    )


def _when(site: Site, found: Entry[Meta]) -> str:
    """Return when it happens, by whose clock, and what has become of the plan; of what repeats, how."""
    schedule, gathering = found.meta.schedule, found.meta.gathering
    if schedule is None or gathering is None:
        return ""
    locale, series = spoken(site, page_language(site, found)), gathering.series
    if series.rule is not None:
        words = repeats(series.rule, series.first.start, locale, hours=dates.hours(series.first, locale))
    else:
        words = dates.span(schedule, locale)
    if words and (gathering.online or schedule.start.zone != site.config.timezone):
        words += f", {dates.zone_words(schedule.start.zone, locale)}"
    if gathering.previous_start:
        words = locale.text(
            "{when} (before: {before})", when=words, before=dates.when(gathering.previous_start, locale)
        )
    plans = STATUS_LABELS.get(gathering.status, "")
    if not plans or not words:
        return words or locale.text(plans)
    return locale.text("{plans}: {what}", plans=locale.text(plans), what=words)


def _title(shown: Card, locale: Locale) -> str:
    """Return a title that says at once what has become of the plan."""
    plans = STATUS_LABELS.get(shown.status, "") if shown.schedule else ""
    return locale.text("{plans}: {what}", plans=locale.text(plans), what=shown.title) if plans else shown.title


def instant(moment: dt.datetime) -> str:
    """Write an instant as RFC 3339 has it, in UTC, because old offsets have seconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
