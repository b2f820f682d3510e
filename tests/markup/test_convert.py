"""What a body says about itself: title, headings, references, excerpt, problems."""

import msgspec
import pytest

from sitegen.locales import ONLY_OURS
from sitegen.markup import Options, convert
from sitegen.markup.body import labels
from sitegen.markup.body.numbered import number_paragraphs
from sitegen.model.body import Body, Heading


def body(text: str, title: str = "T", **values: str) -> Body:
    return convert(text, Options(), title=title, values={"page.imgdir": "", "site.baseurl": "", **values})


def codes(found: Body) -> list[str]:
    return [problem.code for problem in found.problems]


def pointed(text: str, found: Body) -> list[str]:
    """What each problem underlines."""
    return [text[p.start : p.start + p.length] for p in found.problems if p.start is not None]


# Titles


def test_the_first_heading_becomes_the_title_when_there_is_none() -> None:
    found = body("# The *way* ahead\n\n## First\n\ntext", title="")
    assert found.title == "The way ahead"
    assert found.headings == (Heading(level=2, id="first", text="First"),)
    assert ">The" not in found.html


def test_a_heading_further_down_gives_the_title_too_but_stays() -> None:
    found = body("before\n\n# Ahead\n\n## Below", title="")
    assert found.title == "Ahead"
    assert [(heading.level, heading.text) for heading in found.headings] == [(2, "Ahead"), (3, "Below")]


def test_a_heading_that_repeats_the_title_is_not_shown_again() -> None:
    assert (
        body("# Fish & Chips\n\ntext", title="Fish &  chips").html == '<span id="fish--chips"></span><p>text</p>'
    )
    assert body("## T\n\ntext").html == '<span id="t"></span><p>text</p>'


def test_another_opening_heading_stays_and_moves_down() -> None:
    assert body("# Other\n\ntext").html.startswith('<h2 id="other">Other</h2>')


def test_a_wiki_link_in_a_title_is_its_words() -> None:
    assert body("# About [[Page|the page]]\n\nx", title="").title == "About the page"


# Excerpt, words, sentences


def test_the_excerpt_is_what_stands_before_the_sign() -> None:
    assert body("One *two*.\n\n- three\n\n<!--more-->\n\nfour").excerpt == "One two. three"


def test_the_excerpt_is_the_first_paragraph_else() -> None:
    assert body("## H\n\n> quoted\n\n![a](/b.png)\n\nThe [[Page|first]] &amp; only.\n\nNext.").excerpt == "a"
    assert body("## H\n\n> quoted\n\nThe [[Page|first]] &amp; only.\n\nNext.").excerpt == "The first & only."


def test_a_long_excerpt_ends_at_a_word() -> None:
    excerpt = body("word " * 100).excerpt
    assert excerpt.endswith("word…")
    assert 180 < len(excerpt) <= 201


def test_words_are_counted_without_code_blocks_and_note_signs() -> None:
    assert body("one two[^1]\n\n```\nnot these\n```\n\n- three\n\n[^1]: four").words == 4


def test_a_reference_knows_its_sentence() -> None:
    found = body("First one. Then [[Page|the page]] is named! And [this](x.md) too.\n\nOther block.")
    assert [r.sentence for r in found.references] == ["Then the page is named!", "And this too."]


def test_a_long_sentence_is_cut_at_words_round_the_reference() -> None:
    found = body("word " * 100 + "[[Page|here]] " + "more " * 100)
    sentence = found.references[0].sentence
    assert len(sentence) <= 240
    assert "here" in sentence
    assert sentence.startswith("…word")
    assert sentence.endswith("more…")


def test_pictures_and_places_on_the_page_need_no_sentence() -> None:
    assert [r.sentence for r in body("A ![b](/c.png) and [d](#e).\n\n## E").references] == ["", ""]


# References


