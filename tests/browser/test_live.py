"""Pages that speak of today, opened on another day than they were built on, with a script and without."""

import datetime as dt
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.conftest import Tab
from tests.browser.live_hub import FILES
from tests.browser.serving import serving
from tests.conftest import Site

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
BUILT = "2026-11-22T09:00:00Z"
AFTER_THREE = "2026-11-25T12:00:00Z"
"""When the first three events are over and the fourth is not."""
OPENED = "2026-12-02T12:00:00Z"
"""When the consultation that was to come at the build is open."""
ONE_CLOSED = "2026-12-11T12:00:00Z"
"""When that consultation is closed again and the other still open."""
CLOSED = "2026-12-15T12:00:00Z"
ALL_OVER = "2027-06-01T12:00:00Z"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("live") / "site", KINDS, OUTPUTS).write(FILES)
    assert site.build(as_of=dt.datetime.fromisoformat(BUILT)).errors == []
    with serving(Path(site.root / "output"), "/") as address:
        yield address


Open = Callable[..., Page]


@pytest.fixture
def opened(tab: Tab, hub: str) -> Open:
    """Return a function that opens a page of the hub at a time by the reader's clock."""

    def opened(path: str, clock: str, *, script: bool = True) -> Page:
        page = tab(script=script)
        page.clock.set_fixed_time(clock)
        page.goto(hub + path)
        return page

    return opened


SEEN = """
(found) => found
  .filter((one) => one.getClientRects().length && one.checkVisibility({visibilityProperty: true}))
  .map((one) => one.innerText)
"""


def seen(page: Page, query: str) -> list[str]:
    """Return the words of what is shown, hidden things left out."""
    return seen_in(page.locator(query))


def seen_in(found: Locator) -> list[str]:
    """Return the words of those that are shown, asked for all at once, because each question takes a while."""
    words: list[str] = found.evaluate_all(SEEN)
    return words


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
        assert "No further dates are listed here." in seen(page, "[data-none]")
        assert "No dates are planned in these months." not in seen(page, "[data-none]")


WAYS = ".btn:text('Send your comment')"


@pytest.mark.parametrize("path", ["have-your-say/", "blog/draft/"])
def test_an_open_consultation_says_closed_once_it_is(opened: Open, path: str) -> None:
    page = opened(path, BUILT)
    assert seen(page, ".chip")[0] == "Open"
    assert page.get_by_role("link", name="Send your comment").is_visible()

    page = opened(path, CLOSED)
    assert seen(page, ".chip")[0] == "Closed"
    assert page.get_by_role("link", name="Send your comment").count() == 0


TO_COME = ("Forthcoming Opens Tuesday 1 December 2026, closes Thursday 10 December 2026", 0, "Have your say")
STATES = {
    BUILT: TO_COME,
    "2026-11-30T23:59:59Z": TO_COME,
    "2026-12-01T00:00:00Z": ("Open Closes Thursday 10 December 2026", 1, "Have your say"),
    "2026-12-10T23:59:59Z": ("Open Closes Thursday 10 December 2026", 1, "Have your say"),
    "2026-12-11T00:00:00Z": ("Closed Closed Thursday 10 December 2026", 0, "Consultation"),
}


@pytest.mark.parametrize("clock", STATES)
def test_a_consultation_that_was_to_come_opens_and_closes_on_its_own_page(opened: Open, clock: str) -> None:
    page = opened("blog/later/", clock)

    (stands,) = seen(page, ".stands p.meta")
    assert (" ".join(stands.split()), len(seen(page, WAYS)), seen(page, ".panel h2")[0]) == STATES[clock]
    day = str(int(clock[8:10]))
    assert seen(page, ".stands .stamp")[0].startswith(f"As of {day} ")


