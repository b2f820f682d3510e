"""The finder of a list and the rail of the pages below it: by keyboard in a browser, and without the script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab
from tests.browser.hub import AS_OF

pytestmark = pytest.mark.browser

ROWS = "[data-row]:not([data-out])"
STATUS = ".finder [role=status]"


def opened(tab: Tab, address: str, *, script: bool = True) -> Page:
    page = tab(1280, "light", script=script)
    page.clock.set_fixed_time(f"{AS_OF}:00Z")  # lists lose what is over
    page.goto(address)
    return page


def test_a_list_is_filtered_in_place_by_what_is_typed_whatever_the_case(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}wiki/")
    every = page.locator(ROWS).count()
    expect(page.locator(STATUS)).to_be_empty()
    page.get_by_label("Find by name").focus()
    page.keyboard.type("LICENCE")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("[data-shelf]:not([data-out]) h2")).to_have_text("Glossary")
    expect(page.locator(STATUS)).to_have_text(f"1 of {every}")
    expect(page).to_have_url(f"{served}wiki/?find=LICENCE")
    expect(page.locator("[data-on='section:glossary'] b")).to_have_text("1")
    expect(page.locator("[data-on='section:guides'].empty b")).to_have_text("0")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    expect(page.locator(ROWS)).to_have_count(every)
    expect(page).to_have_url(f"{served}wiki/")


def test_what_is_asked_of_a_list_is_in_its_address_for_back_and_for_somebody_else(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}documents/")
    every = page.locator(ROWS).count()
    page.get_by_role("link", name="Papers", exact=False).first.click()
    expect(page).to_have_url(f"{served}documents/?by=type:paper")
    page.get_by_text("More filters").click()
    page.get_by_role("link", name="Open for comment").click()
    expect(page).to_have_url(f"{served}documents/?by=type:paper&by=asked:open")
    expect(page.locator(ROWS)).to_have_count(1)
    page.locator(f"{ROWS} a").click()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(2)
    expect(page.locator(".finder [aria-current=true]")).to_have_text([re.compile("Papers 2"), "All", "All", "All"])
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(every)

    page.goto(f"{served}documents/?by=type:paper&find=DRAFT&other=1")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("Find by name")).to_have_value("DRAFT")
    page.reload()
    expect(page.locator(ROWS)).to_have_count(1)
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.evaluate(
        "async () => new DOMParser().parseFromString(await (await fetch('./')).text(), 'text/html')"
        ".querySelector('link[rel=canonical]').getAttribute('href')"
    )


def test_a_list_in_which_nothing_fits_says_so_and_leads_on(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}documents/?by=type:plan&find=programme")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(STATUS)).to_have_text("Nothing here matches: programme, Plans")
    further = page.get_by_role("link", name="Search the whole site for “programme”")
    expect(further).to_have_attribute("href", re.compile(r"/search/\?q=programme$"))
    page.get_by_role("link", name="Look for “programme” in all of them").press("Enter")
    expect(page).to_have_url(f"{served}documents/?find=programme")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_role("link", name="Look for")).to_be_hidden()
    expect(page.locator(".finder [data-on]").first).to_be_focused()
    page.get_by_role("link", name="Clear the filter").press("Enter")
    expect(page.locator(STATUS)).to_be_empty()
    expect(page.get_by_label("Find by name")).to_have_value("")
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)


def test_shelves_of_two_sorts_are_chosen_together_by_keyboard_and_let_go_again(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}stakeholders/")
    every = page.locator(ROWS).count()
    page.get_by_label("Find by name").focus()
    finder = page.locator(".finder")
    for name in ("All", "Working together"):
        page.keyboard.press("Tab")
        expect(finder.get_by_role("link", name=name).first).to_be_focused()
    page.keyboard.press("Enter")
    together = page.locator(ROWS).count()
    assert 0 < together < every
    expect(finder.get_by_role("link", name="Working together")).to_have_attribute("aria-current", "true")

    finder.get_by_role("link", name="Teams").press("Enter")
    expect(page.locator(STATUS)).to_have_text(f"2 of {every}")
    finder.get_by_role("link", name="Working together").press("Enter")
    expect(page.locator(STATUS)).to_have_text(f"5 of {every}")
    finder.get_by_role("list", name="Type").get_by_role("link", name="All").press("Enter")
    expect(page.locator(ROWS)).to_have_count(every)


def test_without_the_script_each_shelf_is_a_page_and_there_is_no_field(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}stakeholders/", script=False)
    expect(page.get_by_label("Find by name")).to_be_hidden()
    page.get_by_role("navigation", name="Filters").get_by_role("link", name="Lapsed 7").click()
    expect(page.locator("h1")).to_have_text("Stakeholders: Lapsed")
    expect(page.locator(".shelf > li")).to_have_count(7)
    expect(page.locator(".finder [aria-current=page]")).to_have_text("Lapsed 7")


def test_a_page_below_has_the_shelf_beside_it_with_itself_marked_and_the_next_one(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}wiki/by/section/guides/", script=False)
    _, *names = page.locator(".shelf > li > a").all_inner_texts()
    page.locator(".shelf").get_by_role("link", name=names[1]).click()
    rail = page.get_by_role("navigation", name="This section")
    expect(rail.locator("[aria-current=page]")).to_have_text(names[1])
    assert rail.get_by_role("link").all_inner_texts() == names
    page.locator(".pager [rel=next]").click()
    expect(page.locator("h1")).to_have_text(names[2])
    page.locator(".rail h2 a").click()
    expect(page.locator("h1")).to_have_text("Guides")


def test_the_agenda_is_filtered_by_month_and_week_while_the_clock_goes_on(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}events/")
    finder = page.locator(".finder")
    month = finder.get_by_role("link").nth(3)
    name = month.inner_text()
    month.press("Enter")
    expect(page.locator("[data-group][data-shelf]:not([data-out])")).to_have_count(1)
    expect(page.locator("[data-group][data-shelf]:not([data-out]) h2")).to_have_text(name)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the clock is asked again
    expect(page.locator("[data-group][data-shelf] h2").filter(visible=True)).to_have_text([name])
    finder.get_by_role("link", name="All").press("Enter")
    assert page.locator("[data-group][data-shelf]").filter(visible=True).count() > 1


def test_what_is_open_for_comment_is_found_in_the_library_with_its_last_day(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}documents/")
    page.get_by_text("More filters").press("Enter")
    page.get_by_role("link", name="Open for comment").press("Enter")
    for row in page.locator(ROWS).all():
        expect(row.locator(".chip")).to_contain_text("Comments until")
    assert page.locator(ROWS).count() > 0