@pytest.mark.parametrize(
    ("typed", "target", "anchor", "text"),
    [
        ("[[Title]]", "Title", "", ""),
        ("[[Title|text]]", "Title", "", "text"),
        ("[[ Title # Heading | text ]]", "Title", "Heading", "text"),
        ("[[#Heading]]", "", "Heading", ""),
        ("[[event:Title]]", "event:Title", "", ""),
        ("[[wiki/a/b]]", "wiki/a/b", "", ""),
        ("[[C#]]", "C#", "", ""),
        ("[[a & b|<i>]]", "a & b", "", "<i>"),
    ],
)
def test_a_wiki_link_is_read_as_typed(typed: str, target: str, anchor: str, text: str) -> None:
    (reference,) = body(f"See {typed}.").references
    assert (reference.kind, reference.target, reference.anchor, reference.text) == ("wiki", target, anchor, text)
    assert (reference.start, reference.length) == (4, len(typed))


@pytest.mark.parametrize(
    ("before", "typed", "target", "text"),
    [
        ("See ", "[[Local Information\nSystems]]", "Local Information Systems", ""),
        ("- a\n- See ", "[[Local  \n  Systems|the\tgroup]]", "Local Systems", "the\tgroup"),
        ("> 1. See ", "[[Local\n>    |the group]]", "Local", "the group"),
        ("> See ", "[[Local#Group\nhome]]", "Local", "Group home"),
    ],
)
def test_a_wiki_link_over_two_lines_is_one(before: str, typed: str, target: str, text: str) -> None:
    (reference,) = body(f"{before}{typed}, too.").references
    assert (reference.kind, reference.target) == ("wiki", target)
    assert text in (reference.text, reference.anchor)
    assert (reference.start, reference.length) == (len(before), len(typed))


def test_what_follows_a_wiki_link_over_two_lines_keeps_its_place() -> None:
    text = "- [[a\n  b]] {{ c }}\n\n{: .x}"
    found = body(text)
    assert codes(found) == ["unknown-liquid", "attribute-list"]
    assert pointed(text, found) == ["{{ c }}", "{: .x}"]


def test_a_label_stands_for_a_wiki_link_in_plain_text() -> None:
    assert body("See [[event:Open day]], [[#Costs]] and [[A|b]].").excerpt == "See Open day, Costs and b."


def test_links_pictures_and_embeds_are_references_of_their_kind() -> None:
    found = body("[a *b*](x%20y.md#z)\n\n![c](/d.png)\n\n![[E#f]]\n\n<video src='v.mp4' poster='p.png'></video>")
    assert [(r.kind, r.target, r.anchor, r.text) for r in found.references] == [
        ("link", "x%20y.md", "z", "a b"),
        ("image", "/d.png", "", "c"),
        ("embed", "E", "f", ""),
        ("link", "v.mp4", "", ""),
        ("link", "p.png", "", ""),
    ]


def test_references_to_the_same_target_are_numbered_by_kind() -> None:
    found = body("[a](x.md) [[x.md]] [b](x.md#y) [c](z.md)")
    assert [(r.kind, r.nth) for r in found.references] == [("link", 0), ("wiki", 0), ("link", 1), ("link", 0)]


def test_addresses_elsewhere_and_notes_are_no_references() -> None:
    found = body("[a](https://x.org) <mailto:a@x.org> //x [b](//x.org) https://y.org c[^1]\n\n[^1]: d")
    assert found.references == ()


def test_a_picture_knows_whether_its_author_names_sizes_to_choose_from() -> None:
    found = body('<img src="/a.png" srcset="/c.png 2x" alt="a"> ![b](/b.png)')
    assert [(r.kind, r.exact) for r in found.references] == [("link", False), ("image", True), ("image", False)]


def test_a_bare_picture_name_is_looked_for_in_the_folder_of_pictures() -> None:
    found = convert("![a](b.png) ![c](d/e.png)", Options(), values={"page.imgdir": "/assets/x"})
    assert [r.target for r in found.references] == ["/assets/x/b.png", "d/e.png"]


