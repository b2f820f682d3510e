"""Bodies as other pages show them: which part, with which ids, notes and links."""

import re

import pytest

from sitegen.markup.embedded import embedded, part_of
from tests.conftest import MakeSite

BODY = '<p>0</p><h2 id="a">A</h2><p>1</p><h3 id="b">B</h3><p>2</p><h2 id="c">C</h2><p>3</p>'
BLOCKS = (
    '<p id="^p">4</p><ul><li id="^li">5<ul><li>6</li></ul></li></ul>'
    '<span id="^table"></span>\n<table><tr><td id="^td">7<br></td></tr></table>'
)
INSIDE = (
    '<blockquote><h3 id="d">D</h3><p>8<br></p></blockquote><div><div><h2 id="e">E</h2><div><h2 id="f">F</h2></div>'
    '<p>9</p></div><h2 id="g">G</h2></div>'
)


@pytest.mark.parametrize(
    ("body", "anchor", "part"),
    [
        (BODY, "a", '<h2 id="a">A</h2><p>1</p><h3 id="b">B</h3><p>2</p>'),
        (BODY, "b", '<h3 id="b">B</h3><p>2</p>'),
        (BODY, "c", '<h2 id="c">C</h2><p>3</p>'),
        (BODY, "none", BODY),
        (BLOCKS, "^p", '<p id="^p">4</p>'),
        (BLOCKS, "^li", '<ul><li id="^li">5<ul><li>6</li></ul></li></ul>'),
        (BLOCKS, "^table", '<table><tr><td id="^td">7<br></td></tr></table>'),
        (BLOCKS, "^td", '<table><tbody><tr><td id="^td">7<br></td></tr></tbody></table>'),
    ],
)
def test_a_section_reaches_to_the_next_heading_of_its_level_and_a_block_to_its_end(
    body: str, anchor: str, part: str
) -> None:
    assert part_of(body, anchor) == part


@pytest.mark.parametrize(
    ("anchor", "part"),
    [
        ("d", '<h3 id="d">D</h3><p>8<br></p>'),
        ("e", '<h2 id="e">E</h2><div><h2 id="f">F</h2></div><p>9</p>'),
        ("f", '<h2 id="f">F</h2>'),
        ("g", '<h2 id="g">G</h2>'),
    ],
)
def test_a_section_within_another_element_ends_with_that(anchor: str, part: str) -> None:
    assert part_of(INSIDE, anchor) == part


def test_every_id_and_what_refers_to_it_has_the_prefix_and_other_links_lead_to_the_whole() -> None:
    html = (
        '<p aria-describedby="x y" id="x">a</p><td headers="x y" id="y"></td><label for="x">b</label>'
        '<a href="#y">c</a><a href="#elsewhere">d</a><svg><g id="z"></g><path fill="url(#z)"></path></svg>'
    )
    taken = {"e-y"}

    assert embedded(html, "e", "/e/?a&b", taken) == (
        '<p aria-describedby="e-2-x e-2-y" id="e-2-x">a</p><td headers="e-2-x e-2-y" id="e-2-y"></td>'
        '<label for="e-2-x">b</label><a href="#e-2-y">c</a><a href="/e/?a&amp;b#elsewhere">d</a>'
        '<svg><g id="e-2-z"></g><path fill="url(#e-2-z)"></path></svg>'
    )
    assert taken == {"e-y", "e-2-x", "e-2-y", "e-2-z"}


NOTED = """---
title: B
---
## One

First[^a] and [^b].

## Two

> ### Inside
> Second[^b], third[^c].

Behind.

[^a]: Note A.
[^b]: Note B.
[^c]: Note C, more in[^d].
[^d]: Note D.
"""


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_a_part_brings_the_footnotes_along_that_it_has_signs_of(make_site: MakeSite, flavour: str) -> None:
    files = {
        "site.yaml": f"title: T\nurl: https://hub.example/\ntimezone: UTC\nmarkdown: {{flavour: {flavour}}}\n",
        "content/wiki/a.md": "---\ntitle: A\n---\n![[B#Inside]]\n",
        "content/wiki/c.md": "---\ntitle: C\n---\n![[B#One]]\n\n![[B#Two]]\n",
        "content/wiki/b.md": NOTED,
    }
    site = make_site(files)
    inside = site.page("wiki/a/index.html")
    notes = re.findall(r'<li value="(\d)" id="b-fn:(\w)"', inside)
    assert [name for _, name in notes] == ["b", "c", "d"]
    assert [number for number, _ in notes] == ["2", "3", "4"]
    assert "Note A" not in inside
    assert "Behind." not in inside
    both = site.page("wiki/c/index.html")
    assert both.count("Note A.") == 1
    assert both.count("Note B.") == 2
    for page in (inside, both):
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert {*re.findall(r'href="#([^"]+)"', page)} <= {*ids}


def test_the_section_of_the_heading_that_became_the_title_is_the_whole_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/a.md": "---\ntitle: A\n---\n![[b#Rules]]\n\n![[b#Kept]]\n",
            "content/wiki/b.md": "# Rules\n\nFirst.\n\nSecond.\n\n## Kept\n\nThird.\n",
        }
    )
    page = site.page("wiki/a/index.html")
    assert site.codes == []
    assert [page.count(f"<p>{word}.</p>") for word in ("First", "Second", "Third")] == [1, 1, 2]


def test_ids_are_unique_whatever_is_embedded_twice(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/a.md": (
                "---\ntitle: A\n---\n## B Facts\n\nOwn[^1].\n\n![[B]]\n\n![[B#Facts]]\n\n![[C]]\n\n"
                "![[B]]\n\n[^1]: One.\n"
            ),
            "content/wiki/b.md": "---\ntitle: B\n---\n## Facts\n\nText[^1].\n\n[^1]: Two.\n",
            "content/wiki/c.md": "---\ntitle: C\n---\n## C\n\n![[B]]\n",
        }
    )
    text = site.page("wiki/a/index.html")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {"b-facts", "b-2-facts", "b-3-facts", "b-4-facts", "c-b-facts"} <= set(ids)
    inside = set(re.findall(r'href="#([^"]+)"', text))
    assert {"b-2-fn:1", "c-b-fnref:1"} <= inside
    assert inside <= {*ids, ""}
