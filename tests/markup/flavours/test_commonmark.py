"""What the compiled parser does not do by itself: footnotes at the end, captions of code, no state."""

import re

import pytest

from sitegen.markup import Options, convert
from sitegen.model.body import Body


def body(text: str) -> Body:
    return convert(text, Options(flavour="commonmark"), title="T")


def notes(text: str) -> list[str]:
    """The footnotes, each `id: words`."""
    found = re.findall(r'<li id="([^"]*)">\s*(.*?)\s*</li>', body(text).html, re.S)
    return [f"{identity}: {' '.join(re.sub('<[^>]*>', '', words).split())}" for identity, words in found]


def test_footnotes_stand_at_the_end_in_the_order_they_are_referred_to() -> None:
    text = "[^b]: two\n\na[^a] b[^b]\n\n> c[^c]\n>\n> [^c]: three\n\n- d\n\n  [^a]: one\n\nend"
    assert notes(text) == ["fn:a: one&nbsp;Back", "fn:b: two&nbsp;Back", "fn:c: three&nbsp;Back"]
    html = body(text).html
    assert html.index("end") < html.index('class="footnotes"')
    assert html.count("<section") == html.count("</section>") == 1


def test_a_note_may_refer_to_a_note_and_one_nobody_refers_to_comes_last() -> None:
    text = "[^x]: unread\n[^c]: three\n[^b]: two[^c]\n[^a]: one\n\ns[^b] t[^a]"
    assert notes(text) == ["fn:b: two3&nbsp;Back", "fn:a: one&nbsp;Back", "fn:c: three&nbsp;Back", "fn:x: unread"]


def test_a_note_referred_to_twice_leads_back_to_both_places() -> None:
    html = body("a[^1] b[^1]\n\n[^1]: - list").html
    assert re.findall(r' id="([^"]*)"', html) == ["fnref:1", "fnref2:1", "fn:1"]
    assert re.findall(r'href="(#fnref[^"]*)"', html) == ["#fnref:1", "#fnref2:1"]


def test_divisions_in_a_note_and_notes_in_divisions_end_where_they_should() -> None:
    assert notes('<div>\n\na[^1]\n\n[^1]: b <div class="x">\n\n    c</div> d\n\n</div>\n\ne') == [
        "fn:1: b c d&nbsp;Back",
    ]
    assert "<section" not in body('<div class="footnote-definition" id="1">x</div> [^1]').html


@pytest.mark.parametrize(
    ("info", "opening"),
    [
        ("python", '<pre><code class="language-python">'),
        ('python title="a b.py"', '<pre title="a b.py"><code class="language-python">'),
        ("{.python}", '<pre><code class="language-python">'),
        ("title='<b>'", '<pre title="&lt;b&gt;"><code>'),
        ("", "<pre><code>"),
    ],
)
def test_what_stands_behind_a_fence_is_language_and_caption(info: str, opening: str) -> None:
    opening = re.sub(r' title="[^"]*"', "", opening)
    for text in (f"```{info}\nx\n```", f"- a\n  ~~~ {info}\n  x\n  ~~~", f"> ```{info}\n> x\n> ```"):
        found = body(text).html
        assert ("<figcaption>" in found) == ("title" in info)
        assert opening in found


def test_a_fence_shown_in_a_fence_stays_as_typed() -> None:
    text = '````md\n```python title="x"\n```\n````'
    assert '```python title="x"' in re.sub("<[^>]*>", "", body(text).html)


def test_heading_attributes_other_than_id_and_class_go_with_a_warning() -> None:
    found = body("## A {#own .big onclick=b}")
    assert found.html == '<h2 id="own" class="big">A</h2>'
    assert [problem.code for problem in found.problems] == ["html-removed"]
