"""The dev server with a real browser looking on: what a writer sees after each save."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import Tab, listening
from tests.devserver.running import Server, make, running, until, write

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number}, which is here to be scrolled past." for number in range(200))
WRONG = '---\ntitle: Notes: and <img src=x onerror="document.title=1">\n---\nWords.\n'


def about(words: str) -> str:
    return f"---\ntitle: About\n---\n{words}\n\n{LONG}\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    make(tmp_path)
    write(tmp_path / "content/about.md", about("First words."))
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def page(tab: Tab, server: Server) -> Iterator[Page]:
    """The page of `content/about.md`; a reader who complains in the console fails the test."""
    opened = tab(900)
    complaints: list[str] = []
    with listening(
        opened,
        console=lambda told: complaints.append(told.text) if told.type == "error" else None,
        pageerror=lambda error: complaints.append(error.message),
    ):
        with opened.expect_request("**/.sitegen/events"):
            opened.goto(f"{server.address}about/")
        expect(opened.get_by_text("First words.")).to_be_visible()
        yield opened
        opened.goto("about:blank")
    assert [each for each in complaints if "404" not in each and "ERR_" not in each] == []


def test_an_edit_appears(server: Server, page: Page) -> None:
    for words in ("Second words.", "Third words."):
        write(server.site / "content/about.md", about(words))

        expect(page.get_by_text(words)).to_be_visible()


def test_a_file_saved_by_renaming_another_over_it_appears(server: Server, page: Page) -> None:
    for words in ("Second words.", "Third words."):
        write(server.site / "content/.about.md.swp", about(words))
        (server.site / "content/about.md").rename(server.site / "content/about.md~")
        (server.site / "content/.about.md.swp").rename(server.site / "content/about.md")

        expect(page.get_by_text(words)).to_be_visible()


def test_a_reload_stays_where_the_reader_was(server: Server, page: Page) -> None:
    page.evaluate("scrollTo(0, 2500)")
    write(server.site / "content/about.md", about("Second words."))

    expect(page.get_by_text("Second words.")).to_have_count(1)
    until(lambda: page.evaluate("scrollY") == 2500, lambda: f"2500, not {page.evaluate('scrollY')}")


def test_a_style_sheet_is_swapped_without_a_reload(server: Server, page: Page) -> None:
    page.evaluate("window.mine = 'still here'")
    sheets = page.locator("link[rel=stylesheet]")
    before = sheets.count()
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        write(server.site / "layouts/assets/site.css/own.css", f"body {{ background-color: {colour} !important }}")

        expect(page.locator("body")).to_have_css("background-color", colour)
        expect(sheets).to_have_count(before)
    assert page.evaluate("window.mine") == "still here"

    write(server.site / "content/about.md", about("Second words."))

    expect(page.get_by_text("Second words.")).to_be_visible()
    assert page.evaluate("window.mine") is None


def test_an_error_comes_over_the_page_and_goes_by_itself(server: Server, page: Page) -> None:
    write(server.site / "content/note.md", WRONG)

    panel = page.get_by_role("alert")
    expect(panel.get_by_role("heading", name="1 error")).to_be_visible()
    expect(panel.get_by_text("content/note.md:2:13: error[yaml-colon]")).to_be_visible()
    expect(panel.get_by_text('  2 | title: Notes: and <img src=x onerror="document.title=1">')).to_be_visible()
    expect(panel.get_by_text("= fix: ")).to_be_visible()
    expect(panel.locator("img")).to_have_count(0)
    assert panel.evaluate("panel => getComputedStyle(panel).backgroundColor") == "rgb(22, 24, 29)"
    expect(page.get_by_text("First words.")).to_be_visible()

    write(server.site / "content/note.md", "---\ntitle: Notes\n---\nWords.\n")

    expect(panel).to_have_count(0)


def test_errors_that_were_put_aside_stay_there_until_there_are_others(server: Server, page: Page) -> None:
    write(server.site / "content/note.md", WRONG)
    panel, chip = page.get_by_role("alert"), page.get_by_role("button", name="1 error")
    page.get_by_role("button", name="Put aside").click()
    expect(panel).to_be_hidden()

    write(server.site / "content/about.md", about("Second words."))
    expect(page.get_by_text("Second words.")).to_be_visible()
    expect(chip).to_be_visible()
    expect(panel).to_be_hidden()

    chip.click()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    write(server.site / "content/other.md", WRONG)
    expect(panel.get_by_role("heading", name="2 errors")).to_be_visible()


def test_a_configuration_that_is_mended_brings_the_site(server: Server, page: Page) -> None:
    sound = (server.site / "site.yaml").read_text()
    write(server.site / "site.yaml", "title: [A hub\n")
    expect(page.get_by_role("alert").get_by_text(re.compile(r"site\.yaml:\d+:\d+: error"))).to_be_visible()

    write(server.site / "site.yaml", sound.replace("A hub", "Another hub"))

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page).to_have_title("About · Another hub")


def visit(page: Page, address: str) -> None:
    """Go to a page, again where the one before was just then reloading itself."""
    for _ in range(20):
        try:
            page.goto(address)
            page.wait_for_timeout(250)
            if page.url == address:
                return
        except Error as error:
            if "ERR_ABORTED" not in error.message and "interrupted by another navigation" not in error.message:
                raise
    raise AssertionError(f"{address} cannot be reached")


def test_five_hundred_files_at_once_are_all_there(server: Server, page: Page) -> None:
    for number in range(500):
        write(server.site / f"content/wiki/knot-{number}.md", f"---\ntitle: Knot {number}\n---\nOver and under.\n")
    server.shows("/hub/wiki/knot-499/", "Over and under.")
    visit(page, f"{server.address}wiki/knot-0/")
    expect(page.get_by_text("Over and under.")).to_be_visible()
    shutil.rmtree(server.site / "content/wiki")

    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()


def test_the_page_of_a_deleted_file_is_gone(server: Server, page: Page) -> None:
    (server.site / "content/about.md").unlink()
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()

    write(server.site / "content/about.md", about("Back again."))

    expect(page.get_by_text("Back again.")).to_be_visible()


def test_a_page_nobody_sees_hangs_up_and_is_told_later(server: Server, page: Page) -> None:
    hide = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(hide, True)
    write(server.site / "content/about.md", about("Second words."))
    until(lambda: b"Second words." in server.get("/hub/about/").body, lambda: "an edit that nobody sees")
    expect(page.get_by_text("First words.")).to_be_visible()

    page.evaluate(hide, False)

    expect(page.get_by_text("Second words.")).to_be_visible()
