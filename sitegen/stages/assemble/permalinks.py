"""The permalink of an entry's front matter, as an address: patterns filled in, decoded, and from the root."""

import posixpath
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sitegen.diagnostics import did_you_mean
from sitegen.facets.schedule import Moment
from sitegen.markup.slips import below
from sitegen.patterns import late
from sitegen.urls import composed, is_external, stays_inside

_PART = late(r"\{(\w+)\}|(?<=[/\-_.]):([a-z_]+)|^:([a-z_]+)|:(output_ext)")
"""A part of a pattern: `{year}` as in site.yaml, `:year` as Jekyll and Hugo have it."""
_IMPOSSIBLE = late(r"[\s\"'<>\\?#%\0-\x20\x7f]")
"""What an address of the site cannot hold."""
_QUERY = late(r"(?<=/)\?\w+=.*|(?<=/)#.*")
"""A query or anchor behind an address that ends with a slash: it is no part of the name of the page."""
_CODED = late("%[0-9A-Fa-f]{2}")
"""A letter that is still coded when an address has been decoded: it was coded twice."""
_OTHERWISE = late(
    r"\$\{(\w+)\}|\$(\w+)|\[(\w+)\]|<(\w+)>|\{\{\s*([\w.]+)\s*\}\}|\{(\w*[A-Z]\w*)\}|%([a-z]{3,})%|%([Ymd])(?![\w%])"
    r"|(?<=/)\((year|month|day|slug|title)\)(?=[/-]|$)|(?<=/)@(year|month|day|slug|title)(?=[/-]|$)"
    r"|(?<=[/-])(YYYY|MM|DD)(?=[/-]|$)"
)
"""A part of a pattern as it is written elsewhere: `$year`, `[year]`, `%Y`, `YYYY`."""
_LETTERS = {"y": "year", "yyyy": "year", "m": "month", "mm": "month", "d": "day", "dd": "day"}
_SLUGS = ("slug", "title", "name", "basename", "filename", "slugorfilename", "contentbasename")
PLAIN = ("slug", "path", "year", "month", "day")
"""The parts of a pattern under the names that the manual gives."""
KNOWN = "{slug}, {path}, {year}, {month} and {day}"


class Permalink(Struct, frozen=True, kw_only=True):
    """A permalink as it was read."""

    address: str = ""
    """Begins with `/`; empty for one that cannot be read."""
    code: str = ""
    """Of what is wrong with it; empty for nothing."""
    message: str = ""
    fix: str = ""


def permalink(typed: str, *, slug: str, path: str, date: Moment | None, home: str = "") -> Permalink:
    """Return the address that a permalink means, for an entry with this slug, path and date.

    `home` is what `markup.slips.home_of` returns for the site: behind it, an address is one of the site.
    """
    if _signs_of_a_pattern(typed) and (respelled := _respelled(typed)) != typed:
        return _written_otherwise(typed, respelled, _values(slug, path, date), dated=date is not None)
    address = _from_its_host(typed, home) or typed
    if not address.startswith("/") and is_external(address):
        message = f"{typed!r} is an address of another site, and this page is published here"
        return Permalink(code="address-outside", message=message, fix=_path_of(typed))
    if address == typed and ("{" in typed or ":" in typed):
        values = _values(slug, path, date)
        unknown = [name for name in map(_name, _PART.finditer(typed)) if name not in values]
        if unknown or "{" in _PART.sub("", typed):
            return _unfilled(typed, unknown, values, dated=date is not None)
        address = _PART.sub(lambda part: values[_name(part)], typed)
    if "%" in address:
        address = _decoded(address)
    if "&" in address and ";" in address and (meant := unescape(address)) != address:
        message = f"{typed!r} has a letter in the signs of HTML, which an address does not read"
        return Permalink(code="address-outside", message=message, fix=f"permalink: {meant}")
    if not address.startswith("/") and ":" not in address and "\\" not in address:
        address = _from_the_root(address)
    if not stays_inside(address):
        fix = "begin it with / and leave out `..`, for example permalink: /about-us/"
        return Permalink(code="address-outside", message=f"{typed!r} is not an address inside the site", fix=fix)
    if wrong := _IMPOSSIBLE.search(address):
        sign = "a blank" if wrong[0].isspace() else wrong[0] if wrong[0].isprintable() else "a control character"
        message = f"an address of the site cannot hold {sign}, as {typed!r} does"
        path = _decoded(address) if _CODED.search(address) else _QUERY.sub("", address)
        cured = re.sub("-*/-*", "/", re.sub("-+", "-", _IMPOSSIBLE.sub("-", path)))
        return Permalink(code="address-outside", message=message, fix=f"permalink: {cured}")
    return Permalink(address=address)


