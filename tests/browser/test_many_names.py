"""A directory with more entries than its front shows: all names on a page that is filtered in place."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from sitegen.questions.shelves import WHOLE
from tests.browser.conftest import Tab
from tests.browser.looking import opened, serious
from tests.browser.serving import serving
from tests.conftest import AS_OF, SITE_YAML, Site

pytestmark = pytest.mark.browser

ROWS = "[data-row]:not([data-out])"
STATUS = ".finder [role=status]"


def profile(number: int) -> str:
    sort = "team" if number % 3 else "person"
    return f"---\ntitle: {'Ash' if number % 2 else 'Elm'} {number}\ntype: {sort}\ntags: [maps]\n---\nWords.\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("names") / "site", KINDS, OUTPUTS)
    site.write({"site.yaml": SITE_YAML})
    site.write({f"content/stakeholders/s{number}.md": profile(number) for number in range(WHOLE + 10)})
    assert site.build(as_of=AS_OF).errors == []
    with serving(site.root / "output", "/") as address:
        yield address


def test_the_field_of_the_front_leads_to_all_names_which_narrow_while_somebody_types(
    served: str, tab: Tab
) -> None:
    page = opened(tab, f"{served}stakeholders/", 320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_label("Find by name").fill("ash")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(105)
    expect(page.locator("h1")).to_have_text("Stakeholders: All names")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("link", name="People").click()
    expect(page.locator(STATUS)).to_have_text("35 of 210")
    page.get_by_label("Find by name").press("End")
    page.keyboard.type(" 20")
    expect(page.locator(ROWS)).to_have_count(2)  # Ash 201 and Ash 207
    assert serious(page) == []


def test_the_page_of_a_shelf_looks_among_its_own_names(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}stakeholders/by/type/team/")
    page.get_by_label("Find by name").fill("elm")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(STATUS)).to_have_text("70 of 210")


def test_without_the_script_all_names_are_there_in_order(served: str, tab: Tab) -> None:
    page = tab(360, "light", script=False)
    page.goto(f"{served}stakeholders/")
    page.get_by_role("button", name="Find").click()
    names = page.locator("[data-row] a").all_inner_texts()
    assert len(names) == 210
    assert names[:3] == ["Ash 1", "Ash 3", "Ash 5"]
