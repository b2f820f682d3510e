"""Bodies: the HTML of entries by key, apart from the entries and read only when a page is rendered.

Assemble needs every entry and no HTML, so that bodies are stored in append-only segment files and read one by one.
A body is never changed in place: a new one is appended, and the cached entry has its location.
"""

import os
import zlib
from collections.abc import Container
from io import FileIO
from pathlib import Path

from msgspec import Struct

SEGMENT = "bodies-{}"
WASTE = 2
SLACK = 1_000_000
"""The segments are written anew once they hold WASTE times the bytes in use, and SLACK bytes more."""


class BodyLocation(Struct, frozen=True, array_like=True):
    """Where a body is stored."""

    segment: int
    offset: int
    length: int
    """Bytes."""
    checksum: int
    """CRC-32, so that a damaged body is noticed and not published."""


class DamagedBody(Exception):
    """A segment does not contain the body that a cached entry locates there."""


class Bodies:
    """HTML by key: from memory where this process made it, else from the segments in `folder`."""

    def __init__(self, folder: Path | None = None, locations: dict[str, BodyLocation] | None = None) -> None:
        self.folder = folder
        self.locations = locations or {}
        self._made: dict[str, str] = {}
        self._segments: dict[int, FileIO] = {}

    def __call__(self, key: str) -> str:
        """Return a body. Raises DamagedBody when it cannot be read back, and KeyError for an unknown key."""
        made = self._made.get(key)
        return made if made is not None else self._stored(self.locations[key]).decode()

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
        stored = {int(path.name.rpartition("-")[2]): path for path in folder.glob(SEGMENT.format("*"))}
        last = max(stored, default=0)
        used = sum(location.length for location in self.locations.values())
        if sum(path.stat().st_size for path in stored.values()) > WASTE * used + SLACK:
            self._made |= {key: self(key) for key in self.locations.keys() - self._made.keys()}
            last += 1
        if not self._made:
            return
        number = max(last, 1)
        with (folder / SEGMENT.format(number)).open("ab") as file:
            for key, html in self._made.items():
                data = html.encode()
                self.locations[key] = BodyLocation(number, file.tell(), len(data), zlib.crc32(data))
                file.write(data)
        self.folder = folder
        self._made.clear()

    def sweep(self, folder: Path) -> None:
        """Remove the segments that no cached entry uses. Call it once the entries are saved."""
        used = {location.segment for location in self.locations.values()}
        for path in folder.glob(SEGMENT.format("*")):
            if int(path.name.rpartition("-")[2]) not in used:
                path.unlink()

    def close(self) -> None:
        """Close the segment files; they are opened again when needed."""
        for segment in self._segments.values():
            segment.close()
        self._segments.clear()

    def _stored(self, location: BodyLocation) -> bytes:
        try:
            segment = self._segments.get(location.segment)
            if segment is None:
                path = (self.folder or Path()) / SEGMENT.format(location.segment)
                segment = self._segments[location.segment] = path.open("rb", buffering=0)
            data = os.pread(segment.fileno(), location.length, location.offset)
        except OSError as error:
            raise DamagedBody from error
        if len(data) != location.length or zlib.crc32(data) != location.checksum:
            raise DamagedBody
        return data
