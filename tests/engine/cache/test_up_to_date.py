"""A build that has nothing to do finds out without building, and is never wrong about it."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.disk import CLOCK_TICK, digest_of
from sitegen.engine.cache import up_to_date as module
from sitegen.engine.cache.untouched import Asked, untouched
from sitegen.engine.cache.up_to_date import Machine, UpToDateCheck
from sitegen.model.inputs import PLACES, READ_FROM, Inputs
from sitegen.model.place import Place

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
ASKED = {"drafts": False}
OUTCOME = {"problems": "", "entries": 2, "files": 9, "waiting": ["Later."], "next": "Never.", "diagnostics": []}
SITE = {
    "site.yaml": "title: A hub\nurl: https://hub.example/\nsearch: false\nchecks: {unused-layout: off}\n",
    "content/about.md": "---\ntitle: About us\n---\nWe.\n",
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-11-01\n---\nText of a post. See [us](../about.md).\n",
    "layouts/parts/own.html": "{{ view.count('post') }}",
    "layouts/_part.html": "part",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text("made")
    long_ago = time.time_ns() - 10 * CLOCK_TICK
    for place in [*tmp_path.rglob("*.*")]:
        os.utime(place, ns=(long_ago, long_ago))
    (tmp_path / ".sitegen/store").mkdir(parents=True)
    return tmp_path


def look(site: Path, asked: dict[str, bool] = ASKED) -> UpToDateCheck:
    check = UpToDateCheck(site, site / "output", site / "site.yaml", asked)
    check.look(PLACES)
    return check


def save(site: Path, until: dt.datetime | None = None) -> None:
    written = {"index.html": digest_of(site / "output/index.html")}
    look(site).save(OUTCOME, NOW, "Europe/London", until, {}, written)


def whole(site: Path, now: dt.datetime = NOW, asked: dict[str, bool] = ASKED) -> bool:
    """Whether the check finds nothing changed; the quick one never does where it does not."""
    quick = unmoved(site, now, asked)
    found = look(site, asked).outcome(now) is not None
    assert found or not quick
    return found


def unmoved(site: Path, now: dt.datetime = NOW, asked: dict[str, bool] = ASKED) -> bool:
    """Whether the check by stamps alone finds nothing changed."""
    said = untouched(Asked(str(site), f"{site}/output", "site.yaml", asked), now.timestamp())
    assert said in (None, ["2", "9", "Never.", "Later."])
    return said is not None


def test_nothing_changed_is_known_with_what_was_said(site: Path) -> None:
    save(site)
    assert look(site).outcome(NOW) == OUTCOME


def damage(site: Path, data: bytes) -> None:
    """Write other bytes into the file of the check, and leave none to that which goes by stamps alone."""
    check = look(site)
    file = check.file
    check.invalidate()
    file.write_bytes(data)


EDITS: dict[str, Callable[[Path], object]] = {
    "an edited text": lambda site: (site / "content/about.md").write_text(SITE["content/about.md"] + "More.\n"),
    "an edit of the same length": lambda site: (site / "content/about.md").write_text(
        SITE["content/about.md"].replace("We.", "I.\n")
    ),
    "a new text": lambda site: (site / "content/new.md").write_text("New."),
    "a deleted text": lambda site: (site / "content/about.md").unlink(),
    "a renamed text": lambda site: (site / "content/about.md").rename(site / "content/us.md"),
    "an edited layout": lambda site: (site / "layouts/parts/own.html").write_text("x"),
    "an edited partial": lambda site: (site / "layouts/_part.html").write_text("x"),
    "a new layout": lambda site: (site / "layouts/post.html").write_text("x"),
    "other settings": lambda site: (site / "site.yaml").write_text(SITE["site.yaml"] + "per_page: 3\n"),
    "no settings": lambda site: (site / "site.yaml").unlink(),
    "a page edited by hand": lambda site: (site / "output/index.html").write_text("Made"),
    "a deleted page": lambda site: (site / "output/index.html").unlink(),
    "a damaged seal": lambda site: damage(site, b"{"),
    "a seal with a wrong letter": lambda site: damage(
        site, look(site).file.read_bytes().replace(b'"entries"', b'"entires"')
    ),
    "no seal": lambda site: look(site).invalidate(),
}


@pytest.mark.parametrize("what", EDITS)
def test_every_change_breaks_it(site: Path, what: str) -> None:
    save(site)
    assert whole(site)
    EDITS[what](site)
    assert not whole(site)


def test_a_folder_of_layouts_that_is_a_link_is_looked_into_once(site: Path) -> None:
    (site / "layouts/shared").mkdir()
    (site / "layouts/shared/part.html").write_text("one")
    (site / "layouts/partials").symlink_to(site / "layouts/shared")
    save(site)
    assert whole(site)
    (site / "layouts/shared/part.html").write_text("another")
    assert not whole(site)


def test_a_site_that_reads_a_folder_elsewhere_is_never_sealed(site: Path) -> None:
    (site / "shared").mkdir()
    (site / "layouts/partials").symlink_to(site / "shared")
    save(site)
    assert not whole(site)


def test_a_link_that_leads_to_the_same_bytes_elsewhere_breaks_it(site: Path) -> None:
    link = site / "content/copy.md"
    link.symlink_to("about.md")
    save(site)
    assert whole(site)
    (site / "elsewhere.md").hardlink_to(site / "content/about.md")
    link.unlink()
    link.symlink_to("../elsewhere.md")
    assert not whole(site)


def test_a_folder_that_becomes_a_link_out_of_the_site_breaks_it(site: Path) -> None:
    save(site)
    (site / "content/posts").rename(site / "elsewhere")
    (site / "content/posts").symlink_to("../elsewhere")
    assert not whole(site)


def test_a_pipe_in_place_of_a_file_breaks_it_and_is_not_waited_for(site: Path) -> None:
    save(site)
    (site / "layouts/parts/own.html").unlink()
    os.mkfifo(site / "layouts/parts/own.html")
    assert not whole(site)


def test_what_an_editor_leaves_beside_a_layout_is_no_hindrance(site: Path) -> None:
    (site / "layouts/.#own.html").symlink_to("somebody@somewhere.1234")
    save(site)
    assert whole(site)
    shutil.rmtree(site / "output")
    assert sitegen(site).returncode == 0


def test_new_stamps_over_the_same_bytes_do_not(site: Path) -> None:
    save(site)
    for place in site.rglob("*.*"):
        os.utime(place)
    shutil.copytree(site / "content", site / "copy")
    shutil.rmtree(site / "content")
    (site / "copy").rename(site / "content")
    assert whole(site)


def test_a_text_changed_in_the_tick_of_the_look_is_read_again(site: Path) -> None:
    about = site / "content/about.md"
    os.utime(about)
    stamp = about.stat()
    save(site)
    assert whole(site)
    save(site)
    about.write_text(SITE["content/about.md"].replace("We.", "Us."))
    os.utime(about, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert not whole(site)


def test_the_clock_breaks_it_at_the_next_change_and_going_back(site: Path) -> None:
    save(site, until=NOW + dt.timedelta(hours=1))
    assert whole(site, NOW + dt.timedelta(minutes=59))
    assert not whole(site, NOW + dt.timedelta(hours=1))
    assert not whole(site, NOW - dt.timedelta(seconds=1))


def test_another_selection_is_another_build(site: Path) -> None:
    save(site)
    assert not whole(site, asked={"drafts": True})


def test_sitegen_installed_anew_is_told_from_another_sitegen(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(site)
    monkeypatch.setattr(module, "_machine", lambda: Machine("another", {}, {}))
    assert whole(site)
    monkeypatch.setattr(module, "_machine", lambda: Machine("a third", {}, {}))
    monkeypatch.setattr(module, "_engine", lambda: "another")
    assert look(site).outcome(NOW) is None


def test_a_file_that_came_while_the_site_was_built_is_not_sealed(site: Path) -> None:
    look(site).save(OUTCOME, NOW, "Europe/London", None, {"content/late.md": "digest"}, {})
    assert not whole(site)


def sitegen(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys\nfrom sitegen.cli import main\ntry:\n    main()\nfinally:\n"
        "    heavy = {'jinja2', 'markdown', 'yaml', 'msgspec', 'sitegen.engine.build'}\n"
        "    print(*sorted(set(sys.modules) & heavy))\n"
    )
    command = [sys.executable, "-c", program, "build", *arguments]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, timeout=60)


def test_a_build_with_nothing_to_do_imports_next_to_nothing_and_says_the_same(site: Path) -> None:
    shutil.rmtree(site / "output")
    (site / "content/about.md").write_text("---\ntitle: About us\n---\nWe. [[Nobody]]\n")
    first = sitegen(site, "--as-of", "2026-11-22T09:00Z")
    again = sitegen(site, "--as-of", "2026-11-22T09:30Z")

    assert "jinja2" in first.stdout and "sitegen.engine.build" in first.stdout
    assert again.stdout.split() == ["msgspec"]  # for the warning alone
    assert "redlink" in again.stderr
    assert first.stderr.splitlines()[:4] == again.stderr.splitlines()[:4]
    assert "(0 changed)" in again.stderr
    (site / "content/about.md").write_text("---\ntitle: About us\n---\nWe.\n")
    sitegen(site, "--as-of", "2026-11-22T09:30Z")
    assert sitegen(site, "--as-of", "2026-11-22T09:30Z").stdout.split() == []


@pytest.mark.parametrize("path", ["site.yaml", "layouts/parts/own.html"])
def test_what_was_edited_while_the_site_was_built_is_not_sealed(site: Path, path: str) -> None:
    before = look(site)
    (site / path).write_text((site / path).read_text() + "\n")
    before.save(OUTCOME, NOW, "Europe/London", None, {}, {})
    assert not whole(site)


def test_an_edit_of_the_same_length_under_the_old_time_is_seen(site: Path) -> None:
    shutil.rmtree(site / "output")
    assert sitegen(site).returncode == 0
    for place, old, new in (
        (site / "content/about.md", "We.", "I.\n"),
        (site / "output/blog/a/index.html", "Text of", "Tent of"),
    ):
        stamp = place.stat()
        text = place.read_text()
        place.write_text(text.replace(old, new))
        assert place.stat().st_size == stamp.st_size
        os.utime(place, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        assert "(1 changed)" in sitegen(site).stderr
    assert "I." in (site / "output/about/index.html").read_text()
    assert "Text of" in (site / "output/blog/a/index.html").read_text()


def test_a_name_that_is_no_text_does_no_harm(site: Path) -> None:
    shutil.rmtree(site / "output")
    (site / os.fsdecode(b"layouts/b\xff.html")).write_text("x")
    assert sitegen(site).returncode == 0
    assert "(0 changed)" in sitegen(site).stderr


def test_errors_are_told_again_by_a_build(site: Path) -> None:
    shutil.rmtree(site / "output")
    assert sitegen(site).returncode == 0
    (site / "content/about.md").write_text("---\ntitle: About us\n---\n[x](nowhere.md)\n")
    assert sitegen(site).returncode == 1
    assert sitegen(site).returncode == 1
    (site / "content/about.md").write_text(SITE["content/about.md"])
    assert sitegen(site).returncode == 0


def test_a_clock_without_a_zone_is_in_the_sites(site: Path) -> None:
    save(site, until=NOW + dt.timedelta(hours=1))
    assert whole(site, NOW.replace(tzinfo=None))
    assert not whole(site, (NOW + dt.timedelta(hours=1)).replace(tzinfo=None))


def test_a_place_that_is_one_file_is_looked_at(site: Path) -> None:
    (site / ".git/logs").mkdir(parents=True)
    (site / ".git/logs/HEAD").write_text("one commit\n")
    places = (*PLACES, Place(".git/logs/HEAD"))
    check = look(site)
    check.look(places)
    written = {"index.html": digest_of(site / "output/index.html")}
    check.save(OUTCOME, NOW, "Europe/London", None, {}, written)
    assert whole(site)
    (site / ".git/logs/HEAD").write_text("one commit\nanother\n")
    assert not whole(site)


def test_every_input_is_looked_at_or_an_option(site: Path) -> None:
    """A new field of Inputs has to name the place that it is read from, or the check would not see it change."""
    options = {"now", "drafts", "future", "fingerprint"}

    assert set(Inputs.__struct_fields__) - READ_FROM.keys() == options
    assert READ_FROM.keys() <= set(Inputs.__struct_fields__)
    assert not whole(site)
    save(site)
    for place in PLACES:
        assert whole(site)
        changed = site / (place.path or "site.yaml")
        file = changed / "new.md" if changed.is_dir() else changed
        before = file.read_bytes() if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((before or b"") + b"\n# new\n")
        assert not whole(site), place
        file.unlink() if before is None else file.write_bytes(before)