def old_address(typed: str, *, slug: str, path: str, date: Moment | None, home: str) -> Permalink | None:
    """Return the address that one among the aliases means; None for another name of the entry."""
    address = _from_its_host(typed, home) or typed
    if not address.startswith("/") or address.startswith("//"):
        if not typed.startswith(("http://", "https://", "//")):
            return None
        message = f"{typed!r} is an address of another site, which no file of this one can answer"
        return Permalink(
            code="address-outside", message=message, fix="take it out: that site has to send readers on"
        )
    values = _values(slug, path, date)
    pattern = _respelled(address) if _signs_of_a_pattern(address) else address
    if pattern != address or (
        {_name(part) for part in _PART.finditer(address)} & {*values, "year", "month", "day"}
    ):
        message = f"{typed!r} is a pattern, and an old address is one that was"
        filled = _PART.sub(lambda part: values.get(_name(part), part[0]), pattern)
        return Permalink(code="bad-value", message=message, fix="" if _PART.search(filled) else filled)
    message = f"the old address {typed!r} is not one that a file of the site can answer"
    if "?" in address:
        fix = "take it out: a file is not asked for what is behind a ?, so the web server has to answer it"
        return Permalink(code="address-outside", message=message, fix=fix)
    address = composed(unquote(address))
    if "#" in address or not stays_inside(address):
        fix = address.partition("#")[0] if "#" in address else "write it from the root, without .."
        return Permalink(code="address-outside", message=message, fix=fix)
    return Permalink(address=address)


def _from_its_host(typed: str, home: str) -> str:
    """Return an address that is written with the site's host from the root of the site; "" for any other."""
    return (
        ""
        if typed.startswith("/") and typed[1:2] != "/"
        else below(typed if "//" in typed else f"//{typed}", home)
    )


def _signs_of_a_pattern(typed: str) -> bool:
    return any(sign in typed for sign in "$[<{%(@YMD")


def _respelled(typed: str) -> str:
    """Return a pattern with its parts in braces, as sitegen writes them, however they were written."""

    def part(found: re.Match[str]) -> str:
        name = next(filter(None, found.groups())).rpartition(".")[2].casefold()
        return f"{{{_LETTERS.get(name, name)}}}"

    return _OTHERWISE.sub(part, typed)


def _written_otherwise(typed: str, respelled: str, values: Mapping[str, str], *, dated: bool) -> Permalink:
    """Return what is wrong with a pattern whose parts are written as elsewhere."""
    unknown = [name for name in map(_name, _PART.finditer(respelled)) if name not in values]
    if unknown or "{" in _PART.sub("", respelled):
        return _unfilled(respelled, unknown, values, dated=dated)
    message = f"a part of an address that is filled in is written as in {respelled}"
    return Permalink(code="bad-value", message=message, fix=f"permalink: {respelled}")


def _path_of(address: str) -> str:
    """Return the cure for an address of another site: its path."""
    path = urlsplit(address).path
    return f"permalink: {path}" if stays_inside(path) and not _IMPOSSIBLE.search(path) and path != "/" else ""


def _name(part: re.Match[str]) -> str:
    return str(next(filter(None, part.groups())))


def _values(slug: str, path: str, date: Moment | None) -> dict[str, str]:
    """Return what the parts of a pattern stand for."""
    values = dict.fromkeys(_SLUGS, slug) | {"path": path, "output_ext": ".html"}
    if date is not None:
        day = date.day
        values |= {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
        values |= {"short_year": f"{day:%y}", "i_month": str(day.month), "i_day": str(day.day)}
    return values


def _unfilled(typed: str, unknown: list[str], values: Mapping[str, str], *, dated: bool) -> Permalink:
    """Return what is wrong with a pattern; the cure is what is left of it, filled in."""
    filled = _PART.sub(lambda part: values.get(_name(part), ""), typed)
    tidy = re.sub(r"[-_.]+(?=/|$)|(?<=/)[-_.]+|(?<=/)/+", "", filled)
    fix = f"permalink: {tidy}" if values["slug"] in tidy and "{" not in tidy else ""
    meant = {name: did_you_mean(name, PLAIN) for name in unknown}
    if unknown and all(meant.values()):
        respelled = _PART.sub(lambda part: f"{{{meant.get(_name(part)) or _name(part)}}}", typed)
        fix = f'permalink: "{respelled}"'
    message = f"this address can be made of {KNOWN}, not of {' and '.join(unknown) or 'a brace alone'}"
    if not dated and {"year", "month", "day", "short_year", "i_month", "i_day"} & set(unknown):
        message = "this address needs a date, and the page has none"
    return Permalink(code="bad-value", message=message, fix=fix)


def _decoded(address: str) -> str:
    """Return an address without its percent-encoding; as it is where that is no UTF-8."""
    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address


def _from_the_root(address: str) -> str:
    """Return the address of a permalink that does not begin with `/`; a name without an end is a folder."""
    address = "/" + address.removeprefix("./")
    return address if address.endswith("/") or "." in posixpath.basename(address) else address + "/"
