"""Whatever people write: each problem of a run is told with its place, all at once, and the last output stays."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

GOOD = {
    "content/posts/2026-01-01-hello.md": "---\ntitle: Hello\n---\nThe first one.\n",
    "content/wiki/guide.md": "---\ntitle: Guide\n---\n## Part\n\nHow to.\n",
    "content/wiki/transit/index.md": "---\ntitle: Transit\n---\nBy bus.\n",
    "content/documents/transit.md": "---\ntitle: Transit\ndate: 2026-01-02\ntype: paper\n---\nBy rail.\n",
}

BAD: dict[str, tuple[str | bytes, str]] = {
    # YAML that cannot be read
    "wiki/colon.md": ("---\ntitle: Notes: the budget\n---\n", "2:13 yaml-colon"),
    "wiki/quote.md": ('---\ntitle: "Unclosed\n---\n', "2:8 yaml-syntax"),
    "wiki/bracket.md": ("---\ntitle: T\ntags: [a, b\n---\n", "3:7 yaml-syntax"),
    "wiki/tab.md": ("---\ntitle: T\nprivate:\n\tpower: 1\n---\n", "4:1 yaml-syntax"),
    "wiki/indent.md": ("---\ntitle: T\n  date: 2026-01-01\n---\n", "3:3 yaml-syntax"),
    "wiki/list.md": ("---\n- title\n- date\n---\n", "2:1 front-matter-not-a-mapping"),
    "wiki/unclosed.md": ("---\ntitle: T\n\nText.\n", "1:1 front-matter-unclosed"),
    "wiki/python.md": ("---\ntitle: !!python/object:os.system ls\n---\n", "2:8 yaml-tag"),
    "wiki/laughs.md": (
        "---\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
        )
        + "---\n",
        "yaml-too-large",
    ),
    "wiki/deep.md": ("---\ntitle: " + "[" * 200 + "]" * 200 + "\n---\n", "yaml-too-deep"),
    "wiki/anchor.md": ("---\ntitle: *nobody\n---\n", "2:8 yaml-syntax"),
    # files
    "wiki/latin.md": (b"---\ntitle: Caf\xe9\n---\n", "2:11 not-utf8"),
    "wiki/control.md": ("---\ntitle: T\n---\nA bell\x07 here.\n", "4:7 control-character"),
    "wiki/escape.md": ('---\ntitle: "T \\0"\n---\n', "2:11 control-character"),
    # fields
    "posts/2026-02-01-no-title.md": ("---\ntags: a\n---\nText.\n", "missing-field"),
    "posts/undated.md": ("---\ntitle: Undated\n---\nText.\n", "missing-field"),
    "posts/impossible.md": ("---\ntitle: T\ndate: 2026-02-30\n---\n", "3:7 bad-date"),
    "events/backwards.md": (
        "---\ntitle: T\nstart: 2026-02-03\nend: 2026-02-01\n---\n",
        "4:6 event-end-before-start",
    ),
    "events/where.md": ("---\ntitle: T\nstart: 2026-02-03\nlocation: Hall\n---\n", "4:1 unknown-field"),
    "events/either.md": ("---\ntitle: T\nstart: 10/02/2026\n---\n", "3:8 bad-date"),
    "stakeholders/what.md": ("---\ntitle: T\ntype: persn\n---\n", "3:7 bad-value"),
    "documents/gone.md": (
        "---\ntitle: T\ndate: 2026-01-01\ntype: paper\nattachments: gone.pdf\n---\n",
        "5:14 missing-attachment",
    ),
    "messages/who.md": ("---\ntitle: T\naudience: Nobody we know\nstatus: agreed\n---\n", "3:11 broken-relation"),
    # addresses
    "first.md": ("---\ntitle: F\npermalink: /same/\n---\n", ""),
    "second.md": ("---\ntitle: S\npermalink: /same/\n---\n", "3:12 address-collision"),
    "alias-a.md": ("---\ntitle: Alias A\naliases: /old/\n---\n", ""),
    "alias-b.md": ("---\ntitle: Alias B\naliases: /old/\n---\n", "3:10 address-collision"),
    "alias-c.md": ("---\ntitle: Alias C\naliases: /wiki/guide/\n---\n", "3:10 address-collision"),
    "out.md": ("---\ntitle: O\npermalink: /../../etc/\n---\n", "3:12 address-outside"),
    "！.md": ("---\ntitle: Only punctuation\n---\n", "empty-slug"),
    "tag-a.md": ("---\ntitle: Tag a\ntags: [C]\n---\n", ""),
    "tag-b.md": ("---\ntitle: Tag b\ntags: [C#]\n---\n", "3:7 tag-collision"),
    "tag-c.md": ("---\ntitle: Tag c\ntags: [C++]\n---\n", "3:7 tag-collision"),
    "tag-d.md": ("---\ntitle: Tag d\ntags: ['!?']\n---\n", "3:7 empty-slug"),
    # links
    "link.md": ("---\ntitle: L\n---\n\nSee [the guide](wiki/giude.md).\n", "5:17 broken-link"),
    "root.md": ("---\ntitle: R\n---\nSee\n[it](/nowhere/).\n", "5:6 broken-link"),
    "part.md": ("---\ntitle: P\n---\nSee [[Guide#Prat]].\n", "4:5 broken-anchor"),
    "two.md": ("---\ntitle: Two\n---\nSee [[Transit]].\n", ""),
    "embed.md": ("---\ntitle: E\n---\n![[Not there]]\n", "4:1 broken-link"),
    "ring.md": ("---\ntitle: Ring\n---\n![[Round]]\n", ""),
    "round.md": ("---\ntitle: Round\n---\nText.\n\n![[Ring]]\n", "6:1 embed-cycle"),
    "post.md": ("---\ntitle: Q\n---\n[x]({% post_url 2026-01-01-helo %})\n", "broken-link"),
    "lost.md": ("---\ntitle: Lost\nrelated: [O, Only punctuation]\n---\n[[O]] and [o](out.md)\n", ""),
}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        place.relative_to(folder).as_posix(): (place.stat().st_mtime_ns, place.read_bytes())
        for place in folder.rglob("*")
        if place.is_file()
    }


@pytest.fixture
def spoilt(make_site: MakeSite) -> tuple[Site, dict[str, tuple[int, bytes]]]:
    """A site that was built well once, and then got every bad file there is."""
    site = make_site(GOOD)
    assert site.codes == []
    before = snapshot(site.root / "output")
    site.write({f"content/{path}": text for path, (text, _) in BAD.items()})
    site.write({"layouts/wiki.html": "{{ entry.title }}\n{{ entyr.body }}\n"})
    return site.build(), before


def test_every_problem_is_told_with_its_place_in_one_run(spoilt: tuple[Site, object]) -> None:
    site, _ = spoilt
    told = site.places()
    for path, (_, expected) in BAD.items():
        mine = [line.removeprefix(f"content/{path}:") for line in told if line.startswith(f"content/{path}:")]
        assert any(line.endswith(expected) for line in mine) if expected else not mine, (path, mine)


def test_a_failed_build_leaves_the_output_as_it_was(spoilt: tuple[Site, dict[str, tuple[int, bytes]]]) -> None:
    site, before = spoilt
    assert site.result.failed and not site.result.published and not site.result.changed
    assert snapshot(site.root / "output") == before


def test_the_next_good_build_publishes_again(spoilt: tuple[Site, object]) -> None:
    site, _ = spoilt
    for path in BAD:
        site.remove(f"content/{path}")
    site.remove("layouts/wiki.html").edit("content/wiki/guide.md", "---\ntitle: Guide\n---\nNew words.\n").build()
    assert site.codes == []
    assert "New words" in site.page("wiki/guide/index.html")


def test_a_layout_that_asks_for_an_unknown_name_is_told_with_its_line_and_the_entry(make_site: MakeSite) -> None:
    site = make_site({**GOOD, "layouts/wiki.html": "{{ entry.title }}\n{{ entyr.body }}\n"})
    assert site.places() == ["layouts/wiki.html:2:4 layout-variable"]
    (found,) = site.diagnostics
    assert "entry" in found.fix
    assert found.note == "while rendering content/wiki/guide.md and 1 more"


def test_an_ambiguous_link_lists_what_to_type_for_each(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/a/bus.md": "---\ntitle: Bus\n---\nOne.\n",
            "content/wiki/b/bus.md": "---\ntitle: Bus\n---\nTwo.\n",
            "content/about.md": "---\ntitle: About\n---\nBy [[Bus]].\n",
        }
    )
    assert site.places() == ["content/about.md:4:4 ambiguous-link"]
    (found,) = site.diagnostics
    assert found.fix == "write [[wiki/a/bus]]"
    assert "[[wiki/a/bus]]" in found.note and "[[wiki/b/bus]]" in found.note

    for typed in ("wiki/a/bus", "wiki/b/bus"):
        site.edit("content/about.md", f"---\ntitle: About\n---\nBy [[{typed}]].\n").build()
        assert site.codes == []
        assert f'href="../{typed}/"' in site.page("about/index.html")


def test_a_redlink_is_a_warning_and_an_error_under_strict(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": "---\ntitle: About\n---\nSee [[Soon]].\n"})
    assert site.places() == ["content/about.md:4:5 redlink"]
    assert not site.errors and site.result.published
    assert "not written yet" in site.page("about/index.html")

    site.edit("content/about.md", "---\ntitle: About\n---\nWait, see [[Soon]].\n").build(strict=True)
    assert [found.code for found in site.errors] == ["redlink"]
    assert "Wait" not in site.page("about/index.html")


def test_an_embed_of_nothing_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": "---\ntitle: About\n---\n![[Soon]]\n"})
    assert [found.code for found in site.errors] == ["broken-link"]


def test_a_site_may_change_the_level_of_what_still_yields_a_page(make_site: MakeSite) -> None:
    files = {"content/about.md": "---\ntitle: About\n---\n[gone](gone.md) [[Soon]]\n"}
    site = make_site({**files, "site.yaml": SITE_YAML + "checks: {broken-link: warning, redlink: off}\n"})
    assert site.codes == ["broken-link"]
    assert site.result.published

    site.edit("site.yaml", SITE_YAML + "checks: {broken-link: off, redlink: error}\n").build()
    assert [found.code for found in site.errors] == ["redlink"]


def test_a_site_of_nothing_is_an_error_and_empties_nothing(make_site: MakeSite) -> None:
    site = make_site(GOOD)
    before = snapshot(site.root / "output")
    (site.root / "content").rename(site.root / "unmounted")
    site.build()
    assert site.codes == ["no-entries"]
    assert snapshot(site.root / "output") == before


def test_a_file_that_may_not_be_read_is_told_and_the_others_too(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({**GOOD, "content/wiki/bad.md": "---\ntitle: [\n---\n"}, build=False)
    opened = os.open

    def guarded(place: str, *given: Any, **named: Any) -> int:
        if place.endswith("guide.md"):
            raise PermissionError(13, "Permission denied")
        return opened(place, *given, **named)

    monkeypatch.setattr(os, "open", guarded)
    site.build()
    assert "content/wiki/guide.md:0:0 unreadable-file" in site.places()
    assert any("bad.md" in line for line in site.places())


def test_links_to_a_file_that_cannot_be_read_are_not_called_broken_too(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/about.md": "---\ntitle: About\n---\nSee [[Guide]], [it](wiki/guide.md) and [[Guide#Part]].\n",
            "content/wiki/guide.md": "---\ntitle: Guide\ntags: [\n---\n",
        }
    )
    assert {found.span.path for found in site.diagnostics} == {"content/wiki/guide.md"}


def test_a_file_of_a_hundred_thousand_lines_is_built(make_site: MakeSite) -> None:
    text = "---\ntitle: Long\n---\n" + "A line of words.\n" * 100_000
    site = make_site({"content/long.md": text})
    assert not site.errors or site.codes == ["source-too-large"]


@pytest.mark.parametrize(
    "name", ["a b", "100%", "q?x=1", "a#b", "it's", "ünïcode", "中文", "a&b", "semi;colon", "q'x"]
)
def test_odd_characters_in_names_make_addresses_that_work(make_site: MakeSite, name: str) -> None:
    site = make_site(
        {
            f"content/wiki/{name}.md": "---\ntitle: Odd\n---\nText.\n",
            f"content/wiki/{name}.dat": "words",
            "content/about.md": "---\ntitle: About\n---\nSee [[Odd]].\n",
        }
    )
    assert site.codes == []
    pages = [path for path in site.output if path.startswith("wiki/") and path != "wiki/index.html"]
    assert len(pages) == 1
    assert not set(pages[0]) & set("?#%&'; ")


def test_a_name_that_is_not_utf8_is_told(make_site: MakeSite) -> None:
    site = make_site(GOOD, build=False)
    place = os.fsencode(site.root / "content") + b"/caf\xe9.md"
    with open(place, "wb") as file:  # noqa: PTH123 - pathlib knows no names that are bytes
        file.write(b"# Cafe\n")
    site.build()
    assert site.codes == ["unreadable-file"]


def test_a_jekyll_post_with_its_tab_and_double_space_is_read(make_site: MakeSite) -> None:
    """The front matter of the blog that the site grew from, with other words: its image is nowhere."""
    excerpt = "Two of us have been out and about across the city for weeks."
    site = make_site(
        {
            "content/posts/2017-01-30-out-and-about.md": (
                "---\nlayout: post\ntitle: Out and about... everywhere.\n"
                f"excerpt: {excerpt}\n"
                "date:   2017-01-30 15:17:38\nauthor: Lea\nimgdir:\t/assets/images/blog/camp/\n"
                "image: /assets/images/blog/away.jpg\nimagealt: The road ahead\ncomments: true\n"
                "tags:\n  - the way ahead\n  - impact\n---\n\n"
                f"*First published [on another blog](http://blog.example/one-entry?id=1)*\n\n{excerpt}\n"
            )
        }
    )
    page = site.page("blog/out-and-about/index.html")

    assert site.places() == ["content/posts/2017-01-30-out-and-about.md:8:8 missing-image"]
    assert "/assets/images/blog/away.jpg" in site.diagnostics[0].message
    assert "<h1>Out and about... everywhere.</h1>" in page
    assert "30 January 2017" in page
    assert "Lea" in page
    assert ">the way ahead</a>" in page and "../../tags/the-way-ahead/" in page
    assert f'<meta name="description" content="{excerpt}">' in page
    assert page.partition("<main")[2].count(excerpt) == 1
    assert "away.jpg" not in page
    assert "The road ahead" in page
