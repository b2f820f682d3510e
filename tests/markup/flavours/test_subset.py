"""Texts of the common subset come out the same from both parsers, and most real texts are of it."""

import runpy
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.fields.frontmatter import split
from sitegen.markup import Options
from sitegen.markup.flavours.commonmark import CommonMark
from sitegen.markup.flavours.python_markdown import PythonMarkdown
from sitegen.markup.flavours.subset import CommonFirst, alike, common
from sitegen.markup.paths import COMMON, shortcuts
from sitegen.markup.placeholders import normalise
from sitegen.markup.sanitise import policy
from tests.markup.flavours.subset_texts import Draw
from tests.markup.flavours.test_pm_fast import cases
from tests.sizes import drawn

ROOT = Path(__file__).parents[3]
COMPILED, LIBRARY = CommonMark(), PythonMarkdown()


def by_compiled(text: str) -> str:
    """Clean HTML as the compiled parser makes it of a common text; blanks around it are cut off later."""
    return policy("sanitise").clean(alike(text, COMPILED.html(text)[0])).strip()


def by_library(text: str) -> str:
    html, dropped = LIBRARY.html(text)
    assert not dropped
    return policy("sanitise").clean(html).strip()


@settings(max_examples=drawn(2000), deadline=None)
@given(st.integers(min_value=0, max_value=1 << 40))
def test_a_text_drawn_from_the_grammar_comes_out_the_same_from_both_parsers(seed: int) -> None:
    text = Draw(seed).text()
    if common(text):
        assert by_compiled(text) == by_library(text)


def test_a_text_nearly_of_the_grammar_comes_out_the_same_or_is_not_accepted() -> None:
    accepted = refused = 0
    for seed in range(drawn(4000)):
        draw = Draw(seed)
        text = draw.text()
        for _ in range(6 if common(text) else 0):
            mutated = normalise(draw.mutated(text))
            if common(mutated):
                accepted += 1
                text = mutated
                assert by_compiled(text) == by_library(text), repr(text)
            else:
                refused += 1
    assert min(accepted, refused) > drawn(1000)


def test_the_cases_of_the_flavours_come_out_the_same_or_are_not_accepted() -> None:
    accepted = [text for text in cases() if common(text)]
    assert len(accepted) > 40
    for text in accepted:
        assert by_compiled(text) == by_library(text), repr(text)


@pytest.mark.parametrize(
    "text",
    [
        "A paragraph with **strong words**, *stress*, `code`, a [link](/blog/) and\na second line & more.",
        "## Which licence?\n\nTom & Jerry's \u201cfile\u201d costs 5% at 9:30 (well-known).",
        "- one\n  wrapped\n- two\n    - nested\n    - more\n- [x] done",
        "1. one\n   wrapped\n\n2. two\n\n10. ten",
        "6. Please name:\n\n    a) networks;\n\n    b) events.\n\n7. A note",
        "After *Putting the\nFrontline First* the [minutes\npage](/there/) says **more\nthan** that.",
        "> a quote\n> of two lines\n>\n> and a paragraph",
        "> [!note] Title\n> words",
        "| a | b |\n|---|:-:|\n| `c` | zqx0x |\n| | **d** |",
        '```python title="A file"\nif a < b:\n\n\treturn "c" & d\n```',
        "A note[^1] and another[^two].\n\n[^1]: Here.\n[^two]: There,\n    on two lines.",
        "Wednesday\n:   Newcomers in the\n    morning\n\nThursday\n:   Money",
        "![A house](house.png)\n\nzqx1x\n\n---\n\n<https://example.org/a> and ~~struck~~ snake_case",
    ],
)
def test_what_hubs_are_written_with_is_common(text: str) -> None:
    assert common(text)
    assert by_compiled(text) == by_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>HTML</b>",
        "*[GLA]: Greater London Authority",
        "!!! note\n    words",
        "words\n{: .class}",
        "a [reference][x]\n\n[x]: /there/",
        "    indented code",
        "a\nb\n---",
        "_stress_ in underscores",
        "an \\*escape\\*",
        "&copy; as an entity",
        "- a\n\n- b\n- c",
        "- *a\n  b*",
        "1. a\n\n    b\n    c\n\n2. d",
        "1. a[^1]\n\n[^1]: b\n\n1. c",
        "| a | b |\n|---|---|\n| c |",
        "a[^1] and b[^2]\n\n[^1]: one alone",
        "a ** b ** c",
        "# Closed #",
        "a\u00a0b",
        "- a\n\n1. b",
        "`unclosed",
        "``double``",
        "```\nunclosed",
    ],
)
def test_what_the_flavours_may_read_otherwise_is_not_common(text: str) -> None:
    assert not common(text)
    assert CommonFirst().html(text) == LIBRARY.html(text)


@pytest.mark.parametrize(
    "flood",
    [
        *("*a ", "**a ", "`a", "[a", "[a](b", "a_", "- a\n", "> a\n", "1. a\n\n", "| a ", "|a|b|\n", "a\n"),
        *("a\n:   b\n", "![a", "~~a ", "```\n", "[^a] ", "[^a]: b\n", "- a\n  - b\n", "<a", "**[a](b) "),
        *("# a\n\n", "a & ", "a! ", " ", "\n", "a\n\n", "|a\n\n"),
    ],
)  # fmt: skip
def test_a_flood_is_read_in_linear_time(flood: str) -> None:
    def taken(text: str) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            common(text)
            best = min(best, time.process_time() - start)
        return best

    short, long = (flood * (size // len(flood)) + "<" for size in (20_000, 160_000))
    assert taken(long) < 16 * taken(short) + 0.01


def test_most_texts_of_the_hub_and_all_of_the_benchmark_take_the_compiled_parser() -> None:
    bodies = [
        split(path.read_text(encoding="utf-8"), path.name).body for path in (ROOT / "content").glob("**/*.md")
    ]
    taken = [COMMON in shortcuts(body, Options()) for body in bodies]
    assert sum(taken) > 0.9 * len(taken)
    posts = runpy.run_path(str(ROOT / "benchmarks/corpus.py"))["posts"]
    assert all(COMMON in shortcuts(post.body, Options()) for post in posts(20))
    assert COMMON not in shortcuts("<b>x</b>", Options())
