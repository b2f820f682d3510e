"""The log of git gives every change to the file that it belongs to, whatever that was called."""

import subprocess
from pathlib import Path

import pytest

from sitegen.history.blobs import AT_ONCE, Blobs
from sitegen.history.log import Change, read_log
from sitegen.history.repository import GitFailed, Repository, identity, is_shallow, places, repository_of
from tests.history.repository import Repo

TEXT = "".join(f"Line {number} of a text that is long enough to be known again.\n" for number in range(12))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def of(repo: Repo, folder: str = "") -> Repository:
    found = repository_of(repo.root / folder)
    assert found is not None
    return found


def log(repo: Repo, below: str = "") -> dict[str, list[Change]]:
    return read_log(of(repo), below)


def reasons(changes: list[Change]) -> list[str]:
    return [change.commit.why for change in changes]


def test_a_renamed_file_keeps_its_changes_under_each_of_its_names(repo: Repo) -> None:
    repo.commit("Write it", {"a.md": TEXT})
    repo.commit("Say more", {"a.md": TEXT + "More.\n"})
    (repo.root / "wiki").mkdir()
    repo.git("mv", "a.md", "wiki/b.md")
    repo.commit("Move it")
    repo.commit("Say even more", {"wiki/b.md": TEXT + "More.\nEven more.\n"})

    found = log(repo)["wiki/b.md"]
    assert reasons(found) == ["Say even more", "Move it", "Say more", "Write it"]
    assert [change.path for change in found] == ["wiki/b.md", "wiki/b.md", "a.md", "a.md"]


def test_a_file_that_takes_the_name_of_a_renamed_one_has_a_history_of_its_own(repo: Repo) -> None:
    repo.commit("Write the first", {"a.md": TEXT})
    repo.git("mv", "a.md", "b.md")
    repo.commit("Move the first")
    repo.commit("Write the second", {"a.md": "Something else.\n"})

    found = log(repo)
    assert reasons(found["a.md"]) == ["Write the second"]
    assert reasons(found["b.md"]) == ["Move the first", "Write the first"]


@pytest.mark.parametrize(
    "setting",
    ["log.showRoot=false", "log.follow=true", "diff.renames=false", "diff.relative=true", "color.ui=always"],
)
def test_no_setting_of_a_person_changes_what_is_read(repo: Repo, setting: str) -> None:
    repo.commit("Write it", {"wiki/a.md": TEXT})
    repo.git("mv", "wiki/a.md", "wiki/b.md")
    repo.commit("Move it")
    name, _, value = setting.partition("=")
    repo.git("config", name, value)

    assert reasons(log(repo, "wiki/")["wiki/b.md"]) == ["Move it", "Write it"]


def test_what_stands_in_for_a_commit_in_this_clone_alone_does_not_count(repo: Repo) -> None:
    repo.commit("Write it", {"a.md": TEXT})
    repo.commit("Say more", {"a.md": TEXT + "More.\n"})
    repo.git("replace", "--graft", "HEAD")

    assert reasons(log(repo)["a.md"]) == ["Say more", "Write it"]


def test_a_file_that_came_back_as_it_was_when_it_was_deleted_keeps_its_changes(repo: Repo) -> None:
    repo.commit("Write it", {"a.md": TEXT, "other.md": "Other.\n"})
    repo.commit("Say more", {"a.md": TEXT + "More.\n"})
    repo.git("rm", "-q", "a.md")
    repo.commit("Delete it")
    repo.git("revert", "--no-edit", "HEAD")
    repo.commit("Go on", {"a.md": TEXT + "More.\nStill more.\n"})

    found = log(repo)["a.md"]
    assert reasons(found) == ["Go on", 'Revert "Delete it"', "Say more", "Write it"]


def test_a_renaming_that_git_does_not_see_and_that_was_taken_back_loses_no_change(repo: Repo) -> None:
    repo.commit("Write it", {"größe.md": "One two.\n"})
    repo.git("mv", "größe.md", "日本.md")
    repo.commit("Rename", {"日本.md": "Something else.\n"})
    repo.git("revert", "--no-edit", "HEAD")

    assert reasons(log(repo)["größe.md"]) == ['Revert "Rename"', "Write it"]


def test_a_file_that_was_deleted_and_written_again_begins_anew(repo: Repo) -> None:
    repo.commit("Write it", {"a.md": TEXT, "other.md": "Other.\n"})
    (repo.root / "a.md").unlink()
    repo.commit("Delete it")
    repo.commit("Write it again", {"a.md": "New words.\n"})

    assert reasons(log(repo)["a.md"]) == ["Write it again"]


