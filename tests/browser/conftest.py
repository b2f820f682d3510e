"""The demo hub, built once, served on loopback and opened in a real browser."""

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.chromium import find, launch
from tests.browser.hub import build
from tests.browser.live_hub import BUILT, FILES
from tests.browser.serving import serving
from tests.conftest import Site

Scheme: TypeAlias = Literal["light", "dark"]
Tab: TypeAlias = Callable[..., Page]
Open: TypeAlias = Callable[..., Page]

expect.set_options(timeout=30_000)  # a busy machine is given time: what is right after a wait is right


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of this repository's own hub, built once for all processes; no test writes there."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "hub"
    with (shared / "hub.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (site / "output").exists():  # it goes live by one rename, so what exists is whole
            shutil.rmtree(site, ignore_errors=True)
            build(site)
    return site / "output"


@pytest.fixture(scope="session")
def served(hub: Path) -> Iterator[str]:
    """The address of the hub under its base path, ending in `/hub/`."""
    with serving(hub, "/hub/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chrome or Chromium; without one these tests are skipped, but never in continuous integration."""
    path = find()
    if not path:
        message = "no Chrome or Chromium that runs; ./scripts/test finds or fetches one"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = launch(playwright, path)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Tab:
    """Return a function that gives the tab of a reader, where the pages of all tests that ask for it are opened.

    A new tab is a new process of the browser, which takes longer to start than most pages to load. What a page
    stores would be there at the next, so a test in which something is chosen opens a tab of its own.
    """
    tabs: dict[tuple[int, Scheme, bool], Page] = {}

    def tab(width: int = 1280, scheme: Scheme = "light", *, script: bool = True) -> Page:
        reader = width, scheme, script
        if reader not in tabs:
            context = browser.new_context(color_scheme=scheme, java_script_enabled=script)
            tabs[reader] = context.new_page()
        tabs[reader].set_viewport_size({"width": width, "height": 900})
        tabs[reader].mouse.move(0, 0)  # or the pointer would lie on what it last clicked
        return tabs[reader]

    return tab


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small hub whose pages speak of the days around the one that it is built on."""
    site = Site(tmp_path_factory.mktemp("live") / "site", KINDS, OUTPUTS).write(FILES)
    assert site.build(as_of=dt.datetime.fromisoformat(BUILT)).errors == []
    with serving(Path(site.root / "output"), "/") as address:
        yield address


@pytest.fixture
def opened(tab: Tab, live: str) -> Open:
    """Return a function that opens a page of the hub at a time by the reader's clock."""

    def opened(path: str, clock: str, *, script: bool = True) -> Page:
        page = tab(script=script)
        page.clock.set_fixed_time(clock)
        page.goto(live + path)
        return page

    return opened


@contextmanager
def listening(page: Page, **listeners: Callable[[Any], None]) -> Iterator[None]:
    """Call each listener when the event happens that it is named after, for as long as the block lasts."""
    heard: dict[Any, Callable[[Any], None]] = {**listeners}
    for event, listener in heard.items():
        page.on(event, listener)
    yield
    for event, listener in heard.items():
        page.remove_listener(event, listener)
