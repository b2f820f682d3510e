"""A build with nothing to do says what any build says, and imports next to nothing."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.cli.arguments import build_arguments
from sitegen.cli.nothing_to_do import say_again
from sitegen.disk import CLOCK_TICK
from tests.cli.conftest import AS_OF, Run, pages, write

LATER = "---\ntitle: Later\n---\nText.\n"


@pytest.fixture
def built(site: Path, run: Run) -> Path:
    """A site whose files have been at rest since before its last build."""
    write(site / "content/posts/2026-12-24-later.md", LATER)
    for place in (*site.rglob("*.md"), site / "site.yaml"):
        rest(place)
    assert run("build", "--as-of", f"{AS_OF}Z").code == 0
    return site


def rest(place: Path) -> None:
    long_ago = time.time_ns() - 10 * CLOCK_TICK
    os.utime(place, ns=(long_ago, long_ago))


def quick(*arguments: str) -> bool:
    """Whether there was nothing to do, as far as the quick check knows."""
    given = build_arguments(["build", *arguments])
    return given is not None and say_again(given)


def without_seconds(words: str) -> str:
    return re.sub(r"in \d+\.\d\d s", "in S s", words)


OPTIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("-q",),
    ("-v",),
    ("--strict",),
    ("-F", "-j", "2"),
    ("-o", "output"),
    ("-o", "../elsewhere"),
    ("-c", "site.yaml"),
    ("--base-url", "https://other.example/"),
)


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_it_says_what_a_build_says(
    built: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
) -> None:
    arguments = ("--as-of", f"{AS_OF}Z", *options)
    assert run("build", *arguments).code == 0
    assert quick(*arguments)
    out, err = capsys.readouterr()
    monkeypatch.setattr("sitegen.cli.nothing_to_do.untouched", lambda *_: None)
    slow = run("build", *arguments)
    assert (slow.code, slow.out, without_seconds(slow.err)) == (0, out, without_seconds(err))
    assert ("Look at it" in err) != ("-q" in options)


def test_it_leaves_to_a_build_what_it_does_not_answer(built: Path) -> None:
    asked = ("--as-of", f"{AS_OF}Z")
    assert quick(*asked)
    for options in (["--clean"], ["--verify"], ["--profile"], ["--format", "json"], ["-D"], ["-o", "./output"]):
        assert not quick(*asked, *options)
    assert not quick("--as-of", AS_OF)  # whose zone is that of the site
    assert not quick("--as-of", f"{AS_OF}Z".replace("2026", "2027"))  # by then a post is due


def test_drafts_that_another_build_left_are_not_taken_for_nothing_to_do(built: Path, run: Run) -> None:
    asked = ("--as-of", f"{AS_OF}Z")
    write(built / "content/posts/2026-01-02-draft.md", "---\ntitle: Draft\ndraft: true\n---\nText.\n")
    rest(built / "content/posts/2026-01-02-draft.md")
    run("build", *asked)
    run("build", *asked, "-D")
    assert "blog/draft" in pages(built / "output")
    assert not quick(*asked)
    run("build", *asked)
    assert "blog/draft" not in pages(built / "output")


def test_warnings_are_told_each_time(built: Path, run: Run) -> None:
    write(built / "content/red.md", "---\ntitle: Red\n---\n[[Soon]]\n")
    rest(built / "content/red.md")
    for _ in range(3):
        assert "warning[redlink]" in run("build", "--as-of", f"{AS_OF}Z").err


def test_it_imports_next_to_nothing(built: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "sitegen", "build"]
    for _ in range(3):  # the first compiles the package, which changes its folders; the second looks at them
        ran = subprocess.run(command, cwd=built, capture_output=True, text=True, check=True, timeout=60)
    assert "(0 changed)" in ran.stderr
    imported = {
        line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if line.startswith("import time:")
    }
    ours = {name for name in imported if name.startswith("sitegen")}
    assert ours == {
        "sitegen",
        "sitegen.cli",
        "sitegen.cli.arguments",
        "sitegen.cli.nothing_to_do",
        "sitegen.cli.telling",
        "sitegen.disk",
        "sitegen.engine",
        "sitegen.engine.cache",
        "sitegen.engine.cache.untouched",
    }
    assert not imported & {"re", "typing", "pathlib", "json", "hashlib", "datetime", "click", "msgspec"}
