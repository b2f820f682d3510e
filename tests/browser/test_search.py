"""The page of the search in a browser: what is found and quoted, filters, languages, and without the script."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Scheme, Tab
from tests.browser.looking import opened, serious
from tests.browser.serving import serving
from tests.conftest import SEARCHED, MakeSite


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


def test_without_the_script_the_search_page_offers_lists_tags_and_the_archive(served: str, tab: Tab) -> None:
    page = tab(script=False)
    page.goto(f"{served}blog/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()

    expect(page.locator(".searching")).to_be_hidden()
    for name in ("Wiki", "Wiki from A to Z", "Tags from A to Z", "Archive by year and month"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()


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
