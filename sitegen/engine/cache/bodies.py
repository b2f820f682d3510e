"""Bodies: the HTML of entries by key, apart from the entries and read only when a page is rendered.

Assemble needs every entry and no HTML, so that bodies have segments of their own and are read one by one.
"""

from collections.abc import Container
from pathlib import Path

from sitegen.engine.cache.segments import Location, Segments

SEGMENTS = "bodies"
"""The name of the segments with the bodies."""


class Bodies:
    """HTML by key: from memory where this process made it, else from the segments in `folder`."""

    def __init__(self, folder: Path | None = None, locations: dict[str, Location] | None = None) -> None:
        self.locations = locations or {}
        self._segments = Segments(folder or Path(), SEGMENTS)
        self._made: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        """Return a body. Raises DamagedSegment when it cannot be read back, and KeyError for an unknown key."""
        made = self._made.get(key)
        return made if made is not None else self._segments.read(self.locations[key]).decode()

    def put(self, key: str, html: str) -> None:
        """Keep a body made in this process."""
        self._made[key] = html

    def keep(self, keys: Container[str]) -> None:
        """Drop the bodies of all other entries."""
        for known in (self._made, self.locations):
            for key in [key for key in known if key not in keys]:
                del known[key]

    def save(self, folder: Path) -> None:
        """Append the bodies made in this process; once most of the segments is waste, write all into a new one."""
        segments = Segments(folder, SEGMENTS)
        anew = segments.wasteful(self.locations.values())
        if anew:
            self._made |= {key: self(key) for key in self.locations.keys() - self._made.keys()}
        if self._made:
            found = segments.append((html.encode() for html in self._made.values()), anew=anew)
            self.locations.update(zip(self._made, found, strict=True))
        self.close()
        self._segments = segments
        self._made.clear()

    def sweep(self) -> None:
        """Remove the segments that no cached entry uses. Call it once the entries are saved."""
        self._segments.sweep(self.locations.values())

    def close(self) -> None:
        """Close the segments; they are opened again when needed."""
        self._segments.close()
