"""Pages of documents: who cites a paragraph, what the files are, and what takes the place of what."""

import re
from hashlib import sha256
from typing import Any

import pytest
from lxml import html

from tests.conftest import MakeSite, Site

HEAD = "---\ntitle: {}\ndate: 2026-01-0{}\ntype: paper\n{}---\n"
PDF = b"%PDF-1.4 <</Type/Pages/Kids[2 0 R 3 0 R 4 0 R]/Count 3>>"


def paper(title: str, day: int, fields: str = "", text: str = "Words.\n") -> str:
    return HEAD.format(title, day, fields) + text


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    files = "attachments: [a.pdf, b.docx, c.ods]\nnumbered: paragraphs\n"
    text = "1. One\n\n2. Two\n\n   a) this\n\n   b) that\n\n3. See [[#p2b]].\n"
    return make_site(
        {
            "content/documents/paper/index.md": paper("Paper", 1, files, text),
            "content/documents/paper/a.pdf": PDF,
            "content/documents/paper/b.docx": b"PK",
            "content/documents/paper/c.ods": b"PK",
            "content/documents/one.md": paper("One", 2),
            "content/documents/two.md": paper("Two", 3, "supersedes: One\n"),
            "content/documents/three.md": paper("Three", 4, "supersedes: Two\n"),
            "content/posts/2026-01-09-b.md": "---\ntitle: Beans\n---\nAs [[Paper#p2b]] has it, and [[Paper]].\n",
            "content/wiki/a.md": "---\ntitle: Apples\n---\n[It](../documents/paper/index.md#p2b), ![[Paper#p3]]\n",
        }
    )


def page_of(site: Site, key: str) -> Any:
    return html.fromstring(site.output[f"documents/{key}/index.html"])


def test_a_paragraph_says_what_cites_it_and_an_edit_of_that_renders_it_anew(site: Site) -> None:
    def cited() -> list[tuple[str, list[str]]]:
        rows = page_of(site, "paper").xpath("//section[.//h2[contains(., 'Cited by')]]//li")
        return [(row.xpath("./a/@href")[0], row.xpath("./p/a/text()")) for row in rows]

    assert site.codes == []
    assert cited() == [("#p2b", ["Apples", "Beans"]), ("#p3", ["Apples"])]
    assert "documents/paper/#p2b" in site.page("blog/b/index.html")
    site.edit("content/posts/2026-01-09-b.md", "---\ntitle: Beans\n---\nNow [[Paper#p2a]].\n").build()
    assert cited() == [("#p2a", ["Beans"]), ("#p2b", ["Apples"]), ("#p3", ["Apples"])]
    assert "documents/one/index.html" not in site.result.changed
    site.edit("content/posts/2026-01-09-b.md", "---\ntitle: Beans\n---\nNow [[Paper#p2c]].\n").build()
    (found,) = site.diagnostics
    assert (found.code, found.span.line, found.span.path) == ("broken-anchor", 4, "content/posts/2026-01-09-b.md")
    assert "#p2" in found.fix


def test_files_say_their_format_in_words_and_a_pdf_its_pages(site: Site) -> None:
    said = [
        " ".join(line.split()) for line in page_of(site, "paper").xpath("//ul[@class='files']/li/div/p/text()")
    ]
    assert [line for line in said if line] == ["PDF, 3 pages", "Word document", "OpenDocument spreadsheet"]
    buttons = page_of(site, "paper").xpath("//ul[@class='files']//a[@class='btn']")
    assert [re.sub(r"\d+ bytes", "…", button.text_content()) for button in buttons] == [
        "Download PDF (…): a.pdf",
        "Download DOCX (…): b.docx",
        "Download ODS (…): c.ods",
    ]


def test_what_takes_the_place_of_another_leads_both_ways_along_a_chain(site: Site) -> None:
    def said(key: str) -> list[str]:
        page = page_of(site, key)
        found = page.xpath("//div[contains(@class, 'banner')]/p | //header/p[starts-with(., 'This replaces')]")
        return [" ".join(each.text_content().split()) for each in found]

    assert said("one") == ["Read Two instead. It was published on 3 January 2026."]
    assert said("two") == ["This replaces One.", "Read Three instead. It was published on 4 January 2026."]
    assert said("three") == ["This replaces Two."]


def test_the_sums_of_its_files_are_those_of_what_is_published(site: Site) -> None:
    rows = page_of(site, "paper").xpath("//details[contains(., 'SHA-256')]//li")
    sums = {row.text: row.find("code").text for row in rows}
    files = {path.removeprefix("documents/paper/"): data for path, data in site.output.items()}

    assert len(sums) == 3
    assert sums == {name: sha256(files[name]).hexdigest() for name in sums}
