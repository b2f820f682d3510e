"""What is on paper, and how code stands in a page that is read from right to left."""

import io
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import Tab
from tests.browser.pages import PAGES, largest
from tests.browser.serving import serving
from tests.sizes import sample

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
    page.emulate_media(media="null")
    assert not page.evaluate("document.querySelector('details').open")


def test_code_runs_from_left_to_right_among_words_that_do_not(page: Page) -> None:
    style = "getComputedStyle(document.querySelector('p code'))"
    assert page.evaluate(f"[{style}.direction, {style}.unicodeBidi]") == ["ltr", "isolate"]
    assert page.evaluate("getComputedStyle(document.querySelector('pre')).direction") == "ltr"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"


def test_styles_of_trusted_writers_work(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.getElementById('red')).color") == "rgb(1, 2, 3)"


WORDS = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
  const left = "script, noscript, .band .seek, nav, button, form, .skip, .foot, .toc, p.fold, .no-print, .unseen"
    + ", :is(.tight, .plan) .on, [hidden], .btn[href$='.ics'], :is(.head, .tabs) > a";
  const above = new Set([...document.querySelectorAll("#Open a")].map(link => link.href));
  const again = one => one && !one.checkVisibility() && [...one.querySelectorAll("li a")]
    .every(link => above.has(link.href));
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!one.closest(left) && !again(one.closest("[data-shelf]")) && !again(one.closest("[data-row]"))) {
      words.push(walker.currentNode.data);
    }
  }
  return words.join(" ");
}
"""
"""All words of a page, folded ones as well, but those that lead on, those that only a screen reader says, and
those of a shelf or a row that is not shown, for all it lists stands under what is open for comment."""

BEYOND = """
() => [...document.querySelectorAll("body *")].filter(one => !one.closest(".unseen, .skip, svg")
  && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(one => one.outerHTML)
"""
"""What reaches over the right edge of the sheet."""

MOST_SHEETS = {"message": 3, "month": 2, "calendar": 3, "plan": 2, "event": 2}
"""The sheets that some pages may take, which are printed to be taken along."""


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, for lines and ligatures part words on paper."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text).lower()))


@pytest.mark.parametrize("layout", sample(list(PAGES), 4))
def test_no_word_of_a_page_is_lost_on_paper(tab: Tab, hub: Path, served: str, layout: str) -> None:
    page = tab(SHEET)
    page.goto(served + largest(hub, PAGES[layout]))
    words = dict.fromkeys(re.findall(r"\w+", unicodedata.normalize("NFKC", page.evaluate(WORDS)).lower()))
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    printed = letters("".join(sheet.extract_text() for sheet in sheets))
    page.emulate_media(media="print")
    beyond = page.evaluate(BEYOND)
    page.emulate_media(media="null")

    assert [word for word in words if word not in printed] == []
    assert beyond == []
    assert len(sheets) <= MOST_SHEETS.get(layout, len(sheets))


def test_tables_with_many_columns_lie_on_a_sheet_that_is_turned(page: Page) -> None:
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    turned = [sheet.extract_text() for sheet in sheets if sheet.mediabox.width > sheet.mediabox.height]
    assert len(sheets) > len(turned) == 1
    assert turned[0].count("alpha") == 12


def test_paper_tells_where_links_lead(tab: Tab, served: str) -> None:
    page = tab(SHEET)
    page.goto(f"{served}have-your-say/")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0].extract_text()
    assert "Send your comment (hub@local-public-data.example)" in " ".join(printed.split())


def test_paper_tells_where_files_are_and_whom_to_ask_for_another_format(tab: Tab, served: str) -> None:
    page = tab(SHEET)
    page.goto(f"{served}documents/communications-plan-2026/")
    printed = letters(
        "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    )
    (file,) = {link.get_attribute("data-paper") for link in page.locator(".files .btn").all()}
    assert file is not None and file.startswith("https://")
    assert letters(file) in printed
    assert letters("hub@local-public-data.example") in printed
