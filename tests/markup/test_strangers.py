"""The text of a stranger can be read, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup.strangers import DEEPEST, REL, stranger_html

ALLOWED = {"p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("![a cat](https://evil.example/c.png)", "<p>a cat</p>"),
        ("# Big", "<p>Big</p>"),
        ("![[Page]] [[Page|x]] {{ site.x }} :::", "<p>![[Page]] [[Page|x]] {{ site.x }} :::</p>"),
        ("[a](/admin) [b](javascript:x) [c](mailto:a@b.example)", "<p>a b c</p>"),
        ("[a](https://b.example/)", f'<p><a href="https://b.example/" rel="{REL}">a</a></p>'),
        ("> quote", "<blockquote>\n<p>quote</p>\n</blockquote>"),
        ("&lt;b&gt; &amp;", "<p>&lt;b&gt; &amp;</p>"),
    ],
)
def test_markdown_is_shown_without_what_acts(text: str, html: str) -> None:
    assert stranger_html(text) == html


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("See https://a.example/x_y.", "https://a.example/x_y", "."),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)", ")"),
        ("<https://a.example/?a=1&b=2>", "https://a.example/?a=1&amp;b=2", ""),
        ('"https://a.example/"', "https://a.example/", '"'),
    ],
)
def test_an_address_in_a_sentence_is_a_link(text: str, address: str, rest: str) -> None:
    assert f'<a href="{address}" rel="{REL}">{address}</a>{rest}</p>' in stranger_html(text)


def test_quotes_and_lists_are_only_so_deep() -> None:
    for line in ("> ", "- "):
        html = stranger_html(line * 12 + "a")
        assert max(html.count("<blockquote>"), html.count("<ul>")) == DEEPEST
        assert html.count("<") == html.count(">")
        assert "a" in html


@given(
    st.lists(
        st.sampled_from(
            [*"<>\"'&![]()`*_~#-\n \\:/=", "a", "img", "script", "on", "https://", "javascript:", "\ue000"]
        )
    )
)
def test_no_text_has_another_tag_attribute_or_scheme(parts: list[str]) -> None:
    html = stranger_html("".join(parts))
    for closing, name, attributes in re.findall(r"<(/?)([a-z0-9]+)([^>]*)>", html):
        assert name in ALLOWED
        assert not closing or not attributes
        assert re.fullmatch(rf'(?: href="https?://[^"<>]*" rel="{REL}")?(?: start="\d+")?', attributes)
    assert "<" not in re.sub(r"</?[a-z]+[^>]*>", "", html)
