"""The page of an event says on which day it is next, and of what is over that it is over."""

import datetime as dt

import pytest
from icalendar import Calendar
from lxml import html

from tests.conftest import MakeSite, Site

WEEKLY = ("start: 2026-11-10 18:00", "duration: 2 hours", "repeat: {every: week, count: 4}")
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def event(*lines: str) -> dict[str, str]:
    text = "\n".join(("---", "title: Clinic", *lines, "---", "What it is about.", ""))
    return {"content/events/a.md": text}


def at(make_site: MakeSite, now: dt.datetime, *lines: str) -> Site:
    site = make_site(event(*lines), build=False).build(as_of=now)
    assert site.errors == []
    return site


def words(page: html.HtmlElement, query: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(query)]


def page_of(site: Site) -> html.HtmlElement:
    return html.fromstring(site.page("events/a/index.html"))


def leaf(page: html.HtmlElement) -> tuple[list[str], bool]:
    (found,) = page.xpath("//header//div[contains(@class, 'leaf')]")
    return [text.strip() for text in found.itertext() if text.strip()], "past" in found.get("class")


def test_the_leaf_of_a_series_shows_its_next_date_and_dates_that_are_over_are_folded(make_site: MakeSite) -> None:
    page = page_of(at(make_site, NOW, *WEEKLY))

    assert leaf(page) == (["Nov", "24", "Tue"], False)
    assert words(page, "//div[@data-next]") == ["NextTuesday 24 November 2026, 6pm to 8pmAs of 22 November 2026"]
    assert words(page, "//*[@data-dates]/ol/li//*[@class='at']") == [
        "Tuesday 24 November 2026, 6pm to 8pm",
        "Tuesday 1 December 2026, 6pm to 8pm",
    ]
    assert words(page, "//details[@data-past and not(@open) and not(@hidden)]//li") == [
        "Tuesday 17 November 2026, 6pm to 8pm",
        "Tuesday 10 November 2026, 6pm to 8pm",
    ]


def test_what_is_called_off_is_never_the_next_date(make_site: MakeSite) -> None:
    site = at(make_site, NOW, *WEEKLY, "overrides: {2026-11-24: cancelled}")

    assert leaf(page_of(site)) == (["Dec", "1", "Tue"], False)
    (found,) = Calendar.from_ical(site.output["events/a/a.next.ics"]).walk("VEVENT")
    assert found.decoded("DTSTART").isoformat() == "2026-12-01T18:00:00+00:00"


def test_the_page_is_made_anew_when_the_next_date_is_over_and_not_before(make_site: MakeSite) -> None:
    site = at(make_site, NOW, *WEEKLY)
    site.build(as_of=dt.datetime(2026, 11, 24, 19, 59, tzinfo=dt.UTC))
    assert leaf(page_of(site))[0] == ["Nov", "24", "Tue"]
    site.build(as_of=dt.datetime(2026, 11, 24, 20, tzinfo=dt.UTC))
    assert leaf(page_of(site))[0] == ["Dec", "1", "Tue"]
    assert site.output == site.clean_build().output


def test_the_next_date_alone_is_a_file_for_calendars_of_its_own(make_site: MakeSite) -> None:
    site = at(make_site, NOW, *WEEKLY)
    (link,) = page_of(site).xpath("//p[@data-until='2026-11-24T20:00:00+00:00']/a")
    assert (link.get("href"), link.text_content()) == ("a.next.ics", "Add the next date alone (.ics)")

    (found,) = Calendar.from_ical(site.output["events/a/a.next.ics"]).walk("VEVENT")
    assert found.decoded("DTSTART").isoformat() == "2026-11-24T18:00:00+00:00"
    assert "RRULE" not in found
    assert str(found["UID"]).startswith("20261124T1800-")


