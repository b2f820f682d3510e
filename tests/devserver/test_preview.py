"""What there is to see after each build, and when the clock asks for another."""

import datetime as dt
import errno
import shutil
import threading
import time
from pathlib import Path

import pytest

from sitegen.devserver import preview as module
from sitegen.devserver.preview import MOST, Preview
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.files import CacheFiles
from sitegen.engine.cached_build import cached_build
from sitegen.engine.lock import site_lock
from sitegen.engine.request import Request, Result
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF
from tests.devserver.running import SITE, make, write

WRONG = "---\ntitle: Notes: and more\n---\nWords.\n"


class Clock:
    """A clock to be set."""

    def __init__(self) -> None:
        self.now = AS_OF

    def __call__(self) -> dt.datetime:
        return self.now


class Desk:
    """A site, its preview, and what was told of its builds."""

    def __init__(self, root: Path, cache: BuildCache | None = None, *, moving: bool = False) -> None:
        self.root = root
        self.told: list[Result] = []
        self.clock = Clock()
        request = Request(
            root=root,
            output=root / ".sitegen/preview/8000",
            config=root / "site.yaml",
            as_of=AS_OF,
            gate="preview",
        )
        self.preview = Preview(
            request,
            KINDS,
            OUTPUTS,
            cache or BuildCache.empty(),
            clock=self.clock if moving else None,
            told=lambda result, seconds: self.told.append(result),
        )
        self.preview.build()

    def save(self, path: str, text: str) -> "Desk":
        write(self.root / path, text)
        self.preview.build()
        return self

    def page(self, path: str) -> str:
        return (self.preview.folder / path).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make(tmp_path))


def test_an_edit_gives_the_build_a_new_name_and_remembers_the_old(desk: Desk) -> None:
    first = desk.preview.shown
    desk.save("content/about.md", "---\ntitle: About\n---\nOther words.\n")

    assert desk.preview.shown.before == first.build != desk.preview.shown.build
    assert not desk.preview.shown.styles
    assert "Other words." in desk.page("about/index.html")


def stored(root: Path) -> BuildCache:
    """Build as the command does, and return what the next process finds in the store."""
    request = Request(root=root, output=root / "output", config=root / "site.yaml", as_of=AS_OF)
    assert cached_build(request, KINDS, OUTPUTS).result.published
    return CacheFiles(root, KINDS).load(root / ".sitegen/preview/8000")


def test_it_starts_from_what_a_build_has_stored(tmp_path: Path) -> None:
    root = make(tmp_path)
    cache = stored(root)
    desk = Desk(root, cache)
    cache.bodies.close()

    assert desk.told[0].profile.read == ()
    assert desk.page("about/index.html") == Desk(make(tmp_path / "other")).page("about/index.html")


def test_a_store_that_another_build_has_cleared_away_is_done_without(tmp_path: Path) -> None:
    root = make(tmp_path)
    cache = stored(root)
    for segment in (root / ".sitegen/store").glob("bodies-*"):
        segment.unlink()
    desk = Desk(root, cache)

    assert "First words" in desk.page("about/index.html")
    assert desk.preview.shown.problems == ()
    desk.save("content/about.md", "---\ntitle: About\n---\nOther words.\n")
    assert "Other words." in desk.page("about/index.html")


def test_a_file_saved_as_it_was_changes_nothing(desk: Desk) -> None:
    first = desk.preview.shown
    desk.save("content/about.md", (desk.root / "content/about.md").read_text())

    assert desk.preview.shown == first


def test_a_style_sheet_alone_is_told_apart(desk: Desk) -> None:
    desk.save("layouts/assets/site.css", "body { color: red }")

    assert desk.preview.shown.styles
    assert set(desk.told[-1].changed) == {"assets/site.css"}

    write(desk.root / "layouts/assets/site.css", "body { color: blue }")
    desk.save("content/about.md", "---\ntitle: About\n---\nOther words.\n")

    assert not desk.preview.shown.styles


