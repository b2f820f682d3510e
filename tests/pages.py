"""Published pages as browsers read them: links, ids, and what of them leads nowhere or is there twice."""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import lxml.html
from lxml import etree
from msgspec import Struct

HOST = "https://host.test/"
LINKING = ("href", "src", "poster")


class Page(Struct, kw_only=True):
    """One HTML file, read as browsers read it."""

    tree: etree._Element
    errors: list[str]

    def all(self, path: str) -> list[etree._Element]:
        """The elements an XPath finds."""
        return list(self.tree.xpath(path))

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(found) for found in self.tree.xpath("//@id")]

    @property
    def links(self) -> Iterator[str]:
        """Every address the page refers to."""
        for name in LINKING:
            yield from map(str, self.tree.xpath(f"//*[not(self::base)]/@{name}"))


def read(data: bytes) -> Page:
    """Read a page by the standard of HTML, which takes its time, and say where it is not valid."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(data.decode()).getroot()
    return Page(tree=tree, errors=[f"{place}: {code} {about}" for place, code, about in parser.errors])


def skimmed(data: bytes) -> Page:
    """Read a page with the parser of libxml, which is quick and says nothing of what is not valid."""
    return Page(tree=lxml.html.document_fromstring(data.decode()), errors=[])


def target(path: str, link: str) -> str:
    """The file a link leads to, as a host answers it."""
    found = unquote(urlsplit(urljoin(HOST + path, link)).path).lstrip("/")
    return found + "index.html" if not found or found.endswith("/") else found


def dead_links(output: Mapping[str, bytes], pages: Mapping[str, Page]) -> list[tuple[str, str, str]]:
    """Page, link and file of every link inside the site that leads to no file, or to no id of a page."""
    ids = {path: {"top", *page.ids} for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(urljoin(HOST + path, link))
            if parts.netloc != urlsplit(HOST).netloc or parts.scheme not in ("http", "https"):
                continue
            to = target(path, link)
            if to not in output or (parts.fragment and to in ids and unquote(parts.fragment) not in ids[to]):
                found.append((path, link, to))
    return found


def doubled_ids(pages: Mapping[str, Page]) -> dict[str, list[str]]:
    """The ids that are on a page more than once, by page."""
    twice = {
        path: [name for name, count in Counter(page.ids).items() if count > 1] for path, page in pages.items()
    }
    return {path: names for path, names in twice.items() if names}
