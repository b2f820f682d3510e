"""Each text of a Jekyll site as a page with its address, its kind and its place in content/."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from typing import Any

from sitegen.importers.jekyll import addresses
from sitegen.importers.jekyll.config import JekyllConfig
from sitegen.importers.jekyll.sources import SourceFile
from sitegen.importers.report import Report
from sitegen.importers.tally import Tally
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

WITHOUT_PAGES = "this collection has no pages in the old site, so its texts are drafts"
_HEADING = re.compile(r"^#{1,2}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


def page_of(
    source: SourceFile,
    old: OldText,
    config: JekyllConfig,
    reserved: frozenset[str],
    today: str,
    latest: str,
    report: Report,
    without_pages: Tally,
) -> OldPage:
    """Return the page that a text becomes.

    `reserved` are folders of content/ whose files have a kind, `today` the day of the command, and `latest` is the
    day of the newest post, for posts without a day. `without_pages` counts the texts of collections without pages.
    """
    fields = _fields(source, old, config)
    name = posixpath.splitext(posixpath.basename(source.path))[0]
    in_name = addresses.DATED.match(source.path)
    slug = text(fields.get("slug")) or (in_name[4] if in_name else name).rstrip(".")
    date = _date(source, fields, old, report)
    sort = _sort(source, fields, date)
    if sort is PAGE and source.sort in EVENTS:
        report_no_start(fields, old.lines, report)
    draft = source.sort == "drafts" or is_kept_back(fields, old.lines, report)
    named = config.collections.get(source.sort)
    if named and not named.published and sort not in (PERSON, EVENT) and not draft:
        draft = True
        without_pages.add(source.path, f"{WITHOUT_PAGES}: {source.sort}", line=1, fix="take out `draft: true`")
    if date and date.day > today and sort is not POST and source.sort != "pages" and not _shows_future(config):
        fields["publish_date"] = date.text  # a post waits for its date by itself
        report.lost(old.line("date"), f"it waits for its day, {date.day}, as it did there")
    if sort is POST and date is None:
        date, draft = old_moment(latest), True  # Jekyll leaves out a post without a day
        message = f"a draft without a date: it got that of the newest post, {latest}"
        report.lost(1, message, fix="put the day there when it is to be published")
    title = plain_text(fields.get("title"))
    if not title and sort is PERSON and (person := person_of(fields, source.path)):
        title = person.name
    if not title and source.sort == "pages":
        heading = _HEADING.search(old.body)
        title = plain_text(heading[1]) if heading and "{" not in heading[1] else titled(_own_name(source, config))
    title = title or " ".join(word.capitalize() for word in slug.split("-") if word) or titled(name)
    address = "" if draft else _address(source, fields, config, slug, date)
    aliases = []
    if address.endswith("/index.html"):
        address = address.removesuffix("index.html")
    if address and not posixpath.splitext(address)[1] and not address.endswith("/"):
        aliases, address = [f"{address}.html"], f"{address}/"
    return OldPage(
        path=source.path,
        sort=sort,
        key=_key(source, sort, slug, date, reserved),
        address=address,
        fields=fields,
        lines=old.lines,
        body=old.body,
        body_line=old.body_line,
        title=title,
        date=date,
        draft=draft,
        tags=_tags(fields, source),
        aliases=(*aliases, *redirected(fields)),
        lang=_lang(fields, config),
    )


def _shows_future(config: JekyllConfig) -> bool:
    """Return whether the old site shows what is dated after today."""
    return is_yes(config.values.get("future"))


def redirected(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the old addresses of `redirect_from`, which the plugin of this name takes with or without a slash."""
    found = texts(fields.get("redirect_from"), " ")
    return tuple(addresses.cleaned(_path(each)) for each in found)


def categories_of(fields: Mapping[str, Any], source: SourceFile) -> tuple[str, ...]:
    """Return the categories of a document: of the folders above `_posts`, then of its front matter."""
    listed = fields.get("categories")
    many = texts(listed, " ") if isinstance(listed, str) else texts(listed)
    one = fields.get("category")
    return tuple(
        dict.fromkeys(
            (*source.above, *many, *(texts(one) if isinstance(one, list) else [text(one)] if one else ()))
        )
    )


def extension_of(path: str) -> str:
    """Return the extension of what is published of a source."""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in addresses.PAGES:
        return ".html"
    return {".scss": ".css", ".sass": ".css", ".less": ".css", ".coffee": ".js"}.get(suffix, suffix)


def _path(address: str) -> str:
    """Return the path of an address, which may be a whole one."""
    return re.sub(r"^https?://[^/]+", "", address) or "/"


def _fields(source: SourceFile, old: OldText, config: JekyllConfig) -> dict[str, Any]:
    defaults = config.defaults(source.path, source.sort)
    found = {**defaults}
    for name, value in old.fields.items():
        if isinstance(value, Mapping) and isinstance(found.get(name), Mapping):
            found[name] = {**found[name], **value}
        else:
            found[name] = value
    return found


