"""Events in the packaged layouts: what became of a plan is said wherever the event is shown."""

from typing import Any
from urllib.parse import urljoin

import pytest
from icalendar import Calendar
from lxml import html

from tests.conftest import MakeSite, Site
from tests.schema_org import told

PLACES = "venue: {name: Town hall, address: 1 Quay, postcode: AB1 2CD, geo: '51.5, -0.1'}"


def event(title: str, *lines: str) -> dict[str, str]:
    return {"content/events/a.md": "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))}


def text(site: Site, path: str, query: str) -> str:
    (found,) = html.fromstring(site.page(path)).xpath(query)
    return " ".join(found.text_content().split())


def data(site: Site) -> Any:
    return next(each for each in told(site.page("events/a/index.html")) if each["@type"] == "Event")


STATES = {
    "tentative": ("Tentative", "STATUS:TENTATIVE", "EventScheduled", "Tentative: "),
    "cancelled": ("Cancelled", "SUMMARY:Cancelled: Walk", "EventCancelled", "Cancelled: "),
    "postponed": ("Postponed", "SUMMARY:Postponed: Walk", "EventPostponed", "Postponed: "),
    "rescheduled": ("Rescheduled", "Rescheduled: it was", "EventRescheduled", "Rescheduled: "),
    "moved-online": ("Moved online", "Moved online: it", "EventMovedOnline", "Moved online: "),
}


@pytest.mark.parametrize("status", STATES)
def test_a_change_of_plan_is_said_in_words_everywhere(make_site: MakeSite, status: str) -> None:
    chip, ics, schema, feed = STATES[status]
    lines = ("date: 2026-11-01", "start: 2026-12-01 10:00", f"status: {status}", "tags: walks", PLACES)
    more = ("online: https://meet.example/a", "previous_start: 2026-11-29 10:00", "register: https://a.example")
    site = make_site(event("Walk", *lines, *more))

    page = "events/a/index.html"
    assert text(site, page, "//div[contains(@class, 'banner')]/b") == chip
    for path in ("index.html", "events/index.html", "events/2026/12/index.html", "tags/walks/index.html"):
        assert chip in text(site, path, "(//ol[@class='agenda']/li)[1]//p[@class='when']")
    assert text(site, "events/2026/12/index.html", "//table//li") == f"10am {chip} Walk"
    for path in ("events/a/a.ics", "events/calendar.ics", "tags/walks/calendar.ics"):
        assert ics in site.page(path).replace("\r\n ", "").replace("\n ", "")
    assert data(site)["eventStatus"] == f"https://schema.org/{schema}"
    assert f"{feed}Tuesday 1 December 2026" in site.page("events/feed.xml")
    assert f"<title>{chip}: Walk</title>" in site.page("events/feed.xml")
    assert ("Ask for a place" in site.page(page)) == (status not in ("cancelled", "postponed"))


def test_a_new_date_tells_the_old_one(make_site: MakeSite) -> None:
    lines = ("date: 2026-11-01", "start: 2026-12-01", "status: rescheduled", "previous_start: 2026-11-29")
    site = make_site(event("Walk", *lines))

    assert "It was Sunday 29 November 2026." in text(site, "events/a/index.html", "//div[@class='banner warn']//p")
    assert "Rescheduled from 29 November 2026" in text(site, "events/index.html", "//p[@class='when']")
    assert data(site)["previousStartDate"] == "2026-11-29"
    assert "before: Sunday 29 November 2026" in site.page("events/feed.xml")


def test_what_moved_online_is_no_longer_at_its_venue(make_site: MakeSite) -> None:
    lines = ("start: 2026-12-01 10:00", "status: moved-online", PLACES, "online: https://meet.example/a")
    site = make_site(event("Walk", *lines))

    (found,) = Calendar.from_ical(site.output["events/a/a.ics"]).walk("VEVENT")
    assert found["LOCATION"] == "https://meet.example/a"
    assert "GEO" not in found
    assert "Town hall" not in text(site, "events/a/index.html", "//section[@class='panel']")
    assert "Town hall" not in text(site, "events/index.html", "//ol[@class='agenda']/li")
    assert data(site)["location"] == [{"@type": "VirtualLocation", "url": "https://meet.example/a"}]


def test_machines_are_told_all_of_an_event(make_site: MakeSite) -> None:
    lines = ("start: 2026-12-01 10:00", "duration: 2 hours", PLACES, "online: https://meet.example/a")
    more = (
        "organiser: Crew",
        "speakers: [Ada]",
        "attending: [Crew, Bo]",
        "register: {url: 'https://a.example/', closes: 2026-11-30, cost: Free}",
    )
    crew = {"content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n"}
    found = data(make_site(event("Walk", *lines, *more) | crew))

    assert found["startDate"] == "2026-12-01T10:00:00+00:00"
    assert found["endDate"] == "2026-12-01T12:00:00+00:00"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, link = found["location"]
    assert place["address"] == "1 Quay, AB1 2CD"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 51.5, "longitude": -0.1}
    assert link["url"] == "https://meet.example/a"
    assert found["organizer"] == [
        {"@type": "Organization", "name": "Crew", "url": "https://hub.example/stakeholders/crew/"}
    ]
    assert found["performer"] == [{"@type": "Person", "name": "Ada"}]
    assert found["attendee"] == [*found["organizer"], {"@type": "Person", "name": "Bo"}]
    assert found["offers"]["url"] == "https://a.example/"
    assert found["offers"]["validThrough"] == "2026-11-30"
    assert found["isAccessibleForFree"] is True
    assert found["url"] == "https://hub.example/events/a/"


