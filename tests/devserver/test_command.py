"""`sitegen serve` up to the point where it serves, and what it says of each build."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.cli.serve import Telling, serve
from sitegen.diagnostics import Span, diagnose
from sitegen.engine.request import Result

ROOT = Path(__file__).parents[2]
WRONG = diagnose("bad-value", Span(path="content/a.md", line=2), "this is wrong", fix="put it right")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr("sys.argv", ["sitegen", "serve", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_a_folder_that_is_no_site_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(monkeypatch) == 2
    assert "error[config-missing]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_is_not_ours_is_an_error_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site.yaml").write_text("title: A hub\nurl: https://hub.example/\n")

    assert run(monkeypatch, "--host", "192.0.2.1") == 1
    assert "cannot listen at 192.0.2.1, port 8000: " in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_what_is_no_port_is_a_mistake_of_usage(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    assert run(monkeypatch, "-p", port) == 2


def test_every_option_is_in_the_manual() -> None:
    told = (ROOT / "docs/manual/serve.md").read_text(encoding="utf-8")
    hidden = {"--traceback"}
    named = {name for option in serve.params for name in option.opts} - hidden

    assert [name for name in sorted(named) if f"`{name}" not in told] == []


@pytest.fixture
def telling(tmp_path: Path) -> Telling:
    return Telling(tmp_path, verbose=False, quiet=False)


def test_a_build_is_told_in_a_line(telling: Telling, capsys: pytest.CaptureFixture[str]) -> None:
    telling(Result(diagnostics=(), files=280), 0.941)
    telling(Result(diagnostics=(), files=280, changed=("a/index.html",)), 0.04)
    telling(Result(diagnostics=(), files=280, changed=("a/index.html", "feed.xml")), 0.05)

    assert capsys.readouterr().err.splitlines() == [
        "built 280 files in 0.94 s",
        "rebuilt 1 file in 0.04 s",
        "rebuilt 2 files in 0.05 s",
    ]


def test_a_build_that_changed_nothing_is_not_told(telling: Telling, capsys: pytest.CaptureFixture[str]) -> None:
    telling(Result(diagnostics=(WRONG,)), 0.1)
    capsys.readouterr()
    telling(Result(diagnostics=(WRONG,)), 0.1)

    assert capsys.readouterr().err == ""


def test_problems_are_told_when_they_are_new_counted_while_they_last_and_told_off(
    telling: Telling, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for found in ((WRONG,), (WRONG,), (), ()):
        telling(Result(diagnostics=found, files=2, changed=("a",)), 0.1)
        told.append(capsys.readouterr().err.splitlines())

    assert told == [
        [
            "content/a.md:2: error[bad-value]: this is wrong",
            "  = fix: put it right",
            "built 2 files in 0.10 s; 1 error",
        ],
        ["rebuilt 1 file in 0.10 s; 1 error"],
        ["rebuilt 1 file in 0.10 s; no problems any more"],
        ["rebuilt 1 file in 0.10 s"],
    ]


def test_the_quiet_hear_of_problems_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(tmp_path, verbose=False, quiet=True)
    telling(Result(diagnostics=(), files=2), 0.1)
    telling(Result(diagnostics=(WRONG,), changed=("a",)), 0.1)

    assert capsys.readouterr().err.splitlines() == [
        "content/a.md:2: error[bad-value]: this is wrong",
        "  = fix: put it right",
    ]


def test_the_curious_hear_which_pages_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(tmp_path, verbose=True, quiet=False)
    telling(Result(diagnostics=(), files=2, changed=("a", "b")), 0.1)
    telling(Result(diagnostics=(), files=2, changed=("b",)), 0.1)

    assert capsys.readouterr().err.splitlines()[1:] == ["rebuilt 1 file in 0.10 s", "  b"]
