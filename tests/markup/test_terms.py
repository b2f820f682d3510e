"""Terms of a glossary are linked where a text uses them first."""

import pytest

from sitegen.markup.terms import Glossary, link_terms

A = '<a class="term" href="/a/">'
B = '<a class="term" href="/b/">'


@pytest.mark.parametrize(
    ("name", "html", "linked"),
    [
        ("panel", "<p>The panel meets.</p>", f"<p>The {A}panel</a> meets.</p>"),
        ("Panel", "<p>The panel meets.</p>", f"<p>The {A}panel</a> meets.</p>"),
        ("panel", "<p>Panel and panel.</p>", f"<p>{A}Panel</a> and panel.</p>"),
        ("panel", "<p>Panels, impanel, panel-led, panel_x.</p>", "<p>Panels, impanel, panel-led, panel_x.</p>"),
        (
            "panel",
            "<p>panel@example.org, panel.org, /panel/x</p>",
            "<p>panel@example.org, panel.org, /panel/x</p>",
        ),
        ("panel", "<p>(panel), “panel”</p>", f"<p>({A}panel</a>), “panel”</p>"),
        ("panel", "<p>The panel’s work.</p>", f"<p>The {A}panel</a>’s work.</p>"),
        ("IT", "<p>If it is IT.</p>", f"<p>If it is {A}IT</a>.</p>"),
        ("open data", "<p>Some <b>open\ndata</b>.</p>", f"<p>Some <b>{A}open\ndata</a></b>.</p>"),
        ("R&D", "<p>Our R&amp;D.</p>", f"<p>Our {A}R&amp;D</a>.</p>"),
        ("C++", "<p>In C++, not C.</p>", f"<p>In {A}C++</a>, not C.</p>"),
        ("été", "<p>L’Été, étés.</p>", f"<p>L’{A}Été</a>, étés.</p>"),
        ("Straße", "<p>Die Straße.</p>", f"<p>Die {A}Straße</a>.</p>"),
        ("कर", "<p>करना, कि कर.</p>", f"<p>करना, कि {A}कर</a>.</p>"),
        ("क", "<p>कि</p>", "<p>कि</p>"),
        ("公開", "<p>情報公開法</p>", f"<p>情報{A}公開</a>法</p>"),
        ("panel", "<h2>The panel</h2><p>x</p>", "<h2>The panel</h2><p>x</p>"),
        ("panel", "<p><code>panel</code> <a href=/x/>a <i>panel</i></a></p>", None),
        ("panel", "<pre><code>panel</code> panel</pre>", None),
        ("panel", '<p title="a > panel">x</p><img alt="panel">', None),
        ("panel", "<!-- panel --><svg><text>panel</text></svg>", None),
        ("panel", "<details><summary>panel</summary><p>x</p></details>", None),
        ("panel", "<a>a<a>b</a>panel</a> panel", f"<a>a<a>b</a>panel</a> {A}panel</a>"),
    ],
)
def test_a_term_is_linked_as_whole_words_in_running_text(name: str, html: str, linked: str | None) -> None:
    assert link_terms(html, [(name, "/a/")]) == (linked or html)
    if linked not in (None, html):
        assert name in list(Glossary([name]).names_in(html))


def test_of_terms_that_overlap_the_longest_is_linked_and_each_once() -> None:
    terms = [("data", "/a/"), ("open data", "/b/"), ("public data", "/b/")]
    html = "<p>Open data, public data, open data, data, data.</p>"
    assert link_terms(html, terms) == f"<p>{B}Open data</a>, public data, open data, {A}data</a>, data.</p>"


def test_a_text_without_the_first_word_of_a_term_need_not_be_looked_at() -> None:
    names = Glossary(["open data", "panel", "情報", "R&D"])
    assert sorted(names.names_in("<p>Open doors.</p>")) == ["open data"]
    assert list(names.names_in("<p>Nothing.</p>")) == []