def test_the_front_page_invites_to_what_is_open_and_to_nothing_else(opened: Open) -> None:
    told = {}
    for clock in (BUILT, OPENED, ONE_CLOSED, CLOSED):
        page = opened("", clock)
        told[clock] = (seen(page, ".lead h3"), len(seen(page, WAYS)), seen(page, "main .stamp"))

    assert told == {
        BUILT: (["Our draft"], 1, ["As of 22 November 2026"]),
        OPENED: (["Our draft", "Our plan"], 1, ["As of 2 December 2026"]),  # the later one is a line
        ONE_CLOSED: (["Our draft"], 1, ["As of 11 December 2026"]),
        CLOSED: ([], 0, ["As of 15 December 2026"]),
    }


def test_a_consultation_goes_under_the_heading_that_is_true_of_it(opened: Open) -> None:
    told = {}
    for clock in (BUILT, OPENED, ONE_CLOSED, CLOSED):
        page = opened("have-your-say/", clock)
        told[clock] = [words.split("\n")[0] for words in seen(page, "main :is(h2, h3, [data-none])")]

    nothing = "Nothing listed here is open for comment."
    assert told == {
        BUILT: ["Open now", "Our draft", "Opening soon", "Our plan"],
        OPENED: ["Open now", "Our plan", "Our draft"],
        ONE_CLOSED: ["Open now", "Our draft", "Closed", "Our plan"],
        CLOSED: ["Open now", nothing, "Closed", "Our draft", "Our plan"],
    }


def test_a_card_follows_the_clock_while_it_is_read(opened: Open) -> None:
    """Leaf, chip and ways change in place; whoever is on a link stays there though its card moves."""
    page = opened("have-your-say/", BUILT)
    card = page.locator(".consult", has_text="Our plan")
    card.get_by_role("link", name="Our plan").focus()
    found = []
    for clock in (OPENED, ONE_CLOSED):
        page.clock.set_fixed_time(clock)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        (leaf,) = [one for one in card.locator(".leaf").all() if one.is_visible()]
        focused = page.evaluate("document.activeElement.textContent")
        found.append((leaf.inner_text().split(), leaf.get_attribute("class"), focused, len(seen(page, WAYS))))

    assert found == [
        (["Dec", "10", "Thu"], "leaf", "Our plan", 2),
        (["Dec", "10", "Thu"], "leaf past", "Our plan", 1),
    ]
    page.clock.set_fixed_time(CLOSED)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert seen(page, ".questions") == []


def test_a_page_says_nothing_of_a_day_before_it_was_built(opened: Open) -> None:
    page = opened("", "2026-11-20T12:00:00Z")
    assert set(seen(page, ".stamp")) == {"As of 22 November 2026"}


WHOLE = "20 dates from 1 December 2026 to 13 April 2027"
TIMELINE = {
    BUILT: (["Fair To come", "Clinic To come"], 2, "Tuesday 1 December 2026, 10am, then 19 more dates"),
    OPENED: (["Fair To come", "Clinic Under way"], 2, "Tuesday 8 December 2026, 10am, then 18 more dates"),
    "2027-01-05T12:00:00Z": (["Fair To come", "Clinic Under way"], 2, WHOLE),
    "2027-05-11T12:00:00Z": (["Fair Under way", "Clinic"], 1, WHOLE),
    "2027-05-13T00:00:00Z": (["Fair", "Clinic"], 0, WHOLE),
}


@pytest.mark.parametrize("clock", TIMELINE)
def test_a_timeline_counts_as_coming_what_is_not_over(opened: Open, clock: str) -> None:
    page = opened("stakeholders/crew/", clock)
    lines = page.locator(".timeline > li", has=page.locator("[data-coming]")).all()
    shown = [
        " ".join([line.locator("h4").inner_text(), *seen_in(line.locator(".chip"))])
        for line in lines
        if line.get_attribute("data-over")
    ]

    *told, dates = TIMELINE[clock]
    assert [shown, page.locator(".timeline > .next").count()] == told
    assert seen(page, ".timeline .when > span:first-child")[:2] == [
        "Organiser of, 10 May 2027 to 12 May 2027",
        f"Organiser of, {dates}",
    ]


