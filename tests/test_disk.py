"""What is no file to be read."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.disk import PART, read, record_name
from tests.conftest import SITE_YAML, MakeSite

GOOD = {"content/about.md": "---\ntitle: About\n---\nWe.\n"}


def fifo(place: Path) -> None:
    os.mkfifo(place)


def listening(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # the name of a socket may have a hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(place.name)
    finally:
        os.chdir(here)


def device(place: Path) -> None:
    place.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "path",
    ["content/x.md", "content/static/x.txt", "layouts/post.html", "layouts/x.txt", "layouts/assets/site.js"],
)
@pytest.mark.parametrize(("make", "sort"), [(fifo, "a named pipe"), (listening, "a socket"), (device, "a device")])
def test_what_is_no_file_is_told_and_not_waited_for(
    make_site: MakeSite, path: str, make: Callable[[Path], None], sort: str
) -> None:
    site = make_site(GOOD | {"site.yaml": SITE_YAML + "links_may_lead_to: [/dev/zero]\n"}, build=False)
    (site.root / path).parent.mkdir(parents=True, exist_ok=True)
    make(site.root / path)
    site.build()
    assert site.places() == [f"{path}:0:0 unreadable-file"]
    (found,) = site.diagnostics
    assert found.message == f"cannot read this file: it is {sort}"
    assert found.fix == "put an ordinary file in its place, or take it away"


def test_a_command_waits_for_no_pipe(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"layouts/page.html": "own"}, build=False)
    long_ago = time.time() - 60
    for place in site.root.rglob("*.*"):
        os.utime(place, (long_ago, long_ago))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sitegen", *words]
        return subprocess.run(command, cwd=site.root, capture_output=True, text=True, timeout=30, check=False)

    assert run("build").returncode == 0
    for path in ("content/about.md", "layouts/page.html", "site.yaml"):
        kept = (site.root / path).read_bytes()
        (site.root / path).unlink()
        os.mkfifo(site.root / path)
        for words in (("build",), ("check",), ("build", "--format", "json")):
            told = run(*words)
            assert told.returncode in (1, 2)
            assert "it is a named pipe" in told.stdout + told.stderr
        site.remove(path).write({path: kept})
    calendar = site.root / "dates.ics"
    calendar.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n")
    (site.root / "content/events").mkdir()
    os.mkfifo(site.root / "content/events/a.md")
    run("import", "ics", "dates.ics")
    (site.root / "dates").mkdir()
    os.mkfifo(site.root / "dates/b.ics")
    assert "it is a named pipe" in run("import", "ics", "dates").stderr


def test_reading_a_pipe_fails_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is a named pipe"):
        read(tmp_path / "pipe")


RECORDS = [
    "lock",
    "store/entries",
    "store/up-to-date-{}",
    "store/untouched-{}",
    "store/record-{}",
    "manifests/{}.json",
]


@pytest.mark.parametrize("path", RECORDS)
def test_a_pipe_among_the_records_of_a_site_is_not_waited_for(tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "site.yaml").write_text(SITE_YAML)
    (site / "content/about.md").write_text("---\ntitle: About\n---\nWe.\n")
    place = site / ".sitegen" / path.format(record_name(site, site / "output"))
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", "build"],
        cwd=site,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode in (0, 1)
    assert "Traceback" not in ran.stderr
    assert ran.returncode == 1 or (site / "output/about/index.html").is_file()


@pytest.mark.parametrize("size", [0, 1, 5000, PART, PART + 1, 3 * PART])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    (tmp_path / "file").write_bytes(os.urandom(size))
    assert read(tmp_path / "file") == (tmp_path / "file").read_bytes()


def test_a_file_is_read_whole_whatever_its_size_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"more than was said")
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda file: os.stat_result((*real(file)[:6], 4, *real(file)[7:])))
    assert read(tmp_path / "file") == b"more than was said"


def test_reading_what_is_no_file_names_it(tmp_path: Path) -> None:
    for place, error in ((tmp_path, IsADirectoryError), (tmp_path / "none", FileNotFoundError)):
        with pytest.raises(error) as raised:
            read(place)
        assert raised.value.filename == str(place)
