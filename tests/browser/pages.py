"""Where the demo hub has a page of each layout."""

from pathlib import Path

PAGES = {
    "404": "404.html",
    "actions": "next-steps/index.html",
    "archive": "blog/[0-9]*/index.html",
    "calendar": "events/index.html",
    "consultations": "have-your-say/index.html",
    "digest": "digest/[0-9]*/[0-9]*/index.html",
    "digests": "digest/index.html",
    "disambiguation": "names/*/index.html",
    "document": "documents/[a-z]*/index.html",
    "documents": "documents/index.html",
    "event": "events/[!p0-9]*/index.html",
    "front": "documents/by/type/*/index.html",
    "history": "history/wiki/[a-z]*/index.html",
    "home": "index.html",
    "message": "messages/[!s]*/index.html",
    "messages": "messages/index.html",
    "message_sheet": "messages/sheet/index.html",
    "month": "events/[0-9]*/[0-9]*/index.html",
    "page": "accessibility-statement/index.html",
    "past": "events/past/index.html",
    "plan": "events/plan/index.html",
    "post": "blog/[a-z]*/index.html",
    "posts": "blog/index.html",
    "programme": "events/programme/index.html",
    "recent_changes": "recent-changes/index.html",
    "search": "search/index.html",
    "stakeholder": "stakeholders/[a-z]*/index.html",
    "stakeholders": "stakeholders/index.html",
    "subscribe": "subscribe/index.html",
    "term": "tags/[a-z]*/index.html",
    "terms": "tags/index.html",
    "wiki": "wiki/[a-z]*/index.html",
    "wiki_front": "wiki/index.html",
    "wiki_pages": "wiki/by/letter/index.html",
    "year": "events/[0-9]*/index.html",
}
"""Layout -> where its pages are; the largest of them shows the most."""

INTERNAL = {"contacts", "coverage", "gardening", "internal", "power_grid"}
"""What only the internal build has, which `test_internal.py` opens."""
NO_PAGES = {"base", "directory", "entry", "gone", "list", "names", "offline", "redirect", *INTERNAL}
"""The frames of others, what stands in for a layout of a kind, what sends on or is gone, and what the hub does not
ask for, which `test_offline.py` and `test_many_names.py` open."""


def largest(hub: Path, pattern: str) -> str:
    """Return the address, below the root, of the largest page that matches a pattern."""
    found = max(hub.glob(pattern), key=lambda path: (path.stat().st_size, path), default=None)
    assert found, f"the demo hub has no page at {pattern}"
    return found.relative_to(hub).as_posix().removesuffix("index.html")
