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
ASTRAY = (
    Place("_posts", every=True),
    Place("posts", every=True),
    Place("static", every=True),
    Place("content/_posts", every=True),
    Place("content/_events", every=True),
)
"""Where other programs have their entries: sitegen reads none there, and says so."""
