"""The addresses that Hugo gives (https://gohugo.io/content-management/urls/)."""

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from sitegen.importers.websites.dates import MONTHS, OldMoment

_TOKEN = re.compile(r":([a-z]+)(?:\[([^\]]*)\])?")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_FILE = re.compile(r"\.(?:html?|xml|txt|json|php|aspx?|pdf)$", re.IGNORECASE)
"""The end of an address that is a file."""
_KEPT = frozenset("./\\_#+~-@")


def sanitized(path: str, *, lower: bool = True) -> str:
    """Return a path with hyphens for blanks and without the signs that Hugo keeps out of addresses."""
    out: list[str] = []
    pending = was_hyphen = False
    for place, sign in enumerate(path):
        if _is_kept(path, place, sign):
            was_hyphen = sign == "-"
            if pending:
                if not was_hyphen:
                    out.append("-")
                pending = False
            out.append(sign)
        elif out and not was_hyphen and sign.isspace():
            pending = True
    found = "".join(out)
    return found.lower() if lower else found


def filled(
    pattern: str,
    *,
    date: OldMoment | None,
    sections: tuple[str, ...],
    title: str,
    slug: str,
    filename: str,
    lower: bool = True,
) -> str:
    """Return a pattern with its tokens filled in; one that is not known stays."""
    day = date.local if date else None
    named = {
        "year": f"{day:%Y}" if day else "0001",
        "month": f"{day:%m}" if day else "01",
        "monthname": MONTHS[day.month - 1] if day else "January",
        "day": f"{day:%d}" if day else "01",
        "weekday": str(day.isoweekday() % 7) if day else "1",
        "weekdayname": _DAYS[day.isoweekday() % 7] if day else "Monday",
        "yearday": str(day.timetuple().tm_yday) if day else "1",
        "section": sections[0] if sections else "",
        "sectionslug": sections[0] if sections else "",
        "title": sanitized(title, lower=lower),
        "slug": sanitized(slug or title, lower=lower),
        "slugorfilename": sanitized(slug or filename, lower=lower),
        "slugorcontentbasename": sanitized(slug or filename, lower=lower),
        "filename": sanitized(filename, lower=lower),
        "contentbasename": sanitized(filename, lower=lower),
    }

    def value(found: re.Match[str]) -> str:
        if found[1] in ("sections", "sectionslugs"):
            return "/".join(_part(sections, found[2]))
        return named.get(found[1], found[0])

    found = sanitized(_TOKEN.sub(value, pattern), lower=lower).replace("#", "")
    return rooted(found)


def rooted(path: str) -> str:
    """Return a path from the root, without repeated slashes and steps up."""
    if "%" in path:  # a name from WordPress may be encoded
        path = sanitized(unquote(path), lower=path == path.lower())
    end = "/" if path.endswith("/") and path.strip("/") else ""
    return "/" + posixpath.normpath(f"/{path}").lstrip("/") + end


def as_folder(path: str, *, ugly: bool) -> str:
    """Return an address for a path: a folder, or a file for a site with such addresses."""
    path = rooted(path).rstrip("/") or "/"
    if path == "/":
        return path
    return f"{path}.html" if ugly else f"{path}/"


def from_pattern(address: str, *, ugly: bool) -> str:
    """Return the address that a filled pattern, or the field `url`, gives."""
    if address.endswith("/"):
        return f"{address.rstrip('/')}.html" if ugly and address != "/" else address
    if _FILE.search(address):
        return address
    return f"{address}.html" if ugly else f"{address}/"


def _part(sections: tuple[str, ...], which: str | None) -> tuple[str, ...]:
    """Return a part of the sections: all, `last`, one by its number, or a range such as `1:` and `:last`."""
    if not which:
        return sections
    first, sign, last = which.partition(":")
    length = len(sections)

    def place(name: str, otherwise: int) -> int:
        return max(length - 1, 0) if name == "last" else int(name) if name.isdigit() else otherwise

    if not sign:
        return sections[place(first, 0) :][:1]
    return sections[place(first, 0) : place(last, length)]


def _is_kept(path: str, place: int, sign: str) -> bool:
    if sign in _KEPT or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nd":
        return True
    return sign == "%" and bool(re.match(r"[0-9a-fA-F]{2}", path[place + 1 : place + 3]))
