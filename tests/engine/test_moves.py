"""A site's folder may be moved, its files may be odd, and nothing of it is lost or published twice."""

import os
import shutil

import pytest

from tests.conftest import MakeSite, Site

ABOUT = {"content/about.md": "---\ntitle: About\n---\nWords.\n"}
PAPER = {
    "content/documents/paper/index.md": (
        "---\ntitle: Paper\ndate: 2026-01-01\ntype: paper\nattachments: a.csv\n---\nRead.\n"
    ),
    "content/documents/paper/a.csv": "a,b\n",
}


def test_a_site_that_was_moved_builds_on(make_site: MakeSite) -> None:
    site = make_site(ABOUT)
    moved = site.root.with_name("moved")
    shutil.move(site.root, moved)

    again = Site(moved, site.kinds, site.outputs).build(as_of=site.as_of)

    assert again.errors == []
    assert again.result.changed == ()


def test_a_file_of_a_folder_is_published_once_with_the_entry_it_belongs_to(make_site: MakeSite) -> None:
    site = make_site(
        PAPER | {"content/posts/2026-01-02-p.md": "---\ntitle: P\n---\n[data](../documents/paper/a.csv)\n"}
    )

    assert [path for path in site.output if path.endswith("a.csv")] == ["documents/paper/a.csv"]
    assert 'href="../../documents/paper/a.csv"' in site.page("blog/p/index.html")


def test_what_is_no_ordinary_file_is_told_and_not_waited_for(make_site: MakeSite) -> None:
    site = make_site(ABOUT, build=False)
    os.mkfifo(site.root / "content/pipe.md")

    assert site.build().places() == ["content/pipe.md:0:0 unreadable-file"]


def test_an_ending_in_capitals_is_markdown_too(make_site: MakeSite) -> None:
    assert "guide/index.html" in make_site({"content/GUIDE.MD": "---\ntitle: Guide\n---\nWords.\n"}).output


def test_a_site_may_bring_its_own_robots(make_site: MakeSite) -> None:
    site = make_site(ABOUT | {"content/static/robots.txt": "User-agent: *\nDisallow: /\n"})

    assert site.codes == []
    assert site.page("robots.txt").endswith("Disallow: /\n")


def test_two_claims_to_one_address_name_the_file(make_site: MakeSite) -> None:
    (found,) = make_site(ABOUT | {"content/static/feed.xml": "<feed/>"}).errors

    assert found.span.path == "content/static/feed.xml"


@pytest.mark.parametrize("written", ["p2", "#p2", "2"])
def test_an_action_may_name_a_paragraph_as_people_write_it(make_site: MakeSite, written: str) -> None:
    paper = (
        "---\ntitle: Paper\ndate: 2026-01-01\ntype: paper\nnumbered: paragraphs\n"
        f"actions:\n  - what: Do it\n    from: '{written}'\n---\n1. One.\n\n2. Two.\n"
    )
    site = make_site({"content/documents/paper.md": paper})

    assert site.codes == []
    assert 'href="#p2"' in site.page("documents/paper/index.html")


def test_an_action_from_a_paragraph_there_is_not_is_an_error(make_site: MakeSite) -> None:
    paper = (
        "---\ntitle: Paper\ndate: 2026-01-01\ntype: paper\nactions:\n  - what: Do it\n    from: p9\n---\nWords.\n"
    )
    site = make_site({"content/documents/paper.md": paper})

    assert site.places() == ["content/documents/paper.md:7:11 broken-anchor"]


def test_a_site_of_drafts_only_empties_nothing(make_site: MakeSite) -> None:
    site = make_site(ABOUT)
    before = site.output

    site.edit("content/about.md", "---\ntitle: About\ndraft: true\n---\nWords.\n").build()

    assert site.codes == ["no-entries"]
    assert site.output == before
