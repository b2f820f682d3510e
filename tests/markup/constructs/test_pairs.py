"""Signs around words: what the page's text says of them, what any text may do to them, and how long they take."""

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from sitegen.markup.constructs import pairs
from sitegen.markup.flavours import FLAVOURS
from sitegen.markup.sanitise import policy
from sitegen.model.body import Body
from tests.sizes import drawn

flavours = pytest.mark.parametrize("flavour", FLAVOURS)


def body(text: str, flavour: str = "commonmark", title: str = "T") -> Body:
    return convert(text, Options(flavour=flavour), title=title)


def shown(html: str) -> str:
    """What a reader sees, as an HTML parser that takes nothing wrong reads it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return "".join(parser.parseFragment(html).itertext())


@flavours
def test_titles_headings_and_excerpts_are_words_without_signs(flavour: str) -> None:
    found = body("# The ==way== ahead\n\nOne **==two==** three.\n\n## A ==b==\n", flavour, title="")
    assert found.title == "The way ahead"
    assert [(heading.id, heading.text) for heading in found.headings] == [("a-b", "A b")]
    assert found.excerpt == "One two three."
    assert found.words == 5


@flavours
def test_a_heading_that_repeats_the_title_is_recognised_with_signs_in_it(flavour: str) -> None:
    assert body("# The ==way==\n\na", flavour, title="The way").html == '<span id="the-way"></span><p>a</p>'


@flavours
def test_escaped_signs_are_words_in_titles_and_excerpts(flavour: str) -> None:
    found = body("# a \\== b\n\n==c== \\== d", flavour, title="")
    assert (found.title, found.excerpt) == ("a == b", "c == d")


@flavours
def test_the_sentence_around_a_link_is_free_of_signs(flavour: str) -> None:
    (reference,) = body("See ==the [[Page|way]] there== soon.", flavour).references
    assert reference.sentence == "See the way there soon."


@flavours
@pytest.mark.parametrize(
    "html",
    ["<textarea>==a==</textarea>", "<svg><text>==a==</text></svg>", "<pre>==a== <b>==b==</b></pre>"],
)
def test_signs_in_elements_without_prose_stay(html: str, flavour: str) -> None:
    found = convert(f"==c==\n\n{html}", Options(flavour=flavour, raw_html="trust"))
    assert found.html.count("<mark>") == 1


PIECES = st.sampled_from(
    ("==", "==", "==", "=", "===", "a", "b", " ", "\n", "\n\n", ".", ",", "(", ")", "é", "日", "本", "\N{EM DASH}")
)


@settings(max_examples=drawn(300), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(sorted(FLAVOURS)))
@example("==a ==b== c==", "commonmark")
@example("a==b", "commonmark")
def test_the_text_is_what_was_typed_but_for_the_signs_of_marks(typed: str, flavour: str) -> None:
    # A first word keeps rows of signs from underlining a heading.
    text = "\n\n".join(f"w {' '.join(block.split())}" for block in typed.split("\n\n"))
    found = body(text, flavour)
    marks = found.html.count("<mark>")
    assert found.html.count("</mark>") == marks
    assert shown(found.html).replace("=", "").split() == text.replace("=", "").split()
    assert shown(found.html).count("=") == text.count("=") - 4 * marks
    assert policy("sanitise").clean(found.html) == found.html


@settings(max_examples=drawn(200), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            PIECES, st.sampled_from(("**", "_", "`", "[", "](x)", "- ", "> ", "| a |\n|-|\n", "<b>", "</b>"))
        ),
        max_size=40,
    ).map("".join)
)
def test_both_flavours_of_well_formed_html_hold_every_mark_in_one_element(text: str) -> None:
    for flavour in FLAVOURS:
        html = body(f"==x== {text}", flavour).html.replace("\0", "")
        assert policy("sanitise").clean(html) == html


FLOODS = {
    "signs": "=" * 200_000,
    "words behind signs": "==a" * 66_000,
    "opening signs": "==a " * 50_000,
    "closing signs": "a== " * 50_000,
    "pairs": "==a== " * 30_000,
    "signs alone": "== " * 60_000,
    "signs across strong words": "==a **b==** " * 12_000,
    "signs on lines of their own": "a\n==b\n" * 25_000,
}


@flavours
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_signs_is_looked_at_once(flood: str, flavour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sign asks about its two neighbours and no more, however many there are."""
    text = FLOODS[flood]
    asked = 0

    def joins(char: str) -> bool:
        nonlocal asked
        asked += 1
        return char.isalnum()

    monkeypatch.setattr(pairs, "_joins", joins)
    found = body(text, flavour)
    assert found.problems == ()
    assert asked <= text.count("==") * 2


@flavours
def test_marks_nested_beyond_hope_are_refused(flavour: str) -> None:
    found = body("==a " * 2_000 + "b== " * 2_000, flavour)
    assert [problem.code for problem in found.problems] == ["markup-too-deep"]
