"""Calendars of tags, stakeholders, networks and deadlines, and the links that lead into calendar programs."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from lxml import html

from tests.conftest import MakeSite, Site


def entry(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


CLOSES = "consultation: {closes: 2026-12-14, for: Nets, respond: {email: a@hub.example}}"
FILES = {
    "content/stakeholders/nets.md": entry("Nets", "type: network"),
    "content/stakeholders/crew.md": entry("Crew", "type: organisation", "member_of: Nets"),
    "content/stakeholders/ada.md": entry("Ada", "type: person", "member_of: Crew"),
    "content/stakeholders/none.md": entry("Nobody", "type: person"),
    "content/posts/draft.md": entry("Our draft", "date: 2026-11-01", "tags: boats", CLOSES),
    "content/events/a.md": entry("Walk", "start: 2026-12-01 10:00", "organiser: Crew", "tags: boats"),
    "content/events/b.md": entry("Talk", "start: 2026-12-02 10:00", "speakers: [Ada]"),
    "content/events/c.md": entry("Fair", "start: 2026-12-03", "organiser: Nets"),
    "content/events/d.md": entry("Bids in", "start: 2026-12-04 12:00", "type: deadline", "tags: money"),
    "content/events/e.md": entry("Alone", "start: 2026-12-05", "related: Crew"),
}


def held(site: Site, path: str) -> list[str]:
    return [str(found["SUMMARY"]) for found in calendar(site, path).walk("VEVENT")]


def calendar(site: Site, path: str) -> Any:
    return Calendar.from_ical(site.output[path])


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("events/calendar.ics", ["Walk", "Talk", "Fair", "Bids in", "Alone", "Comments close: Our draft"]),
        ("events/2026/12/calendar.ics", ["Walk", "Talk", "Fair", "Bids in", "Alone", "Comments close: Our draft"]),
        ("events/deadlines.ics", ["Bids in", "Comments close: Our draft"]),
        ("tags/boats/calendar.ics", ["Walk", "Comments close: Our draft"]),
        ("tags/money/calendar.ics", ["Bids in"]),
        ("stakeholders/crew/calendar.ics", ["Walk"]),
        ("stakeholders/ada/calendar.ics", ["Talk"]),
        ("stakeholders/nets/calendar.ics", ["Walk", "Fair", "Comments close: Our draft"]),
    ],
)
def test_each_calendar_holds_what_it_is_about(make_site: MakeSite, path: str, titles: list[str]) -> None:
    assert held(make_site(FILES), path) == titles


def test_the_calendar_of_a_month_has_its_dates_alone(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": entry(
                *("Clinic", "start: 2026-11-24 18:00", "repeat: {every: week, count: 4}"),
                "overrides: {2026-12-08: {start: 2026-12-09 17:00}}",
            ),
            "content/events/b.md": entry("Camp", "start: 2026-11-30", "end: 2026-12-02"),
        }
    )

    found = calendar(site, "events/2026/12/calendar.ics")
    assert found["NAME"] == "December 2026 - A hub"
    events = {str(each["UID"]): each.decoded("DTSTART").isoformat()[:10] for each in found.walk("VEVENT")}
    assert [(uid.partition("-")[0], day) for uid, day in events.items()] == [
        ("events/b@hub.example", "2026-11-30"),
        ("20261201T1800", "2026-12-01"),
        ("20261208T1800", "2026-12-09"),
        ("20261215T1800", "2026-12-15"),
    ]
    assert b"RRULE" not in site.output["events/2026/12/calendar.ics"]
    assert "events/2026/10/calendar.ics" not in site.output
    link = html.fromstring(site.page("events/2026/12/index.html")).xpath(
        "//header//a[contains(., '(.ics)')]/@href"
    )
    assert link == ["calendar.ics"]

    site.edit("content/events/b.md", entry("Big camp", "start: 2026-11-30", "end: 2026-12-02")).build()
    assert {path for path in site.rendered if path.endswith("/calendar.ics")} == {
        "events/calendar.ics",
        "events/2026/11/calendar.ics",
        "events/2026/12/calendar.ics",
    }
    site.remove("content/events/b.md").edit("content/events/a.md", entry("Clinic", "start: 2026-11-24")).build()
    assert "events/2026/12/calendar.ics" not in site.output
    assert site.output == site.clean_build().output


def test_whom_nothing_names_has_no_calendar(make_site: MakeSite) -> None:
    site = make_site(FILES)

    assert "stakeholders/none/calendar.ics" not in site.output
    assert "Follow them" not in site.page("stakeholders/none/index.html")
    assert "Follow them" in site.page("stakeholders/crew/index.html")


def test_a_calendar_says_what_it_is_called_and_where_it_comes_from(make_site: MakeSite) -> None:
    found = calendar(make_site(FILES), "tags/boats/calendar.ics")

    assert found["NAME"] == found["X-WR-CALNAME"] == "boats - A hub"
    assert found["SOURCE"] == "https://hub.example/tags/boats/calendar.ics"
    assert found["URL"] == "https://hub.example/tags/boats/"


def test_a_deadline_takes_up_nobodys_time_and_says_how_to_answer(make_site: MakeSite) -> None:
    bids, closing = calendar(make_site(FILES), "events/deadlines.ics").walk("VEVENT")

    assert bids["TRANSP"] == closing["TRANSP"] == "TRANSPARENT"
    assert closing["UID"] == "closing-blog/draft@hub.example"
    assert closing["DTSTART"].dt.isoformat() == "2026-12-14"
    assert "a@hub.example" in closing["DESCRIPTION"]


def test_a_page_of_a_file_has_its_calendar_beside_it(make_site: MakeSite) -> None:
    site = make_site(
        {**FILES, "content/stakeholders/crew.md": entry("Crew", "type: team", "permalink: /people/crew.html")}
    )

    assert held(site, "people/crew.calendar.ics") == ["Walk"]


def test_every_calendar_is_linked_where_its_dates_are(make_site: MakeSite) -> None:
    site = make_site(FILES)

    links = {
        "events/index.html": {"calendar.ics", "deadlines.ics", "../stakeholders/nets/calendar.ics"},
        "tags/boats/index.html": {"calendar.ics"},
        "stakeholders/ada/index.html": {"calendar.ics"},
        "events/b/index.html": {"b.ics"},
    }
    for path, wanted in links.items():
        found = html.fromstring(site.page(path)).xpath("//main//a/@href[contains(., '.ics')]")
        assert wanted <= set(found)


def doors(site: Site, path: str) -> dict[str, Any]:
    links = html.fromstring(site.page(path)).xpath("//section[@class='panel']//ul[contains(@class, 'links')]//a")
    return {link.text_content(): urlsplit(link.get("href")) for link in links}


def test_an_event_of_one_date_fills_the_forms_of_calendar_programs(make_site: MakeSite) -> None:
    lines = ("start: 2026-07-01 10:00", "end: 2026-07-01 11:30", "venue: Quay 1; north & south")
    found = doors(make_site({"content/events/a.md": entry('"Walk & talk"', *lines)}), "events/a/index.html")

    google = parse_qs(found["Google Calendar"].query)
    assert google["text"] == ["Walk & talk"]
    assert google["dates"] == ["20260701T090000Z/20260701T103000Z"]
    assert google["location"] == ["Quay 1; north & south"]
    assert google["details"] == ["https://hub.example/events/a/"]
    outlook = parse_qs(found["Outlook.com"].query)
    assert (outlook["startdt"], outlook["enddt"]) == (["2026-07-01T09:00:00Z"], ["2026-07-01T10:30:00Z"])
    assert found["Follow this event (webcal)"].geturl() == "webcal://hub.example/events/a/a.ics"


def test_whole_days_end_on_the_day_after_the_last(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": entry("Camp", "start: 2026-12-30", "end: 2027-01-02")})
    found = doors(site, "events/a/index.html")

    assert parse_qs(found["Google Calendar"].query)["dates"] == ["20261230/20270103"]
    outlook = parse_qs(found["Outlook.com"].query)
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == (["2026-12-30"], ["2027-01-03"], ["true"])


def test_what_repeats_is_subscribed_to_because_forms_know_no_exceptions(make_site: MakeSite) -> None:
    site = make_site(
        {"content/events/a.md": entry("Clinic", "start: 2026-12-01", "repeat: {every: week, count: 3}")}
    )
    found = doors(site, "events/a/index.html")

    assert parse_qs(found["Google Calendar"].query) == {"cid": ["webcal://hub.example/events/a/a.ics"]}
    assert parse_qs(found["Outlook.com"].query)["url"] == ["https://hub.example/events/a/a.ics"]


def test_what_is_called_off_offers_no_way_in_but_the_file_that_says_so(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": entry(
                "Walk", "start: 2026-12-01", "status: cancelled", "register: https://a.example"
            )
        }
    )

    assert doors(site, "events/a/index.html") == {}
    page = site.page("events/a/index.html")
    assert "Update your calendar (.ics)" in page and "Ask for a place" not in page
    assert held(site, "events/a/a.ics") == ["Cancelled: Walk"]


def test_the_events_of_a_calendar_are_in_the_order_of_the_calendar_of_all(make_site: MakeSite) -> None:
    starts = ("2026-12-05 10:00", "2026-12-01", "2026-12-05 10:00 Europe/Paris", "2026-12-05 09:00", "2026-12-01")
    events = {
        f"content/events/{number}.md": entry(f"Event {number}", f'start: "{start}"', f"tags: [all, {number % 2}]")
        for number, start in enumerate(starts)
    }
    series = entry("Series", "start: 2026-11-30 10:00", "repeat: {every: week, count: 9}", "tags: [all, 1]")
    site = make_site({**events, "content/events/x.md": series})

    everything = held(site, "events/calendar.ics")
    assert everything[0] == "Series"
    assert held(site, "tags/all/calendar.ics") == everything
    assert held(site, "tags/0/calendar.ics") == [title for title in everything if title[-1] in "024"]