def test_each_date_of_a_series_is_told_with_its_own_state(make_site: MakeSite) -> None:
    lines = (
        "start: 2026-12-01 10:00",
        "repeat: {every: week, count: 3}",
        PLACES,
        "overrides: {2026-12-08: {status: cancelled}, 2026-12-15: {start: 2026-12-16, venue: Quay}}",
    )
    site = make_site(event("Clinic", *lines))

    dates = data(site)["subEvent"]
    assert [(date["startDate"][:10], date["eventStatus"].rpartition("/")[2]) for date in dates] == [
        ("2026-12-01", "EventScheduled"),
        ("2026-12-08", "EventCancelled"),
        ("2026-12-16", "EventRescheduled"),
    ]
    assert [date["location"][0]["name"] for date in dates] == ["Town hall", "Town hall", "Quay"]
    assert dates[2]["previousStartDate"] == "2026-12-15T10:00:00+00:00"
    listed = html.fromstring(site.page("events/a/index.html")).xpath("//*[@data-dates]/ol/li")
    assert "Cancelled" in listed[1].text_content()
    assert "Moved from 15 December 2026" in listed[2].text_content()


def test_start_and_end_are_times_of_their_own(make_site: MakeSite) -> None:
    site = make_site(event("Walk", "start: 2026-07-01 10:00", "end: 2026-07-01 12:00"))

    for path in ("events/a/index.html", "events/2026/07/index.html"):
        said = html.fromstring(site.page(path)).xpath("//main//*[@class='at']")[0]
        assert said.text_content() == "Wednesday 1 July 2026, 10am to midday"
        assert [(time.get("class"), time.get("datetime")) for time in said.xpath(".//time")] == [
            ("dt-start", "2026-07-01T10:00:00+01:00"),
            ("dt-end", "2026-07-01T12:00:00+01:00"),
        ]


def test_an_event_is_marked_up_for_readers_of_microformats(make_site: MakeSite) -> None:
    site = make_site(event("Walk", "start: 2026-12-01 10:00", "end: 2026-12-01 12:00", PLACES))

    (root,) = html.fromstring(site.page("events/a/index.html")).find_class("h-event")
    assert root.find_class("u-url")[0].get("value") == "https://hub.example/events/a/"
    assert root.find_class("p-summary")[0].get("value") == "What it is about."
    said = {name: root.find_class(name)[0].text_content() for name in ("dt-start", "dt-end", "p-postal-code")}
    assert said == {"dt-start": "Tuesday 1 December 2026", "dt-end": "midday", "p-postal-code": "AB1 2CD"}
    assert [found.text_content() for found in root.find_class("p-name")] == ["Walk", "Town hall"]
    for path in ("events/index.html", "events/2026/12/index.html", "events/plan/index.html"):
        (listed,) = html.fromstring(site.page(path)).find_class("h-event")
        (link,) = listed.find_class("p-name")
        assert urljoin(f"https://hub.example/{path}", link.get("href")) == "https://hub.example/events/a/"
        assert listed.find_class("dt-start")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (("start: 2026-12-01 10:00",), False),
        (("start: 2026-12-01 10:00", "online: https://meet.example/a"), True),
        (("start: 2026-12-01 10:00", "timezone: Europe/Brussels"), True),
        (("start: 2026-12-01",), False),
        (("start: 2026-12-01", "online: https://meet.example/a"), True),
        (("start: 2026-12-01", "timezone: Europe/Brussels"), True),
    ],
)
def test_the_zone_is_named_where_readers_may_live_by_another(
    make_site: MakeSite, lines: tuple[str, ...], named: bool
) -> None:
    site = make_site(event("Call", *lines))

    zone = "Brussels time" if "timezone" in lines[-1] else "London time"
    assert (zone in text(site, "events/a/index.html", "//section[@class='panel']")) is named


