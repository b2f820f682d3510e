"""Plan: every file named before any is rendered."""

import pytest

from sitegen.model.target import Target
from sitegen.stages.plan import unmade
from tests.conftest import MakeSite

PAGE = "---\ntitle: {}\npermalink: {}\n---\nText.\n"

COLLISIONS = {
    "two entries": ({"a": "/x/", "b": "/x/"}, "content/b.md:3:12"),
    "two entries that differ in case": ({"a": "/x/", "b": "/X/"}, "content/b.md:3:12"),
    "two ways to write one address": ({"a": "/x", "b": "/x/index.html"}, "content/b.md:3:12"),
    "an entry and a list": ({"a": "/x/", "b": "/blog/"}, "content/b.md:3:12"),
    "two entries for the front page": ({"a": "/", "b": "/"}, "content/b.md:3:12"),
    "an entry and a feed": ({"a": "/feed.xml"}, "content/a.md:3:12"),
    "an entry and a static file": ({"a": "/logo.png"}, "content/a.md:3:12"),
    "an entry and the page for what is missing": ({"a": "/404.html"}, "content/a.md:3:12"),
    "a file and a folder": ({"a": "/x.y", "b": "/x.y/z/"}, None),
}


@pytest.mark.parametrize("what", COLLISIONS)
def test_a_collision_of(make_site: MakeSite, what: str) -> None:
    pages, place = COLLISIONS[what]
    site = make_site(
        {
            "content/posts/2026-01-01-p.md": "---\ntitle: P\n---\nText.\n",
            "content/static/logo.png": "x",
            **{f"content/{name}.md": PAGE.format(name.upper(), address) for name, address in pages.items()},
        }
    )
    assert site.codes == ["address-collision"]
    if place:
        assert site.places() == [f"{place} address-collision"]


def test_a_collision_names_both(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": PAGE.format("A", "/x/"), "content/b.md": PAGE.format("B", "/x/")})
    assert "content/a.md and content/b.md would both be published at /x/" in site.diagnostics[0].message


def test_addresses_at_which_nothing_is_made_come_with_the_nearest() -> None:
    paths = ("blog/index.html", "feed.xml", "CNAME", "tags/flood-of-1953/feed.xml", "tides/slide1.jpg")
    targets = [Target(path=path, output="x") for path in paths]
    assert unmade(targets, ["/blog/", "/blog", "/feed.xml", "/CNAME", "/blgo/", "/nothing/like/it/"]) == {
        "/blgo/": "/blog/",
        "/nothing/like/it/": "",
    }
    assert unmade(targets, ["/tags/flood-of-1953/x.html", "/tides/deck1.pdf", "/tides/slide1.png"]) == {
        "/tags/flood-of-1953/x.html": "",
        "/tides/deck1.pdf": "",
        "/tides/slide1.png": "/tides/slide1.jpg",
    }


LONG = {
    "a permalink": ({"content/a.md": PAGE.format("A", f"/{'é' * 130}/")}, "content/a.md:3:12"),
    "a path of many folders": ({"content/a.md": PAGE.format("A", "/folder" * 400 + "/")}, "content/a.md:3:12"),
    "a slug": ({"content/wiki/a.md": f"---\ntitle: A\nslug: {'a' * 241}\n---\n"}, "content/wiki/a.md:3:7"),
    "an old address": (
        {"content/a.md": f"---\ntitle: A\naliases: [/b/, /{'a' * 241}/]\n---\n"},
        "content/a.md:3:16",
    ),
    "a file's name": ({f"content/events/{'e' * 240}.md": "---\ntitle: E\nstart: 2026-12-05\n---\n"}, ".md:1:1"),
    "a tag": (
        {"content/wiki/a.md": f"---\ntitle: A\ntags: [{'news and data ' * 20}]\n---\n"},
        "content/wiki/a.md:3:7",
    ),
}


@pytest.mark.parametrize("what", LONG)
def test_an_address_that_no_file_can_have_is_told(make_site: MakeSite, what: str) -> None:
    files, place = LONG[what]
    site = make_site({"content/index.md": "---\ntitle: Home\n---\n", **files})

    assert site.codes == ["address-too-long"]
    assert place in site.places()[0]
    assert site.output == {}


def test_the_longest_names_are_published(make_site: MakeSite) -> None:
    slug = "s" * 236
    tag = "t" * 200
    site = make_site({f"content/events/{slug}.md": f"---\ntitle: E\nstart: 2026-12-05\ntags: [{tag}]\n---\n"})

    assert site.codes == []
    assert {f"events/{slug}/{slug}.ics", f"tags/{tag}/index.html"} <= site.output.keys()


def test_a_collision_is_told_where_a_field_asks_for_the_address_of_another(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/zoo.md": "---\ntitle: Zoo\n---\n",
            "content/wiki/a.md": "---\ntitle: A\npermalink: /wiki/zoo/\n---\n",
            "content/wiki/b.md": "---\ntitle: B\n---\n",
            "content/wiki/c.md": "---\ntitle: C\nslug: b\n---\n",
        }
    )

    assert site.places() == ["content/wiki/a.md:3:12 address-collision", "content/wiki/c.md:3:7 address-collision"]
    assert all("zoo.md" in found.message or "b.md" in found.message for found in site.diagnostics)
    assert site.diagnostics[0].fix == "take this line out, or write another address"


