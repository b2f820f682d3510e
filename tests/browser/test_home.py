"""The head of the front page: its words can be read where they lie on the drawing, and on the band alone."""

import io

import pytest
from PIL import Image

from tests.browser.conftest import Tab
from tests.browser.test_colours import contrast

pytestmark = pytest.mark.browser

MORE = """
() => {
  const doors = document.querySelector(".doors ul");
  for (const words of ["Next steps", "Tags", "Recent changes", "Subscribe"]) {
    const door = doors.lastElementChild.cloneNode(true);
    door.querySelector("a").textContent = words;
    doors.append(door);
  }
}
"""
"""Four more doors in the menu, which then takes two lines where the window is narrow."""

BARE = """
() => [...document.querySelectorAll(".band .name, .doors a, .hero h1, .hero .lede, .hero .text p")].map(words => {
  words.style.color = "transparent";
  words.querySelector("svg")?.remove();
  const range = document.createRange();
  range.selectNodeContents(words);
  const {left, top, right, bottom} = range.getBoundingClientRect();
  return [words.textContent.trim(), words.matches("h1") ? 3 : 4.5, [left, top, right, bottom].map(Math.round)];
})
"""
"""The words of the head, made invisible: the contrast they need, and where they are."""

NAME_LINES = """
() => {
  const range = document.createRange();
  range.selectNode(document.querySelector(".band .name").lastChild);
  return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
}
"""
"""The number of lines that the name of the site takes."""


@pytest.mark.thorough
@pytest.mark.parametrize("width", [960, 1280])
@pytest.mark.parametrize("more", [False, True])
def test_the_words_on_the_drawing_can_be_read_however_long_the_menu_is(
    tab: Tab, served: str, width: int, more: bool
) -> None:
    page = tab(width)
    page.goto(served)
    if more:
        page.evaluate(MORE)
    words = page.evaluate(BARE)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    assert words
    lines = {place[1] for _, needed, place in words[1:-3]}
    assert len(lines) == (2 if more and width == 960 else 1)
    for text, needed, place in words:
        pixels = picture.crop(place).tobytes()
        behind = {f"#{pixels[at : at + 3].hex()}" for at in range(0, len(pixels), 3)}
        assert min(contrast("#fff", colour) for colour in behind) >= needed, text


def test_the_menu_is_folded_beside_the_name_on_a_phone_and_a_row_where_it_has_room(tab: Tab, served: str) -> None:
    page = tab(360)
    page.goto(f"{served}about/")
    head = page.locator("header.band")

    assert head.bounding_box()["height"] <= 72  # type: ignore[index]
    assert not page.locator(".doors a").last.is_visible()
    page.locator(".doors summary").press("Enter")
    assert page.locator(".doors a").last.is_visible()
    page.locator(".doors summary").press("Enter")
    assert not page.locator(".doors a").last.is_visible()
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert head.bounding_box()["height"] <= 72, width  # type: ignore[index]
        assert page.evaluate(NAME_LINES) == 1, width
    assert page.locator(".seek a").bounding_box()["width"] == 44  # type: ignore[index]
    page.set_viewport_size({"width": 768, "height": 800})
    assert not page.locator(".doors summary").is_visible()
    assert page.locator(".doors a").last.is_visible()
    assert len({door.bounding_box()["y"] for door in page.locator(".doors a").all()}) == 1  # type: ignore[index]
