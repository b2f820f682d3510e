"""A history that git could not tell is asked for again by the next build, once the cause is gone."""

from pathlib import Path

import pytest

from tests.cli.conftest import SITE, Run, write
from tests.history.repository import Repo

BUILD = ("build", "--as-of", "2026-11-22T09:00")
DUBIOUS = "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '$PWD'\" >&2\nexit 128\n"


def hub(site: Path) -> Repo:
    """Commit the site, which asks for its history, and return its repository."""
    write(site / "site.yaml", f"{SITE}history: true\n")
    write(site / ".gitignore", "/output/\n/.sitegen/\n/bin/\n")
    write(site / "content/wiki/rules.md", "---\ntitle: Rules\n---\n\nBe kind.\n")
    repo = Repo(site)
    repo.commit("Begin the hub")
    return repo


@pytest.mark.parametrize("git", ["", DUBIOUS], ids=["not installed", "of another user"])
def test_a_build_after_git_failed_asks_again_with_the_same_commit(
    git: str, site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub(site)
    place = site / "bin/git"
    write(place, git)
    place.chmod(0o755 if git else 0o644)
    with monkeypatch.context() as broken:
        broken.setenv("PATH", str(place.parent))
        first = run(*BUILD)
    assert "history-missing" in first.err
    assert not (site / "output/history").exists()

    again = run(*BUILD)
    assert "history-missing" not in again.err
    assert "Begin the hub" in (site / "output/history/wiki/rules/index.html").read_text()

    with monkeypatch.context() as broken:
        broken.setenv("PATH", str(place.parent))
        write(site / "content/wiki/rules.md", "---\ntitle: Rules\n---\n\nBe kinder.\n")
        assert "history-missing" not in run(*BUILD).err


def test_a_site_that_gets_a_repository_has_its_history_with_the_next_build(site: Path, run: Run) -> None:
    write(site / "site.yaml", f"{SITE}history: true\n")
    write(site / "content/wiki/rules.md", "---\ntitle: Rules\n---\n\nBe kind.\n")
    assert "history-missing" in run(*BUILD).err

    hub(site)
    assert "history-missing" not in run(*BUILD).err
    assert (site / "output/history/wiki/rules/index.html").exists()
