"""HTML that is taken to be settled is what the sanitiser makes of it, byte for byte."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.fields.frontmatter import split
from sitegen.markup import Options, convert
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.flavours import FLAVOURS, flavour
from sitegen.markup.paths import SETTLED, shortcuts
from sitegen.markup.placeholders import normalise
from sitegen.markup.sanitise import policy
from sitegen.markup.settled import settled
from tests.markup.flavours.subset_texts import Draw
from tests.markup.flavours.test_pm_fast import cases
from tests.markup.test_safety import ATTACKS
from tests.sizes import drawn

ROOT = Path(__file__).parents[2]
PIECES = (
    *(
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<ol>",
        '<ol start="3">',
        "</ol>",
        "<li>",
        "</li>",
        "<blockquote>",
        "</div>",
    ),
    *("</blockquote>", "<h2>", "</h2>", '<h3 id="a">', "</h3>", "<em>", "</em>", "<strong>", "</strong>", "<del>"),
    *("</del>", "<code>", "</code>", "<pre><code>", "</code></pre>", "<pre>", "<br>", "<br />", "<hr />", "<dl>"),
    *("</dl>", "<dt>", "</dt>", "<dd>", "</dd>", "<table>", "</table>", "<thead>", "</thead>", "<tbody>", "<div>"),
    *("</tbody>", "<tr>", "</tr>", "<th>", "</th>", "<td>", "</td>", '<td style="text-align: left">', "</a>"),
    *(
        '<td style="text-align:left;color:red">',
        '<a href="https://example.org/a?b&amp;c">',
        '<a href="/there/#x">',
    ),
    *('<a href="javascript:x">', '<a href="a:b">', '<a href="http://1.2.3.999/">', '<a href="https://xn--a/">'),
    *('<a href="mailto:me@example.org">', '<img src="a.png" alt="b &quot;c&quot;" />', '<img alt="" src="x">'),
    *(
        '<img src="x" onerror="y">',
        '<p onclick="x">',
        '<p class="x">',
        "<P>",
        "<script>",
        "<b>",
        "<svg>",
        "<!-- -->",
    ),
    *(
        "words",
        " ",
        "\n",
        "&amp;",
        "&lt;",
        "&gt;",
        "&nbsp;",
        "&quot;",
        "&#2;",
        "&copy;",
        "&",
        ">",
        "<",
        '"',
        "\xa0",
    ),
    *("[x]", "\x02", "é", "\u2028", '<div class="footnote">', '<sup id="fnref:a">', "</sup>", '<abbr title="x">'),
    *("</abbr>", '<a class="footnote-ref" href="#fn:a">', '<code class="language-c++">', '<pre title="a">'),
)
PAIRED = ("p", "ul", "ol", "li", "blockquote", "h2", "em", "strong", "del", "code", "dl", "dt", "dd", "div")
TABULAR = ("table", "thead", "tbody", "tr", "th", "td")


def check(html: str) -> bool:
    """Whether HTML is settled; then it must be what the sanitiser makes of it, with nothing lost."""
    found = settled(html)
    if found is None:
        return False
    rules = policy("sanitise")
    assert found == rules.clean(html, settle=True), repr(html)
    assert found == rules.clean(html), repr(html)
    assert not list(rules.lost(html)), repr(html)
    return True


def texts() -> Iterator[str]:
    yield from cases()
    yield from ATTACKS
    for seed in range(drawn(1000)):
        draw = Draw(seed)
        text = draw.text()
        yield text
        yield normalise(draw.mutated(text))


def test_what_the_flavours_make_of_texts_and_attacks_is_settled_or_left_to_the_sanitiser() -> None:
    found = [check(flavour(name).html(normalise(text))[0]) for text in texts() for name in FLAVOURS]
    assert min(sum(found), len(found) - sum(found)) > 100


@settings(max_examples=drawn(4000), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_html_is_settled_only_as_the_sanitiser_would_leave_it(html: str) -> None:
    check(html)


def nested(chance: random.Random, depth: int) -> str:
    """Elements within each other: most well nested, and some where a parser of HTML would not leave them."""
    parts = []
    for _ in range(chance.randint(1, 3)):
        tag = chance.choice(PAIRED if chance.random() < 0.7 else TABULAR)
        inner = (
            nested(chance, depth - 1) if depth and chance.random() < 0.7 else chance.choice(("words", "", "\n"))
        )
        parts.append(f"<{tag}>{inner}</{tag}>" if chance.random() < 0.98 else chance.choice(PIECES))
    return "".join(parts)


def test_elements_nested_in_any_way_are_settled_only_as_the_sanitiser_would_leave_them() -> None:
    found = [check(nested(random.Random(seed), seed % 5)) for seed in range(drawn(30_000))]
    assert min(sum(found), len(found) - sum(found)) > drawn(1000)


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href="java\nscript:alert(1)">x</a></p>',
        '<p><a href="&#106;avascript:x">x</a></p>',
        '<p onclick="x">y</p>',
        "<script>x</script>",
        "<p>a</p></p>",
        "<p>a<p>b</p></p>",
        "<ul><li>a<li>b</li></li></ul>",
        "<table><tr><td>a</td></tr></table>",
        "<table>\n<thead>\nwords<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>",
        '<p><a href="/a"><em><a href="/b">c</a></em></a></p>',
        "<p><em>a</p></em>",
        "<pre>\n\na</pre>",
        "<p>&copy;</p>",
        "<p>\x02</p>",
        '<p title="a > b">c</p>',
        "<!-- x -->",
    ],
)
def test_what_the_sanitiser_may_change_is_not_settled(html: str) -> None:
    assert settled(html) is None


def emphasis(page: Page, rest: str) -> None:
    page.out.append(f"<em{rest}>")


LOOKER = Construct(name="looker", handlers={"em": emphasis})
"""A construct that has to see a tag within lines: no passage is read whole for it."""


def test_texts_come_out_the_same_whether_passages_are_read_whole_or_tag_by_tag() -> None:
    for text in texts():
        for title in ("", "T"):
            options = Options(flavour="commonmark")
            whole = convert(text, options, title=title)
            assert whole == convert(text, options, title=title, constructs=(*CONSTRUCTS, LOOKER)), repr(text)


@pytest.mark.parametrize("name", FLAVOURS)
def test_nearly_every_text_of_the_hub_is_settled(name: str) -> None:
    bodies = [
        split(path.read_text(encoding="utf-8"), path.name).body for path in (ROOT / "content").glob("**/*.md")
    ]
    taken = [SETTLED in shortcuts(body, Options(flavour=name)) for body in bodies]
    assert sum(taken) > 0.9 * len(taken)
    assert SETTLED not in shortcuts("<b>x</b>", Options(flavour=name))
