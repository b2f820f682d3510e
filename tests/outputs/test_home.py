"""The front page: what is urgent first, and its lists in the order of the menu."""

import re

from lxml import html

from sitegen.outputs.home import HOME
from tests.conftest import SITE_YAML, MakeSite

LAYOUT = {"layouts/home.html": "{{ entry.title if entry else site.title }}"}


def test_the_front_page_needs_no_file_of_its_own(make_site: MakeSite) -> None:
    site = make_site({**LAYOUT, "content/about.md": "# About\n"}, outputs=(HOME,))
    assert site.page("index.html") == "A hub"


def test_an_index_file_heads_the_front_page(make_site: MakeSite) -> None:
    site = make_site({**LAYOUT, "content/index.md": "---\ntitle: Welcome\n---\n"}, outputs=(HOME,))
    assert site.page("index.html") == "Welcome"


ENTRIES = {
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n",
    "content/wiki/b.md": "---\ntitle: B\n---\nText.\n",
    "content/events/c.md": "---\ntitle: C\nstart: 2026-12-24\n---\nText.\n",
}


def library(page: str) -> list[str]:
    """Return the lists of the library, in their order."""
    found = re.search(r'<ul class="index">(.*?)</ul>', page, re.DOTALL)
    assert found
    return re.findall(r">([^<]+)</a><b>", found[1])


def test_the_lists_are_in_the_order_of_the_menu_and_the_others_after_them(make_site: MakeSite) -> None:
    site = make_site(
        {**ENTRIES, "site.yaml": f"{SITE_YAML}menu: [/wiki/, /about/, /blog/]\nchecks: {{broken-link: off}}\n"}
    )
    assert library(site.page("index.html")) == ["Wiki", "Blog", "Events"]
    site.edit("site.yaml", SITE_YAML).build()
    assert library(site.page("index.html")) == ["Blog", "Wiki", "Events"]


def test_a_short_welcome_is_in_the_band_and_a_long_one_a_section_with_a_heading(make_site: MakeSite) -> None:
    home = "---\ntitle: Hello\n---\n"
    site = make_site({**ENTRIES, "content/index.md": f"{home}Come in.\n"})
    band = site.page("index.html").partition("<main")[2].partition("<img")[0]
    assert "<p>Come in.</p>" in band
    site.edit("content/index.md", home + "word " * 100).build()
    page = site.page("index.html").partition("<main")[2]
    assert "word" not in page.partition("<img")[0]
    assert '<h2>Welcome</h2></div><div class="text"><p>word' in page.partition("Next events")[0]


def test_posts_are_beside_the_events_and_across_the_page_where_there_are_none(make_site: MakeSite) -> None:
    site = make_site(ENTRIES)
    page = html.fromstring(site.page("index.html"))
    headings = [heading.text for heading in page.xpath("//main//h2")]
    assert headings == ["Next events", "Latest posts", "The library", "Recently changed"]
    assert page.xpath("//aside//h2/text()") == ["Latest posts"]
    (site.root / "content/events/c.md").unlink()
    page = html.fromstring(site.build().page("index.html"))
    assert [heading.text for heading in page.xpath("//main//h2")] == headings[1:]
    assert page.xpath("//aside") == []
