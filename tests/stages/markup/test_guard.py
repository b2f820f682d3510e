"""Hopeless text is refused in no time; text that only looks like it is not."""

import pytest

from sitegen.stages.markup import Options, convert


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a " * 600_000, "source-too-large"),
        ("[" * 10_000, "markup-too-complex"),
        ("[a](" * 10_000, "markup-too-complex"),
        ("<a " * 16_000, "markup-too-complex"),
        (" ".join("`" * count for count in range(1, 400)), "markup-too-complex"),
        ("\n".join("  " * depth + "- a" for depth in range(500)), "markup-too-deep"),
        ("- " * 5_000, "markup-too-deep"),
        (">" * 10_000, "markup-too-deep"),
        ("\n".join("> " * depth + "a" for depth in range(1, 500)), "markup-too-deep"),
    ],
)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    body = convert(text, Options(), title="T")
    assert [problem.code for problem in body.problems] == [code]
    assert (body.html, body.title) == ("", "T")


def test_recursion_beyond_hope_is_a_problem_and_no_crash() -> None:
    body = convert("a\n: b\n" * 3_000, Options())
    assert [problem.code for problem in body.problems] == ["markup-too-deep"]
    assert convert("fine", Options()).html == "<p>fine</p>"


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
    ],
)
def test_large_but_honest_text_is_converted(text: str) -> None:
    body = convert(text, Options())
    assert body.problems == ()
    assert body.html