def test_what_became_of_a_date_stands_on_one_line_in_the_month(opened: Open) -> None:
    page = opened("events/2026/11/", BUILT)
    words = page.locator(".month b", has_text="Rescheduled")
    lines = "b => { const r = new Range(); r.selectNodeContents(b); return r.getClientRects().length; }"
    for width in (768, 800, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert words.evaluate(lines) == 1


def test_the_agenda_and_the_plan_lose_what_is_over(opened: Open) -> None:
    page = opened("events/", CLOSED)
    assert seen(page, ".agenda h3") == []
    assert seen(page, "main h2")[0] == "December 2026"
    assert seen(page, ".again > ul > li") == ["Clinic Tue 15, Tue 22, Tue 29"]
    assert seen(page, "main .stamp")[0] == "As of 15 December 2026"

    page = opened("events/plan/", CLOSED)
    assert seen(page, "tbody th[scope=row]") == ["Clinic"] * 18
    assert seen(page, "tbody .group")[0] == "December 2026"


MONTHS = {
    BUILT: ("November 2026", ["22"], ["All", "This week", "November 2026", "December 2026"]),
    AFTER_THREE: ("November 2026", ["25: 1 date"], ["All", "November 2026", "December 2026"]),
    OPENED: ("December 2026", ["2"], ["All", "December 2026"]),
    "2027-01-02T12:00:00Z": (None, [], ["All"]),
}


def test_the_small_month_of_the_agenda_and_the_months_on_offer_follow_the_clock(opened: Open) -> None:
    for clock, (month, days, shelves) in MONTHS.items():
        page = opened("events/", clock)
        assert seen(page, ".mini caption") == [month] * bool(month)
        assert [found.replace("\n", "") for found in seen(page, ".mini [aria-current=date]")] == days
        assert seen(page, ".finder nav li") == shelves


def test_months_and_years_mark_the_day_that_it_is(opened: Open) -> None:
    assert seen(opened("events/2026/11/", AFTER_THREE), ".month [aria-current=date] .day") == ["25"]
    assert opened("events/2026/11/", OPENED).locator(".month [aria-current]").count() == 0
    assert seen(opened("events/2026/", OPENED), ".mini [aria-current=date]") == ["2"]


def test_what_ended_since_the_build_is_put_away_before_the_agenda_is_painted(tab: Tab, hub: str) -> None:
    page = tab()
    page.clock.set_fixed_time(OPENED)
    page.add_init_script(
        "self.shifted = 0; new PerformanceObserver((found) => { for (const one of found.getEntries())"
        " self.shifted += one.value; }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(hub + "events/")

    assert page.evaluate("new Promise((done) => setTimeout(() => done(self.shifted), 300))") < 0.02
    assert seen(page, "[data-group] h2")[0] == "December 2026"


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


def test_the_leaf_follows_the_clock_and_what_is_over_is_folded_away(opened: Open) -> None:
    page = opened("events/series/", BUILT)
    assert page.locator(".title .leaf").inner_text().split() == ["Dec", "1", "Tue"]
    assert not page.locator("[data-past]").is_visible()
    assert page.get_by_role("link", name="Add the next date alone").is_visible()

    page = opened("events/series/", "2026-12-09T12:00:00Z")
    assert page.locator(".title .leaf").inner_text().split() == ["Dec", "15", "Tue"]
    assert page.locator("[data-dates] > :not([data-past]) .h-event").count() == 18
    page.get_by_text("Dates that are over").click()
    assert seen(page, "[data-past] li") == ["Tuesday 8 December 2026, 10am", "Tuesday 1 December 2026, 10am"]
    assert page.get_by_role("link", name="Add the next date alone").count() == 0
    assert "over" not in " ".join(seen(page, ".title")).lower()

    page = opened("events/series/", ALL_OVER)
    assert page.locator(".title .leaf.past").count() == 1
    assert "The last date was Tuesday 13 April 2027, 10am." in seen(page, ".title")[0]


def test_an_event_says_that_it_took_place_once_it_has(opened: Open) -> None:
    page = opened("events/e1/", BUILT)
    assert "took place" not in seen(page, ".title")[0]
    page = opened("events/e1/", AFTER_THREE)
    assert "This took place on Monday 23 November 2026, 10am to 11am." in seen(page, ".title")[0]
    assert page.locator(".title .leaf.past").count() == 1


def test_without_a_script_the_page_says_for_which_day_it_is_true(opened: Open) -> None:
    for path in ("", "events/", "events/plan/", "events/past/", "have-your-say/", "blog/draft/"):
        page = opened(path, ALL_OVER, script=False)
        assert "As of 22 November 2026" in seen(page, "main .stamp")
    page = opened("", ALL_OVER, script=False)
    assert seen(page, ".agenda h3") == ["Talk 1", "Talk 2", "Talk 3"]
    assert seen(page, ".lead h3") == ["Our draft"]
    page = opened("have-your-say/", OPENED, script=False)
    assert seen(page, "main :is(h2, h3)") == ["Open now", "Our draft", "Opening soon", "Our plan"]
    assert len(seen(page, WAYS)) == 1


LINKS = """
() => [...document.querySelectorAll("main a[href]")].filter(link => link.checkVisibility())
  .map(link => link.getAttribute("href"))
"""
FOCUSED = """
() => !document.activeElement.matches("a") ? null
  : [document.activeElement.getAttribute("href"), getComputedStyle(document.activeElement).backgroundColor]
"""
"""Where the link with the focus leads, and its ground; null where something else has the focus."""
CALENDAR = ("events/", "events/plan/", "events/past/", "events/2026/", "events/2026/12/", "events/series/")
LIVE = ("", "have-your-say/", "blog/later/", "stakeholders/crew/")
LOOKED_AT = [(path, BUILT) for path in CALENDAR] + [(path, OPENED) for path in LIVE]
LOOKED_AT.append(("have-your-say/", CLOSED))


@pytest.mark.parametrize(("path", "clock"), LOOKED_AT)
def test_axe_finds_nothing_at_all(opened: Open, path: str, clock: str) -> None:
    page = opened(path, clock)
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]} == {}


