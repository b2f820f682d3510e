"""sitemap.xml for search engines, in parts where one file may not hold all pages, and robots.txt beside it."""

from collections.abc import Iterable, Mapping, Sequence

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.contract import Output, View
from sitegen.urls import address_of, output_path

MOST_ADDRESSES = 50_000
"""The number of addresses that a file may hold, and of parts that the list of them may (sitemaps.org)."""
MOST_BYTES = 50 * 1024 * 1024
"""The size that a file may have (sitemaps.org)."""

_AROUND = 150
"""Bytes of a line without its address, which are its tags and the last change; and of what is around all lines."""
_QUOTED = 9
"""The most bytes that a character of an address is written with: three, each percent-encoded."""

Line = tuple[str, str]
"""The address of a page, and when it last changed (empty: not known)."""


def targets(site: Site) -> Iterable[Target]:
    """Name robots.txt, unless the site brings its own."""
    if address_book.ROBOTS not in site.files:
        yield Target(path=output_path(address_book.ROBOTS), output="sitemap", phase="index")


def after_all(site: Site, planned: Mapping[str, Target]) -> Iterable[Target]:
    """Name the sitemap, and its parts if it needs any. The subject is the number of a part and their count."""
    base = site.config.base
    parts = 1
    if len(planned) > MOST_ADDRESSES or _bytes(sum(map(len, planned)), len(planned), base) > MOST_BYTES:
        pages = sorted(path for path, each in planned.items() if path.endswith(".html") and each.indexed)
        parts = len(_shares([*map(address_of, pages)], base))
    yield Target(path=output_path(address_book.SITEMAP), output="sitemap", subject=(0, parts), phase="index")
    if parts > 1:
        for part in range(1, parts + 1):
            path = output_path(address_book.sitemap_part(part))
            yield Target(path=path, output="sitemap", subject=(part, parts), phase="index")


def render(target: Target, view: View) -> str:
    """Write robots.txt, all pages, a share of them, or the list of the shares."""
    if not target.subject:
        return f"User-agent: *\nAllow: /\n\nSitemap: {marked_address(address_book.SITEMAP)}\n"
    part, parts = target.subject
    if parts > 1 and not part:
        shares = ((address_book.sitemap_part(number), "") for number in range(1, parts + 1))
        return _written("sitemapindex", "sitemap", shares)
    lines: tuple[Line, ...] = view.ask("plan")
    if part:
        lines = lines[_shares([address for address, _ in lines], view.base())[part - 1]]
    return _written("urlset", "url", lines)


def _shares(addresses: Sequence[str], base: str) -> list[slice]:
    """Return which of the addresses each part has: as many as a file may hold."""
    shares, start, size = [], 0, _AROUND
    for place, address in enumerate(addresses):
        line = _bytes(len(address), 1, base)
        if place - start == MOST_ADDRESSES or size + line > MOST_BYTES:
            shares.append(slice(start, place))
            start, size = place, _AROUND
        size += line
    return [*shares, slice(start, len(addresses))]


def _bytes(characters: int, lines: int, base: str) -> int:
    """Return at most how many bytes lines with so many characters of addresses are."""
    return characters * _QUOTED + lines * (_AROUND + len(base))


def _written(root: str, item: str, lines: Iterable[Line]) -> str:
    """Return a sitemap, or a list of sitemaps."""
    written = "".join(_line(item, address, changed) for address, changed in lines)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{written}</{root}>\n'
    )


def _line(item: str, address: str, changed: str) -> str:
    place = marked_address(address.replace("&", "&amp;") if "&" in address else address)
    last = f"    <lastmod>{changed}</lastmod>\n" if changed else ""
    return f"  <{item}>\n    <loc>{place}</loc>\n{last}  </{item}>\n"


SITEMAP = Output(name="sitemap", targets=targets, after_all=after_all, render=render)
