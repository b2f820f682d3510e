"""The page for what is not there: its search, and the pages that it guesses."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Tab, listening
from tests.browser.looking import FIRST, SHIFTED, opened, serious


def test_the_page_for_what_is_not_there_has_the_search(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}no/such/page/")
    page.keyboard.press("/")
    page.keyboard.type("clinic")
    expect(page.locator(FIRST).first).to_be_visible()
    page.locator(FIRST).first.click()
    expect(page.locator("main mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "words", "title"),
    [
        ("wiki/guide/how-to-run-a-data-clinic/", "how to run a data clinic", "How to run a data clinic"),
        ("Fewer_Tags.html", "fewer tags", "Help us thin out the tags"),
        ("2010/01/monthly-clinic/", "monthly clinic", "Monthly data clinic"),
    ],
)
def test_the_page_for_what_is_not_there_offers_pages_with_the_words_of_the_address(
    served: str, tab: Tab, address: str, words: str, title: str
) -> None:
    page = opened(tab, served + address)
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value(words)
    offered = page.locator("[data-guess] a")
    expect(offered.first).to_be_visible()
    assert title in offered.all_inner_texts()
    assert offered.count() <= 3
    expect(page.locator("[data-guess] > p")).to_be_hidden()
    assert page.evaluate(SHIFTED) == 0
    offered.first.press("Enter")
    expect(page.locator("h1")).not_to_have_text("There is no page here")


def test_where_no_page_is_called_so_the_place_of_guesses_says_it_and_nothing_moves(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}xylophone/", 360)
    expect(page.locator("[data-guess] > p")).to_have_text(re.compile("No page here is called so"))
    expect(page.locator("[data-guess] a")).to_have_count(0)
    assert page.evaluate(SHIFTED) == 0
    assert serious(page) == []


def test_an_address_without_words_is_offered_nothing_and_the_search_still_works(served: str, tab: Tab) -> None:
    said: list[str] = []
    page = tab()
    with listening(page, pageerror=lambda error: said.append(str(error))):
        page.goto(f"{served}a/%FF/")
        page.keyboard.press("/")
        page.keyboard.type("clinic")
        expect(page.locator(FIRST).first).to_be_visible()
    assert page.locator(FIRST).count() <= 7
    expect(page.locator("[data-guess]")).to_have_count(0)
    assert said == []