@pytest.mark.parametrize(
    ("lines", "said", "day"),
    [
        (
            ("start: 2026-11-10 10:00", "end: 12:00"),
            "This took place on Tuesday 10 November 2026, 10am to midday.",
            "10 Tue",
        ),
        (("start: 2026-11-10", "end: 2026-11-12"), "This took place on 10 to 12 November 2026.", "10–12 Tue–Thu"),
        (
            ("start: 2026-10-31", "end: 2026-11-02"),
            "This took place on 31 October to 2 November 2026.",
            "31 – 2 Nov",
        ),
        (("start: 2026-11-10", "type: deadline"), "The last day was Tuesday 10 November 2026.", "10 Tue"),
        (
            ("start: 2026-11-03", "repeat: {every: week, count: 2}"),
            "The last date was Tuesday 10 November 2026.",
            "10 Tue",
        ),
    ],
)
def test_an_event_that_is_over_says_so(make_site: MakeSite, lines: tuple[str, ...], said: str, day: str) -> None:
    page = page_of(at(make_site, NOW, *lines))
    assert words(page, "//header//p[@data-after and not(@hidden)]") == [f"Over {said}"]
    parts, over = leaf(page)
    assert (" ".join(parts[1:]), over) == (day, True)

    before = page_of(at(make_site, dt.datetime(2026, 11, 1, tzinfo=dt.UTC), *lines))
    assert words(before, "//header//p[@data-after and @hidden]") == [f"Over {said}"]


def test_what_was_called_off_is_not_said_to_have_taken_place(make_site: MakeSite) -> None:
    site = at(make_site, NOW, "start: 2026-11-10 10:00", "status: cancelled")
    assert "took place" not in site.page("events/a/index.html")


@pytest.mark.parametrize("status", ["cancelled", "postponed", "rescheduled", "moved-online"])
def test_the_banner_gives_the_reason_that_was_noted_last(make_site: MakeSite, status: str) -> None:
    changes = "changes: [{date: 2026-11-03, note: The roof leaks.}, {date: 2026-10-03, note: More room.}]"
    more = ("online: https://meet.example/a", "previous_start: 2026-12-03 10:00")
    page = page_of(at(make_site, NOW, "start: 2026-12-10 10:00", f"status: {status}", changes, *more))

    (banner,) = words(page, "//div[contains(@class, 'banner')]")
    assert banner.endswith("3 November 2026: The roof leaks.")
    assert "More room" not in banner


def test_every_list_names_a_series_by_its_next_date_and_by_its_last_when_it_is_over(make_site: MakeSite) -> None:
    more = ("tags: [boats]", "organiser: Crew", "overrides: {2026-11-24: cancelled}")
    files = event(*WEEKLY, *more) | {
        "content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\nWho.\n",
    }
    site = make_site(files, build=False).build(as_of=NOW)
    lists = {
        "tags/boats/index.html": "//ol[@data-diary]//*[@class='when']",
        "stakeholders/crew/index.html": "//*[@data-from]//*[@class='when muted']",
    }

    def told() -> list[str]:
        return [words(html.fromstring(site.page(path)), query)[0] for path, query in lists.items()]

    assert all("Tuesday 1 December 2026, 6pm to 8pm" in line and "then" not in line for line in told())
    site.build(as_of=NOW - dt.timedelta(days=14))
    assert all("Tuesday 10 November 2026, 6pm to 8pm, then 3 more dates" in line for line in told())
    site.build(as_of=NOW + dt.timedelta(days=60))
    assert all("4 dates, the last on Tuesday 1 December 2026, 6pm to 8pm" in line for line in told())
    assert words(html.fromstring(site.page("tags/boats/index.html")), "//*[@class='leaf past']") == ["Dec12026"]


def test_the_dates_after_the_next_six_are_folded(make_site: MakeSite) -> None:
    page = page_of(at(make_site, NOW, "start: 2026-12-01", "repeat: {every: week, count: 12}"))

    assert len(page.xpath("//*[@data-dates]/ol/li")) == 6
    assert words(page, "//*[@data-dates]/details[not(@data-past)]/summary") == ["6 later dates"]
    assert len(page.xpath("//*[@data-dates]/details[not(@data-past)]//li")) == 6


def test_the_reason_of_a_change_of_plan_is_told_once(make_site: MakeSite) -> None:
    changes = "changes: [{date: 2026-11-20, note: The hall is closed.}, {date: 2026-11-10, note: Now with tea.}]"
    page = page_of(at(make_site, NOW, "start: 2026-12-01", "status: cancelled", changes))

    assert page.text_content().count("The hall is closed.") == 1
    assert "20 November 2026: The hall is closed." in words(page, "//*[contains(@class, 'banner')]")[0]
    assert words(page, "//section[div/h2='Changes']//li") == ["Now with tea.10 November 2026"]