def test_changes_of_a_merged_branch_count_and_so_does_what_the_merge_itself_changed(repo: Repo) -> None:
    repo.commit("Begin", {"a.md": TEXT, "b.md": "B.\n"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("On the side", {"a.md": TEXT + "Side.\n"}, when="2026-01-06T10:00:00Z")
    repo.git("checkout", "-q", "main")
    repo.commit("On main", {"a.md": TEXT + "Main.\n"}, when="2026-01-07T10:00:00Z")
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "-q", "side")
    repo.commit("Bring both together", {"a.md": TEXT + "Main and side.\n"}, when="2026-01-08T10:00:00Z")

    found = log(repo)
    assert reasons(found["b.md"]) == ["Begin"]
    assert reasons(found["a.md"])[0] == "Bring both together"
    assert sorted(reasons(found["a.md"])) == ["Begin", "Bring both together", "On main", "On the side"]


def test_a_branch_that_knew_a_file_by_its_old_name_changes_the_same_file(repo: Repo) -> None:
    repo.commit("Begin", {"a.md": TEXT}, when="2026-01-01T10:00:00Z")
    repo.git("checkout", "-q", "-b", "side")
    repo.git("checkout", "-q", "main")
    repo.git("mv", "a.md", "b.md")
    repo.commit("Rename it", when="2026-01-02T10:00:00Z")
    repo.git("checkout", "-q", "side")
    repo.commit("On the side", {"a.md": TEXT + "Side.\n"}, when="2026-01-05T10:00:00Z")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "side", "-m", "Merge", when="2026-01-06T10:00:00Z")

    ((path, found),) = log(repo).items()
    assert path == "b.md"
    assert reasons(found) == ["Merge", "On the side", "Rename it", "Begin"]
    assert [change.moved_from for change in found] == ["", "", "a.md", ""]
    assert found[0].parents == (found[2].blob, found[1].blob)


def test_changes_come_in_the_order_of_their_days_whatever_branch_they_were_made_on(repo: Repo) -> None:
    repo.commit("Begin", {"a.md": TEXT, "b.md": "B.\n"}, when="2026-01-01T10:00:00Z")
    repo.git("checkout", "-q", "-b", "side")
    for day in (2, 4):
        repo.commit(f"Side {day}", {"a.md": f"{TEXT}{day}\n"}, when=f"2026-01-0{day}T10:00:00Z")
    repo.git("checkout", "-q", "main")
    for day in (3, 5):
        repo.commit(f"Main {day}", {"a.md": f"{day}\n{TEXT}"}, when=f"2026-01-0{day}T10:00:00Z")
    repo.git("merge", "-q", "side", "-m", "Merge", when="2026-01-06T10:00:00Z")

    assert reasons(log(repo)["a.md"]) == ["Merge", "Main 5", "Side 4", "Main 3", "Side 2", "Begin"]


def test_names_that_are_not_ascii_stay_as_they_are(repo: Repo) -> None:
    for name in ("Prüfbericht über Öl.md", "会議/議事録.md", 'with "quotes" and\ttab.md', "new\nline.md"):
        repo.commit(f"Write {name!r}", {name: "Words.\n"}, who="Zoë Müller-Łukasz <zoe@example.org>")

        (change,) = log(repo)[name]
        assert change.commit.who == ("Zoë Müller-Łukasz",)


def test_no_address_of_anybody_is_in_a_name_or_a_reason(repo: Repo) -> None:
    people = "Co-authored-by: Kim <kim@example.org>\nCo-authored-by: x@y.example"
    why = f"Thank lea@example.org <sam@example.org>\n\n{people}"
    repo.commit(why, {"a.md": "A.\n"}, who="bot@example.org <bot@example.org>")

    (change,) = log(repo)["a.md"]
    assert change.commit.why == "Thank … …"
    assert change.commit.who == ("bot", "Kim", "x")


def test_mailmap_names_authors_and_co_authors(repo: Repo) -> None:
    mapped = "Ann Lee-Ward <ann@example.org>\nKim Park <kim@example.org> <k@old.example>\n"
    why = "Write it\n\nCo-authored-by: kp <k@old.example>"
    repo.commit(why, {".mailmap": mapped, "a.md": "A.\n"})

    (change,) = log(repo)["a.md"]
    assert change.commit.who == ("Ann Lee-Ward", "Kim Park")


def test_of_a_site_in_a_larger_repository_only_its_own_files_are_read(repo: Repo) -> None:
    repo.commit("Begin", {"site/content/a.md": TEXT, "code/a.py": "pass\n"})
    repo.commit("Code", {"code/a.py": "print()\n"})
    repo.commit("Text", {"site/content/a.md": TEXT + "x\n"})

    found = log(repo, "site/")
    assert {path: reasons(changes) for path, changes in found.items()} == {"site/content/a.md": ["Text", "Begin"]}
    assert of(repo, "site/content") == of(repo)


def test_an_identity_changes_with_commits_names_and_the_end_of_a_shallow_clone_alone(repo: Repo) -> None:
    assert identity(of(repo)) == ""
    repo.commit("Begin", {"a.md": TEXT})
    first = identity(of(repo))
    repo.write({"a.md": "Not committed.\n"})
    repo.git("branch", "another")
    repo.git("pack-refs", "--all")
    assert identity(of(repo)) == first != ""
    repo.commit("Go on")
    second = identity(of(repo))
    assert second != first
    repo.write({".mailmap": "Ann <ann@example.org>\n"})
    third = identity(of(repo))
    assert third not in (first, second)
    repo.git("checkout", "-q", "--detach", "HEAD~1")
    assert identity(of(repo)).startswith(first.partition("-")[0])


