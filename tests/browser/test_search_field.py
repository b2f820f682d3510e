"""The field of the search in the header of every page: by keyboard, how much it loads, and that nothing moves."""

import re
from pathlib import Path

from playwright.sync_api import Request, expect

from tests.browser.conftest import Tab, listening
from tests.browser.looking import FIRST, SHIFTED, opened, serious


def test_a_word_is_found_by_keyboard_from_any_page(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}wiki/")
    hint = page.locator(".seek kbd")
    expect(hint).to_have_text("/")
    expect(hint).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#Seek")).to_be_focused()
    expect(hint).to_be_hidden()
    page.keyboard.type("workshops")
    expect(page.locator(".found [role=status]")).to_contain_text("Results: ")
    field = page.get_by_role("combobox", name="Search this site")
    expect(field).to_have_attribute("aria-expanded", "true")
    rows = page.get_by_role("listbox", name="Results").get_by_role("option")
    expect(rows).to_have_count(7)
    assert {"Post", "Event"} & {*rows.locator(".kind").all_inner_texts()}
    expect(rows.last).to_have_text(re.compile("^All results for “workshops”[0-9]+$"))
    title = rows.first.locator("b").inner_text()
    selected = page.locator(".found [aria-selected=true]")

    def active() -> str | None:
        return field.get_attribute("aria-activedescendant")

    page.keyboard.press("ArrowUp")  # from the field round to the end
    expect(rows.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(selected).to_have_count(0)
    assert active() == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    assert active() == rows.nth(1).get_attribute("id")
    rows.nth(3).hover()
    expect(selected).to_have_count(1)
    expect(rows.nth(3)).to_have_attribute("aria-selected", "true")
    whole = rows.nth(3).bounding_box()
    around = page.locator(".found").bounding_box()
    assert whole and around and whole["width"] >= around["width"] - 4  # but for its edges
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main mark").first).to_have_text(re.compile("^workshops?$", re.IGNORECASE))
    assert "found" not in page.url


def test_escape_puts_results_away_and_enter_leads_to_all_of_them(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/")
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator("#Seek")).to_be_focused()
    expect(page.locator("#Seek")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=data")
    expect(page.locator(".results h3")).to_have_count(10)
    page.locator(".more").click()
    expect(page.locator(".results h3")).to_have_count(20)
    expect(page.locator(".results h3 a").nth(10)).to_be_focused()


def test_nothing_is_loaded_before_the_first_focus_and_little_with_it(served: str, tab: Tab, hub: Path) -> None:
    page = tab()
    loaded: list[str] = []

    def note(request: Request) -> None:
        loaded.append(request.url.removeprefix(served))

    with listening(page, request=note):
        page.goto(f"{served}wiki/")
        page.wait_for_load_state("networkidle")
        assert not [path for path in loaded if "search" in path]
        loaded.clear()
        with page.expect_response("**/*.pf_meta"), page.expect_response("**/*.pagefind"):
            page.keyboard.press("/")

    sizes = {path: (hub / path).read_bytes() for path in loaded}
    assert {path.partition("/")[0] for path in sizes} == {"assets", "search"}
    assert not [path for path in sizes if "fragment" in path]
    assert sum(map(transferred, sizes.values())) <= 60 * 1024


def transferred(data: bytes) -> int:
    """The bytes of a file on the way to a reader, by a host that compresses what is not compressed yet."""
    import gzip

    return len(data) if data[:2] == b"\x1f\x8b" else len(gzip.compress(data, 9))


def test_the_results_below_the_field_are_accessible(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/", 1280, "dark")
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert serious(page) == []


def test_on_a_phone_the_field_is_a_link_to_the_search_page(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/", 360)
    expect(page.locator("#Seek")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.wait_for_url("**/search/")

    expect(page.locator("#Seek")).to_be_focused()


def test_nothing_moves_when_a_script_shows_its_fields(served: str, tab: Tab) -> None:
    for width in (360, 1280):
        for path in ("wiki/", "documents/", "tags/", "blog/", "search/", "search/?q=clinic"):
            page = opened(tab, served + path, width)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(SHIFTED) == 0, (path, width)
