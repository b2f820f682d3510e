"""What the file of a picture consists of."""

from msgspec import Struct


class Malformed(Exception):
    """A file is no picture of the format that it begins like."""


class Parts(Struct, frozen=True):
    """A picture's file, taken apart."""

    clean: bytes
    """The file without what is not needed to show the picture."""
    width: int = 0
    """Pixels as stored, before the picture is turned upright; 0 when they are not known."""
    height: int = 0
    exif: bytes = b""
    """What the camera wrote, beginning with the order of the bytes; empty for none."""
    animated: bool = False
    whole: bool = True
    """Whether the end of the picture is there."""
