"""The calendar's pages: which there are, what stands on which day, and when they change."""

import datetime as dt
import re

import pytest
from lxml import html

from tests.conftest import MakeSite, Site


def event(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


def day_cells(site: Site, path: str) -> dict[int, list[str]]:
    """Return the links of each day of a month's table that has any."""
    found = {}
    for cell in html.fromstring(site.page(path)).iterfind(".//table[@class='month']//td"):
        links = [" ".join(link.text_content().split()) for link in cell.iterfind(".//a")]
        if links:
            found[int(cell.findtext(".//time"))] = links
    return found


def agenda(site: Site, path: str) -> list[str]:
    """Return the titles of an agenda in order, those held in reserve left out."""
    rows = html.fromstring(site.page(path)).xpath("//ol[@class='agenda']/li[not(@hidden)]")
    return [str(row.xpath("string(.//h3/a)")) for row in rows]


def named(site: Site, path: str) -> list[str]:
    """Return the titles on the page of a year, month by month."""
    return [str(title) for title in html.fromstring(site.page(path)).xpath("//section//li[span]/a/text()")]


def calendar_paths(site: Site) -> list[str]:
    return [path for path in site.output if re.fullmatch(r"events/(\d{4}/(\d\d/)?)?index\.html", path)]


def test_a_year_and_a_month_have_a_page_exactly_when_something_happens_in_them(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("A", "start: 2010-01-28"),
            "content/events/b.md": event("B", "start: 2012-03-01"),
        }
    )

    assert calendar_paths(site) == [
        "events/2010/01/index.html",
        "events/2010/index.html",
        "events/2012/03/index.html",
        "events/2012/index.html",
        "events/index.html",
    ]


