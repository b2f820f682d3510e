"""`![[budget.csv]]` is a table that anybody can read, and follows its file."""

import re

import pytest
from lxml import html

from tests.conftest import SITE_YAML, MakeSite

PAGE = "---\ntitle: Money\n---\n\nWhat we spend.\n\n![[budget-2026.csv{}]]\n\nThat is all.\n"
BUDGET = 'Item;Cost;When\n"Hall <b>&amp;</b>";1.250,50 €;2026-01-05\n=A1;-3,5;\n'


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_a_file_is_shown_as_a_table(make_site: MakeSite, flavour: str) -> None:
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}markdown: {{flavour: {flavour}}}\n",
            "content/wiki/money.md": PAGE.format(""),
            "content/wiki/budget-2026.csv": BUDGET,
        }
    )
    assert site.codes == []
    page = html.fromstring(site.page("wiki/money/index.html"))
    (region,) = page.xpath("//div[@class='text']/section[@class='scroll']")
    assert region.get("tabindex") == "0" and region.get("aria-label") == "Table: Budget 2026"
    assert region.xpath("table/caption/text()") == ["Budget 2026"]
    assert region.xpath("table/thead/tr/th[@scope='col']/text()") == ["Item", "Cost", "When"]
    rows = [[cell.text_content() for cell in row] for row in region.xpath("table/tbody/tr")]
    assert rows == [["Hall <b>&amp;</b>", "1.250,50 €", "2026-01-05"], ["=A1", "-3,5", ""]]
    assert region.xpath("//td[@class='align-right']/data/@value") == ["1250.50", "-3.5"]
    assert region.xpath("table/@data-sort") == [""]
    (link,) = page.xpath("//p[@class='embed-source']/a[@download]")
    assert link.getparent().text_content() == "budget-2026.csv (CSV, 69 bytes)"
    assert link.get("href") == "budget-2026.csv" and "wiki/money/budget-2026.csv" in site.output


def test_its_words_are_the_caption_and_a_name_in_a_sentence_is_a_link(make_site: MakeSite) -> None:
    text = (
        PAGE.format("|What *we* < spend") + "\nSee ![[budget-2026.csv]] and ![[data/x.tsv]].\n\n![[data/x.tsv]]\n"
    )
    site = make_site(
        {
            "content/wiki/money.md": text,
            "content/wiki/budget-2026.csv": BUDGET,
            "content/wiki/data/x.tsv": "a\tb\n1\t2\n",
        }
    )
    page = html.fromstring(site.page("wiki/money/index.html"))
    assert page.xpath("//caption/text()") == ["What *we* < spend", "X"]
    assert '<p>See <a href="budget-2026.csv">budget-2026.csv</a>' in site.page("wiki/money/index.html")


def test_two_regions_of_one_page_have_two_names(make_site: MakeSite) -> None:
    text = PAGE.format("") + "\n![[budget-2026.csv]]\n"
    site = make_site({"content/wiki/money.md": text, "content/wiki/budget-2026.csv": BUDGET})
    names = re.findall(r'tabindex="0" aria-label="([^"]*)"', site.page("wiki/money/index.html"))
    assert names == ["Table: Budget 2026", "Table: Budget 2026, 2"]


def test_of_a_long_table_the_first_rows_are_shown_and_cannot_be_sorted(make_site: MakeSite) -> None:
    rows = "Number\n" + "".join(f"{number}\n" for number in range(1, 1235))
    site = make_site({"content/wiki/money.md": PAGE.format(""), "content/static/budget-2026.csv": rows})
    page = site.page("wiki/money/index.html")
    assert page.count("<tr>") == 101 and "data-sort" not in page
    assert "The first 100 rows are shown here. <a" in page
    assert ">All 1,234 rows: budget-2026.csv</a> (CSV, 5 KB)" in page


def test_the_page_follows_the_file_and_no_other_page_does(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/money.md": PAGE.format(""),
            "content/wiki/budget-2026.csv": "a,b\n1,2\n",
            "content/about.md": "# About\n\n![[Money]]\n",
            "content/other.md": "# Other\n",
        }
    )
    for change in ("a,b\n1,3\n", "a,b\n1,3\n4,5\n", "", "a,b\n1,2,3\n"):
        site.edit("content/wiki/budget-2026.csv", change).build()
        assert "other/index.html" not in site.rendered
        assert {"wiki/money/index.html", "about/index.html"} <= site.rendered
        assert site.output == site.clean_build().output
        site.at("output")
    assert site.codes == ["doubtful-table"]
    site.remove("content/wiki/budget-2026.csv").build()
    assert site.codes == ["broken-link"]


def test_a_file_that_cannot_be_shown_is_linked_to(make_site: MakeSite) -> None:
    site = make_site(
        {"content/wiki/money.md": PAGE.format("|What we spend"), "content/wiki/budget-2026.csv": b"Caf\xe9\n"}
    )
    assert site.places() == ["content/wiki/budget-2026.csv:1:4 doubtful-table"]
    assert '<a href="budget-2026.csv" download="">What we spend</a> (CSV, 5 bytes)' in site.page(
        "wiki/money/index.html"
    )


def test_a_table_that_only_drafts_show_is_not_told_of(make_site: MakeSite) -> None:
    draft = PAGE.format("").replace("title: Money", "title: Money\ndraft: true")
    site = make_site(
        {"content/wiki/money.md": draft, "content/wiki/budget-2026.csv": b"\xe9", "content/a.md": "# A\n"}
    )
    assert site.codes == []
    assert "budget" not in "".join(site.output)


def test_a_table_that_is_asked_for_as_a_picture_is_told(make_site: MakeSite) -> None:
    text = "---\ntitle: Money\n---\n\nSee ![Costs](costs.csv).\n"
    site = make_site({"content/wiki/money.md": text, "content/wiki/costs.csv": "a\n1\n"})
    (told,) = site.result.diagnostics
    assert site.places() == ["content/wiki/money.md:5:14 doubtful-table"]
    assert told.fix == "write ![[costs.csv]] in a line of its own"


def test_a_file_that_is_not_there_is_told(make_site: MakeSite) -> None:
    (told,) = make_site({"content/wiki/money.md": PAGE.format("")}).result.diagnostics
    assert (told.code, told.fix) == ("broken-link", "put the file beside this one, or take the brackets off")


def test_the_name_of_a_file_that_is_nearly_right_is_proposed(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/money.md": PAGE.format(""), "content/wiki/budget-2025.csv": "a\n1\n"})
    (told,) = site.result.diagnostics
    assert (told.code, told.fix) == ("broken-link", "did you mean ![[budget-2025.csv]]?")


def test_feeds_have_the_table_as_well(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/2026-01-05-money.md": PAGE.format("|Spent"),
            "content/posts/budget-2026.csv": "a,b\n1,2\n",
        }
    )
    feed = site.page("feed.xml")
    assert "&lt;caption&gt;Spent&lt;/caption&gt;" in feed
    assert 'href="https://hub.example/blog/money/budget-2026.csv"' in feed.replace("&quot;", '"')
