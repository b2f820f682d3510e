"""What lies on disk: the sources, and the files that are published as they are."""

import re

from msgspec import Struct

_PERIOD = re.compile(r"\d{4}-(?:\d{1,2}|[WQ]\d{1,2})(?:-\d{1,2})?")


class Source(Struct, frozen=True, kw_only=True):
    """One Markdown file under content/."""

    key: str
    """Path below content/, with `/` and in NFC: the entry's identity."""
    path: str
    """Path below the site's folder, as the file system spells it."""
    kind: str
    digest: str
    """Of the file's bytes."""


class File(Struct, frozen=True, kw_only=True):
    """Any other file: static, attached, or an asset of the layouts."""

    path: str
    """Path below content/ (or below layouts/assets/), with `/` and in NFC."""
    location: str
    """Where to read it; empty for one with parts."""
    digest: str
    size: int
    """Bytes."""
    width: int = 0
    """Pixels, of an image that is upright; 0 when unknown."""
    height: int = 0
    turned: bool = False
    """Whether the pixels of an image are stored in another way than upright."""
    flaw: str = ""
    """What is wrong with an image, in a word: a key of `FLAWS` in `pictures/flaws.py`."""
    pages: int = 0
    """Of a PDF; 0 when unknown."""
    sha256: str = ""
    """In hexadecimal digits; empty for a picture."""
    of_layouts: bool = False
    """Whether it is an asset of the layouts, whose drawings may have scripts."""
    packaged: bool = False
    """Whether it comes with sitegen, and so do all its parts."""
    parts: tuple[str, ...] = ()
    """Where to read the files that it is put together from, in their order."""


def in_words(name: str) -> str:
    """Return the name of a file or folder in words: spaces for hyphens, unless it has spaces or is a date."""
    if " " in name or _PERIOD.fullmatch(name):
        return name
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:]
