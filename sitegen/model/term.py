"""A tag: what entries of every kind are sorted by."""

from msgspec import Struct


class Term(Struct, frozen=True, kw_only=True):
    """One tag."""

    slug: str
    label: str
    permalink: str
    """The root-relative address of its page."""
    description: str = ""
    """The excerpt of its file in content/tags/, else what tags.yaml says of it."""
    key: str = ""
    """That file's key."""
    count: int = 0
    """Entries of every kind."""
    parent: str = ""
    """The slug of the broader tag that it is part of."""
    narrower: tuple[str, ...] = ()
    """The slugs of the tags that are part of it, by label."""
    former: tuple[str, ...] = ()
    """The addresses that lead to it: those of its synonyms, and those it had before."""
