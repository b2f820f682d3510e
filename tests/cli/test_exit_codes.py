"""0 fine, 1 the content, 2 usage or configuration, 3 a bug of ours, 130 interrupted."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.engine.lock import site_lock
from tests.cli.conftest import Run, pages, write

CONFIGURATIONS = {
    "no title": ("url: https://a.example/\n", "missing-field"),
    "no url": ("title: T\n", "missing-field"),
    "a url that is none": ("title: T\nurl: here\n", "bad-value"),
    "an unknown setting": ("title: T\nurl: https://a.example/\ntitel: U\n", "unknown-setting"),
    "an unknown zone": ("title: T\nurl: https://a.example/\ntimezone: Mars/Base\n", "unknown-zone"),
    "YAML that cannot be read": ("title: [\nurl: https://a.example/\n", "yaml-syntax"),
    "a check that must stay": (
        "title: T\nurl: https://a.example/\nchecks: {yaml-syntax: off}\n",
        "unknown-setting",
    ),
    "nothing": ("", "missing-field"),
}


@pytest.mark.parametrize("what", CONFIGURATIONS)
def test_a_wrong_configuration_ends_with_2_and_its_place(site: Path, run: Run, what: str) -> None:
    text, code = CONFIGURATIONS[what]
    write(site / "site.yaml", text)
    ran = run("build")
    assert ran.code == 2
    assert f"error[{code}]" in ran.err
    assert ran.err.startswith("site.yaml")
    assert not (site / "output").exists()


def test_a_folder_that_is_no_site_ends_with_2(run: Run, site: Path) -> None:
    (site / "site.yaml").unlink()
    ran = run("build")
    assert ran.code == 2
    assert "error[config-missing]" in ran.err


USAGE = (
    ("bild",),
    ("build", "--nope"),
    ("build", "--format", "xml"),
    ("build", "--as-of", "yesterday"),
    ("build", "extra"),
    ("new", "post"),
    ("new", "psot", "A title"),
    ("new", "post", "!!!"),
    ("explain", "no-such-code"),
)


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2_and_a_hint(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.err and "Traceback" not in ran.err


def test_a_wrong_epoch_ends_with_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert run("build").code == 2


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("sitegen.engine.build.plan", broken)


def test_a_bug_of_ours_ends_with_3_says_so_and_publishes_nothing(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    ran = run("build")
    assert ran.code == 3
    assert "a bug of ours: RuntimeError: planted" in ran.err
    assert "Traceback" not in ran.err
    assert not (site / "output").exists()


def test_a_traceback_is_shown_when_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    ran = run("build", "--traceback")
    assert ran.code == 3
    assert "Traceback (most recent call last)" in ran.err


def test_a_question_that_fails_ends_with_3_and_leaves_the_output(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    before = {place: place.read_bytes() for place in (site / "output").rglob("*") if place.is_file()}

    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("sitegen.questions.entries.label", broken)
    write(site / "content/about.md", "---\ntitle: About us\n---\nOther words.\n")
    assert run("build").code == 3
    assert {place: place.read_bytes() for place in (site / "output").rglob("*") if place.is_file()} == before
    assert not (site / "output/.sitegen-staging").exists()


def test_an_interrupted_build_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.engine.build.plan", interrupted)
    assert run("build").code == 130


def test_a_site_that_is_being_built_is_not_built_twice(site: Path, run: Run) -> None:
    with site_lock(site):
        ran = run("build")
        assert ran.code == 1
        assert "another sitegen is building this site" in ran.err
        assert run("check").code == 0
    assert run("build").code == 0


def test_the_module_can_be_run_and_help_needs_no_engine(site: Path) -> None:
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", "--help"], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.returncode == 0
    assert "Turn a folder of Markdown" in ran.stdout
    assert "sitegen.cli" in ran.stderr
    for heavy in ("sitegen.engine", "jinja2", "markdown", "yaml", "icalendar", "msgspec"):
        assert f"| {heavy}" not in ran.stderr.replace("|   ", "|").replace("  ", "")


def test_a_whole_build_in_a_process_of_its_own(site: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", "build"], capture_output=True, text=True, cwd=site, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "about" in pages(site / "output")


def test_a_system_that_refuses_to_write_is_told_as_a_problem(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "output/index.html")

    monkeypatch.setattr("sitegen.stages.publish.commit", full)

    ran = run("build")

    assert ran.code == 1
    assert "output/index.html: error[output-place]: the site cannot be written: No space left on device" in ran.err
    assert not (site / "output").exists()
