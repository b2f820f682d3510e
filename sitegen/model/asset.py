"""A published file of the layouts, and its measures."""

from msgspec import Struct


class Asset(Struct, frozen=True, kw_only=True):
    """A published file and its measures."""

    name: str
    to: str
    size: int
    digest: str
    width: int = 0
    height: int = 0
