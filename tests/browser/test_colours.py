"""Contrast of every pair of colours the style sheet puts together, by day and by night (WCAG 2.2, 1.4.3)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Tab
from tests.browser.hub import ROOT

SHEETS = sorted((ROOT / "layouts/assets/site.css").glob("*.css"))
PALETTE = (ROOT / "layouts/assets/site.css/palette.css").read_text(encoding="utf-8")

READ, TEXT, EDGE = 7.0, 4.5, 3.0
"""What running text, other text and borders need."""

PAIRS = [
    ("ink", "paper", READ),
    ("ink", "stone", READ),
    ("muted", "paper", READ),
    ("muted", "stone", READ),
    ("link", "paper", READ),
    ("link", "stone", READ),
    ("visited", "paper", READ),
    ("visited", "stone", READ),
    ("ink", "mark", READ),
    ("link", "mark", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "stone", TEXT),
    ("on-band", "band", READ),
    ("on-band-2", "band", READ),
    ("on-band", "brick", TEXT),
    ("button-text", "button", TEXT),
    ("ok", "ok-bg", TEXT),
    ("warn", "warn-bg", TEXT),
    ("bad", "bad-bg", TEXT),
    ("calm", "calm-bg", TEXT),
    ("focus-text", "focus", TEXT),
    ("edge", "paper", EDGE),
    ("edge", "stone", EDGE),
    ("rule", "paper", EDGE),
    ("rule", "stone", EDGE),
    ("marker", "band", EDGE),
]


COLOUR = r"#[0-9a-f]{3,6}"


def colours() -> Iterator[tuple[str, str, str]]:
    """Yield each custom property that is a colour, with its value by day and by night."""
    (rule,) = re.findall(r"^:root \{(.*?)^\}", PALETTE, re.DOTALL | re.MULTILINE)
    pair = rf"--([\w-]+): (?:light-dark\(({COLOUR}), ({COLOUR})\)|({COLOUR}));"
    for name, day, night, both in re.findall(pair, rule):
        yield name, day or both, night or both


DAY = {name: day for name, day, _ in colours()}
NIGHT = {name: night for name, _, night in colours()}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour written as `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, ground: str) -> float:
    """Return the ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(front), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("front", "ground", "floor"), PAIRS, ids=lambda part: str(part))
def test_colours_stand_out_from_their_ground(
    scheme: dict[str, str], front: str, ground: str, floor: float
) -> None:
    assert contrast(scheme[front], scheme[ground]) >= floor


def test_every_colour_is_held_to_a_contrast() -> None:
    paired = {name for front, ground, _ in PAIRS for name in (front, ground)}
    assert DAY.keys() - paired == {"line"}, "hairlines alone are mere decoration"


def test_each_colour_is_written_once_and_in_the_palette_alone() -> None:
    assert len(DAY) == len(list(colours()))
    elsewhere = {
        sheet.name: re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8"))
        for sheet in SHEETS
        if sheet.name != "palette.css"
    }
    assert {name: set(found) for name, found in elsewhere.items() if found} == {
        "fronts.css": {"#000", "#0003"},  # a mask
        "media.css": {"#0000", "#0006", "#000"},  # another
        "print.css": {"#fff"},  # words on brick
    }


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_the_style_sheet_as_it_is_published_has_the_rules_that_were_written(
    tab: Tab, served: str, hub: Path
) -> None:
    (published,) = hub.glob("assets/site.*.css")
    page = tab()
    page.goto(served)
    rules = """text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return Array.from(sheet.cssRules, rule => rule.cssText.replace(/([,:]) /g, "$1"));
    }"""
    written = page.evaluate(rules, "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS))

    assert sum(map(len, written)) > 40_000
    assert page.evaluate(rules, published.read_text(encoding="utf-8")) == written
