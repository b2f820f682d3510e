"""Places."""

import pytest

from sitegen.facets.place import Venue


def test_plain_words_are_a_place() -> None:
    assert Venue.from_text("Town Hall") == Venue(name="Town Hall")


def test_a_place_on_one_line_leaves_out_what_is_not_known() -> None:
    assert Venue(name="Town Hall", postcode="N1 1AA", access="Lift").line == "Town Hall, N1 1AA"


@pytest.mark.parametrize(
    ("geo", "position"), [("51.5034, -0.1276", (51.5034, -0.1276)), ("-90,180", (-90, 180)), ("", None)]
)
def test_a_position_is_two_numbers(geo: str, position: tuple[float, float] | None) -> None:
    assert Venue(name="x", geo=geo).position == position


@pytest.mark.parametrize("geo", ["51.5", "north", "91, 0", "0, 181", "1, 2, 3", "nan, 0", "inf, 0"])
def test_what_is_no_place_on_earth_has_no_position(geo: str) -> None:
    assert Venue(name="x", geo=geo).position is None
