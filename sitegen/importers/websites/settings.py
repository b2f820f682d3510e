"""The site.yaml of a site that comes from another generator."""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from sitegen.importers.entry import scalar


class Settings(Struct, frozen=True, kw_only=True):
    """What an old site says about itself."""

    source: str
    """The file that says it."""
    title: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    zone: str = ""
    contact: str = ""
    flavour: str = ""
    maths: bool = False
    """Whether what is between dollars is a formula."""
    menu: tuple[tuple[str, str], ...] = ()
    """Addresses and words of its menu."""
    per_page: str = ""
    """How many posts a page of its blog has."""


def site_yaml(settings: Settings) -> str:
    """Return the text of site.yaml."""
    url = settings.url if _is_address(settings.url) else "https://example.org/"
    lines = [f"# made of {settings.source}; importing again never changes this file"]
    lines += [f"title: {_quoted(settings.title or 'Our site')}", f"url: {url.rstrip('/')}/"]
    if not _is_address(settings.url):
        lines[-1] += "  # put the address of the site here"
    if language := language_tag(settings.language):
        lines.append(f"language: {language}")
    if settings.zone in available_timezones() and ZoneInfo(settings.zone):
        lines.append(f"timezone: {settings.zone}")
    if settings.description:
        lines.append(f"description: {_quoted(settings.description)}")
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", settings.contact):
        lines.append(f"contact: {settings.contact}")
    if settings.per_page.isascii() and settings.per_page.isdigit() and 1 <= int(settings.per_page) <= 1000:
        lines.append(f"per_page: {int(settings.per_page)}")
    if settings.menu:
        lines.append("menu:")
        for to, words in settings.menu:
            lines += [f"  - to: {scalar(to)}", f"    text: {_quoted(words)}"]
    lines += ["markdown:", *([f"  flavour: {settings.flavour}"] if settings.flavour else ()), "  smart: true"]
    lines += ["  maths: true"] if settings.maths else []
    lines += [
        "checks:  # links that were broken before the site came here stop no build; take these out in time",
        "  broken-link: warning",
        "  broken-anchor: warning",
    ]
    return "\n".join(lines) + "\n"


def with_fields(settings: str, names: Iterable[str]) -> str:
    """Return the text of a new site.yaml with the front matter fields that stay for layouts."""
    listed = ", ".join(name if re.fullmatch(r"[A-Za-z][\w-]*", name) else json.dumps(name) for name in names)
    return f"{settings}fields: [{listed}]\n" if listed else settings


def language_tag(name: str) -> str:
    """Return the language that a name such as `en_us` or `zh-Hant` means, as RFC 5646 writes it; "" for none."""
    found = re.match(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?![A-Za-z])", name)
    if found is None:
        return ""
    script, region = found[2] and found[2].capitalize(), found[3] and found[3].upper()
    return "-".join(filter(None, (found[1].lower(), script, region)))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(re.fullmatch(r"[\w.-]+\.\w+", parts.hostname or ""))
        and not parts.query
    )


def _quoted(text: str) -> str:
    return scalar(" ".join(text.split()))
