"""A page that moves gets its old address as an alias where somebody may know it, and as the last of them."""

import pytest

from tests.conftest import MakeSite
from tests.moving.conftest import files_of, move
from tests.moving.test_links import HEAD

OTHER = {"content/wiki/other.md": HEAD.format("Other")}


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("title: A", "title: A\naliases: [/wiki/a/]"),
        ("aliases: [Name]\ntitle: A", "aliases: [Name, /wiki/a/]\ntitle: A"),
        ("aliases:\n  - Name\ntitle: A", "aliases:\n  - Name\n  - /wiki/a/\ntitle: A"),
        ("aliases: /x/\ntitle: A", "aliases: /x/, /wiki/a/\ntitle: A"),
        ("aliases: Name\ntitle: A", "aliases: Name\ntitle: A\nredirect_from: [/wiki/a/]"),
        ("title: A\nredirect_from: [/x/]", "title: A\nredirect_from: [/x/, /wiki/a/]"),
    ],
)
def test_the_old_address_is_the_last_of_the_aliases(make_site: MakeSite, head: str, wanted: str) -> None:
    site = make_site(OTHER | {"content/wiki/a.md": f"---\n{head}\n---\nWords.\n"})

    planned = move(site.root, "wiki/a.md", "wiki/b.md")

    assert planned.addresses == (("/wiki/a/", "/wiki/b/"),)
    assert files_of(site.root)["content/wiki/b.md"].decode() == f"---\n{wanted}\n---\nWords.\n"
    assert site.build().codes == []
    assert "wiki/a/index.html" in site.output


@pytest.mark.parametrize(
    "head", ["title: A\ndraft: true", "title: A\npermalink: /mine/", "title: A\nvisibility: internal"]
)
def test_nothing_is_added_where_nobody_knows_an_old_address_or_it_stays(make_site: MakeSite, head: str) -> None:
    text = f"---\n{head}\n---\nWords.\n"
    site = make_site(OTHER | {"content/wiki/a.md": text})

    move(site.root, "wiki/a.md", "wiki/b.md")

    assert files_of(site.root)["content/wiki/b.md"].decode() == text


def test_with_a_register_only_an_address_that_was_published_is_kept(make_site: MakeSite) -> None:
    site = make_site(OTHER | {"addresses.txt": "", "content/wiki/a.md": HEAD.format("A")})
    site.edit("content/wiki/new.md", HEAD.format("New"))

    move(site.root, "wiki/new.md", "wiki/newer.md")
    move(site.root, "wiki/a.md", "wiki/b.md")
    move(site.root, "wiki/b.md", "wiki/c.md")

    files = files_of(site.root)
    assert "aliases" not in files["content/wiki/newer.md"].decode()
    assert "aliases: [/wiki/a/]\n" in files["content/wiki/c.md"].decode()
    assert site.build().codes == []


def test_on_the_way_back_the_register_decides_what_is_kept_of_the_way(make_site: MakeSite) -> None:
    site = make_site(OTHER | {"addresses.txt": "", "content/wiki/a.md": HEAD.format("A")})

    move(site.root, "wiki/a.md", "wiki/b.md")
    assert site.build().codes == []
    move(site.root, "wiki/b.md", "wiki/a.md")

    assert "aliases: [/wiki/b/]\n" in files_of(site.root)["content/wiki/a.md"].decode()
    assert site.build().codes == []
    assert "wiki/b/index.html" in site.output


def test_a_chain_of_moves_leads_each_old_address_straight_to_the_page(make_site: MakeSite) -> None:
    site = make_site(OTHER | {"content/wiki/a.md": HEAD.format("A")})

    for old, new in (("a", "b"), ("b", "c"), ("c", "d/e")):
        move(site.root, f"wiki/{old}.md", f"wiki/{new}.md")

    assert site.build().codes == []
    for old in "abc":
        assert "../../wiki/d/e/" in site.page(f"wiki/{old}/index.html") or "../d/e/" in site.page(
            f"wiki/{old}/index.html"
        )
    assert "aliases: [/wiki/a/, /wiki/b/, /wiki/c/]" in files_of(site.root)["content/wiki/d/e.md"].decode()


@pytest.mark.parametrize("register", [True, False])
def test_what_feeds_know_an_entry_by_survives_any_move(make_site: MakeSite, register: bool) -> None:
    post = "---\ntitle: A\ndate: 2026-01-02\ntags: x\n---\nWords.\n"
    site = make_site(OTHER | {"content/survey.md": post} | ({"addresses.txt": ""} if register else {}))
    identity = "<id>https://hub.example/survey/</id>"
    assert identity in site.page("tags/x/feed.xml")

    for old, new in (("survey.md", "wiki/survey.md"), ("wiki/survey.md", "wiki/b/c.md"), ("wiki/b/c.md", "d.md")):
        move(site.root, old, new)
        assert site.build().codes == []
        assert identity in site.page("tags/x/feed.xml")
        assert "survey/index.html" in site.output


def test_the_head_of_a_list_leaves_its_address_behind(make_site: MakeSite) -> None:
    site = make_site(OTHER | {"content/wiki/index.md": HEAD.format("The wiki") + "Words.\n"})

    move(site.root, "wiki/index.md", "wiki/about.md")

    assert b"aliases" not in files_of(site.root)["content/wiki/about.md"]
    assert site.build().codes == []


def test_the_description_of_a_tag_takes_its_tag_along(make_site: MakeSite) -> None:
    files = {
        "content/tags/walks.md": HEAD.format("Walks") + "Words.\n",
        "content/wiki/a.md": "---\ntitle: A\ntags: [Walks]\n---\n[t](/tags/walks/)\n",
    }
    site = make_site(OTHER | files | {"addresses.txt": ""})
    feed = site.page("tags/walks/feed.xml")

    move(site.root, "tags/walks.md", "tags/strolls.md")

    assert site.build().codes == []
    assert "../strolls/" in site.page("tags/walks/index.html")
    assert site.page("tags/walks/feed.xml").count("<entry>") == feed.count("<entry>")
    assert "(/tags/strolls/)" in files_of(site.root)["content/wiki/a.md"].decode()
