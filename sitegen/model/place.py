"""The places on disk that a build reads."""

from typing import NamedTuple


class Place(NamedTuple):
    """A place that a build reads: a folder with all files below it, or one file."""

    path: str
    """Its path below the site; "" for the configuration, whose path the command line gives."""
    every: bool = False
    """Whether the hidden, private and editors' files of a folder count, too."""


CONTENT = Place("content")
LAYOUTS = Place("layouts", every=True)
SETTINGS = Place("")
REGISTER = Place("addresses.txt")
VOCABULARY = (Place("tags.yaml"), Place("tags.yml"))
"""The tags that the site allows; under the second name they are not read, and sitegen says so."""
ASTRAY = tuple(
    Place(path, every=True)
    for path in (
        *("_posts", "posts", "Posts", "blog", "news", "drafts", "wiki", "Wiki", "_events", "events", "Events"),
        *("people", "_people", "stakeholders", "messages", "documents", "pages", "_pages", "static"),
        *("Content", "contents", "content/_posts", "content/_events"),
        *("_layouts", "layout", "Layouts", "_includes"),
    )
)
"""Where other programs and people have entries, layouts and files: sitegen reads none there, and says so."""
