"""Text of a calendar arrives as it was typed, in either flavour of Markdown."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.importers.markdown import markdown
from sitegen.markup import Options, convert
from sitegen.markup.constructs import CONSTRUCTS
from tests.sizes import drawn

FLAVOURS = ("python-markdown", "commonmark")


def shown(text: str, flavour: str) -> list[str]:
    """The lines that a page shows of a text, without spaces that do not show."""
    body = convert(markdown(text), Options(flavour=flavour))
    assert body.problems == ()
    page = re.sub(r"<br ?/?>", "\n", re.sub(r"\0\d+\0", "", body.html))
    words = str(html.fromstring(f"<div>{page}</div>").text_content())
    return [line for line in (" ".join(line.split()) for line in words.split("\n")) if line]


def typed(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


TEXTS = (
    "# not a heading",
    "[[Open day]] and ![[Open day]]",
    "a < b & c > d &amp; &copy; &#65;",
    "<script>alert(1)</script> <!--more-->",
    "*stars* _lines_ __both__ snake_case_word `code` ~~out~~ ~x~",
    "- one\n- two\n\n+ three\n* four",
    "1. one\n2) two",
    "Title\n=====\n\nTitle\n-----",
    "---",
    "> quoted",
    "    code\n\ttabbed",
    "```\nfence\n```\n~~~\nfence",
    "a | b\n--|--\n1 | 2",
    "[link](x.md) ![picture](y.png) [note][1]\n\n[1]: https://example.org/",
    "footnote[^1]\n\n[^1]: here",
    "*[GLA]: Greater London Authority\n\nGLA",
    '!!! note "Title"\n    words',
    "clinic\n:   An hour",
    "{: .wide } {{ page.title }} {% raw %} {#name}",
    "line one\nline two\nline three",
    "back\\slash \\* \\n \\",
    "zqx0x \x1a",
    "See www.example.org or mail ada@example.org",
    "| a |",
    "^up^ ==mark== :smile:",
    "==a== https://a.org/?b==c ==d e==",
    "1986\\. A great year",
    "&lt;b&gt;",
    "&#1 and &#x41",
    *(f"a {each.sign}b{each.sign} c" for each in CONSTRUCTS if each.sign),
)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_shown_as_it_was_typed(text: str, flavour: str) -> None:
    assert shown(text, flavour) == typed(text.replace("\x1a", ""))


PIECES = [*"ab 1\n\n#*_-+=|~`<>[](){}!&;:.\\^%\"'/@é", "https://a.org/", "&amp;", "1. ", "- ", "<b>", "    "]
PIECES += (each.sign for each in CONSTRUCTS if each.sign)
SIGNS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("flavour", FLAVOURS)
@given(text=SIGNS)
@settings(max_examples=drawn(200))
def test_any_text_is_shown_as_it_was_typed(text: str, flavour: str) -> None:
    assert shown(text, flavour) == typed(text)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "address", ["https://example.org/a_b_c", "https://example.org/?a=1&b=*2*x", "http://a.org/~x/"]
)
def test_an_address_in_a_text_stays_a_link(address: str, flavour: str) -> None:
    body = convert(markdown(f"See {address} for *more*."), Options(flavour=flavour))

    assert f'href="{escape(address)}"' in body.html
    assert shown(f"See {address} for *more*.", flavour) == [f"See {address} for *more*."]


def test_a_line_ends_where_it_ended() -> None:
    assert markdown("one\ntwo\n\n\nthree") == "one  \ntwo\n\nthree"


def test_an_address_in_brackets_keeps_its_own_and_not_those_around_it() -> None:
    body = convert(markdown("(see https://example.org/x_(y)), (https://example.org/z)."), Options())

    assert 'href="https://example.org/x_(y)"' in body.html
    assert 'href="https://example.org/z"' in body.html
