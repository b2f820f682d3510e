"""The theme in site.yaml: what it is made of, by which colours people can read, and who is made anew for it."""

from pathlib import Path

import pytest

from sitegen.config import read
from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.edits import applied
from sitegen.model.theme import Theme
from sitegen.theme import ACCENT, BAND, BUTTON_BY_NIGHT, MARKER, ON_BAND, PAPER, contrast, flaws, properties
from tests.browser.test_colours import DAY, NIGHT
from tests.conftest import MakeSite

LEAST = "title: A hub\nurl: https://hub.example/\nsearch: false\n"
PAGE = {"content/about.md": "# About\n", "content/index.md": "# Home\n"}
GREEN = 'theme:\n  accent: "#0A5F4F"\n  band: "#123c34"\n'


def told(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    path = folder / "site.yaml"
    path.write_text(LEAST + text, encoding="utf-8")
    return read(path)[1]


def test_what_is_measured_against_is_the_palette_of_the_style_sheet() -> None:
    names = {"the page": "paper", "panels": "stone", "marked days": "calm-bg"}
    assert {what: (DAY[name], NIGHT[name]) for what, name in names.items()} == PAPER
    assert DAY["marker"] == NIGHT["marker"] == MARKER == NIGHT["accent"]
    assert (DAY["accent"], DAY["band"], NIGHT["button"]) == (ACCENT, BAND, BUTTON_BY_NIGHT)
    assert ["#ffffff", DAY["on-band-2"]] == [colour for colour, _ in ON_BAND.values()]


def test_the_packaged_colours_have_no_flaw() -> None:
    packaged = Theme(accent=DAY["accent"], accent_dark=NIGHT["accent"], band=DAY["band"])
    assert [*flaws(packaged)] == []


def test_a_theme_is_a_style_sheet_of_its_own_behind_that_of_the_layouts(make_site: MakeSite) -> None:
    site = make_site({**PAGE, "site.yaml": LEAST + GREEN + "  corner: 0\n  width: 64\n"})
    (name,) = (path for path in site.output if path.startswith("assets/theme/"))
    sheet, page = site.page(name), site.page("about/index.html")
    for part in (
        "--accent: light-dark(#0a5f4f, #",
        "--band: light-dark(#123c34, #",
        "--r2: 0px;",
        "--width: 64rem;",
    ):
        assert part in sheet
    assert 0 < page.index("assets/site.") < page.index(f"../{name}")
    assert 'name="theme-color" content="#123c34"' in page


def test_a_site_without_a_theme_has_no_such_style_sheet(make_site: MakeSite) -> None:
    site = make_site(PAGE)
    assert not [path for path in site.output if path.startswith("assets/theme/")]
    assert "assets/theme/" not in site.page("about/index.html")


@pytest.mark.parametrize("accent", ["#000000", "#0a5f4f", "#9a3a1b", "#5a2d91", "#666666", "#00008b"])
@pytest.mark.parametrize("band", ["", "#000000", "#123c34", "#7a1f1f"])
def test_what_is_derived_of_a_good_colour_is_as_easy_to_see(accent: str, band: str) -> None:
    theme = Theme(accent=accent, band=band)
    assert [*flaws(theme)] == []
    made = properties(theme)
    (_, night), (_, brick) = made["accent"], made["brick"]
    assert all(contrast(night, ground) >= 4.5 for _, ground in PAPER.values())
    assert contrast(brick, "#ffffff") >= 4.5
    for ground in made.get("band", (DAY["band"], NIGHT["band"])):
        assert contrast(made["marker"][0], ground) >= 3
        assert contrast("#cfe0ec", ground) >= 4.5


@pytest.mark.parametrize(
    ("line", "column", "words", "fix"),
    [
        ('accent: "#f00"', 11, "as text on marked days has a contrast of 3.2 to 1", 'accent: "#d20000"'),
        ('accent_dark: "#222"', 16, "on panels by night has a contrast of 1.0 to 1", 'accent_dark: "#979797"'),
        ('band: "#e08030"', 9, "the mark of the current door on it", 'band: "#8f521f"'),
        ("band: 0f3d5c", 9, "wants a colour in hexadecimal digits", 'band: "#0f3d5c"'),
    ],
)
def test_a_colour_that_cannot_be_read_by_is_an_error_whose_cure_works(
    line: str, column: int, words: str, fix: str, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, f"theme:\n  {line}\n")
    assert (found.code, found.span.line, found.span.column) == ("bad-value", 5, column)
    assert words in found.message and found.fix == fix and found.edit
    text = (tmp_path / "site.yaml").read_text()
    assert told(tmp_path, applied(text, found.span, found.edit).removeprefix(LEAST)) == ()


@pytest.mark.parametrize("word", ["teal", '"#12345"', '"rgb(1, 2, 3)"', '"#0f3d5c; }"', '"#0f3d5cff"'])
def test_what_is_no_colour_is_an_error(word: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, f"theme: {{accent: {word}}}\n")
    assert (found.code, found.span.line, found.fix) == ("bad-value", 4, "")


def test_fonts_are_files_of_the_site(make_site: MakeSite) -> None:
    fonts = "theme: {fonts: {text: Own.woff2, headings: f/Big.woff2}}\n"
    files = {
        **PAGE,
        "site.yaml": LEAST + fonts,
        "layouts/assets/Own.woff2": b"wOF2",
        "layouts/assets/f/Big.woff2": b"2",
    }
    site = make_site(files)
    (name,) = (path for path in site.output if path.startswith("assets/theme/"))
    for face in ("Own", "f/Big"):
        (font,) = (path for path in site.output if path.startswith(f"assets/{face}."))
        assert f'url("../{font.removeprefix("assets/")}")' in site.page(name)


@pytest.mark.parametrize(
    ("font", "fix"),
    [("Owm.woff2", "text: Own.woff2"), ("else.ttf", "put else.woff2 there"), ("../x.woff2", "put")],
)
def test_a_font_that_is_not_there_is_an_error(font: str, fix: str, tmp_path: Path) -> None:
    (tmp_path / "layouts" / "assets").mkdir(parents=True)
    (tmp_path / "layouts" / "assets" / "Own.woff2").write_bytes(b"wOF2")
    (found,) = told(tmp_path, f"theme: {{fonts: {{text: {font}}}}}\n")
    assert found.code == "bad-value" and found.fix.startswith(fix)


def test_another_accent_makes_no_page_of_a_preview_anew_and_nothing_but_pages_of_a_published_site(
    make_site: MakeSite,
) -> None:
    site = make_site({**PAGE, "site.yaml": LEAST + GREEN})
    site.build(gate="preview")
    site.edit("site.yaml", LEAST + GREEN.replace("#0A5F4F", "#7a1f5f")).build(gate="preview")
    assert site.rendered == {"assets/theme/site.css"}
    site.build()
    site.edit("site.yaml", LEAST + GREEN).build()
    assert {path for path in site.rendered if not path.endswith(".html")} == {
        path for path in site.output if path.startswith("assets/theme/")
    }
