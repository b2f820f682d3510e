"""`check --fix` pastes the cures that can be pasted, and leaves all else to a person."""

import errno
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write

WRONG = """\
---
title: Plan
authors:
  - @lea
lang: en-UK
exerpt: Why: because
---

A [nothing](../nope.md).
"""
RIGHT = """\
---
title: Plan
authors:
  - "@lea"
lang: en-GB
excerpt: "Why: because"
---

A [nothing](../nope.md).
"""


def test_cures_are_pasted_until_none_is_left(site: Path, run: Run) -> None:
    page = site / "content/wiki/plan.md"
    write(page, WRONG)
    page.chmod(0o640)

    ran = run("check", "--fix")

    assert page.read_text(encoding="utf-8") == RIGHT
    assert page.stat().st_mode & 0o777 == 0o640
    assert ran.code == 1 and "error[broken-link]" in ran.err
    assert "fixed content/wiki/plan.md:4:5: a value cannot begin with `@`\n" in ran.err
    assert "\n--- a/content/wiki/plan.md\n+++ b/content/wiki/plan.md\n" in ran.err
    assert {"-exerpt: Why: because", '+excerpt: "Why: because"'} < set(ran.err.splitlines())
    assert "fixed" not in run("check", "--fix").err
    assert not (site / "output").exists()


def test_a_check_without_it_writes_nothing(site: Path, run: Run) -> None:
    page = site / "content/wiki/plan.md"
    write(page, WRONG)

    run("check")

    assert page.read_text(encoding="utf-8") == WRONG


def test_the_named_files_alone_are_reported_and_changed(site: Path, run: Run) -> None:
    plan, other = site / "content/wiki/plan.md", site / "content/wiki/other.md"
    for page in (plan, other):
        write(page, WRONG)

    ran = run("check", "--fix", "content/wiki/plan.md")
    assert (plan.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == (RIGHT, WRONG)
    assert ran.code == 1
    assert "content/wiki/other.md" not in ran.err
    assert ran.err.splitlines()[-1].startswith("Other files have ")

    write(plan, "# Plan\n")
    assert run("check", "content/wiki/plan.md", "site.yaml").code == 0
    assert run("check", "content/wiki").code == 1
    assert run("check", "content/wiki/pln.md").code == 2


def test_line_ends_and_a_mark_at_the_beginning_stay(site: Path, run: Run) -> None:
    page = site / "content/wiki/plan.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())

    run("check", "--fix")

    assert page.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()


def test_nothing_is_written_through_a_link(site: Path, run: Run, tmp_path: Path) -> None:
    elsewhere = site / "content/static/plan.txt"
    write(elsewhere, WRONG)
    (site / "content/wiki").mkdir(parents=True, exist_ok=True)
    (site / "content/wiki/plan.md").symlink_to(elsewhere)

    run("check", "--fix")

    assert elsewhere.read_text(encoding="utf-8") == WRONG


def test_a_file_that_cannot_be_replaced_stays_as_it_is(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site / "content/wiki/plan.md"
    write(page, WRONG)

    def full(place: Path, *_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(place))

    monkeypatch.setattr(Path, "chmod", full)
    ran = run("check", "--fix")

    assert ran.code == 1 and "No space left on device" in ran.err
    assert page.read_text(encoding="utf-8") == WRONG
    assert [place.name for place in page.parent.iterdir()] == ["plan.md"]


def test_a_field_that_was_below_others_is_added_where_it_counts(site: Path, run: Run) -> None:
    yaml, toml = site / "content/wiki/yaml.md", site / "content/wiki/toml.md"
    write(yaml, "---\ntitle: A\nparams:\n  private: true\n  colour: red\n---\nText.\n")
    write(toml, '+++\ntitle = "A"\n[params]\n  draft = true\n  colour = "red"\n+++\nText.\n')

    ran = run("check", "--fix")

    assert "error[" not in ran.err
    assert yaml.read_text() == "---\ntitle: A\nparams:\n  private: true\n  colour: red\ndraft: true\n---\nText.\n"
    assert (
        toml.read_text()
        == '+++\ndraft = true\ntitle = "A"\n[params]\n  draft = true\n  colour = "red"\n+++\nText.\n'
    )
