"""One text as one value."""

import pytest

from sitegen.fields import scalars
from sitegen.fields.scalars import Unfit


@pytest.mark.parametrize("text", ["true", "Yes", "ON"])
def test_words_for_yes_are_true(text: str) -> None:
    assert scalars.yes_or_no(text) is True


@pytest.mark.parametrize("text", ["false", "No", "OFF"])
def test_words_for_no_are_false(text: str) -> None:
    assert scalars.yes_or_no(text) is False


@pytest.mark.parametrize("text", ["y", "1", "maybe", "wahr"])
def test_anything_else_is_neither(text: str) -> None:
    with pytest.raises(Unfit, match="true or false"):
        scalars.yes_or_no(text)


def test_whole_numbers_are_read_and_others_refused_with_the_digits_to_type() -> None:
    assert scalars.whole("-12") == -12
    for text in ("1.5", "1e3", "0x1f", "٣", "12 apples", "9" * 40):
        with pytest.raises(Unfit):
            scalars.whole(text)
    with pytest.raises(Unfit) as caught:
        scalars.whole("1,000")
    assert caught.value.fix == "1000"


def test_decimals_are_read_and_a_comma_is_shown_as_a_point() -> None:
    assert scalars.decimal("1.5") == 1.5
    assert scalars.decimal("-2") == -2
    for text in ("nan", "inf", "1e999", "one"):
        with pytest.raises(Unfit):
            scalars.decimal(text)
    with pytest.raises(Unfit) as caught:
        scalars.decimal("51,5")
    assert caught.value.fix == "51.5"


@pytest.mark.parametrize("text", ["in-touch", "In Touch", "in_touch", "IN-TOUCH"])
def test_a_choice_forgives_case_spaces_and_underscores(text: str) -> None:
    assert scalars.choice(text, ("wanted", "in-touch")) == "in-touch"


def test_a_choice_that_is_none_lists_them_all_and_offers_the_nearest() -> None:
    with pytest.raises(Unfit, match="open, done or dropped") as caught:
        scalars.choice("opne", ("", "open", "done", "dropped"))
    assert caught.value.fix == "open"


@pytest.mark.parametrize(
    "text", ["https://a.org", "http://a.org/b?c=d#e", "webcal://a.org/x.ics", "mailto:a@b.org", "HTTPS://A.org/"]
)
def test_a_whole_address_is_taken(text: str) -> None:
    assert scalars.address(text) == text


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("a.org/b", "https://a.org/b"),
        ("/about/", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("https://a b", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_what_is_no_whole_address_is_refused(text: str, fix: str) -> None:
    with pytest.raises(Unfit) as caught:
        scalars.address(text)
    assert caught.value.fix == fix
