"""Every page is valid HTML, as the W3C's own checker judges."""

from pathlib import Path

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser import test_languages as arabic
from tests.conftest import SEARCHED, Site
from tests.engine import every_kind
from tests.nu import complaints

pytestmark = pytest.mark.browser

WRONG = "<!doctype html><html lang=en><title>A</title><h1>A <span role=status>b</span></h1>"

HEADED = {"content/wiki/notes.md": "# Notes\n\n## Quoted\n\n![[Guide#Second part]]\n"}
"""What is embedded has its headings one level lower, which on a page that begins with it would skip a level."""


def built(folder: Path, files: dict[str, str | bytes]) -> Path:
    site = Site(folder, KINDS, OUTPUTS).write(files).build()
    assert site.result.published
    return folder / "output"


def test_every_page_of_every_kind_in_either_direction_is_valid(hub: Path, tmp_path: Path) -> None:
    """All of them are judged at once, because starting the checker takes longer than a hundred pages do."""
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "index.html").write_text(WRONG, encoding="utf-8")
    found = complaints(
        hub,
        built(tmp_path / "kinds", {**every_kind.FILES, "site.yaml": SEARCHED + "cards: true\n", **HEADED}),
        built(tmp_path / "arabic", {**arabic.FILES, "site.yaml": SEARCHED + "language: ar\n"}),
        tmp_path / "wrong",
    )

    (planted,) = [page for page in found if page.endswith("/wrong/index.html")]
    assert "role=status" in found.pop(planted)[0]
    assert found == {}
