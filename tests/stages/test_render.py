"""Render: slots filled, and addresses in the form of their place."""

import pytest
from msgspec import structs

from sitegen.model.config import Config
from sitegen.stages.render import settle
from sitegen.urls import MARK
from tests.conftest import MakeSite

CONFIG = Config(title="A", url="https://x.example/hub/", base="https://x.example/hub/")
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
    assert settle(TEXT, path, CONFIG) == f'<a href="{address}">x</a>'.encode()


def test_a_portable_page_names_the_file_behind_an_address() -> None:
    portable = structs.replace(CONFIG, portable=True)
    assert settle(TEXT, "a/index.html", portable) == b'<a href="b/index.html">x</a>'
    assert settle(TEXT, "404.html", portable) == b'<a href="a/b/index.html">x</a>'
    assert settle(TEXT, "feed.xml", portable) == settle(TEXT, "feed.xml", CONFIG)


def test_nothing_of_the_inside_reaches_the_output(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/a.md": "---\ntitle: A\n---\n[[A]] [x](/a/) ![i](i.png) [[None]] [b](b.md)\n\n![[B]]\n",
            "content/b.md": "---\ntitle: B\ntags: t\nauthor: N\n---\nText.\n",
            "content/i.png": "x",
        }
    )
    for path, data in site.output.items():
        assert path.startswith(("assets/icon-", "favicon")) or not {0, 2, 3} & set(data), path


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
