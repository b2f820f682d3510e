"""What a layout may do with a value. Every filter is a pure function of its arguments and the language."""

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from msgspec import UNSET

from sitegen import dates, urls
from sitegen.facets.schedule import Moment, Schedule
from sitegen.json_text import json_text
from sitegen.layouts.file_formats import plain_format
from sitegen.layouts.translation import IN_LANGUAGE
from sitegen.locales import ENGLISH, Locale
from sitegen.locales.locale import direction, own_name, primary
from sitegen.model.schema_org import Graph, Thing, WebSite, Work, breadcrumb_list, item_list


def filters(locale: Locale) -> dict[str, Callable[..., Any]]:
    """Return the filters of a language, by name."""
    short_day = lru_cache(maxsize=1024)(partial(dates.short_day, locale=locale))
    return {
        "day": lambda value: dates.day(as_date(value), locale),
        "short_day": lambda value: short_day(as_date(value)),
        "month_short": lambda value: dates.short_month(as_date(value), locale),
        "weekday": lambda value: dates.weekday_name(as_date(value), locale),
        "weekday_short": lambda value: dates.short_weekday(as_date(value), locale),
        "day_number": lambda value: str(as_date(value).day),
        "month_name": lambda number: dates.month_name(number, locale),
        "month_and_year": lambda number, year: dates.month(dt.date(int(year), number, 1), locale),
        "language_name": locale.language_name,
        "own_name": own_name,
        "when": partial(when, locale=locale),
        "moved_from": partial(moved_from, locale=locale),
        "pieces": lambda schedule: dates.pieces(schedule, locale),
        "clock": lambda moment: dates.hour(moment, locale),
        "hours": lambda schedule: dates.hours(schedule, locale),
        "zone_words": lambda moment: dates.zone_words(moment.zone, locale),
        "iso": iso,
        "until": until,
        "closing": closing,
        "size": partial(size, locale=locale),
        "minutes": minutes,
        "extension": extension,
        "plural": plural if locale.built_in else locale.plural,
        IN_LANGUAGE: lambda value: locale.text(value) if value else value,
        "slug": urls.slugify,
        "host": host,
        "absolute": absolute,
        "address": address,
        "path": urls.plain,
        "in_sentence": str if primary(locale.tag) == "de" else str.lower,
        "in_words": in_words if locale.built_in else lambda value: locale.text(in_words(value)),
        "initials": initials,
        "shorten": shorten,
        "in_lines": in_lines,
        "srcset": srcset,
        "paragraph": paragraph,
        "plain_format": plain_format,
        "direction": direction,
        "graph": graph,
        "json": as_json,
    }


def srcset(sizes: Iterable[Any]) -> str:
    """Return the sizes of a picture as a browser chooses among them (HTML standard, section 4.8.4.2.1)."""
    return ", ".join([f"{each.to} {each.width}w" for each in sizes])


def as_date(value: Moment | dt.date) -> dt.date:
    """Return the calendar day of a moment or a date."""
    return value.day if isinstance(value, Moment) else value


def when(value: Schedule | Moment, locale: Locale) -> str:
    """Return a span or a moment in words: `Thursday 28 January 2010, 10am to 4pm`."""
    return dates.when(value, locale) if isinstance(value, Moment) else dates.span(value, locale)


def moved_from(before: Moment | None, start: Moment | None, locale: Locale) -> str:
    """Return the day from which something was moved, or the hour of the same day; empty when it was not moved."""
    if before is None or start is None or before.local == start.local:
        return ""
    return dates.hour(before, locale) if before.day == start.day else dates.short_day(before.day, locale)


def iso(value: Moment | dt.date) -> str:
    """Return what a `datetime` attribute holds: a day, or a time with its offset."""
    return dates.iso(value) if isinstance(value, Moment) else value.isoformat()


def until(schedule: Schedule) -> str:
    """Return the instant from which something is over, with its offset."""
    return schedule.over().isoformat()


def closing(last: Moment) -> str:
    """Return the instant after the last day, or minute, on which something can be done, with its offset."""
    return Schedule(start=last).over().isoformat()


def size(count: int, locale: Locale = ENGLISH) -> str:
    """Return a number of bytes in words: `48 KB` (1 KB is 1,000 bytes, as file managers count)."""
    if count < 1000:
        return locale.plural(count, "byte", "bytes")
    if count < 999_500:
        return locale.text("{number} KB", number=locale.number(round(count / 1000)))
    return locale.text("{number} MB", number=locale.decimal(count / 1_000_000))


