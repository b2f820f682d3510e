"""A wiki of sixty pages under git: the log is read once, and after a move only what changed is converted."""

from pathlib import Path

import pytest
from measure import Run
from wiki import LINKS, VERSIONS, Wiki, lay_out, path, profile, text

from sitegen.cli.profile import table
from sitegen.engine.profile import Profile, Spent
from sitegen.history import repository
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.moving.conftest import differing, files_of, move

PAGES = 60


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What git is asked for, as it goes on."""
    found: list[str] = []
    start = repository.start_git

    def counted(*arguments: object) -> object:
        found.append(str(arguments[1]))
        return start(*arguments)  # type: ignore[arg-type]

    for module in ("repository", "blobs"):
        monkeypatch.setattr(f"sitegen.history.{module}.start_git", counted)
    return found


def test_a_build_reads_the_log_once_and_a_move_converts_what_it_changed(tmp_path: Path, asked: list[str]) -> None:
    lay_out(tmp_path / "wiki", PAGES)
    site = Site(tmp_path / "wiki", KINDS, OUTPUTS).build()
    assert site.errors == []
    assert asked.count("log") == 1
    assert len(site.result.profile.read) == PAGES
    assert "Change content/wiki/area-0/page-7.md" in site.page("history/wiki/area-0/page-7/index.html")

    asked.clear()
    before = files_of(site.root)
    move(site.root, path(7).removeprefix("content/"), "wiki/area-1/moved.md")
    changed = differing(before, files_of(site.root))
    site.build()

    assert {spent.path for spent in site.result.profile.read} == changed.keys()
    assert 1 < len(changed) <= LINKS
    assert "log" not in asked
    assert site.output == site.clean_build().output


def test_the_pages_have_the_links_and_versions_that_are_promised() -> None:
    versions = [text(7, version, PAGES, ("word", "other")) for version in range(VERSIONS)]

    assert len({*versions}) == VERSIONS
    assert all(version.count("[[") + version.count("](") == LINKS for version in versions)


def test_the_profile_of_a_command_is_read(tmp_path: Path) -> None:
    read = tuple(Spent(f"content/wiki/{number}.md", 0.1) for number in range(1200))
    made = Profile(stages={"parse": 1.5, "ask again": 0.25, "history": 2.0}, read=read)
    (tmp_path / "build.log").write_text(f"built\n{table(made)}\n", encoding="utf-8")

    assert profile(tmp_path) == ({"parse": 1.5, "ask again": 0.25, "history": 2.0}, 1200)


@pytest.mark.parametrize(
    ("share", "logs", "converted", "good"),
    [(0.2, 1, 4, True), (0.21, 1, 4, False), (0.1, 2, 4, False), (0.1, 1, 5, False)],
)
def test_a_measurement_is_good_when_all_of_it_is(share: float, logs: int, converted: int, good: bool) -> None:
    run = Run(wall=1.0, cpu=1.0, peak=1.0)
    found = Wiki(
        pages=1,
        cold=run,
        stages={},
        share=share,
        logs=logs,
        moving=run,
        again=run,
        differing=4,
        converted=converted,
    )
    assert found.is_good is good
