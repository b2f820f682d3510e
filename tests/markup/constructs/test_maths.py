"""Formulas between dollars: what is one and what is not, in both flavours, and that they do no harm."""

import re
import subprocess
import sys
import time
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from sitegen.markup.constructs.maths import MOST
from sitegen.markup.flavours import FLAVOURS
from sitegen.markup.maths import Unreadable, mathml
from sitegen.model.body import Body

flavours = pytest.mark.parametrize("flavour", FLAVOURS)
_MATH = re.compile(r'<math display="(\w+)">.*?x-tex">(.*?)</annotation></semantics></math>', re.S)


def body(text: str, flavour: str = "commonmark", *, maths: bool = True) -> Body:
    return convert(text, Options(flavour=flavour, maths=maths), title="T")


def formulas(text: str, flavour: str = "commonmark") -> list[str]:
    """The TeX of the formulas in a text."""
    return [found[1] for found in _MATH.findall(body(text, flavour).html)]


ONES = {
    "in a sentence": ("The area is $\\pi r^2$.", ["\\pi r^2"]),
    "of one letter": ("$x$", ["x"]),
    "with signs of Markdown": ("$a_1*b*c_2$ and $[0, 1)$", ["a_1*b*c_2", "[0, 1)"]),
    "with signs of HTML": ("$a<b$ & $c>d$", ["a&lt;b", "c&gt;d"]),
    "in emphasis": ("**so $a$** *$b$*", ["a", "b"]),
    "in a heading": ("## The $n$th\n", ["n"]),
    "in a cell, with a bar": ("| a |\n|---|\n| $|x|$ |\n", ["|x|"]),
    "in an item": ("- $a$\n- b $c$", ["a", "c"]),
    "in a link": ("[the $n$th](https://example.org/)", ["n"]),
    "over two lines": ("so $a +\nb$ is", ["a +\nb"]),
    "in a quote over two lines": ("> so $a +\n> b$ is", ["a +\nb"]),
    "in a line of its own": ("$$E = mc^2$$", ["E = mc^2"]),
    "in lines of its own": ("$$\na\n- b\n= c\n$$", ["a\n- b\n= c"]),
    "in an item, in lines of its own": ("1. so\n\n   $$\n   a\n   $$\n", ["a"]),
    "with a dollar in it": ("$\\$5 + \\$6$", ["\\$5 + \\$6"]),
    "of a dollar": ("$\\$$", ["\\$"]),
    "behind a letter": ("H$_2$O, 10$^3$ and 5$\\mu$m", ["_2", "^3", "\\mu"]),
    "in a note": ("a[^1]\n\n[^1]: $b$", ["b"]),
    "in back-ticks": ("so $`a_1*b`$ is, ($`c`$)", ["a_1*b", "c"]),
    "in a fence": ("```math\na^2\n\n= b\n```\n", ["a^2\n= b"]),
    "in a fence of a quote": ("> ~~~ math\n> a\n> ~~~\n", ["a"]),
    "beside liquid and names": ("{{ x }} $a^{{b}}$ [[c]]", ["a^{{b}}"]),
}


@flavours
@pytest.mark.parametrize("row", ONES.values(), ids=ONES.keys())
def test_a_formula_is_one(flavour: str, row: tuple[str, list[str]]) -> None:
    text, found = row
    assert formulas(text, flavour) == found
    assert [problem.code for problem in body(text, flavour).problems if problem.code != "unknown-liquid"] == []


NONES = {
    "prices": "It is $5 and $10.",
    "prices of two signs": "From $$5 to $$10.",
    "prices with words": "From $5 or 10$ to $20 per head or 30$.",
    "prices in cells": "| $5 | $6 |\n|---|---|\n| $7 |$8 |",
    "currencies": "US$5, CA$6 and A$7",
    "blanks inside": "$ a $ and $ b$ and $c $",
    "behind a backslash": "\\$a$ and $b\\$",
    "code": "`$HOME` and `$PATH`, `$a$`",
    "a block of code": "```sh\necho $HOME/$USER\n$a$\n$$\nb\n$$\n```",
    "indented code": "    $a$",
    "the edge of code": "$a `b$ c`",
    "another paragraph": "a $b\n\nc$ d",
    "an item": "a $b\n- c$ d",
    "a fence": "a $b\n~~~\nc$ d\n~~~",
    "attributes": '<b title="$a$">b</b>',
    "a link's address": "[a](https://example.org/b$c$d)",
    "three dollars": "$$$ and $$$",
}


