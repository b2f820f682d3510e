"""The tags around a picture that is there in several sizes: a browser takes the one that it needs."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import escape

COLUMN = "(min-width: 48em) 44rem, 100vw"
"""How wide a picture within a text is shown at most."""
LAZY = ' loading="lazy"'
_TYPE = "image/webp"
_SIDE = re.compile(r' (width|height)="(\d+)"')


def picture_in_text(
    parts: list[str],
    at: int,
    to: str,
    measures: tuple[int, int],
    sizes: Sequence[tuple[str, int]],
    *,
    eager: bool,
) -> str:
    """Return what fills the slot of a picture in `parts`, which are pieces of HTML with the slots between them.

    The pieces around it are changed: the one before ends with `<img `, the one behind begins with the other
    attributes. `to` is the address that `src` gets, and `sizes` are other addresses with their widths. One that is
    `eager` is not loaded late. Of a picture with one side given by its author, the other follows from `measures`.
    """
    behind = parts[at + 1]
    end = behind.find(">") if ">" in behind else len(behind)
    own = behind[:end]
    given = {name: int(words) for name, words in _SIDE.findall(own)}
    width, height = _sides(given, measures) if " width=" in own or " height=" in own else measures
    sides = "".join(
        f' {name}="{side}"' for name, side in (("width", width), ("height", height)) if side and name not in given
    )
    if eager:
        own = own.replace(LAZY, "")
    parts[at + 1] = own + behind[end:]
    if not sizes:
        return f'src="{escape(to)}"{sides}'
    shown = f"{width}px" if given else COLUMN
    parts[at - 1] = f"{parts[at - 1].removesuffix('<img ')}<picture>{sources(sizes, shown)}<img "
    parts[at + 1] = f"{own}></picture>{behind[end + 1 :]}"
    return f'src="{escape(to)}"{sides}'


def sources(sizes: Iterable[tuple[str, int]], shown: str) -> str:
    """Return `<source>` for addresses with their widths; `shown` is how wide the page shows the picture."""
    srcset = ", ".join(f"{escape(to)} {width}w" for to, width in sizes)
    return f'<source type="{_TYPE}" srcset="{srcset}" sizes="{shown}">'


def _sides(given: dict[str, int], measures: tuple[int, int]) -> tuple[int, int]:
    """Return both sides of a picture, given at least one; 0 for what cannot be known."""
    width, height = measures
    if not width or not height:
        return given.get("width", 0), given.get("height", 0)
    if "width" in given:
        return given["width"], given.get("height", max(1, round(given["width"] * height / width)))
    if "height" in given:
        return max(1, round(given["height"] * width / height)), given["height"]
    return 0, 0
