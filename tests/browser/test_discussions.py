"""Comments below an entry, and the forum that a reader may load, in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Request, Route

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.conftest import Scheme, Tab, listening
from tests.browser.serving import serving
from tests.browser.test_pages import AXE, ROOM, RULES
from tests.conftest import SITE_YAML, Site

pytestmark = pytest.mark.browser

WEB = re.compile("^https://")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik" * 3
FRAME = "<script>parent.postMessage({type: 'discourse-resize', height: 777}, '*')</script>Talk"


def comment(number: int) -> str:
    fields = f"date: 2026-01-{number + 6:02}\nname: Ada of the Analytical Society\nconsent: true\nid: c{number}\n"
    above = f"reply_to: c{number - 1}\n" if number else ""
    return (
        f"---\n{fields}{above}---\n{LONG}\n\n> > > > a\n\n- b\n\n```\n{LONG}\n```\n\nhttps://example.org/{LONG}\n"
    )


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("talk"), KINDS, OUTPUTS).write(
        {
            "site.yaml": SITE_YAML + "contact: a@b.example\nforum: {discourse: https://forum.example.org/}\n",
            "content/posts/2026-01-05-hello.md": "---\ntitle: Hello\ncomments: true\n---\nText.\n",
            **{f"content/comments/hello/{number}.md": comment(number) for number in range(6)},
        }
    )
    site.build()
    with serving(site.root / "output", "/") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_threads_are_sound_at_any_width(tab: Tab, talk: str, scheme: Scheme) -> None:
    page = tab(1280, scheme)
    found: list[str] = []
    with listening(page, console=lambda told: found.append(told.text) if told.type == "error" else None):
        page.goto(f"{talk}blog/hello/#comment-c5")
        assert page.locator("#comment-c5").is_visible()
        page.evaluate(AXE)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wider = page.evaluate(ROOM, "")
            found += [f"{wider} px wider than {width}"] if wider > 0 else []
            told = page.evaluate(f"axe.run({{resultTypes: ['violations'], rules: {RULES}}})")["violations"]
            found += [f"at {width}: {each['id']}" for each in told]
    assert found == []


def test_nothing_of_a_forum_is_loaded_before_a_reader_asks_for_it(tab: Tab, talk: str) -> None:
    page = tab()
    asked: list[str] = []

    def answer(route: Route, request: Request) -> None:
        asked.append(request.url)
        route.fulfill(body=FRAME, content_type="text/html")

    page.route(WEB, answer)
    page.goto(f"{talk}blog/hello/")
    page.wait_for_load_state("networkidle")
    assert asked == []

    page.get_by_role("button", name="Load the discussion").click()
    frame = page.frame_locator("[data-forum] iframe")
    frame.get_by_text("Talk").wait_for()
    page.wait_for_function("document.querySelector('[data-forum] iframe').offsetHeight === 777")
    assert [url.partition("?")[0] for url in asked] == ["https://forum.example.org/embed/comments"]
    page.unroute(WEB)


def test_without_a_script_a_link_leads_to_the_forum(tab: Tab, talk: str) -> None:
    page = tab(script=False)
    page.goto(f"{talk}blog/hello/")
    assert page.get_by_role("link", name="Open the forum").get_attribute("href") == "https://forum.example.org/"
    assert not page.get_by_role("button", name="Load the discussion").is_visible()
