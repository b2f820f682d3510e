"""The page of an entry that asks for comments: its state at the title, the ways to answer before the text."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from lxml import html

from tests.conftest import MakeSite, Site

ASKS = """---
title: Tags & names
date: 2026-11-01
excerpt: Which to keep.
consultation:
  closes: 2026-12-14 17:00
  decision_by: 2027-01-20
  questions: [Is 1 + 1 = 2 & clear?, "Ça va?"]
  respond: {email: a@hub.example, url: 'https://form.example/'}
"""
TEXT = "---\nWhat it is about.\n"
PATHS = {
    "content/posts/a.md": "blog/a/",
    "content/documents/a/index.md": "documents/a/",
    "content/wiki/a.md": "wiki/a/",
    "content/messages/a.md": "messages/a/",
    "content/a.md": "a/",
    "content/events/a.md": "events/a/",
    "content/stakeholders/a.md": "stakeholders/a/",
}
MORE = {
    "content/documents/a/index.md": "type: paper\n",
    "content/messages/a.md": "status: draft\naudience: Crew\n",
    "content/events/a.md": "start: 2026-12-20 10:00\n",
    "content/stakeholders/a.md": "type: team\n",
}


def asked(make_site: MakeSite, path: str = "content/posts/a.md", more: str = "") -> Site:
    crew = {"content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n", "addresses.txt": ""}
    site = make_site({path: ASKS + more + MORE.get(path, "") + TEXT, **crew})
    assert site.errors == []
    return site


def words(part: html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


@pytest.mark.parametrize("path", PATHS)
def test_state_and_deadline_are_at_the_title_and_the_ways_to_answer_before_the_text(
    make_site: MakeSite, path: str
) -> None:
    page = html.fromstring(asked(make_site, path).page(f"{PATHS[path]}index.html"))

    (title,) = page.xpath("//main//header[contains(@class, 'title')]")
    assert "Open Closes Monday 14 December 2026, 5pm (in 22 days)" in words(title)
    assert "As of 22 November 2026" in words(title)
    following = page.xpath("//section[@id='Comment']/following::div[contains(@class, 'text')]")
    assert [words(one) for one in following] == ["What it is about."]
    facts = page.xpath("//section[@id='Comment']//dl[@class='facts']/div")
    assert [[words(part) for part in one] for one in facts] == [
        ["Closes", "Monday 14 December 2026, 5pm"],
        ["Decision by", "Wednesday 20 January 2027"],
    ]


def test_the_mail_has_the_title_as_subject_and_the_questions_as_text(make_site: MakeSite) -> None:
    site = asked(make_site)
    for path in ("blog/a/index.html", "have-your-say/index.html", "index.html"):
        (mail,) = html.fromstring(site.page(path)).xpath("//main//a[starts-with(@href, 'mailto:a@')]/@href")
        assert parse_qs(urlsplit(mail).query, strict_parsing=True) == {
            "subject": ["Tags & names"],
            "body": [
                "1. Is 1 + 1 = 2 & clear?\r\n\r\n\r\n2. Ça va?\r\n\r\n\r\n"
                "My name may be published (yes or no):\r\nAbout: https://hub.example/blog/a/"
            ],
        }


def test_a_mail_has_no_more_questions_than_programs_take(make_site: MakeSite) -> None:
    many = "".join(f"    - {'Why ' * 30}{number}?\n" for number in range(40))
    text = ASKS.replace(' [Is 1 + 1 = 2 & clear?, "Ça va?"]', f"\n{many.rstrip()}")
    site = make_site({"content/posts/a.md": text + TEXT})
    (mail,) = html.fromstring(site.page("blog/a/index.html")).xpath("//a[starts-with(@href, 'mailto:a@')]/@href")

    assert 1500 < len(mail) <= 1900
    assert "%3F%0D%0A%0D%0A%0D%0AMy%20name" in mail
    assert mail.endswith("%2Fblog%2Fa%2F")
    paper = "---\nref: RSS 07/16\ntype: paper\n" + ASKS.removeprefix("---\n").replace(
        '[Is 1 + 1 = 2 & clear?, "Ça va?"]', "[]"
    )
    site = make_site({"content/documents/a/index.md": paper + TEXT})
    (mail,) = html.fromstring(site.page("documents/a/index.html")).xpath(
        "//a[starts-with(@href, 'mailto:a@')]/@href"
    )
    (body,) = parse_qs(urlsplit(mail).query, strict_parsing=True)["body"]
    assert body.startswith("\r\n\r\n\r\nMy name")
    assert body.endswith("About: RSS 07/16 https://hub.example/documents/a/")


def test_the_last_day_is_a_file_for_calendars(make_site: MakeSite) -> None:
    site = asked(make_site)
    for path in ("blog/a/index.html", "have-your-say/index.html"):
        links = html.fromstring(site.page(path)).xpath("//a[contains(@href, '.closing.ics')]")
        assert [words(link) for link in links] == ["Add the closing date (.ics) on: Tags & names"]

    (found,) = Calendar.from_ical(site.output["blog/a/a.closing.ics"]).walk("VEVENT")
    assert found["SUMMARY"] == "Comments close: Tags & names"
    assert found.decoded("DTSTART").isoformat() == "2026-12-14T17:00:00+00:00"
    assert found["TRANSP"] == "TRANSPARENT"
    assert "Decision by Wednesday 20 January 2027" in str(found["DESCRIPTION"])
    (same,) = Calendar.from_ical(site.output["events/deadlines.ics"]).walk("VEVENT")
    assert same == found


def test_a_decision_is_not_told_once_there_is_an_outcome(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": f"{ASKS}  outcome: {{did: We did it.}}\n{TEXT}"})
    for path in ("blog/a/index.html", "have-your-say/index.html"):
        assert "We did it." in site.page(path)
        assert "Decision by" not in site.page(path)


OUTCOME = """  outcome:
    date: 2026-11-20
    did: We did it.
    report: [Report]
