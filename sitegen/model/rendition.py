"""What is made of a picture, and what is wrong with one."""

from msgspec import Struct


class Flaw(Struct, frozen=True, kw_only=True):
    """One thing that keeps a picture from being shown as it should be."""

    code: str
    """Of the diagnostic."""
    message: str
    """What follows its name: `is in HEIC, which no browser shows`."""
    fix: str
    line: int = 0
    """Where it is in the file of the picture itself; 0 where lines mean nothing."""
    column: int = 0
    shown: bool = False
    """Whether the picture is shown and published all the same."""
    as_file: bool = False
    """Whether it is published where it is linked to, and no page shows it."""


class Rendition(Struct, frozen=True, kw_only=True):
    """One picture made of another."""

    name: str
    """Of its file, beside the others made of the same picture: `480.webp`."""
    width: int
    """Pixels."""
    digest: str
    """Of its bytes."""


class Renditions(Struct, frozen=True, kw_only=True):
    """All that is made of one picture, and what was found wrong with it."""

    digest: str
    """Of the picture's bytes."""
    made: bool = False
    """Whether the renditions were asked for; without, only flaws were looked for."""
    folder: str = ""
    """Where their files are."""
    sizes: tuple[Rendition, ...] = ()
    """In the format that pages show, the smallest first."""
    fallback: Rendition | None = None
    """In the format of the picture itself, for readers without that format."""
    upright: Rendition | None = None
    """The picture itself, of one that is stored in another way than upright."""
    flaw: Flaw | None = None


class Made(Struct, frozen=True, kw_only=True):
    """Where the bytes of a published rendition are."""

    place: str
    """The file in the cache."""
    name: str
    digest: str
    source: str
    """The file of the picture that it is made of, in case that the cache has lost it."""


class Size(Struct, frozen=True, kw_only=True):
    """A rendition as it is published."""

    address: str
    """Root-relative."""
    width: int
    """Pixels."""


class Sizes(Struct, frozen=True, kw_only=True):
    """The renditions of one picture as they are published."""

    sizes: tuple[Size, ...]
    """In the format that pages show, the smallest first."""
    fallback: str
    """The root-relative address of what a reader without that format gets; the picture's own where it is best."""
