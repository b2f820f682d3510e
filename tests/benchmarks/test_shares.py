"""The shares of texts that take a fast path, as the benchmark prints them."""

from pathlib import Path

from generators import sitegen
from hub.plan import CLOCK
from hubs import Three
from shares import FUNCTION, HEAD, PATHS, pages, shares, texts
from table import paths

from sitegen.markup.paths import COMMON


def test_a_share_counts_the_texts_that_take_the_path(tmp_path: Path) -> None:
    site = Three(tmp_path / "site", sitegen(tmp_path))
    site.write()
    found = shares(site.folder, CLOCK)
    assert list(found) == list(PATHS)
    assert found[HEAD] == found[COMMON] == found[FUNCTION] == 1

    strange = site.folder / "content/wiki/strange.md"
    strange.write_text("---\ntitle: &anchor Strange\n---\n\n!!! tip\n    For one parser alone.\n")
    found = texts(site.folder)
    assert found[HEAD] == found[COMMON] == 0.75


def test_pages_that_are_left_to_jinja_are_counted(tmp_path: Path) -> None:
    site = Three(tmp_path / "site", sitegen(tmp_path))
    site.write()
    layout = site.folder / "layouts/wiki.html"
    layout.parent.mkdir()
    layout.write_text('{% extends "default/wiki.html" %}{% block head scoped %}{{ super() }}{% endblock %}')
    assert 0.8 < pages(site.folder, CLOCK) < 1


def test_the_table_has_a_line_for_each_corpus() -> None:
    said = paths({"blog": {"one": 1.0, "two": 0.5}, "hub": {"one": 0.25, "two": 0.0}})
    assert said[-4:] == ["| corpus | one | two |", "|---|---|---|", "| blog | 100% | 50% |", "| hub | 25% | 0% |"]
