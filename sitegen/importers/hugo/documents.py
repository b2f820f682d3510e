"""Each text of a Hugo site as a page with its address, its kind and its place in content/."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from sitegen.importers.hugo import addresses
from sitegen.importers.hugo.config import HugoConfig, lowered
from sitegen.importers.hugo.content import ContentFile
from sitegen.importers.report import Report
from sitegen.importers.websites.dates import OldMoment, old_moment
from sitegen.importers.websites.entries import below, key_name, titled
from sitegen.importers.websites.event import STARTS, report_no_start
from sitegen.importers.websites.front_matter import OldText
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import FOLDERS as PEOPLE
from sitegen.importers.websites.people import person_of
from sitegen.importers.websites.privacy import is_kept_back
from sitegen.importers.websites.sorts import EVENT, EVENTS, MANUALS, NEWS, PAGE, PERSON, POST, WIKI, Sort
from sitegen.importers.websites.values import first, is_yes, plain_text, text, texts

BLOG = NEWS | {"post", "posts"}
PLAIN = frozenset(("page", "pages", "about", "legal", "projects", "project"))
"""Sections whose texts are pages, though each has a date because Hugo's template for new texts puts one in."""
FEWEST = 3
"""From how many texts on a section in which all are dated is one of news."""
_SHOWN_FROM = ("publishdate", "pubdate", "published")
_SHOWN_UNTIL = ("expirydate", "unpublishdate")
_DATES = ("date", *_SHOWN_FROM, "lastmod", "modified")
_DATED = re.compile(r"^(\d{4}-\d{2}-\d{2})[-_](?=.)")


class Read(Struct, frozen=True, kw_only=True):
    """A text that was read."""

    file: ContentFile
    old: OldText

    @property
    def fields(self) -> dict[str, Any]:
        """Its front matter, with names in small letters."""
        return self.old.fields

    @property
    def section(self) -> str:
        """The first folder that it is in, "" for a text at the top."""
        return (
            (self.file.sections or ("",))[0]
            if self.file.bundle != "branch"
            else self.file.folder.partition("/")[0]
        )


def news_sections(texts_read: Iterable[Read], config: HugoConfig) -> frozenset[str]:
    """Return the sections whose texts are posts."""
    main = set(texts(config.params.get("mainsections")))
    all_of, dated = Counter[str](), Counter[str]()
    for each in texts_read:
        if each.file.bundle != "branch" and each.section:
            all_of[each.section] += 1
            dated[each.section] += any(each.fields.get(name) for name in _DATES[:2])
    found = set()
    for section, count in all_of.items():
        if section in PEOPLE or section in EVENTS or section in MANUALS or section in PLAIN:
            continue
        news = section in BLOG or section in main or ":year" in config.permalink(section)
        if news or (dated[section] == count and count >= FEWEST):
            found.add(section)
    return frozenset(found)


def page_of(
    read: Read,
    config: HugoConfig,
    news: frozenset[str],
    sections: frozenset[str],
    reserved: frozenset[str],
    today: str,
    latest: str,
    report: Report,
) -> OldPage:
    """Return the page that a text becomes; not that of a section.

    `news` are the sections of posts, `sections` the folders that have a list, `reserved` folders of content/ whose
    files have a kind, `today` the day of the command, and `latest` the day for posts that have none.
    """
    file, fields = read.file, read.fields
    date = _date(read, config, report)
    sort = _sort(read, date, news)
    if sort is PAGE and read.section in EVENTS:
        report_no_start(fields, read.old.lines, report)
    title = plain_text(fields.get("title"))
    if not title and sort is PERSON and (person := person_of(fields, file.path)):
        title = person.name
    title = title or titled(_DATED.sub("", file.called))
    draft = is_kept_from_readers(read, today, report)
    if sort is POST and date is None:
        date = old_moment(latest)
        report.lost(
            1, f"a text without a date: it got that of the newest one, {latest}", fix="put the right day there"
        )
    address = "" if draft else _address(read, config, sections, title, date)
    published = _moment(fields, _SHOWN_FROM)
    shown = published if published and date and published.local > date.local else date
    return OldPage(
        path=file.path,
        sort=sort,
        key=_key(read, sort, shown, news, reserved),
        address=address,
        fields={**_known(fields, config), **_later(read, sort, config, today, report)},
        lines=read.old.lines,
        body=read.old.body,
        body_line=read.old.body_line,
        title=title,
        date=shown,
        draft=draft,
        tags=tags_of(read, config, news),
        aliases=aliases_of(fields, address, file.language.prefix, ugly=config.is_ugly(read.section)),
        lang=file.language.name if file.language.prefix else "",
    )


