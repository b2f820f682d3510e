"""Hopeless text is refused in no time; text that only looks like it is not."""

import time

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS

HOSTILE = [
    ("a " * 600_000, "source-too-large"),
    ("[" * 10_000, "markup-too-complex"),
    ("[a](" * 10_000, "markup-too-complex"),
    ("<a " * 16_000, "markup-too-complex"),
    ("<a " * 2_500, "markup-too-complex"),
    (" ".join("`" * count for count in range(1, 400)), "markup-too-complex"),
    ('[a](b "x) ' * 5_000, "markup-too-complex"),
    ("[a](<b) " * 5_000, "markup-too-complex"),
    ("[a](b (c) " * 5_000, "markup-too-complex"),
    ("<![CDATA[ > " * 5_000, "markup-too-complex"),
    ("- x\n" + "      - ![a\n" * 5_000, "markup-too-complex"),
    ("\n".join("  " * depth + "- a" for depth in range(500)), "markup-too-deep"),
    ("- " * 5_000, "markup-too-deep"),
    (">" * 10_000, "markup-too-deep"),
    ("\n".join("> " * depth + "a" for depth in range(1, 500)), "markup-too-deep"),
]


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    body = convert(text, Options(), title="T")
    assert [problem.code for problem in body.problems] == [code]
    assert (body.html, body.title) == ("", "T")


@pytest.mark.parametrize(("text", "code"), [case for case in HOSTILE if case[1] != "markup-too-complex"])
def test_what_is_too_large_or_too_deep_is_refused_by_every_flavour(text: str, code: str) -> None:
    assert [problem.code for problem in convert(text, Options(flavour="commonmark")).problems] == [code]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("text", ["<div>\n\n" * 5_000, "<b>" * 2_000, ("<div>" * 300 + "</div>" * 300) * 2])
def test_html_nested_beyond_hope_is_refused(text: str, flavour: str) -> None:
    assert [problem.code for problem in convert(text, Options(flavour=flavour)).problems] == ["markup-too-deep"]


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "[a](" * 10_000, "a <a " * 16_000, "[^1]" * 5_000, "`" * 9_999, "*a **b " * 20_000]
)
def test_the_compiled_parser_takes_what_would_keep_the_other_busy(text: str) -> None:
    problems = convert(text, Options(flavour="commonmark")).problems
    assert {problem.code for problem in problems} <= {"unfinished-markup", "footnote"}
    assert len(problems) <= 50


def test_the_deep_line_is_pointed_at() -> None:
    (problem,) = convert("a\n\n" + "> " * 50 + "b", Options()).problems
    assert (problem.start, problem.length) == (3, 80)


def test_recursion_beyond_hope_is_a_problem_and_no_crash() -> None:
    body = convert("a\n: b\n" * 3_000, Options())
    assert [problem.code for problem in body.problems] == ["markup-too-deep"]
    assert convert("fine", Options()).html == "<p>fine</p>"


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text",
    [
        "```html\n" + "<p>\n" * 5_000 + "```",
        "\n\n".join("[a](b.md) <b>c</b> `d`" for _ in range(2_000)),
        "\n".join("  " * depth + "- a" for depth in range(20)),
        ("> " * 30 + "a\n") * 50,
        "- " * 30 + "a",
        "https://" * 10_000,
        "{% " * 10_000,
        "# a\n" * 3_000,
        "".join(f"- [[page {n}\\|Page one]]: a line\n" for n in range(5_000)),
        "".join(
            f"* [change {n}](https://x.example/{n}) __x__ `c` ([#{n}](https://x.example/ 'n'))\n"
            for n in range(3_000)
        ),
        "".join(f'{n}. a [change](https://x.example/{n} "t")<br>\n' for n in range(1, 3_500)),
        "x\n\n" + "".join(f"    a = [[ {n} < c `\n" for n in range(3_500)) + "\nend",
        "".join(f"\tm[{n} = [\n" for n in range(3_500)),
        "x\n\n" + "".join(f"    a[{n}] = b[{n}] < c\n" for n in range(3_500)),
        "".join(f"- `a{n}` and `b`\n" for n in range(4_000)),
    ],
)
def test_large_but_honest_text_is_converted(text: str, flavour: str) -> None:
    body = convert(text, Options(flavour=flavour))
    assert body.problems == ()
    assert body.html


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text",
    [
        "[a " * 1_400 + "[b](c.md) " + "d " * 10_000,
        "[x](https://example.org/x.png " * 1_000 + ")",
        "Nine[^1]. " * 3_000 + "\n\n[^1]: Counted.",
        "> ```\n> print\n> ```\n> a\n" + "b\n" * 10_000,
        "## Part " + "{ Part " * 2_500 + "{#part}",
        '<a href="javascript:x" onclick=y>z</a>\n\n## Part' + " { Part" * 2_500,
    ],
)
def test_what_is_never_closed_takes_no_second(text: str, flavour: str) -> None:
    begun = time.process_time()
    convert(text, Options(flavour=flavour))

    assert time.process_time() - begun < 0.8


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_attribute_that_is_refused_is_told_however_it_is_spelt(flavour: str) -> None:
    problems = convert("a\n\n\n{: onClick='x' }\n\n\nb", Options(flavour=flavour)).problems
    assert {problem.code for problem in problems} <= {"html-removed", "attribute-list"}
    assert problems
