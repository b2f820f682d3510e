"""What a reader needs of every page: text of a good size and measure, and a frame that stands at any address."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Scheme, Tab
from tests.browser.pages import PAGES, largest
from tests.browser.serving import serving
from tests.browser.test_colours import contrast

pytestmark = pytest.mark.browser

LINES = """
() => [...document.querySelectorAll(".text p")].flatMap(paragraph => {
  const lines = new Map(), range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let i = 0; i < walker.currentNode.length; i++) {
      range.setStart(walker.currentNode, i);
      range.setEnd(walker.currentNode, i + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 20);
      lines.set(line, (lines.get(line) || 0) + 1);
    }
  }
  return [...lines.values()].slice(0, -1);
})
"""
"""The number of characters in each line of running text but the last of a paragraph, which is seldom full."""

STYLED = "getComputedStyle(document.querySelector('.skip')).position === 'absolute'"
"""Whether the style sheet came: without it, the link over the header stands in the flow like any other."""


@pytest.mark.parametrize("layout", ["post", "wiki", "document", "page"])
def test_running_text_is_20_px_in_lines_of_at_most_80_characters(
    tab: Tab, hub: Path, served: str, layout: str
) -> None:
    page = tab()
    page.goto(served + largest(hub, PAGES[layout]))
    size = page.evaluate("getComputedStyle(document.querySelector('.text p')).fontSize")
    lines = page.evaluate(LINES)
    assert size == "20px"
    assert sum(lines) / len(lines) <= 80  # 68 in Charter, 76 in a serif as narrow as that of most test machines


EDGES = """
[...document.querySelectorAll(
  "article .cols > div, article :is(.text, .head, .rows, .lede, .timeline, .pager, .ends, .files)",
)].filter(block => !block.closest("aside, .talk") && block.offsetWidth)
  .map(block => block.getBoundingClientRect().right)
"""
"""Where the blocks of the main column of a page end on the right; comments have shorter lines, and are set in."""


@pytest.mark.parametrize("layout", ["post", "wiki", "document", "page", "message", "stakeholder"])
def test_text_lede_rules_and_lists_end_at_one_edge(tab: Tab, hub: Path, served: str, layout: str) -> None:
    for width in (360, 768, 960, 1280, 1920):
        page = tab(width)
        page.goto(served + largest(hub, PAGES[layout]))
        edges = page.evaluate(EDGES)
        assert max(edges) - min(edges) <= 1, f"{layout} at {width} px: {sorted(set(edges))}"


PLAIN = """
() => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    drawing: style(".hero img").display,
    muted: style(".muted").color === style("body").color,
    doors: [...document.querySelectorAll(".doors a")].map(door => getComputedStyle(door).borderBottomColor),
    underlined: style(".doors a").textDecorationLine === "underline",
    chip: style(".chip").borderTopStyle,
  };
}
"""
"""How the front page looks to somebody who asks for plain colours."""


def test_more_contrast_and_colours_of_the_system_are_given_to_who_asks_for_them(tab: Tab, served: str) -> None:
    page = tab()
    page.goto(served)
    usual = page.evaluate(PLAIN)
    page.emulate_media(contrast="more")
    more = page.evaluate(PLAIN)
    page.emulate_media(contrast="null", forced_colors="active")
    page.evaluate("document.querySelectorAll('.doors a')[1].setAttribute('aria-current', 'page')")
    forced = page.evaluate(PLAIN)
    page.emulate_media(forced_colors="null")

    assert (usual["drawing"], usual["muted"], usual["underlined"], usual["chip"]) == (
        "block",
        False,
        False,
        "none",
    )
    assert (more["drawing"], more["muted"], more["underlined"]) == ("none", True, True)
    assert (forced["drawing"], forced["chip"]) == ("none", "solid")
    assert forced["doors"][1] != forced["doors"][0]


@pytest.mark.parametrize("address", ["nowhere", "blog/2010/no/such/page/", "wiki/%3Cscript%3E/"])
def test_the_page_for_what_is_not_there_is_styled_at_any_depth(tab: Tab, served: str, address: str) -> None:
    page = tab()
    answer = page.goto(served + address)
    styled = page.evaluate(STYLED)
    page.get_by_role("link", name="front page").click()
    landed = page.url
    assert answer is not None and answer.status == 404
    assert styled
    assert landed == served


def test_pages_stand_at_an_address_they_were_not_built_for(tab: Tab, hub: Path) -> None:
    with serving(hub, "/") as address:
        page = tab()
        page.goto(address + largest(hub, PAGES["post"]))
        styled = page.evaluate(STYLED)
        page.get_by_role("link", name="Events", exact=True).first.click()
        landed = page.url
    assert styled
    assert landed == address + "events/"


def test_colours_follow_the_system_until_the_reader_chooses(browser: Browser, served: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(served)
    ground = "getComputedStyle(document.body).backgroundColor"
    night = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    day = page.evaluate(ground)
    page.get_by_role("radio", name="Dark").check()
    page.reload()
    chosen = page.evaluate(ground)
    page.close()
    assert day != night == chosen


BOXES = """
document.querySelectorAll("details").forEach(fold => { fold.open = true; }) ||
[...document.querySelectorAll(".hood a, .hood .me")].map(box => {
  const words = box.querySelector("text"), room = box.querySelector("rect").getBBox(), taken = words.getBBox();
  const said = words.textContent.trim().replace(/\\s+/g, " "), title = box.querySelector("title")?.textContent;
  return [said, title, room.width - taken.width, room.height - taken.height];
})
"""
"""The words and title of each box of the drawing of a page's neighbourhood, and how much larger the box is."""

