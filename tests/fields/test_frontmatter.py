"""From bytes to text, and from text to front matter and body."""

import pytest

from sitegen.decoding import decode
from sitegen.fields.frontmatter import split


def test_utf8_with_a_byte_order_mark_and_any_line_ends_reads_as_plain_lines() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", "a.md") == ("a\nb\nc\n", ())


def test_a_byte_that_is_not_utf8_is_named_by_its_offset_line_and_column() -> None:
    text, (problem,) = decode(b"first\ncaf\xe9\n", "a.md")
    assert text is None
    assert problem.code == "not-utf8"
    assert "byte 9 (0xe9)" in problem.message
    assert (problem.span.line, problem.span.column) == (2, 4)
    assert "é" in problem.note


def test_the_offset_of_a_bad_byte_counts_the_byte_order_mark() -> None:
    _, (problem,) = decode(b"\xef\xbb\xbfa\xff", "a.md")
    assert "byte 4 (0xff)" in problem.message
    assert (problem.span.line, problem.span.column) == (1, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_never_taken_for_text(encoding: str) -> None:
    text, problems = decode("---\ntitle: x\n".encode(encoding), "a.md")
    assert text is None
    assert problems[0].code in ("not-utf8", "control-character")


def test_encoded_surrogates_are_not_utf8() -> None:
    text, (problem,) = decode(b"a\xed\xa0\x80", "a.md")
    assert text is None
    assert problem.code == "not-utf8"


@pytest.mark.parametrize("character", ["\0", "\x02", "\x0b", "\x1b", "\x7f", "\x85", "\x9f", "\ufdd0", "\uffff"])
def test_a_control_character_anywhere_in_a_file_is_an_error_at_its_place(character: str) -> None:
    text, (problem,) = decode(f"---\ntitle: x\n---\nab{character}c {character}".encode(), "a.md")
    assert text is None
    assert problem.code == "control-character"
    assert (problem.span.line, problem.span.column) == (4, 3)
    assert f"U+{ord(character):04X}" in problem.message
    assert problem.note == "1 more in this file"


def test_front_matter_ends_at_the_second_fence() -> None:
    parts = split("---\ntitle: x\n---\n\nBody\n---\n", "a.md")
    assert (parts.head, parts.head_line) == ("title: x\n", 2)
    assert (parts.body, parts.body_line) == ("\nBody\n---\n", 4)


def test_three_dots_and_blanks_behind_a_fence_close_it_too() -> None:
    parts = split("---  \ntitle: x\n... \nBody", "a.md")
    assert (parts.head, parts.body, parts.body_line) == ("title: x\n", "Body", 4)


def test_a_file_without_front_matter_is_all_body() -> None:
    parts = split("# Heading\n\n---\n\nText\n", "a.md")
    assert (parts.head, parts.body, parts.body_line) == (None, "# Heading\n\n---\n\nText\n", 1)


def test_empty_front_matter_is_empty_and_not_missing() -> None:
    parts = split("---\n---\nBody", "a.md")
    assert (parts.head, parts.body, parts.body_line) == ("", "Body", 3)


def test_blank_lines_before_the_first_fence_are_forgiven_when_fields_follow() -> None:
    parts = split("\n\n---\ntitle: x\n---\nBody", "a.md")
    assert (parts.head, parts.head_line, parts.body, parts.body_line) == ("title: x\n", 4, "Body", 6)
    assert split("\n---\n\nA rule above.\n\n---\n", "a.md").head is None


@pytest.mark.parametrize("text", ["---\ntitle: x\n\nBody", "---", "---\n"])
def test_an_unclosed_fence_is_an_error_at_line_one(text: str) -> None:
    parts = split(text, "a.md")
    (problem,) = parts.diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("front-matter-unclosed", 1, 1)
    assert "---" in problem.fix
    assert parts.head is None


def test_a_longer_rule_does_not_close_front_matter() -> None:
    assert split("---\ntitle: x\n----\n", "a.md").diagnostics
