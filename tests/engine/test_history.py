"""What git knows of a page is on it: dates, names, changes."""

import datetime as dt
import re
import subprocess

import feedparser
import pytest

from tests.conftest import MakeSite
from tests.engine.history_hub import BY_LEA, LONG, RULES, hub, words


def test_a_page_says_when_it_changed_and_by_whom_and_leads_to_what_was_changed(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit(
        "Meet later",
        {"content/wiki/rules.md": RULES.replace("ten", "eleven")},
        who=BY_LEA,
        when="2026-03-01T23:30:00Z",
    )
    site.build()

    page = site.page("wiki/rules/index.html")
    assert "Changed 1 March 2026 Edited by Lea Brandt , Ann Lee What was changed" in words(page)
    assert 'href="../../stakeholders/lea/">Lea Brandt</a>' in page
    assert 'href="../../history/wiki/rules/"' in page
    assert site.codes == []


def test_a_date_in_the_front_matter_goes_before_that_of_git(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("Set a date", {"content/wiki/rules.md": RULES.replace("---\n\n", "updated: 2025-12-24\n---\n\n")})
    site.build()

    assert "Changed 24 December 2025" in words(site.page("wiki/rules/index.html"))


def test_the_page_of_changes_shows_what_was_changed_word_by_word(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.git("mv", "content/wiki/rules.md", "content/wiki/house-rules.md")
    repo.commit("Give it a longer name", who=BY_LEA)
    repo.commit("Meet later", {"content/wiki/house-rules.md": RULES.replace("ten", "eleven")}, who=BY_LEA)
    site.build()

    page = site.page("history/wiki/house-rules/index.html")
    assert re.findall(r"<h2>(.*)</h2>", page)[:3] == ["Meet later", "Give it a longer name", "Begin the hub"]
    assert "<del>" in page and "taken out: </span>ten</del>" in page and "put in: </span>eleven</ins>" in page
    assert "Moved from content/wiki/rules.md" in words(page)
    assert f"https://github.com/org/hub/commit/{repo.git('rev-parse', 'HEAD')}" in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_change_on_a_branch_is_compared_with_what_its_author_had(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    path = "content/wiki/rules.md"
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("At noon", {path: RULES.replace("ten", "noon")}, when="2026-02-01T10:00:00Z")
    repo.git("checkout", "-q", "main")
    repo.commit("On Sunday", {path: RULES.replace("Monday", "Sunday")}, when="2026-02-02T10:00:00Z")
    repo.commit("Be good", {path: RULES.replace("Monday", "Sunday").replace("kind", "good")})
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "-q", "side")
    both = RULES.replace("Monday at ten", "Sunday at noon").replace("kind", "good")
    repo.commit("Merge the side", {path: both}, when="2026-02-03T10:00:00Z")
    site.build()

    page = site.page("history/wiki/rules/index.html")
    (change,) = re.findall(r"<h2>At noon</h2>.*?</li>", page, re.S)
    assert re.findall(r"</span>(\w+)</(?:del|ins)>", change) == ["ten", "noon"]


def test_a_merge_that_says_nothing_of_its_own_is_no_change(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    path = "content/wiki/rules.md"
    repo.commit("Say more", {path: f"{RULES}\n{LONG}"}, when="2026-01-06T10:00:00Z")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("Below", {path: f"{RULES}\n{LONG}Below.\n"}, when="2026-02-01T10:00:00Z", who=BY_LEA)
    repo.git("checkout", "-q", "main")
    repo.commit("Kinder", {path: f"{RULES}\n{LONG}".replace("kind", "kinder")}, when="2026-02-02T10:00:00Z")
    repo.git("merge", "-q", "side", "-m", "Merge", when="2026-02-03T10:00:00Z", who="Bot <bot@example.org>")
    site.build()

    page = site.page("history/wiki/rules/index.html")
    assert re.findall(r"<h2>(.*)</h2>", page)[:3] == ["Kinder", "Below", "Say more"]
    assert "Bot" not in words(page)


def test_sitemap_and_feeds_have_the_time_of_the_last_commit(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    post = "---\ntitle: News\ndate: 2026-01-02\n---\n\nNews.\n"
    repo.commit("Publish", {"content/posts/news.md": post}, when="2026-01-02T08:00:00Z")
    repo.commit("Correct", {"content/posts/news.md": post + "\nMore.\n"}, when="2026-04-03T08:00:00Z")
    site.build()

    assert "<lastmod>2026-04-03T09:00:00+01:00</lastmod>" in site.page("sitemap.xml")
    (entry,) = [each for each in feedparser.parse(site.output["feed.xml"]).entries if each.title == "News"]
    assert entry.updated == "2026-04-03T08:00:00Z"


def test_a_build_as_of_an_earlier_day_shows_nothing_that_was_committed_after_it(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    later = RULES.replace("ten", "eleven")
    repo.commit("Meet later", {"content/wiki/rules.md": later}, who=BY_LEA, when="2026-03-01T10:00:00Z")
    repo.commit(
        "Meet elsewhere", {"content/wiki/rules.md": later + "\nAt the inn.\n"}, when="2026-05-01T10:00:00Z"
    )

    def told(day: dt.datetime) -> tuple[list[str], ...]:
        site.build(as_of=day)
        assert site.output == site.clean_build().output
        pages = (site.page(path) for path in ("history/wiki/rules/index.html", "recent-changes/index.html"))
        return tuple(re.findall("Begin the hub|Meet later|Meet elsewhere", page) for page in pages)

    march = dt.datetime(2026, 3, 1, 11, tzinfo=dt.UTC)
    assert [len(set(found)) for found in told(march)] == [2, 2]
    assert site.result.next_change == dt.datetime(2026, 5, 1, 10, tzinfo=dt.UTC)
    assert "Changed 1 March 2026 Edited by Lea Brandt , Ann Lee" in words(site.page("wiki/rules/index.html"))
    assert [len(set(found)) for found in told(march.replace(month=6))] == [3, 3]
    assert [len(set(found)) for found in told(march.replace(hour=9))] == [1, 1]
    assert "Lea Brandt" not in site.page("wiki/rules/index.html")


def test_the_time_of_committing_counts_where_the_author_made_a_change_earlier(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("Meet later", {"content/wiki/rules.md": RULES + "\nLater.\n"}, when="2026-05-01T10:00:00Z")
    repo.git("commit", "-q", "--amend", "--no-edit", "--date=2026-02-01T10:00:00Z", when="2026-05-01T10:00:00Z")

    site.build(as_of=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    assert "Meet later" not in site.page("recent-changes/index.html")
    site.build(as_of=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert "Changed 1 February 2026" in words(site.page("wiki/rules/index.html"))
