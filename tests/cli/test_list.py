"""`sitegen list` and what `sitegen why` says of a file that is not on the site."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run, write


@pytest.fixture
def hub(site: Path) -> Path:
    write(site / "content/posts/2026-01-02-held.md", "---\ntitle: Held\ndraft: true\ntags: [Maps]\n---\nx\n")
    write(site / "content/posts/2026-01-03-old.md", "---\ntitle: Old\nexpiry_date: 2026-01-20\n---\nx\n")
    write(site / "content/posts/2031-01-03-later.md", "---\ntitle: Later\nauthor: Lea\n---\nx\n")
    write(site / "content/wiki/ours.md", "---\ntitle: Ours\nvisibility: internal\ntags: [maps]\n---\nx\n")
    write(site / "content/wiki/_part.md", "x\n")
    return site


def rows(run: Run, *given: str) -> list[tuple[str, str, str]]:
    ran = run("list", *given, "--as-of", AS_OF, "--format", "json")
    assert ran.code == 0
    return [(row["title"], row["state"], row["address"]) for row in json.loads(ran.out)]


def test_every_entry_is_listed_with_its_state_and_the_address_it_has_or_will_have(hub: Path, run: Run) -> None:
    found = rows(run)
    assert ("Held", "draft", "/blog/held/") in found
    assert ("Old", "expired", "/blog/old/") in found
    assert ("Later", "scheduled", "/blog/later/") in found
    assert ("Ours", "internal", "/wiki/ours/") in found
    assert ("First", "published", "/blog/first/") in found


def test_entries_are_chosen_by_state_kind_tag_and_author(hub: Path, run: Run) -> None:
    assert [title for title, _, _ in rows(run, "drafts")] == ["Held"]
    assert [title for title, _, _ in rows(run, "--tag", "maps")] == ["Held", "Ours"]
    assert [title for title, _, _ in rows(run, "--tag", "maps", "--kind", "wiki")] == ["Ours"]
    assert [title for title, _, _ in rows(run, "--author", "lea")] == ["Later"]
    assert run("list", "--kind", "psot").code == 2


def test_a_word_of_the_vocabulary_counts_as_its_tag(hub: Path, run: Run) -> None:
    write(hub / "tags.yaml", "maps: {synonyms: [charts]}\n")
    write(hub / "content/wiki/old.md", "---\ntitle: Old chart\ntags: [charts]\n---\nx\n")
    assert [title for title, _, _ in rows(run, "--tag", "maps")] == ["Held", "Old chart", "Ours"]


def test_the_list_is_in_columns_and_says_how_many_there_are(hub: Path, run: Run) -> None:
    write(hub / "content/wiki/torn.md", "---\ntitle: [\n---\n")
    ran = run("list", "scheduled", "--as-of", AS_OF)
    assert ran.out == "scheduled 2031-01-03  post  2031-01-03  content/posts/2031-01-03-later.md  Later\n"
    assert ran.err.startswith("1 of ")
    assert ran.err.endswith(" entries. 1 cannot be read: `sitegen check` says why.\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("content/posts/2026-01-02-held.md", "held.md:3 says that it is a draft"),
        ("content/posts/2026-01-03-old.md", "old.md:3 says that it expired on 20 January 2026"),
        ("content/posts/2031-01-03-later.md", "later.md:1 says that it is published on 3 January 2031"),
        ("content/wiki/ours.md", "ours.md:3 says that it is for colleagues"),
        ("content/wiki/_part.md", "is left out because of the name _part.md"),
        ("site.yaml", "does not lie in content/"),
    ],
)
def test_a_file_that_is_not_on_the_site_has_a_reason_with_its_line(
    hub: Path, run: Run, name: str, words: str
) -> None:
    run("build", "--as-of", AS_OF)
    ran = run("why", name, "--as-of", AS_OF)
    assert words in ran.out
    assert ran.code == 0


def test_an_error_is_why_nothing_is_published(hub: Path, run: Run) -> None:
    write(hub / "content/wiki/torn.md", "---\ntitle: Torn\ndate: 2026-13-01\n---\n")
    said = run("why", "content/wiki/torn.md", "--as-of", AS_OF).out
    assert "content/wiki/torn.md has an error" in said
    assert "\n  content/wiki/torn.md:3:7: " in said
    assert "\n    = fix: " in said
    assert "other files have errors" in run("why", "content/posts/2026-01-01-first.md", "--as-of", AS_OF).out


def test_a_command_in_a_folder_of_the_site_is_for_that_site(
    hub: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hub / "content/posts")
    assert run("build", "--as-of", AS_OF).code == 0
    assert (hub / "output/blog/first/index.html").is_file()
    assert run("why", "2026-01-01-first.md", "--as-of", AS_OF).out.startswith("blog/first/index.html")
    (hub / "content/.git").mkdir()
    assert run("build").code == 2