def test_a_site_without_events_has_no_calendar(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": "# About\n"})

    assert not [path for path in site.output if path.startswith("events")]


def test_an_event_of_several_days_stands_on_each_of_them_across_the_turn_of_the_year(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Camp", "start: 2026-12-30 10:00", "end: 2027-01-02 12:00")})

    assert day_cells(site, "events/2026/12/index.html") == {
        30: ["10am Camp (day 1 of 4)"],
        31: ["Camp (day 2 of 4)"],
    }
    assert day_cells(site, "events/2027/01/index.html") == {1: ["Camp (day 3 of 4)"], 2: ["Camp (day 4 of 4)"]}
    for page in ("2026/12/", "2027/01/", ""):
        assert agenda(site, f"events/{page}index.html") == ["Camp"]
    for page in ("2026/", "2027/"):
        assert named(site, f"events/{page}index.html") == ["Camp"]


def test_an_event_longer_than_a_month_stands_on_every_day_of_the_months_it_spans(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Show", "start: 2026-01-31", "end: 2026-03-01")})

    assert list(day_cells(site, "events/2026/01/index.html")) == [31]
    assert list(day_cells(site, "events/2026/02/index.html")) == list(range(1, 29))
    assert day_cells(site, "events/2026/03/index.html") == {1: ["Show (day 30 of 30)"]}


def test_what_ends_at_midnight_does_not_reach_into_the_next_day(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Party", "start: 2026-11-30 20:00", "end: 2026-12-01 00:00")})

    assert day_cells(site, "events/2026/11/index.html") == {30: ["8pm Party"]}
    assert "events/2026/12/index.html" not in site.output


def test_an_event_stands_on_the_day_it_has_where_it_happens(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Call", "start: 2026-12-01 08:00", "timezone: Asia/Tokyo")})

    assert day_cells(site, "events/2026/12/index.html") == {1: ["8am Call"]}
    assert "events/2026/11/index.html" not in site.output


def test_events_of_one_day_stand_in_time_order(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Late", "start: 2026-12-01 17:30"),
            "content/events/b.md": event("Early", "start: 2026-12-01 09:00"),
            "content/events/c.md": event("Whole day", "start: 2026-12-01"),
            "content/events/d.md": event("Since yesterday", "start: 2026-11-30", "end: 2026-12-01"),
        }
    )

    assert day_cells(site, "events/2026/12/index.html") == {
        1: ["Since yesterday (day 2 of 2)", "Whole day", "9am Early", "5:30pm Late"]
    }


@pytest.mark.parametrize(
    ("month", "weeks", "empty"),
    [("2027-02", 4, 0), ("2026-11", 6, 12), ("2028-02", 5, 6), ("2026-12", 5, 4)],
)
def test_a_month_is_a_table_of_whole_weeks_from_monday(
    make_site: MakeSite, month: str, weeks: int, empty: int
) -> None:
    site = make_site({"content/events/a.md": event("A", f"start: {month}-01")})

    page = html.fromstring(site.page(f"events/{month.replace('-', '/')}/index.html"))
    rows = page.findall(".//table[@class='month']/tbody/tr")
    assert [len(row.findall("td")) for row in rows] == [7] * weeks
    days = page.xpath("//table[@class='month']//td//time/@datetime")
    first = dt.date.fromisoformat(f"{month}-01")
    assert days == [(first + dt.timedelta(days=place)).isoformat() for place in range(len(days))]
    assert (first + dt.timedelta(days=len(days))).day == 1
    assert len(page.xpath("//table[@class='month']//td[not(*)]")) == empty


def test_months_and_years_link_to_the_nearest_ones_that_have_a_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("A", "start: 2009-12-01"),
            "content/events/b.md": event("B", "start: 2012-03-01"),
            "content/events/c.md": event("C", "start: 2012-04-01"),
        }
    )

    def neighbours(path: str) -> list[tuple[str, str]]:
        page = html.fromstring(site.page(path))
        return [(link.get("href"), link.text_content()) for link in page.iterfind(".//nav[@class='pager']/a")]

    assert neighbours("events/2012/03/index.html") == [
        ("../../2009/12/", "December 2009"),
        ("../04/", "April 2012"),
    ]
    assert neighbours("events/2009/12/index.html") == [("../../2012/03/", "March 2012")]
    assert neighbours("events/2012/index.html") == [("../2009/", "2009")]

    def tabs(path: str) -> list[list[tuple[str, str]]]:
        page = html.fromstring(site.page(path))
        found = page.xpath("//div[@class='tabs']/nav")
        return [[(link.get("href"), link.text_content()) for link in nav.iterfind(".//a")] for nav in found]

    assert tabs("events/2012/03/index.html") == [
        [
            *(("../../", "Agenda"), ("./", "Month"), ("../", "Year"), ("../../plan/", "Plan")),
            *(("../../programme/", "Programme"), ("../../past/", "Past")),
        ],
        [("../../2009/12/", "December 2009"), ("../../#Coming", "Today"), ("../04/", "April 2012")],
    ]
    assert tabs("events/2012/index.html")[0][1:3] == [("03/", "Month"), ("./", "Year")]
    assert tabs("events/index.html")[0][1:3] == [("2012/04/", "Month"), ("2012/", "Year")]


def test_what_repeats_stands_on_each_of_its_dates(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event(
                "Clinic",
                "start: 2026-12-01 18:00",
                "repeat: {every: week, count: 4}",
                "except: [2026-12-08]",
                "overrides: {2026-12-15: {start: 2026-12-16}}",
            )
        }
    )

    assert list(day_cells(site, "events/2026/12/index.html")) == [1, 16, 22]
    assert named(site, "events/2026/index.html") == ["Clinic"]


def test_a_cancelled_event_stays_listed(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Talk", "start: 2026-12-01", "status: cancelled")})

    assert day_cells(site, "events/2026/12/index.html") == {1: ["Cancelled Talk"]}
    assert agenda(site, "events/index.html") == ["Talk"]
    for path in ("events/2026/12/index.html", "events/index.html", "events/plan/index.html"):
        assert set(html.fromstring(site.page(path)).xpath("//main//a//s/text()")) == {"Talk"}


def test_one_cancelled_date_of_a_series_is_marked_and_the_others_are_not(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event(
                "Clinic",
                "start: 2026-12-01",
                "repeat: {every: week, count: 2}",
                "overrides: {2026-12-08: {status: cancelled}}",
            )
        }
    )

    assert day_cells(site, "events/2026/12/index.html") == {1: ["Clinic"], 8: ["Cancelled Clinic"]}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-12-01T09:59:59+00:00", ["Day one", "Talk", "Deadline"]),
        ("2026-12-01T11:59:59+00:00", ["Day one", "Talk", "Deadline"]),
        ("2026-12-01T12:00:00+00:00", ["Day one", "Deadline"]),
        ("2026-12-02T00:00:00+00:00", ["Deadline"]),
        ("2026-12-02T17:00:00+00:00", []),
    ],
)
def test_the_agenda_holds_what_is_not_over_at_the_builds_clock(
    make_site: MakeSite, as_of: str, expected: list[str]
) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Talk", "start: 2026-12-01 10:00", "end: 2026-12-01 12:00"),
            "content/events/b.md": event("Day one", "start: 2026-12-01"),
            "content/events/c.md": event("Deadline", "type: deadline", "start: 2026-12-02 17:00"),
        },
        as_of=dt.datetime.fromisoformat(as_of),
    )

    assert agenda(site, "events/index.html") == expected


