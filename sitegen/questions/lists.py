"""Questions about many entries: collections, directories, tags, the menu, the day."""

import datetime as dt
import heapq
from collections import Counter
from typing import Literal

from sitegen.facets.schedule import Moment, zone_of
from sitegen.model import address_book
from sitegen.model.config import Config, MenuItem
from sitegen.model.site import Site
from sitegen.model.term import Term
from sitegen.questions.addresses import marked_address, written_address
from sitegen.questions.answers import Card, Directory, FileAnswer, Link, ListName, NarrowerTag, TermAnswer, Today
from sitegen.questions.changes import last_changed
from sitegen.questions.contract import Until
from sitegen.questions.entries import card, link, tag_link, term_at
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.questions.promises import asked
from sitegen.questions.shelves import page_counts
from sitegen.urls import Marked

NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
"""When what has no date happened."""


def cards(site: Site, kind: str, start: int = 0, stop: int | None = None) -> tuple[Card, ...]:
    """Return a slice of a kind's entries, in the kind's order."""
    return tuple(card(site, key) for key in _slice(site, kind, start, stop))


@once
def _slice(site: Site, kind: str, start: int, stop: int | None) -> tuple[str, ...]:
    """Return the keys of a slice of a kind's entries.

    An entry that takes another place changes the slices around it. The cards of all others are not looked at.
    """
    return site.collections.get(kind, ())[start:stop]


def latest(site: Site, kind: str, number: int) -> tuple[Card, ...]:
    """Return the newest entries of a kind by date."""
    keys = site.collections.get(kind, ())
    if site.kinds[kind].order != "newest":
        keys = tuple(sorted(keys, key=lambda key: _when(site, key), reverse=True))
    return tuple(card(site, key) for key in keys[:number])


def recent(site: Site, number: int) -> tuple[Card, ...]:
    """Return the entries of any kind that changed last."""
    return tuple(card(site, key) for key in _changed_last(site, number))


@once
def _changed_last(site: Site, number: int) -> tuple[str, ...]:
    """Return the keys of the entries of any kind that changed last."""
    changed = _changed(site)
    return tuple(heapq.nlargest(number, changed, key=lambda key: (changed[key], key)))


@once
def _changed(site: Site) -> dict[str, dt.datetime]:
    """Return when each entry with a page changed last, by its key."""
    return {key: _change(site, key) for collection in site.collections.values() for key in collection}


def changed(site: Site, kind: str, number: int) -> tuple[Card, ...]:
    """Return the entries of a kind that changed or appeared last, as far as their dates are known."""
    return tuple(card(site, key) for key in _changed_of(site, kind, number))


@once
def _changed_of(site: Site, kind: str, number: int) -> tuple[str, ...]:
    """Return the keys of the entries of a kind that changed last."""
    changed = _changed(site)
    known = (key for key in site.collections.get(kind, ()) if changed[key] > NEVER)
    return tuple(heapq.nlargest(number, known, key=lambda key: (changed[key], key)))


def count(site: Site, kind: str) -> int:
    """Return how many entries of a kind there are."""
    return len(site.collections.get(kind, ()))


def keeps_list(site: Site, kind: str) -> bool:
    """Return whether the list of a kind is there: it has entries or a head, or had some that only rest."""
    folder = site.kinds[kind].directory
    return bool(folder) and bool(site.collections.get(kind) or folder in site.heads or kind in site.resting_lists)


def list_name(site: Site, kind: str) -> ListName:
    """Return what the list of a kind is called, which is the same whatever entries there are."""
    described = site.kinds[kind]
    return ListName(kind=kind, title=spoken(site).text(described.title), label=described.label)


def directory(site: Site, kind: str) -> Directory:
    """Return the list of a kind with the number and the newest date of its entries."""
    keys = site.collections.get(kind, ())
    newest = _newest(site, kind)
    described = site.kinds[kind]
    return Directory(
        kind=kind,
        title=spoken(site).text(described.title),
        label=described.label,
        permalink=marked_address(described.directory),
        count=len(keys),
        shown_as=described.shown_as,
        latest=(last_changed(site, newest) or site.entries[newest].meta.date) if newest else None,
        head=head(site, described.directory),
    )


@once
def _newest(site: Site, kind: str) -> str | None:
    """Return the key of the entry of a kind that changed last; None when it has none."""
    return max(site.collections.get(kind, ()), key=_changed(site).__getitem__, default=None)


def directories(site: Site) -> tuple[Directory, ...]:
    """Return the lists of all kinds that have entries: in the order of the menu, the others after these."""
    doors = [item.to for item in site.config.menu]
    names = [name for name, kind in site.kinds.items() if kind.directory and count(site, name)]
    places = {name: doors.index(to) for name in names if (to := site.kinds[name].directory) in doors}
    return tuple(directory(site, name) for name in sorted(names, key=lambda name: places.get(name, len(doors))))


def lettered_list(site: Site, kind: str) -> str:
    """Return the address of the names of a kind by letter: that of its list, where there are no shelves."""
    parted = site.kinds[kind].shelves and any(True for _ in page_counts(site, kind))
    return address_book.index(site.kinds, kind) if parted else site.kinds[kind].directory


def indexes(site: Site) -> tuple[Link, ...]:
    """Return links to what leads to every page: the lists from A to Z, the tags, the archive, the changes."""
    locale = spoken(site)
    filled = {name: kind for name, kind in site.kinds.items() if kind.directory and site.collections.get(name)}
    found = [
        (locale.text("{list} from A to Z", list=locale.text(kind.title)), lettered_list(site, name))
        for name, kind in filled.items()
        if kind.lettered
    ]
    if site.terms:
        found.append((locale.text("Tags from A to Z"), address_book.tags(site.kinds)))
    if "post" in filled:
        found.append((locale.text("Archive by year and month"), f"{filled['post'].directory}#Archive"))
    if site.config.history:
        found.append((locale.text("Recent changes"), address_book.RECENT_CHANGES))
    return tuple(Link(text=text, to=marked_address(to)) for text, to in found if to)


