"""Layouts: a site's own over the packaged ones, their closures, and their mistakes in words."""

import gzip
import re
from pathlib import Path

import pytest

from sitegen.layouts import LayoutMistake, Layouts, packaged
from sitegen.outputs.assets import ASSETS as PUBLISHED
from tests.conftest import MakeSite

PAGE = {"content/about.md": "---\ntitle: About\n---\nWords.\n"}


def layouts(root: Path, **files: str) -> Layouts:
    for name, text in files.items():
        place = root / f"{name.replace('__', '/')}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return Layouts(root)


def mistake(found: Layouts, name: str, **variables: object) -> tuple[str, str, int, str]:
    with pytest.raises(LayoutMistake) as raised:
        found.render(name, variables)
    told = raised.value.diagnostic
    return told.code, told.span.path, told.span.line, told.fix


def test_a_sites_own_layout_stands_before_the_packaged_one_and_can_extend_it(make_site: MakeSite) -> None:
    own = '{% extends "default/page.html" %}{% block after %}<p>mine</p>{% endblock %}'
    page = make_site({**PAGE, "layouts/page.html": own}).page("about/index.html")
    assert "<p>mine</p>" in page and "<h1>About</h1>" in page


def test_a_kind_without_a_layout_of_its_own_has_the_fallback(make_site: MakeSite) -> None:
    site = make_site(
        {**PAGE, "content/wiki/a.md": "# A\n", "layouts/wiki.html": "wiki", "layouts/page.html": "page"}
    )
    assert (site.page("wiki/a/index.html"), site.page("about/index.html")) == ("wiki", "page")


def test_text_is_escaped_and_undefined_names_are_mistakes(tmp_path: Path) -> None:
    found = layouts(tmp_path, a="{{ word }}", b="{{ wrod }}", c="{{ word.what }}")
    assert found.render("a.html", {"word": "<b>"}) == "&lt;b&gt;"
    assert mistake(found, "b.html", word="x") == ("layout-variable", "layouts/b.html", 1, "did you mean 'word'?")
    assert mistake(found, "c.html", word="x")[:3] == ("layout-variable", "layouts/c.html", 1)


MISTAKES = {
    "a tag that is not closed": ("1\n{% if x %}\n3", "layout-syntax", 3, "endif"),
    "a brace that is not closed": ("1\n{{ x", "layout-syntax", 2, "braces"),
    "an unknown tag": ("1\n2\n{% fro x in y %}", "layout-syntax", 3, "{% for %}"),
    "an unknown filter": ("1\n{{ x | uper }}", "layout-syntax", 2, "upper"),
    "a filter given what it cannot take": ("1\n{{ 'x' | day }}", "layout-variable", 2, "values"),
    "a division by nothing": ("{{ 1 // 0 }}", "layout-variable", 1, "values"),
    "a call of what cannot be called": ("1\n\n{{ 'x'() }}", "layout-variable", 3, ""),
    "a layout that extends itself": (
        '{% extends "a.html" %}',
        "layout-syntax",
        1,
        "take one of these references out",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_cure(tmp_path: Path, what: str) -> None:
    text, code, line, cure = MISTAKES[what]
    found = mistake(layouts(tmp_path, a=text), "a.html", x="")
    assert found[:3] == (code, "layouts/a.html", line)
    assert cure in found[3]


def test_a_mistake_in_a_partial_is_told_in_the_partial(tmp_path: Path) -> None:
    found = layouts(tmp_path, a='1\n{% include "partials/p.html" %}', partials__p="1\n2\n{{ nobody }}")
    assert mistake(found, "a.html")[:3] == ("layout-variable", "layouts/partials/p.html", 3)


def test_what_can_be_known_before_rendering_is_told_before(make_site: MakeSite) -> None:
    site = make_site(
        {
            **PAGE,
            "layouts/other.html": '{% include "partials/ledee.html" %}',
            "layouts/dynamic.html": "{% include name %}",
            "layouts/macros/m.html": "{% macro a(x) %}{{ x }}{{ view.today() }}{% endmacro %}",
        }
    )
    assert {(found.span.path, found.code) for found in site.diagnostics} == {
        ("layouts/other.html", "layout-missing"),
        ("layouts/dynamic.html", "layout-dynamic-include"),
        ("layouts/macros/m.html", "layout-macro-context"),
    }
    assert any("partials/lede.html" in found.fix for found in site.diagnostics)


def test_a_layout_nobody_uses_is_read_too(make_site: MakeSite) -> None:
    site = make_site({**PAGE, "layouts/unused.html": "1\n{% if %}"})
    assert site.places() == ["layouts/unused.html:2:1 layout-syntax"]


def test_a_closure_changes_with_anything_below_it_and_with_nothing_else(tmp_path: Path) -> None:
    texts = {
        "a": '{% extends "b.html" %}{% from "macros/m.html" import x %}',
        "b": '{% include "partials/p.html" %}',
        "partials__p": "p",
        "macros__m": "{% macro x() %}{% endmacro %}",
        "alone": "alone",
    }
    before = layouts(tmp_path, **texts).closure("a.html")
    for name in texts:
        changed = layouts(tmp_path, **{**texts, name: texts[name] + "!"}).closure("a.html")
        assert (changed == before) == (name == "alone")
    assert layouts(tmp_path, **texts).closure("a.html") == before


def test_a_closure_reaches_into_the_packaged_layouts(tmp_path: Path) -> None:
    plain = layouts(tmp_path, page='{% extends "default/page.html" %}').closure("page.html")
    assert layouts(tmp_path, partials__footer="mine").closure("page.html") != plain


def test_the_packaged_layouts_are_found_and_sound(tmp_path: Path) -> None:
    assert (packaged() / "base.html").is_file()
    assert Layouts(packaged()).names() == []
    found = Layouts(tmp_path)
    for name in found.choices():
        assert found.environment.get_template(name).name == name


def test_layouts_can_ask_nothing_of_the_world(tmp_path: Path) -> None:
    found = layouts(tmp_path, a="{{ now() }}", b="{{ view }}", c="{% for n in range(2) %}{{ n }}{% endfor %}")
    assert mistake(found, "a.html")[0] == "layout-variable"
    assert mistake(found, "b.html")[0] == "layout-variable"
    assert found.render("c.html", {}) == "01"


ASSETS = packaged() / "assets"
SOURCES = sorted(
    path for path in packaged().rglob("*") if path.suffix in (".html", ".css", ".js") and path.is_file()
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(packaged()).as_posix())
def test_no_line_of_a_layout_is_longer_than_a_screen(source: Path) -> None:
    """A text is one string, however many sentences it has: it is a key of catalogues."""
    lines = re.sub(r'_\("[^"\n]+"', '_("', source.read_text(encoding="utf-8")).splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) >= 120] == []


