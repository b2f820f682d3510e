"""A list that a writer asks for in a text: which entries it is to show, and in what order."""

from typing import Literal

from msgspec import Struct

EVERY = "entries"
"""The word that asks for entries of every kind."""
MOST = 100
"""The most entries that a list shows."""
USUAL = 10
"""How many it shows where its writer names no number."""

When = Literal["", "upcoming", "past", "all"]
Order = Literal["", "newest", "oldest", "title"]


class Listing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`![[events?tag=clinics&limit=3]]`, with each name in it resolved."""

    kind: str = ""
    """The name of a kind; empty for entries of every kind."""
    tags: tuple[str, ...] = ()
    """The slugs of tags; an entry is shown that has all of them."""
    stakeholder: str = ""
    """The key of the stakeholder that an entry names in its front matter."""
    programme: str = ""
    """The key of the entry that it names as its programme."""
    year: int = 0
    """The year in which it was published or takes place; 0 for any."""
    when: When = ""
    """Which dates of events; empty for what is not listed by dates."""
    order: Order = ""
    """Empty: that of the kind, or of time."""
    limit: int = USUAL
    title: str = ""
    """The words above the list."""

    @property
    def arguments(self) -> tuple[str | int, ...]:
        """What the question `listing` is asked with: plain values, in the order of its parameters."""
        tags = ",".join(self.tags)
        return (self.kind, tags, self.stakeholder, self.programme, self.year, self.when, self.order, self.limit)
