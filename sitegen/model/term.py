"""A tag: what entries of every kind are sorted by."""

from msgspec import Struct


class Term(Struct, frozen=True, kw_only=True):
    """One tag."""

    slug: str
    label: str
    permalink: str
    """The root-relative address of its page."""
    description: str = ""
    """The excerpt of its file in content/tags/."""
    key: str = ""
    """That file's key."""
    count: int = 0
    """Entries of every kind."""
