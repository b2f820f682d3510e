"""JSON Feeds: one beside each Atom feed, with the same entries, and announced where it belongs."""

from typing import Any

import feedparser
import pytest
from lxml import etree

from sitegen.urls import output_path
from tests.conftest import MakeSite, Site
from tests.outputs import json_feed_1_1


def entry(title: str, *lines: str, body: str = "Some words.") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", body, ""))


def feed(site: Site, path: str = "feed.json") -> dict[str, Any]:
    return json_feed_1_1.read(site.output[path])


def announced(site: Site, path: str, form: str = "application/feed+json") -> list[str]:
    """Return the paths of the feeds that the head of a page names, in its order."""
    links = etree.HTML(site.output[path]).xpath(f"//head/link[@rel='alternate'][@type='{form}']/@href")
    folder = path.rpartition("/")[0]
    return [output_path("/" + _joined(folder, link)) for link in links]


def _joined(folder: str, link: str) -> str:
    steps = folder.split("/") if folder else []
    for step in link.split("/"):
        steps = steps[:-1] if step == ".." else steps if step in (".", "") else [*steps, step]
    return "/".join(steps)


MIXED = {
    "site.yaml": "title: A & <hub>\nurl: https://hub.example/base/\nlanguage: en\ndescription: What it is for.\n",
    "content/posts/a.md": entry(
        '"Fish & \\"chips\\""',
        "date: 2026-01-01",
        "updated: 2026-02-01",
        "tags: [maps, 'a \\ b']",
        "authors: [Ada Lane, Someone]",
        body="[[Other]], [up](#up), ![Map](map.svg), <b>bold</b> \\\\ and &amp; — 街 😀 &#7;\n\n"
        "## Up\n\nText[^1].\n\n[^1]: Note.",
    ),
    "content/posts/map.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>",
    "content/posts/b.md": entry("B", "date: 2026-03-01", body=""),
    "content/wiki/other.md": entry("Other", "date: 2026-01-03", "tags: [maps]"),
    "content/stakeholders/ada.md": entry("Ada Lane", "type: person"),
    "content/events/e.md": entry("Event", "date: 2026-01-05", "start: 2026-12-01 10:00", "tags: [maps]"),
    "content/documents/d.md": entry("Paper", "date: 2026-01-06", "type: report"),
}


def test_beside_each_atom_feed_there_is_one_with_the_same_entries(make_site: MakeSite) -> None:
    site = make_site(MIXED)

    paths = [path for path in site.output if path.endswith("feed.xml")]
    assert len(paths) == 7
    for path in paths:
        atom = feedparser.parse(site.output[path])
        found = feed(site, path.replace(".xml", ".json"))
        assert found["title"] == atom.feed.title
        assert found["home_page_url"] == atom.feed.link
        assert found["feed_url"] == f"https://hub.example/base/{path.replace('.xml', '.json')}"
        assert found["language"] == "en"
        assert [
            (
                item["id"],
                item["url"],
                item["title"],
                item["content_html"].strip(),
                item.get("date_published"),
                item["date_modified"],
                item.get("tags", []),
                [author["name"] for author in item.get("authors", found["authors"])],
            )
            for item in found["items"]
        ] == [
            (
                each.id,
                each.link,
                each.title,
                etree.fromstring(site.output[path])
                .xpath(
                    "//*[local-name()='entry'][*[local-name()='id']=$id]/*[local-name()='content']", id=each.id
                )[0]
                .xpath("string()")
                .strip(),
                each.get("published"),
                each.updated,
                [tag.term for tag in each.get("tags", [])],
                [
                    author["name"]
                    for author in each.get("authors", [{"name": atom.feed.author}])
                    if "name" in author
                ],
            )
            for each in atom.entries
        ]


def test_addresses_are_absolute_in_links_and_in_texts(make_site: MakeSite) -> None:
    site = make_site(MIXED)

    (found,) = (item for item in feed(site)["items"] if item["url"].endswith("/a/"))
    addresses = etree.HTML(found["content_html"]).xpath("//@href | //@src")
    here = "https://hub.example/base/blog/a/"
    assert found["url"] == here
    assert {f"{here}#up", f"{here}map.svg", "https://hub.example/base/wiki/other/"} <= set(addresses)
    assert all(address.startswith("https://hub.example/base/") for address in addresses)
    assert {"name": "Ada Lane", "url": "https://hub.example/base/stakeholders/ada/"} in found["authors"]
    assert "\x02" not in site.output["feed.json"].decode()


def test_an_empty_site_has_a_feed_without_items(make_site: MakeSite) -> None:
    assert feed(make_site({"content/about.md": "# About\n"}))["items"] == []


