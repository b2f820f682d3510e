"""The measures and flaws of pictures, from their first bytes."""

import pytest

from sitegen.pictures.measure import MOST_PIXELS, Measured, measure
from tests.pictures.photographs import photograph


def found(name: str, data: bytes) -> Measured:
    known = measure(name, data)
    assert known is not None
    return known


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP"))
def test_a_picture_has_its_width_and_height(form: str) -> None:
    data = photograph(form=form, place=False)
    known = found(f"a.{form.lower()}", data)
    assert (known.width, known.height, known.turned, known.flaw) == (600, 400, False, "")


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP"))
def test_a_picture_on_its_side_is_measured_upright(form: str) -> None:
    known = found("a.jpg", photograph(form=form, way=6))
    assert (known.width, known.height, known.turned) == (400, 600, True)


FLAWS = {
    "a.png": (b"", "empty"),
    "b.jpg": (b"<!doctype html><p>Not found</p>", "unknown"),
    "c.jpeg": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "pointer"),
    "d.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "e.HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "f.tif": (photograph(form="TIFF"), "camera-file"),
    "g.tiff": (photograph(form="TIFF", place=False), "tiff"),
    "h.jpg": (photograph()[:-400], "truncated"),
    "i.jpg": (photograph()[:40], "broken"),
    "i.png": (photograph(form="PNG")[:40], "truncated"),
    "j.jxl": (b"\xff\x0a....", "unread"),
    "k.svg": (b"<svg><g></svg>", "malformed"),
}


@pytest.mark.parametrize("name", FLAWS)
def test_what_is_wrong_is_known_before_anything_is_decoded(name: str) -> None:
    data, flaw = FLAWS[name]
    assert found(name, data).flaw == flaw


def test_a_small_file_with_too_many_pixels_is_never_decoded() -> None:
    side = int(MOST_PIXELS**0.5) + 1
    head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + side.to_bytes(4, "big") * 2 + b"\x08\0\0\0\0" + b"\0" * 4
    assert found("a.png", head + b"\0\0\0\0IEND\xaeB`\x82").flaw == "pixels"


def test_other_files_are_not_looked_at() -> None:
    assert measure("a.pdf", b"%PDF") is None
