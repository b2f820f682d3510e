"""A whole paper out of a word processor: repaired, built, and looked at as a page."""

from typing import Any

import pytest
from lxml import html

from sitegen.tidying import tidied
from tests.conftest import MakeSite
from tests.tidying.paper import PAPER

TIDY = tidied(PAPER, "paper.md", ["type: paper"])


def outline(node: Any) -> list[Any]:
    """The signs of the parts in a paragraph as nested lists."""
    found: list[Any] = []
    for part in node.xpath("./li"):
        found.append(part.find("a").text)
        found += [outline(below) for below in part.xpath("./ol")]
    return found


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_it_becomes_a_page_with_its_paragraphs_parts_and_headings(make_site: MakeSite, flavour: str) -> None:
    settings = f"title: T\nurl: https://x.example/\nsearch: false\nmarkdown: {{flavour: {flavour}}}\n"
    site = make_site({"content/documents/paper.md": TIDY.text, "site.yaml": settings})
    assert site.codes == []
    page = html.fromstring(site.output["documents/paper/index.html"])
    text = page.xpath("//div[contains(@class, 'text')]")[0]

    assert page.xpath("string(//h1)") == "Harbour Data Forum – second sitting"
    assert page.xpath("//header//time/@datetime")[0].startswith("2011-03-14")
    numbered = text.xpath("./div[@class='numbered']")
    assert [each.get("id") for each in numbered] == [f"p{number}" for number in range(1, 14)]
    assert [heading.text_content() for heading in text.xpath("./h2")] == [
        "Speaking with the neighbourhood",
        "Why we write & for whom",
        "So far",
        "What members may weigh",
        "What comes next",
    ]
    parts = {each.get("id"): [outline(top) for top in each.xpath("./div/ol")] for each in numbered}
    assert {number: found for number, found in parts.items() if found} == {
        "p3": [["i.", "ii.", "iii."]],
        "p6": [["a)", "b)", "c)"]],
        "p7": [["(a)"], ["(b)"]],
        "p8": [["a)", "b)", ["i)", "ii)"]]],
    }
    assert [len(each.xpath("./div/ul/li")) for each in numbered] == [3, 0, 0, 3, *[0] * 9]
    assert page.get_element_by_id("p8b").text_content().startswith("b) Write to us about a draft:")
    assert page.get_element_by_id("p8bii").text_content().strip() == "ii) by telephone."
    assert [p.text for p in page.get_element_by_id("p6").xpath("./div/p")][-1] == "Members are asked to name:"
    assert page.get_element_by_id("p9").xpath("./div/p/a/@href") == ["http://board.harbour.example"]
    assert not text.xpath(".//pre | .//code")


def test_what_was_done_is_told() -> None:
    assert TIDY.repairs == (
        "5 lines with characters that nobody sees",
        "6 bullets",
        "3 numbers of pages",
        "6 headings",
        "13 numbered paragraphs",
        "12 parts of them",
    )


def test_front_matter_that_is_there_stays_and_says_that_paragraphs_are_numbered() -> None:
    head = "---\ntitle: 'Words: by whom'  # ours\ndate: 2011-03-20\n---\n"
    found = tidied(head + PAPER, "paper.md").text
    assert found.startswith(
        head.replace("\n---\n", "\nnumbered: paragraphs\n---\n\n## Harbour Data Forum", 1)[:60]
    )
    assert found.count("---") == 2
    assert "\n14 March 2011\n" in found
    assert tidied(found, "paper.md").text == found
