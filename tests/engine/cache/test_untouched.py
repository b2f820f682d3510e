"""The check by stamps alone: it never says yes where the up-to-date check would not, and it imports nothing."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.disk import CLOCK_TICK, digest_of
from sitegen.engine.cache import up_to_date
from sitegen.engine.cache.untouched import Asked, untouched
from sitegen.engine.cache.up_to_date import UpToDateCheck
from sitegen.model.inputs import PLACES
from tests.engine.cache.test_up_to_date import ASKED, NOW, OUTCOME
from tests.sizes import drawn

WORDS = ["2", "9", "Never.", "Later."]
FOLDERS = ("content", "content/posts", "content/empty", "layouts", "layouts/parts")
FILES = (
    "site.yaml",
    "content/a.md",
    "content/posts/b.md",
    "layouts/x.html",
    "output/index.html",
    "output/b/index.html",
)


def make(folder: Path) -> Path:
    """Write a site that was built long ago."""
    for path in FOLDERS:
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path in FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"of {path}")
    for path in (*FOLDERS, *FILES):
        age(folder / path)
    (folder / ".sitegen/store").mkdir(parents=True)
    return folder


def age(place: Path) -> None:
    """Give a file a time at which nobody was looking."""
    long_ago = time.time_ns() - 10 * CLOCK_TICK
    os.utime(place, ns=(long_ago, long_ago))


def built(site: Path) -> None:
    """Save what a good build would have left."""
    check = UpToDateCheck(site, site / "output", site / "site.yaml", ASKED)
    check.look(PLACES)
    written = {
        path.removeprefix("output/"): digest_of(site / path) for path in FILES if path.startswith("output/")
    }
    check.save(OUTCOME, NOW, "Europe/London", None, {}, written)


def asked(site: Path, **options: object) -> Asked:
    return Asked(str(site), f"{site}/output", "site.yaml", ASKED | options)


def said(site: Path, **options: object) -> list[str] | None:
    return untouched(asked(site, **options), NOW.timestamp())


@pytest.fixture(scope="module", autouse=True)
def _small_package() -> Iterator[None]:
    """Let the package be one file: it is looked at before and after every edit."""
    with pytest.MonkeyPatch.context() as context:
        context.setattr(up_to_date, "_packaged", lambda listings: [__file__])
        yield


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make(tmp_path)
    built(tmp_path)
    return tmp_path


def test_what_nobody_touched_says_the_words_of_the_last_build(site: Path) -> None:
    assert said(site) == WORDS


def test_a_site_may_move_with_its_output(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site"
    site.rename(elsewhere)
    assert said(elsewhere) == WORDS


def test_other_options_are_another_build(site: Path) -> None:
    assert said(site, drafts=True) is None


def test_another_python_or_path_is_left_to_the_other_check(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setattr(sys, "version", "another")
        assert said(site) is None
    with monkeypatch.context() as context:
        context.syspath_prepend(site)
        assert said(site) is None
    assert said(site) == WORDS


def test_a_build_that_had_something_to_report_is_left_to_the_other_check(site: Path) -> None:
    check = UpToDateCheck(site, site / "output", site / "site.yaml", ASKED)
    check.invalidate()
    check.look(PLACES)
    check.save(OUTCOME | {"diagnostics": [{"code": "redlink"}]}, NOW, "Europe/London", None, {}, {})
    assert said(site) is None
    assert check.outcome(NOW) is not None


def test_a_file_edited_shortly_before_the_look_is_left_to_the_other_check_until_it_rests(site: Path) -> None:
    (site / "content/a.md").write_text("more")
    built(site)
    assert said(site) is None
    age(site / "content/a.md")
    check = UpToDateCheck(site, site / "output", site / "site.yaml", ASKED)
    assert check.outcome(NOW) is not None
    assert said(site) == WORDS


def test_a_folder_that_cannot_be_listed_is_left_to_the_other_check(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(folder: str) -> "os._ScandirIterator[str]":
        if folder.endswith("empty"):
            raise PermissionError(folder)
        return scandir(folder)

    scandir = os.scandir
    check = UpToDateCheck(site, site / "output", site / "site.yaml", ASKED)
    check.invalidate()
    with monkeypatch.context() as context:
        context.setattr(os, "scandir", refusing)
        built(site)
    assert said(site) is None


def test_nothing_damaged_says_anything(site: Path) -> None:
    place = Path(asked(site).file)
    whole = place.read_bytes()
    for at in {*range(100), *range(100, len(whole), 97)}:
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert said(site) is None, whole[max(at - 9, 0) : at + 9]
    for length in range(0, len(whole), 997):
        place.write_bytes(whole[:length])
        assert said(site) is None, length
    place.write_bytes(whole)
    assert said(site) == WORDS


def move(one: Path, other: Path) -> None:
    if not other.exists():
        one.rename(other)


def swap(one: Path, other: Path) -> None:
    one.rename(one.with_name("between"))
    other.rename(one)
    one.with_name("between").rename(other)


def link(one: Path, other: Path) -> None:
    """Put a file elsewhere and a link to it into its place."""
    kept = one.with_name(f".{other.name}-kept")
    one.rename(kept)
    one.symlink_to(kept)


def replace(one: Path, other: Path) -> None:
    """Write the same bytes anew, as a checkout does."""
    if one.is_file():
        text = one.read_bytes()
        one.unlink()
        one.write_bytes(text)


def edit(one: Path, other: Path) -> None:
    """Change bytes and put size and time back."""
    if one.is_file():
        stamp = one.stat()
        one.write_bytes(one.read_bytes().swapcase())
        os.utime(one, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


EDITS: dict[str, Callable[[Path, Path], object]] = {
    "edit": edit,
    "replace": replace,
    "remove": lambda one, other: one.unlink() if one.is_file() else None,
    "move": move,
    "swap": swap,
    "link": link,
    "new file": lambda one, other: (one / "new.md").write_text("new") if one.is_dir() else None,
    "hidden file": lambda one, other: (one / ".swap").write_text("new") if one.is_dir() else None,
    "new folder": lambda one, other: (one / "new").mkdir() if one.is_dir() else None,
    "nothing": lambda one, other: None,
    "touch": lambda one, other: os.utime(one),
    "build": lambda one, other: None,
}
PLACE = st.sampled_from((*FOLDERS, *FILES))


@settings(max_examples=drawn(400), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), PLACE, PLACE), max_size=6))
def test_after_any_edits_it_says_yes_only_where_the_other_check_does(edits: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = make(Path(folder))
        built(site)
        for what, one, other in edits:
            places = site / one, site / other
            if what == "build" and all((site / path).is_file() for path in FILES):
                built(site)
            elif all(place.exists() for place in places) and one != other:
                try:
                    EDITS[what](*places)
                except OSError:
                    continue  # a folder into itself
            quick = said(site)
            whole = UpToDateCheck(site, site / "output", site / "site.yaml", ASKED).outcome(NOW)
            assert quick is None or whole is not None, (what, one, other)


def test_it_imports_nothing_but_the_disk() -> None:
    code = (
        "import sys\nbefore = set(sys.modules)\nimport sitegen.engine.cache.untouched\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    ours = {"sitegen", "sitegen.disk", "sitegen.engine", "sitegen.engine.cache", "sitegen.engine.cache.untouched"}
    assert set(ran.stdout.split()) - {"_blake2", "_struct", "errno", "struct"} == ours


def test_it_runs_where_python_has_no_blake2_of_its_own() -> None:
    code = (
        "import sys, hashlib\nsys.modules['_blake2'] = None\nimport sitegen.disk\nprint(sitegen.disk.digest(b''))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "cae66941d9efbd404e4d88758ea67670", ran.stderr