def test_a_layout_gathers_nothing_in_loops_and_looks_at_no_words_or_keys() -> None:
    """What is to be gathered or told apart is a question's answer, a field of it, or a filter's."""
    layouts = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.suffix == ".html")
    tests = re.findall(r"(?:==|!=|equalto\",|\bin \()\s*\"([^\"]+)\"", layouts)

    assert "namespace(" not in layouts
    assert re.findall(r"key\.\w+\(|\.label ==|\.role ==|\.role !=", layouts) == []
    assert [words for words in tests if words[:1].isupper()] == []


def test_styles_and_scripts_stay_small(make_site: MakeSite) -> None:
    """Bytes on the way to a reader: what is published as one file, compressed by gzip."""
    budgets = {
        "site.css": 12224,
        "site.js": 5344,
        "finder.js": 1536,
        "search.js": 4160,
        "searching.js": 3072,
        "guess.js": 900,
        "diary.js": 384,
        "marks.js": 640,
        "theme.js": 256,
        "worker.js": 1408,
    }
    site = make_site({"content/wiki/a.md": "A.\n"}, outputs=(PUBLISHED,))
    published = {re.sub(r"assets/(.+)\.\w{10}\.", r"\1.", path): found for path, found in site.output.items()}
    sizes = {name: len(gzip.compress(published[name], 9)) for name in budgets}

    assert {name: size for name, size in sizes.items() if size > budgets[name]} == {}
    assert sizes["site.js"] + sizes["finder.js"] + sizes["theme.js"] <= 8192


@pytest.mark.parametrize("sheet", sorted(ASSETS.glob("site.css/*")), ids=lambda path: path.stem)
def test_a_rule_of_the_style_sheet_is_one_line_or_has_a_line_for_each_declaration(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    line = re.compile(
        r"""\s*(
        [^{};]+[{,]?                # a rule or group begins, or its selectors go on
        | [^{};]+;                  # a declaration or statement
        | [^{};]+\{(\ [^{};]+;)+\ \}  # a rule as a whole
        | \}                        # its end
    )""",
        re.VERBOSE,
    )
    odd = [each for each in text.splitlines() if each and not line.fullmatch(each)]

    assert odd == []


def test_the_default_layouts_can_be_copied_into_a_site(make_site: MakeSite) -> None:
    own = {
        f"layouts/{path.relative_to(packaged()).as_posix()}": path.read_text(encoding="utf-8")
        for path in packaged().rglob("*.html")
    }
    site = make_site({**own, "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n"})

    assert own
    assert [found for found in site.diagnostics if found.code != "unused-layout"] == []
