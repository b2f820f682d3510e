"""A history that git cannot tell, or not all of it, leaves the site without one, and with a warning and a cure."""

from pathlib import Path

import pytest

from sitegen.history import repository
from tests.conftest import MakeSite, Site
from tests.engine.history_hub import RULES, YAML, hub, words
from tests.history.repository import Repo


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
