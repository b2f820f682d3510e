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
        ("- [] call Lea", "- []", "- [ ]"),
        ("-[ ] call Lea", "-[ ]", "- [ ]"),
        ("-[x] call Lea", "-[x]", "- [x]"),
        ("a\n\n´´´\ncode\n´´´\n", "´´´", "write ``` here and where it ends"),
        ("a\n\n'''\ncode\n'''\n", "'''", "write ``` here and where it ends"),
        ("so ** fett ** it is", "** fett **", "**fett**"),
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
        ("see (rules) [x.md] now", "(rules) [x.md]", "[rules](x.md)"),
        ("see {rules}(x.md) now", "{rules}(x.md)", "[rules](x.md)"),
        ("see {rules} [x.md] now", "{rules} [x.md]", "[rules](x.md)"),
        ("see [rules]{https://x.example/a} now", "[rules]{https://x.example/a}", "[rules](https://x.example/a)"),
        ("see [rules][x.md] now", "[rules][x.md]", "[rules](x.md)"),
        ("see [rules[x.md] now", "[rules[x.md]", "[rules](x.md)"),
        ("see rules](x.md) now", "rules](x.md)", "[rules](x.md)"),
        ("see ![](map.png", "[](map.png", "[](map.png)"),
        ("see [x][] now", "[x][]", "write a line [x]: with the address behind it"),
        ("[a] [ref2]", "[a] [ref2]", "write [a][ref2], and a line [ref2]: with the address behind it"),
        ("a [x][ref] b\n\n[ref]:\n\nc", "[ref]:", "write the address behind [ref]:"),
        ("see [[ ]] now", "[[ ]]", "write the name of a page between them"),
        (
            "see [](../a/house-rules.md#b)",
            "[](../a/house-rules.md#b)",
            "write words between its brackets, such as [house rules](../a/house-rules.md#b)",
        ),
        (
            "- a\n\n  ```py\n  x = 1\n\n- b\n\ntext",
            "```",
            "write ``` on a line set in like this one where the code ends",
        ),
        (
            "1. a\n   ~~~\n   x = 1\n2. b\n\n~~~\nc\n~~~\n",
            "~~~",
            "write ~~~ on a line set in like this one where the code ends",
        ),
        ('```py title="x\na\n```', 'title="x', 'title="x"'),
        ("~~~ py title=“x y”\na\n~~~", "title=“x y”", 'title="x y"'),
        (
            "a **b c\nd\n\n**e**",
            "**",
            "write ** behind the words that are to be bold, or \\** for the sign itself",
        ),
        (
            "> a `b c\n\n`d`",
            "`",
            "write ` behind the words that are to be set as code, or \\` for the sign itself",
        ),
        ("a ==b\n\n==c==", "==", "write == behind the words that are to be marked, or \\== for the sign itself"),
        ("- a ~~b", "~~", "write ~~ behind the words that are to be struck, or \\~~ for the sign itself"),
        ("a ** b** c", "** b**", "**b**"),
        ("a **b ** c", "**b **", "**b**"),
        ("##Hours\n\na", "##Hours", "## Hours"),
        ("a\n\n#Opening hours\nb", "#Opening hours", "# Opening hours"),
        (
            "#Hours\n\na",
            "#Hours",
            "write # Hours for a heading; tags are listed under tags: in the front matter",
        ),
        ("1)wash\n", "1)wash", "1) wash"),
        ("a\n\n2.Wash it\n", "2.Wash it", "2. Wash it"),
        ("| a | b |\n| c | d |", "| a | b |", "below it: | --- | --- |"),
        ("| a | b |\n|---|\n| c | d |", "|---|", "| --- | --- |"),
        (
            "|---|---|\n| a | b |\n|---|---|",
            "|---|---|",
            "put the row with the names of the columns above the dashes",
        ),
        ("> [!warn\n> a", "[!warn", "[!warn]"),
        ("> [!tip) T\n> a", "[!tip)", "[!tip]"),
        ("[!NOTE]\na", "[!NOTE]", "> [!NOTE]"),
        ("::: tip\na", "::: tip", "write ::: on a line of its own where it ends"),
        ("a\n\n:::\n\nb", ":::", "take this line out, or write :::note where the section begins"),
        ("> :::tip\n> a\n> b", ":::tip", "take the > away before its lines"),
        ("::: a.b.C", "::: a.b.C", "take it out, or write what it stands for"),
        ("<details>\n<summary>a</summary>\n\nb", "<details>", "write </details> where it ends"),
        ("<div>\n\na\n\n<div>\n\nb\n\n</div>\n", "<div>", "write </div> where it ends"),
        ("a <b>b c\n\nd", "<b>", "write </b> where it ends"),
        (
            'a\n\n{{< figure src="x.png">}\n\nb',
            '{{< figure src="x.png">}',
            '{{< figure src="x.png" >}}',
        ),
        ("a {{ page.title } b", "{{ page.title }", "{{ page.title }}"),
        ("{% include a.html }\n\nb", "{% include a.html }", "{% include a.html %}"),
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
        "2 ** 3 ** 4 and a == b and x==y and ~~ alone and use **kwargs, *.md, src/**/*.py and a\\*\\*b",
        "the ` key, don`t and ``quoted''",
        "**a** and\n**b\nc** and `d\ne` and ==f\ng==",
        "<div>**Update!** see [x](y.md)</div>",
        "#tag #other\n\n#opendata is great\n\n#Idea #Other\n\n#1 of them\n\n#BarCamp begins",
        "a #Hours b and C# and #12",
        "1.5 litres and\n2.x\n\n3.NET\n\n(1)a",
        "| a | b |\n|---|---|\n| c | d |\n\nx | y\n\n|a|\n|b|",
        "    | a | b |\n    | c | d |\n",
        "> [!note] a [b\n> c\n\n> [not] a sign",
        "<details><summary>a</summary>b</details>\n\nc `<div>` and\n\n    <div>\n    <b>\n\n<br> <hr>",
        "```html\n<div>\n```\n\n- a\n\n    ```html\n    <b>\n    ```\n",
        "$x_{{a}_b}$ and ${a}(b) and {a} (b) and {id}(/posts)",
        "[options] [file] [more] and [1] [2] and [Smith] said\n\n- [ ] [x] a\n- [x] [b][c]\n\n[c]: x.md",
        "[a [b](x.md) c](y.md) \\[a](x.md) \\{b\\}(x.md)",
        "[]{#a} <a id='c'></a> [![](a.png)](b.md)",
        "- a\n\n  ```py\n  x\n  ```\n\n- b\n\n```py title='x'\ny\n```\n",
        '~~~md\n```py title="x\n~~~\n',
        "a\n\n:a: b\n\nc :::d",
        "a <b>b $100</b> and $200 c",
        "<div>\n<section>\n<div>\na\n</div>\n</div>\n</section>\n</div>\n",
    ],
)
def test_nothing_else_is(text: str, flavour: str) -> None:
    assert found(text, flavour) == []


