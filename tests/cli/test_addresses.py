"""`sitegen addresses`, and what a build says of the register."""

import subprocess
from functools import partial
from pathlib import Path

from tests.cli.conftest import Run, write

PAGE = "---\ntitle: {}\n---\nWords.\n"


def test_the_register_is_begun_once_and_lists_what_is_published(site: Path, run: Run) -> None:
    write(site / "content/a.md", PAGE.format("A"))
    listed = run("addresses")
    assert (listed.code, "+ /a/" in listed.out.splitlines()) == (0, True)
    assert not (site / "addresses.txt").exists()

    assert run("addresses", "--init").code == 0

    lines = (site / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1:] == sorted(lines[1:])
    assert "/a/" in lines
    assert "  /a/" in run("addresses").out.splitlines()
    again = run("addresses", "--init")
    assert again.code != 0
    assert "is already there" in again.err


def test_a_build_says_in_one_line_what_it_published_for_the_first_time(site: Path, run: Run) -> None:
    write(site / "content/a.md", PAGE.format("A"))
    write(site / "addresses.txt", "")
    built = run("build")
    assert built.code == 0
    assert built.err.count("addresses.txt: ") == 1
    before = (site / "addresses.txt").read_bytes()

    assert "addresses.txt" not in run("build").err
    assert (site / "addresses.txt").read_bytes() == before
    write(site / "content/b.md", PAGE.format("B"))
    assert "addresses.txt: /b/ is published for the first time; commit the file." in run("build", "--verify").err


def test_a_build_that_only_added_to_the_register_has_nothing_to_do_afterwards(site: Path, run: Run) -> None:
    write(site / "content/a.md", PAGE.format("A"))
    write(site / "addresses.txt", "")
    run("build")

    assert "nothing to profile" in run("build", "--profile").err
    write(site / "addresses.txt", "/lost/\n")
    assert run("build").code == 1


def test_an_error_lists_nothing(site: Path, run: Run) -> None:
    write(site / "content/a.md", "---\ntitle: A\nno colon\n---\n")

    ran = run("addresses", "--init")

    assert ran.code == 1
    assert not (site / "addresses.txt").exists()


def test_the_beginning_of_a_register_lets_git_keep_the_lines_of_both_sides(site: Path, run: Run) -> None:
    write(site / "content/a.md", PAGE.format("A"))
    git = partial(subprocess.run, cwd=site, check=True, capture_output=True, text=True)
    git(["git", "init", "-q"])
    attributes = site / ".gitattributes"
    attributes.write_bytes(b"*.png binary\r\n# \xff")

    said = run("addresses", "--init").out

    assert ".gitattributes: addresses.txt merge=union; commit it too" in said
    added = b"*.png binary\r\n# \xff\r\naddresses.txt merge=union\r\n"
    assert attributes.read_bytes() == added
    checked = git(["git", "check-attr", "merge", "--", "addresses.txt"]).stdout
    assert checked == "addresses.txt: merge: union\n"

    (site / "addresses.txt").unlink()
    assert ".gitattributes" not in run("addresses", "--init").out
    assert attributes.read_bytes() == added


def test_outside_a_repository_the_beginning_of_a_register_writes_nothing_for_git(site: Path, run: Run) -> None:
    write(site / "content/a.md", PAGE.format("A"))

    assert ".gitattributes" not in run("addresses", "--init").out
    assert not (site / ".gitattributes").exists()
