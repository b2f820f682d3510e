"""Marks: the words in place of links and constructs while a flavour reads the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from tests.sizes import drawn


@settings(max_examples=drawn(300))
@given(
    st.lists(
        st.sampled_from(["z", "q", "qq", "x", "0", "1x", "<v>", "</v>", "&#113;", "&#x7a;", "&amp;", "[[m]]"]),
        max_size=20,
    ),
    st.sampled_from(["python-markdown", "commonmark"]),
)
@example(["z", "<v>", "q", "x", "0", "x", "[[m]]"], "commonmark")
@example(["z", "<v>", "q", "x", "2x", "[[m]]"], "commonmark")
@example(["z", "&#113;", "x", "0", "x", "[[m]]"], "python-markdown")
def test_no_letters_of_a_text_come_to_mean_one_of_its_links(parts: list[str], flavour: str) -> None:
    text = "".join(parts)

    body = convert(text, Options(flavour=flavour))

    assert len(body.references) == text.count("[[m]]")
