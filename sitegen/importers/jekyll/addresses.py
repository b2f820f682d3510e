"""The addresses that Jekyll gives (https://jekyllrb.com/docs/permalinks/)."""

import datetime as dt
import posixpath
import re
import unicodedata
from collections.abc import Mapping

from sitegen.importers.jekyll.config import STYLES, JekyllConfig, style
from sitegen.importers.websites.dates import MONTHS

MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
PAGES = (*MARKDOWN, ".html", ".htm", ".textile", ".xhtml")
"""Endings of sources that become web pages."""
DATED = re.compile(r"(?:.*/)?(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*)\.[^./]+$")
_PLACEHOLDER = re.compile(r":([a-z_]+)")


def slugified(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Return a text as Jekyll's `slugify` makes it."""
    keep = "._~!$&'()+,;=@" if pretty else ""
    kept = "".join(sign if _is_letter(sign) or sign in keep else "\0" for sign in text)
    found = re.sub("\0+", "-", kept)
    found = re.sub(r"^-|-$", "", found)
    return found if cased else found.lower()


def of_document(
    config: JekyllConfig,
    collection: str,
    path: str,
    *,
    slug: str,
    permalink: str,
    categories: tuple[str, ...],
    date: dt.datetime,
) -> str:
    """Return the address of a document of a collection.

    `path` is its path within the collection without the extension, `slug` the field of this name or what its
    file's name says, `permalink` its own pattern or "".
    """
    named = config.collections.get(collection)
    pattern = permalink or (named.permalink if named else "")
    if not permalink and not pattern:
        pattern = (
            config.permalink if collection == "posts" else with_suffix("/:collection/:path", config.permalink)
        )
    if not permalink:
        pattern = style(pattern)
    name = posixpath.basename(path)
    placeholders = {
        "collection": collection,
        "path": path.strip("/").rstrip("."),
        "name": slugified(name),
        "title": slugified(slug or name, pretty=True, cased=True),
        "slug": slugified(slug or name),
        "categories": "/".join(dict.fromkeys(each.lower() for each in categories)),
        "slugified_categories": "/".join(dict.fromkeys(map(slugified, categories))),
        "output_ext": ".html",
        **_moments(date),
    }
    return cleaned(_filled(pattern, placeholders))


def of_page(config: JekyllConfig, path: str, *, permalink: str, extension: str) -> str:
    """Return the address of a page by the path of its source; `extension` is that of what is published."""
    folder, name = posixpath.split(path)
    base = posixpath.splitext(name)[0]
    placeholders = {"path": folder, "basename": base, "output_ext": extension}
    if permalink:
        return cleaned(_filled(permalink, placeholders))
    if extension != ".html":
        pattern = "/:path/:basename:output_ext"
    elif base == "index":
        pattern = "/:path/"
    else:
        pattern = with_suffix("/:path/:basename", config.permalink)
    return cleaned(_filled(pattern, placeholders))


def of_file(config: JekyllConfig, path: str, *, collection: str = "") -> str:
    """Return the address of a file that is published as it is; `path` is within its collection, if it has one."""
    stem, extension = posixpath.splitext(path)
    stem = stem.rstrip(".")
    named = config.collections.get(collection)
    if named is None:
        return cleaned(f"{stem}{extension}")
    placeholders = {
        "collection": collection,
        "path": stem,
        "name": slugified(posixpath.basename(stem)),
        "output_ext": "",
    }
    pattern = style(named.permalink) if named.permalink else "/:collection/:path"
    return cleaned(_filled(pattern, {**placeholders, "title": ""})).rstrip("/") + extension


def with_suffix(pattern: str, permalink: str) -> str:
    """Return a pattern with the ending that the style or pattern of the posts has."""
    if permalink == "pretty":
        return f"{pattern}/"
    if permalink in STYLES:
        return f"{pattern}:output_ext"
    return pattern + (
        "/" if permalink.endswith("/") else ":output_ext" if permalink.endswith(":output_ext") else ""
    )


def cleaned(address: str) -> str:
    """Return an address from the root without repeated slashes."""
    return re.sub("/+", "/", f"/{address}".replace("..", "/").replace("./", ""))


def _filled(pattern: str, placeholders: Mapping[str, str]) -> str:
    """Return a pattern with its placeholders filled in; one that is not known stays.

    Names run into what follows them, as in `:title:output_ext` or `W:week`, so the longest name that fits counts.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        for end in range(len(name), 0, -1):
            if name[:end] in placeholders:
                return placeholders[name[:end]] + name[end:]
        return found[0]

    return _PLACEHOLDER.sub(value, pattern)


def _moments(date: dt.datetime) -> dict[str, str]:
    week = date.isocalendar()
    return {
        "year": f"{date:%Y}".zfill(4),
        "month": f"{date:%m}",
        "day": f"{date:%d}",
        "hour": f"{date:%H}",
        "minute": f"{date:%M}",
        "second": f"{date:%S}",
        "i_day": str(date.day),
        "i_month": str(date.month),
        "short_month": MONTHS[date.month - 1][:3],
        "long_month": MONTHS[date.month - 1],
        "short_day": _DAYS[date.weekday()][:3],
        "long_day": _DAYS[date.weekday()],
        "short_year": f"{date.year % 100:02}",
        "y_day": f"{date:%j}",
        "week": f"{week.week:02}",
        "w_year": str(week.year),
        "w_day": str(week.weekday),
    }


_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _is_letter(sign: str) -> bool:
    """Whether a sign is a letter, a mark or a decimal digit."""
    return unicodedata.category(sign) in _LETTERS


_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"))
