"""The front page: what is urgent first, and its lists in the order of the menu."""

import re

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


def test_a_short_welcome_is_above_the_events_and_a_long_one_has_a_heading(make_site: MakeSite) -> None:
    home = "---\ntitle: Hello\n---\n"
    site = make_site({**ENTRIES, "content/index.md": f"{home}Come in.\n"})
    above = site.page("index.html").partition("Next events")[0]
    assert "Come in." in above and '<h2 class="unseen">Welcome</h2>' in above
    site.edit("content/index.md", home + "word " * 100).build()
    page = site.page("index.html")
    assert '<h2>Welcome</h2></div><div class="text"><p>word' in page.partition("<aside")[0]
