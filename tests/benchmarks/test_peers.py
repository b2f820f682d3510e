"""A peer that cannot be had is named, never left out without a word."""

from pathlib import Path

import installed
import pytest
from generators import earlier
from installed import Absent
from peers import present
from table import document


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'ERROR: no network' >&2\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(installed, "PYTHON", python)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("offline")
def test_what_cannot_be_installed_is_named_with_the_reason(tmp_path: Path) -> None:
    found, absent = present(tmp_path)
    assert not found
    assert absent == {
        "Hugo": "ERROR: no network",
        "Pelican": "ERROR: no network",
        "MkDocs": "ERROR: no network",
        "Eleventy": "there is no node here",
    }
    result = {
        "date": "2026-11-22",
        "versions": {},
        "machine": {"system": "Linux", "cores": 2, "load before": 0.1},
        "turns": 3,
        "place": "memory",
        "byte code": "written",
        "fast paths": {},
        "absent": absent,
        "note": "",
    }
    assert "Absent: Eleventy (there is no node here)." in document(result, [], [])


@pytest.mark.usefixtures("offline")
def test_an_earlier_revision_cannot_be_had_without_git(tmp_path: Path) -> None:
    with pytest.raises(Absent, match="there is no git here"):
        earlier(tmp_path / "work", "HEAD")
