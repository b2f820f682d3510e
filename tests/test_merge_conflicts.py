"""What a version control system leaves in a file stops the build, wherever it is, but not where it is shown."""

import pytest

from sitegen.merge_conflicts import conflicts
from tests.conftest import MakeSite

CONFLICT = "<<<<<<< HEAD\nTuesday\n=======\nMonday\n>>>>>>> new-times\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"One\n\n{CONFLICT}", [3]),
        (f"{CONFLICT}\nTwo\n\n{CONFLICT}", [1, 9]),
        ("<<<<<<< .mine\nTuesday\n||||||| .r12\nMonday\n=======\nFriday\n>>>>>>> .r13", [1]),
        ("Half of it is gone\n>>>>>>> 3f2a1bc\n", [2]),
        ("<<<<<<<\nno name", [1]),
        ("> one\n>>>>>>> seven answers\n", []),
        (">>>>>>> seven answers\n>>>>>>> of many\n", []),
        ("Said by many:\n\n>>>>>>> an answer to answers\n", []),
        ("<<<<<<<<<<<< a drawing\n", []),
        ("a <<<<<<< b\n", []),
        ("A heading\n=======\n", []),
        ("Tuesday\n||||||| 3f2a1bc\nMonday\n=======\nFriday\n", [2]),
        ("Tuesday\n||||||| merged common ancestors\nMonday\n=======\nFriday\n>>>>>>> b\n", [2]),
        ("| a |\n|---|\n|||||||\n||||||| b |\n", []),
    ],
)
def test_a_conflict_is_told_once_at_the_line_that_begins_it(text: str, lines: list[int]) -> None:
    found = conflicts(text, "wiki/a.md")

    assert [each.span.line for each in found] == lines
    assert {each.code for each in found} <= {"merge-conflict"}


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("content/wiki/clinic.md", f"# Clinic\n\n{CONFLICT}", 3),
        ("content/wiki/clinic.md", f"---\ntitle: Clinic\n{CONFLICT}---\n\nWords.\n", 3),
        (
            "content/wiki/clinic.md",
            "<<<<<<< HEAD\n---\ntitle: A\n---\n=======\n---\ntitle: B\n---\n>>>>>>> b\n",
            1,
        ),
        ("content/wiki/clinic.md", "\ufeff# Clinic\r\n\r\n" + CONFLICT.replace("\n", "\r\n"), 3),
        ("site.yaml", f"title: A hub\nurl: https://hub.example/\n{CONFLICT}", 3),
        ("layouts/foot.html", f"<p>\n{CONFLICT}", 2),
    ],
)
def test_no_file_with_a_conflict_is_published(path: str, text: str, line: int, make_site: MakeSite) -> None:
    site = make_site({"content/wiki/other.md": "# Other\n", path: text})

    assert site.codes == ["merge-conflict"]
    assert [(found.span.path, found.span.line, found.span.column) for found in site.diagnostics] == [
        (path, line, 1)
    ]
    assert not (site.root / "output").exists()


@pytest.mark.parametrize("code", ["```text\n{}```\n", "~~~\n{}~~~\n", "<pre>\n{}</pre>\n"])
def test_a_conflict_that_is_shown_as_code_is_a_part_of_the_text(code: str, make_site: MakeSite) -> None:
    site = make_site({"content/wiki/git.md": "# Git\n\n" + code.format(CONFLICT)})

    assert "merge-conflict" not in site.codes


@pytest.mark.parametrize("lead", ["  ", "    ", "> ", "> > "])
def test_a_conflict_within_an_item_or_a_quote_is_told(lead: str) -> None:
    marks = ("<<<<<<< HEAD", "mine", "=======", "theirs", ">>>>>>> branch")
    text = "- item\n\n" + "".join(f"{lead}{line}\n" for line in marks)
    [found] = conflicts(text, "a.md")
    assert (found.span.line, found.span.column) == (3, len(lead) + 1)


def test_a_conflict_in_code_that_is_set_in_is_none() -> None:
    assert not conflicts("So it looks:\n\n    <<<<<<< HEAD\n    a\n    =======\n    b\n    >>>>>>> x\n", "a.md")


def test_a_quoted_quotation_is_no_conflict() -> None:
    assert not conflicts("> >>>>>>> deep\n> =======\n", "a.md")