def test_every_page_announces_the_feed_of_the_site_and_its_own_and_no_other(make_site: MakeSite) -> None:
    pages = {
        f"content/posts/{number}.md": entry(f"P{number}", f"date: 2026-04-0{number}") for number in range(1, 4)
    }
    settings = MIXED["site.yaml"] + "per_page: 2\n"
    site = make_site(MIXED | pages | {"site.yaml": settings, "content/about.md": "# About\n"})
    own = {
        "blog/index.html": "blog/feed",
        "blog/page/2/index.html": "blog/feed",
        "blog/page/3/index.html": "blog/feed",
        "documents/index.html": "documents/feed",
        "events/index.html": "events/feed",
        "tags/maps/index.html": "tags/maps/feed",
        "tags/a-b/index.html": "tags/a-b/feed",
        "stakeholders/ada/index.html": "stakeholders/ada/feed",
    }

    for path in site.output:
        if path.endswith(".html") and path != "404.html":
            named = ["feed", own[path]] if path in own else ["feed"]
            assert announced(site, path) == [f"{each}.json" for each in named], path
            assert announced(site, path, "application/atom+xml") == [f"{each}.xml" for each in named], path
    assert own.keys() <= site.output.keys()


def test_titles_tell_the_two_forms_apart(make_site: MakeSite) -> None:
    site = make_site(MIXED)

    for path in ("index.html", "blog/index.html", "tags/maps/index.html", "events/index.html"):
        titles = etree.HTML(site.output[path]).xpath(
            "//head/link[contains(@type, 'xml') or contains(@type, 'json')]/@title"
        )
        assert len(titles) == len(set(titles)) > 1


def test_translations_have_feeds_in_both_forms_and_pages_of_the_language_announce_them(
    make_site: MakeSite,
) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("A post", "date: 2026-01-01"),
            "content/posts/b.md": entry("Ein Beitrag", "date: 2026-01-02", "lang: de", "translation_of: A post"),
        }
    )

    found = feed(site, "de/feed.json")
    assert (found["language"], [item["title"] for item in found["items"]]) == ("de", ["Ein Beitrag"])
    assert found["items"][0]["language"] == "de"
    assert [item.get("language") for item in feed(site)["items"]] == [None]
    assert announced(site, "blog/b/index.html") == ["de/feed.json"]


def test_what_a_site_has_of_its_own_at_the_address_stays_there(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": entry("A", "date: 2026-01-01"), "content/static/feed.json": "{}"})

    assert site.output["feed.json"] == b"{}"
    assert feed(site, "blog/feed.json")["items"]
    assert "blog/feed.xml" in site.output


def test_a_tag_that_was_renamed_goes_on_in_the_feed_at_its_old_address(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": "title: A hub\nurl: https://hub.example/\ntags: {charts: maps}\n",
            "content/posts/a.md": entry("A", "date: 2026-01-01", "tags: [maps]"),
        }
    )

    old, new = feed(site, "tags/charts/feed.json"), feed(site, "tags/maps/feed.json")
    assert old == new
    assert new["feed_url"] == "https://hub.example/tags/maps/feed.json"


@pytest.mark.parametrize("path", ["feed.json", "tags/maps/feed.json", "feed.xml", "tags/maps/feed.xml"])
def test_a_change_of_the_text_is_in_the_feeds_that_have_it(make_site: MakeSite, path: str) -> None:
    site = make_site(MIXED)

    site.edit("content/wiki/other.md", entry("Other", "date: 2026-01-03", "tags: [maps]", body="Changed.")).build()

    assert ("Changed." in site.output[path].decode()) == path.startswith("tags")
    assert site.output == site.clean_build().output


def test_a_term_and_a_text_of_the_site_that_change_are_changed_in_every_feed(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": "title: A hub\nurl: https://hub.example/\nglossary: true\n",
            "content/wiki/t.md": entry("Tidal range", "type: term"),
            "content/posts/a.md": entry(
                "A", "date: 2026-01-01", "tags: [maps]", body="The tidal range, [[No page]]."
            ),
        }
    )
    feeds = [path for path in site.output if path.endswith(("feed.xml", "feed.json")) and "wiki" not in path]
    assert len(feeds) == 6
    for path in feeds:
        assert "/wiki/t/" in site.output[path].decode()

    site.edit("content/wiki/t.md", entry("Tidal range", "type: term", "permalink: /tides/"))
    site.edit("layouts/languages/en.yaml", '"not written yet": "to be written"\n').build()

    for path in feeds:
        assert "/tides/" in site.output[path].decode()
        assert "to be written" in site.output[path].decode()
    assert site.output == site.clean_build().output
