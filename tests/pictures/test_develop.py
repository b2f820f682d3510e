"""The sizes of a picture."""

import io

import pytest
from PIL import Image

from sitegen.pictures.develop import Damaged, develop
from tests.pictures.photographs import CAMERA, corner, opened, photograph


def sizes(data: bytes) -> list[int]:
    return [each.width for each in develop(data).sizes]


@pytest.mark.parametrize(
    ("width", "made"), [(2000, [480, 960, 1440]), (1440, [480, 960, 1440]), (1000, [480, 1000]), (500, [500])]
)
def test_no_size_is_wider_than_the_picture(width: int, made: list[int]) -> None:
    assert sizes(photograph(width, 700, quality=95, subsampling=0)) == made


@pytest.mark.parametrize("way", range(1, 9))
def test_every_size_is_upright_and_says_nothing_of_the_camera(way: int) -> None:
    found = develop(photograph(1300, 900, way=way))
    upright = (1300, 900) if way < 5 else (900, 1300)
    left = {1: "blue", 2: "red", 3: "red", 4: "blue"}.get(way)
    top = {5: "blue", 6: "blue", 7: "red", 8: "red"}.get(way)

    assert found.files
    for data in found.files.values():
        picture = opened(data)
        assert abs(picture.width / picture.height - upright[0] / upright[1]) < 0.01
        assert CAMERA.encode() not in data
        assert not dict(picture.getexif())
        assert corner(data) == (left or top)
        assert corner(data, bottom=True) == (left or {"blue": "red", "red": "blue"}[str(top)])
    assert (found.upright is None) == (way == 1)
    if found.upright:
        assert opened(found.files[found.upright.name]).size == upright


def test_the_same_bytes_come_out_for_the_same_picture() -> None:
    data = photograph(1500, 1000, way=6)
    assert develop(data).files == develop(data).files


def test_what_is_not_smaller_than_the_picture_is_not_made() -> None:
    small = photograph(1500, 1000, form="WEBP", quality=1, place=False)
    assert develop(small).files == {}


def test_a_picture_with_holes_keeps_them() -> None:
    file = io.BytesIO()
    noise = Image.effect_noise((900, 600), 90)
    Image.merge("RGBA", (noise, noise, noise, Image.linear_gradient("L").resize((900, 600)))).save(file, "PNG")
    for data in develop(file.getvalue()).files.values():
        assert opened(data).mode == "RGBA"


@pytest.mark.parametrize("mode", ("1", "L", "P", "CMYK", "I;16"))
def test_every_mode_can_be_shown(mode: str) -> None:
    file = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.effect_noise((700, 500), 90).convert("L" if mode != "CMYK" else "CMYK").convert(mode).save(file, form)
    for data in develop(file.getvalue()).files.values():
        assert opened(data).convert("RGB").width in (480, 700)


@pytest.mark.parametrize("form", ("GIF", "WEBP", "PNG"))
def test_a_picture_that_moves_stays_as_it_is(form: str) -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (700, 500), (shade, 0, 0)) for shade in (0, 100, 200)]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    assert develop(file.getvalue()).files == {}


def test_a_picture_that_cannot_be_decoded_is_damaged() -> None:
    data = bytearray(photograph(700, 500, form="PNG", place=False))
    start = data.index(b"IDAT") + 12
    data[start : start + 20] = bytes(20)
    with pytest.raises(Damaged):
        develop(bytes(data))