def test_liquid_gives_the_same_addresses() -> None:
    text = "![a]({{page.imgdir}}/b.png) [c]({{ site.baseurl }}/d/#e)"
    text += " [f]({{ site.baseurl }}{% post_url 2017-01-30-g %}#h)"
    found = body(text, **{"page.imgdir": "/assets/x/"})
    assert [(r.kind, r.target, r.anchor) for r in found.references] == [
        ("image", "/assets/x/b.png", ""),
        ("link", "/d/", "e"),
        ("post", "2017-01-30-g", "h"),
    ]
    assert codes(found) == []


def test_a_wiki_link_in_a_link_is_no_reference_and_a_problem() -> None:
    text = "[a [[b]]](c.md)"
    found = body(text)
    assert [r.target for r in found.references] == ["c.md"]
    assert codes(found) == ["link-in-link"]
    assert pointed(text, found) == ["[[b]]"]


def test_every_id_is_listed() -> None:
    assert body("## A\n\n<p id='b'>x</p>\n\nc[^1]\n\n[^1]: d").ids == ("a", "b", "fnref:1", "fn:1")


# Problems


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("a\n\n<script>b</script>", "html-removed", "<script"),
        ("`<script>` <blink>b</blink>", "html-removed", "<blink"),
        ('<p title="x" onclick="y()">z</p>', "html-removed", "onclick"),
        ('a\n{: onclick="y()" }', "html-removed", "onclick"),
        ('<p align="center">z</p>', "html-removed", "align"),
        ("`[a](javascript:b)` [c](javascript:d)", "unsafe-link", "javascript:d"),
        ("[a](event:b)", "unsafe-link", "event:b"),
        ("![a](data:image/png;base64,AA)", "unsafe-link", "data:image/png;base64,AA"),
        ('<iframe src="https://x.org/v"></iframe>', "frame-host", "https://x.org/v"),
        ("[a](b.png) ![](b.png)", "image-alt", "b.png"),
        ("a {{ site.time }} b", "unknown-liquid", "{{ site.time }}"),
        ("[a]({{ site.x }})", "unknown-liquid", "{{ site.x }}"),
        ("{% include a.html %}", "unknown-liquid", "{% include a.html %}"),
        ("| a |\n|---|\n| 1 |\n\n{: .x}", "attribute-list", "{: .x}"),
        ("- a\n- b\n{: href='c' }", "html-removed", "href"),
        ("[a](b.md){: target=_blank}", "html-removed", "target"),
        ("a [b [[c]]](d)", "link-in-link", "[[c]]"),
    ],
)
def test_a_problem_points_at_what_was_typed(text: str, code: str, underlined: str) -> None:
    found = body(text)
    assert codes(found) == [code]
    assert pointed(text, found) == [underlined]
    assert text.rindex(underlined) == found.problems[0].start


@pytest.mark.parametrize(
    "text",
    [
        "`<script>` and\n\n```\n<script> {{ x }} [a](javascript:b)\n```\n\n    <script> {{ y }}",
        '<img src="/a.png" alt=""> ![](/b.png){: role="presentation"}',
        "{% raw %}{{ x }}{% endraw %} {{ page.imgdir }}",
        "<!-- a comment --> text <https://x.org>",
        "| a |\n|:-:|\n| 1 |",
        '<div markdown="1">\n\n*a*\n\n</div>',
        "![a](/b.png)\n{: .wide}",
    ],
)
def test_what_is_fine_is_not_complained_about(text: str) -> None:
    assert codes(body(text)) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("`<iframe>`\n\na\n\n<iframe src='https://ok.example/'>\n\nb", 15),
        ("a <iframe src='https://ok.example/' /> b", 2),
        ("<iframe src='https://ok.example/'><b title='</iframe>\n\n<iframe>", 55),
        ("<iframe src='https://ok.example/'></iframe>\n\n<b title='<iframe>'>c</b> `<iframe>`", None),
        ("<!-- <iframe> -->\n\n<iframe src='https://ok.example/'><p></iframe>", None),
    ],
)
def test_a_frame_that_is_never_closed_is_pointed_at(text: str, start: int | None) -> None:
    problems = convert(text, Options(frames=("ok.example",))).problems
    assert [problem.start for problem in problems if "never closed" in problem.message] == (
        [] if start is None else [start]
    )


