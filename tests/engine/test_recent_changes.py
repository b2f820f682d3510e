"""Recent changes are a page and two feeds, and notes for readers take the place of commits."""

import json
import re

import feedparser

from tests.conftest import MakeSite
from tests.engine.history_hub import BY_LEA, RULES, hub, words


def test_recent_changes_are_a_page_and_two_feeds_and_prefer_the_notes_for_readers(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("fix typo", {"content/wiki/rules.md": RULES.replace("hall", "Hall")}, when="2026-02-01T09:00:00Z")
    noted = RULES.replace("---\n\n", "changes:\n  - {date: 2026-03-02, note: We meet in Leeds now}\n---\n\n")
    repo.commit(
        "wip", {"content/wiki/rules.md": noted.replace("hall", "Leeds")}, when="2026-03-02T09:00:00Z", who=BY_LEA
    )
    site.build()

    page = words(site.page("recent-changes/index.html"))
    assert page.index("We meet in Leeds now") < page.index("fix typo") < page.index("Begin the hub")
    assert "wip" not in page
    feed = feedparser.parse(site.output["recent-changes/feed.xml"])
    assert not feed.bozo
    assert [entry.title for entry in feed.entries][:2] == ["Rules: We meet in Leeds now", "Rules: fix typo"]
    assert feed.entries[0].author == "Lea Brandt"
    twin = json.loads(site.output["recent-changes/feed.json"])
    assert [item["title"] for item in twin["items"]] == [entry.title for entry in feed.entries]
    assert [item["id"] for item in twin["items"]] == [entry.id for entry in feed.entries]
    assert twin["version"] == "https://jsonfeed.org/version/1.1"


def test_every_page_leads_to_recent_changes_and_the_feed_writes_names_as_they_are(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    noted = "---\ntitle: Café Zürich\nchanges:\n  - {date: 2026-02-02, note: A new hall}\n---\n\nWords.\n"
    repo.commit("Open it", {"content/wiki/café zürich.md": noted}, when="2026-01-06T10:00:00Z")
    site.build()

    assert '<a href="../../recent-changes/">Recent changes</a>' in site.page("wiki/rules/index.html")
    feed = feedparser.parse(site.output["recent-changes/feed.xml"])
    assert '/wiki/caf%C3%A9-z%C3%BCrich/">Café Zürich</a>' in feed.entries[0].content[0].value
    note, commit, *_ = re.findall(r"<li><p>.*?</li>", site.page("recent-changes/index.html"), re.S)
    assert "A new hall" in note and "What was changed" in note
    assert "Open it" in commit and "What was changed" in commit


def test_a_commit_of_many_entries_is_one_change(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("Bring the guides over", {f"content/wiki/guide-{n}.md": f"# Guide {n}\n" for n in range(30)})
    site.build()

    page = words(site.page("recent-changes/index.html"))
    assert page.count("Bring the guides over") == 1
    assert "and 22 others" in page


def test_a_note_of_a_day_without_a_commit_is_on_the_page_of_changes_by_its_day(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    noted = RULES.replace(
        "---\n\n",
        "changes:\n  - {date: 2026-02-02, note: Agreed at the meeting}\n  - {date: 2026-02-02, note: By all}\n"
        "  - {date: 2026-03-01, note: Made clearer}\n  - {date: 2026-12-24, note: Closed for a week}\n---\n\n",
    )
    repo.commit("Edit", {"content/wiki/rules.md": noted}, when="2026-03-01T10:00:00Z")
    site.build()

    page = "history/wiki/rules/index.html"
    said = ["Made clearer", "Agreed at the meeting", "By all", "Begin the hub"]
    assert re.findall("<h2>(.*)</h2>", site.page(page))[:4] == said
    assert "Agreed at the meeting Monday 2 February 2026 By all Monday 2 February 2026 Begin" in words(
        site.page(page)
    )
    site.build(as_of=site.as_of.replace(month=12, day=25))
    assert page in site.rendered and "Closed for a week" in site.page(page)
    assert site.output == site.clean_build().output


def test_a_note_of_a_day_to_come_waits_for_it(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    noted = RULES.replace("---\n\n", "changes:\n  - {date: 2026-12-24, note: Closed for a week}\n---\n\n")
    repo.commit("Plan", {"content/wiki/rules.md": noted})
    site.build()
    assert "Closed for a week" not in site.page("recent-changes/index.html")
    assert site.result.next_change is not None

    site.build(as_of=site.as_of.replace(month=12, day=25))
    assert "Closed for a week" in site.page("recent-changes/index.html")


def test_a_dot_parts_the_notes_of_one_day(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    dated = (
        "  - {date: 2026-03-02, note: Hall moved to Leeds}\n  - {date: 2026-03-02, note: Second note of the day}\n"
    )
    noted = RULES.replace("---\n\n", f"changes:\n{dated}---\n\n").replace("hall", "Leeds")
    repo.commit("wip", {"content/wiki/rules.md": noted}, when="2026-03-02T09:00:00Z")
    site.build()

    both = "Hall moved to Leeds · Second note of the day"
    assert f"<h2>{both}</h2>" in site.page("history/wiki/rules/index.html")
    assert both in words(site.page("recent-changes/index.html"))
    assert json.loads(site.output["recent-changes/feed.json"])["items"][0]["title"] == f"Rules: {both}"