def head(site: Site, address: str) -> str:
    """Return the key of the `index.md` that heads the list at an address, or home; "" without one."""
    return site.heads.get(address, "")


def terms(site: Site) -> tuple[TermAnswer, ...]:
    """Return all tags by label."""
    found = sorted(site.terms.values(), key=lambda term: (term.label.casefold(), term.slug))
    return tuple(_term(site, each) for each in found)


def term(site: Site, slug: str) -> TermAnswer:
    """Return one tag."""
    return _term(site, term_at(site, slug))


def _term(site: Site, found: Term) -> TermAnswer:
    return TermAnswer(
        slug=found.slug,
        label=found.label,
        permalink=marked_address(found.permalink),
        description=found.description,
        key=found.key,
        count=found.count,
        broader=tag_link(site, found.parent) if found.parent in site.terms else None,
        narrower=tuple(
            NarrowerTag(link=tag_link(site, slug), count=site.terms[slug].count) for slug in found.narrower
        ),
    )


def tags_within(site: Site, kind: str, most: int) -> tuple[NarrowerTag, ...]:
    """Return the tags that most entries of a kind have, each with their number."""
    counts = Counter(slug for key in site.collections.get(kind, ()) for slug in site.tags.get(key, ()))
    often = sorted(counts, key=lambda slug: (-counts[slug], slug))[:most]
    return tuple(NarrowerTag(link=tag_link(site, slug), count=counts[slug]) for slug in often)


def tagged(site: Site, slug: str) -> tuple[Card, ...]:
    """Return the entries with a tag, newest first."""
    return tuple(card(site, key) for key in site.tagged.get(slug, ()))


def config(site: Site) -> Config:
    """Return the settings of site.yaml but the theme, which pages ask `look` and `colours` about."""
    return site.config


def base(site: Site) -> str:
    """Return the absolute address of this build, with which feeds and calendars begin every link."""
    return site.config.base


def menu(site: Site, language: str = "") -> tuple[Link, ...]:
    """Return the doors of the header: those of site.yaml, else home, the consultations and all lists with entries.

    On a page in another `language` than the site's they lead to what there is in that language.
    """
    if site.config.menu:
        return tuple(_door(site, item, language) for item in site.config.menu)
    titles = address_book.titles(site.kinds)
    pages = (address_book.HOME, address_book.CONSULTATIONS) if asked(site) else (address_book.HOME,)
    other = site.config.language if language else ""
    return (
        *(
            Link(text=spoken(site, language).text(titles[page]), to=marked_address(page), language=other)
            for page in pages
        ),
        *(Link(text=found.title, to=found.permalink, language=other) for found in directories(site)),
    )


def footer(site: Site, language: str = "") -> tuple[Link, ...]:
    """Return the links at the foot of every page, in a language as in the menu."""
    return tuple(_door(site, item, language) for item in site.config.footer)


def _door(site: Site, item: MenuItem, language: str) -> Link:
    """Return a link under its own words, else under what stands at its address."""
    if language and (there := _translation(site, site.at.get(item.to, ""), language)):
        return link(site, there)
    titles = address_book.titles(site.kinds)
    key = site.at.get(item.to, "")
    usual = spoken(site, language).text(titles.get(item.to, ""))
    typed = item.text
    if language and typed == spoken(site).text(titles.get(item.to, "")):
        typed = ""  # what the page is called anyway, which it is in each language
    text = typed or usual or (site.entries[key].meta.title if key else item.to)
    own = (site.entries[key].meta.lang if key else "") or site.config.language
    return Link(text=text, to=written_address(item.to), language=own if language and own != language else "")


def _translation(site: Site, key: str, language: str) -> str:
    """Return the key of an entry's translation into a language; "" without one."""
    group = site.translations.get(key, ()) if key else ()
    return next((each.key for each in group if each.language == language), "")


def address(site: Site, name: str, *details: str | int) -> Marked | Literal[""]:
    """Return the address of a page that no entry owns, by its name in the address book; "" where there is none.

    `details` are what the name asks for: a year and a month for the agenda, a kind for a list. Raises LookupError
    for a name that is not in the book.
    """
    if name not in address_book.BOOK:
        raise LookupError(f"there is no address named {name!r}, but {', '.join(address_book.BOOK)}")
    found = address_book.BOOK[name](site.kinds, *details)
    return marked_address(found) if found else ""


def asset(site: Site, name: str) -> FileAnswer:
    """Return an asset of the layouts by its name. Raises KeyError when there is none."""
    found = site.assets[name]
    return FileAnswer(
        name=name,
        to=marked_address(found.address),
        size=found.size,
        digest=found.digest,
        width=found.width,
        height=found.height,
    )


def today(site: Site) -> Until[Today]:
    """Return the build's day; it holds until midnight in the site's zone."""
    zone = zone_of(site.config.timezone)
    day = site.now.astimezone(zone).date()
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
    return Until(answer=Today(date=day), until=midnight, why=("a new day begins",))


def _when(site: Site, key: str) -> dt.datetime:
    return _instant(site.entries[key].meta.date)


def _change(site: Site, key: str) -> dt.datetime:
    changed, date = last_changed(site, key), site.entries[key].meta.date
    return max(_instant(changed), _instant(date)) if changed else _instant(date)


def _instant(moment: Moment | None) -> dt.datetime:
    return moment.aware() if moment else NEVER