def terms_of(fields: Mapping[str, Any], taxonomy: str) -> list[str]:
    """Return the terms that a text gives in one taxonomy."""
    value = fields.get(taxonomy)
    if value in (None, "", []) and taxonomy == "authors":
        return []
    found = texts(value) if isinstance(value, list) else [text(value)] if text(value) else []
    return [each for each in found if any(sign.isalnum() for sign in each)]


def tags_of(read: Read, config: HugoConfig, news: frozenset[str]) -> tuple[str, ...]:
    """Return the tags of a text: its terms, but those of people, and its section where several have posts."""
    taxonomies = dict.fromkeys((*config.taxonomies, "tags", "categories", "series"))
    found: list[str] = []
    for name in taxonomies:
        found += terms_of(read.fields, name) if name not in PEOPLE else ()
    for name in ("tag", "category"):
        found += texts(read.fields.get(name))
    if read.section in news and len(news) > 1:
        found.append(read.section)
    return tuple(dict.fromkeys(each.lstrip("#") for each in found if each.lstrip("#")))


def aliases_of(fields: Mapping[str, Any], address: str, prefix: str, *, ugly: bool) -> tuple[str, ...]:
    """Return the old addresses of a text; one without a slash counts from the folder above its own."""
    found = []
    for alias in texts(fields.get("aliases")):
        above = posixpath.dirname(address.rstrip("/")) or "/"
        path = alias if alias.startswith("/") else posixpath.join(above, alias)
        path = addresses.rooted(path)
        if prefix and alias.startswith("/") and not path.startswith(f"{prefix}/"):
            path = f"{prefix}{path}"
        path = re.sub(r"/{2,}", "/", path)
        ended = path if path.endswith("/") and not ugly else path.rstrip("/")
        found.append(addresses.from_pattern(ended, ugly=ugly))
    return tuple(dict.fromkeys(found))


def is_kept_from_readers(read: Read, today: str, report: Report) -> bool:
    """Return whether a text has no page of its own, or is in no list, on the day of the command."""
    fields = read.fields
    params = lowered(fields["params"]) if isinstance(fields.get("params"), Mapping) else {}
    if is_kept_back({**params, **fields}, read.old.lines, report) or is_yes(fields.get("headless")):
        return True
    build = fields.get("build") or fields.get("_build")
    options = lowered(build) if isinstance(build, Mapping) else {}
    if text(options.get("render")).lower() in ("never", "false", "link"):
        return True
    if text(options.get("list")).lower() in ("never", "false"):
        name = "build" if fields.get("build") else "_build"
        fix = "take out `draft: true` if lists may show it"
        report.lost(read.old.line(name), "no list shows it, so it is a draft", fix=fix)
        return True
    expiry = _moment(fields, _SHOWN_UNTIL)
    if expiry and expiry.day <= today:
        line = min((read.old.line(name) for name in _SHOWN_UNTIL if fields.get(name)), default=1)
        report.lost(line, f"it expired on {expiry.day}, so it is a draft")
        return True
    return False


def _later(read: Read, sort: Sort, config: HugoConfig, today: str, report: Report) -> dict[str, str]:
    """Return the field by which a text that is not due yet waits for its day; a post waits for its date."""
    moments = [_moment(read.fields, _SHOWN_FROM)]
    if not is_yes(config.values.get("buildfuture")):
        moments.append(_moment(read.fields, ("date",)))
    waits = [each for each in moments if each and each.day > today]
    if not waits or sort is POST:
        return {}
    last = max(waits, key=lambda each: each.day)
    report.lost(read.old.line("date"), f"it waits for its day, {last.day}, as it did there")
    return {"publish_date": last.text}


