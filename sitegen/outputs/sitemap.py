"""sitemap.xml for search engines, in parts where one file may not hold all pages, and robots.txt beside it."""

from collections.abc import Iterable, Mapping, Sequence

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import address_of, output_path

MOST_ADDRESSES = 50_000
"""The number of addresses that a file may hold, and of parts that the list of them may (sitemaps.org)."""
MOST_BYTES = 50 * 1024 * 1024
"""The size that a file may have (sitemaps.org)."""

ROBOTS = "robots"
"""The first item of the subject of robots.txt."""
_AROUND = 150
"""Bytes of a line without its address, which are its tags and the last change; and of what is around all lines."""
_ALTERNATE = 70
"""Bytes of the line for one language without its address, with the longest language tag that is in use."""
_QUOTED = 9
"""The most bytes that a character of an address is written with: three, each percent-encoded."""

Line = tuple[str, str]
"""The address of a page, and when it last changed (empty: not known)."""
Alternates = Mapping[str, Sequence[tuple[str, str]]]
"""The address of a page -> the languages that it can be read in, each with its address, the original first."""


def targets(site: Site) -> Iterable[Target]:
    """Name robots.txt, unless the site brings its own, which is for the public build alone.

    The subject says whether search engines are allowed.
    """
    if site.config.internal or address_book.ROBOTS not in site.files:
        allowed = not site.config.internal
        path = output_path(address_book.ROBOTS)
        yield Target(path=path, output="sitemap", subject=(ROBOTS, allowed), phase="index")


def after_all(site: Site, planned: Mapping[str, Target]) -> Iterable[Target]:
    """Name the sitemap, and its parts if it needs any; search engines are to know no page of an internal build.

    The subject is the number of a part and their count.
    """
    if site.config.internal:
        return
    base = site.config.base
    others = alternates(site)
    size = _bytes(sum(map(len, planned)), len(planned), base) + sum(
        _spoken(each, base) for each in others.values()
    )
    parts = 1
    if len(planned) > MOST_ADDRESSES or size > MOST_BYTES:
        pages = sorted(path for path, each in planned.items() if path.endswith(".html") and each.indexed)
        parts = len(_shares([*map(address_of, pages)], base, others))
    yield Target(path=output_path(address_book.SITEMAP), output="sitemap", subject=(0, parts), phase="index")
    if parts > 1:
        for part in range(1, parts + 1):
            path = output_path(address_book.sitemap_part(part))
            yield Target(path=path, output="sitemap", subject=(part, parts), phase="index")


def render(target: Target, view: View) -> str:
    """Write robots.txt, all pages, a share of them, or the list of the shares."""
    if target.subject == (ROBOTS, False):
        return "User-agent: *\nDisallow: /\n"
    if target.subject == (ROBOTS, True):
        return f"User-agent: *\nAllow: /\n\nSitemap: {marked_address(address_book.SITEMAP)}\n"
    part, parts = target.subject
    if parts > 1 and not part:
        shares = ((address_book.sitemap_part(number), "") for number in range(1, parts + 1))
        return _written("sitemapindex", "sitemap", shares, {})
    lines: tuple[Line, ...] = view.ask("plan")
    others: Alternates = view.alternates()
    if part:
        lines = lines[_shares([address for address, _ in lines], view.base(), others)[part - 1]]
    return _written("urlset", "url", lines, others)


def _shares(addresses: Sequence[str], base: str, others: Alternates) -> list[slice]:
    """Return which of the addresses each part has: as many as a file may hold."""
    shares, start, size = [], 0, _AROUND
    for place, address in enumerate(addresses):
        line = _bytes(len(address), 1, base) + _spoken(others.get(address, ()), base)
        if place - start == MOST_ADDRESSES or size + line > MOST_BYTES:
            shares.append(slice(start, place))
            start, size = place, _AROUND
        size += line
    return [*shares, slice(start, len(addresses))]


def _bytes(characters: int, lines: int, base: str) -> int:
    """Return at most how many bytes lines with so many characters of addresses are."""
    return characters * _QUOTED + lines * (_AROUND + len(base))


def _spoken(alternates: Sequence[tuple[str, str]], base: str) -> int:
    """Return at most how many bytes the lines for the languages of a page are, the original's twice."""
    addresses = [address for _, address in (*alternates[:1], *alternates)]
    return sum(len(address) * _QUOTED + _ALTERNATE + len(base) for address in addresses)


def _written(root: str, item: str, lines: Iterable[Line], alternates: Alternates) -> str:
    """Return a sitemap, or a list of sitemaps."""
    written = "".join(_line(item, address, changed, alternates.get(address, ())) for address, changed in lines)
    spoken = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if alternates else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{spoken}>\n{written}</{root}>\n'
    )


def _line(item: str, address: str, changed: str, alternates: Sequence[tuple[str, str]]) -> str:
    last = f"    <lastmod>{changed}</lastmod>\n" if changed else ""
    first = [("x-default", to) for _, to in alternates[:1]]
    others = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href="{_place(to)}"/>\n'
        for language, to in (*first, *alternates)
    )
    return f"  <{item}>\n    <loc>{_place(address)}</loc>\n{last}{others}  </{item}>\n"


def _place(address: str) -> str:
    return marked_address(address.replace("&", "&amp;") if "&" in address else address)


def alternates(site: Site) -> Alternates:
    """Return what each translated entry can be read in, as the pages themselves name it to search engines."""
    found = {}
    for key, group in site.translations.items():
        if key in site.permalinks:
            found[site.permalinks[key]] = tuple((each.language, site.permalinks[each.key]) for each in group)
    return found


SITEMAP = Output(
    name="sitemap",
    targets=targets,
    after_all=after_all,
    render=render,
    questions=(Question("alternates", alternates),),
)
