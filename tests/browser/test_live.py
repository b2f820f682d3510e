"""Pages that speak of today, opened on another day than they were built on, with a script and without."""

from importlib.resources import files

import pytest

from tests.browser.conftest import Open
from tests.browser.live_hub import AFTER_THREE, ALL_OVER, BUILT, CLOSED, ONE_CLOSED, OPENED, seen, seen_in

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def test_an_ended_event_leaves_the_front_page_and_the_next_spare_steps_in(opened: Open) -> None:
    page = opened("", BUILT)
    assert seen(page, ".agenda h3") == ["Talk 1", "Talk 2", "Talk 3", "Talk 4", "Talk 5"]

    page = opened("", AFTER_THREE)
    assert seen(page, ".agenda h3") == ["Talk 4", "Talk 5", "Talk 6", "Clinic", "Clinic"]
    assert seen(page, "main .stamp")[-1] == "As of 25 November 2026"


def test_a_page_without_spares_left_says_no_more_than_on_the_day_it_was_built(opened: Open) -> None:
    """More dates are known than it holds, so one of those may come first."""
    page = opened("", "2027-01-20T12:00:00Z")

    assert seen(page, ".agenda h3") == []
    assert seen(page, "section:has(.agenda) .stamp") == ["As of 22 November 2026"]


def test_the_page_that_stays_open_follows_the_clock(opened: Open) -> None:
    page = opened("", BUILT)
    page.clock.set_fixed_time(AFTER_THREE)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert seen(page, ".agenda h3") == ["Talk 4", "Talk 5", "Talk 6", "Clinic", "Clinic"]


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


def test_a_post_leads_to_the_consultation_that_it_announces_as_long_as_that_is_open(opened: Open) -> None:
    page = opened("blog/report/", BUILT)
    assert (seen(page, "article .consult h3"), len(seen(page, WAYS))) == (["Our draft"], 1)

    page = opened("blog/report/", CLOSED)
    assert seen(page, "article .consult, article [data-live] h2") == []


TO_COME = ("Forthcoming Opens Tuesday 1 December 2026, closes Thursday 10 December 2026", 0, "Have your say")
STATES = {
    BUILT: TO_COME,
    "2026-11-30T23:59:59Z": TO_COME,
    "2026-12-01T00:00:00Z": ("Open Closes Thursday 10 December 2026 (in 9 days)", 1, "Have your say"),
    "2026-12-10T23:59:59Z": ("Open Closes Thursday 10 December 2026 (today)", 1, "Have your say"),
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
    BUILT: (["Clinic", "Fair"], 2, "Tuesday 1 December 2026, 10am, then 19 more dates"),
    OPENED: (["Clinic", "Fair"], 2, "Tuesday 8 December 2026, 10am, then 18 more dates"),
    "2027-01-05T12:00:00Z": (["Clinic", "Fair"], 2, WHOLE),
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

    told, coming, dates = TIMELINE[clock]
    assert (shown, page.locator(".timeline > .next").count()) == (told, coming)
    assert {"Organiser of, 10 May 2027 to 12 May 2027", f"Organiser of, {dates}"} <= {
        *seen(page, ".timeline .when > span:first-child")
    }
    assert page.locator("[data-ahead]").is_visible() == (coming > 0)
    assert page.locator("[data-ahead] + .timeline > li").count() == coming
    assert page.locator(".timeline:not(:has(li)):visible, .year:visible:has(+ :not(:has(li)))").count() == 0


def test_what_is_over_goes_back_into_its_year_on_a_page_that_stays_open(opened: Open) -> None:
    page = opened("stakeholders/crew/", BUILT)
    years = seen(page, ".year")
    page.clock.set_fixed_time("2027-05-13T00:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert years[0] == "Coming up"
    assert seen(page, ".year") == ["2027", "2026"]
    assert seen(page, ".timeline h4")[0] == "Fair"


def test_without_a_script_the_page_says_for_which_day_it_is_true(opened: Open) -> None:
    for path in ("", "events/", "events/plan/", "events/past/", "have-your-say/", "blog/draft/"):
        page = opened(path, ALL_OVER, script=False)
        assert "As of 22 November 2026" in seen(page, "main .stamp")
    page = opened("", ALL_OVER, script=False)
    assert seen(page, ".agenda h3") == ["Talk 1", "Talk 2", "Talk 3", "Talk 4", "Talk 5"]
    assert seen(page, ".lead h3") == ["Our draft"]
    page = opened("have-your-say/", OPENED, script=False)
    assert seen(page, "main :is(h2, h3)") == ["Open now", "Our draft", "Opening soon", "Our plan"]
    assert len(seen(page, WAYS)) == 1


LINKS = """
() => [...document.querySelectorAll("main a[href]:not([tabindex='-1'])")].filter(link => link.checkVisibility())
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
