"""The programme: the next 26 weeks, a line a week, as a page and as a table."""

import datetime as dt
import re

from tests.conftest import MakeSite, Site

HUB: dict[str, str | bytes] = {
    "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
    "content/messages/say-it.md": "---\ntitle: Say it\naudience: Lea\nstatus: agreed\n---\n",
    "content/events/fair.md": (
        "---\ntitle: Fair\nstart: 2026-12-08 10:00\nend: 2026-12-08 12:00\norganiser: Lea\nmessages: Say it\n---\n"
        "- [ ] =Draw a plan @Lea due:2026-12-10\n- [ ] Late @Lea due:2026-11-01\n- [x] Done @Lea due:2026-12-11\n"
    ),
    "content/events/off.md": "---\ntitle: Off\nstart: 2026-12-09\nstatus: cancelled\nmessages: Say it\n---\n",
    "content/events/far.md": "---\ntitle: Far\nstart: 2027-06-30\n---\n",
    "content/about.md": (
        "---\ntitle: About\nconsultation:\n  {closes: 2026-12-20, respond: {email: a@b.example}}\n---\n"
    ),
}


def week(site: Site, day: str) -> str:
    """Return the words of the line of a week."""
    row = site.page("events/programme/index.html").partition(f'<time datetime="{day}">')[2].partition("</tr>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", row.partition("</th>")[2]).split())


def test_each_of_the_next_weeks_has_what_happens_is_said_is_asked_and_is_owed_in_it(make_site: MakeSite) -> None:
    site = make_site(HUB).build(as_of=dt.datetime(2026, 12, 2, 12, tzinfo=dt.UTC))
    page = site.page("events/programme/index.html")
    assert page.count("<tr data-gone") == 4
    assert 'to <time datetime="2027-05-30">' in page
    assert "The 26 weeks from 30 November 2026 to 30 May 2027" in page
    assert week(site, "2026-11-30") == "Nothing planned yet"
    assert week(site, "2026-12-07") == "Tue 8 Fair Wed 9 Off Cancelled Say it Thu 10 =Draw a plan , Lea"
    assert week(site, "2026-12-14") == "Sun 20 About"
    assert "Far" not in page
    assert "Late" not in page.partition("<table")[2].partition("</table>")[0]
    rows = [row.split(",") for row in site.page("events/programme/programme.csv").splitlines()]
    assert [row[:5] for row in rows[1:]] == [
        ["2026-12-07", "event", "2026-12-08T10:00:00+00:00", "Fair", "Lea"],
        ["2026-12-07", "event", "2026-12-09", "Off (cancelled)", ""],
        ["2026-12-07", "message", "", "Say it", ""],
        ["2026-12-07", "next step", "2026-12-10", "'=Draw a plan", "Lea"],
        ["2026-12-14", "comments close", "2026-12-20", "About", ""],
    ]
    site.build(as_of=dt.datetime(2026, 12, 8, 13, tzinfo=dt.UTC))
    assert week(site, "2026-12-07") == "Wed 9 Off Cancelled Thu 10 =Draw a plan , Lea"
