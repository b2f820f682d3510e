"""The examples of the CommonMark specification, and GitHub's of tables and struck out words, in both flavours.

What a flavour reads otherwise is a row of the table in the manual, and is listed here under that row.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen import markup
from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from tests.npm import package

VERSION = "0.31.2"
DIGEST = (
    "bd72b199c97324fca684e2580f6e86d2806356621c282f29e66d83bc722ad40d"
    "5bb6bd66d2bd1d4ff3f3440e7f9f0c546c200f79d30d3c4a22404fb3bee39c3b"
)
MANUAL = Path(__file__).parents[3] / "docs" / "manual" / "markdown.md"

BOTH = {"`[[words]]`, also where `[words]:` gives an address": [548, 559, 590]}
"""Rows of the manual, and the numbers of the examples that come out otherwise in both flavours."""
PYTHON_MARKDOWN = {
    "`---` or `===` under a paragraph of several lines, in an item or set in": [81, 82, 84, 95, 216, 300],
    "blank lines between some items of a list, or in one of them": [5, 264, 270, 271, *range(314, 322)],
    "an item or a quote that begins with code: `-      code`": [6, 7, 236, 273, 274, 278],
    "an item whose words begin on the line below": [279, 280],
    "`>` alone, or a quote in an item of a quote": [239, 240, 292, 293],
    "an item set in by a blank more than its list, or numbered `007.`": [238, 257, 266, 268, 312, 313],
    "a list of `*`, then `+`": [301, 302],
    "a backslash in a title, a name of an address, an automatic link, a tag or the language of code": [
        *(14, 20, 23, 24, 194, 202, 493, 549, 550, 603, 606, 632),
    ],
    "`&#87654321;`, or an entity as the language of code or the quotes of a title": [28, 34, 41],
    "a line that is a tag of running text alone, such as `<del>`": [
        *(21, 31, *range(162, 168), 187, 476, 477, *range(613, 617), 630, 631, 642, 643),
    ],
    "text directly under `</div>`": [161, 177, 178, 186],
    "a tag set in by four spaces, behind a blank line within HTML": [184, 191],
    "a `<div>` in an item that is never closed": [175],
    "`<style>` over several lines": [172, 173],
    "`</a href>`, `<!ELEMENT>`": [624, 628],
    "the address of a name over several lines or within a paragraph": [195, 196, 201, 213, 540, 541, 551, 552],
    "blanks and line breaks within back-ticks": [138, *range(331, 338), 347, 640, 641],
    "back-ticks that begin in a tag or an automatic link": [344, 346],
    '`**"well"**said`': [352, 354, 368, 369, 380, 392],
    "`***word***`": [416, 467, 468],
    "`[a](b c.md)`": [488, 490, 491, 494, 504, 507, 568, 602],
    "a title in round brackets, or with quotes within": [505, 508],
    "a link in the words of a link": [518, 519, 520, 532, 533, 574],
    "a bracket of a link in a tag or an automatic link": [524, 526, 536, 538],
    "`[words] [name]`, and three brackets in a row": [542, 543, 569, 571],
    "emphasis in the words of a picture": [573, 576, 577, 585, 589],
    "`<localhost:5001>`, `<MAILTO:a@b.example>`": [597, 598, 601],
    "blanks at the end of a line": [118, 226, 556, 587, 635, 645, 649],
}
"""The same for this flavour alone."""


class Example(NamedTuple):
    number: int
    typed: str
    html: str


@cache
def examples() -> list[Example]:
    text = (package("commonmark-spec", VERSION, DIGEST) / "spec.txt").read_text(encoding="utf-8")
    text = text.partition("<!-- END TESTS -->")[0].replace("→", "\t")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.M | re.S)
    return [Example(number, typed, html) for number, (typed, html) in enumerate(found, 1)]


class Fixed:
    """A flavour that answers with HTML given: what all flavours share happens to it."""

    costly = False

    def __init__(self, html: str) -> None:
        self._html = html

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        return self._html, ()


def shape(html: str) -> str:
    """HTML without the blanks that no reader sees; slots are alike."""
    html = re.sub("\0\\d+\0", "{}", html)
    html = re.sub(r"\s*\n\s*(?=</?(?:ul|ol|li|p|blockquote|h\d|pre|div|hr|table|details)\b)", "", html)
    return re.sub(r"\n +", "\n", re.sub(r"(?<=>)\s*\n\s*(?=<)", "", html)).strip()


@cache
def wanted() -> dict[int, str]:
    """What each example says should come out, made into a body like what a flavour makes."""
    found = {}
    for each in examples():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(markup, "flavour", lambda name, each=each: Fixed(each.html))
            found[each.number] = shape(convert(each.html, Options()).html)
    return found


def read_otherwise(flavour: str) -> set[int]:
    """The numbers of the examples that a flavour reads otherwise than they say."""
    shown = {each.number: shape(convert(each.typed, Options(flavour=flavour)).html) for each in examples()}
    return {number for number in shown if shown[number] != wanted()[number]}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_what_a_flavour_reads_otherwise_than_the_specification_is_known(flavour: str) -> None:
    rows = {"commonmark": BOTH, "python-markdown": BOTH | PYTHON_MARKDOWN}[flavour]
    assert len(examples()) == 652
    assert read_otherwise(flavour) == {n for numbers in rows.values() for n in numbers}


def test_the_manual_has_a_row_for_each_difference() -> None:
    section = MANUAL.read_text(encoding="utf-8").partition("## The two flavours")[2].partition("\n## ")[0]
    rows = set(re.findall(r"^\| (.*?) \| ", section, re.M))
    assert {*BOTH, *PYTHON_MARKDOWN} - rows == set()


GITHUB = [
    ("| foo | bar |\n| --- | --- |\n| baz | bim |\n", [["foo", "bar"], ["baz", "bim"]]),
    ("| abc | defghi |\n:-: | -----------:\nbar | baz\n", [["abc", "defghi"], ["bar", "baz"]]),
    ("| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n", [["f|oo"], ["b | az"], ["b | im"]]),
    ("| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n", [["abc", "def"], ["bar", "baz"]]),
    ("| abc | def |\n| --- |\n| bar |\n", []),
    (
        "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n",
        [["abc", "def"], ["bar", ""], ["bar", "baz"]],
    ),
    ("| abc | def |\n| --- | --- |\n", [["abc", "def"]]),
]
"""Tables of GitHub Flavored Markdown 0.29, section 4.10, with their cells."""
TABLES_OTHERWISE = {"python-markdown": [2, 6]}
"""The bar in code, and a head alone, as the manual has it."""


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("number", range(len(GITHUB)))
def test_tables_are_those_of_github(number: int, flavour: str) -> None:
    typed, cells = GITHUB[number]
    rows = re.findall(r"<tr>(.*?)</tr>", convert(typed, Options(flavour=flavour)).html, re.S)
    shown = [
        [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows
    ]
    assert (shown == cells) == (number not in TABLES_OTHERWISE.get(flavour, []))


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("~~Hi~~ Hello, world!", "<p><del>Hi</del> Hello, world!</p>"),
        ("This ~~has a\n\nnew paragraph~~.", "<p>This ~~has a</p>\n<p>new paragraph~~.</p>"),
        ("a ~~**b** c~~ d", "<p>a <del><strong>b</strong> c</del> d</p>"),
    ],
)
def test_struck_out_words_are_those_of_github(typed: str, shown: str, flavour: str) -> None:
    assert convert(typed, Options(flavour=flavour)).html == shown
