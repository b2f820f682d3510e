"""Nothing that readers could never see is in a history: no text, no message, no name of a person or a file."""

import re

import pytest

from tests.conftest import MakeSite
from tests.engine.history_hub import LEA, LONG, RULES, hub, words

BIRD = "Canary Bird <canary@example.org>"
HIDDEN = {
    "a draft": ("---\ntitle: Rules\ndraft: true\n---\n\nCANARY is what we think of them.\n", "CANARY in a draft"),
    "a page for others": ("---\ntitle: Rules\nvisibility: internal\n---\n\nCANARY.\n", "CANARY inside"),
    "a page that did not build": ("---\ntitle: [Rules\n---\n\nCANARY.\n", "CANARY broken"),
    "a remark": (RULES + "\n%% CANARY %%\n", "Add a remark"),
    "a comment": (RULES + "\n<!-- CANARY -->\n", "Add a comment"),
    "front matter": (RULES.replace("---\n\n", "note: CANARY\n---\n\n"), "Add a note"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_nothing_that_was_hidden_is_published_later(name: str, make_site: MakeSite) -> None:
    text, why = HIDDEN[name]
    site, repo = hub(make_site)
    repo.commit(why, {"content/wiki/rules.md": text}, who=BIRD)
    repo.commit("Tidy up", {"content/wiki/rules.md": RULES + "\nAnd be on time.\n"})
    site.build()

    assert site.errors == []
    assert not [path for path, data in site.output.items() if b"CANARY" in data]
    assert not [path for path, data in site.output.items() if b"@example.org" in data]
    assert "And be on time." in site.page("history/wiki/rules/index.html")


UNSEEN = {
    "a private field": "---\ntitle: Lea Brandt\ntype: person\nprivate: {notes: CANARY}\n---\n",
    "a remark": LEA + "\n%% CANARY %%\n",
    "a comment": LEA + "\n<!-- CANARY\nand more -->\n",
    "a comment in front matter": LEA.replace("type:", "# CANARY\ntype:"),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_a_change_of_what_no_reader_sees_is_told_nowhere_nor_are_its_author_and_reason(
    name: str, make_site: MakeSite
) -> None:
    site, repo = hub(make_site)
    repo.commit(
        "CANARY is unhappy",
        {"content/stakeholders/lea.md": UNSEEN[name]},
        who=BIRD,
        when="2026-02-20T10:00:00Z",
    )
    site.build()

    assert site.errors == []
    assert not [path for path, data in site.output.items() if b"CANARY" in data or b"Canary" in data]
    assert "Changed 5 January 2026" in words(site.page("stakeholders/lea/index.html"))
    repo.commit(
        "Correct it",
        {"content/stakeholders/lea.md": UNSEEN[name] + "\nShe writes.\n"},
        when="2026-03-01T10:00:00Z",
    )
    site.build()
    assert "Correct it" in site.page("recent-changes/index.html")
    assert "Changed 1 March 2026" in words(site.page("stakeholders/lea/index.html"))


@pytest.mark.parametrize(
    "place", ["notes/plans.md", "content/_drafts/plans.md", "content/wiki/plans.txt", "content/wiki/_x/plans.md"]
)
def test_what_was_written_where_nothing_is_published_stays_private(place: str, make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("CANARY plans", {place: f"# Plans\n\n{LONG}CANARY.\n"}, who=BIRD)
    repo.write({"content/wiki/plans.md": ""})
    repo.git("mv", "-f", place, "content/wiki/plans.md")
    repo.commit("Publish the plans", {"content/wiki/plans.md": f"# Plans\n\n{LONG}Peace.\n"})
    site.build()

    assert site.errors == []
    assert not [path for path, data in site.output.items() if b"CANARY" in data or b"Canary" in data]
    page = words(site.page("history/wiki/plans/index.html"))
    assert "1 change " in page and "Publish the plans" in page and "Moved from" not in page


def test_the_name_of_a_hidden_file_stays_hidden_where_its_text_was_moved_as_it_was(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("Plan", {"content/_canary/plans.md": f"# Plans\n\n{LONG}"})
    repo.git("mv", "content/_canary/plans.md", "content/wiki/plans.md")
    repo.commit("Publish the plans", {})
    site.build()

    assert site.errors == []
    assert not [path for path, data in site.output.items() if b"canary" in data.lower()]
    page = words(site.page("history/wiki/plans/index.html"))
    assert "Publish the plans" in page and "Moved from" not in page


def test_what_was_written_over_before_its_date_came_stays_private(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    paper = "---\ntitle: Paper\ntype: paper\ndate: 2026-02-01\n---\n\n"
    path = "content/documents/paper.md"
    repo.commit("CANARY one", {path: f"{paper}CANARY.\n"}, when="2026-01-10T10:00:00Z")
    repo.commit("Ready", {path: f"{paper}Ten of us.\n"}, when="2026-01-20T10:00:00Z")
    repo.commit("Count again", {path: f"{paper}Nine of us.\n"}, when="2026-02-20T10:00:00Z")
    site.build()

    assert not [name for name, data in site.output.items() if b"CANARY" in data]
    assert re.findall(r"<h2>(.*)</h2>", site.page("history/documents/paper/index.html"))[:2] == [
        "Count again",
        "Ready",
    ]


def test_an_entry_that_is_hidden_now_has_no_history_anywhere(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    plans = "---\ntitle: Plans\n---\n\nOpen plans.\n"
    repo.commit("Write CANARY plans", {"content/wiki/plans.md": plans})
    repo.commit("Hide the CANARY", {"content/wiki/plans.md": plans.replace("---\n\n", "draft: true\n---\n\n")})
    site.build()

    assert not [path for path, data in site.output.items() if b"CANARY" in data or b"Plans" in data]


def test_a_page_that_becomes_one_of_another_kind_keeps_the_changes_that_readers_saw(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    wiki, paper = "---\ntitle: Plan\n---\n\n", "---\ntitle: Plan\ndate: 2019-12-01\ntype: paper\n---\n\n"
    path = "content/wiki/plan.md"
    repo.commit("Begin the plan", {path: f"{wiki}{LONG}"}, when="2026-01-06T10:00:00Z")
    repo.commit("CANARY", {path: f"---\ntitle: Plan\ndraft: true\n---\n\n{LONG}CANARY\n"}, who=BIRD)
    repo.commit("Say more", {path: f"{wiki}{LONG}More.\n"}, when="2026-01-08T10:00:00Z")
    repo.write({"content/documents/plan.md": ""})
    repo.git("mv", "-f", path, "content/documents/plan.md")
    made = {"content/documents/plan.md": f"{paper}{LONG}More.\n"}
    repo.commit("Make it a paper", made, when="2026-01-09T10:00:00Z")
    site.build()

    assert site.errors == []
    page = site.page("history/documents/plan/index.html")
    assert re.findall(r"<h2>(.*)</h2>", page)[:3] == ["Make it a paper", "Say more", "Begin the plan"]
    assert "Moved from content/wiki/plan.md" in words(page)
    assert not [name for name, data in site.output.items() if b"canary" in data.lower()]


def test_bytes_that_were_broken_under_another_name_stay_private_under_it(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    news = "---\ntitle: News\n---\n\n" + LONG
    repo.commit("CANARY without a day", {"content/posts/canary.md": news}, who=BIRD)
    repo.git("mv", "content/posts/canary.md", "content/posts/2026-01-07-news.md")
    repo.commit("Give it a day", when="2026-01-07T10:00:00Z")
    site.build()

    assert site.errors == []
    assert "Give it a day" in site.page("recent-changes/index.html")
    assert not [name for name, data in site.output.items() if b"canary" in data.lower()]
