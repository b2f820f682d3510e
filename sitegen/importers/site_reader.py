"""The site that an import writes to, as a build reads it."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from sitegen.bounds import Bounds
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta


class SiteReader(Struct, frozen=True, kw_only=True):
    """The functions of a build that an import needs, so that an entry means the same to both."""

    root: Path
    """The site's folder."""
    bounds: Bounds
    """The places into which links may lead."""
    merged_tags: dict[str, str]
    """Tag -> the tag it is counted as."""
    kind_of: Callable[[str], str]
    """Return the kind of a path below content/; "" for a file that is no source."""
    parse: Callable[[str, bytes], Entry[Meta]]
    """Return the entry of a source, which is given by its path below content/ and its bytes."""
    parse_head: Callable[[str, bytes], Entry[Meta]]
    """Return the same entry without its text, and without a title from a heading of it: it takes far less time."""
    is_hidden: Callable[[Entry[Meta]], bool]
    """Whether a build leaves an entry out whatever the time is, as it does with drafts."""
    uid: Callable[[Entry[Meta]], str]
    """Return what identifies an entry in feeds and calendars: its `uid`, or its first address."""
    address: Callable[[Entry[Meta]], str]
    """Return the address that a build gives to an entry; "" where it can give none."""
    same_tag: Callable[[str], str]
    """Return what all labels of one tag have in common."""
