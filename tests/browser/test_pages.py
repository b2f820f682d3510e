"""One page of every layout, on a phone and on a desk, by day and by night."""

import itertools
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec import Struct
from playwright.sync_api import Page

from tests.browser.conftest import Tab, listening
from tests.browser.hub import ROOT
from tests.browser.pages import NO_PAGES, PAGES, largest
from tests.sizes import WHOLE

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LOOKS = tuple(itertools.product((360, 1280), ("light", "dark")))


class Opened(Struct, frozen=True):
    """A page in the browser, and what was heard and asked while it came."""

    page: Page
    origin: str
    complaints: list[str]
    requests: list[str]


@pytest.fixture(
    scope="module",
    params=itertools.product(PAGES, LOOKS if WHOLE else LOOKS[::3]),
    ids=lambda param: "-".join(map(str, (param[0], *param[1]))),
)
def opened(request: pytest.FixtureRequest, tab: Tab, hub: Path, served: str) -> Iterator[Opened]:
    layout, look = request.param
    page = tab(*look)
    heard = Opened(page, served.removesuffix("hub/"), [], [])
    with listening(
        page,
        console=lambda told: heard.complaints.append(told.text) if told.type == "error" else None,
        pageerror=lambda error: heard.complaints.append(error.message),
        request=lambda asked: heard.requests.append(asked.url),
    ):
        page.goto(served + largest(hub, PAGES[layout]), wait_until="load")
        yield heard


def test_a_page_loads_without_complaint(opened: Opened) -> None:
    assert opened.complaints == []


def test_a_page_asks_no_other_host(opened: Opened) -> None:
    assert [url for url in opened.requests if not url.startswith((opened.origin, "data:"))] == []


def test_a_page_never_scrolls_sideways(opened: Opened) -> None:
    wide, room = opened.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room


def test_axe_finds_nothing_serious_on_a_page(opened: Opened) -> None:
    opened.page.evaluate(AXE)
    found = opened.page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = {
        each["id"]: [node["html"] for node in each["nodes"]]
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    }
    assert serious == {}


def test_every_layout_is_looked_at() -> None:
    layouts = {path.stem for path in (ROOT / "layouts").glob("*.html")}
    assert layouts == PAGES.keys() | NO_PAGES
