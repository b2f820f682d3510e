"""Words that are nearly the same: which are, and which only look so."""

import pytest

from sitegen.diagnostics.near_duplicates import nearly_one


@pytest.mark.parametrize(
    "first, other",
    [
        ("clinic", "clinics"),
        ("story", "stories"),
        ("box", "boxes"),
        ("events", "evnets"),
        ("community", "comunity"),
        ("volunteers", "voluntears"),
        ("open data", "opendatas"),
    ],
)
def test_a_slip_and_a_plural_are_nearly_the_same(first: str, other: str) -> None:
    assert nearly_one([first, "zebra", other]) == {first: (other,), other: (first,)}


@pytest.mark.parametrize(
    "first, other",
    [
        ("2016", "2017"),
        ("art", "arts and crafts"),
        ("cat", "car"),
        ("news", "new"),
        ("python2", "python3"),
        ("a", "b"),
    ],
)
def test_numbers_and_short_words_are_words_of_their_own(first: str, other: str) -> None:
    assert nearly_one([first, other]) == {}
