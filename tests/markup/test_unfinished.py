"""Signs of links, notes and code that came to nothing: each is reported at its place, and nothing else is."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS


def found(text: str, flavour: str) -> list[tuple[str, str]]:
    """What was underlined, and the cure."""
    problems = convert(text, Options(flavour=flavour)).problems
    told = [each for each in problems if each.code in ("unfinished-markup", "footnote")]
    assert all(each.start is not None for each in told)
    return [(text[each.start or 0 : (each.start or 0) + each.length], each.fix) for each in told]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("text", "underlined", "fix"),
    [
        ("a\n\n```\ncode\n\nmore\n", "```", "write ``` on a line of its own where the code ends"),
        ("```\na\n```\n\n~~~~ md\nb\n", "~~~~", "write ~~~~ on a line of its own where the code ends"),
        ("> ```py\n> a\n", "```", "write ``` on a line of its own where the code ends"),
        ("- x\n\n  ```\n  a\n", "```", "write ``` on a line of its own where the code ends"),
        ("```py\na\n\ntext\n\n```py\nb\n```\n\nend", "```", "write ``` on a line of its own where the code ends"),
        ("see [rules] (x.md)", "[rules] (x.md)", "[rules](x.md)"),
        ("see [the *rules*] (../a/x.md#b) now", "[the *rules*] (../a/x.md#b)", "[the *rules*](../a/x.md#b)"),
        ("[rules]\n(https://x.example/a)", "[rules]\n(https://x.example/a)", "[rules](https://x.example/a)"),
        ("![a map] (map.png)", "[a map] (map.png)", "[a map](map.png)"),
        ("go (rules)[x.md] go", "(rules)[x.md]", "[rules](x.md)"),
        ("(our site)[https://x.example/]", "(our site)[https://x.example/]", "[our site](https://x.example/)"),
        ("[[House rules] x", "[[House rules]", "[[House rules]]"),
        ("[[House rules] x [y](z.md) [[w]]", "[[House rules]", "[[House rules]]"),
        ("x [House rules]] y", "[House rules]]", "[[House rules]]"),
        ("x [[House rules\ny", "[[House rules", "[[House rules]]"),
        ("[x][ref]", "[x][ref]", "write a line [ref]: with the address behind it"),
        ("[Open day][dya]\n\n[q][day]\n\n[day]: x.md", "[Open day][dya]", "[Open day][day]"),
        ("[Open day][]", "[Open day][]", "write a line [Open day]: with the address behind it"),
        ("[x](https://x.example/a and so on", "[x](https://x.example/a", "[x](https://x.example/a)"),
        ("came[^2].", "[^2]", "write its note on a line of its own, behind [^2]:"),
        ("came[^one].\n\n[^1]: a\n\nx[^1]", "[^one]", "did you mean [^1]?"),
        ("a\n\n[^1]: b", "[^1]", "put [^1] behind the words that it belongs to, or take the note out"),
        ("a[^1]\n\n[^1]: b\n[^1]: c", "[^1]", "give it another name, here and at its sign"),
        ("[day](/day/ “Open day”)", "“Open day”", '](/day/ "Open day")'),
        ("[day](x.md ‘Open day’)", "‘Open day’", '](x.md "Open day")'),
        ("[day](x.md „Offen“)", "„Offen“", '](x.md "Offen")'),
    ],
)
def test_what_is_unfinished_is_underlined(text: str, underlined: str, fix: str, flavour: str) -> None:
    assert found(text, flavour) == [(underlined, fix)]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_link_without_an_address_is_reported(flavour: str) -> None:
    problems = convert("[a](b.md) [x]()", Options(flavour=flavour)).problems
    assert [(each.code, each.start) for each in problems] == [("unfinished-markup", 14)]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text",
    [
        "- [ ] a\n- [x] b\n\n1. [ ] (see below)",
        "[sic] he said [1] (https://x.example/) as [Smith 2019] (p. 3) and [Smith](x.md) (a/b)",
        "a[i][j] = b[0] (x) and f[i](x) and [1][2] and [i][j]",
        "`[a] (x.md)` and `[^2]` and ``[[x]`` \\[rules\\] (x.md)\n\n    [a] (x.md)\n    [^2] (a)[x.md] [[b]\n",
        "```md\n[a] (x.md) [x][ref] x[^2] [[House rules]\n```\n",
        "the set [^a-z]+ and [^\\n]* of it",
        "[link] (see/below.md)\n\n[link]: x.md",
        "[a [b]] c, [[sic] he said] x, if [[ -f x ]; then",
        "> [!note] Title [x] (y)\n> [b](c.md)",
        "a[^1]\n\n[^1]: b (c)[1]\n",
        "for $[d\\mid i][d\\mid j]$ and $$\n[E:K][K:F]\n$$",
        "a [ref](b)[/ref] (c)[/d]",
        "``` title='x'\n=== \"C\"\n\n    ```c\n    x\n    ```\n```\n",
        "<pre><code>```js\nx\n```</code></pre>\n\n```js\nx\n```\n",
        "a[^Note] b[^note]\n\n[^note]: c",
        "    ```\n    set in\n",
        "a\n\n    ~~~ x\n    b",
        "````md\n```py\nx\n```\n````\n",
        "```\na\n```\n",
        "~~~\n```\n~~~\n",
        "- a\n\n      ```\n\nend",
        "“She said” [a](x.md) and “he” (b) [c](d.md 'e')",
        "[[A\nb]] and [[A|b]] and ![[C#d]]",
        "<!-- [a] (x.md) ``` -->\n\nx",
        "$$x^2 [a]$$ and 5 (or 6)[6 is rare]",
        "[a]: x.md 'b'\n\n[a][a] [b][A]",
        "x <b title='[a] (x.md)'>y</b>",
    ],
)
def test_nothing_else_is(text: str, flavour: str) -> None:
    assert found(text, flavour) == []


def test_a_blank_in_a_host_is_told_at_its_own_link() -> None:
    text = "[day](https://example.org/day “Open day”) and [s](https://example .org) and [x](https://a.example/y z)"
    problems = convert(text, Options()).problems
    told = [(each.code, text[each.start or 0 : (each.start or 0) + each.length]) for each in problems]
    assert told == [("unfinished-markup", "“Open day”"), ("unsafe-link", "[s](https://example .org")]


def told(text: str, flavour: str) -> list[str]:
    return [f"{each.start}: {each.code}" for each in convert(text, Options(flavour=flavour)).problems]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a <!-- not yet\n\nagreed --> b", 2),
        ("a <!-- not yet\nb", 2),
        ("`<!--` and <!-- *not* yet", 11),
        ("a <!-- so --> b <!-- `not` yet", 16),
    ],
)
def test_a_remark_that_would_be_published_stops_the_build(text: str, start: int, flavour: str) -> None:
    assert told(text, flavour) == [f"{start}: hides-nothing"]


def test_a_remark_without_an_end_is_published_or_takes_the_rest_with_it() -> None:
    assert told("a\n\n<!-- not yet", "python-markdown") == ["3: hides-nothing"]
    assert told("a\n\n<!-- not yet", "commonmark") == ["3: unfinished-markup"]
    assert told("<div>\n<!-- not yet\n</div>", "python-markdown") == ["6: unfinished-markup"]


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b -->",
        "<!-- a\n\nb -->\n\nend",
        "a\n\n<!--more-->\n\nb",
        "<!-- more -->",
        "`<!-- a` and ``<!-- ` b``",
        "```html\n<!-- a\n```\n\nb",
        "    <!-- a\n\nb",
        "\\<!-- a and &lt;!-- b",
    ],
)
def test_other_remarks_are_in_order(text: str, flavour: str) -> None:
    assert told(text, flavour) == []
