"""What depends on the clock: deadlines in the calendar, the forward plan, past events."""

import datetime as dt

from lxml import html

from tests.conftest import MakeSite, Site


def event(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


CLOSES = "consultation: {closes: 2026-12-14 17:00, respond: {email: a@hub.example}}"
ASKED = event("Our draft", "date: 2026-11-01", CLOSES)


def texts(site: Site, path: str, query: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in html.fromstring(site.page(path)).xpath(query)]


def test_the_closing_date_of_a_consultation_stands_in_the_calendar(make_site: MakeSite) -> None:
    site = make_site({"content/posts/draft.md": ASKED})

    shown = ["Comments close: Our draft"]
    for path in ("events/index.html", "events/2026/12/index.html"):
        assert texts(site, path, "//ol[@class='agenda']//h3") == shown
    assert texts(site, "events/2026/index.html", "//main//section/ul/li") == [f"{shown[0]} 14 (deadline)"]
    assert texts(site, "events/2026/index.html", "//td[a]") == ["14"]
    assert texts(site, "events/2026/12/index.html", "//table//td//li") == [f"5pm Deadline {shown[0]}"]
    link = html.fromstring(site.page("events/index.html")).xpath("//ol[@class='agenda']//h3/a/@href")
    assert link == ["../blog/draft/#Comment"]
    link = html.fromstring(site.page("events/2026/index.html")).xpath("//main//section/ul/li/a/@href")
    assert link == ["../../blog/draft/#Comment"]


def test_a_closing_date_has_no_status_of_its_entry(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Hearing", "start: 2026-12-20", "status: cancelled", CLOSES)})

    listed = texts(site, "events/2026/12/index.html", "//ol[@class='agenda']/li")
    assert "Comments close: Hearing" in listed[0] and "Deadline" in listed[0] and "Cancelled" not in listed[0]
    assert "Cancelled" in listed[1]
    assert texts(site, "events/2026/12/index.html", "//table//td//li") == [
        "5pm Deadline Comments close: Hearing",
        "Cancelled Hearing",
    ]


def test_the_front_page_lists_no_closing_date_among_events(make_site: MakeSite) -> None:
    """It stands above them, as an invitation."""
    site = make_site({"content/posts/draft.md": ASKED, "content/events/a.md": event("Walk", "start: 2026-12-24")})

    assert texts(site, "index.html", "//ol[@class='agenda']//h3") == ["Walk"]


def test_the_plan_holds_six_months_with_where_who_and_what_to_say(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n",
            "content/messages/ask.md": "---\ntitle: Ask first\naudience: Crew\nstatus: agreed\n---\n",
            "content/posts/draft.md": ASKED,
            "content/events/a.md": event(
                *("Walk", "start: 2026-11-30 10:00", "venue: Quay", "organiser: Crew", "messages: Ask first")
            ),
            "content/events/b.md": event("Last", "start: 2027-04-30"),
            "content/events/clinic.md": event(
                *("Clinic", "start: 2027-04-06 18:00", "venue: Quay", "repeat: {every: week, count: 4}"),
                "overrides: {2027-04-20: {status: cancelled}}",
            ),
            "content/events/fair.md": event("Fair", "start: 2027-04-28", "end: 2027-05-01"),
            "content/events/c.md": event("Too far", "start: 2027-05-01"),
            "content/events/d.md": event("Over", "start: 2026-11-21"),
        }
    )

    rows = html.fromstring(site.page("events/plan/index.html")).xpath("//tbody/tr[td]")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert cells == [
        ["Mon 30", "10am", "Walk", "Quay", "Crew", "Ask first"],
        ["Mon 14", "5pm", "Comments close: Our draft Deadline", "", "", ""],
        ["Tue 6 Tue 13 Tue 27", "6pm", "Clinic 3 dates", "Quay", "", ""],
        ["Tue 20", "6pm", "Clinic Cancelled", "Quay", "", ""],
        ["Wed 28 – Sat 1 May", "", "Fair", "", "", ""],
        ["Fri 30", "", "Last", "", "", ""],
    ]
    plan = "events/plan/index.html"
    assert texts(site, plan, "//tbody//th/span[@class='chip calm']") == ["Deadline", "3 dates"]
    assert texts(site, plan, "//p[@class='lede']") == ["What is to happen from November 2026 to April 2027."]


def test_the_plan_moves_on_with_the_month(make_site: MakeSite) -> None:
    site = make_site({"content/events/c.md": event("Far", "start: 2027-05-01")})
    assert not texts(site, "events/plan/index.html", "//tbody/tr[td]")

    site.build(as_of=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))

    assert texts(site, "events/plan/index.html", "//tbody/tr[td]/th") == ["Far"]
    assert site.output == site.clean_build().output


