"""Bodies: the HTML of entries by key, apart from the entries and read only when a page is rendered.

Assemble needs every entry and no HTML, so that bodies have segments of their own and are read one by one.
"""

from collections.abc import Container, Mapping
from pathlib import Path

from sitegen.engine.cache.segments import Location, Segments

SEGMENTS = "bodies"
"""The name of the segments with the bodies."""


class Bodies:
    """HTML by key: from memory where this process made it, else from the segments in `folder`."""

    def __init__(self, folder: Path | None = None, locations: dict[str, Location] | None = None) -> None:
        """Read from `folder`, in which `locations` has what is there; None where no cache is on disk."""
        self.folder = folder
        self.read_only = False
        """Whether nothing is written before `save`."""
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

    def write(self, bodies: Mapping[str, str]) -> dict[str, Location]:
        """Write bodies into a segment of their own and return where they are.

        Worker processes may do so side by side. Empty where there is no cache on disk, or no room on it.
        """
        if self.folder is None or self.read_only:
            return {}
        try:
            found = Segments(self.folder, SEGMENTS).append((html.encode() for html in bodies.values()), anew=True)
        except OSError:
            return {}  # the bodies stay in memory, and saving the cache reports what is wrong
        return dict(zip(bodies, found, strict=True))

    def take(self, locations: Mapping[str, Location]) -> None:
        """Take over the bodies that a worker process wrote."""
        self.locations.update(locations)
        for key in locations:
            self._made.pop(key, None)

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
        self.folder, self._segments = folder, segments
        self._made.clear()

    def close(self) -> None:
        """Close the segments; they are opened again when needed."""
        self._segments.close()
