"""sitemap.xml for search engines, in parts where one file may not hold all pages, and robots.txt beside it."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.contract import Output, View
from sitegen.urls import output_path

ENTRIES_A_PART = 20_000
"""A file may hold 50,000 addresses (sitemaps.org). Pages are counted only once all targets are named, so parts
are made for entries, with room for the lists, tags and months that come of them."""

Line = tuple[str, str]
"""The address of a page, and when it last changed (empty: not known)."""


def targets(site: Site) -> Iterable[Target]:
    """Name robots.txt, unless the site brings its own, the sitemap, and its parts if it needs any.

    The subject of a part is its number and the count of parts.
    """
    if address_book.ROBOTS not in site.files:
        yield Target(path=output_path(address_book.ROBOTS), output="sitemap", phase="index")
    parts = -(-len(site.permalinks) // ENTRIES_A_PART)
    yield Target(path=output_path(address_book.SITEMAP), output="sitemap", subject=(0, parts), phase="index")
    if parts > 1:
        for part in range(1, parts + 1):
            yield Target(
                path=output_path(address_book.sitemap_part(part)),
                output="sitemap",
                subject=(part, parts),
                phase="index",
            )


def render(target: Target, view: View) -> str:
    """Write robots.txt, all pages, a share of them, or the list of the shares."""
    if not target.subject:
        return f"User-agent: *\nAllow: /\n\nSitemap: {marked_address(address_book.SITEMAP)}\n"
    part, parts = target.subject
    if parts > 1 and not part:
        return _write(
            "sitemapindex", "sitemap", [(address_book.sitemap_part(number), "") for number in range(1, parts + 1)]
        )
    lines: tuple[Line, ...] = view.ask("plan")
    if part:
        share = -(-len(lines) // parts)
        lines = lines[(part - 1) * share : part * share]
    return _write("urlset", "url", lines)


def _write(root: str, item: str, lines: Iterable[Line]) -> str:
    """Write a sitemap, or a list of sitemaps."""
    written = ET.Element(root, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for address, changed in lines:
        line = ET.SubElement(written, item)
        ET.SubElement(line, "loc").text = marked_address(address)
        if changed:
            ET.SubElement(line, "lastmod").text = changed
    ET.indent(written)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(written, encoding="unicode") + "\n"


SITEMAP = Output(name="sitemap", targets=targets, render=render)