def test_nothing_is_written_but_the_preview(desk: Desk) -> None:
    assert not (desk.root / "output").exists()
    assert {place.name for place in desk.root.iterdir()} == {"site.yaml", "content", ".sitegen"}


def test_an_error_is_told_as_in_the_terminal_and_the_rest_is_shown(desk: Desk) -> None:
    desk.save("content/note.md", WRONG)
    write(desk.root / "content/about.md", "---\ntitle: About\n---\nOther words.\n")
    desk.preview.build()

    (found,) = desk.preview.shown.problems
    assert found.code == "yaml-colon"
    assert found.text.splitlines()[0].startswith("content/note.md:2:13: error[yaml-colon]: ")
    assert "  2 | title: Notes: and more" in found.text
    assert "= fix: " in found.text
    assert "Other words." in desk.page("about/index.html")


def test_warnings_are_not_over_the_page(desk: Desk) -> None:
    desk.save("content/note.md", "---\ntitle: Note\nauhtor: Ada\n---\nWords.\n")

    assert [found.code for found in desk.told[-1].diagnostics] == ["unknown-field"]
    assert desk.preview.shown.problems == ()


def test_errors_go_when_they_are_mended(desk: Desk) -> None:
    desk.save("content/note.md", WRONG).save("content/note.md", "---\ntitle: Notes\n---\nWords.\n")

    assert desk.preview.shown.problems == ()
    assert "Words." in desk.page("note/index.html")


def test_a_flood_of_errors_is_cut_off_and_counted(desk: Desk) -> None:
    for number in range(MOST + 2):
        write(desk.root / f"content/note-{number}.md", WRONG)
    desk.preview.build()

    assert (len(desk.preview.shown.problems), desk.preview.shown.more) == (MOST, 2)


def test_a_configuration_that_breaks_leaves_the_site_as_it_was(desk: Desk) -> None:
    desk.save("site.yaml", "title: [A hub\n")

    assert [found.code for found in desk.preview.shown.problems] == ["yaml-syntax"]
    assert desk.preview.shown.base == "/hub/"
    assert "First words." in desk.page("about/index.html")


def test_a_configuration_that_is_broken_from_the_start_has_no_base_until_it_is_mended(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "site.yaml", "title: [A hub\n")
    desk = Desk(tmp_path)
    assert (desk.preview.shown.base, len(desk.preview.shown.problems)) == ("", 1)

    desk.save("site.yaml", SITE.replace("/hub/", "/h%C3%BCb/"))

    assert (desk.preview.shown.base, desk.preview.shown.problems) == ("/hüb/", ())


def test_a_file_that_is_lost_during_a_build_is_told_and_the_next_build_is_sound(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(*_: object) -> Result:
        raise FileNotFoundError(2, "No such file or directory", str(desk.root / "content/gone.png"))

    with monkeypatch.context() as patched:
        patched.setattr(module, "build", losing)
        desk.preview.build()
    (found,) = desk.preview.shown.problems
    assert found.text.startswith("content/gone.png: error[unreadable-file]: ")
    assert desk.preview.patience() is not None  # nobody has to save anything for it

    desk.preview.build()

    assert desk.preview.shown.problems == ()


def test_a_build_waits_for_another_process_that_builds_the_site(desk: Desk) -> None:
    write(desk.root / "content/about.md", "---\ntitle: About\n---\nOther words.\n")
    building = threading.Thread(target=desk.preview.build)
    with site_lock(desk.root):
        building.start()
        building.join(0.3)
        assert building.is_alive()
        assert "First words." in desk.page("about/index.html")
    building.join(10.0)

    assert "Other words." in desk.page("about/index.html")


def test_the_clock_says_how_long_the_pages_hold(tmp_path: Path) -> None:
    make(tmp_path)
    due = AS_OF + dt.timedelta(minutes=5)
    write(tmp_path / "content/posts/soon.md", f"---\ntitle: Soon\ndate: {due:%Y-%m-%d %H:%M}\n---\nNews.\n")
    desk = Desk(tmp_path, moving=True)
    assert desk.preview.patience() == 300.0
    assert not (desk.preview.folder / "blog/soon/index.html").exists()

    desk.clock.now = due + dt.timedelta(seconds=1)
    assert desk.preview.patience() == 0.0
    desk.preview.build()

    assert "News." in desk.page("blog/soon/index.html")
    assert desk.preview.patience() != 0.0


def test_the_preview_tells_machines_of_its_next_change_too(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "content/posts/soon.md", "---\ntitle: Soon\ndate: 2026-11-22 09:05\n---\nNews.\n")
    desk = Desk(tmp_path)

    assert '"next_change": "2026-11-22T09:05:00Z"' in desk.page("next-change.json")
    assert "Soon" not in desk.page("next-change.json")


def test_a_clock_that_stands_still_asks_for_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "content/posts/soon.md", "---\ntitle: Soon\ndate: 2026-11-22 09:05\n---\nNews.\n")
    desk = Desk(tmp_path)

    assert desk.told[-1].next_change is not None
    assert desk.preview.patience() is None


