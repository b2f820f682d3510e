"""Previews of pages beside links in a text: by pointer, keyboard and finger (WCAG 2.2, 1.4.13)."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.conftest import Scheme, listening
from tests.browser.serving import serving
from tests.conftest import SITE_YAML, Site

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WORDS = "It meets on Tuesdays. " * 20


def entry(title: str, text: str, more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


FILES = {
    "site.yaml": f"{SITE_YAML}markdown: {{maths: true}}\ndisambiguation: true\n",
    "content/wiki/start.md": entry(
        "Start",
        "See [[Panel]], [[Panel#Money]], [a file](data.csv), [elsewhere](https://other.example/), [here](#more), "
        "[[Wide]] and [gone](/wiki/panel/gone/), [the former one](/former/), "
        "[[Mercury]], [[Mercury#History]], [[Roles]], [[Roles#Tasks]], [[Query]].\n\n"
        + "Words of this page. " * 60
        + "\n\n## More\n\nWords.",
    ),
    "content/wiki/data.csv": "a,b\n",
    "content/wiki/panel.md": entry(
        "The *local* panel",
        f"{WORDS}[^1]\n\n## Money\n\nThere is none.\n\n[^1]: A note.",
        "type: term\naliases: Panel\n",
    ),
    "content/wiki/formula.md": entry("Formula", "It is $x^2$ long.", "aliases: /former/\n"),
    "content/wiki/wide.md": entry("Wide", "Words.", f"excerpt: {'Unbroken' * 30}\n"),
    "content/wiki/mercury.md": entry("Mercury", "Words.\n\n## History\n\nOld.", "excerpt: A planet.\n"),
    "content/events/mercury.md": entry("Mercury", "Words.\n\n## History\n\nNew.", "start: 2026-03-04\n"),
    "content/wiki/roles.md": entry(
        "Roles",
        "| Name | Role |\n|---|---|\n| Ann | Chair |\n\nLater.\n\n## Tasks\n\n- Ask[^1]\n- Tell\n\n[^1]: A note.",
    ),
    "content/wiki/query.md": entry("Query", "![[events?year=2026]]\n\n![[events?limit=3]]"),
    "content/wiki/panel/gone.md": entry("Gone", "Words."),
}
BOX = ".preview"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("site"), KINDS, OUTPUTS).write(FILES).build()
    assert site.errors == []
    (site.root / "output/wiki/panel/gone/index.html").unlink()
    with serving(Path(site.root / "output"), "/hub/") as address:
        yield address


def opened(browser: Browser, served: str, width: int = 1280, **more: object) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 700}, reduced_motion="reduce", **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{served}wiki/start/")
    return page


@pytest.fixture(scope="module")
def tab(browser: Browser, served: str) -> Iterator[Page]:
    """The tab of a reader at a desk: one for all tests, because a new one takes longer to open than its page."""
    tab = opened(browser, served)
    yield tab
    tab.context.close()


@pytest.fixture
def page(tab: Page, served: str) -> Page:
    """The page, loaded anew by day in a window of the usual size, with the pointer on nothing."""
    tab.set_viewport_size({"width": 1280, "height": 700})
    tab.emulate_media(media="null", color_scheme="light")
    tab.mouse.move(0, 0)
    tab.goto(f"{served}wiki/start/")
    return tab


def hover(page: Page, words: str) -> None:
    page.locator(".text a", has_text=words).first.hover()


def test_the_pointer_on_a_link_shows_the_beginning_of_the_page(page: Page) -> None:
    hover(page, "Panel")
    box = page.locator(BOX)
    expect(box).to_be_visible()
    kind, name, say = box.locator("p").all_inner_texts()
    assert (kind, name) == ("Wiki: term", "The *local* panel")
    assert say.startswith("It meets on Tuesdays.") and say.endswith("…") and len(say) < 290
    assert box.locator("[id]").count() == 0
    assert page.locator(".text a").first.get_attribute("aria-describedby") == box.get_attribute("id")


def test_a_link_to_a_part_shows_that_part(page: Page) -> None:
    hover(page, "Panel: Money")
    expect(page.locator(f"{BOX} .name")).to_have_text("The *local* panel: Money")
    expect(page.locator(f"{BOX} .say")).to_have_text("There is none.")


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("Roles", "Name · Role · Ann · Chair"),
        ("Roles: Tasks", "Ask · Tell"),
        ("Query", "Mercury · Wednesday 4 March 2026 · Event"),
    ],
)
def test_a_page_that_begins_with_a_table_or_a_list_shows_the_first_words_of_it(
    page: Page, link: str, says: str
) -> None:
    hover(page, link)
    expect(page.locator(f"{BOX} .say")).to_have_text(says)


def test_an_old_address_shows_the_page_that_it_leads_on_to_and_a_formula_is_said_once(page: Page) -> None:
    hover(page, "the former one")
    expect(page.locator(f"{BOX} .name")).to_have_text("Formula")
    expect(page.locator(f"{BOX} .say")).to_have_text("It is x2 long.")


def test_a_name_of_several_pages_shows_what_it_may_mean(page: Page) -> None:
    hover(page, "Mercury")
    expect(page.locator(f"{BOX} .say")).to_have_text(
        ["This name is used for 2 different pages.", "Mercury: Event: Words.", "Mercury: Wiki page: A planet."]
    )
    page.mouse.move(5, 5)
    hover(page, "Mercury: History")
    expect(page.locator(f"{BOX} .name")).to_have_text("Mercury: History")
    expect(page.locator(f"{BOX} .say")).to_have_text(
        ["", "Mercury: History: Event", "Mercury: History: Wiki page"]
    )


def test_the_pointer_may_go_onto_it_and_it_stays_until_both_are_left(page: Page) -> None:
    hover(page, "Panel")
    box = page.locator(BOX)
    expect(box).to_be_visible()
    box.hover()
    page.wait_for_timeout(800)
    expect(box).to_be_visible()
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()
    assert page.locator("[aria-describedby='Preview']").count() == 0


def test_escape_puts_it_away_and_leaves_pointer_and_focus_where_they_are(page: Page) -> None:
    hover(page, "Panel")
    expect(page.locator(BOX)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    page.wait_for_timeout(600)
    expect(page.locator(BOX)).to_be_hidden()
    page.locator("main").focus()
    while page.evaluate("document.activeElement.closest('.text') === null"):
        page.keyboard.press("Tab")
    expect(page.locator(BOX)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Panel"


def test_a_pointer_that_the_page_scrolls_under_leaves_it_to_the_focus(page: Page) -> None:
    page.locator("main").focus()
    while page.evaluate("document.activeElement.closest('.text') === null"):
        page.keyboard.press("Tab")
    page.evaluate("""() => {
        document.activeElement.blur();
        document.querySelector(".text a").focus({focusVisible: true});
        document.querySelector("h1").dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
    }""")
    expect(page.locator(f"{BOX} .name")).to_have_text("The *local* panel")


def test_the_focus_of_the_keyboard_shows_it_and_takes_it_along(page: Page) -> None:
    page.locator("main").focus()
    while page.evaluate("document.activeElement.closest('.text') === null"):
        page.keyboard.press("Tab")
    expect(page.locator(f"{BOX} .name")).to_have_text("The *local* panel")
    page.wait_for_timeout(800)
    expect(page.locator(BOX)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(f"{BOX} .name")).to_have_text("The *local* panel: Money")
    page.keyboard.press("Tab")
    expect(page.locator(BOX)).to_be_hidden()


@pytest.mark.parametrize("words", ["a file", "elsewhere", "here", "gone"])
def test_what_is_no_other_page_of_the_site_has_none(page: Page, words: str) -> None:
    asked: list[Request] = []
    with listening(page, request=lambda request: asked.append(request) if words != "gone" else None):
        hover(page, words)
        page.wait_for_timeout(700)
    assert page.locator(BOX).count() == 0
    assert not [each for each in asked if "/wiki/" in each.url]


def test_each_page_is_fetched_once_and_only_when_asked_for(page: Page) -> None:
    asked: list[str] = []
    with listening(page, request=lambda request: asked.append(request.url)):
        for part in ("", ": Money", ""):
            hover(page, f"Panel{part}")
            expect(page.locator(f"{BOX} .name")).to_have_text(f"The *local* panel{part}")
    assert [url.rpartition("/wiki/")[2] for url in asked if "/wiki/" in url] == ["panel/"]


def test_a_finger_follows_the_link_and_sees_none(browser: Browser, served: str) -> None:
    page = opened(browser, served, 360, has_touch=True, is_mobile=True)
    shown = "new MutationObserver(() => { if (document.querySelector('.preview')) document.title = 'shown'; })"
    page.evaluate(f"{shown}.observe(document, {{childList: true, subtree: true}})")
    page.evaluate("document.querySelector('.text a').addEventListener('click', event => event.preventDefault())")
    page.locator(".text a").first.tap()
    page.wait_for_timeout(700)
    assert page.title() != "shown"
    page.locator(".text a", has_text="Wide").tap()
    page.wait_for_url("**/wiki/wide/")
    page.context.close()


def test_without_a_script_a_link_is_a_link(browser: Browser, served: str) -> None:
    page = opened(browser, served, java_script_enabled=False)
    hover(page, "Panel")
    page.wait_for_timeout(600)
    assert page.locator(BOX).count() == 0
    page.locator(".text a").first.click()
    page.wait_for_url("**/wiki/panel/")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_inside_the_window_and_axe_finds_nothing(page: Page, width: int, scheme: Scheme) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(AXE)
    for words in ("Panel", "Wide"):
        page.keyboard.press("Escape")
        hover(page, words)
        box = page.locator(BOX)
        expect(box).to_contain_text("It meets" if words == "Panel" else "Unbroken")
        place = box.bounding_box()
        assert place and place["x"] >= 0 and place["x"] + place["width"] <= width
        assert place["y"] >= 0 and place["y"] + place["height"] <= 700
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = page.evaluate(f"axe.run('{BOX}', {{resultTypes: ['violations']}})")
        assert {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]} == {}


def test_on_paper_there_is_none(page: Page) -> None:
    hover(page, "Panel")
    expect(page.locator(BOX)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(BOX)).to_be_hidden()
