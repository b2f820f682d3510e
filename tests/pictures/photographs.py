"""Photographs made by code, with what a camera writes into them."""

import io
from typing import Any

from PIL import Image

CAMERA = "Sensitive Camera 7"
RED, BLUE = (200, 30, 30), (20, 20, 220)


def photograph(
    width: int = 600, height: int = 400, form: str = "JPEG", *, way: int = 1, place: bool = True, **options: Any
) -> bytes:
    """A picture whose left half as stored is blue and whose right half is red, `way` up by its Exif."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (0, 0, width // 2, height))
    exif = Image.Exif()
    if way != 1:
        exif[0x0112] = way
    if place:
        exif[0x010F] = CAMERA
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 29.0, 12.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    file = io.BytesIO()
    picture.save(file, form, exif=exif.tobytes() if place or way != 1 else b"", **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file, decoded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def corner(data: bytes, *, bottom: bool = False) -> str:
    """Which of the two colours the upper or lower left corner has."""
    picture = opened(data).convert("RGB")
    pixel = picture.getpixel((3, picture.height - 4 if bottom else 3))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > pixel[2] else "blue"
