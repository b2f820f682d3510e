"""A site on disk and the command line, in this process."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from sitegen.cli import main

SITE = "title: A hub\nurl: https://hub.example/\ntimezone: Europe/London\nsearch: false\n"
AS_OF = "2026-11-22T09:00"


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small sound site; the command line stands in its folder, and knows nothing of who runs the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "CI"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path / "site.yaml", SITE)
    write(tmp_path / "content/about.md", "---\ntitle: About\n---\nWords.\n")
    write(tmp_path / "content/posts/2026-01-01-first.md", "---\ntitle: First\n---\nWords.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `sitegen` with arguments."""

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["sitegen", *arguments])
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        return Ran(code, out, err)

    return command


def write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def pages(folder: Path) -> set[str]:
    """The pages of an output folder."""
    return {place.parent.relative_to(folder).as_posix() for place in folder.rglob("index.html")}


def beside(site: Path, old: Mapping[str, str]) -> Path:
    """Empty a site, write the files of an old one into the folder `old` in it, and return the site."""
    for path, text in old.items():
        write(site / "old" / path, text)
    for path in ("site.yaml", "content/about.md", "content/posts/2026-01-01-first.md"):
        (site / path).unlink()
    return site


def entry(site: Path, key: str) -> str:
    """Return the text of an entry."""
    return (site / "content" / key).read_text("utf-8")
