"""Render: slots filled, and addresses in the form of their place."""

import re

import pytest

from sitegen.stages.render import section, settle
from sitegen.urls import MARK
from tests.conftest import MakeSite

TEXT = f'<a href="{MARK}/a/b/">x</a>'


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "a/b/"),
        ("a/index.html", "b/"),
        ("404.html", "/hub/a/b/"),
        ("feed.xml", "https://x.example/hub/a/b/"),
        ("deep/calendar.ics", "https://x.example/hub/a/b/"),
        ("robots.txt", "https://x.example/hub/a/b/"),
    ],
)
def test_an_address_takes_the_form_of_its_place(path: str, address: str) -> None:
    assert settle(TEXT, path, "https://x.example/hub/") == f'<a href="{address}">x</a>'.encode()


BODY = '<p>0</p><h2 id="a">A</h2><p>1</p><h3 id="b">B</h3><p>2</p><h2 id="c">C</h2><p>3</p>'
BLOCKS = (
    '<p id="^p">4</p><ul><li id="^li">5<ul><li>6</li></ul></li></ul>'
    '<span id="^table"></span>\n<table><tr><td>7</td></tr></table>'
)


@pytest.mark.parametrize(
    ("anchor", "part"),
    [
        ("a", '<h2 id="a">A</h2><p>1</p><h3 id="b">B</h3><p>2</p>'),
        ("b", '<h3 id="b">B</h3><p>2</p>'),
        ("c", '<h2 id="c">C</h2><p>3</p>'),
        ("none", BODY),
        ("^p", '<p id="^p">4</p>'),
        ("^li", '<ul><li id="^li">5<ul><li>6</li></ul></li></ul>'),
        ("^table", "<table><tr><td>7</td></tr></table>"),
    ],
)
def test_a_section_reaches_to_the_next_heading_of_its_level_and_a_block_to_its_end(anchor: str, part: str) -> None:
    assert section(BLOCKS if anchor[0] == "^" else BODY, anchor) == part


def test_nothing_of_the_inside_reaches_the_output(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/a.md": "---\ntitle: A\n---\n[[A]] [x](/a/) ![i](i.png) [[None]] [b](b.md)\n\n![[B]]\n",
            "content/b.md": "---\ntitle: B\ntags: t\nauthor: N\n---\nText.\n",
            "content/i.png": "x",
        }
    )
    for path, data in site.output.items():
        assert not {0, 2, 3} & set(data), path


def test_words_of_links_and_titles_are_escaped(make_site: MakeSite) -> None:
    title = '<b>&"quoted"'
    site = make_site(
        {
            "content/a.md": "---\ntitle: A\n---\n[[b]] [[None <i>]]\n\n![[b]]\n",
            "content/b.md": f"---\ntitle: '{title}'\nexcerpt: '<x> & y'\n---\nText.\n",
        }
    )
    for path in ("a/index.html", "b/index.html", "index.html"):
        assert "<b>&" not in site.page(path)
        assert "<x>" not in site.page(path)
    assert "&lt;b&gt;&amp;" in site.page("a/index.html")


def test_an_image_has_its_measures_unless_its_author_gave_some(make_site: MakeSite) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'
    page = '---\ntitle: A\n---\n![i](i.svg) ![j](i.svg){: width="9"}\n'
    text = make_site({"content/a.md": page, "content/i.svg": svg}).page("a/index.html")
    assert 'src="i.svg" width="30" height="20" alt="i"' in text
    assert text.count('height="20"') == 1


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
