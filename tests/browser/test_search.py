"""Search in a browser: by keyboard from any page, with filters on its own page, and without the script."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Scheme, Tab, listening
from tests.browser.hub import AS_OF
from tests.browser.serving import serving
from tests.conftest import SEARCHED, MakeSite

FIRST = ".found a"
SHIFTED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().reduce((sum, { value }) => sum + value, 0))
).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 300))"""
"""How much of the page has moved since it was opened."""


def opened(tab: Tab, address: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    page = tab(width, scheme)
    page.goto(address)
    return page


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")
    ]


def test_a_word_is_found_by_keyboard_from_any_page(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}wiki/")
    hint = page.locator(".seek kbd")
    expect(hint).to_have_text("/")
    expect(hint).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#Seek")).to_be_focused()
    expect(hint).to_be_hidden()
    page.keyboard.type("workshops")
    expect(page.locator(".found [role=status]")).to_contain_text("Results: ")
    field = page.get_by_role("combobox", name="Search this site")
    expect(field).to_have_attribute("aria-expanded", "true")
    rows = page.get_by_role("listbox", name="Results").get_by_role("option")
    expect(rows).to_have_count(7)
    assert {"Post", "Event"} & {*rows.locator(".kind").all_inner_texts()}
    expect(rows.last).to_have_text(re.compile("^All results for “workshops”[0-9]+$"))
    title = rows.first.locator("b").inner_text()
    selected = page.locator(".found [aria-selected=true]")

    def active() -> str | None:
        return field.get_attribute("aria-activedescendant")

    page.keyboard.press("ArrowUp")  # from the field round to the end
    expect(rows.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(selected).to_have_count(0)
    assert active() == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    assert active() == rows.nth(1).get_attribute("id")
    rows.nth(3).hover()
    expect(selected).to_have_count(1)
    expect(rows.nth(3)).to_have_attribute("aria-selected", "true")
    whole = rows.nth(3).bounding_box()
    around = page.locator(".found").bounding_box()
    assert whole and around and whole["width"] >= around["width"] - 4  # but for its edges
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main mark").first).to_have_text(re.compile("^workshops?$", re.IGNORECASE))
    assert "found" not in page.url


def test_escape_puts_results_away_and_enter_leads_to_all_of_them(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/")
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(page.locator(".found")).to_be_hidden()
    expect(page.locator("#Seek")).to_be_focused()
    expect(page.locator("#Seek")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=data")
    expect(page.locator(".results h3")).to_have_count(10)
    page.locator(".more").click()
    expect(page.locator(".results h3")).to_have_count(20)
    expect(page.locator(".results h3 a").nth(10)).to_be_focused()


def test_nothing_is_loaded_before_the_first_focus_and_little_with_it(served: str, tab: Tab, hub: Path) -> None:
    page = tab()
    loaded: list[str] = []

    def note(request: Request) -> None:
        loaded.append(request.url.removeprefix(served))

    with listening(page, request=note):
        page.goto(f"{served}wiki/")
        page.wait_for_load_state("networkidle")
        assert not [path for path in loaded if "search" in path]
        loaded.clear()
        with page.expect_response("**/*.pf_meta"), page.expect_response("**/*.pagefind"):
            page.keyboard.press("/")

    sizes = {path: (hub / path).read_bytes() for path in loaded}
    assert {path.partition("/")[0] for path in sizes} == {"assets", "search"}
    assert not [path for path in sizes if "fragment" in path]
    assert sum(map(transferred, sizes.values())) <= 60 * 1024


def transferred(data: bytes) -> int:
    """The bytes of a file on the way to a reader, by a host that compresses what is not compressed yet."""
    import gzip

    return len(data) if data[:2] == b"\x1f\x8b" else len(gzip.compress(data, 9))


def test_a_result_says_its_kind_its_date_and_where_in_the_page(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=%22taken+into+networks%22")
    one = page.locator(".results li").filter(has_text="Communications and stakeholder engagement")

    expect(one.locator(".kind")).to_have_text("Document")
    expect(one).to_contain_text("19 January 2010")
    expect(one).to_contain_text("¶")
    assert "#p" in (one.locator("a").get_attribute("href") or "")


def test_filters_narrow_the_results_and_stay_in_the_address(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=workshop")
    expect(page.locator(".results h3").first).to_be_visible()
    posts = page.get_by_role("checkbox", name="Post")
    posts.check()
    page.wait_for_url("**/search/?q=workshop&kind=Post")

    expect(page.locator(".results li .kind").first).to_have_text("Post")
    assert set(page.locator(".results li .kind").all_inner_texts()) == {"Post"}
    expect(posts).to_be_focused()
    page.get_by_role("checkbox", name="2010").check()
    page.wait_for_url("**/search/?q=workshop&kind=Post&year=2010")
    page.reload()
    expect(page.get_by_role("checkbox", name="2010")).to_be_checked()

    # the kinds count what there is of the year, and the years what there is of the kind
    alone = page.evaluate(
        """async () => {
            const index = await openIndex(folderOf(document.querySelector(".searching")), "en");
            const counts = async (chosen, group) => (await index.search("workshop", chosen, true)).counts[group];
            const [year, kind] = [{ year: { any: ["2010"] } }, { kind: { any: ["Post"] } }];
            return [await counts(year, "kind"), await counts(kind, "year")];
        }"""
    )
    for group, counts in zip(("kind", "year"), alone, strict=True):
        shown = {
            label.locator("span").first.inner_text(): int(label.locator("span").last.inner_text())
            for label in page.locator(f"[data-filter={group}] label").all()
        }
        assert shown == {value: count for value, count in counts.items() if count}
        assert 0 not in shown.values()

    page.get_by_role("button", name="Remove the filter 2010").press("Enter")
    page.wait_for_url("**/search/?q=workshop&kind=Post")
    remove = page.get_by_role("button", name="Remove the filter Post")
    expect(remove).to_be_focused()
    remove.press("Enter")
    page.wait_for_url("**/search/?q=workshop")
    expect(page.locator(".chosen")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.set_viewport_size({"width": 360, "height": 900})
    expect(posts).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    expect(posts).to_be_visible()


def test_a_list_leads_to_the_search_among_its_own_pages(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/")
    page.get_by_role("link", name="Search here").click()
    page.wait_for_url("**/search/?kind=Post")
    page.keyboard.type("clinic")
    page.wait_for_url("**/search/?q=clinic&kind=Post")

    expect(page.locator(".results h3").first).to_be_visible()
    assert set(page.locator(".results li .kind").all_inner_texts()) == {"Post"}


def test_a_search_among_the_pages_of_a_list_finds_them(hub: Path, served: str, tab: Tab) -> None:
    scopes = {
        path: parse_qs(unescape(found[1]))
        for path in sorted(hub.rglob("index.html"))
        if (found := re.search(r'/search/\?([^"]+)">Search here', path.read_text("utf-8")))
    }
    lists = {str(path.parent.relative_to(hub)): scope for path, scope in scopes.items()}
    for name in ("events", "documents", "wiki", "stakeholders", "documents/by/type/plan"):
        assert name not in lists  # they have a field of their own
    page = opened(tab, f"{served}search/")
    found = page.evaluate(
        """async (lists) => {
            const index = await openIndex(folderOf(document.querySelector(".searching")), "en");
            const pages = async (chosen) => {
                const any = Object.entries(chosen).map(([name, values]) => [name, { any: values }]);
                const { results } = await index.search("", Object.fromEntries(any), true);
                return (await Promise.all(results.map((one) => index.page(one.hash)))).map(({ url }) => url);
            };
            return Object.fromEntries(await Promise.all(Object.entries(lists).map(async ([name, chosen]) =>
                [name, await pages(chosen)])));
        }""",
        lists,
    )
    listed = {name: re.sub("(?s)<aside.*?</aside>", "", (hub / name / "index.html").read_text()) for name in lists}
    assert {"blog", "blog/2010", "messages", "tags/clinics"} <= set(lists)
    for name, urls in found.items():
        assert urls, name
        if name.startswith(("tags/", "blog/20")):
            shown = {
                urljoin(f"/{name}/", to) for to in re.findall('<h3 class="t"><a href="([^"]+)"', listed[name])
            }
            assert shown <= {*urls}, name


FIRST_FOUND = {
    "protect the person": "Share the answer, protect the person",
    "monthly clinic": "Monthly data clinic",
    "LDEx": "Local Data Exchange",
    "spring gathering": "Spring gathering 2027",
    "privacy": "Privacy",
    "message house": "Message house",
    "plain file": "Publish the plain file first",
    "landing page": "One landing page for departmental data",
    "choosing tags": "Choosing tags",
    "glossary": "Glossary",
}
"""What somebody looks for -> the title of the first result. LDEx is an alias."""


def test_titles_and_other_names_weigh_more_than_text(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/")
    found = page.evaluate(
        """async (asked) => {
            const index = await openIndex(folderOf(document.querySelector(".searching")), "en");
            const first = async (words) => (await index.search(words, {}, false)).results[0].hash;
            const title = async (words) => [words, (await index.page(await first(words))).meta.title];
            return Object.fromEntries(await Promise.all(asked.map(title)));
        }""",
        list(FIRST_FOUND),
    )
    assert found == FIRST_FOUND


def test_a_series_is_found_in_each_of_its_years_and_says_its_next_date(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/")
    page.clock.set_fixed_time("2027-02-02T19:59:00Z")
    page.goto(f"{served}search/?q=clinic&kind=Event&year=2027")
    one = page.locator(".results li").filter(has=page.get_by_role("link", name="Monthly data clinic"))
    expect(one.locator(".muted")).to_have_text("EventNext: 2 February 2027")

    page.clock.set_fixed_time("2027-02-02T20:00:00Z")
    page.goto(f"{served}search/?q=clinic")
    first = page.locator(".results li").first
    expect(first.locator("h3")).to_have_text("Monthly data clinic")
    expect(first.locator(".muted")).to_have_text("EventNext: 2 March 2027")
    expect(first.locator(".say")).to_contain_text("There is no clinic in August.")  # and not the table before it

    page.clock.set_fixed_time("2028-02-02T20:00:00Z")
    page.goto(f"{served}search/?q=clinic")
    expect(page.locator(".results li").first.locator("h3")).to_have_text("Data clinic programme")
    expect(one.locator(".muted")).to_have_text("Event4 March 2025 to 7 December 2027")


def test_where_nothing_is_found_other_words_and_lists_are_offered(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=libary+clinci")
    expect(page.locator(".results h2[aria-live]")).to_have_text("Nothing found for “libary clinci”")
    expect(page.locator(".browse").get_by_role("link", name="Wiki from A to Z")).to_be_visible()
    page.locator(".hints").get_by_role("link", name="library clinic").click()
    expect(page.locator(".results h3").first).to_be_visible()
    expect(page.locator(".hints")).to_be_hidden()
    expect(page.locator(".browse")).to_be_hidden()

    page.goto(f"{served}search/?q=xylophone")
    expect(page.locator(".hints")).to_contain_text("Check the spelling")
    expect(page.locator(".hints a")).to_have_count(0)
    expect(page.locator(".results details")).to_be_hidden()

    page.goto(f"{served}search/?q=clinic&kind=Document&year=2010")
    expect(page.locator(".results h2[aria-live]")).to_have_text("Nothing found for “clinic”")
    page.get_by_role("button", name="Search without filters").press("Enter")
    page.wait_for_url("**/search/?q=clinic")
    expect(page.locator(".results h3").first).to_be_visible()

    page.goto(f"{served}blog/")
    page.keyboard.press("/")
    page.keyboard.type("xylophone")
    expect(page.locator(".found [role=status]")).to_have_text("Nothing found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=xylophone")


def test_a_quotation_begins_with_a_sentence_or_says_that_it_does_not(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=data")
    expect(page.locator(".results h3").first).to_be_visible()
    for quote in page.locator(".results .say").all_inner_texts():
        assert quote[0] == "…" or not quote[0].islower(), quote
        assert quote[-1] in "….!?", quote


def test_an_index_that_cannot_be_loaded_is_told(served: str, tab: Tab) -> None:
    page = tab()
    page.route("**/search/pagefind/index.json", lambda route: route.abort())
    try:
        page.goto(f"{served}search/?q=data")
        expect(page.locator(".results h2[aria-live]")).to_have_text("The search does not answer")
        expect(page.locator(".browse")).to_be_visible()
    finally:
        page.unroute_all()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "dark")])
def test_results_are_accessible_and_fit(width: int, scheme: Scheme, served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=data", width, scheme)
    expect(page.locator(".results h3").first).to_be_visible()

    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_results_below_the_field_are_accessible(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/", 1280, "dark")
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(FIRST).first).to_be_visible()
    page.keyboard.press("ArrowDown")

    assert serious(page) == []


def test_on_a_phone_the_field_is_a_link_to_the_search_page(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}blog/", 360)
    expect(page.locator("#Seek")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.wait_for_url("**/search/")

    expect(page.locator("#Seek")).to_be_focused()


def test_without_the_script_the_search_page_offers_lists_tags_and_the_archive(served: str, tab: Tab) -> None:
    page = tab(script=False)
    page.goto(f"{served}blog/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()

    expect(page.locator(".searching")).to_be_hidden()
    for name in ("Wiki", "Wiki from A to Z", "Tags from A to Z", "Archive by year and month"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_the_page_for_what_is_not_there_has_the_search(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}no/such/page/")
    page.keyboard.press("/")
    page.keyboard.type("clinic")
    expect(page.locator(FIRST).first).to_be_visible()
    page.locator(FIRST).first.click()
    expect(page.locator("main mark").first).to_be_visible()


def test_each_language_is_searched_in_its_own_words_and_leads_to_the_others(make_site: MakeSite, tab: Tab) -> None:
    site = make_site(
        {
            "site.yaml": SEARCHED,
            "content/wiki/trees.md": "---\ntitle: Trees\n---\nPlanting by the canal.\n",
            "content/wiki/arbres.md": "---\ntitle: Les arbres\nlang: fr\n---\nPlantés à Genève.\n",
        }
    )
    with serving(site.root / "output", "/") as address:
        page = opened(tab, f"{address}search/?q=planted")
        expect(page.locator(".results h3")).to_have_text("Trees")
        page.get_by_role("link", name="français").click()
        page.wait_for_url("**/search/?q=planted&lang=fr")
        page.locator(".searching input").fill("plantes geneve")

        expect(page.locator(".results h3")).to_have_text("Les arbres")


def test_words_in_quotation_marks_are_one_phrase(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=%22sharing+problems%22")
    expect(page.locator(".results h3").first).to_be_visible()
    quotes = [text.lower() for text in page.locator(".results .say").all_inner_texts()]

    assert quotes and all("sharing problems" in text for text in quotes), quotes


def test_what_a_reader_types_is_never_markup(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+data")

    expect(page.locator(".results h2[aria-live]")).to_contain_text("<img src=x onerror=alert(1)> data")
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize(
    ("language", "written"), [("en", "12,345"), ("de", "12.345"), ("cy", "12,345"), ("ar", "12,345")]
)
def test_a_number_is_written_as_the_language_of_the_page_does(
    tab: Tab, served: str, language: str, written: str
) -> None:
    page = opened(tab, f"{served}search/?q=data")
    expect(page.locator(".results h2[aria-live]")).to_contain_text("Results for “data”: ")
    assert page.evaluate(f"document.documentElement.lang = '{language}', grouped(12345)") == written


@pytest.mark.parametrize(
    ("address", "words", "title"),
    [
        ("wiki/guide/how-to-run-a-data-clinic/", "how to run a data clinic", "How to run a data clinic"),
        ("Fewer_Tags.html", "fewer tags", "Help us thin out the tags"),
        ("2010/01/monthly-clinic/", "monthly clinic", "Monthly data clinic"),
    ],
)
def test_the_page_for_what_is_not_there_offers_pages_with_the_words_of_the_address(
    served: str, tab: Tab, address: str, words: str, title: str
) -> None:
    page = opened(tab, served + address)
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value(words)
    offered = page.locator("[data-guess] a")
    expect(offered.first).to_be_visible()
    assert title in offered.all_inner_texts()
    assert offered.count() <= 3
    expect(page.locator("[data-guess] > p")).to_be_hidden()
    assert page.evaluate(SHIFTED) == 0
    offered.first.press("Enter")
    expect(page.locator("h1")).not_to_have_text("There is no page here")


def test_where_no_page_is_called_so_the_place_of_guesses_says_it_and_nothing_moves(served: str, tab: Tab) -> None:
    page = opened(tab, f"{served}xylophone/", 360)
    expect(page.locator("[data-guess] > p")).to_have_text(re.compile("No page here is called so"))
    expect(page.locator("[data-guess] a")).to_have_count(0)
    assert page.evaluate(SHIFTED) == 0
    assert serious(page) == []


def test_nothing_moves_when_a_script_shows_its_fields(served: str, tab: Tab) -> None:
    for width in (360, 1280):
        for path in ("wiki/", "documents/", "tags/", "blog/", "search/", "search/?q=clinic"):
            page = tab(width)
            page.clock.set_fixed_time(f"{AS_OF}:00Z")  # what is over by another test's clock would leave the page
            page.goto(served + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(SHIFTED) == 0, (path, width)


def test_an_address_without_words_is_offered_nothing_and_the_search_still_works(served: str, tab: Tab) -> None:
    said: list[str] = []
    page = tab()
    with listening(page, pageerror=lambda error: said.append(str(error))):
        page.goto(f"{served}a/%FF/")
        page.keyboard.press("/")
        page.keyboard.type("clinic")
        expect(page.locator(FIRST).first).to_be_visible()
    assert page.locator(FIRST).count() <= 7
    expect(page.locator("[data-guess]")).to_have_count(0)
    assert said == []
