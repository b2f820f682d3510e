"""A look at the files of the places that a build reads: as the file system knows them, without reading them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.disk import lies_in, stamp_of, walk
from sitegen.model.place import Place

if TYPE_CHECKING:
    from sitegen.disk import Listings


class Looked(NamedTuple):
    """The files of some places as the file system knows them, without reading them."""

    at: int
    """When, in nanoseconds."""
    stamps: dict[str, str]
    """Path below the site -> stamp."""
    links: dict[str, str]
    """Path of a symbolic link below the site -> where it really leads, relative to the site."""
    listings: "Listings"
    """Path of each folder below the site -> what was to be seen in it."""


def look(root: Path, config: Path, places: Iterable[Place], at: int) -> Looked:
    """Return the files of these places with their stamps, and where symbolic links among them lead, at an instant.

    A link to a folder elsewhere, which site.yaml may allow, is met as an entry. It has no digest, so that such a
    site is never up to date: each build of it looks for itself. So is a place that is itself such a link.
    """
    named = [place for place in places if place.path and os.path.lexists(f"{root}/{place.path}")]
    absent: Listings = {place.path: None for place in places if place.path}
    top = os.path.realpath(root)
    bounds = [
        real for place in named if lies_in(real := os.path.realpath(root / place.path), (top,)) and real != top
    ]
    listings: Listings = {}
    walked = [
        (f"{place.path}/{path}", entry)
        for place in named
        for path, entry in walk(root / place.path, every=place.every, bounds=bounds, listings=listings)
    ]
    above = str(root / "-").removesuffix("-")
    found = [(path, entry.path) for path, entry in walked]
    found += [(place.path, str(root / place.path)) for place in named if _is_entry(root / place.path, bounds)]
    stamps = {path: stamp for path, location in found if (stamp := stamp_of(location))}  # "" for a link to nothing
    if any(not place.path for place in places):
        stamps[config.name] = stamp_of(str(config))
    below = {folder.removeprefix(above): listing for folder, listing in listings.items()}
    return Looked(at, stamps, dict(_links(root, named, walked)), absent | below)


def _is_entry(place: Path, bounds: Iterable[str]) -> bool:
    """Return whether a place is met as an entry: a file, or a link that leads out of the bounds."""
    return place.is_file() or (place.is_symlink() and not lies_in(os.path.realpath(place), bounds))


def _links(
    root: Path, places: Iterable[Place], walked: Iterable[tuple[str, "os.DirEntry[str]"]]
) -> Iterator[tuple[str, str]]:
    """Yield the path of every symbolic link, and where it really leads, relative to the site.

    The stamp of a link is the stamp of the file that it leads to, and the same bytes may be elsewhere.
    """
    top = os.path.realpath(root)
    links = [(place.path, str(root / place.path)) for place in places if (root / place.path).is_symlink()]
    links += [(path, entry.path) for path, entry in walked if entry.is_symlink()]
    for path, location in links:
        yield path, os.path.relpath(os.path.realpath(location), top)