FOCUSED = """
[...document.querySelectorAll(".hood a:focus-visible")].map(box => ["text", "rect"].map(part => {
  const [red, green, blue] = getComputedStyle(box.querySelector(part)).fill.match(/\\d+/g).map(Number);
  return "#" + ((red << 16) + (green << 8) + blue).toString(16).padStart(6, "0");
}))
"""
"""The colours of words and ground of the box that has the focus."""


@pytest.mark.thorough
def test_titles_fit_into_the_boxes_of_a_drawing_and_are_told_whole(
    browser: Browser, hub: Path, served: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    found: list[tuple[str, str | None, float, float]] = []
    for path in sorted((hub / "wiki").rglob("index.html")):
        page.goto(served + path.relative_to(hub).as_posix())
        found += page.evaluate(BOXES)
    page.close()

    assert [box for box in found if box[2] < 4 or box[3] < 4] == []
    assert {title for words, title, *_ in found if words == "Linking and embedding"} == {None}
    assert {title for words, title, *_ in found if words == "Communications and stakeholder engagement"} == {None}
    assert [words for words, title, *_ in found if title and not title.startswith(words.strip("…"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_box_of_a_drawing_that_has_the_focus_stands_out(tab: Tab, served: str, scheme: Scheme) -> None:
    page = tab(1280, scheme)
    page.goto(f"{served}wiki/writers-guide/")
    page.get_by_text("Where this page sits").click()
    page.locator(".scroll:has(.hood)").focus()
    page.keyboard.press("Tab")
    ((words, ground),) = page.evaluate(FOCUSED)
    assert contrast(words, ground) >= 7
    assert ground == "#ffcf33"


MARKED = "[...document.querySelectorAll('.side-toc [aria-current]')].map((entry) => entry.textContent)"


def test_the_contents_mark_the_section_that_is_read_downwards_and_back(tab: Tab, served: str) -> None:
    page = tab(1280)
    page.set_viewport_size(
        {"width": 1280, "height": 300}
    )  # so that no two headings are above the line that is read
    page.goto(f"{served}wiki/writers-guide/formatting-by-example/")
    heads = page.evaluate("[...document.querySelectorAll('.text h2')].map((head) => head.textContent)")
    assert page.evaluate(MARKED) == []
    for number in (1, 3, 2):
        page.evaluate(f"document.querySelectorAll('.text h2')[{number}].scrollIntoView()")
        page.wait_for_function(f"(words) => {MARKED}.join() === words", arg=heads[number])


def test_the_contents_stay_in_sight_to_the_end_of_a_text_and_show_what_is_read(tab: Tab, served: str) -> None:
    page = tab(1280)
    for height in (720, 240):  # the list is longer than the lower one
        page.set_viewport_size({"width": 1280, "height": height})
        page.goto(f"{served}wiki/writers-guide/formatting-by-example/")
        page.evaluate("[...document.querySelectorAll('.text h2')].pop().scrollIntoView()")
        page.wait_for_function(f"{MARKED}.length === 1")
        place = page.locator(".side-toc [aria-current]").bounding_box()
        assert place and place["y"] >= 0 and place["y"] + place["height"] <= height


def test_what_is_beside_a_text_ends_where_the_text_does(tab: Tab, hub: Path, served: str) -> None:
    page = tab(1280)
    page.goto(f"{served}wiki/writers-guide/formatting-by-example/")
    ends = page.evaluate(
        "['.cols > .pager', '.cols > aside > :last-child'].map(part =>"
        " document.querySelector(part).getBoundingClientRect().bottom)"
    )
    assert abs(ends[0] - ends[1]) <= 1


def test_what_is_beside_a_text_without_contents_follows_to_its_end(tab: Tab, hub: Path, served: str) -> None:
    page = tab(1280)
    page.goto(served + largest(hub, PAGES["message"]))
    page.evaluate("document.querySelector('.pager').scrollIntoView({ block: 'end' })")
    place = page.locator("article > aside").bounding_box()
    assert place and 0 < place["y"] + place["height"] <= 900
