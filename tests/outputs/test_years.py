"""A year of the calendar, and the dates of a series, to which its calendars lead."""

import datetime as dt
import re

from lxml import html

from tests.conftest import MakeSite
from tests.outputs.test_calendar import event, named


def test_the_year_lists_each_month_with_its_own_heading(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Talk", "start: 2026-02-01"),
            "content/events/b.md": event("Walk", "start: 2026-11-01"),
        }
    )

    page = html.fromstring(site.page("events/2026/index.html"))
    assert [heading.text_content() for heading in page.iterfind(".//main//h2")] == ["February", "November"]
    assert named(site, "events/2026/index.html") == ["Talk", "Walk"]


def test_a_year_names_an_event_once_a_month_with_its_days_and_marks_them(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/a.md": event("Clinic", "start: 2026-02-03\nrepeat: {every: week, count: 4}"),
            "content/events/b.md": event("Fair", "start: 2026-02-27\nend: 2026-03-02"),
            "content/events/c.md": event("Walk", "start: 2026-03-20\nstatus: cancelled"),
        }
    )

    page = html.fromstring(site.page("events/2026/index.html"))
    lines = [" ".join(line.text_content().split()) for line in page.xpath("//section//li[span]")]
    assert lines == ["Clinic 3, 10, 17, 24", "Fair 27–28", "Fair 1–2", "Walk 20 (cancelled)"]
    assert page.xpath("//table[@class='mini']//td/a/text()") == ["3", "10", "17", "24", "27", "28", "1", "2", "20"]
    days = page.xpath("//table[@class='mini']//td/a/@href")
    assert (days[0], days[-1]) == ("02/#Day-3", "03/#Day-20")
    assert html.fromstring(site.page("events/2026/03/index.html")).xpath("//td[@id='Day-20']//s/text()") == [
        "Walk"
    ]
    assert page.xpath("//s/text()") == ["20"]
    assert set(page.xpath("//main//table/@aria-hidden")) == {"true"}


def test_each_date_of_a_series_is_an_address_to_which_calendars_lead(make_site: MakeSite) -> None:
    """An id is the day, with the time where there are two on one day; an only date is its page."""
    files = {
        "content/events/clinic.md": "---\ntitle: Clinic\nstart: 2026-12-01 18:00\nrepeat: monthly\n"
        "until: 2027-02-28\nalso: [2027-01-01 09:00]\n---\n",
        "content/events/fair.md": "---\ntitle: Fair\nstart: 2027-01-09\n---\n",
        "content/events/walk.md": "---\ntitle: Walk\nstart: 2026-10-09\nstatus: postponed\n---\n",
    }
    site = make_site(files).build(as_of=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    ids = ["2026-12-01", "2027-01-01T0900", "2027-01-01T1800", "2027-02-01"]
    assert re.findall(r'<li class="h-event" id="(.+?)"', site.page("events/clinic/index.html"))[:4] == ids
    month, year = site.page("events/2027/01/index.html"), site.page("events/2027/index.html")
    for page in (month, year):
        assert 'clinic/#2027-01-01T0900"' in page
        assert "fair/#" not in page
    assert "<s>" not in site.page("events/2026/10/index.html") + site.page("events/past/index.html")
    fair = site.page("events/fair/index.html")
    assert re.findall(r'rel="(\w+)">(\w+)</a>', fair) == [("prev", "Walk")]
    assert "9 October 2026" in fair
    assert 'rel="prev"' not in site.page("events/clinic/index.html")