def test_a_follow_up_names_its_event_and_the_event_names_it(make_site: MakeSite) -> None:
    files = {
        "content/posts/after.md": "---\ntitle: What we heard\ndate: 2026-11-20\n---\nText.\n",
        "content/documents/paper.md": "---\ntitle: Agenda\ntype: minutes\ndate: 2026-11-01\n---\nText.\n",
    }
    lines = ("start: 2026-11-19", "follow_up: What we heard", "documents: Agenda")
    site = make_site(event("Fair", *lines) | files)

    assert "What we heard" in text(site, "events/a/index.html", "//section[contains(., 'What came of it')]//ul")
    assert "Fair" in text(site, "blog/after/index.html", "//aside//section[h2='Follow-up to']")
    assert "Fair" in text(site, "documents/paper/index.html", "//aside//section[h2='Paper for']")

    site.write({"content/posts/after.md": "---\ntitle: What we heard\ndate: 2026-11-18\n---\nText.\n"}).build()
    assert "Fair" in text(site, "blog/after/index.html", "//aside//section[h2='Ahead of']")


def test_an_event_of_one_date_leads_back_to_its_month(make_site: MakeSite) -> None:
    site = make_site(event("Walk", "start: 2026-12-01"))
    assert text(site, "events/a/index.html", "//nav[@class='crumbs']//li[last()]") == "December 2026"

    site.edit(*next(iter(event("Walk", "start: 2026-12-01", "repeat: {every: week, count: 2}").items()))).build()
    assert text(site, "events/a/index.html", "//nav[@class='crumbs']//li[last()]") == "Events"


@pytest.mark.parametrize(
    ("lines", "words", "goes_on"),
    [
        (("repeat: {every: 2 weeks, on: Tue}",), "Every 2 weeks on Tuesday, without an end", True),
        (("repeat: {every: 2 weeks, until: 2029-06-30}",), "Every 2 weeks on Tuesday until 30 June 2029", True),
        (("repeat: {every: 2 weeks, until: 2028-12-31}",), "Every 2 weeks on Tuesday until 31 December", False),
        (
            ("repeat: {every: week, until: 2029-01-02}", "except: [2029-01-02]"),
            "Every week on Tuesday until 2 January 2029",
            False,
        ),
        (("repeat: {every: week, count: 3}",), "Every week on Tuesday, 3 times", False),
        (("rrule: FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1;COUNT=2",), "", False),
    ],
)
def test_a_series_says_how_it_repeats_and_whether_it_goes_on(
    make_site: MakeSite, lines: tuple[str, ...], words: str, goes_on: bool
) -> None:
    site = make_site(event("Clinic", "start: 2026-12-01", *lines))

    panel = text(site, "events/a/index.html", "//section[@class='panel']")
    assert words in panel and ("Every" in panel) is bool(words)
    dates = text(site, "events/a/index.html", "//section[div[@data-dates]]")
    assert ("It goes on after 26 December 2028" in dates) is goes_on


def series(*lines: str) -> dict[str, str]:
    return event("Clinic", "start: 2026-12-01 14:00", "repeat: {every: week, count: 3}", *lines)


def test_a_series_that_is_off_names_the_dates_that_take_place(make_site: MakeSite) -> None:
    lines = ("status: cancelled", "register: https://a.example/", "overrides: {2026-12-08: {status: scheduled}}")
    site = make_site(series(*lines))

    page = "events/a/index.html"
    banner = text(site, page, "//div[contains(@class, 'banner')]")
    assert banner == "CancelledExcept for 1 date below that takes place."
    dates = [found.text_content() for found in html.fromstring(site.page(page)).xpath("//*[@data-dates]/ol/li")]
    assert ["Cancelled" in date for date in dates] == [True, False, True]
    assert "Takes place" in dates[1]
    assert "Ask for a place" in site.page(page)


def test_a_series_of_which_each_date_is_off_is_off(make_site: MakeSite) -> None:
    dates = ("2026-12-01", "2026-12-08", "2026-12-15")
    lines = f"overrides: {{{', '.join(f'{date}: {{status: cancelled}}' for date in dates)}}}"
    site = make_site(series(lines, "register: https://a.example/"))

    page = "events/a/index.html"
    assert "None of its dates takes place." in text(site, page, "//div[contains(@class, 'banner')]")
    assert "Ask for a place" not in site.page(page)
    assert "offers" not in data(site)


