"""Embeds: another entry's body inside this one."""

from tests.conftest import MakeSite, Site

INNER = """---
title: Inner
---
Before.

## Part

In [[#Part]] and [a file](a.txt).

### Finer

More.

## Next

After.
"""


def site_with(make_site: MakeSite, text: str, **more: str) -> Site:
    return make_site(
        {
            "content/wiki/inner.md": INNER,
            "content/wiki/a.txt": "a",
            "content/outer.md": f"---\ntitle: Outer\n---\n{text}\n",
            **more,
        }
    )


def test_a_whole_body_is_embedded_with_its_source(make_site: MakeSite) -> None:
    site = site_with(make_site, "![[Inner]]")
    page = site.page("outer/index.html")
    assert site.codes == []
    assert "Before." in page and "After." in page
    assert 'From <a href="../wiki/inner/">Inner</a>' in page


def test_a_section_ends_where_the_next_of_its_level_begins(make_site: MakeSite) -> None:
    page = site_with(make_site, "![[Inner#Part]]").page("outer/index.html")
    assert "Before." not in page and "After." not in page
    assert "More." in page
    assert 'From <a href="../wiki/inner/#part">Inner</a>' in page


def test_ids_are_prefixed_headings_shifted_and_links_turned_for_the_new_place(make_site: MakeSite) -> None:
    page = site_with(make_site, "## Part\n\n![[Inner]]").page("outer/index.html")
    assert '<h2 id="part">' in page
    assert '<h3 id="inner-part">' in page
    assert '<h4 id="inner-finer">' in page
    assert 'In <a href="../wiki/inner/#part">Part</a>' in page
    assert 'href="../wiki/inner/a.txt"' in page


def test_embeds_nest(make_site: MakeSite) -> None:
    middle = {"content/wiki/middle.md": "---\ntitle: Middle\n---\n## M\n\n![[Inner#Part]]\n"}
    page = site_with(make_site, "![[Middle]]", **middle).page("outer/index.html")
    assert '<h4 id="middle-inner-part">' in page
    assert page.count('class="embed"') == 2


def test_the_same_body_may_be_embedded_on_many_pages(make_site: MakeSite) -> None:
    other = {"content/other.md": "---\ntitle: Other\n---\n![[Inner]]\n"}
    site = site_with(make_site, "![[Inner]]", **other)
    assert all("After." in site.page(f"{name}/index.html") for name in ("outer", "other"))


def test_a_ring_of_embeds_is_one_error_at_the_embed_that_closes_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            f"content/{here}.md": f"---\ntitle: {here.upper()}\n---\nWords.\n\n![[{there}]]\n"
            for here, there in (("a", "B"), ("b", "C"), ("c", "A"))
        }
    )
    assert site.places() == ["content/c.md:6:1 embed-cycle"]
    assert "A in C in B in A" in site.diagnostics[0].message


def test_an_embed_of_itself_is_a_ring(make_site: MakeSite) -> None:
    assert make_site({"content/a.md": "---\ntitle: A\n---\n![[A]]\n"}).codes == ["embed-cycle"]


def test_an_embed_is_a_backlink(make_site: MakeSite) -> None:
    assert '<a href="../../outer/">Outer</a>' in site_with(make_site, "![[Inner]]").page("wiki/inner/index.html")