def test_a_blank_in_a_host_is_told_at_its_own_link() -> None:
    text = "[day](https://example.org/day “Open day”) and [s](https://example .org) and [x](https://a.example/y z)"
    problems = convert(text, Options()).problems
    told = [(each.code, text[each.start or 0 : (each.start or 0) + each.length]) for each in problems]
    assert told == [
        ("unfinished-markup", "“Open day”"),
        ("unsafe-link", "[s](https://example .org"),
        ("unfinished-markup", "[x](https://a.example/y z)"),
    ]


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


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("**Draft:** true\n\na", "Draft:** true"),
        ("# A\n\nDraft: yes\n", "Draft: yes"),
        ("> private = on\n\na", "private = on"),
        ("published: false\n", "published: false"),
    ],
)
def test_a_word_that_hides_stops_the_build_where_it_is_text(text: str, underlined: str, flavour: str) -> None:
    (problem,) = convert(text, Options(flavour=flavour)).problems
    assert problem.code == "hides-nothing"
    assert problem.start is not None
    assert text[problem.start : problem.start + problem.length] == underlined


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text",
    [
        "Draft: no\n",
        "Draft: yes, we have one\n",
        "Status: draft\n",
        "published: true\n",
        "`draft: true`\n",
        "```\ndraft: true\n```\n\na",
        f"{'words ' * 90}\n\ndraft: true\n",
    ],
)
def test_other_words_of_a_text_hide_nothing(text: str, flavour: str) -> None:
    assert told(text, flavour) == []


@pytest.mark.parametrize(
    ("text", "fix"),
    [("a **un-**conf", "**un**-"), ("日本**重要：**文字", "**重要**："), ("a **x.**b", "**x**.")],
)
def test_a_letter_behind_bold_words_and_their_sign_is_reported_where_it_keeps_them_from_being_bold(
    text: str, fix: str
) -> None:
    assert [each[1] for each in found(text, "commonmark")] == [fix]
    assert found(text, "python-markdown") == []


def test_a_blank_before_the_name_of_an_address_is_reported_where_it_counts() -> None:
    text = "[a] [b2]\n\n[b2]: x.md"
    assert found(text, "commonmark") == [("[a] [b2]", "[a][b2]")]
    assert found(text, "python-markdown") == []


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("text", "underlined", "pasted"),
    [
        ("[day](https://a.example/day «Jour»)", "«Jour»", '"Jour"'),
        ("[day](https://a.example/day ’Open’)", "’Open’", '"Open"'),
        ("[day](https://a.example/day ″Open″)", "″Open″", '"Open"'),
        ('[day](https://a.example/day "Open “day)', '"Open “day', '"Open “day"'),
        ("[day](https://a.example/day Open day)", "[day](https://a.example/day Open day)", None),
        ("[s](https ://a.example)", "[s](https ://a.example)", "[s](https://a.example)"),
        ("[s](https://example.\norg)", "[s](https://example.\norg)", "[s](https://example.org)"),
        ("<https://example .org>", "<https://example .org>", "<https://example.org>"),
    ],
)
def test_a_title_without_quotes_is_no_part_of_an_address(
    text: str, underlined: str, pasted: str | None, flavour: str
) -> None:
    [told] = [
        each for each in convert(text, Options(flavour=flavour)).problems if each.code == "unfinished-markup"
    ]
    assert text[told.start or 0 : (told.start or 0) + told.length] == underlined
    assert (told.edit.text if told.edit else None) == pasted


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text", ['[a](x.md "T")', "[a](x.md\n'T')", "`[a](https://a.example b)`", "a <https://a.example/b>"]
)
def test_titles_and_addresses_that_are_right_are_left_alone(text: str, flavour: str) -> None:
    assert not convert(text, Options(flavour=flavour)).problems
