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


def parts(site: Site) -> list[str]:
    return [path for path in site.output if path.startswith("sitemap-")]


def test_a_large_site_has_its_sitemap_in_parts(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"content/wiki/{number}.md": f"# Page {number}\n" for number in range(7)}
    whole = list(lines(make_site(pages)))
    assert parts(make_site(pages)) == []

    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 4)
    site = make_site(pages)

    assert parts(site) == [f"sitemap-{number}.xml" for number in range(1, -(-len(whole) // 4) + 1)]
    assert list(lines(site)) == [f"https://hub.example/{part}" for part in parts(site)]
    shares = [list(lines(site, part)) for part in parts(site)]
    assert {len(share) for share in shares[:-1]} == {4}
    assert [line for share in shares for line in share] == whole


def test_pages_that_come_of_entries_count_as_well(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 10)
    tags = ", ".join(f"tag{number}" for number in range(25))

    site = make_site({"content/wiki/a.md": f"---\ntitle: A\ntags: [{tags}]\n---\n"})

    shares = [lines(site, part) for part in parts(site)]
    assert len(shares) == 3
    assert all(len(share) <= 10 for share in shares)
    assert site.edit("content/wiki/a.md", "# A\n").build().output == site.clean_build().output
    assert parts(site) == []


def test_no_file_is_larger_than_the_protocol_allows(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_BYTES", 5000)
    pages = {f"content/wiki/{'街' * 40}{number}.md": f"# Page {number}\n" for number in range(7)}

    site = make_site(pages | {"content/wiki/b.md": "# B\n"})

    assert len(parts(site)) > 1
    assert all(len(site.output[part]) <= 5000 for part in parts(site))
    assert len({line for part in parts(site) for line in lines(site, part)}) == 11


def test_a_translated_page_names_each_of_its_languages(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    translation = "---\ntitle: Seite {0}\nlang: de\ntranslation_of: Page {0}\n---\n"
    pages = {f"content/wiki/{number}.md": f"# Page {number}\n" for number in range(6)}
    pages |= {f"content/wiki/de-{number}.md": translation.format(number) for number in range(6)}
    site = make_site(pages)

    root = etree.fromstring(site.output["sitemap.xml"])
    found = {
        line.findtext("s:loc", namespaces=NAMES): [
            (each.get("rel"), each.get("hreflang"), each.get("href"))
            for each in line.findall("{http://www.w3.org/1999/xhtml}link")
        ]
        for line in root
    }
    original, german = "https://hub.example/wiki/1/", "https://hub.example/wiki/de-1/"
    named = [("x-default", original), ("en", original), ("de", german)]
    assert found[original] == found[german] == [("alternate", tag, address) for tag, address in named]
    assert found["https://hub.example/wiki/"] == []

    monkeypatch.setattr(sitemap, "MOST_BYTES", 5000)
    site = make_site(pages)
    assert len(parts(site)) > 1
    assert all(len(site.output[part]) <= 5000 for part in parts(site))
    edited = translation.format(1).replace("lang: de", "lang: fr")
    assert site.edit("content/wiki/de-1.md", edited).build().made == site.clean_build().made
