"""Pages that speak of today, opened on another day than they were built on, with a script and without."""

import datetime as dt
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.serving import serving
from tests.conftest import SITE_YAML, Site

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
BUILT = "2026-11-22T09:00:00Z"
AFTER_THREE = "2026-11-25T12:00:00Z"
"""When the first three events are over and the fourth is not."""
CLOSED = "2026-12-15T12:00:00Z"
ALL_OVER = "2027-06-01T12:00:00Z"


def entry(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


FILES = {
    "site.yaml": SITE_YAML,
    "content/posts/draft.md": entry(
        "Our draft",
        "date: 2026-11-01",
        "consultation: {closes: 2026-12-14, respond: {email: a@hub.example}}",
    ),
    "content/posts/later.md": entry(
        "Our plan",
        "date: 2026-11-02",
        "consultation: {opens: 2026-12-01, closes: 2026-12-10, respond: {email: a@hub.example}}",
    ),
    **{
        f"content/events/e{number}.md": entry(
            f"Talk {number}",
            f"start: 2026-11-{22 + number} 10:00",
            "duration: 1 hour",
            "register: https://booking.example/",
        )
        for number in range(1, 7)
    },
    "content/events/series.md": entry("Clinic", "start: 2026-12-01 10:00", "repeat: {every: week, count: 20}"),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("live") / "site", KINDS, OUTPUTS).write(FILES)
    assert site.build(as_of=dt.datetime.fromisoformat(BUILT)).errors == []
    with serving(Path(site.root / "output"), "/") as address:
        yield address


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, hub: str) -> Iterator[Open]:
    """Return a function that opens a page of the hub at a time by the reader's clock."""
    contexts = []

    def opened(path: str, clock: str, *, script: bool = True) -> Page:
        contexts.append(browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(clock)
        page.goto(hub + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def seen(page: Page, query: str) -> list[str]:
    """Return the words of what is shown, hidden things left out."""
    return [found.inner_text() for found in page.locator(query).all() if found.is_visible()]


def test_an_ended_event_leaves_the_front_page_and_the_next_spare_steps_in(opened: Open) -> None:
    page = opened("", BUILT)
    assert seen(page, ".agenda h3") == ["Talk 1", "Talk 2", "Talk 3"]

    page = opened("", AFTER_THREE)
    assert seen(page, ".agenda h3") == ["Talk 4", "Talk 5", "Talk 6"]
    assert seen(page, "main .stamp")[-1] == "As of 25 November 2026"


def test_a_page_without_spares_left_says_no_more_than_on_the_day_it_was_built(opened: Open) -> None:
    """More dates are known than it holds, so one of those may come first."""
    page = opened("", "2027-01-06T12:00:00Z")

    assert seen(page, ".agenda h3") == []
    assert seen(page, "section:has(.agenda) .stamp") == ["As of 22 November 2026"]


def test_the_page_that_stays_open_follows_the_clock(opened: Open) -> None:
    page = opened("", BUILT)
    page.clock.set_fixed_time(AFTER_THREE)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert seen(page, ".agenda h3") == ["Talk 4", "Talk 5", "Talk 6"]


def test_when_all_is_over_the_page_says_that_nothing_is_listed(opened: Open) -> None:
    for path in ("", "events/", "events/plan/"):
        page = opened(path, ALL_OVER)
        assert seen(page, ".agenda h3, tbody th[scope=row]") == []
        (said,) = [words for words in seen(page, "[data-none]") if "dates" in words]
        assert said in ("No further dates are listed here.", "No dates are planned in these months.")


@pytest.mark.parametrize("path", ["", "have-your-say/", "blog/draft/"])
def test_an_open_consultation_says_closed_once_it_is(opened: Open, path: str) -> None:
    page = opened(path, BUILT)
    assert seen(page, ".chip")[0] == "Open"
    assert page.get_by_role("link", name="Send your comment").is_visible()

    page = opened(path, CLOSED)
    assert seen(page, ".chip")[0] == "Closed"
    assert page.get_by_role("link", name="Send your comment").count() == 0


def test_the_agenda_and_the_plan_lose_what_is_over(opened: Open) -> None:
    page = opened("events/", CLOSED)
    assert seen(page, ".agenda h3") == ["Clinic"] * 18
    assert seen(page, "main h2")[0] == "December 2026"

    page = opened("events/plan/", CLOSED)
    assert seen(page, "tbody th[scope=row]") == ["Clinic"] * 18
    assert seen(page, "tbody .group")[0] == "December 2026"


def test_what_is_past_is_no_longer_offered_to_calendars(opened: Open) -> None:
    page = opened("events/e1/", BUILT)
    assert page.get_by_role("link", name="Google Calendar").is_visible()
    assert page.get_by_role("link", name="Ask for a place").is_visible()

    page = opened("events/e1/", AFTER_THREE)
    assert page.get_by_role("link", name="Google Calendar").count() == 0
    assert page.get_by_role("link", name="Add to calendar").count() == 0
    assert page.get_by_role("link", name="Ask for a place").count() == 0


def test_the_next_of_several_dates_is_told(opened: Open) -> None:
    page = opened("events/series/", "2026-12-09T12:00:00Z")

    assert page.locator("[data-next] strong").inner_text() == "Tuesday 15 December 2026, 10am"
    assert seen(page, "[data-dates] li:has(.chip:visible)") == ["Tuesday 15 December 2026, 10am Next"]


def test_without_a_script_the_page_says_for_which_day_it_is_true(opened: Open) -> None:
    for path in ("", "events/", "events/plan/", "events/past/", "have-your-say/", "blog/draft/"):
        page = opened(path, ALL_OVER, script=False)
        assert "As of 22 November 2026" in seen(page, "main .stamp")
    page = opened("", ALL_OVER, script=False)
    assert seen(page, ".agenda h3") == ["Talk 1", "Talk 2", "Talk 3"]


LINKS = """
() => [...document.querySelectorAll("main a[href]")].filter(link => link.checkVisibility())
  .map(link => link.getAttribute("href"))
"""
FOCUSED = """
() => [document.activeElement.getAttribute("href"), getComputedStyle(document.activeElement).backgroundColor]
"""
CALENDAR = ("events/", "events/plan/", "events/past/", "events/2026/", "events/2026/12/", "events/series/")


@pytest.mark.parametrize("path", CALENDAR)
def test_axe_finds_nothing_at_all_in_the_calendar(opened: Open, path: str) -> None:
    page = opened(path, BUILT)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]} == {}


@pytest.mark.parametrize("path", CALENDAR)
def test_every_link_of_the_calendar_is_reached_by_keyboard_in_order_and_seen(opened: Open, path: str) -> None:
    page = opened(path, BUILT)
    wanted = page.evaluate(LINKS)
    page.locator("main").focus()
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == [[link, "rgb(255, 207, 51)"] for link in wanted]


def test_a_page_that_cannot_open_a_consultation_keeps_the_day_of_its_build(opened: Open) -> None:
    page = opened("blog/later/", "2026-12-02T12:00:00Z")
    assert seen(page, ".chip")[0] == "Forthcoming"
    assert "As of 22 November 2026" in seen(page, "main .stamp")

    page = opened("blog/later/", "2026-11-30T12:00:00Z")
    assert "As of 30 November 2026" in seen(page, "main .stamp")
