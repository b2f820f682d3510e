"""Papers drawn at random: no word is lost or moved, and a text that was repaired is left alone."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.fields.frontmatter import split
from sitegen.tidying import tidied
from sitegen.tidying.blocks import read_blocks
from sitegen.tidying.lines import page_numbers, read
from sitegen.tidying.writing import Writer
from tests.sizes import drawn

WORDS = (
    "harbour",
    "lists",
    "of",
    "the",
    "members’",
    "tide",
    "Forum",
    "e.g.",
    "open-data",
    "Straße",
    "(LPDU)",
    "2010",
)
BLANKS = ("", "\n", "\n\t\n", "\n \n", "\n\u00a0\n\n")
GAPS = (" ", "\t", "  ", "\u00a0 ", " \u00a0\u00a0")
ENDS = (".", ";", ":", "?", "", ".  ", ". \t")
MARKDOWN = (
    "| a | b |\n|---|---|\n| c | d |",
    "> said",
    "```\n· code\n\n\t1.\tcode\n```",
    "![alt](x.png)",
    "[[Name]]",
)


@st.composite
def papers(draw: Callable[..., object]) -> tuple[str, list[str]]:
    """Draw a text, and its words with the signs that count something, in their order."""
    text, words, number, page = "", [], 0, 0
    letters, romans = 0, 0

    def one(*choices: object) -> str:
        return str(draw(st.sampled_from(choices)))

    def sentence(most: int) -> str:
        said = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most)))  # type: ignore[arg-type]
        words.extend(re.findall(r"\w+", said))
        return said.replace("harbour", one("harbour", "har\u00adbour")) + one(*ENDS)

    for _ in range(int(one(*range(3, 20)))):
        sort = one("bare", "words", "number", "letter", "roman", "bullet", "second", "page", "markdown")
        lead = one("", "", "", "  ", "\t")
        if sort == "bare":
            title = one("Background", "Next steps", "What members may weigh")
            words += title.split()
            text += title
        elif sort == "words":
            text += lead + sentence(60)
        elif sort == "number":
            number, letters, romans = number + 1, 0, 0
            words.append(str(number))
            text += f"{number}{one('.', ')')}{one(*GAPS)}{sentence(40)}"
        elif sort == "letter":
            sign, letters, romans = "abcdefgh"[letters % 8], letters + 1, 0
            words.append(sign)
            text += lead + one(f"{sign})", f"({sign})", f"{sign}.") + one(*GAPS) + sentence(20)
        elif sort == "roman":
            sign, romans = ("i", "ii", "iii", "iv")[romans % 4], romans + 1
            words.append(sign)
            text += lead + one(f"{sign})", f"({sign})", f"{sign}.") + one(*GAPS) + sentence(20)
        elif sort == "bullet":
            text += lead + one("·", "•", "▪", "\uf0b7") + one(*GAPS) + sentence(30)
        elif sort == "second":
            text += lead + "o\t" + sentence(30)
        elif sort == "page":
            page += 1
            text += f"\n\nPage {page}\n"
        else:
            shown = one(*MARKDOWN)
            words += re.findall(r"\w+", shown)
            text += f"\n\n{shown}\n"
        text += "\n" + one(*BLANKS)
    return text, words


@settings(max_examples=drawn(1000))
@given(papers())
def test_words_stay_in_order_and_a_repaired_text_is_left_alone(paper: tuple[str, list[str]]) -> None:
    text, words = paper
    found = tidied(text, "x.md")
    assert found.diagnostics == ()
    parts = split(found.text, "x.md")
    title = re.findall(r"^title: (.*)$", parts.head or "", re.MULTILINE)
    assert re.findall(r"\w+", "\n".join([*title, parts.body]).replace("\u00ad", "")) == words
    assert tidied(found.text, "x.md").text == found.text


@settings(max_examples=drawn(500))
@given(papers())
def test_what_is_written_is_read_as_it_was_written(paper: tuple[str, list[str]]) -> None:
    def written(text: str) -> str:
        lines = read(text.split("\n"))
        return Writer(read_blocks(lines, page_numbers(lines))).text()

    once = written(tidied(paper[0], "x.md").text.partition("---\n\n")[2])
    assert written(once) == once
