"""The agenda: whole months, an event that repeats in one row, and the month that comes next as a table."""

import datetime as dt

from lxml import html

from tests.conftest import MakeSite, Site


def event(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


def agenda(site: Site) -> html.HtmlElement:
    assert site.errors == []
    return html.fromstring(site.page("events/index.html"))


def words(page: html.HtmlElement, query: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(query)]


def months(page: html.HtmlElement) -> dict[str, tuple[list[str], list[str]]]:
    """Return for each month the titles of its rows, and its lines of what repeats."""
    return {
        month.xpath("string(.//h2)"): (
            words(month, ".//h3[@class='t']"),
            words(month, "./div[@class='again']/ul/li"),
        )
        for month in page.xpath("//section[@data-group][.//h2][not(.//ul[@class='line'])]")
    }


def test_the_last_month_of_the_agenda_is_whole(make_site: MakeSite) -> None:
    files = {
        f"content/events/e{number}.md": event(
            f"Talk {number}", f"start: {dt.date(2026, 12, 1) + dt.timedelta(days=number)}"
        )
        for number in range(70)
    }
    page = agenda(make_site(files))

    assert {month: len(rows) for month, (rows, _) in months(page).items()} == {"December 2026": 31}
    assert words(page, "//ul[@class='line']/li")[:2] == ["January 2027", "February 2027"]


def test_what_repeats_has_one_row_and_then_a_line_a_month(make_site: MakeSite) -> None:
    clinic = event("Clinic", "start: 2026-12-01 18:00", "repeat: {every: 2 weeks, count: 5}")
    page = agenda(make_site({"content/events/a.md": clinic}))

    assert months(page) == {
        "December 2026": (["Clinic"], ["Clinic Tue 15, Tue 29"]),
        "January 2027": ([], ["Clinic Tue 12, Tue 26"]),
    }
    assert words(page, "//ol//p[@class='when']") == ["Tuesday 1 December 2026, 6pm, then 4 more dates"]
    assert words(page, "//div[@class='again']/h3") == ["Also in December", "Also in January"]


def test_a_date_that_is_not_as_usual_keeps_a_row_of_its_own(make_site: MakeSite) -> None:
    clinic = event(
        *("Clinic", "start: 2026-12-01 18:00", "repeat: {every: week, count: 4}"),
        "overrides: {2026-12-08: cancelled, 2026-12-15: {note: Bring cake}}",
    )
    page = agenda(make_site({"content/events/a.md": clinic}))

    assert months(page) == {"December 2026": (["Clinic"] * 3, ["Clinic Tue 22"])}
    assert words(page, "//ol//span[contains(@class, 'chip')]") == ["Cancelled"]


def test_a_crowded_month_leads_to_its_page(make_site: MakeSite) -> None:
    files = {f"content/events/e{number}.md": event(f"Talk {number}", "start: 2026-12-01") for number in range(101)}
    page = agenda(make_site(files))

    assert len(page.xpath("//ol[@class='agenda']/li")) == 100
    assert words(page, "//section/p[@data-gone]") == ["All 101 dates in December 2026"]


def test_the_table_in_view_is_of_the_next_month_with_dates_and_marks_today(make_site: MakeSite) -> None:
    files = {
        "content/events/a.md": event("Walk", "start: 2026-11-24"),
        "content/events/b.md": event("Talk", "start: 2027-01-10"),
    }
    site = make_site(files)
    page = agenda(site)
    assert words(page, "//aside/section[not(@hidden)]/table/caption") == ["November 2026"]
    assert words(page, "//aside/section[@hidden]/table/caption") == ["January 2027"]
    assert page.xpath("//aside/section[@hidden]/@data-after") == ["2026-12-01T00:00:00+00:00"]
    assert words(page, "//td[@aria-current='date']") == ["22"]

    page = agenda(site.build(as_of=dt.datetime(2026, 11, 29, tzinfo=dt.UTC)))
    assert words(page, "//aside/section[not(@hidden)]/table/caption") == ["January 2027"]
    assert page.xpath("//aside/section[@hidden]") == []
    assert page.xpath("//td[@aria-current]") == []
    assert site.output == site.clean_build().output


def test_the_day_is_the_one_of_the_site_and_months_mark_none(make_site: MakeSite) -> None:
    files = {
        "site.yaml": "title: A hub\nurl: https://hub.example/\ntimezone: Pacific/Auckland\n",
        "content/events/a.md": event("Walk", "start: 2026-11-30"),
    }
    site = make_site(files, as_of=dt.datetime(2026, 11, 22, 20, tzinfo=dt.UTC))

    assert words(agenda(site), "//td[@aria-current='date']") == ["23"]
    assert 'aria-current="date"' not in site.page("events/2026/11/index.html")
