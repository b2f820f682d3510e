"""Tables out of files and formulas, in a browser: sorted with a script, whole without, and read by everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Tab
from tests.browser.serving import serving
from tests.conftest import SITE_YAML, MakeSite

pytestmark = pytest.mark.browser

COSTS = "Item;Cost;When\nHall;1.250,00 €;2026-02-01\nTea;9,50 €;2026-01-05\nBooks;n/a;\nPaint;-12 €;2025-12-24\n"
LONG = "Number\n" + "".join(f"{number}\n" for number in range(200))
WIDE = " + ".join(f"x_{{{number}}}" for number in range(60))
PAGE = (
    "---\ntitle: Money\n---\n\n![[costs.csv]]\n\n![[long.csv]]\n\n"
    f"So $\\frac{{1}}{{2}}$ it is.\n\n$$\n{WIDE}\n$$\n"
)
FIRST = "document.querySelector('table').tBodies[0].rows"


@pytest.fixture
def address(make_site: MakeSite) -> Iterator[str]:
    """The address of a page with two tables and two formulas."""
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}markdown: {{maths: true}}\n",
            "content/wiki/money.md": PAGE,
            "content/wiki/costs.csv": COSTS,
            "content/wiki/long.csv": LONG,
        }
    )
    with serving(site.root / "output", "/") as served:
        yield f"{served}wiki/money/"


def items(page: Page) -> str:
    """The first letters of the first table's rows."""
    return str(page.evaluate(f"[...{FIRST}].map(row => row.innerText[0]).join('')"))


def test_a_column_is_sorted_by_numbers_days_and_words_from_the_keyboard(address: str, tab: Tab) -> None:
    page = tab()
    page.goto(address)
    heads = page.locator("table").first.locator("th")
    assert items(page) == "HTBP"
    for column, up, down in ((1, "PTHB", "HTPB"), (2, "PTHB", "HTPB"), (0, "BHPT", "TPHB")):
        heads.nth(column).get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert (items(page), heads.nth(column).get_attribute("aria-sort")) == (up, "ascending")
        page.keyboard.press("Enter")
        assert (items(page), heads.nth(column).get_attribute("aria-sort")) == (down, "descending")
    assert page.locator("th[aria-sort]").count() == 1
    assert page.locator("table").nth(1).get_by_role("button").count() == 0


def test_a_head_with_a_link_to_a_term_stays_a_link(make_site: MakeSite, tab: Tab) -> None:
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}glossary: true\n",
            "content/wiki/when.md": "---\ntitle: When\ntype: term\n---\nA day.\n",
            "content/wiki/money.md": "---\ntitle: Money\n---\n\n![[costs.csv]]\n\nWhen we met.\n",
            "content/wiki/costs.csv": COSTS,
        }
    )
    with serving(site.root / "output", "/") as served:
        page = tab()
        page.goto(f"{served}wiki/money/")
        assert page.locator("th a").all_inner_texts() == ["When"]
        assert page.locator("th button").all_inner_texts() == ["Item", "Cost"]


def test_without_a_script_there_are_no_buttons_and_all_is_there(address: str, tab: Tab) -> None:
    page = tab(script=False)
    page.goto(address)
    assert page.locator("th button").count() == 0
    assert page.locator("caption").all_inner_texts() == ["Costs", "Long"]
    assert page.locator("math").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone_and_nothing_is_hard_to_read(address: str, tab: Tab, scheme: str) -> None:
    page = tab(360, scheme)
    page.goto(address)
    page.locator("th button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('th button').getBoundingClientRect().height") >= 24
    formula = page.locator(".scroll:has(> math)")
    assert formula.evaluate("box => box.scrollWidth > box.clientWidth")
    formula.focus()
    assert formula.evaluate("box => box === document.activeElement")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
