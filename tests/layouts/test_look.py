"""A look of a site's own: what its files and its frame add is on every page, whatever layout shows it."""

import re

from sitegen.layouts import packaged
from tests.conftest import MakeSite
from tests.engine.every_kind import FILES, SITE_YAML

OWN_FRAME = '{% extends "default/base.html" %}{% block head %}<meta name="own">{% endblock %}'


def test_the_head_of_a_frame_of_the_sites_own_and_its_last_files_are_on_every_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            **FILES,
            "site.yaml": SITE_YAML.replace("search: false", "search: true") + "offline: true\ndigest: true\n",
            "content/old.md": "---\ntitle: Old\nredirect_from: /older/\n---\nWords.\n",
            "layouts/base.html": OWN_FRAME,
            "layouts/assets/custom.css": "h1 { color: red }",
            "layouts/assets/custom.js": "let own;",
        }
    )
    assert site.errors == []
    pages = {path: text.decode() for path, text in site.output.items() if path.endswith(".html")}
    assert {"index.html", "404.html", "search/index.html", "older/index.html", "offline.html"} <= set(pages)
    assert {path for path, text in pages.items() if '<meta name="own">' not in text} == set()
    for text in pages.values():
        assert re.fullmatch(
            r".*/?assets/custom\.\w{10}\.css", re.findall(r'rel="stylesheet" href="(.*?)"', text)[-1]
        )
        assert re.fullmatch(r".*/?assets/custom\.\w{10}\.js", re.findall(r'<script src="(.*?)"', text)[-1])
    assert "assets/custom." in site.page("offline.js")


def test_no_layout_of_ours_fills_the_head_that_is_for_sites() -> None:
    filled = [path.name for path in packaged().rglob("*.html") if re.search(r"block head\b", path.read_text())]
    assert filled == ["base.html"]


def test_what_a_layout_of_ours_puts_into_the_head_stays_beside_that_of_a_site(make_site: MakeSite) -> None:
    old = {
        "content/old.md": "---\ntitle: Old\nredirect_from: /older/\n---\nWords.\n",
        "layouts/base.html": OWN_FRAME,
    }
    page = make_site(old).page("older/index.html")
    assert '<meta name="robots" content="noindex">' in page and '<meta name="own">' in page


def test_a_site_without_files_of_its_own_loads_none(make_site: MakeSite) -> None:
    assert "custom" not in make_site({"content/a.md": "# A\n"}).page("a/index.html")
