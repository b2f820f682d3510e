"""The comparison of pictures that `./scripts/screenshots` makes."""

from pathlib import Path

from PIL import Image

from tests.browser.screenshots import Taken, compare, difference, store

PAPER = (255, 253, 248)


def sheet(width: int = 8, height: int = 4, *dots: tuple[int, int]) -> Image.Image:
    found = Image.new("RGB", (width, height), PAPER)
    for dot in dots:
        found.putpixel(dot, (255, 253, 247))
    return found


def test_equal_pictures_have_no_difference() -> None:
    assert difference(sheet(), sheet()) is None


def test_the_smallest_change_of_one_colour_is_counted_and_drawn_in_red() -> None:
    found = difference(sheet(), sheet(8, 4, (3, 1), (7, 3)))

    assert found is not None
    assert found.pixels == 2
    assert found.image.getpixel((3, 1)) == (220, 0, 40)
    assert found.image.getpixel((0, 0)) != (220, 0, 40)


def test_what_only_one_of_two_sizes_has_differs() -> None:
    longer, wider = difference(sheet(), sheet(8, 6)), difference(sheet(10, 4), sheet())

    assert longer is not None and wider is not None
    assert (longer.pixels, longer.image.size) == (16, (8, 6))
    assert (wider.pixels, wider.image.size) == (8, (10, 4))


def test_a_picture_is_compared_with_the_stored_one_of_its_name(tmp_path: Path) -> None:
    assert store(tmp_path, [Taken("a.png", sheet()), Taken("b.png", sheet())]) == 2

    taken = [Taken("a.png", sheet()), Taken("b.png", sheet(8, 4, (0, 0))), Taken("c.png", sheet())]
    told = dict(compare(tmp_path, taken))

    assert told == {
        "a.png": "",
        "b.png": f"1 px differ, see {tmp_path / 'differences' / 'b.png'}",
        "c.png": "no picture of it is stored",
    }
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["b.png", "c.png"]
    assert [path.name for path in (tmp_path / "differences").iterdir()] == ["b.png"]
