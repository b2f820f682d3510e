from sitegen.outputs.entries import ENTRIES
from tests.conftest import MakeSite, Site

LAYOUTS = {
    "layouts/page.html": "page: {{ entry.title }}",
    "layouts/poster.html": "poster: {{ entry.title }}",
    "layouts/post.html": "post: {{ entry.title }}: {{ entry.body }}",
}


def entries(make_site: MakeSite, files: dict[str, str]) -> Site:
    return make_site({**LAYOUTS, **files}, outputs=(ENTRIES,))


def test_every_entry_has_its_page_at_its_address(make_site: MakeSite) -> None:
    site = entries(
        make_site,
        {
            "content/about.md": "# About\n",
            "content/deep/down.md": "# Down\n",
            "content/posts/2026-01-02-news.md": "---\ntitle: News\n---\nText.\n",
        },
    )
    assert list(site.made) == ["about/index.html", "blog/news/index.html", "deep/down/index.html"]


def test_heads_of_lists_and_descriptions_of_tags_have_no_page(make_site: MakeSite) -> None:
    site = entries(
        make_site,
        {
            "content/index.md": "# Welcome\n",
            "content/posts/index.md": "---\ntitle: Notes\ndate: 2026-01-01\n---\n",
            "content/tags/data.md": "---\ntitle: data\n---\nText.\n",
            "content/about.md": "# About\n",
        },
    )
    assert list(site.made) == ["about/index.html"]


def test_an_entry_may_name_its_layout(make_site: MakeSite) -> None:
    site = entries(make_site, {"content/a.md": "---\ntitle: A\nlayout: poster\n---\n"})
    assert site.page("a/index.html") == "poster: A"


def test_the_kinds_layout_serves_where_the_entry_names_one_that_does_not_exist(make_site: MakeSite) -> None:
    site = entries(make_site, {"content/a.md": "---\ntitle: A\nlayout: fancy\n---\n"})
    assert site.page("a/index.html") == "page: A"


def test_an_address_with_an_extension_is_that_file(make_site: MakeSite) -> None:
    site = entries(make_site, {"content/a.md": "---\ntitle: A\npermalink: /old/style.html\n---\n"})
    assert list(site.made) == ["old/style.html"]


def test_two_entries_at_one_address_are_an_error_that_names_both(make_site: MakeSite) -> None:
    site = entries(
        make_site,
        {
            "content/a.md": "---\ntitle: A\npermalink: /same/\n---\n",
            "content/b.md": "---\ntitle: B\npermalink: /same/\n---\n",
        },
    )
    assert [found.code for found in site.errors] == ["address-collision"]
    assert "content/a.md" in site.errors[0].message
    assert "content/b.md" in site.errors[0].message
    assert site.output == {}


def test_a_new_text_makes_anew_only_the_page_it_is_on(make_site: MakeSite) -> None:
    text = "---\ntitle: {0}\ndate: 2026-01-01\n---\nText of {0}.\n"
    site = entries(make_site, {f"content/posts/{name}.md": text.format(name) for name in ("a", "b", "c")})
    site.edit("content/posts/b.md", text.format("b") + "More.\n").build()
    assert site.rendered == {"blog/b/index.html"}


def test_a_page_that_links_to_a_moved_one_follows_it(make_site: MakeSite) -> None:
    site = entries(
        make_site,
        {
            "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nSee [[B]].\n",
            "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-01\n---\nText.\n",
            "content/posts/c.md": "---\ntitle: C\ndate: 2026-01-01\n---\nText.\n",
        },
    )
    site.edit("content/posts/b.md", "---\ntitle: B\ndate: 2026-01-01\nslug: moved\n---\nText.\n").build()
    assert site.rendered == {"blog/a/index.html", "blog/moved/index.html"}
    assert 'href="../moved/"' in site.page("blog/a/index.html")
    assert "blog/b/index.html" not in site.output