"""
REPORT = {"content/documents/r.md": "---\ntitle: Report\ntype: report\ndate: 2026-11-20\n---\nAt length.\n"}


@pytest.mark.parametrize("path", ["content/posts/a.md", "content/wiki/a.md", "content/events/a.md"])
def test_an_outcome_is_before_all_else_with_its_day_and_its_report(make_site: MakeSite, path: str) -> None:
    crew = {"content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n"}
    site = make_site({path: ASKS + OUTCOME + MORE.get(path, "") + TEXT} | crew | REPORT)
    assert site.errors == []
    page = html.fromstring(site.page(f"{PATHS[path]}index.html"))

    (found,) = page.xpath("//section[@id='Outcome']")
    assert [words(part) for part in found.xpath("./h2 | ./dl/div/* | ./p/*")] == [
        "What we heard, what we decided",
        "We did",
        "We did it.",
        "Published 20 November 2026",
        "Read more: Report",
    ]
    assert page.xpath("//section[@id='Outcome']/following::section[@id='Comment']")
    (mention,) = html.fromstring(site.page("documents/r/index.html")).xpath("//aside//section[h2='Outcome of']//a")
    assert words(mention) == "Tags & names"


def test_only_one_way_to_answer_is_in_view_and_the_others_are_folded_away(make_site: MakeSite) -> None:
    page = html.fromstring(asked(make_site).page("blog/a/index.html"))

    buttons = page.xpath("//section[@id='Comment']//a[contains(@class, 'btn')]")
    assert [words(button) for button in buttons] == ["Send your comment on: Tags & names"]
    (others,) = page.xpath("//section[@id='Comment']//details[summary='Other ways to answer']")
    assert others.get("open") is None
    assert others.xpath(".//a/@href") == ["https://form.example/"]
    assert "a@hub.example" in words(others)


def test_a_post_that_leads_to_a_consultation_ends_with_the_way_to_answer(make_site: MakeSite) -> None:
    post = "---\ntitle: News\ndate: 2026-11-02\n---\nSee [[Tags & names]].\n"
    site = make_site({"content/wiki/a.md": ASKS + TEXT, "content/posts/n.md": post})

    def cards() -> list[str]:
        return [words(part) for part in html.fromstring(site.page("blog/n/index.html")).find_class("consult")]

    (card,) = cards()
    assert card.startswith("Dec14Mon Open Closes Monday 14 December 2026, 5pm Tags & names")
    site.edit("content/wiki/a.md", ASKS.replace("2026-12-14 17:00", "2026-12-15") + TEXT).build()
    assert "Closes Tuesday 15 December 2026" in cards()[0]
    assert site.build(as_of=dt.datetime(2026, 12, 16, 9, tzinfo=dt.UTC)).errors == []
    assert cards() == []


def test_nothing_is_decided_before_all_have_answered(make_site: MakeSite) -> None:
    text = ASKS.replace("2027-01-20", "2026-12-13") + TEXT
    site = make_site({"content/posts/a.md": text})
    (error,) = site.errors
    assert (error.code, error.span.line) == ("conflicting-fields", 7)


def test_a_consultation_whose_page_moves_keeps_the_file_of_its_last_day(make_site: MakeSite) -> None:
    site = asked(make_site)
    site.remove("content/posts/a.md")
    moved = ASKS + "aliases: [/blog/a/]\n" + TEXT
    site.write({"content/posts/b.md": moved}).build()

    assert {"blog/a/a.closing.ics", "blog/b/b.closing.ics"} <= site.output.keys()
