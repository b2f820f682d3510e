"""The measures of a picture, and what keeps it from being shown, read without decoding it.

The readers of formats are imported where a file has one: most sites have thousands of texts and few pictures.
"""

from typing import Literal

from msgspec import Struct

from sitegen.pictures.formats import DRAWING, OTHERS, POINTER, RASTER, ending, format_of

MOST_PIXELS = 80_000_000
"""The pixels above which a picture is not decoded: it would take more than a third of a gigabyte of memory.

Photographs of telephones have 12 to 50 million."""
LEAST = 32
"""Bytes up to which a file that begins as a picture is a placeholder: it holds nothing that could be told of."""
SIGNS = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")
"""What pictures begin with."""
ON_ITS_SIDE = 5
"""The first orientation that has width and height changed over."""
_WRITTEN_BY_CAMERAS = (0x8769, 0x8825, 0x02BC, 0x83BB)
"""The tags of a TIFF that lead to Exif, a place, XMP and IPTC."""


class Measured(Struct, frozen=True):
    """What was found in a file."""

    width: int = 0
    """Pixels, of the picture when it is upright; 0 for what is no picture."""
    height: int = 0
    turned: bool = False
    """Whether the pixels are stored in another way than upright."""
    flaw: str = ""
    """What is wrong with the picture, in a word: a key of `FLAWS` in `pictures/flaws.py`."""


NO_PICTURE = Measured()


def measure(name: str, data: bytes) -> Measured | None:
    """Return what is in the file of this name; None for one that is not called as a picture."""
    kind = ending(name)
    if kind == DRAWING:
        from sitegen.pictures.drawings import measures_of_drawing, wrong_with_drawing

        width, height = measures_of_drawing(data)
        return Measured(width, height, flaw=wrong_with_drawing(data))
    if kind not in RASTER and kind not in OTHERS:
        return None
    if len(data) <= LEAST and data.startswith(SIGNS):
        return NO_PICTURE
    found = format_of(data)
    if not data.strip(b"\0 \r\n"):
        return Measured(flaw="empty")
    if data.startswith(POINTER):
        return Measured(flaw="pointer")
    if found == "tiff":
        return Measured(flaw="camera-file" if _from_camera(data) else "tiff")
    if found in ("", "heic"):
        return Measured(flaw="heic" if found else "unread" if kind in OTHERS else "unknown")
    return _measured(data, found)


def _measured(data: bytes, found: str) -> Measured:
    if found == "bmp":
        width, height = (int.from_bytes(data[at : at + 4], "little", signed=True) for at in (18, 22))
        return Measured(abs(width), abs(height))
    from sitegen.pictures.metadata import orientation, parts
    from sitegen.pictures.parts import Malformed

    try:
        known = parts(data)
    except Malformed:
        return Measured(flaw="broken")
    way = orientation(known.exif)
    sides = (known.width, known.height)
    width, height = sides if way < ON_ITS_SIDE else sides[::-1]
    flaw = "" if known.whole else "truncated"
    if not width or not height:
        flaw = "broken"
    elif width * height > MOST_PIXELS:
        flaw = "pixels"
    return Measured(width, height, way != 1, flaw)


def _from_camera(data: bytes) -> bool:
    """Return whether the first directory of a TIFF leads to what a camera wrote (TIFF 6.0, section 2)."""
    order: Literal["little", "big"] = "little" if data[:1] == b"I" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    first = number(4, 4)
    tags = {number(first + 2 + 12 * each, 2) for each in range(number(first, 2))}
    return not tags.isdisjoint(_WRITTEN_BY_CAMERAS)