def test_past_events_stand_by_year_the_last_first_and_a_series_once_a_year(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event(
                "Clinic", "start: 2025-12-20", "repeat: {every: week, until: 2027-02-01}"
            ),
            "content/events/b.md": event("Walk", "start: 2026-11-21", "documents: Map", "follow_up: Old"),
            "content/events/c.md": event("To come", "start: 2026-11-23"),
            "content/documents/map.md": event("Map", "type: map", "date: 2026-11-01"),
            "content/posts/draft.md": event("Old", "date: 2026-01-01", CLOSES.replace("2026-12-14", "2026-02-01")),
        }
    )

    assert site.errors == []
    listed = texts(site, "events/past/index.html", "//ol[@class='agenda']/li//p[starts-with(@class, 'when')]")
    assert listed == [
        "Saturday 21 November 2026 and 46 dates before it",
        "Saturday 21 November 2026",
        "Saturday 27 December 2025 and 1 date before it",
    ]
    assert texts(site, "events/past/index.html", "//ol[@class='agenda']//h3") == ["Clinic", "Walk", "Clinic"]
    assert texts(site, "events/past/index.html", "//main//h2") == ["2026", "2025"]
    assert texts(site, "events/past/index.html", "//p[contains(@class, 'note')]") == [
        "What came of it: Old",
        "Documents: Map",
    ]
    links = html.fromstring(site.page("events/past/index.html")).xpath("//p[contains(@class, 'note')]/a/@href")
    assert links == ["../../blog/draft/", "../../documents/map/"]


def test_an_event_is_past_from_its_end_on(make_site: MakeSite) -> None:
    site = make_site({"content/events/a.md": event("Talk", "start: 2026-11-22 08:00", "end: 2026-11-22 10:00")})
    assert "No past events are listed here." in site.page("events/past/index.html")

    site.build(as_of=dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC))

    assert texts(site, "events/past/index.html", "//ol[@class='agenda']//h3") == ["Talk"]


def test_years_beyond_the_list_of_past_events_are_told_by_their_number(make_site: MakeSite) -> None:
    many = {
        f"content/events/e{one}.md": event(f"E{one}", f"start: {2026 - one // 30}-02-{one % 28 + 1:02}")
        for one in range(90)
    }
    site = make_site(many)

    listed = texts(site, "events/past/index.html", "//ol[@class='agenda']/li")
    assert len(listed) == 60  # whole years, up to the one in which the fiftieth stands
    assert texts(site, "events/past/index.html", "//main//section[not(ol)]/p") == ["30 dates"]


def test_the_plan_cuts_a_crowded_month_and_leads_to_all_its_dates(make_site: MakeSite) -> None:
    talks = {
        f"content/events/t{number:03}.md": event(
            f"Talk {number:03}", f"start: 2026-12-{number % 25 + 1:02} 10:00", "duration: 1 hour"
        )
        for number in range(130)
    }
    site = make_site({**talks, "content/events/over.md": event("Over", "start: 2026-11-01")})
    rows = html.fromstring(site.page("events/plan/index.html")).xpath("//tbody/tr[not(@class='group')]")

    assert len(rows) == 101
    assert rows[-1].text_content().split() == ["All", "130", "dates", "in", "December", "2026"]
    assert rows[-1].get("data-gone") == "2027-01-01T00:00:00+00:00"
    assert rows[-1].xpath(".//a/@href") == ["../2026/12/"]
    assert all(row.get("data-until") for row in rows[:-1])


def test_of_a_year_with_many_past_events_the_last_are_named_and_the_others_counted(make_site: MakeSite) -> None:
    talks = {
        f"content/events/t{number:03}.md": event(f"Talk {number:03}", f"start: 2025-12-{number % 25 + 1:02}")
        for number in range(70)
    }
    page = html.fromstring(make_site(talks).page("events/past/index.html"))

    assert len(page.xpath("//ol[@class='agenda']/li")) == 50
    assert "20 more events earlier in 2025" in page.text_content()