def test_a_build_that_believed_the_watcher_is_followed_by_one_that_looks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECOND_LOOK", 0.05)
    write(desk.root / "content/posts/2026-01-01-tides.md", "---\ntitle: Tides\n---\nUnnoticed words.\n")
    write(desk.root / "content/about.md", "---\ntitle: About\n---\nNoticed words.\n")
    desk.preview.build({"content/about.md"})
    assert "Noticed words." in desk.page("about/index.html")
    assert "Unnoticed words." not in desk.page("blog/tides/index.html")
    patience = desk.preview.patience()
    assert patience is not None and patience <= 0.05

    desk.preview.build()
    assert "Unnoticed words." in desk.page("blog/tides/index.html")
    assert desk.preview.patience() is None


def test_a_rehearsal_reads_and_makes_one_entry_and_changes_nothing(desk: Desk) -> None:
    before = desk.preview.shown
    write(desk.root / "content/about.md", (desk.root / "content/about.md").read_bytes())  # the last that was saved
    desk.preview.build()
    desk.preview.warm_up()

    last = desk.told[-1]
    assert [spent.path for spent in last.profile.read] == ["content/about.md"]
    assert last.rendered == {"about/index.html"}
    assert last.changed == ()
    assert desk.preview.shown == before


def test_a_folder_that_somebody_removes_is_filled_again(desk: Desk) -> None:
    desk.save("content/about.md", "---\ntitle: About\n---\nOther words.\n")
    shutil.rmtree(desk.root / ".sitegen")
    desk.preview.build()
    assert "Other words." in desk.page("about/index.html")
    assert "High and low." in desk.page("blog/tides/index.html")


@pytest.mark.parametrize("lost", ["about/index.html", "."])
def test_what_is_taken_from_the_folder_comes_back_with_the_next_look_at_all(desk: Desk, lost: str) -> None:
    place = desk.preview.folder / lost
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    desk.preview.build({"content/posts/2026-01-01-tides.md"})
    desk.preview.build()

    assert "First words." in desk.page("about/index.html")
    assert "High and low." in desk.page("blog/tides/index.html")


def test_edit_after_edit_does_not_keep_it_from_looking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_RELIANCE", 0.1)
    write(desk.root / "content/posts/2026-01-01-tides.md", "---\ntitle: Tides\n---\nUnnoticed words.\n")
    desk.preview.build({"content/about.md"})
    assert "Unnoticed words." not in desk.page("blog/tides/index.html")
    time.sleep(0.2)

    desk.preview.build({"content/about.md"})

    assert "Unnoticed words." in desk.page("blog/tides/index.html")


def test_a_site_that_cannot_be_written_is_told_with_the_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(make(tmp_path))
    place = str(desk.root / ".sitegen/store/index")

    def refused(*_: object) -> Result:
        raise OSError(errno.EROFS, "Read-only file system", place)

    monkeypatch.setattr(module, "build", refused)
    desk.preview.build()

    (found,) = desk.told[-1].diagnostics
    assert found.code == "output-place"
    assert found.fix == "name a folder for them with --state FOLDER"
