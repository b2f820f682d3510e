"""A site in Arabic, and translated pages: written the other way, nothing cut off, the script in one language."""

import datetime as dt
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.conftest import Tab
from tests.browser.serving import serving
from tests.conftest import SITE_YAML, Site

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
BUILT = "2026-11-23T09:00:00+00:00"
TEXT = "نص فيه `./build.sh --out=x` ثم كلام.\n\n```sh\n./build.sh --out=x\n```\n\n> [!note]\n> كلام.\n\n1. أول\n"
FILES = {
    "site.yaml": f"{SITE_YAML}language: ar\n",
    "content/posts/khabar.md": f"---\ntitle: خبر\ndate: 2026-11-01\ntags: [أخبار]\n---\n{TEXT}",
    "content/posts/news.md": "---\ntitle: News\ndate: 2026-11-01\nlang: en\ntranslation_of: خبر\n---\nWords.\n",
    "content/events/liqaa.md": "---\ntitle: لقاء\nstart: 2026-12-01 18:00\nend: 2026-12-01 20:00\n---\nكلام.\n",
    "content/wiki/safha.md": "---\ntitle: صفحة\n---\n## أول\n\n[[خبر]]\n\n## ثان\n\nكلام.\n\n## ثالث\n\nكلام.\n",
    "content/stakeholders/fariq.md": "---\ntitle: فريق\ntype: team\nstatus: in-touch\n---\nكلام.\n",
}
PAGES = (
    "",
    "blog/",
    "blog/khabar/",
    "events/",
    "events/2026/12/",
    "events/liqaa/",
    "wiki/safha/",
    "stakeholders/",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("languages") / "site", KINDS, OUTPUTS).write(FILES)
    assert site.build(as_of=dt.datetime.fromisoformat(BUILT)).diagnostics == ()
    with serving(Path(site.root / "output"), "/") as address:
        yield address


@pytest.mark.thorough
@pytest.mark.parametrize("path", PAGES)
def test_a_page_from_right_to_left_has_no_sideways_scroll_and_nothing_serious(
    tab: Tab, served: str, path: str
) -> None:
    for width in (360, 1280):
        page = tab(width)
        page.goto(served + path)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then((said) => said.violations)")
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_the_name_and_the_first_door_are_at_the_right_and_the_aside_at_the_left(tab: Tab, served: str) -> None:
    page = tab(1280)
    page.goto(f"{served}wiki/safha/")
    doors = page.locator(".doors a").all()
    assert doors[0].bounding_box()["x"] > doors[-1].bounding_box()["x"]  # type: ignore[index]
    text, aside = page.locator(".text").bounding_box(), page.locator("aside").bounding_box()
    assert text is not None
    assert aside is not None
    assert aside["x"] + aside["width"] <= text["x"]


def test_code_is_read_from_left_to_right_whatever_is_around_it(tab: Tab, served: str) -> None:
    page = tab(1280)
    page.goto(f"{served}blog/khabar/")
    for code in page.locator(".text code, .text pre").all():
        style = code.evaluate("(one) => [getComputedStyle(one).direction, getComputedStyle(one).unicodeBidi]")
        assert style[0] == "ltr"
        assert "isolate" in style[1]


def test_the_script_brings_a_stamp_up_to_date_in_the_words_that_the_build_has_for_days(
    tab: Tab, served: str
) -> None:
    page = tab(1280)
    page.clock.set_fixed_time(BUILT)
    page.goto(f"{served}events/")
    assert page.locator("main .stamp").first.inner_text() == "حتى 23 نوفمبر 2026"
    page.clock.set_fixed_time("2026-11-25T09:00:00+00:00")
    page.goto(f"{served}events/")
    assert page.locator("main .stamp").first.inner_text() == "حتى 25 نوفمبر 2026"


def test_a_switch_leads_from_a_page_to_its_translation_and_back(tab: Tab, served: str) -> None:
    page = tab(1280)
    page.goto(f"{served}blog/khabar/")
    with page.expect_navigation():
        page.locator(".tongues a[lang=en]").click()
    assert page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == [
        "en",
        "ltr",
    ]
    assert page.locator("a.skip").inner_text() == "Skip to the content"
    with page.expect_navigation():
        page.locator(".tongues a[lang=ar]").click()
    assert page.evaluate("document.documentElement.dir") == "rtl"
