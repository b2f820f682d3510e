"""Segments: append-only files of pieces of data, each found by its location and read alone.

A piece is never changed in place: a new one is appended, and what refers to it keeps the new location. A process
that is killed while it appends leaves bytes behind that no location leads to.
"""

import os
import zlib
from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from msgspec import Struct

Data = TypeVar("Data", bytes, memoryview)

WASTE = 2
SLACK = 1_000_000
"""The segments are written anew once they hold WASTE times the bytes in use, and SLACK bytes more."""

BUFFER = 1 << 20
"""The bytes that a writer gathers before it writes."""


class Location(Struct, frozen=True, array_like=True):
    """Where a piece of data is stored."""

    segment: int
    offset: int
    length: int
    """Bytes."""
    checksum: int
    """CRC-32, so that a damaged piece is noticed and not published."""


class DamagedSegment(Exception):
    """A segment does not contain the data that a location leads to."""


class Segments:
    """The segments of one name in a folder: `bodies-1`, `bodies-2`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._open: dict[int, FileIO] = {}
        self._whole: dict[int, memoryview] = {}

    def read(self, location: Location) -> bytes:
        """Return a piece of data. Raises DamagedSegment when it cannot be read back."""
        try:
            segment = self._open.get(location.segment)
            if segment is None:
                path = self.path(location.segment)
                segment = self._open[location.segment] = path.open("rb", buffering=0)
            data = _piece(segment, location.length, location.offset)
        except (OSError, OverflowError) as error:
            raise DamagedSegment from error
        return _checked(data, location)

    def view(self, location: Location) -> memoryview:
        """Return a piece of data out of its whole segment, which is read once: for a caller that needs nearly all.

        Raises DamagedSegment when it cannot be read back.
        """
        whole = self._whole.get(location.segment)
        if whole is None:
            try:
                whole = self._whole[location.segment] = memoryview(self.path(location.segment).read_bytes())
            except OSError as error:
                raise DamagedSegment from error
        return _checked(whole[location.offset : location.offset + location.length], location)

    def append(self, pieces: Iterable[bytes], *, anew: bool = False) -> list[Location]:
        """Write pieces behind those of the last segment, or into a new one, and return their locations."""
        with SegmentWriter(self, anew=anew) as writer:
            return [writer.put(data) for data in pieces]

    def wasteful(self, used: Iterable[Location]) -> bool:
        """Return whether most of the segments is in use no more."""
        total = sum(location.length for location in used)
        return sum(self.sizes().values()) > WASTE * total + SLACK

    def sweep(self, used: Iterable[Location]) -> None:
        """Remove the segments that hold nothing in use. Call it once nothing on disk refers to anything else."""
        kept = {location.segment for location in used}
        for number in self.sizes().keys() - kept:
            self.path(number).unlink()

    def close(self) -> None:
        """Close the files; they are opened again when needed."""
        for segment in self._open.values():
            segment.close()
        self._open.clear()
        self._whole.clear()

    def path(self, number: int) -> Path:
        """Return where a segment is."""
        return self.folder / f"{self.name}-{number}"

    def sizes(self) -> dict[int, int]:
        """Return number of a segment -> its size in bytes."""
        found = self.folder.glob(f"{self.name}-*")
        return {int(path.name.rpartition("-")[2]): path.stat().st_size for path in found}


class SegmentWriter:
    """Writes pieces of data behind those of the last segment, or into a new one of its own."""

    def __init__(self, segments: Segments, *, anew: bool) -> None:
        segments.folder.mkdir(parents=True, exist_ok=True)
        last = max(segments.sizes(), default=0)
        self.number = last if last and not anew else last + 1
        self._file = self._opened(segments, exclusive=anew)
        self._offset = self._file.tell()

    def _opened(self, segments: Segments, *, exclusive: bool) -> BinaryIO:
        while True:
            try:
                return segments.path(self.number).open("xb" if exclusive else "ab", buffering=BUFFER)
            except FileExistsError:
                self.number += 1  # another worker was first

    def put(self, data: bytes) -> Location:
        """Write a piece and return its location. It can be read after `close`."""
        location = Location(self.number, self._offset, len(data), zlib.crc32(data))
        self._file.write(data)
        self._offset += len(data)
        return location

    def close(self) -> None:
        """Bring all pieces to disk and close the file."""
        self._file.close()

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()


def _piece(segment: FileIO, length: int, offset: int) -> bytes:
    """Return a piece of an open file; one call of the system where there is one for it."""
    if hasattr(os, "pread"):
        return os.pread(segment.fileno(), length, offset)
    segment.seek(offset)
    return segment.read(length)


def _checked(data: Data, location: Location) -> Data:
    if len(data) != location.length or zlib.crc32(data) != location.checksum:
        raise DamagedSegment
    return data
