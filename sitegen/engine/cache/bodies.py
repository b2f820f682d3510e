"""Bodies apart from heads: HTML by key, read only when a page is rendered.

Assembling a site needs every entry's head and nobody's body, so bodies lie in append-only segment files and
are fetched one by one. A body is never changed in place: a new one is appended, and heads say which counts.
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
"""Bodies are written anew once the segments hold WASTE times what is in use, and SLACK bytes more."""


class Place(Struct, frozen=True, array_like=True):
    """Where a body lies."""

    segment: int
    offset: int
    length: int
    """Bytes."""
    checksum: int
    """CRC-32, so that a damaged body is noticed and not published."""


class DamagedBody(Exception):
    """A segment does not hold what the heads say."""


class Bodies:
    """HTML by key: of this process where it was made here, else from the segments in `folder`."""

    def __init__(self, folder: Path | None = None, places: dict[str, Place] | None = None) -> None:
        self.folder = folder
        self.places = places or {}
        self._made: dict[str, str] = {}
        self._segments: dict[int, FileIO] = {}

    def __call__(self, key: str) -> str:
        """Return a body. Raises DamagedBody for one that cannot be read back, KeyError for an unknown one."""
        made = self._made.get(key)
        return made if made is not None else self._stored(self.places[key]).decode()

    def put(self, key: str, html: str) -> None:
        """Keep a body made in this process."""
        self._made[key] = html

    def keep(self, keys: Container[str]) -> None:
        """Drop the bodies of all other entries."""
        for known in (self._made, self.places):
            for key in [key for key in known if key not in keys]:
                del known[key]

    def save(self, folder: Path) -> None:
        """Append what was made in this process; write all anew into a new segment once most of it is waste."""
        stored = {int(path.name.rpartition("-")[2]): path for path in folder.glob(SEGMENT.format("*"))}
        last = max(stored, default=0)
        used = sum(place.length for place in self.places.values())
        if sum(path.stat().st_size for path in stored.values()) > WASTE * used + SLACK:
            self._made |= {key: self(key) for key in self.places.keys() - self._made.keys()}
            last += 1
        if not self._made:
            return
        number = max(last, 1)
        with (folder / SEGMENT.format(number)).open("ab") as file:
            for key, html in self._made.items():
                data = html.encode()
                self.places[key] = Place(number, file.tell(), len(data), zlib.crc32(data))
                file.write(data)
        self.folder = folder
        self._made.clear()

    def sweep(self, folder: Path) -> None:
        """Remove the segments that nothing uses, once the heads that use the others are saved."""
        used = {place.segment for place in self.places.values()}
        for path in folder.glob(SEGMENT.format("*")):
            if int(path.name.rpartition("-")[2]) not in used:
                path.unlink()

    def close(self) -> None:
        """Let go of the segments; they are opened again when needed."""
        for segment in self._segments.values():
            segment.close()
        self._segments.clear()

    def _stored(self, place: Place) -> bytes:
        try:
            segment = self._segments.get(place.segment)
            if segment is None:
                path = (self.folder or Path()) / SEGMENT.format(place.segment)
                segment = self._segments[place.segment] = path.open("rb", buffering=0)
            data = os.pread(segment.fileno(), place.length, place.offset)
        except OSError as error:
            raise DamagedBody from error
        if len(data) != place.length or zlib.crc32(data) != place.checksum:
            raise DamagedBody
        return data
