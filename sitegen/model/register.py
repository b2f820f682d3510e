"""What a site has published so far: the addresses that have to answer for ever."""

from msgspec import Struct


class Register(Struct, frozen=True, kw_only=True):
    """What addresses.txt says."""

    first: dict[str, str] = {}
    """Address -> the first address of the entry that it led to: itself for one that has not moved, and for what is
    no entry."""
    in_order: bool = True
    """Whether the lines are as a build writes them; merging leaves them in any order, and doubled."""
    in_use: bool = False
    """Whether the site has the file at all."""
