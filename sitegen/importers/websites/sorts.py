"""What the texts of an old site become: the kinds of entries that importers of websites know."""

from msgspec import Struct


class Sort(Struct, frozen=True, kw_only=True):
    """One sort of text."""

    kind: str
    """The name of the kind of its entries."""
    folder: str
    """The folder of that kind below content/, "" for the kind that takes what no other claims."""


POST = Sort(kind="post", folder="posts")
PAGE = Sort(kind="page", folder="")
WIKI = Sort(kind="wiki", folder="wiki")
PERSON = Sort(kind="stakeholder", folder="stakeholders")
EVENT = Sort(kind="event", folder="events")
TERM = Sort(kind="term", folder="tags")
EVENTS = frozenset(("event", "events", "meetup", "meetups", "workshop", "workshops", "conference", "conferences"))
NEWS = frozenset(
    ("news", "blog", "articles", "updates", "press", "stories", "announcements", "podcast", "newsletters")
)
MANUALS = frozenset(
    ("wiki", "glossary", "docs", "doc", "handbook", "guides", "guide", "faq", "faqs", "kb", "help", "recipes")
)
"""Names of collections and sections by what their texts become; `people.FOLDERS` has those about people."""
