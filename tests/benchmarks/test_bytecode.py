"""A start without byte code is a quarter of a second slower: the benchmark says so."""

import sys
from pathlib import Path

import bytecode
import pytest


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


def test_the_setting_that_forbids_byte_code_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    bytecode.warn(bytecode.state({}))
    assert "warning: byte code is not written, for PYTHONDONTWRITEBYTECODE is set" in capsys.readouterr().err


def test_modules_without_byte_code_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = f"print({str(tmp_path / 'package/__pycache__/module.pyc')!r}); print({sys.executable!r})"
    monkeypatch.setattr(bytecode, "PROGRAM", program)
    assert bytecode.state({}) == f"not written for 1 modules of a build, such as those in {tmp_path / 'package'}"


def test_a_program_that_keeps_its_byte_code_is_not_warned_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bytecode.warn(bytecode.state({"PYTHONPYCACHEPREFIX": str(tmp_path)}))
    assert capsys.readouterr().err == ""