def _date(source: SourceFile, fields: Mapping[str, Any], old: OldText, report: Report) -> OldMoment | None:
    given = text(fields.get("date"))
    moment = old_moment(given) if given else None
    if given and moment is None and source.sort != "pages":
        report.lost(old.line("date"), f"`date` cannot be read: {given}")
    if moment is None and (found := addresses.DATED.match(source.path)):
        year = f"20{found[1]}" if len(found[1]) == 2 else found[1]
        moment = old_moment(f"{year}-{found[2]}-{found[3]}")
    return moment


def _sort(source: SourceFile, fields: Mapping[str, Any], date: OldMoment | None) -> Sort:
    """Return what a text becomes."""
    layout = text(fields.get("layout")).lower().removesuffix(".html")
    given = {name.lower(): value for name, value in fields.items() if value}
    names = given.keys()
    has_start = date is not None or any(old_moment(text(given.get(name))) for name in STARTS)
    if source.sort in PEOPLE or (layout in ("person", "author", "member") and source.sort != "pages"):
        return PERSON
    if not fields.get("title") and person_of(fields, "") and {"first_name", "name_first"} & names:
        return PERSON
    if source.sort in ("posts", "drafts"):
        return EVENT if has_start and (layout in EVENTS or names & set(STARTS)) else POST
    if source.sort in EVENTS and has_start:
        return EVENT
    if source.sort in NEWS and date:
        return POST
    return WIKI if source.sort in MANUALS else PAGE


def _address(
    source: SourceFile, fields: Mapping[str, Any], config: JekyllConfig, slug: str, date: OldMoment | None
) -> str:
    """Return the address of a text in the old site, "" for one without a page."""
    permalink = text(fields.get("permalink"))
    if source.sort == "pages":
        extension = extension_of(source.path)
        return addresses.of_page(config, source.inner, permalink=permalink, extension=extension)
    named = config.collections.get(source.sort)
    if source.sort not in ("posts", "drafts") and not (named and named.published):
        return ""
    return addresses.of_document(
        config,
        "posts" if source.sort == "drafts" else source.sort,
        posixpath.splitext(source.inner)[0],
        slug=slug,
        permalink=permalink,
        categories=categories_of(fields, source),
        date=_local(date, config),
    )


def _local(date: OldMoment | None, config: JekyllConfig) -> dt.datetime:
    """Return the time by which an address has its day: that of the site's zone."""
    if date is None:
        return dt.datetime(1970, 1, 1)
    return date.at(config.zone) if date.has_time else date.local


def _key(source: SourceFile, sort: Sort, slug: str, date: OldMoment | None, reserved: frozenset[str]) -> str:
    """Return the path of the entry below content/."""
    folders, name = posixpath.split(posixpath.splitext(source.inner)[0])
    if name == "index" and folders and source.sort not in ("pages", "posts", "drafts"):
        folders, name = posixpath.split(folders)
    in_name = addresses.DATED.match(source.path)
    plain = in_name[4] if in_name and source.sort != "pages" else name
    if sort in (POST, EVENT):
        named = f"{date.day}-{key_name(plain)}" if date else key_name(plain)
        top, _, rest = folders.partition("/")
        folders = rest if top in (sort.folder, "blog", "news") else folders
        return f"{sort.folder}/{below(*source.above, folders)}/{named}.md".replace("//", "/")
    if sort is PERSON:
        return f"stakeholders/{key_name(plain)}.md"
    if sort is WIKI:
        return f"wiki/{below(source.sort, folders)}/{key_name(plain)}.md".replace("//", "/")
    path = below(*([] if source.sort == "pages" else [source.sort]), folders, name)
    if path.partition("/")[0] in reserved:
        path = f"pages/{path}"
    return f"{path or 'index'}.md"


def _own_name(source: SourceFile, config: JekyllConfig) -> str:
    """Return what a page is called: its file, its folder for an `index`, the site for that of the front page."""
    folder, name = posixpath.split(posixpath.splitext(source.inner)[0])
    if name != "index":
        return name
    return posixpath.basename(folder) or plain_text(first(config.values, "title", "name")) or "Home"


def _tags(fields: Mapping[str, Any], source: SourceFile) -> tuple[str, ...]:
    """Return the tags and categories of a text: in Jekyll, blanks part the words of one text."""
    found: list[str] = []
    for name in ("tags", "tag"):
        value = fields.get(name)
        if isinstance(value, str) and "," not in value and name == "tags":
            found += texts(value, " ")
        else:
            found += texts(value)
    found += [each.rstrip(",") for each in categories_of(fields, source)]
    found += texts(fields.get("series"))
    cleaned = (each.strip("#[] ") for each in found)
    return tuple(dict.fromkeys(each for each in cleaned if any(sign.isalnum() for sign in each)))


def _lang(fields: Mapping[str, Any], config: JekyllConfig) -> str:
    found = text(first(fields, "lang", "language", "locale")).replace("_", "-")
    own = text(first(config.values, "lang", "language", "locale")).replace("_", "-")
    return found if found and found != own and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", found) else ""
