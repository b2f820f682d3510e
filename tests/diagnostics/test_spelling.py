"""Whether the word that was meant is the one that difflib finds, without comparing with every known one."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics.spelling import CUTOFF, Vocabulary, did_you_mean

WORDS = st.one_of(st.text("abAB é", max_size=8), st.text("ab", max_size=250), st.text(max_size=12))


def as_difflib_says(word: str, known: list[str]) -> str:
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=CUTOFF)
    return folded[near[0]] if near else ""


@given(st.lists(WORDS, max_size=20), st.lists(WORDS, min_size=1, max_size=3))
def test_the_nearest_word_is_the_one_that_difflib_finds_first(known: list[str], asked: list[str]) -> None:
    vocabulary = Vocabulary(known)
    for word in asked:
        assert vocabulary.nearest(word) == as_difflib_says(word, known)
        assert did_you_mean(word, known) == as_difflib_says(word, known)


@given(st.text("abcdef ", min_size=1, max_size=30), st.data())
def test_the_nearest_of_words_that_are_much_alike_is_the_one_that_difflib_finds(
    word: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(word) - 1)
    known = [
        f"{word[:cut]}{data.draw(st.sampled_from('abx'))}{word[cut + 1 :]}" for cut in data.draw(st.lists(places))
    ]
    assert Vocabulary(known).nearest(word) == as_difflib_says(word, known)


def test_few_of_many_words_are_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    ratio = difflib.SequenceMatcher.ratio

    def counted(matcher: "difflib.SequenceMatcher[str]") -> float:
        compared.append(matcher)
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    vocabulary = Vocabulary(f"{name} {number}" for name in ("Minutes", "Plan", "Report") for number in range(1000))
    assert vocabulary.nearest("Minuets 17") == "Minutes 17"
    assert len(compared) < 150
