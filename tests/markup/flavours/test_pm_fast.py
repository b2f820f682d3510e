"""Leaving out what a text gives no reason for changes nothing but the time it takes."""

import random
import re
import runpy
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import markdown
import pytest
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor

from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import assembled
from sitegen.markup.flavours import pm_fast
from sitegen.markup.flavours.python_markdown import PythonMarkdown
from sitegen.markup.placeholders import normalise, protect
from tests.markup.test_safety import ATTACKS
from tests.sizes import drawn

ROOT = Path(__file__).parents[3]
PIECES = (
    *"`*_~[]()<>!#-+=|:{}&\\\"'. \n^/1a",
    "\n\n",
    "    ",
    "  \n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n---\n",
    "\n===\n",
    "![",
    "](",
    "[^1]",
    "\n[^1]: ",
    "\n*[a]: ",
    "\n[a]: ",
    "\n: ",
    "\n!!! note\n    ",
    "{: .x}",
    "<b>",
    "<div markdown=1>",
    "&amp;",
    "| a |\n|---|\n",
    "```\n",
    "**a**",
    "word",
)


def cases() -> Iterator[str]:
    """Every file of cases, whole and in its parts."""
    for path in (ROOT / "tests/markup/cases").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        yield text
        yield from re.split(r"^=== .*\n|^---->\n", text, flags=re.M)


def soups() -> Iterator[str]:
    """Signs of Markdown in any order, the same in every run."""
    chance = random.Random(3)
    for _ in range(drawn(1500)):
        yield "".join(chance.choices(PIECES, k=chance.randrange(1, 40)))


TEXTS: dict[str, Callable[[], Iterable[str]]] = {
    "the demo hub": lambda: (
        path.read_text("utf-8").partition("\n---\n")[2] for path in ROOT.glob("content/**/*.md")
    ),
    "the cases": cases,
    "the benchmark": lambda: (
        post.body for post in runpy.run_path(str(ROOT / "benchmarks/corpus.py"))["posts"](25)
    ),
    "the attacks": lambda: ATTACKS,
    "soups": soups,
}
"""Everything at hand that somebody or something wrote."""


@pytest.mark.parametrize("written", TEXTS)
def test_the_html_is_the_same_with_every_step_asked(written: str) -> None:
    quick, stock = PythonMarkdown(), PythonMarkdown(quick=False)
    assert type(quick._md.parser) is not type(stock._md.parser)
    texts = list(TEXTS[written]())
    assert texts
    for text in texts:
        protected, _ = protect(normalise(text), {}, assembled(CONSTRUCTS).taken)
        assert quick.html(protected) == stock.html(protected), text


def test_another_release_of_the_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "__version_info__", (3, 12, 0))
    left = PythonMarkdown()
    assert type(left._md.parser) is markdown.blockparser.BlockParser
    assert left.html("*a*") == ("<p><em>a</em></p>", ())


def test_a_pattern_without_a_sign_is_asked_about_every_text() -> None:
    md = markdown.Markdown()
    md.inlinePatterns.register(SimpleTagInlineProcessor("(%)([a-z]+)%", "mark"), "new", 65)
    pm_fast.quicken(md, {})
    assert md.convert("plain %new% text") == "<p>plain <mark>new</mark> text</p>"


def test_a_processor_without_a_sign_is_asked_about_every_block() -> None:
    asked: list[str] = []

    class New(BlockProcessor):
        def test(self, parent: object, block: str) -> bool:
            asked.append(block)
            return False

    md = markdown.Markdown()
    md.parser.blockprocessors.register(New(md.parser), "new", 200)
    pm_fast.quicken(md, {})
    md.convert("a\n\n# b\n\nc")
    assert asked == ["a", "# b", "c", ""]