def test_the_site_next_changes_when_what_comes_first_ends(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Long", "start: 2026-11-20", "end: 2026-11-30"),
            "content/events/b.md": event("Short", "start: 2026-11-22 10:00", "end: 2026-11-22 11:00"),
        }
    )

    assert site.result.next_change == dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC)


def test_only_what_is_relative_to_now_is_made_again_when_time_passes(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/index.md": "---\ntitle: Events\n---\n",
            "content/events/a.md": event("Clinic", "start: 2026-11-23", "repeat: {every: week, count: 30}"),
        }
    )

    site.build(as_of=dt.datetime(2026, 12, 31, 22, tzinfo=dt.UTC))

    assert {path for path in site.rendered if path.startswith("events/")} == {
        "events/a/a.next.ics",
        "events/a/index.html",
        "events/index.html",
        "events/past/index.html",
        "events/plan/index.html",
        "events/programme/index.html",
        "events/programme/programme.csv",
    }
    assert site.output == site.clean_build().output


def test_a_change_of_one_event_touches_the_months_in_which_it_happens(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Talk", "start: 2026-12-01"),
            "content/events/b.md": event("Walk", "start: 2027-01-01"),
        }
    )

    site.edit("content/events/b.md", event("Long walk", "start: 2027-01-01")).build()

    calendar = set(calendar_paths(site))
    assert site.rendered & calendar == {
        "events/2027/01/index.html",
        "events/2027/index.html",
        "events/index.html",
    }


def test_the_agenda_is_headed_by_the_words_written_for_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/index.md": "---\ntitle: What is on\n---\nCome along.\n",
            "content/events/a.md": event("Talk", "start: 2026-12-01"),
        }
    )

    page = html.fromstring(site.page("events/index.html"))
    assert page.findtext(".//h1") == "What is on"
    assert "Come along." in page.text_content()


@pytest.mark.parametrize(
    "files",
    [
        {"content/events/index.md": "---\ntitle: Events\n---\n"},
        {
            "content/events/a.md": event(
                "Talk", "start: 2026-12-01", "repeat: {every: 9 years}", "except: 2026-12-01"
            )
        },
    ],
)
def test_the_agenda_is_there_before_anything_has_a_date(make_site: MakeSite, files: dict[str, str]) -> None:
    site = make_site(files)

    assert site.errors == []
    assert calendar_paths(site) == ["events/index.html"]
    assert agenda(site, "events/index.html") == []
