"""Events, months and tags, opened on another day than they were built on."""

import pytest

from tests.browser.conftest import Open, Tab
from tests.browser.live_hub import AFTER_THREE, ALL_OVER, BUILT, CLOSED, OPENED, seen

pytestmark = pytest.mark.browser


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
    assert seen(page, "tbody th[scope=row]") == ["Clinic", *(f"Clinic {number} dates" for number in (4, 4, 5, 2))]
    assert seen(page, "tbody td:first-child")[0].split("\n") == ["Tue 15", "Tue 22", "Tue 29"]
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


def test_the_months_of_a_year_that_are_over_are_folded_away_on_phones(tab: Tab, live: str) -> None:
    for width, clock, folded, shown in (
        (1280, OPENED, [], ["November", "December"]),
        (360, OPENED, ["Months that are over 1"], ["December"]),
        (360, ALL_OVER, [], ["November", "December"]),
    ):
        page = tab(width)
        page.clock.set_fixed_time(clock)
        page.goto(f"{live}events/2026/")
        assert (seen(page, "[data-fold] summary"), seen(page, ".months h2")) == (folded, shown)


def test_what_ended_since_the_build_is_put_away_before_the_agenda_is_painted(tab: Tab, live: str) -> None:
    page = tab()
    page.clock.set_fixed_time(OPENED)
    page.add_init_script(
        "self.shifted = 0; new PerformanceObserver((found) => { for (const one of found.getEntries())"
        " self.shifted += one.value; }).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(live + "events/")

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
