"""One page of every layout, on a phone and on a desk, by day and by night."""

import itertools
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec import Struct
from playwright.sync_api import Page

from tests.browser.conftest import Scheme, Tab, listening
from tests.browser.hub import ROOT
from tests.browser.pages import NO_PAGES, PAGES, largest
from tests.sizes import WHOLE

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = "{'label-content-name-mismatch': {enabled: true}, 'target-size': {enabled: true}}"
"""Rules that axe leaves out unless it is asked."""

LOOKS = tuple(itertools.product(PAGES, ("light", "dark")))
WIDTHS = {"light": (320, 768, 1280, 1920), "dark": (320, 1280)} if WHOLE else {"light": (320,), "dark": (1280,)}
"""The widths at which axe looks; by night nothing but the colours is another."""

SIZES = list(itertools.product(("", "200%"), (320, 360, 640, 768, 960, 1280, 1920)))
"""The sizes of letters and the widths at which a page must not scroll sideways; by night, every second of them."""

ROOM = """
(size) => {
  const page = document.documentElement;
  page.style.fontSize = size;
  return page.scrollWidth - page.clientWidth;
}
"""
"""How much wider a page is than the window when letters have a size."""

MOVING = """
() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0)
    || style.scrollBehavior !== "auto";
}).map(one => one.outerHTML.slice(0, 99))
"""
"""What would move, come slowly or scroll by itself."""


class Opened(Struct, frozen=True):
    """A page in the browser, and what was heard and asked while it came."""

    page: Page
    scheme: Scheme
    origin: str
    complaints: list[str]
    requests: list[str]


@pytest.fixture(
    scope="module",
    params=LOOKS if WHOLE else [look for at, look in enumerate(LOOKS) if at % 4 in (0, 3)],
    ids="-".join,
)
def opened(request: pytest.FixtureRequest, tab: Tab, hub: Path, served: str) -> Iterator[Opened]:
    layout, scheme = request.param
    page = tab(1280, scheme)
    heard = Opened(page, scheme, served.removesuffix("hub/"), [], [])
    with listening(
        page,
        console=lambda told: heard.complaints.append(told.text) if told.type == "error" else None,
        pageerror=lambda error: heard.complaints.append(error.message),
        request=lambda asked: heard.requests.append(asked.url),
    ):
        page.goto(served + largest(hub, PAGES[layout]), wait_until="load")
        yield heard


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    skip = opened.page.locator(":focus")
    assert skip.get_attribute("class") == "skip"
    assert skip.get_attribute("href") == "#Main"
    skip.press("Enter")
    assert opened.page.evaluate("document.activeElement.localName") == "main"


def test_a_page_loads_without_complaint(opened: Opened) -> None:
    assert opened.complaints == []


def test_a_page_asks_no_other_host(opened: Opened) -> None:
    assert [url for url in opened.requests if not url.startswith((opened.origin, "data:"))] == []


def test_a_page_never_scrolls_sideways(opened: Opened) -> None:
    """A window of 640 pixels is one of 1,280 at 200 %; letters of 200 % are those of who asked for large ones."""
    too_wide = {}
    for size, width in SIZES if WHOLE and opened.scheme == "light" else SIZES[::2]:
        opened.page.set_viewport_size({"width": width, "height": 900})
        too_wide[width, size] = opened.page.evaluate(ROOM, size)
    opened.page.evaluate(ROOM, "")
    assert {look: pixels for look, pixels in too_wide.items() if pixels > 0} == {}


def test_nothing_moves_for_who_asks_for_that(opened: Opened) -> None:
    opened.page.emulate_media(reduced_motion="reduce")
    assert opened.page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    moving = opened.page.evaluate(MOVING)
    running = opened.page.evaluate("document.getAnimations().length")
    opened.page.emulate_media(reduced_motion="null")

    assert (moving, running) == ([], 0)


def test_axe_finds_nothing_serious_on_a_page(opened: Opened) -> None:
    opened.page.evaluate(AXE)
    serious = {}
    for width in WIDTHS[opened.scheme]:
        opened.page.set_viewport_size({"width": width, "height": 900})
        for each in opened.page.evaluate(f"axe.run({{resultTypes: ['violations'], rules: {RULES}}})")[
            "violations"
        ]:
            if each["impact"] in ("serious", "critical"):
                serious[width, each["id"]] = [node["html"] for node in each["nodes"]]
    assert serious == {}


def test_every_layout_is_looked_at() -> None:
    layouts = {path.stem for path in (ROOT / "layouts").glob("*.html")}
    assert layouts == PAGES.keys() | NO_PAGES