@pytest.mark.parametrize(("path", "clock"), LOOKED_AT)
def test_every_link_is_reached_by_keyboard_in_order_and_seen(opened: Open, path: str, clock: str) -> None:
    page = opened(path, clock)
    wanted = page.evaluate(LINKS)
    page.locator("main").focus()
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        while not (focused := page.evaluate(FOCUSED)):
            page.keyboard.press("Tab")
        reached.append(focused)
    assert reached == [[link, "rgb(255, 207, 51)"] for link in wanted]


def test_a_tag_begins_with_what_is_to_come_and_folds_away_what_is_over(opened: Open) -> None:
    path = "tags/talks/"
    latest_first = [f"Talk {number}" for number in range(6, 0, -1)]

    page = opened(path, AFTER_THREE, script=False)
    assert seen(page, ".agenda h3") == latest_first
    assert seen(page, "main summary") == []

    page = opened(path, AFTER_THREE)
    assert seen(page, ".cols h2") == ["Events", "Blog"]
    assert seen(page, ".agenda h3") == ["Talk 4", "Talk 5", "Talk 6"]
    assert seen(page, "main summary") == ["Past events 3"]
    page.locator("main summary").click()
    assert seen(page, "[data-past] h3") == latest_first[3:]
    assert seen(page, "[data-past] .past i") == ["25", "24", "23"]

    page = opened(path, BUILT)
    assert seen(page, ".agenda h3") == latest_first[::-1]
    assert seen(page, "main summary") == []

    page = opened(path, ALL_OVER)
    assert seen(page, ".cols h2") == ["Blog", "Events"]
    assert seen(page, ".agenda h3") == latest_first
    assert seen(page, "main summary") == []
