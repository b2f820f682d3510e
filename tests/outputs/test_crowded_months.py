"""Months with many dates: their pages, their tables, and what a year, the plan and an edit make of them."""

import re
from itertools import chain

from lxml import html

from tests.conftest import MakeSite, Site
from tests.outputs.test_calendar import agenda, day_cells, event


def crowded(make_site: MakeSite, camp: str = "start: 2026-01-30, end: 2026-02-03") -> Site:
    """250 talks on ten days of February 2026, 25 on each, and a camp that reaches into that month."""
    talks = {
        f"content/events/t{number:03}.md": event(
            f"Talk {number:03}", f"start: 2026-02-{number // 25 + 1:02} 10:{number % 25:02}", "duration: 1 hour"
        )
        for number in range(250)
    }
    return make_site({**talks, "content/events/camp.md": event("Camp", *camp.split(", "))})


def test_a_month_with_many_dates_has_pages_and_only_the_first_has_a_table(make_site: MakeSite) -> None:
    site = crowded(make_site)
    pages = [f"events/2026/02/{name}index.html" for name in ("", "page/2/", "page/3/")]

    assert [path for path in site.output if re.match("events/2026/02/.*html", path)] == pages
    titles = [agenda(site, path) for path in pages]
    assert [len(each) for each in titles] == [100, 100, 51]
    assert [*chain(*titles)] == ["Camp", *(f"Talk {number:03}" for number in range(250))]
    assert [bool(day_cells(site, path)) for path in pages] == [True, False, False]
    assert "<h1>Events in February 2026, page 3</h1>" in site.page(pages[2])
    assert "<span>here 1 to 4 February 2026</span>" in site.page(pages[0])
    assert "<span>here 8 to 10 February 2026</span>" in site.page(pages[2])
    assert 'aria-current="page"' in site.page(pages[2]).partition('aria-label="Pages of this list"')[2]
    assert ">January 2026</a>" in site.page(pages[2])
    assert "page/2" not in "".join(path for path in site.output if path.startswith("events/2026/01"))


def test_a_day_of_a_crowded_month_names_ten_dates_and_leads_to_all_of_them(make_site: MakeSite) -> None:
    site = crowded(make_site)
    cells = day_cells(site, "events/2026/02/index.html")

    assert cells[1][:2] == ["Camp (day 3 of 5)", "10am Talk 000"]
    assert (len(cells[1]), cells[1][-1]) == (11, "All 26 on 1 February 2026")
    assert [len(cells[day]) for day in range(1, 11)] == [11] * 10
    assert 11 not in cells
    table = html.fromstring(site.page("events/2026/02/index.html")).find(".//table[@class='month']")
    leads = {
        link.text_content().rpartition(" on ")[2]: link.get("href")
        for link in table.iterfind(".//a")
        if link.text_content().startswith("All ")
    }
    assert leads["1 February 2026"] == "#Day-1"
    assert leads["5 February 2026"] == "page/2/#Day-5"
    for day, to in leads.items():
        path, _, anchor = to.partition("#")
        page = html.fromstring(site.page(f"events/2026/02/{path}index.html"))
        (first,) = page.xpath(f"//li[@id='{anchor}']")
        assert f" {day}, 10am" in first.text_content()
        assert len(page.xpath("//li[starts-with(@id, 'Day-')]")) == len(set(page.xpath("//li/@id")))


def test_a_crowded_day_on_which_nothing_begins_leads_to_what_comes_next(make_site: MakeSite) -> None:
    camps = {
        f"content/events/c{number:03}.md": event(f"Camp {number:03}", "start: 2026-01-30", "end: 2026-02-03")
        for number in range(120)
    }
    site = make_site({**camps, "content/events/x.md": event("Late", "start: 2026-02-20")})
    table = html.fromstring(site.page("events/2026/02/index.html")).find(".//table[@class='month']")
    assert [
        (link.text_content(), link.get("href"))
        for link in table.iterfind(".//a")
        if link.text_content().startswith("All ")
    ] == [(f"All 120 on {day} February 2026", "page/2/") for day in (1, 2, 3)]


def test_a_year_names_the_first_events_of_a_month_and_leads_to_all(make_site: MakeSite) -> None:
    site = crowded(make_site)
    page = html.fromstring(site.page("events/2026/index.html"))

    february = page.xpath("//h2[@id='Month-2']/..")[0]
    assert len(february.xpath("ul/li")) == 12
    (more,) = february.xpath("p/a")
    assert (more.text_content(), more.get("href")) == ("All 251 dates in February", "02/")


def test_the_months_of_an_ordinary_calendar_are_whole(make_site: MakeSite) -> None:
    talks = {f"content/events/t{number:02}.md": event("Talk", "start: 2026-02-01") for number in range(12)}
    site = make_site(talks)

    assert len(day_cells(site, "events/2026/02/index.html")[1]) == 12
    assert site.page("events/2026/index.html").count(">Talk</a>") == 12
    for path in ("events/2026/02/index.html", "events/2026/index.html"):
        assert "All 12" not in site.page(path)
        assert '<li class="h-event" id=' not in site.page(path)
    assert html.fromstring(site.page("events/2026/02/index.html")).xpath("//td[@id='Day-1']//time")


def test_a_crowded_month_is_made_again_as_a_clean_build_makes_it(make_site: MakeSite) -> None:
    site = crowded(make_site)
    site.edit("content/events/t101.md", event("Moved", "start: 2026-02-09 10:30")).build()
    assert site.output == site.clean_build().output
    for number in range(200):
        site.remove(f"content/events/t{number:03}.md")
    site.build()
    assert site.output == site.clean_build().output
    assert "events/2026/02/page/2/index.html" not in site.output
