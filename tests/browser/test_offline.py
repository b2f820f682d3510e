"""A site that keeps visited pages for its readers: fresh with a network, and honest without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.serving import Handler, serving
from tests.conftest import SITE_YAML, Site

pytestmark = pytest.mark.browser

WORKS = "navigator.serviceWorker.ready.then(() => caches.match(location.href)).then(Boolean)"
"""Whether the page that brought the worker is among its copies."""
FILES = {
    "site.yaml": f"{SITE_YAML}offline: true\n",
    "content/about.md": "---\ntitle: About <us>\n---\nThe first text, and [the rest](/rest/).\n",
    "content/rest.md": "---\ntitle: The rest\n---\nNever opened.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site", KINDS, OUTPUTS).write(FILES).build(base_url="https://hub.example/deep/")


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def kept(page: Page, address: str) -> Page:
    """Open a page, and wait until there is a copy of it."""
    page.goto(address)
    page.wait_for_function(f"() => {WORKS}")
    return page


def test_a_visited_page_is_read_without_a_network_and_says_that_it_is_a_copy(
    site: Site, reader: BrowserContext
) -> None:
    said: list[str] = []
    page = reader.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with serving(site.root / "output", "/deep/") as address:
        kept(page, address + "about/")
        expect(page.locator(".kept")).to_have_count(0)
        page.goto(address)
    assert said == []

    page.goto(address + "about/")  # nobody serves it any more
    expect(page.locator("h1")).to_have_text("About <us>")
    expect(page.locator(".kept")).to_contain_text("You are offline. This is a copy of the page as it was on ")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"

    answer = page.goto(address + "rest/")
    assert answer is not None and answer.status == 503
    expect(page.locator("h1")).to_have_text("You are offline")
    expect(page.locator("main .links a")).to_have_text(["A hub", "About <us>"])
    page.get_by_role("main").get_by_role("link", name="About").click()
    assert page.url == address + "about/"


class Slow(Handler):
    """A host that lets browsers keep nothing, as they would ask again after a while."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def test_with_a_network_no_copy_is_shown_and_what_is_gone_is_no_copy_any_more(
    site: Site, reader: BrowserContext
) -> None:
    page = reader.new_page()
    with serving(site.root / "output", "/deep/", Slow) as address:
        kept(page, address + "about/")
        site.edit("content/about.md", "---\ntitle: About\n---\nThe second text.\n")
        site.build(base_url="https://hub.example/deep/")
        page.reload()
        expect(page.locator("main .text")).to_have_text("The second text.")
        site.remove("content/about.md")
        site.build(base_url="https://hub.example/deep/")
        page.reload()
        expect(page.locator("h1")).to_have_text("There is no page here")
        page.wait_for_function("() => caches.match(location.href).then((found) => !found)")


def test_a_site_that_asks_for_it_no_more_takes_the_worker_and_its_copies_away(
    site: Site, reader: BrowserContext
) -> None:
    page = reader.new_page()
    with serving(site.root / "output", "/deep/", Slow) as address:
        kept(page, address + "about/")
        site.edit("site.yaml", SITE_YAML).build(base_url="https://hub.example/deep/")
        page.reload()
        gone: Any = "() => navigator.serviceWorker.getRegistration().then((found) => !found)"
        page.wait_for_function(gone)
        page.wait_for_load_state("networkidle")
        page.wait_for_function("() => caches.keys().then((names) => !names.length)")
        page.wait_for_timeout(200)
        assert page.evaluate("caches.keys()") == []


def test_a_site_that_does_not_ask_for_it_has_no_worker_and_a_preview_has_none_either(tmp_path: Path) -> None:
    plain = Site(tmp_path / "plain", KINDS, OUTPUTS).write({**FILES, "site.yaml": SITE_YAML}).build()
    preview = Site(tmp_path / "preview", KINDS, OUTPUTS).write(FILES).build(gate="preview")
    assert "offline.js" not in plain.output and "offline.html" not in plain.output
    assert "data-worker" not in plain.page("about/index.html")
    assert "data-worker" not in preview.page("about/index.html")
