"""What pages hold ready for a later clock: true without a script, and told as instants in the site's own zone."""

import datetime as dt

import pytest
from lxml import html

from tests.conftest import MakeSite, Site

SITE = "title: A hub\nurl: https://hub.example/\ntimezone: America/New_York\n"
FORTHCOMING = (
    "consultation: {opens: 2026-12-01, closes: 2026-12-10, questions: [Is it clear?], respond: {post: 1 Quay}}"
)
NOW = dt.datetime(2026, 11, 22, 15, tzinfo=dt.UTC)


def entry(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


def page(site: Site, path: str) -> html.HtmlElement:
    return html.fromstring(site.page(path))


def shown(part: html.HtmlElement) -> str:
    """Return the words of a part as they stand without a script."""
    for hidden in part.xpath("//*[@hidden]"):
        hidden.drop_tree()
    return " ".join(part.text_content().split())


@pytest.fixture
def asked(make_site: MakeSite) -> Site:
    files = {"site.yaml": SITE, "content/posts/plan.md": entry("Plan", "date: 2026-11-02", FORTHCOMING)}
    return make_site(files, build=False).build(as_of=NOW)


@pytest.mark.parametrize("path", ["index.html", "have-your-say/index.html", "blog/plan/index.html"])
def test_what_is_to_come_tells_when_it_opens_and_closes_where_it_is_asked(asked: Site, path: str) -> None:
    *others, found = page(asked, path).xpath("//*[@data-closes]")

    assert len(others) == (path == "blog/plan/index.html")
    for one in (*others, found):
        assert one.get("data-opens") == "2026-12-01T00:00:00-05:00"
        assert one.get("data-closes") == "2026-12-11T00:00:00-05:00"
    assert "1 Quay" in found.xpath(".//*[@data-open and @hidden]")[-1].text_content()


def test_without_a_script_what_is_to_come_cannot_be_answered(asked: Site) -> None:
    (section,) = page(asked, "blog/plan/index.html").xpath("//section[@id='Comment']")
    words = shown(section)
    assert "1 Quay" not in words
    (title,) = page(asked, "blog/plan/index.html").xpath("//header[contains(@class, 'title')]")
    words = shown(title)
    assert "Forthcoming Opens Tuesday 1 December 2026, closes Thursday 10 December 2026" in words
    assert "As of 22 November 2026" in words
    (main,) = page(asked, "have-your-say/index.html").xpath("//main")
    words = shown(main)
    assert "Nothing listed here is open for comment." in words
    assert "1 Quay" not in words
    assert "Closed" not in words
    (block,) = page(asked, "index.html").xpath("//section[contains(@class, 'lead')]")
    assert block.get("hidden") is not None


def test_a_plan_that_never_held_a_date_says_so_and_one_that_did_says_less(make_site: MakeSite) -> None:
    told = {}
    for start in ("2026-01-10 10:00", "2026-12-10 10:00"):
        files = {"site.yaml": SITE, "content/events/walk.md": entry("Walk", f"start: {start}")}
        site = make_site(files, build=False).build(as_of=NOW)
        (none,) = page(site, "events/plan/index.html").xpath("//p[@data-none]")
        told[none.text_content()] = none.get("hidden") is not None

    assert told == {"No dates are planned in these months.": False, "No further dates are listed here.": True}


def test_a_timeline_says_until_when_what_repeats_or_lasts_goes_on(make_site: MakeSite) -> None:
    files = {
        "site.yaml": SITE,
        "content/stakeholders/crew.md": entry("Crew", "type: team"),
        "content/posts/report.md": entry("Report", "date: 2026-10-01", "authors: Crew"),
        "content/events/talk.md": entry("Talk", "start: 2026-12-24 18:00", "end: 19:00", "organiser: Crew"),
        "content/events/fair.md": entry("Fair", "start: 2026-11-21", "end: 2026-11-24", "organiser: Crew"),
        "content/events/clinic.md": entry(
            "Clinic", "start: 2026-09-01 10:00", "organiser: Crew", "repeat: {every: week, count: 43}"
        ),
    }
    site = make_site(files, build=False).build(as_of=NOW)
    lines = page(site, "stakeholders/crew/index.html").xpath("//ol[@class='timeline']/li")

    told = [(one.get("data-from"), one.get("data-over"), shown(one.xpath("p")[0])) for one in lines]
    assert told == [
        ("2026-12-24T18:00:00-05:00", "2026-12-24T19:00:00-05:00", "Organiser of, 24 December 2026"),
        (
            "2026-11-21T00:00:00-05:00",
            "2026-11-25T00:00:00-05:00",
            "Organiser of, 21 November 2026 to 24 November 2026",
        ),
        ("2026-10-01T00:00:00-04:00", None, "Wrote, 1 October 2026"),
        (
            "2026-09-01T10:00:00-04:00",
            "2027-06-23T00:00:00-04:00",
            "Organiser of, Tuesday 24 November 2026, 10am, then 30 more dates",
        ),
    ]
