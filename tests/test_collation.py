"""The order of the alphabet of a language."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.collation import ALPHABETS, letter, order
from tests.sizes import drawn


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "10, 2010, Ant, apple, co-op, coop, École, Part 2, Part 10, “Quoted”, Über, Zoo"),
        ("en", "data, data sharing, data-sharing, database"),
        ("de", "Ofen, Öl, Oma, Strasse, Straße, Zebra"),
        ("sv", "Alm, Ohm, Zebra, Ål, Ära, Ö"),
        ("da", "Alm, Zebra, Æble, Øl, Å"),
        ("cs", "Cizí, Čas, Hora, Chata, Ideál"),
        ("es-MX", "Nube, Ñandú, Oso"),
        ("pl", "Lublin, Łódź, Zebra, Źrebak, Żaba"),
        ("tr", "Hala, Işık, ince, İstanbul, Jale"),
        ("hu", "Cukor, Csaba, Dunántúl"),
        ("uk", "Гора, Ґанок, Єва, Жук, Ирій, Іван, Їжак"),
        ("ru", "Ёлка, Ель, Жук, Игра, Йод"),
        ("el", "άλμα, Βήτα, έργο"),
    ],
)
def test_words_stand_where_a_reader_of_the_language_looks_for_them(language: str, words: str) -> None:
    expected = words.split(", ")
    shuffled = random.Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=lambda word: order(word, language)) == expected


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "Über", "U"),
        ("en", "“quoted”", "Q"),
        ("en", "3 ways", "0–9"),
        ("en", "…", "#"),
        ("en", "Ægir", "A"),
        ("is", "Ægir", "Æ"),
        ("sv", "Ål", "Å"),
        ("sv", "A\u030al", "Å"),
        ("cs", "chata", "Ch"),
        ("tr", "ince", "İ"),
        ("tr", "Işık", "I"),
        ("ka", "ანბანი", "ა"),
        ("ja", "日本", "日"),
    ],
)
def test_a_word_stands_under_the_letter_that_the_language_gives_it(
    language: str, word: str, expected: str
) -> None:
    assert letter(word, language) == expected


@given(st.text(), st.sampled_from([*ALPHABETS, "en", "", "zh-Hant"]))
@settings(max_examples=drawn(400))
def test_every_text_has_a_place_and_a_letter_whatever_its_case(text: str, language: str) -> None:
    assert letter(text, language)
    assert order(text, language) == order(text, language)


@given(st.lists(st.text("aáåäbcčhzœß 12-É")), st.sampled_from([*ALPHABETS, "en"]))
@settings(max_examples=drawn(200))
def test_the_words_of_one_letter_stand_together(words: list[str], language: str) -> None:
    letters = [letter(word, language) for word in sorted(words, key=lambda word: order(word, language))]
    runs = [name for number, name in enumerate(letters) if number == 0 or letters[number - 1] != name]
    assert len(runs) == len(set(runs))


@given(st.text("aAbzZ 0197-(", max_size=12))
@settings(max_examples=drawn(400))
def test_plain_words_have_the_place_that_the_full_rules_give(words: str) -> None:
    plain, _ = order(words)
    ruled, _ = order(f"{words} –")  # a dash that is not ASCII, and no letter
    assert plain == ruled
