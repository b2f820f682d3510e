"""Where Python lacks what only Unix has, as on Windows, sites are built, checked and served all the same."""

import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import SITE_YAML

WITHOUT = """
import os, sys, types
sys.modules["fcntl"] = None
for name in ("fork", "pread", "O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "geteuid", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
os.supports_dir_fd = set()
{locks}
sys.argv[0] = "sitegen"
from sitegen.cli import main
main()
"""
LOCKS = """
def locking(file, mode, count):
    if os.path.exists("held"):
        raise PermissionError(13, "Permission denied")
    open("locked", "a").write("x")
sys.modules["msvcrt"] = types.ModuleType("msvcrt")
sys.modules["msvcrt"].LK_NBLCK, sys.modules["msvcrt"].locking = 2, locking
"""
NO_LOCKS = 'sys.modules["msvcrt"] = None'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/wiki").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text(SITE_YAML)
    (tmp_path / "content/index.md").write_text("# Home\n")
    write_pages(tmp_path, 4)
    return tmp_path


def write_pages(site: Path, count: int) -> None:
    for number in range(count):
        text = f"# Page {number}\n\n[[Page {max(number - 1, 0)}]]\n"
        (site / f"content/wiki/page-{number}.md").write_text(text)


def run(site: Path, *arguments: str, locks: str = LOCKS) -> "subprocess.CompletedProcess[str]":
    program = WITHOUT.format(locks=locks)
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.thorough
def test_a_site_is_built_and_built_again_with_the_locks_of_windows(site: Path) -> None:
    write_pages(site, 40)
    first = run(site, "build", "-j", "4")
    assert (first.returncode, (site / "locked").read_text()) == (0, "x"), first.stderr

    (site / "content/wiki/page-3.md").write_text("# Page 3\n\nOther words.\n")
    again = run(site, "build", "--verify")
    assert again.returncode == 0, again.stderr
    assert "Other words" in (site / "output/wiki/page-3/index.html").read_text()
    assert "equal to a clean build" in again.stderr


def test_a_second_build_waits_for_the_first_and_says_so(site: Path) -> None:
    (site / "held").write_text("")
    found = run(site, "build")

    assert found.returncode == 1
    assert "build-locked" in found.stdout + found.stderr


@pytest.mark.parametrize("command", ["check", "build", "clean"])
def test_no_lock_at_all_ends_no_command(site: Path, command: str) -> None:
    found = run(site, command, locks=NO_LOCKS)

    assert found.returncode == 0, found.stderr


def test_a_site_is_served(site: Path) -> None:
    command = [sys.executable, "-c", WITHOUT.format(locks=NO_LOCKS), "serve", "-p", "8300"]
    with subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            said = next(line for line in server.stderr if "serving" in line or "Error" in line)
            with urllib.request.urlopen(f"{said.split()[1]}wiki/page-3/", timeout=20) as answer:
                assert b"Page 2" in answer.read()
        finally:
            server.kill()
