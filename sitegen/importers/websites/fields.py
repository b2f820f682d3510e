"""Front matter of an old site as the fields of an entry here."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from sitegen.importers.report import Report
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.event import event_fields
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import ROLES, People, person_of
from sitegen.importers.websites.privacy import would_hide
from sitegen.importers.websites.sorts import EVENT, PERSON
from sitegen.importers.websites.values import first, is_no, is_yes, plain_text, text
from sitegen.urls import slugify

EXCERPTS = ("excerpt", "description", "summary", "abstract", "lead")
PICTURES = (
    "image",
    "featured_image",
    "featuredimage",
    "cover",
    "cover_image",
    "banner_image",
    "hero_image",
    "banner",
    "hero",
    "header",
    "feature",
    "images",
    "thumbnail",
    "og_image",
)
"""Fields that may name the picture of a page, the likeliest first."""
WORDS_FOR_PICTURES = ("imagealt", "image_alt", "image_accessibility", "image-alt", "alt", "banner_alt", "hero_alt")
UPDATED = ("updated", "last_modified_at", "lastmod", "modified", "last_updated", "date_modified")
ORDERS = ("order", "weight", "nav_order", "sidebar_position", "position")
TAGS = ("tags", "tag", "categories", "category", "series")
HIDING = ("draft", "published", "publish", "private", "hidden", "unlisted")
DATES = ("date", "publishdate", "publishDate", "pubdate", "expirydate", "expiryDate", "expiration_date")
ADDRESSES = ("permalink", "slug", "url", "aliases", "redirect_from", "redirect_to")
PASSED_OVER = frozenset(
    [
        *EXCERPTS[:3],
        *WORDS_FOR_PICTURES[:4],
        *UPDATED,
        *ORDERS[:4],
        *TAGS,
        *HIDING,
        *DATES[:4],
        *ADDRESSES,
        *("title", "author", "authors", "lang", "language", "locale", "toc", "comments", "linktitle", "linkTitle"),
        *("imgdir", "image", "type", "kind", "layout"),
    ]
)
"""Fields that are read here, or by the importer; all others are kept under their names."""
DROPPED = frozenset(
    {"cssclasses", "cssclass", "menu", "outputs", "build", "_build", "cascade", "resources", "sitemap"}
)
"""Fields that say how the old generator made the page, and that nothing here can do."""
_NAMES = ("name", "full_name", "first_name", "last_name", "name_first", "name_last")
"""Fields of a person from which the title is made."""
USUAL_LAYOUTS = frozenset(
    {"default", "post", "page", "home", "single", "list", "index", "article", "blog", "base", "none", "null", ""}
)


class Mapped(Struct, frozen=True, kw_only=True):
    """The front matter of an entry."""

    fields: dict[str, Any]
    kept: tuple[str, ...]
    """The names of fields that nothing here reads, and that stay for layouts."""


def mapped(
    page: OldPage,
    people: People,
    own: Mapping[str, Collection[str]],
    picture: Callable[[str], str],
    report: Report,
) -> Mapped:
    """Return the front matter of the entry that a page becomes.

    `own` are the names of fields by kind, which an old field may not bear by chance; `picture` returns how the
    entry names a picture of the old site, "" for one that is not there.
    """
    old = {name: value for name, value in page.fields.items() if value not in ("", [], {})}
    found: dict[str, Any] = {"title": page.title}
    used: set[str] = set()
    if page.sort is PERSON:
        found["type"] = "person"
        used |= _person(old, found)
    if page.sort is EVENT:
        used |= event_fields(page, old, found, people, report)
    if page.date and page.sort is not EVENT:
        found["date"] = page.date.text
    used |= _moments(page, old, found, report)
    if page.authors:
        found["authors"] = list(page.authors)
    if page.sort is not PERSON or not found.get("role"):
        for name in EXCERPTS:
            if excerpt := plain_text(old.get(name)):
                found["excerpt"] = excerpt
                used.add(name)
                break
    if page.tags:
        found["tags"] = list({slugify(tag): tag for tag in reversed(page.tags) if slugify(tag)}.values())[::-1]
    used |= _picture(page, old, found, picture, report)
    used |= _small(old, found, report, page)
    names = [*page.aliases, *_names(old, page.title)]
    if names:
        found["aliases"] = names
    if page.lang:
        found["lang"] = page.lang
    if page.draft:
        found["draft"] = True
    for name in ("publish_date", "expiry_date"):
        if moment := text(old.get(name)):
            found[name] = moment
            used.add(name)
    kept = _rest(page, old, used, found, own, report)
    return Mapped(
        fields={name: value for name, value in found.items() if value not in ("", [], {})}, kept=tuple(kept)
    )


def _moments(page: OldPage, old: Mapping[str, Any], found: dict[str, Any], report: Report) -> set[str]:
    for name in UPDATED:
        moment = old_moment(text(old.get(name))) if old.get(name) else None
        if moment and (page.date is None or moment.local >= page.date.local or moment.offset != page.date.offset):
            if not page.date or moment.text != page.date.text:
                found["updated"] = moment.text
            return {name}
        if old.get(name) and moment is None:
            report.lost(page.lines.get(name, 1), f"`{name}` is no date that can be read: {text(old[name])}")
    return set()


def _picture(
    page: OldPage, old: Mapping[str, Any], found: dict[str, Any], picture: Callable[[str], str], report: Report
) -> set[str]:
    """Take the first picture that is there, and the words for it."""
    for name in PICTURES:
        value = old.get(name)
        words = ""
        if isinstance(value, list):
            value = value[0] if len(value) == 1 or name == "images" else ""
        if isinstance(value, Mapping):
            words = plain_text(first(value, "alt", "caption", "title", "description"))
            value = first(value, "path", "src", "url", "image", "feature", "teaser", "file", "og_image")
        source = text(value)
        if not source or (" " in source and "/" not in source):
            continue
        if urlsplit(source).scheme in ("http", "https") and not picture(source):
            if name == "image":
                report.lost(
                    page.lines.get(name, 1), f"the picture is on another host, so it was left out: {source}"
                )
            continue
        if to := picture(source):
            found["image"] = to
            alt = words or plain_text(first(old, *WORDS_FOR_PICTURES))
            if alt:
                found["imagealt"] = alt
            return {name} | ({each for each in WORDS_FOR_PICTURES if each in old} if alt else set())
        if name == "image":
            report.lost(
                page.lines.get(name, 1), f"there is no picture {source}", fix="put it into content/static/"
            )
    return set()


def _small(old: Mapping[str, Any], found: dict[str, Any], report: Report, page: OldPage) -> set[str]:
    """Take order, contents, comments and the folder of pictures."""
    used = set()
    for name in ORDERS:
        if re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", text(old.get(name))) and (
            name != "position" or page.sort is not PERSON
        ):
            if text(old[name]) != "0":
                found["order"] = float(text(old[name])) if "." in text(old[name]) else int(text(old[name]))
            used.add(name)
            break
    for name in ("toc", "comments"):
        if is_yes(old.get(name)) or (name == "toc" and is_no(old.get(name))):
            found[name] = is_yes(old[name])
    folder = text(old.get("imgdir"))
    if folder.startswith("/") and "{" not in folder:
        found["imgdir"] = folder
    elif folder:
        report.lost(page.lines.get("imgdir", 1), f"`imgdir` is no folder from the root: {folder}")
    return used


def _names(old: Mapping[str, Any], title: str) -> list[str]:
    """Return the other names of a page: that by which menus and lists call it."""
    return [name for name in (plain_text(first(old, "linktitle", "linkTitle")),) if name and name != title]


def _person(old: Mapping[str, Any], found: dict[str, Any]) -> set[str]:
    person = person_of(old, "")
    if person is None:
        return set()
    found["role"] = person.role
    found["url"] = person.url
    if person.keys:
        found["aliases"] = [key for key in person.keys if not key.startswith("/")]
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", person.email):
        found["private"] = {"email": person.email}
    role = next((name for name in ROLES if old.get(name)), "")
    return {*_NAMES, role, "email"} & set(old)


def _rest(
    page: OldPage,
    old: Mapping[str, Any],
    used: set[str],
    found: dict[str, Any],
    own: Mapping[str, Collection[str]],
    report: Report,
) -> list[str]:
    """Add the fields that nothing here reads, and return their names; report those that cannot stay."""
    kept = []
    taken = own.get(page.sort.kind, ())
    for name, value in old.items():
        if name in used or name in PASSED_OVER or name.lower() in PASSED_OVER or _is_empty(value):
            continue
        line = page.lines.get(name, 1)
        if name in DROPPED and not (name == "resources" and not _has_sources(value)):
            _dropped(name, value, line, report)
            continue
        hidden = would_hide(name, value)
        if hidden and page.draft and isinstance(value, str):
            continue  # `draft` says the same
        key = f"old_{name}" if name in taken or name in found or hidden else name
        if key != name:
            why = "would hide the page here, and did not there" if hidden else "means something else here"
            report.lost(line, f"`{name}` {why}, so it is kept as `{key}`")
        if not re.fullmatch(r"[\w-]+", key):
            key = re.sub(r"[^\w-]+", "_", key)
        found[key] = value
        kept.append(key)
    return kept


def _dropped(name: str, value: Any, line: int, report: Report) -> None:
    said = text(value)
    report.lost(line, f"not carried over: {name}{f': {said}' if said else ''}")


def _has_sources(value: Any) -> bool:
    """Whether a list describes the files beside a text, as Hugo has it."""
    return isinstance(value, list) and all(isinstance(each, Mapping) and "src" in each for each in value)


def _is_empty(value: Any) -> bool:
    """Whether there is nothing in a value."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(map(_is_empty, value.values()))
    return all(map(_is_empty, value)) if isinstance(value, Iterable) else False
