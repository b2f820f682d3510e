"""The table of cases in tests/markup/cases/: a title, what is typed, what comes out, and where flavours differ."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS

FOLDER = Path(__file__).parent / "cases"
VALUES = {"page.imgdir": "/assets/x/", "site.baseurl": ""}


class Case(NamedTuple):
    file: str
    title: str
    typed: str
    expected: str
    differing: dict[str, str]
    """What comes out in a flavour that reads it otherwise."""


def read(path: Path) -> list[Case]:
    """`=== title`, what is typed, `---->`, what is expected; `----> flavour` and what that makes else."""
    cases = []
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, _, rest = part.partition("\n")
        typed, _, rest = rest.partition("\n---->\n")
        expected, *others = re.split(r"^----> ", rest, flags=re.M)
        differing = {name: html.strip() for name, _, html in (other.partition("\n") for other in others)}
        cases.append(Case(path.stem, title, typed, expected.strip(), differing))
    return cases


FILES = sorted(FOLDER.glob("*.md"))
CASES = [case for path in FILES for case in read(path)]


def shape(html: str) -> str:
    """HTML without the white space that no reader sees; a slot is `{0}`."""
    html = re.sub("\0(\\d+)\0", r"{\1}", html)
    html = re.sub(r"\s*\n\s*(<(?:ul|ol|dl|div|blockquote|p)\b)", r"\1", html)
    return re.sub(r">\s*\n\s*<", "><", re.sub(r"\n +(?=\S)", "\n", html)).strip()


def test_every_file_of_the_table_has_cases_with_titles_of_their_own() -> None:
    assert {case.file for case in CASES} == {path.stem for path in FILES}
    assert {"blocks", "inline", "links", "lists"} <= {case.file for case in CASES}
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_a_case_comes_out_as_the_table_says(case: Case) -> None:
    for flavour in FLAVOURS:
        body = convert(case.typed, Options(flavour=flavour, frames=("ok.example",)), values=VALUES)
        assert shape(body.html) == shape(case.differing.get(flavour, case.expected)), flavour


@pytest.mark.parametrize("case", [case for case in CASES if case.differing], ids=lambda case: case.title)
def test_a_difference_is_listed_only_where_there_is_one(case: Case) -> None:
    assert set(case.differing) < set(FLAVOURS)
    assert shape(case.expected) not in [shape(html) for html in case.differing.values()]
