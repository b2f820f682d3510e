"""A file of the layouts as this build publishes it."""

from msgspec import Struct


class Asset(Struct, frozen=True, kw_only=True):
    """A published file of the layouts and its measures."""

    address: str
    """Root-relative."""
    size: int = 0
    """Bytes; 0 in a preview."""
    digest: str = ""
    """Of its bytes; empty in a preview."""
    width: int = 0
    """Pixels; 0 for a file that is no picture."""
    height: int = 0