def test_an_identity_is_read_from_the_places_that_are_named(repo: Repo) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    before = {place: Path(place).read_bytes() for place in places(of(repo)) if Path(place).exists()}
    repo.commit("Go on")
    after = {place: Path(place).read_bytes() for place in places(of(repo)) if Path(place).exists()}

    assert before != after


def test_worktrees_have_the_history_of_what_they_have_checked_out(repo: Repo, tmp_path: Path) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    (tmp_path / "tree/a.md").write_text(TEXT + "More.\n", encoding="utf-8")
    repo.git("-C", str(tmp_path / "tree"), "commit", "-q", "-a", "-m", "In the tree")

    tree = repository_of(tmp_path / "tree")
    assert tree is not None and identity(tree) != identity(of(repo))
    assert reasons(read_log(tree, "")["a.md"]) == ["In the tree", "Begin"]


def test_a_shallow_clone_is_known(repo: Repo, tmp_path: Path) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    repo.commit("Go on", {"a.md": TEXT + "More.\n"})
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(tmp_path / "clone"))
    clone = repository_of(tmp_path / "clone")

    assert clone is not None and is_shallow(clone)
    assert not is_shallow(of(repo))


def test_a_commit_of_an_impossible_time_counts_as_one_of_another(repo: Repo) -> None:
    repo.commit("Long ago", {"a.md": TEXT}, when="@99999999999999 +0000")

    (change,) = log(repo)["a.md"]
    assert change.commit.when.tzinfo is not None


def test_versions_are_read_by_name(repo: Repo) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    repo.commit("Go on", {"a.md": "Short.\n"})
    last, first = log(repo)["a.md"]

    with Blobs(of(repo)) as blobs:
        assert blobs.read(first.blob) == TEXT.encode()
        assert blobs.read("0" * 40) is None
        assert blobs.read(last.blob) == b"Short.\n"


def test_git_that_is_not_installed_is_a_failure_of_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    found = of(repo)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(GitFailed, match="not installed"):
        read_log(found, "")


def test_a_variable_of_a_hook_does_not_lead_to_another_repository(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("Begin", {"a.md": TEXT})
    other = Repo(tmp_path / "other")
    other.commit("Another", {"b.md": "B.\n"})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))

    assert list(log(repo)) == ["a.md"]


def test_many_versions_are_read_in_the_order_in_which_they_are_asked_for(repo: Repo) -> None:
    repo.commit(
        "Write", {f"{number}.md": f"Text {number}.\n" * (number % 40 + 1) for number in range(2 * AT_ONCE)}
    )
    names = {path: changes[0].blob for path, changes in log(repo).items()}
    with Blobs(of(repo)) as blobs:
        found = list(blobs.read_all([*names.values(), "0" * 40]))

    assert found == [*((repo.root / path).read_bytes() for path in names), None]


@pytest.mark.parametrize(("first", "second"), [("", "hub/"), ("hub/", ""), ("hub/", "sites/hub/"), ("a/", "b/")])
def test_a_site_that_moved_as_a_whole_within_its_repository_keeps_its_changes(
    repo: Repo, first: str, second: str
) -> None:
    site = {"site.yaml": "title: Hub\n" + TEXT, "content/wiki/a.md": TEXT, "content/wiki/b.md": "B\n" + TEXT[:300]}
    repo.commit("Begin", {"README.md": "Other words altogether.\n"})
    repo.commit("Write it", {first + path: text for path, text in site.items()})
    repo.commit("Say more", {f"{first}content/wiki/a.md": TEXT + "More.\n"})
    (repo.root / second).mkdir(parents=True, exist_ok=True)
    for name in ("site.yaml", "content"):
        repo.git("mv", f"{first}{name}", f"{second}{name}")
    repo.commit("Move the site")
    repo.commit("Say even more", {f"{second}content/wiki/a.md": TEXT + "More.\nEven more.\n"})

    found = log(repo, second)[f"{second}content/wiki/a.md"]
    assert reasons(found) == ["Say even more", "Move the site", "Say more", "Write it"]
    assert {(change.path, change.moved_from) for change in found} == {(f"{second}content/wiki/a.md", "")}


def test_a_file_that_came_into_a_site_alone_brings_nothing_from_outside(repo: Repo) -> None:
    repo.commit("Begin", {"notes/a.md": TEXT, "notes/site.md": "x\n"})
    repo.commit("Begin the hub", {"hub/site.yaml": "title: Hub\n"})
    (repo.root / "hub/content").mkdir()
    repo.git("mv", "notes/a.md", "hub/content/a.md")
    repo.commit("Take it over")

    assert reasons(log(repo, "hub/")["hub/content/a.md"]) == ["Take it over"]