def test_problems_come_in_the_order_of_the_text() -> None:
    found = body("{{ a }} <blink>b</blink> [c](javascript:d) ![](/e.png)")
    assert codes(found) == ["unknown-liquid", "html-removed", "unsafe-link", "image-alt"]


# Options


def test_typographic_quotes_only_when_asked() -> None:
    text = '"It\'s \'so\'" -- well... `"x"` <b title=\'"\'>*"y"*</b>'
    assert '“It’s ‘so’” – well… <code>"x"</code>' in convert(text, Options(smart=True)).html
    assert "<em>“y”</em>" in convert(text, Options(smart=True)).html
    assert "\"It's 'so'\" -- well..." in convert(text, Options()).html


def test_names_for_those_who_listen_are_in_the_language_of_the_page() -> None:
    text = "## H\n\n|a|\n|-|\n|b|\n\n- [ ] [^1][^1]\n\n```py\n```\n\n```\n```\n\n<pre><b>d</b></pre>\n\n[^1]: e"
    text += "\n\n```mermaid\n```\n\n$$a$$"
    english = labels.ENGLISH_WORDS
    names = [name for name in labels.Words.__struct_fields__ if name not in ("marks", "callouts")]
    other = msgspec.structs.replace(english, **{name: f"x {getattr(english, name)}" for name in names})

    def html(words: labels.Words) -> str:
        found = convert(f"{text}\n\n1. f", Options(words=words, maths=True), title="T")
        return number_paragraphs(found, words.paragraph).html

    for said in names:
        name = getattr(english, said).partition("{")[0].strip()
        assert html(english).count(name) == html(other).count(f"x {name}") > 0


def test_a_callout_without_a_title_is_called_in_the_language_of_the_page() -> None:
    german = Options(words=labels.words(ONLY_OURS.locale("de")))
    assert '"callout-title">Warnung</p>' in convert("> [!WARNING]\n> x", german).html
    assert '"callout-title">Hinweis</summary>' in convert("??? note\n    x", german).html
    assert '"callout-title">My own</p>' in convert("> [!my-own]\n> x", german).html
    assert '"callout-title">Mein Titel</p>' in convert("> [!note] Mein Titel\n> x", german).html


def test_one_page_leaves_nothing_for_the_next() -> None:
    body("a[^1] [b] \n\n[^1]: c\n[b]: d.md\n*[a]: e\n\n## F\n- x\n{: .y}")
    found = body("a[^1] [b]\n\n## F")
    assert found.html == '<p>a[^1] [b]</p>\n<h2 id="f">F</h2>'
    assert codes(found) == ["footnote"]
    body("a\n\n- b\n{: .c}")
    assert codes(body("  ")) == []


def test_line_ends_of_every_kind_are_one() -> None:
    assert body("a\r\n\r\nb\rc").html == body("a\n\nb\nc").html


def test_pictures_in_double_brackets_that_nothing_describes_are_one_problem_of_a_page() -> None:
    found = convert("![[a.png|20]] ![[b.png|words]]\n\n![[c.png]]", Options())
    (problem,) = found.problems
    assert (problem.code, problem.start) == ("image-alt", 0)
    assert problem.message == "the picture a.png and 1 more have no words for those who cannot see it"
    assert problem.fix == "say what it shows: ![[a.png|what it shows|20]]"