def minutes(words: int, pace: str) -> int:
    """Return in how many minutes a text is read, at a pace in words a minute as catalogues have it."""
    return round(words / int(pace))


def extension(name: str) -> str:
    """Return a file's format in words: `PDF`."""
    return posixpath.splitext(urlsplit(name).path)[1].lstrip(".").upper()


def plural(count: int, one: str, many: str, **values: Any) -> str:
    """Return a number with its noun: `3 entries`. Words without `{count}` follow the number."""
    if "{" in many or "|" in one:
        return ENGLISH.plural(count, one, many, **values)
    return f"{count:,} {one if count == 1 else many}"


def host(address: str) -> str:
    """Return who serves an address, without `www.`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def absolute(address: str, base: str) -> str:
    """Return an internal address with the site's own before it; others as they are."""
    plain = type(address) is str and type(base) is str
    return _absolute(address, base) if plain else urls.to_absolute(address, base)


_absolute = lru_cache(maxsize=1024)(urls.to_absolute)
"""Each page asks for its own address twice, and all pages below a list for that of the list."""


def address(path: str) -> str:
    """Return an address that begins with `/` as one of this site; others as they are."""
    return urls.marked(path) if path.startswith("/") else path


def in_words(value: str) -> str:
    """Return a value of a field as words: `in-touch` is `In touch`."""
    words = value.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def initials(name: str) -> str:
    """Return the first letters of the first two words of a name: `LP` for "Local public data panel"."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0].upper() for word in words[:2])


def shorten(text: str, room: float) -> str:
    """Return a text that fits into so many em: whole, else with an ellipsis behind its last word that fits.

    A first word that does not fit is cut. How wide a text is depends on the type at hand; this goes by a wide one.
    """
    if len(text) <= room:  # no character is wider than one em
        return text
    wide: float = 0
    fitting = 0
    for end, character in enumerate(text):
        if wide + _width("…") <= room:
            fitting = end
        wide += _width(character)
        if wide > room:
            break
    else:
        return text
    words = text[: fitting + 1].rpartition(" ")[0]
    return (words or text[:fitting]).rstrip(" ,.:;–—-") + "…"


def in_lines(text: str, room: float, most: int) -> tuple[str, ...]:
    """Return a text as so many lines at most that each fit into so many em; the last one is shortened."""
    words = text.split()
    lines: list[str] = []
    while words:
        number = len(words)
        while len(lines) < most - 1 and number > 1 and sum(map(_width, " ".join(words[:number]))) > room:
            number -= 1
        lines.append(shorten(" ".join(words[:number]), room))
        words = words[number:]
    return tuple(lines)


@cache
def _width(character: str) -> float:
    """Return how wide a character is in a wide type, DejaVu Sans, in em and by and large."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if character in "ijl.,:;!|'’ ":
        return 0.32
    if character in "mwMW@%—…":
        return 0.95
    return 0.41 if character in "frt-()[]/" else 0.7 if character.isupper() else 0.62


def paragraph(anchor: str) -> str:
    """Return the number of the paragraph that an anchor names, `8b` for `p8b`; empty for other anchors."""
    return anchor[1:] if re.match(r"p[1-9]", anchor) else ""


def graph(
    thing: Thing | None,
    crumbs: Iterable[Any],
    site: Any,
    *,
    title: str,
    url: str,
    description: str,
    language: str,
    listed: Iterable[Any] | None = None,
) -> Graph:
    """Return what search engines read of a page: the way to it, and what it is about, else the page itself.

    `listed` are the cards of the entries that the page lists; a card that is there twice counts once.
    """
    base = site.base
    way = [(_part(crumb, "text"), absolute(_part(crumb, "to"), base)) for crumb in crumbs]
    if thing is None:
        lines = {absolute(card.permalink, base): card.title for card in listed or ()}
        thing = Work(
            type="WebPage" if listed is None else "CollectionPage",
            name=title,
            url=url,
            description=description or UNSET,
            in_language=language,
            is_part_of=WebSite(name=site.title, url=base),
            main_entity=item_list([(name, to) for to, name in lines.items()]) if lines else UNSET,
        )
    return Graph(graph=(breadcrumb_list([*way, (title, url)]), thing) if way else (thing,))


def _part(crumb: Any, name: str) -> Any:
    """Return a part of a link, which is a value or, in a layout, a mapping."""
    return crumb[name] if isinstance(crumb, dict) else getattr(crumb, name)


def as_json(value: Any) -> Markup:
    """Return JSON that is safe inside a script element (HTML Standard, 4.12.1.3)."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # a strict undefined raises here, with its name
    return Markup(json_text(value))
