"""The card that is shown beside a shared link: a picture drawn from the words and colours of a page."""

import io
import re
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.model.colours import Colours

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""Pixels, as those who show cards ask for."""
FONT = Path(__file__).parent / "font" / "DejaVuSans-Bold-subset.ttf"
_MARGIN = 80
_OVERHANG = 8
"""Pixels that a letter may reach out over the margin."""
_ROOM = WIDTH - 2 * _MARGIN
_TITLE = (84, 72, 62, 54, 46)
"""The sizes that a title is tried in, the largest first; the last one is cut after its fifth line."""
_LINES = 4
_TALL = 300
"""Pixels that the lines of a title may take."""
_STEP = 1.16
"""From one line to the next, in sizes of the letters."""
_STEPS = 15
"""Of each colour of letters: their edges are between it and the band."""
_ON_BAND, _MARKER, _FAINT = 0, _STEPS, 2 * _STEPS
"""Where the steps of each colour begin in the palette, less one; number 0 is the band."""
_UNDRAWN = re.compile(
    r"[^\s\u0020-\u007e\u00a0-\u02e9\u0300-\u0362\u0370-\u0525\u0531-\u0587\u0589\u058a\u05b0-\u05f4\u060c\u061b\u061f"
    r"\u0621-\u063a\u0640-\u0655\u0660-\u0670\u0679-\u06bf\u06c6-\u06c8\u06cb-\u06d5\u06f0-\u06f9\u10a0-\u10fc"
    r"\u1e00-\u1ffe\u2000-\u2064\u20a0-\u20bd\u2100-\u214e\u2190-\u2193\u2212\u2260-\u2265]"
)
"""Matches a letter that the font does not have."""


class Words(Struct, frozen=True, kw_only=True):
    """What a card says."""

    title: str
    kind: str = ""
    """The words above the title."""
    day: str = ""
    """The words below it."""
    site: str = ""
    rtl: bool = False
    """Whether they are written from right to left."""


def draw(words: Words, colours: Colours) -> bytes:
    """Return a card as PNG. Letters that the font lacks are left out with the line that they are in."""
    card = _blank(words.rtl).copy()
    inner = _MARGIN + 76
    _write(card, [words.site], 34, 62, inner, _ON_BAND, words.rtl)
    title = "" if _UNDRAWN.search(words.title) else words.title
    size, lines = _fitted(title)
    top = 200 + round(max(0, _TALL - len(lines) * size * _STEP) / 4)
    _write(card, [words.kind], 34, top - 56, _MARGIN, _MARKER, words.rtl)
    _write(card, lines, size, top, _MARGIN, _ON_BAND, words.rtl)
    _write(card, [words.day], 34, HEIGHT - 92, _MARGIN, _FAINT, words.rtl)
    card.putpalette(_palette(colours))
    file = io.BytesIO()
    card.save(file, "PNG", compress_type=zlib.Z_RLE)  # a third of the default's time, and 4 kB more
    return file.getvalue()


@lru_cache
def _palette(colours: Colours) -> bytes:
    """Return the colours of the numbers: the band, then each colour by steps from nearly the band to itself."""
    from PIL import ImageColor

    band, *others = (
        ImageColor.getrgb(colour)[:3] for colour in (colours.band, colours.on_band, colours.marker, colours.faint)
    )
    found = [*band]
    for colour in others:
        for step in range(1, _STEPS + 1):
            found += (round(a + (b - a) * step / _STEPS) for a, b in zip(band, colour, strict=True))
    return bytes(found)


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the size of a title and its lines."""
    lines: list[str] = []
    for size in _TITLE:
        lines = _broken(title, _font(size))
        if len(lines) * size * _STEP <= _TALL:
            return size, lines
    return _TITLE[-1], [*lines[:_LINES], f"{lines[_LINES]} …"]


def _broken(title: str, font: "FreeTypeFont") -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _write(card: "Image", lines: list[str], size: int, top: int, side: int, ramp: int, rtl: bool) -> None:
    """Write lines of one colour below each other on the bare band; what the font cannot draw is left out."""
    from PIL import Image, ImageDraw

    lines = [line for line in lines if line and not _UNDRAWN.search(line)]
    if not lines:
        return
    step = round(size * _STEP)
    room = WIDTH - side + _OVERHANG
    strip = Image.new("L", (room, step * len(lines) + size // 3))
    pen = ImageDraw.Draw(strip)
    at, anchor = (room - _OVERHANG, "ra") if rtl else (_OVERHANG, "la")
    direction = "rtl" if rtl and _shapes() else None
    for number, line in enumerate(lines):
        pen.text((at, number * step), line, fill=255, font=_font(size), anchor=anchor, direction=direction)
    card.paste(strip.point(_numbers(ramp)), (0 if rtl else side - _OVERHANG, top))


@lru_cache
def _numbers(ramp: int) -> list[int]:
    """Return the number in the palette for each of 256 strengths of a colour."""
    steps = [round(strength * _STEPS / 255) for strength in range(256)]
    return [step and ramp + step for step in steps]


@lru_cache
def _blank(rtl: bool) -> "Image":
    """Return the band with the mark of the default layouts: a gable over three pillars."""
    from PIL import Image, ImageDraw

    card = Image.new("P", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(card)
    left = WIDTH - _MARGIN - 58 if rtl else _MARGIN
    gable = Image.new("L", (4 * 58, 4 * 24))
    ImageDraw.Draw(gable).polygon([(0, 4 * 24), (4 * 29, 0), (4 * 58, 4 * 24)], fill=255)
    card.paste(gable.resize((58, 24)).point(_numbers(_MARKER)), (left, 52))
    for pillar in (4, 23, 42):
        pen.rectangle((left + pillar, 82, left + pillar + 11, 101), fill=_ON_BAND + _STEPS)
    pen.rectangle((left, 105, left + 57, 110), fill=_ON_BAND + _STEPS)
    return card


@lru_cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(FONT, size)


@lru_cache
def _shapes() -> bool:
    """Return whether this pillow joins the letters of Arabic and orders lines that run both ways."""
    from PIL import features

    return bool(features.check("raqm"))