def test_the_day_in_a_name_parts_two_entries_of_one_name(make_site: MakeSite) -> None:
    event = "---\ntitle: Fair\nstart: {}-03-01\n---\nCome.\n"
    site = make_site({f"content/events/{year}-03-01-fair.md": event.format(year) for year in (2014, 2015)})

    assert site.codes == []
    assert {"events/fair/index.html", "events/2015-03-01-fair/index.html"} <= site.output.keys()


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("404.html", "take it out, and write layouts/404.html"),
        ("sitemap.xml", "rename it"),
        ("blog/index.html", "rename it"),
    ],
)
def test_a_file_in_the_place_of_one_of_the_sites_own_is_told_where_it_lies(
    path: str, fix: str, make_site: MakeSite
) -> None:
    post = "---\ntitle: A\ndate: 2026-01-01\n---\n"
    site = make_site({"content/posts/a.md": post, f"content/static/{path}": "mine"})

    assert [(found.span.path, found.code) for found in site.diagnostics] == [
        (f"content/static/{path}", "address-collision")
    ]
    assert site.diagnostics[0].fix.startswith(fix)


def test_two_entries_with_one_address_are_one_error(make_site: MakeSite) -> None:
    event = "---\ntitle: Fest\nstart: 2026-05-01\n---\n"
    site = make_site({"content/events/a/fest.md": event, "content/events/b/fest.md": event})

    assert site.codes == ["address-collision"]


def test_an_attribute_that_is_taken_out_of_many_texts_is_told_once(make_site: MakeSite) -> None:
    text = '# A\n\n<p style="color: red">b</p>\n'
    site = make_site({"content/a.md": text, "content/b.md": text, "content/c.md": text})

    assert site.places() == ["content/a.md:3:4 html-removed"]
    assert site.diagnostics[0].message.endswith("(as in 2 more files)")


def test_addresses_that_differ_in_capitals_alone_are_told_as_such(make_site: MakeSite) -> None:
    page = "---\ntitle: {}\naliases: [{}]\n---\nWords.\n"
    site = make_site(
        {
            "content/wiki/a.md": page.format("A", "/wiki/A/"),
            "content/wiki/b.md": page.format("B", "/Old/"),
            "content/wiki/c.md": page.format("C", "/old/"),
        }
    )

    assert [(found.span.path, found.message, found.fix) for found in site.errors] == [
        (
            "content/wiki/a.md",
            "/wiki/A/ differs in capitals alone from /wiki/a/, the address of this page itself",
            "take /wiki/A/ out of `aliases`",
        ),
        (
            "content/wiki/c.md",
            "/old/ differs in capitals alone from /Old/, the address of content/wiki/b.md",
            "take /old/ out of `aliases`",
        ),
    ]