@flavours
@pytest.mark.parametrize("text", NONES.values(), ids=NONES.keys())
def test_anything_else_is_none(flavour: str, text: str) -> None:
    found = body(text, flavour)
    assert "<math" not in found.html
    assert found.html == body(text, flavour, maths=False).html
    assert found.problems == ()


@flavours
def test_without_the_setting_nothing_is_a_formula(flavour: str) -> None:
    assert "<math" not in body("$a$\n\n$$b$$", flavour, maths=False).html


def test_a_formula_on_its_own_is_a_region_that_scrolls() -> None:
    html = body("$$a$$\n\n$$b$$\n\nIn $$c$$ text.").html
    names = re.findall(r'<section class="scroll" tabindex="0" aria-label="([^"]*)"><math', html)
    assert names == ["Formula", "Formula, 2"]
    assert '<p>In <math display="block">' in html


def test_titles_have_it_as_typed_and_excerpts_without_dollars() -> None:
    found = convert("# The $n$th\n\nSo $x_1$.\n\n## Of $y$\n", Options(maths=True))
    assert found.title == "The $n$th"
    assert found.excerpt == "So x_1."
    assert [(heading.id, heading.text) for heading in found.headings] == [("of-y", "Of y")]


UNREAD = {
    "\\foo x": "\\foo is not known",
    "\\ce{H2O}": "\\ce is not known",
    "{a": "a { that is never closed",
    "a}": "a } without its {",
    "\\frac": "ends too early",
    "x^": "nothing follows",
    "a^b^c": "two ^ follow each other",
    "\\left( x": "\\left has no \\right",
    "\\begin{align} a": "\\begin has no \\end",
    "\\begin{foo}a\\end{foo}": "the environment foo is not known",
    "a & b": "& parts columns",
    "\\newcommand{\\a}{b}\\a": "defines a command",
    "\\def\\a{\\b\\b}": "defines a command",
    "x" * 5000: "more than 4,000 characters",
}


@flavours
def test_an_ampersand_behind_a_backslash_is_one(flavour: str) -> None:
    found = body(r"So $x \& y$ it is.", flavour)
    assert "<mi>&amp;</mi>" in found.html
    assert found.problems == ()


@flavours
@pytest.mark.parametrize("tex", UNREAD, ids=lambda tex: tex[:30])
def test_one_that_cannot_be_read_stays_as_typed_and_is_told_at_its_place(flavour: str, tex: str) -> None:
    found = body(f"So ${tex}$ it is.", flavour)
    (problem,) = found.problems
    assert (problem.code, problem.start, problem.length) == ("doubtful-formula", 3, len(tex) + 2)
    assert UNREAD[tex] in problem.message and "<math" not in found.html
    assert html5lib.parseFragment(found.html, namespaceHTMLElements=False)[0].text == f"So ${tex}$ it is."


SHOWN = {
    "\\frac{1}{2}": "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
    "\\text{a < b & \\$5}": "<mtext>a\xa0&lt;\xa0b\xa0&amp;\xa0$5</mtext>",
    "x<y": "<mi>x</mi><mo>&lt;</mo><mi>y</mi>",
    "\\begin{aligned}a&=b\\end{aligned}": '<mtd columnalign="right" class="align-right"><mi>a</mi></mtd>',
    "\\color{red}{x}": '<mstyle mathcolor="red">',
}


@pytest.mark.parametrize("tex", SHOWN)
def test_a_formula_is_shown(tex: str) -> None:
    assert SHOWN[tex] in mathml(tex, "inline")


HARM = (
    "\\href{javascript:alert(1)}{x}",
    "\\style{background:url(https://example.org/)}{x}",
    "\\class{btn}{x}",
    '\\color{red" onclick="alert(1)}{x}',
    "\\text{<script>alert(1)</script>}",
    "<img src=x onerror=alert(1)>",
    "\\text{&lt;script&gt;}",
    "\\text{</math><b onclick='x'>}",
    "&#60;script&#62;",
)


@pytest.mark.parametrize("tex", HARM)
def test_no_formula_does_harm(tex: str) -> None:
    assert_harmless(tex)


@given(st.text(alphabet="\\{}^_&<>\"'ab1 #;$%~frachetxs\n", max_size=60))
@example("\\sqrt[<]{x}")
def test_no_text_does_harm(tex: str) -> None:
    assert_harmless(tex)