def _moment(fields: Mapping[str, Any], names: Iterable[str]) -> OldMoment | None:
    """Return the first date that one of some fields holds, None for none."""
    return next((moment for name in names if (moment := old_moment(text(fields.get(name)))) is not None), None)


def _date(read: Read, config: HugoConfig, report: Report) -> OldMoment | None:
    in_name = _DATED.match(read.file.called)
    if config.dates_in_names and in_name and (moment := old_moment(in_name[1])):
        return moment
    for name in _DATES:
        value = text(read.fields.get(name))
        if value and value.lower() not in ("true", "false"):
            if moment := old_moment(value):
                return moment
            report.lost(read.old.line(name), f"`{name}` cannot be read: {value}")
    return None


def _sort(read: Read, date: OldMoment | None, news: frozenset[str]) -> Sort:
    fields, section = read.fields, read.section
    if section in PEOPLE:
        return PERSON
    given = [name for name in STARTS if fields.get(name)]
    if (section in EVENTS and (date or given)) or (text(fields.get("type")).lower() in EVENTS and (date or given)):
        return EVENT
    if section in news:
        return POST
    if section in MANUALS:
        return WIKI
    about = ("tags", "categories", "series", "author", "authors")
    return POST if not section and date and any(fields.get(name) for name in about) else PAGE


def _address(read: Read, config: HugoConfig, sections: frozenset[str], title: str, date: OldMoment | None) -> str:
    """Return the address of a text; `sections` are the folders that have a list."""
    file, fields = read.file, read.fields
    ugly = config.is_ugly(read.section)
    slug = text(fields.get("slug"))
    name = file.called
    if config.dates_in_names and _DATED.match(name):
        slug = slug or _DATED.sub("", name)
    if own := text(fields.get("url")):
        path = own if own.startswith("/") else f"{file.language.prefix}/{own}"
        return addresses.from_pattern(addresses.rooted(path), ugly=False)
    folders = [addresses.sanitized(part, lower=config.lowers) for part in file.sections]
    named = [part for number, part in enumerate(folders) if "/".join(file.sections[: number + 1]) in sections]
    if pattern := config.permalink(read.section or "/"):
        path = addresses.filled(
            pattern,
            date=date,
            sections=tuple(named),
            title=title,
            slug=slug,
            filename=name,
            lower=config.lowers,
        )
        return addresses.from_pattern(f"{file.language.prefix}{path}", ugly=ugly)
    last = addresses.sanitized(slug or name, lower=config.lowers)
    return addresses.as_folder(f"{file.language.prefix}/{'/'.join([*folders, last])}", ugly=ugly)


def _key(read: Read, sort: Sort, date: OldMoment | None, news: frozenset[str], reserved: frozenset[str]) -> str:
    """Return the path of the entry below content/."""
    file = read.file
    code = f".{file.language.name}" if file.language.prefix else ""
    folders = list(file.sections)
    if sort in (EVENT, PERSON) or (sort is POST and (len(news) == 1 or read.section in BLOG)):
        folders = folders[1:] if read.section in news or sort is not POST else folders
    name = key_name(_DATED.sub("", file.called) if sort in (POST, EVENT) else file.called)
    if sort is POST and date and file.bundle != "leaf":
        name = f"{date.day}-{name}"
    path = "/".join(filter(None, (sort.folder, below(*folders), name)))
    if path.partition("/")[0] in reserved and sort is PAGE:
        path = f"pages/{path}"
    return f"{path}/index{code}.md" if file.bundle == "leaf" else f"{path}{code}.md"


def _known(fields: Mapping[str, Any], config: HugoConfig) -> dict[str, Any]:
    """Return front matter without what the addresses, the dates and the tags have used up."""
    if expiry := _moment(fields, _SHOWN_UNTIL):
        fields = {**fields, "expiry_date": expiry.text}
    gone = {*_SHOWN_FROM[:2], *_SHOWN_UNTIL, "headless", "markup", *config.taxonomies}
    return {name: value for name, value in fields.items() if name not in gone or name in ("tags", "authors")}


def author_of(fields: Mapping[str, Any]) -> Any:
    """Return what front matter says of its authors."""
    return first(fields, "authors", "author")
