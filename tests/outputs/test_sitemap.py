"""The sitemap names every page that search engines should find, and robots.txt names the sitemap."""

import pytest
from lxml import etree

from sitegen.outputs import sitemap
from tests.conftest import MakeSite, Site

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def lines(site: Site, path: str = "sitemap.xml") -> dict[str, str | None]:
    """Return every address of a sitemap with the date of its last change."""
    root = etree.fromstring(site.output[path])
    return {
        line.findtext("s:loc", namespaces=NAMES): line.findtext("s:lastmod", namespaces=NAMES) for line in root
    }


def test_every_page_is_named_but_redirects_and_the_page_for_what_is_not_found(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ntags: [maps]\naliases: /old/\n---\n",
            "content/about.md": "# About\n",
            "content/events/e.md": "---\ntitle: E\nstart: 2026-12-01\n---\n",
        }
    )

    pages = {path.removesuffix("index.html") for path in site.output if path.endswith(".html")}
    expected = {f"https://hub.example/{page}" for page in pages - {"404.html", "old/"}}
    assert "old/index.html" in site.output
    assert set(lines(site)) == expected


def test_an_entry_tells_when_it_last_changed(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\nupdated: 2026-02-03\n---\n",
            "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-02\n---\n",
            "content/about.md": "# About\n",
        }
    )

    found = lines(site)
    assert found["https://hub.example/blog/a/"] == "2026-02-03"
    assert found["https://hub.example/blog/b/"] == "2026-01-02"
    assert found["https://hub.example/about/"] is None


def test_addresses_are_absolute_and_escaped(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": "title: A hub\nurl: https://hub.example/base/\n",
            "content/wiki/街.md": "# Page\n",
            "content/about.md": "---\npermalink: /q&a/\n---\n# About\n",
        }
    )

    found = lines(site)
    assert "https://hub.example/base/wiki/%E8%A1%97/" in found
    assert "https://hub.example/base/q&a/" in found
    assert site.page("robots.txt").splitlines()[-1] == "Sitemap: https://hub.example/base/sitemap.xml"


def test_a_large_site_has_its_sitemap_in_parts(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"content/wiki/{number}.md": f"# Page {number}\n" for number in range(7)}
    whole = set(lines(make_site(pages)))

    monkeypatch.setattr(sitemap, "ENTRIES_A_PART", 3)
    site = make_site(pages)

    parts = [path for path in site.output if path.startswith("sitemap-")]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert set(lines(site)) == {f"https://hub.example/{part}" for part in parts}
    shares = [set(lines(site, part)) for part in parts]
    assert sum(map(len, shares)) == len(whole)
    assert set().union(*shares) == whole
