"""The card that is shown beside a shared link: a picture drawn from the words and colours of a page."""

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.model.colours import Colours

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""Pixels, as those who show cards ask for."""
FONT = Path(__file__).parent / "font" / "DejaVuSans-Bold-subset.ttf"
_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_TITLE = (84, 72, 62, 54, 46)
"""The sizes that a title is tried in, the largest first; the last one is cut after its fifth line."""
_LINES = 4
_TALL = 300
"""Pixels that the lines of a title may take."""
_STEP = 1.16
"""From one line to the next, in sizes of the letters."""
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
    from PIL import Image, ImageDraw

    card = Image.new("RGB", (WIDTH, HEIGHT), colours.band)
    pen = ImageDraw.Draw(card)
    _mark(pen, colours, words.rtl)
    inner = _MARGIN + 76
    _line(pen, words.site, 34, 62, inner, colours.on_band, words.rtl)
    title = "" if _UNDRAWN.search(words.title) else words.title
    size, lines = _fitted(title)
    top = 200 + round(max(0, _TALL - len(lines) * size * _STEP) / 4)
    _line(pen, words.kind, 34, top - 56, _MARGIN, colours.marker, words.rtl)
    for number, line in enumerate(lines):
        _line(pen, line, size, top + number * round(size * _STEP), _MARGIN, colours.on_band, words.rtl)
    _line(pen, words.day, 34, HEIGHT - 92, _MARGIN, colours.faint, words.rtl)
    file = io.BytesIO()
    card.quantize(48, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


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


def _line(pen: "ImageDraw", text: str, size: int, top: int, side: int, colour: str, rtl: bool) -> None:
    if not text or _UNDRAWN.search(text):
        return
    at, anchor = ((WIDTH - side, top), "ra") if rtl else ((side, top), "la")
    direction = "rtl" if rtl and _shapes() else None
    pen.text(at, text, fill=colour, font=_font(size), anchor=anchor, direction=direction)


def _mark(pen: "ImageDraw", colours: Colours, rtl: bool) -> None:
    """Draw the mark of the default layouts: a gable over three pillars."""
    left = WIDTH - _MARGIN - 58 if rtl else _MARGIN
    pen.polygon([(left, 76), (left + 29, 52), (left + 58, 76)], fill=colours.marker)
    for pillar in (4, 23, 42):
        pen.rectangle((left + pillar, 82, left + pillar + 11, 101), fill=colours.on_band)
    pen.rectangle((left, 105, left + 57, 110), fill=colours.on_band)


@lru_cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(FONT, size)


@lru_cache
def _shapes() -> bool:
    """Return whether this pillow joins the letters of Arabic and orders lines that run both ways."""
    from PIL import features

    return bool(features.check("raqm"))
