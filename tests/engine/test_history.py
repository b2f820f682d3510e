"""What git knows of a site is on its pages: dates, names, changes."""

import datetime as dt
import json
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from sitegen.history import repository
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.history.repository import Repo
from tests.sizes import drawn

YAML = f"{SITE_YAML}history: true\nrepository: https://github.com/org/hub\n"
LEA = "---\ntitle: Lea Brandt\ntype: person\n---\n"
RULES = "---\ntitle: Rules\n---\n\nBe kind to each other.\n\nMeet on Monday at ten in the hall.\n"
BY_LEA = "Lea Brandt <lea@example.org>"


def hub(make_site: MakeSite) -> tuple[Site, Repo]:
    """Return a site in a repository with one commit."""
    site = make_site(
        {"site.yaml": YAML, "content/stakeholders/lea.md": LEA, "content/wiki/rules.md": RULES}, build=False
    )
    repo = Repo(site.root)
    repo.write({".gitignore": "/output/\n/.sitegen/\n/.fresh-output/\n"})
    repo.commit("Begin the hub", when="2026-01-05T10:00:00Z")
    return site, repo


def words(html: str) -> str:
    """Return the text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


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


LONG = "".join(f"Paragraph {number} of the rules, which nobody has to change.\n\n" for number in range(6))


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


def test_a_folder_with_a_repository_of_its_own_has_no_history_and_one_warning(
    make_site: MakeSite, tmp_path: Path
) -> None:
    site, repo = hub(make_site)
    notes = Repo(tmp_path / "notes")
    notes.commit("Begin the notes", {"note.md": "# Note\n"})
    repo.git("submodule", "--quiet", "add", notes.root.as_uri(), "content/wiki/notes")
    repo.commit("Add the notes")
    for _ in range(2):
        site.build()
        assert site.places() == ["site.yaml:5:1 history-missing"]
        assert "content/wiki/notes is a repository of its own" in site.diagnostics[0].message
        assert "history/wiki/rules/index.html" in site.output


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


def test_sitemap_and_feeds_have_the_time_of_the_last_commit(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    post = "---\ntitle: News\ndate: 2026-01-02\n---\n\nNews.\n"
    repo.commit("Publish", {"content/posts/news.md": post}, when="2026-01-02T08:00:00Z")
    repo.commit("Correct", {"content/posts/news.md": post + "\nMore.\n"}, when="2026-04-03T08:00:00Z")
    site.build()

    assert "<lastmod>2026-04-03T09:00:00+01:00</lastmod>" in site.page("sitemap.xml")
    (entry,) = [each for each in feedparser.parse(site.output["feed.xml"]).entries if each.title == "News"]
    assert entry.updated == "2026-04-03T08:00:00Z"


def test_a_shallow_clone_gives_no_dates_and_one_warning(make_site: MakeSite, tmp_path: Path) -> None:
    site, repo = hub(make_site)
    repo.commit("Say more", {"content/wiki/rules.md": RULES + "\nMore.\n"})
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(tmp_path / "clone"))
    clone = Site(tmp_path / "clone", site.kinds, site.outputs).build()

    assert clone.places() == ["site.yaml:5:1 history-shallow"]
    assert "fetch-depth: 0" in clone.diagnostics[0].fix
    assert "Changed" not in words(clone.page("wiki/rules/index.html"))
    assert not [path for path in clone.output if path.startswith("history/")]


@pytest.mark.parametrize("kept_back", ["blob:none", "tree:0"])
def test_a_clone_without_all_versions_gives_no_dates_and_one_warning(
    kept_back: str, make_site: MakeSite, tmp_path: Path
) -> None:
    site, repo = hub(make_site)
    repo.commit("Say more", {"content/wiki/rules.md": RULES + "\nMore.\n"})
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    repo.git("clone", "-q", f"--filter={kept_back}", repo.root.as_uri(), str(tmp_path / "clone"))
    clone = Site(tmp_path / "clone", site.kinds, site.outputs).build()

    assert clone.places() == ["site.yaml:5:1 history-shallow"]
    assert "--filter" in clone.diagnostics[0].fix
    assert not [path for path in clone.output if path.startswith("history/")]


def test_a_site_in_no_repository_builds_with_one_warning(make_site: MakeSite) -> None:
    site = make_site({"site.yaml": YAML, "content/wiki/rules.md": RULES})

    assert site.places() == ["site.yaml:5:1 history-missing"]
    assert site.result.published


def test_a_machine_without_git_builds_with_one_warning(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = hub(make_site)
    monkeypatch.setenv("PATH", "")
    site.build()

    assert site.codes == ["history-missing"]
    assert "git is not installed" in site.diagnostics[0].message


def test_a_repository_of_another_user_is_told_with_the_line_that_git_asks_for(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = hub(make_site)

    def refused(*_: object, **__: object) -> bytes:
        raise repository.GitFailed(f"detected dubious ownership in repository at '{site.root}'")

    monkeypatch.setattr("sitegen.history.log.git", refused)
    site.build()

    assert site.codes == ["history-missing"]
    assert f"git config --global --add safe.directory {site.root.resolve()}" in site.diagnostics[0].fix


def test_git_is_not_called_while_the_last_commit_is_the_same(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = hub(make_site)
    site.build()
    calls: list[object] = []
    start = repository.start_git

    def counted(*arguments: object) -> object:
        calls.append(arguments)
        return start(*arguments)  # type: ignore[arg-type]

    for module in ("repository", "blobs"):
        monkeypatch.setattr(f"sitegen.history.{module}.start_git", counted)
    site.edit("content/wiki/rules.md", RULES + "\nNot committed.\n").build()
    assert calls == []
    Site(site.root, site.kinds, site.outputs).build()
    assert len(calls) == 1, "a new process reads the log from the disk, and asks git for the versions of one page"


def test_a_site_that_does_not_ask_for_it_calls_no_git(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = hub(make_site)
    monkeypatch.setenv("PATH", "")
    site.edit("site.yaml", SITE_YAML).build()

    assert site.codes == []
    assert not [path for path in site.output if path.startswith(("history/", "recent-changes/"))]


def test_a_commit_renders_the_pages_of_what_it_changed_alone(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("More", {f"content/wiki/page-{n}.md": f"# Page {n}\n\nWords.\n" for n in range(6)})
    site.build()
    site.edit("content/wiki/page-3.md", "# Page 3\n\nOther words.\n").build()
    repo.commit("Other words on page 3", when="2026-05-01T08:00:00Z")
    site.build()

    pages = {path for path in site.rendered if path.startswith("wiki/page-")}
    histories = {path for path in site.rendered if path.startswith("history/")}
    assert pages == {"wiki/page-3/index.html"}
    assert histories == {"history/wiki/page-3/index.html"}


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


def _one_back(repo: Repo) -> str:
    """Return the commit before the one that is checked out; that one itself where it is the first."""
    return "HEAD~1" if repo.git("rev-list", "--count", "HEAD") != "1" else "HEAD"


def _edit(site: Site, repo: Repo, draw: random.Random) -> None:
    n = draw.randrange(5)
    path, text = f"content/wiki/page-{n}.md", f"# Page {n}\n\nWords {draw.randrange(99)} and more of them.\n"
    place = site.root / path
    steps: list[Callable[[], object]] = [
        lambda: site.edit(path, text),
        lambda: site.edit(path, f"---\ndraft: true\n---\n{text}"),
        lambda: place.exists() and place.rename(place.with_name(f"page-{draw.randrange(5)}.md")),
        lambda: place.unlink(missing_ok=True),
        lambda: repo.commit(f"Commit {draw.randrange(99)}", when=f"2026-02-{draw.randrange(1, 28):02}T10:00:00Z"),
        lambda: repo.git(
            "checkout", "-q", "-f", "HEAD~1" if repo.git("rev-list", "--count", "HEAD") != "1" else "HEAD"
        ),
        lambda: repo.git("checkout", "-q", "-f", "main"),
        lambda: setattr(site, "as_of", dt.datetime(2026, 2, draw.randrange(1, 28), 12, tzinfo=dt.UTC)),
        lambda: site.edit(".mailmap", f"Ann {draw.randrange(9)} <ann@example.org>\n"),
    ]
    draw.choice(steps)()


@pytest.mark.parametrize("seed", range(drawn(12)))
def test_after_any_edits_and_commits_a_build_is_equal_to_a_clean_one(seed: int, make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    draw = random.Random(seed)
    repo.commit("Second", {"content/wiki/page-0.md": "# Page 0\n\nWords.\n"})
    for _ in range(8):
        for _ in range(draw.randrange(1, 4)):
            _edit(site, repo, draw)
        site.build()
        clean = site.clean_build()
        assert site.diagnostics == clean.diagnostics
        assert site.output == clean.output
