"""The three forms of a report."""

import json
import re
import time

import pytest

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.diagnostics.report import FLOOD, as_json, github, text

SOURCE = "---\ntitle: Notes: what it means\n日本\tx: e\u0301é\n" + "w" * 150 + " mistake " + "z" * 200 + "\n"


def at(
    line: int, column: int, length: int = 1, code: str = "redlink", path: str = "a.md", **words: str
) -> Diagnostic:
    span = Span(path=path, line=line, column=column, length=length)
    message = words.get("message", "nothing is called so")
    return diagnose(code, span, message, fix=words.get("fix", ""), note=words.get("note", ""))


def shown(*diagnostics: Diagnostic, source: str | None = SOURCE, **options: bool | int) -> list[str]:
    return text(diagnostics, lambda path: source, **options).split("\n")  # type: ignore[arg-type]


def test_a_diagnostic_is_place_level_code_words_excerpt_and_cure() -> None:
    found = at(
        2, 13, 1, "yaml-colon", message="needs quotes", fix='title: "Notes: what it means"', note="one\ntwo"
    )
    assert shown(found) == [
        "a.md:2:13: error[yaml-colon]: needs quotes",
        "  2 | title: Notes: what it means",
        "    |             ^",
        '  = fix: title: "Notes: what it means"',
        "  = note: one",
        "          two",
    ]


def test_underlines_count_cells_not_code_points() -> None:
    lines = shown(at(3, 4, 1), at(3, 7, 3))
    assert lines[1] == "  3 | 日本    x: e\u0301é"
    assert lines[2] == "    |         ^"
    assert lines[5] == "    |            ^^"


def test_a_long_line_is_cut_around_the_span() -> None:
    lines = shown(at(4, 152, 7), width=60)
    assert len(lines[1]) <= 60
    start = lines[2].index("^")
    assert lines[1][start : start + 7] == "mistake"
    assert lines[1].count("…") == 2


@pytest.mark.parametrize("column", [1, 1_000_000, 2_000_000])
def test_a_line_that_is_a_whole_file_is_cut_at_once(column: int) -> None:
    started = time.process_time()
    lines = shown(at(1, column, 3), source="abc <td>" * 250_000, width=60)
    assert time.process_time() - started < 2
    assert len(lines[1]) <= 60
    assert lines[1].count("…") == (column > 1) + (column < 2_000_000)
    assert "abc" in lines[1] and lines[2].count("^") >= 1


@pytest.mark.parametrize(
    ("line", "column", "length"), [(2, 500, 5), (2, 1, 500), (1, 4, 9), (5, 1, 1), (99, 1, 1), (2, 0, 0)]
)
def test_a_span_outside_the_text_does_no_harm(line: int, column: int, length: int) -> None:
    lines = shown(at(line, column, length))
    assert lines[0].startswith("a.md:")
    assert all(len(line) < 80 for line in lines)


def test_a_file_that_cannot_be_read_or_has_no_place_shows_no_excerpt() -> None:
    assert shown(at(2, 1), source=None) == ["a.md:2:1: warning[redlink]: nothing is called so"]
    assert shown(at(0, 0)) == ["a.md: warning[redlink]: nothing is called so"]


def test_the_report_is_sorted_by_place_without_repeats() -> None:
    found = [at(3, 1), at(2, 9), at(2, 1), at(2, 1), at(1, 1, path="Z.md")]
    places = [line.split(" ")[0] for line in shown(*found, source=None)]
    assert places == ["Z.md:1:1:", "a.md:2:1:", "a.md:2:9:", "a.md:3:1:"]


def test_a_flood_of_one_code_is_counted_and_others_are_still_shown() -> None:
    flood = [at(line, 1) for line in range(1, FLOOD + 8)]
    lines = shown(*flood, at(900, 1, code="bad-date"), source=None)
    assert sum("redlink]" in line for line in lines) == FLOOD
    assert lines[-2].startswith("a.md:900:1: error[bad-date]")
    assert lines[-1] == "7 more of redlink; -v shows all"
    assert sum("redlink]" in line for line in shown(*flood, source=None, every=True)) == FLOOD + 7


def test_colour_is_there_when_asked_for_and_only_then() -> None:
    assert "\x1b[1;33m" in "".join(shown(at(2, 1), colour=True))
    assert "\x1b" not in "".join(shown(at(2, 1)))
    plain = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(shown(at(2, 1, fix="x"), colour=True)))
    assert plain.split("\n") == shown(at(2, 1, fix="x"))


EVIL = "\x1b]0;owned\x07\x9b31m\u202ereversed\u2066\r\x7f\ud800"


def test_no_text_of_a_file_reaches_the_terminal_as_a_control() -> None:
    found = at(1, 1, 99, path=f"{EVIL}.md", message=EVIL, fix=f"{EVIL}\n{EVIL}", note=EVIL)
    out = text([found], lambda path: EVIL)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
    assert "reversed" in out
    assert out.encode()


def test_json_is_a_list_of_flat_objects_in_ascii() -> None:
    out = as_json([at(2, 7, 3, fix="é", message=EVIL)])
    assert out.isascii()
    (found,) = json.loads(out)
    assert found == {
        "path": "a.md",
        "line": 2,
        "column": 7,
        "length": 3,
        "severity": "warning",
        "code": "redlink",
        "message": EVIL,
        "fix": "é",
        "note": "",
    }
    assert json.loads(as_json([])) == []


def test_github_gets_one_command_a_line() -> None:
    assert github([at(2, 7, 3, "bad-date", message="wrong", fix="right")]) == (
        "::error file=a.md,line=2,col=7,title=bad-date::wrong%0Afix: right\n"
    )
    assert github([at(0, 0)]) == "::warning file=a.md,title=redlink::nothing is called so\n"
    assert github([]) == ""


def test_no_text_can_begin_a_workflow_command_of_its_own() -> None:
    out = github([at(1, 1, path="a,b:%0A.md", message="50%\n::set-env name=x::y\r\n::error::z")])
    assert out.count("\n") == 1
    assert out.startswith("::warning file=a%2Cb%3A%250A.md,line=1,")
    assert "::50%25%0A::set-env name=x::y" in out
    assert "\r" not in out
