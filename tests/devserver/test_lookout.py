"""Edits that the system does not report are noticed all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.devserver import lookout as module
from sitegen.devserver.lookout import Lookout
from tests.devserver.running import make, running, write


@pytest.fixture
def lookout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lookout:
    monkeypatch.setattr(module, "INTERVAL", 0.0)
    monkeypatch.setattr(module, "SHARE", 0)
    make(tmp_path)
    return Lookout(tmp_path, tmp_path / "site.yaml")


EDITS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a text": (lambda site: write(site / "content/about.md", "# About us all\n"), {"content/about.md"}),
    "a new file": (lambda site: write(site / "content/new.md", "# New\n"), {"content/new.md"}),
    "a file that is gone": (lambda site: (site / "content/about.md").unlink(), {"content/about.md"}),
    "a setting": (lambda site: write(site / "site.yaml", "title: Another\n"), {"site.yaml"}),
    "a layout": (lambda site: write(site / "layouts/home.html", "<p>"), {"layouts/home.html"}),
    "what an editor keeps": (lambda site: write(site / "layouts/.home.html.swp", "<p>"), set()),
    "nothing": (lambda site: None, set()),
}


@pytest.mark.parametrize("what", EDITS)
def test_it_finds_what_has_changed(what: str, lookout: Lookout, tmp_path: Path) -> None:
    edit, paths = EDITS[what]
    edit(tmp_path)

    assert lookout.changed() == paths
    assert lookout.changed() == set()


def test_what_the_system_has_reported_is_no_news(lookout: Lookout, tmp_path: Path) -> None:
    write(tmp_path / "content/about.md", "# About us all\n")
    lookout.reported(["content/about.md"])
    assert lookout.changed() == set()

    write(tmp_path / "content/about.md", "# About us all, again\n")
    assert lookout.changed() == {"content/about.md"}


def test_it_looks_only_every_few_seconds(tmp_path: Path) -> None:
    make(tmp_path)
    found = Lookout(tmp_path, tmp_path / "site.yaml")
    write(tmp_path / "content/about.md", "# About us all\n")

    assert 0 < found.patience() <= module.INTERVAL and found.changed() == set()


DEAF = """
from watchdog.observers.api import EventEmitter
EventEmitter.queue_event = lambda *_: None
"""
"""Has a process hear nothing of edits from the system."""


@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_a_page_is_renewed_within_seconds(tmp_path: Path, options: tuple[str, ...]) -> None:
    make(tmp_path / "site")
    write(tmp_path / "deaf/sitecustomize.py", "" if options else DEAF)
    with running(tmp_path / "site", *options, PYTHONPATH=str(tmp_path / "deaf")) as server:
        before = server.shows("/hub/about/", "First words")
        write(tmp_path / "site/content/about.md", "---\ntitle: About\n---\nSecond words.\n")
        assert server.shows("/hub/about/", "Second words").body != before.body
