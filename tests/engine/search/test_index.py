"""The folder of the index in a build: the same bytes always, kept while it holds, and never half of it."""

import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sitegen.engine.search import pagefind
from sitegen.engine.search.pagefind import IndexingFailed, index_files
from tests.conftest import SEARCHED, MakeSite, Site

FOLDER = "search/pagefind/"
POST = "---\ntitle: {}\ntags: [sea]\n---\n{}\n"
FILES = {
    "site.yaml": SEARCHED,
    "content/posts/2026-01-02-tides.md": POST.format("Tides", "High and low."),
    "content/posts/2026-01-03-boats.md": POST.format("Boats", "Two of wood."),
    "content/wiki/harbour.md": "---\ntitle: Harbour\n---\nWater and [[Tides]].\n",
}


def index(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.output.items() if path.startswith(FOLDER)}


def made(site: Site) -> bool:
    """Whether the last build changed any file of the index."""
    return any(path.startswith(FOLDER) for path in site.result.changed)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The number of documents of each run of Pagefind."""
    runs: list[int] = []
    ask = pagefind._ask

    def noted(binary: Path, documents: list[tuple[str, str]]) -> dict[str, bytes]:
        runs.append(len(documents))
        return ask(binary, documents)

    monkeypatch.setattr(pagefind, "_ask", noted)
    yield runs


def test_a_build_makes_the_files_that_a_search_loads_and_no_other(make_site: MakeSite) -> None:
    files = index(make_site(FILES))
    entry = msgspec.json.decode(files.pop(f"{FOLDER}index.json"))

    assert entry.keys() == {"en"}
    assert {f"{FOLDER}{name}" for name in entry["en"].values()} <= files.keys()
    assert {path.removeprefix(FOLDER).partition("/")[0] for path in files if path.count("/") > 2} == {
        "filter",
        "fragment",
        "index",
    }
    assert not any(path.endswith((".js", ".css")) for path in files)
    assert len([path for path in files if "/fragment/" in path]) == 3


def test_each_language_has_an_index_of_its_own(make_site: MakeSite) -> None:
    welsh = {"content/hafan.md": "---\ntitle: Hafan\nlang: cy\n---\nCroeso.\n"}
    entry = msgspec.json.decode(index(make_site(FILES | welsh))[f"{FOLDER}index.json"])

    assert list(entry) == ["cy", "en"]
    assert entry["en"]["wasm"] == "wasm.en.pagefind"
    assert entry["cy"]["wasm"] == "wasm.unknown.pagefind"  # for Welsh, Pagefind knows no forms of words


def test_the_index_is_the_same_from_nothing_and_after_edits(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.edit("content/posts/2026-01-03-boats.md", POST.format("Boats", "Three of steel.")).build()
    site.remove("content/posts/2026-01-02-tides.md")
    site.edit("content/wiki/harbour.md", "---\ntitle: Harbour\n---\nWater.\n").build()

    assert made(site)
    assert index(site) == index(site.clean_build())


def test_an_edit_that_changes_no_indexed_text_makes_no_index(make_site: MakeSite, counted: list[int]) -> None:
    site = make_site(FILES)
    related = "{% extends 'default/post.html' %}{% block foot %}<aside aria-label='More'>x</aside>{% endblock %}"
    footer = "<p>another foot of every page</p>"
    site.write({"layouts/partials/footer.html": footer, "layouts/post.html": related.replace("'", '"')}).build()

    assert "blog/tides/index.html" in site.rendered
    assert counted == [3] and not made(site)
    assert index(site) == index(site.clean_build())


def test_an_edit_of_a_text_indexes_all_pages_and_writes_what_differs(
    make_site: MakeSite, counted: list[int]
) -> None:
    site = make_site(FILES)
    site.edit("content/posts/2026-01-03-boats.md", POST.format("Boats", "Three of steel.")).build()
    fragments = [path for path in site.result.changed if "/fragment/" in path]

    assert counted == [3, 3]
    assert len(fragments) == 2  # the new text, and the old one that is gone


def test_a_file_that_somebody_changed_or_took_away_is_put_right(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = index(site)
    entry, *others = before
    (site.root / "output" / entry).write_bytes(b"{}")
    (site.root / "output" / others[0]).unlink()

    assert index(site.build()) == before


def test_what_is_not_published_is_not_in_the_index(make_site: MakeSite) -> None:
    hidden = {
        "content/wiki/secret.md": "---\ntitle: Secret\nvisibility: internal\n---\nWords.\n",
        "content/wiki/draft.md": "---\ntitle: Draft\ndraft: true\n---\nWords.\n",
        "content/wiki/old.md": "---\ntitle: Old\ngone: true\n---\nWords.\n",
    }
    assert index(make_site(FILES | hidden)) == index(make_site(FILES))


def test_without_a_search_there_is_no_index_no_page_and_no_field(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.edit("site.yaml", f"{SEARCHED}search: false\n").build()

    assert not any(path.startswith("search/") for path in site.output)
    assert "wasm" not in site.page("index.html") and "Seek" not in site.page("index.html")
    site.edit("site.yaml", SEARCHED).build()
    assert index(site) == index(site.clean_build())


def test_a_preview_and_a_check_make_no_index(make_site: MakeSite, counted: list[int]) -> None:
    site = make_site(FILES, build=False)
    site.build(gate="preview", output="preview").build(write=False)

    assert counted == []


def test_a_site_without_pages_to_find_has_an_empty_index(make_site: MakeSite) -> None:
    own = {"layouts/page.html": "<p>{{ entry.title }}</p>"}
    site = make_site({"site.yaml": SEARCHED, "content/about.md": "---\ntitle: About\n---\nUs.\n", **own})

    assert index(site) == {f"{FOLDER}index.json": b"{}\n"}


def test_a_layout_of_ones_own_that_is_found_says_so_with_one_line(make_site: MakeSite) -> None:
    own = '{% extends "base.html" %}{% set title = entry.title %}{% set searched = site.search %}'
    own += "{% block main %}{{ entry.body }}{% endblock %}"
    site = make_site(
        {"site.yaml": SEARCHED, "content/about.md": "---\ntitle: About\n---\nUs.\n", "layouts/page.html": own}
    )

    assert len([path for path in index(site) if "/fragment/" in path]) == 1


def test_a_data_block_of_ones_own_that_cannot_be_read_is_an_error(make_site: MakeSite) -> None:
    own = '<script type="application/json" id="Search">{"title": 7}</script>{{ entry.body }}'
    site = make_site(
        {"site.yaml": SEARCHED, "content/about.md": "---\ntitle: About\n---\nUs.\n", "layouts/page.html": own}
    )

    assert site.places() == ["site.yaml:1:1 search-index"]
    assert "about/index.html" in site.diagnostics[0].message and not site.result.published


def program(folder: Path, text: str) -> Path:
    place = folder / "pagefind"
    place.write_text(f"#!{sys.executable}\n{text}")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


BROKEN = {
    "ends at once": ("", "ended before its work was done"),
    "ends in the middle": ("import sys; sys.stdin.buffer.read(100)", "ended before its work was done"),
    "says what cannot be read": ("print('no,' * 9)", "answers what cannot be read"),
    "answers without sense": ("import base64; print(base64.b64encode(b'[7]').decode() + ',')", "cannot be read"),
    "refuses": (
        'import base64; print(base64.b64encode(b\'{"payload": {"type": "Error", "message": "no"}}\').decode()'
        " + ',')",
        "Pagefind says: no",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_program_that_fails_is_told_at_the_setting_and_nothing_is_published(
    what: str, make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, words = BROKEN[what]
    site = make_site(FILES)
    before = site.output
    monkeypatch.setattr(pagefind, "_binary", lambda: program(tmp_path, text))
    site.write(
        {"site.yaml": f"{SEARCHED}# more\nsearch: true\n", "content/about.md": "---\ntitle: About\n---\nUs.\n"}
    ).build()

    assert site.places() == ["site.yaml:5:1 search-index"]
    assert words in site.diagnostics[0].message and "search: false" in site.diagnostics[0].fix
    assert not site.result.published and site.output == before


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = program(tmp_path, "")
    place.chmod(0o600)
    monkeypatch.setattr(pagefind, "_binary", lambda: place)

    with pytest.raises(IndexingFailed, match=r"cannot be started: Permission denied"):
        index_files([("a/index.html", "<html><body>A</body></html>")])


def test_another_version_of_the_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = b'{"version": "1.5.2", "languages": {}}'
    monkeypatch.setattr(pagefind, "_ask", lambda binary, documents: {"pagefind-entry.json": entry})

    with pytest.raises(
        IndexingFailed, match=r"Pagefind 1\.5\.2 is installed, and pages search what 1\.4\.x makes"
    ):
        index_files([("a/index.html", "<html><body>A</body></html>")])


def test_the_index_does_not_depend_on_the_folder_or_the_store(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = index(site)
    shutil.rmtree(site.root / ".sitegen" / "store", ignore_errors=True)

    assert index(site.build()) == before