@pytest.mark.parametrize(
    ("override", "chip", "cell"),
    [
        ("{time: 18:30}", "Moved from 2pm", "Moved"),
        ("{start: 2026-12-10}", "Moved from 8 December 2026", "Moved"),
        ("{status: rescheduled, time: 18:30}", "Rescheduled from 2pm", "Rescheduled"),
        ("{venue: Quay}", "Another place", "Another place"),
    ],
)
def test_what_is_different_about_one_date_is_said_wherever_it_stands(
    make_site: MakeSite, override: str, chip: str, cell: str
) -> None:
    site = make_site(series(f"overrides: {{2026-12-08: {override}}}"))

    assert chip in text(site, "events/a/index.html", "//*[@data-dates]/ol/li[2]")
    for path, row in (
        ("events/index.html", "//ol[@class='agenda']/li[2]"),
        ("events/plan/index.html", "//tr[td][2]"),
    ):
        assert chip in text(site, path, row)
    assert cell in text(site, "events/2026/12/index.html", "(//table//li)[2]")


def test_what_moved_online_has_no_place_even_before_its_address_is_known(make_site: MakeSite) -> None:
    site = make_site(event("Walk", "start: 2026-12-01", "status: moved-online", PLACES))

    assert "Town hall" not in text(site, "events/index.html", "//ol[@class='agenda']/li")
    assert "location" not in data(site)
    assert "Town hall" not in site.page("events/a/a.ics")


@pytest.mark.parametrize(
    ("cost", "free"), [("Free", True), ("free of charge.", True), ("Free; £2 for lunch", False)]
)
def test_only_what_is_free_is_called_so(make_site: MakeSite, cost: str, free: bool) -> None:
    site = make_site(
        event("Walk", "start: 2026-12-01", f'register: {{url: "https://a.example/", cost: "{cost}"}}')
    )

    assert data(site).get("isAccessibleForFree", False) is free


def test_what_is_listed_beside_an_event_is_no_part_of_it(make_site: MakeSite) -> None:
    other = event("Fair", "start: 2026-12-05 10:00", "end: 2026-12-05 16:00")["content/events/a.md"]
    site = make_site(event("Walk", "start: 2026-12-01", "related: Fair") | {"content/events/b.md": other})

    (root,) = html.fromstring(site.page("events/a/index.html")).find_class("h-event")
    assert "Fair" in root.text_content()
    assert [found.get("datetime") for found in root.find_class("dt-start")] == ["2026-12-01"]
    assert root.find_class("dt-end") == []


def test_a_person_who_holds_an_event_is_a_person(make_site: MakeSite) -> None:
    ada = {"content/stakeholders/ada.md": "---\ntitle: Ada\ntype: person\n---\n"}
    found = data(make_site(event("Walk", "start: 2026-12-01", "organiser: Ada") | ada))

    assert found["organizer"][0]["@type"] == "Person"
    assert "eventAttendanceMode" not in found


def test_what_is_called_off_strikes_its_date_and_leads_to_what_takes_its_place(make_site: MakeSite) -> None:
    other = event("Fair", "start: 2026-12-05 10:00")["content/events/a.md"]
    note = "changes: [{date: 2026-11-20, note: The route is closed.}]"
    lines = ("start: 2026-12-01 10:00", "status: cancelled", "superseded_by: Fair", note)
    site = make_site(event("Walk", *lines) | {"content/events/b.md": other})

    page = "events/a/index.html"
    assert text(site, page, "//section[@class='panel']//s") == "Tuesday 1 December 2026, 10am"
    banner = text(site, page, "//div[contains(@class, 'banner')]")
    assert banner.endswith("The route is closed.Instead: Fair, Saturday 5 December 2026, 10am")
    assert site.page(page).count("The route is closed.") == 1
    site.edit("content/events/b.md", other.replace("12-05", "12-06")).build()
    assert "Instead: Fair, Sunday 6 December 2026, 10am" in text(site, page, "//div[contains(@class, 'banner')]")


def test_what_came_of_an_event_is_first_when_it_is_over_and_last_before(make_site: MakeSite) -> None:
    lines = ("end: 2026-11-20 12:00", "follow_up: Report", "documents: Notes")
    notes = "---\ntitle: Notes\ndate: 2026-11-21\ntype: minutes\n---\nWords.\n"
    others = {
        "content/posts/2026-11-22-r.md": "---\ntitle: Report\n---\nWords.\n",
        "content/documents/n.md": notes,
    }

    def order(site: Site) -> list[str]:
        main = "//div[contains(@class, 'led')]/div"
        parts = html.fromstring(site.page("events/a/index.html")).xpath(f"{main}//h2 | {main}/*[@class='text']")
        return [part.text_content().strip() for part in parts if part.text_content().strip()]

    site = make_site(event("Walk", "start: 2026-11-20 10:00", *lines) | others)
    assert site.errors == []
    assert order(site) == ["What came of it", "What it is about."]
    site.edit("content/events/a.md", event("Walk", "start: 2026-12-20", lines[1], lines[2])["content/events/a.md"])
    site.build()
    assert order(site) == ["What it is about.", "Documents", "What came of it"]
