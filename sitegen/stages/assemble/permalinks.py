"""The permalink of an entry's front matter, as an address: patterns filled in, decoded, and from the root."""

import posixpath
import re
from urllib.parse import unquote

from msgspec import Struct

from sitegen.facets.schedule import Moment
from sitegen.patterns import late
from sitegen.urls import stays_inside

_PART = late(r"\{(\w+)\}|(?<=[/\-_.]):([a-z_]+)|^:([a-z_]+)|:(output_ext)")
"""A part of a pattern: `{year}` as in site.yaml, `:year` as Jekyll and Hugo have it."""
_IMPOSSIBLE = late(r"[\s\"'<>\\?#%\0-\x20\x7f]")
"""What an address of the site cannot hold."""
_SLUGS = ("slug", "title", "name", "basename", "filename", "slugorfilename", "contentbasename")
KNOWN = "{slug}, {path}, {year}, {month} and {day}"


class Permalink(Struct, frozen=True, kw_only=True):
    """A permalink as it was read."""

    address: str = ""
    """Begins with `/`; empty for one that cannot be read."""
    code: str = ""
    """Of what is wrong with it; empty for nothing."""
    message: str = ""
    fix: str = ""


def permalink(typed: str, *, slug: str, path: str, date: Moment | None) -> Permalink:
    """Return the address that a permalink means, for an entry with this slug, path and date."""
    address = typed
    if "{" in typed or ":" in typed:
        values = _values(slug, path, date)
        unknown = [name for name in map(_name, _PART.finditer(typed)) if name not in values]
        if unknown or "{" in _PART.sub("", typed):
            return _unfilled(typed, unknown, values, dated=date is not None)
        address = _PART.sub(lambda part: values[_name(part)], typed)
    if "%" in address:
        address = _decoded(address)
    if not address.startswith("/") and ":" not in address and "\\" not in address:
        address = _from_the_root(address)
    if not stays_inside(address):
        fix = "begin it with / and leave out `..`, for example permalink: /about-us/"
        return Permalink(code="address-outside", message=f"{typed!r} is not an address inside the site", fix=fix)
    if wrong := _IMPOSSIBLE.search(address):
        sign = "a blank" if wrong[0].isspace() else wrong[0] if wrong[0].isprintable() else "a control character"
        message = f"an address of the site cannot hold {sign}, as {typed!r} does"
        cured = re.sub("-*/-*", "/", re.sub("-+", "-", _IMPOSSIBLE.sub("-", address)))
        return Permalink(code="address-outside", message=message, fix=f"permalink: {cured}")
    return Permalink(address=address)


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


def _unfilled(typed: str, unknown: list[str], values: dict[str, str], *, dated: bool) -> Permalink:
    """Return what is wrong with a pattern; the cure is what is left of it, filled in."""
    filled = _PART.sub(lambda part: values.get(_name(part), ""), typed)
    tidy = re.sub(r"[-_.]+(?=/|$)|(?<=/)[-_.]+|(?<=/)/+", "", filled)
    fix = f"permalink: {tidy}" if values["slug"] in tidy and "{" not in tidy else ""
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