def assert_harmless(tex: str) -> None:
    """Assert that a formula is refused, or becomes harmless elements of MathML alone, with all of its TeX."""
    try:
        html = mathml(tex, "inline")
    except Unreadable:
        return
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    assert [element.tag.rpartition("}")[2] for element in tree] == ["math"]
    for element in tree.iter():
        if (
            not isinstance(element, Element)
            or not isinstance(element.tag, str)
            or element.tag == "DOCUMENT_FRAGMENT"
        ):
            continue
        assert re.fullmatch(r"(\{.*MathML\})?(math|semantics|annotation|m[a-z]+|none)", element.tag), element.tag
        assert not {"href", "style", "onclick", "src"} & set(element.attrib)
        assert element.get("class") in (None, "align-left", "align-right")
    (annotation,) = (element for element in tree.iter() if str(element.tag).endswith("annotation"))
    assert annotation.text == tex.strip() or "\r" in tex or not tex.strip()


@flavours
def test_many_dollars_take_no_longer_than_their_number(flavour: str) -> None:
    for text in ("$a " * 20_000, "$$a " * 10_000, "$a$ " * 5_000, "$$\n" * 5_000):
        began = time.process_time()
        body("\n\n".join(text[at : at + 3000] for at in range(0, len(text), 3000)), flavour)
        assert time.process_time() - began < 6


def test_a_page_has_so_many_formulas_and_no_more() -> None:
    found = body("\n\n".join(["$a$"] * (MOST + 2)))
    assert found.html.count("<math") == MOST
    assert [problem.code for problem in found.problems] == ["doubtful-formula"] * 2


def test_the_library_is_imported_for_a_formula_alone() -> None:
    program = (
        "import sys; from sitegen.markup import Options, convert; convert('$5 and $6', Options(maths=True));"
        "print('latex2mathml' in sys.modules); convert('$a$', Options(maths=True));"
        "print('latex2mathml' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


@flavours
@pytest.mark.parametrize("language", ["mermaid", "Mermaid", "plantuml", "dot"])
def test_a_diagram_stays_code_and_says_what_it_is(flavour: str, language: str) -> None:
    name = {"mermaid": "Mermaid", "plantuml": "PlantUML", "dot": "Graphviz"}[language.lower()]
    html = body(f"```{language}\nA --> B\n```\n", flavour).html
    assert f'<figure class="code"><figcaption>Diagram ({name})</figcaption>' in html
    assert f'aria-label="Diagram ({name})"' in html and "A --&gt; B" in re.sub("<[^>]*>", "", html)


def test_a_diagram_with_a_title_says_what_it_is_too() -> None:
    assert (
        "<figcaption>Diagram (Mermaid): How it goes</figcaption>"
        in body('```mermaid title="How it goes"\nA\n```\n').html
    )


@flavours
def test_a_display_formula_that_cannot_be_read_is_a_paragraph(flavour: str) -> None:
    assert body("So:\n\n$$\\foo < 1$$\n\nText.", flavour).html == (
        "<p>So:</p>\n<p>$$\\foo &lt; 1$$</p>\n<p>Text.</p>"
    )


@flavours
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("So:\n\n$$unclosed here\n\nText.", [3]),
        ("$$\na\n\nb\n$$\n", [1]),
        ("- $$ a\n- b\n", [1]),
        ("$$a$$ and `$$`\n\n```\n$$\n```\n\n\\$\\$ b, cheap: $$ and $$$\n", []),
    ],
)
def test_dollars_that_begin_a_line_and_no_formula_are_told(flavour: str, text: str, lines: list[int]) -> None:
    problems = body(text, flavour).problems
    assert [text[: problem.start].count("\n") + 1 for problem in problems] == lines
    assert {problem.code for problem in problems} <= {"doubtful-formula"}


def test_a_link_in_a_formula_is_left_out_with_a_warning() -> None:
    found = body("Now $\\href{https://example.org/}{x^2}$.")
    assert "<a " not in found.html and "<msup>" in found.html
    (problem,) = found.problems
    assert (problem.code, problem.start) == ("doubtful-formula", 4)
    assert "\\href" in problem.message


@flavours
def test_a_fence_of_maths_is_code_where_it_cannot_be_read_and_where_no_maths_is_asked_for(flavour: str) -> None:
    text = "Text.\n\n```math\n\\foo\n```\n\n```mathematica\nx\n```\n"
    found = body(text, flavour)
    (problem,) = found.problems
    assert problem.start is not None and text[problem.start : problem.start + problem.length] == "\\foo"
    assert 'class="language-math"' in found.html and 'class="language-mathematica"' in found.html
    assert "<math" not in body("```math\na\n```\n", flavour, maths=False).html
