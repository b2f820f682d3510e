"""What readers come for, done by keyboard alone, from the front page: each task in at most so many presses.

A word that is typed into a field is one press, and so is Tab, each time.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.hub import AS_OF

pytestmark = pytest.mark.browser

MOST = {
    "the next clinic into a calendar": 13,
    "what was decided about tags": 4,
    "everything about a stakeholder": 4,
    "a comment without a mail program": 18,
    "a comment through a form": 21,
    "a message copied": 10,
    "a document and what changed in it": 13,
    "from a wiki page to the news": 7,
    "a word": 4,
}
"""Task -> the presses that it may take. The tests of all of these fail when a page puts more in the way."""


class Reader(Struct):
    """Somebody who has no pointer."""

    page: Page
    pressed: int = 0

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.pressed += 1

    def skip(self) -> None:
        """Go past the header, by the link that every page has for it."""
        self.press("Tab")
        self.press("Enter")

    def tab_to(self, words: str, role: str = "link") -> None:
        """Press Tab until what has the focus bears these words."""
        self.tab_until(self.page.get_by_role(role, name=words).first, words)  # type: ignore[arg-type]

    def unfold(self, words: str) -> None:
        """Go to what is folded away under these words, and open it."""
        self.tab_until(self.page.locator("summary", has_text=words), words)
        self.press("Enter")

    def tab_until(self, wanted: Locator, words: str) -> None:
        """Press Tab until this has the focus."""
        element = wanted.element_handle()
        for _ in range(60):
            if element.evaluate("(element) => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"60 presses of Tab do not lead to {words!r} on {self.page.url}")

    def follow(self, words: str) -> None:
        """Go to a link and open it."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.press("Enter")

    def search(self, words: str, title: str) -> None:
        """Look for words from wherever the page is, and open the first result."""
        self.press("/")
        self.page.keyboard.type(words)
        self.pressed += 1
        expect(self.page.locator(".found a b").first).to_have_text(title)
        self.press("ArrowDown")
        self.press("Enter")
        self.page.wait_for_url("**found=*")
        expect(self.page.locator("h1")).to_have_text(title)


Start = Callable[..., Reader]


@pytest.fixture(scope="module")
def start(browser: Browser, served: str) -> Iterator[Start]:
    """Return a function that opens a page, the front page unless named, on the day the hub was built."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.route(lambda url: not url.startswith(served), lambda route: route.fulfill(body="another site"))
    page = context.new_page()

    def open_page(path: str = "") -> Reader:
        page.clock.set_fixed_time(f"{AS_OF}:00Z")
        page.goto(served + path)
        return Reader(page=page)

    yield open_page
    context.close()


def copied(page: Page) -> str:
    """Return what the clipboard has."""
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


def test_the_next_clinic_goes_into_a_calendar(start: Start) -> None:
    reader = start()
    reader.search("monthly clinic", "Monthly data clinic")
    reader.skip()
    reader.tab_to("Add the next date alone")
    taken: Download
    with reader.page.expect_download() as waiting:
        reader.press("Enter")
    taken = waiting.value

    text = Path(taken.path()).read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/London:20261201T180000" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert reader.pressed <= MOST["the next clinic into a calendar"]


def test_the_address_of_a_feed_is_copied_whole(start: Start, served: str) -> None:
    page = start("subscribe/").page
    page.get_by_role("button", name="Copy the address of Everything new").click()

    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    assert copied(page) == f"{served}feed.xml"


def test_it_is_told_what_was_decided_about_tags(start: Start) -> None:
    reader = start()
    reader.search("shorter list tags", "A shorter list of tags")

    expect(reader.page.locator(".stands .meta")).to_contain_text("Open")
    expect(reader.page.get_by_role("heading", name="Next steps")).to_be_visible()
    expect(reader.page.locator("main")).to_contain_text("by 8 January 2027")
    assert reader.pressed <= MOST["what was decided about tags"]


def test_everything_about_a_stakeholder_is_on_one_page(start: Start) -> None:
    reader = start()
    reader.search("small charities circle", "Small charities circle")

    expect(reader.page.get_by_role("heading", name="Timeline")).to_be_visible()
    expect(reader.page.get_by_role("heading", name="How to reach them")).to_be_visible()
    expect(reader.page.get_by_role("link", name="In your calendar (webcal)")).to_be_visible()
    assert reader.page.locator(".timeline > li").count() > 3
    assert reader.pressed <= MOST["everything about a stakeholder"]


def test_a_comment_needs_no_mail_program(start: Start) -> None:
    reader = start()
    reader.skip()
    reader.follow("A shorter list of tags")
    reader.skip()
    reader.unfold("Other ways to answer")
    reader.tab_to("Copy the address", "button")
    reader.press("Enter")

    expect(reader.page.get_by_role("button", name="Copied")).to_be_visible()
    assert copied(reader.page) == "hub@local-public-data.example"
    expect(reader.page.locator(".questions")).to_contain_text("Which of the four mergers")
    assert reader.pressed <= MOST["a comment without a mail program"]


def test_a_consultation_with_a_form_leads_to_it(start: Start) -> None:
    reader = start()
    reader.skip()
    reader.follow("Draft programme for 2027 to 2028")
    reader.skip()
    reader.unfold("Other ways to answer")
    reader.follow("Answer on the web")

    assert reader.page.url == "https://local-public-data.example/contact/"
    assert reader.pressed <= MOST["a comment through a form"]


def test_a_message_is_copied(start: Start) -> None:
    reader = start()
    reader.search("protect person", "Share the answer, protect the person")
    reader.skip()
    reader.tab_to("Copy the wording: Short", "button")
    reader.press("Enter")

    expect(reader.page.get_by_role("button", name="Copied")).to_be_visible()
    assert copied(reader.page) == "Send the answer, not the file."
    assert reader.pressed <= MOST["a message copied"]


def test_a_document_is_found_and_what_changed_in_it(start: Start) -> None:
    reader = start()
    reader.search("communications plan 2026", "Communications plan 2026")
    expect(reader.page.locator(".files a").first).to_be_visible()
    reader.skip()
    reader.follow("What was changed")

    expect(reader.page.locator("h1")).to_contain_text("Communications plan 2026")
    expect(reader.page.locator("main")).to_contain_text("Bring the texts over")
    assert reader.pressed <= MOST["a document and what changed in it"]


def test_a_reader_of_the_wiki_comes_to_the_news(start: Start) -> None:
    reader = start("wiki/guides/how-to-run-a-data-clinic/")
    reader.follow("Blog")

    expect(reader.page.locator("h1")).to_have_text("Blog")
    expect(reader.page.locator("main h3").first).to_have_text("Dates for the winter")
    assert reader.pressed <= MOST["from a wiki page to the news"]


def test_a_word_is_found_and_marked(start: Start) -> None:
    reader = start()
    reader.search("footnotes", "Formatting by example")

    expect(reader.page.locator("main mark").first).to_have_text("footnotes", ignore_case=True)
    assert reader.pressed <= MOST["a word"]
