"""What counts as an edit, and when a burst of edits is over."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from sitegen.devserver import watcher as module
from sitegen.devserver.watcher import LONG_QUIET, LONGEST, QUIET, Changes, Watcher, ignored, rest
from tests.devserver.running import make, write

PATIENCE = 10.0
"""Seconds for an event to come."""
NOTHING = 0.3
"""Seconds in which nothing comes."""

EDITORS = (
    ".about.md.swp",
    ".about.md.swx",
    "about.md~",
    "4913",
    "#about.md#",
    ".#about.md",
    ".goutputstream-AB12",
    "about.md___jb_tmp___",
    "about.md___jb_old___",
    "about.md.tmp",
    "about.md.sb-5ac4e3f2-Xy01",
    "plan.pdf.part",
    "plan.pdf.crdownload",
    ".DS_Store",
    ".git/index.lock",
    "posts/.obsidian/workspace.json",
)
TEXTS = ("about.md", "posts/2026-01-01-tides.md", "static/temp.css", "_macros.html", "a.b/swimming.md", "14913")


@pytest.mark.parametrize("path", EDITORS)
def test_what_editors_put_beside_a_text_is_ignored(path: str) -> None:
    assert ignored(path)


@pytest.mark.parametrize("path", TEXTS)
def test_what_a_person_saves_is_not(path: str) -> None:
    assert not ignored(path)


def test_an_edit_is_over_after_a_moment_of_quiet() -> None:
    assert rest(100.0, 100.0, now=100.0, many=False) == pytest.approx(QUIET)
    assert rest(100.0, 100.0, now=100.0 + QUIET, many=False) <= 0


def test_many_files_are_given_longer() -> None:
    assert rest(100.0, 100.2, now=100.2, many=True) == pytest.approx(LONG_QUIET)


def test_changes_that_never_end_are_built_all_the_same() -> None:
    assert rest(100.0, 100.0 + LONGEST, now=100.0 + LONGEST, many=True) <= 0


def test_a_folder_is_many_from_the_first() -> None:
    changes = Changes()
    changes.note("content/wiki", folder=True)
    started = time.monotonic()

    assert changes.settled(PATIENCE) == {"content/wiki"}
    assert time.monotonic() - started > LONG_QUIET / 2


def test_a_burst_is_taken_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUIET", 0.5)  # a busy machine may pause longer than people between two saves
    monkeypatch.setattr(module, "LONG_QUIET", 0.5)
    changes = Changes()
    burst = [f"content/{number}.md" for number in range(20)]

    def save() -> None:
        for path in burst:
            changes.note(path)
            time.sleep(0.001)

    thread = threading.Thread(target=save)
    thread.start()
    taken = changes.settled(PATIENCE)
    thread.join()

    assert taken == frozenset(burst)
    assert changes.settled(0.0) == frozenset()


def test_a_change_while_nobody_waits_is_kept_for_the_next_time() -> None:
    changes = Changes()
    changes.note("content/a.md")

    assert changes.settled(None) == {"content/a.md"}


def test_patience_ends() -> None:
    assert Changes().settled(0.01) == frozenset()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make(tmp_path / "site")
    write(tmp_path / "site/layouts/page.html", "{{ title }}")
    return tmp_path / "site"


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def watcher(site: Path, changes: Changes) -> Iterator[Watcher]:
    with Watcher(site, "site.yaml", changes) as watching:
        yield watching


@pytest.mark.usefixtures("watcher")
@pytest.mark.parametrize(
    "path", ["content/about.md", "content/posts/new.md", "layouts/page.html", "site.yaml", "tags.yaml"]
)
def test_a_saved_file_is_noticed(site: Path, changes: Changes, path: str) -> None:
    write(site / path, "Other words.")

    assert changes.settled(PATIENCE) == {path}


@pytest.mark.usefixtures("watcher")
def test_a_file_that_is_saved_by_renaming_another_over_it_is_noticed(site: Path, changes: Changes) -> None:
    write(site / "content/.about.md.swp", "Other words.")
    (site / "content/.about.md.swp").rename(site / "content/about.md")

    assert changes.settled(PATIENCE) == {"content/about.md"}


@pytest.mark.usefixtures("watcher")
def test_a_file_moved_in_from_elsewhere_is_noticed(site: Path, changes: Changes) -> None:
    write(site.parent / "draft", "Other words.")
    (site.parent / "draft").rename(site / "content/about.md")

    assert changes.settled(PATIENCE) == {"content/about.md"}


@pytest.mark.usefixtures("watcher")
def test_a_deleted_file_is_noticed(site: Path, changes: Changes) -> None:
    (site / "content/about.md").unlink()

    assert changes.settled(PATIENCE) == {"content/about.md"}


@pytest.mark.usefixtures("watcher")
def test_output_state_repository_and_reading_are_not_noticed(site: Path, changes: Changes) -> None:
    write(site / "output/index.html", "built")
    write(site / ".sitegen/preview/8000/index.html", "built")
    write(site / ".git/HEAD", "ref: refs/heads/main")
    write(site / "notes.txt", "mine")
    write(site / "content/.about.md.swp", "half")
    (site / "content/about.md").read_bytes()

    assert changes.settled(NOTHING) == frozenset()


@pytest.mark.usefixtures("watcher")
def test_a_new_folder_is_watched_as_well(site: Path, changes: Changes) -> None:
    write(site.parent / "wiki/knots.md", "Knots.")
    (site.parent / "wiki").rename(site / "content/wiki")
    assert "content/wiki/knots.md" in changes.settled(PATIENCE)

    write(site / "content/wiki/knots.md", "Other knots.")

    assert changes.settled(PATIENCE) == {"content/wiki/knots.md"}


def test_a_folder_that_was_taken_away_and_put_back_is_watched_again(
    site: Path, changes: Changes, watcher: Watcher
) -> None:
    shutil.move(site / "content", site.parent / "aside")
    watcher.revalidate(changes.settled(PATIENCE))
    shutil.copytree(site.parent / "aside", site / "content")
    noticed = changes.settled(PATIENCE)
    assert "content" in noticed
    watcher.revalidate(noticed)
    changes.settled(NOTHING)

    write(site / "content/about.md", "Other words.")

    assert changes.settled(PATIENCE) == {"content/about.md"}


def test_layouts_that_come_later_are_watched(tmp_path: Path, changes: Changes) -> None:
    site = make(tmp_path)
    with Watcher(site, "site.yaml", changes) as watching:
        (site / "layouts").mkdir()
        watching.revalidate(changes.settled(PATIENCE))
        write(site / "layouts/page.html", "{{ title }}")

        assert changes.settled(PATIENCE) == {"layouts/page.html"}


def test_without_watches_of_the_system_the_files_are_looked_at(
    site: Path, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> BaseObserver:
        raise OSError(24, "inotify instance limit reached")

    monkeypatch.setattr(module, "Observer", refuse)
    with Watcher(site, "site.yaml", changes) as watching:
        assert watching.polling
        write(site / "content/posts/new.md", "Other words.")

        assert "content/posts/new.md" in changes.settled(PATIENCE)
