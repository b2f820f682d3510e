"""Embeds: another entry's body inside this one."""

from typing import Any

from sitegen.model.site import Resolved
from sitegen.stages.assemble.embeds import cut_embeds
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


def chain(depth: int, width: int, text: str = "Words.") -> dict[str, str]:
    """Pages P0, P1 and so on, each with `width` embeds of the next, the last with the text alone."""
    pages = {
        f"content/p{level}.md": f"---\ntitle: P{level}\n---\n" + f"![[P{level + 1}]]\n\n" * width
        for level in range(depth)
    }
    return pages | {f"content/p{depth}.md": f"---\ntitle: P{depth}\n---\n{text}\n"}


def test_embeds_that_multiply_are_one_error_where_there_are_first_too_many(make_site: MakeSite) -> None:
    site = make_site(chain(depth=7, width=9))
    assert site.places() == ["content/p4.md:14:1 too-many-embeds"]
    assert "819 embeds" in site.diagnostics[0].message
    assert not site.result.published
    assert site.build(write=False).codes == ["too-many-embeds"]
    assert site.build(gate="preview", output="preview").codes == ["too-many-embeds"]


def test_as_many_embeds_as_may_be_are_shown(make_site: MakeSite) -> None:
    pages = chain(depth=2, width=19) | {"content/p0.md": "---\ntitle: P0\n---\n" + "![[P1]]\n\n" * 25}
    site = make_site(pages)
    assert site.codes == []
    assert site.page("p0/index.html").count('class="embed"') == 500
    site.edit("content/p0.md", pages["content/p0.md"] + "\n\n![[P2]]\n").build()
    assert site.places() == ["content/p0.md:56:1 too-many-embeds"]


def test_a_long_way_of_embeds_is_an_error_and_no_recursion(make_site: MakeSite) -> None:
    site = make_site(chain(depth=2000, width=1), build=False)
    site.build(write=False)
    assert site.places() == ["content/p1979.md:4:1 too-many-embeds"]
    assert "21 levels deep" in site.diagnostics[0].message


def test_a_long_ring_of_embeds_is_told_in_few_words(make_site: MakeSite) -> None:
    last = {"content/p2000.md": "---\ntitle: P2000\n---\n![[P0]]\n"}
    site = make_site(chain(depth=2000, width=1) | last, build=False)
    site.build(write=False)
    assert "embed-cycle" in site.codes
    assert all(len(found.message) < 200 for found in site.diagnostics)


def test_an_edit_that_makes_an_embedded_text_too_long_is_noticed(make_site: MakeSite) -> None:
    site = make_site(chain(depth=1, width=20, text="Some words.\n" * 10_000))
    assert site.codes == []
    site.edit("content/p1.md", "---\ntitle: P1\n---\n" + "Some words.\n" * 30_000)
    site.build(touched=["content/p1.md"])
    assert site.places() == ["content/p0.md:28:1 too-many-embeds"]
    assert "6.6 MiB" in site.diagnostics[0].message
    assert site.diagnostics == site.clean_build().diagnostics


def test_pages_are_gone_through_once_however_often_they_are_shown(make_site: MakeSite) -> None:
    asked: list[str] = []

    class Counted(dict[str, Any]):
        def __getitem__(self, key: str) -> Any:
            asked.append(key)
            return super().__getitem__(key)

    def steps(depth: int) -> int:
        pages = chain(depth=depth, width=9)
        site = make_site(pages, build=False)
        site.build(write=False)
        assembled = site.cache.snapshot().entries
        links = {
            key: tuple(Resolved(key=f"{each.target.lower()}.md") for each in entry.body.references)
            for key, entry in assembled.items()
        }
        asked.clear()
        cut_embeds(Counted(assembled), links)
        return len(asked)

    assert steps(40) < 2.5 * steps(20)
