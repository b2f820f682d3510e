"""The page that explains feeds and calendars: what it lists, and where it gives way."""

import re

import pytest
from lxml import etree

from sitegen.urls import output_path
from tests.conftest import MakeSite, Site

FILES = {
    "site.yaml": "title: A hub\nurl: https://hub.example/base/\nhistory: false\ntimezone: UTC\n",
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ntags: [maps, plans]\n---\n",
    "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-02\nlang: de\ntranslation_of: A\n---\n",
    "content/events/e.md": "---\ntitle: E\ndate: 2026-01-03\nstart: 2026-12-01 10:00\ntags: [maps]\n---\n",
    "content/wiki/w.md": "---\ntitle: W\ndate: 2026-01-03\n---\n",
}


def linked(site: Site, path: str = "subscribe/index.html") -> set[str]:
    """Return the files of the site that the main part of a page links to."""
    found = etree.HTML(site.output[path]).xpath("//main//a/@href")
    return {output_path(link.removeprefix("..")) for link in found if link.startswith("../")}


def pages(site: Site) -> set[str]:
    return {path for path in site.output if path.endswith(".html")}


def test_the_page_lists_all_feeds_and_calendars_that_the_site_has(make_site: MakeSite) -> None:
    site = make_site(FILES)

    followed = {
        path for path in site.output if path.endswith(("feed.xml", "feed.json", "calendar.ics", "deadlines.ics"))
    }
    assert {
        "feed.xml",
        "blog/feed.json",
        "de/feed.xml",
        "tags/maps/feed.xml",
        "tags/maps/calendar.ics",
    } <= followed
    spared = {path for path in followed if path.startswith("tags/") and path.endswith(".json")}
    spared |= {path for path in followed if re.search(r"/\d{4}/\d\d/|^stakeholders/", path)}
    assert linked(site) - pages(site) == followed - spared


def test_every_link_of_the_page_leads_to_something(make_site: MakeSite) -> None:
    site = make_site(
        FILES | {"site.yaml": FILES["site.yaml"].replace("history: false\n", "feeds: [post, wiki, page]\n")}
    )

    assert linked(site) <= site.output.keys()
    assert "wiki/feed.xml" in linked(site)


def test_without_dates_nothing_is_said_of_calendars(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": FILES["content/posts/a.md"]})

    assert not any(path.endswith(".ics") for path in linked(site))
    assert "<aside" not in site.page("subscribe/index.html")
    assert site.codes == []


def test_the_foot_of_each_page_leads_there(make_site: MakeSite) -> None:
    site = make_site(FILES)

    for path, data in site.output.items():
        if path.endswith(".html"):
            links = etree.HTML(data).xpath("//footer//a[.='Feeds and calendars' or .='Feeds und Kalender']/@href")
            at_home = path == "subscribe/index.html"
            assert [link.endswith("./" if at_home else "subscribe/") for link in links] == [True], path


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("content/subscribe.md", "# Our newsletter\n", "Our newsletter"),
        ("content/about.md", "---\ntitle: About\naliases: /subscribe/\n---\n", 'http-equiv="refresh"'),
        ("content/static/subscribe/index.html", "mine", "mine"),
        ("content/subscribe.md", "---\ntitle: Gone\ngone: true\n---\n", "This page is gone"),
    ],
)
def test_what_the_site_has_of_its_own_at_that_address_stays(
    make_site: MakeSite, path: str, text: str, shown: str
) -> None:
    site = make_site(FILES | {path: text})

    assert shown in site.page("subscribe/index.html")
    assert site.codes == []


def test_the_page_speaks_the_language_of_the_site(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": FILES["site.yaml"] + "language: fr\n"})

    page = site.page("subscribe/index.html")
    assert "<h1>Flux et calendriers</h1>" in page
    assert "Un flux est la liste" in page
    assert "<p>Chaque mot-clé a son propre flux" in page


def test_a_new_tag_is_on_the_page_of_the_next_build(make_site: MakeSite) -> None:
    site = make_site(FILES)

    site.edit("content/wiki/w.md", "---\ntitle: W\ndate: 2026-01-03\ntags: [boats]\n---\n").build()

    assert "tags/boats/feed.xml" in linked(site)
    assert site.output == site.clean_build().output


def test_an_address_is_in_words_once_and_behind_a_button_everywhere(make_site: MakeSite) -> None:
    site = make_site(FILES)

    page = etree.HTML(site.output["subscribe/index.html"])
    assert [link.text for link in page.xpath("//main//a") if "://" in (link.text or "")] == [
        "https://hub.example/base/feed.xml"
    ]
    copied = [page.xpath("//a[@id=$id]/@href", id=id) for id in page.xpath("//button/@data-copy")]
    assert [[*found] for found in copied][:2] == [["../events/calendar.ics"], ["../feed.xml"]]
    assert all(len(found) == 1 for found in copied)


@pytest.mark.parametrize(("digest", "link"), [("true", ["2026-01"]), ("false", [])])
def test_the_last_digest_is_named_where_there_are_digests(
    make_site: MakeSite, digest: str, link: list[str]
) -> None:
    site = make_site(FILES | {"site.yaml": FILES["site.yaml"] + f"digest: {digest}\n"})

    found = [path for path in sorted(linked(site)) if path.startswith("digest/2")]
    assert [path.removesuffix("/index.html").removeprefix("digest/").replace("/", "-") for path in found] == link
