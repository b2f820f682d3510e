"""What is on paper, and how code stands in a page that is read from right to left."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import serving

pytestmark = pytest.mark.browser

TEXT = """---
title: اختبار
---
اكتب `./build.sh --out=x` هنا.

<p id="red" style="color: rgb(1, 2, 3)">red</p>

> [!warning]- Small print
> Folded away.

```sh
./a-very-long-command --with=many --options=and --a=very-long-line-of-code --that=does-not-fit --on=a-sheet
```

| c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 |
|---|---|---|---|---|---|---|---|---|---|---|---|
| alpha | alpha | alpha | alpha | alpha | alpha | alpha | alpha | alpha | alpha | alpha | alpha |
"""
SHEET = 670
"""Pixels between the margins of a sheet of A4."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page of an Arabic site whose writers are trusted."""
    site = tmp_path_factory.mktemp("paper")
    (site / "content").mkdir()
    (site / "content" / "a.md").write_text(TEXT, encoding="utf-8")
    settings = "title: T\nurl: https://x.example/\nlanguage: ar\nmarkdown: {raw_html: trust}\n"
    (site / "site.yaml").write_text(settings, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "sitegen", "build", "-q"], cwd=site, check=True)
    with serving(site / "output", "/") as address:
        page = browser.new_page()
        page.goto(f"{address}a/")
        yield page
        page.close()


def test_all_of_a_page_is_on_paper(page: Page) -> None:
    page.set_viewport_size({"width": SHEET, "height": 900})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    widths = (
        "[...document.querySelectorAll('.scroll > *')].map(one => one.scrollWidth - one.parentElement.clientWidth)"
    )
    assert max(page.evaluate(widths)) <= 0
    assert page.get_by_text("Folded away.").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.evaluate("document.querySelector('details').open")


def test_code_runs_from_left_to_right_among_words_that_do_not(page: Page) -> None:
    style = "getComputedStyle(document.querySelector('p code'))"
    assert page.evaluate(f"[{style}.direction, {style}.unicodeBidi]") == ["ltr", "isolate"]
    assert page.evaluate("getComputedStyle(document.querySelector('pre')).direction") == "ltr"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"


def test_styles_of_trusted_writers_work(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.getElementById('red')).color") == "rgb(1, 2, 3)"
