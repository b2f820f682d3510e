"""How tests of the search look at a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Scheme, Tab
from tests.browser.hub import AS_OF

FIRST = ".found a"
"""The first result below the field in the header."""
SHIFTED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().reduce((sum, { value }) => sum + value, 0))
).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 300))"""
"""How much of the page has moved since it was opened."""


def opened(tab: Tab, address: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    """Open an address in the tab of a reader, at the time at which the hub was built."""
    page = tab(width, scheme)
    page.clock.set_fixed_time(f"{AS_OF}:00Z")
    page.goto(address)
    return page


def serious(page: Page) -> list[str]:
    """Return what axe finds serious or critical on a page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")
    ]
