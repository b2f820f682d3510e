"""The search page, and what leads to it."""

import pytest

from tests.conftest import SEARCHED, MakeSite

FILES = {
    "site.yaml": SEARCHED,
    "content/posts/2026-01-02-tides.md": "---\ntitle: Tides\ntags: [the sea]\n---\nHigh. [Find more](/search/).\n",
    "content/wiki/harbour.md": "---\ntitle: Harbour\n---\nWater.\n",
    "content/events/fair.md": "---\ntitle: Fair\nstart: 2026-12-05T10:00\n---\nCome.\n",
}


def test_every_page_has_a_field_and_lists_lead_to_the_search_among_their_own_pages(make_site: MakeSite) -> None:
    site = make_site(FILES)

    assert site.codes == []
    for path in ("index.html", "404.html", "blog/tides/index.html", "tags/index.html", "events/2026/index.html"):
        assert 'id="Seek"' in site.page(path), path
    assert 'href="../search/?kind=Post"' in site.page("blog/index.html")
    assert 'href="../search/?kind=Wiki%20page"' in site.page("wiki/index.html")
    assert 'href="../search/?kind=Event"' in site.page("events/index.html")
    assert 'href="../../search/?tag=the%20sea"' in site.page("tags/the-sea/index.html")
    assert 'href="../../search/?kind=Post&amp;year=2026"' in site.page("blog/2026/index.html")


def test_the_page_is_for_readers_and_not_for_search_engines(make_site: MakeSite) -> None:
    site = make_site(FILES)

    assert '<meta name="robots" content="noindex">' in site.page("search/index.html")
    assert "/search/" not in site.page("sitemap.xml")


def test_the_policy_allows_the_search_and_nothing_else_that_is_new(make_site: MakeSite) -> None:
    site = make_site(FILES)
    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; object-src 'none'"
    assert policy in site.page("index.html")

    site.edit("site.yaml", f"{SEARCHED}search: false\n").remove("content/posts/2026-01-02-tides.md").build()
    assert "default-src 'self'; base-uri 'none'; object-src 'none'" in site.page("index.html")


@pytest.mark.parametrize(
    "own",
    [
        {"content/find.md": "---\ntitle: Find\npermalink: /search/\n---\nOurs.\n"},
        {"content/search.md": "---\ntitle: Search\n---\nOurs.\n"},
        {"content/static/search/index.html": "<p>Ours.</p>\n"},
    ],
)
def test_a_page_of_ones_own_takes_its_place(own: dict[str, str], make_site: MakeSite) -> None:
    site = make_site(FILES | own)

    assert site.codes == []
    assert "Ours." in site.page("search/index.html")
    assert "search/pagefind/index.json" in site.output
