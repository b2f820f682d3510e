"""What kramdown adds to Markdown: attributes stay where they are known here, the rest goes with its place told."""

import pytest

from sitegen.importers.jekyll import kramdown
from sitegen.importers.report import Report
from sitegen.importers.websites.links import github_anchor


def read(text: str) -> tuple[str, bool, list[int]]:
    report = Report("a.md")
    words, contents = kramdown.markdown(text, report, 1)
    return words, contents, [each.span.line for each in report.found]


def test_attributes_of_paragraphs_headings_and_pictures_stay() -> None:
    text = '## A\n{: #first .big}\n\nB\n{:.lead}\n\n![c](c.png){: .wide width="30" style="x"}'

    assert read(text)[0] == '## A\n{: #first .big }\n\nB\n{: .lead }\n\n![c](c.png){: .wide width="30" }'


def test_attributes_of_tables_lists_and_links_go_and_say_so_once() -> None:
    words, _, lines = read(
        '|a|\n|-|\n{: .table}\n\n- b\n{: .plain}\n\n[c](d){:target="_blank"} [e](f){: .button}\n'
    )

    assert words == "|a|\n|-|\n\n- b\n\n[c](d) [e](f)\n"
    assert lines == [3, 6, 8]


def test_a_table_of_contents_is_asked_for_by_the_page() -> None:
    assert read("* TOC\n{:toc}\n\n# A\n{: .no_toc}\n\nB") == ("\n\n\n# A\n\nB", True, [])


def test_comments_options_and_definitions_go() -> None:
    text = "a\n{::comment}\nhidden\n{:/comment}\nb{::options toc_levels='2' /}\n{:note: .note}\nc `{: .code}`"

    assert "hidden" not in read(text)[0] and "options" not in read(text)[0]
    assert read(text)[0].endswith("c `{: .code}`")


def test_anchors_are_those_of_the_old_site() -> None:
    assert github_anchor("What's new & next?") == "whats-new--next"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n\n{: .note }\nMind\nthe gap.\n\nb", "a\n\n> [!note]\n> Mind\n> the gap.\n\nb"),
        ("{: .warning }\n> Mind\n\nb", "> [!warning]\n> Mind\n\nb"),
        ("{: .note-title }\n> My title\n>\n> Mind\n", "> [!note] My title\n>\n>\n> Mind\n"),
        ("Mind\n{: .tip }\n\nb", "> [!tip]\n> Mind\n\nb"),
        ("- item\n{: .note }\n", None),
    ],
)
def test_a_paragraph_that_a_class_shows_as_a_note_is_one(text: str, words: str | None) -> None:
    found, _ = kramdown.markdown(text, Report("a.md"), 1)
    assert found == words if words else "[!note]" not in found
