"""Files of the cache behind a checksum: read whole, and replaced whole by one rename."""

import zlib
from pathlib import Path

from sitegen.disk import read

CHECKSUM = 4
"""The bytes of the CRC-32 that each file begins with."""


def read_checked(place: Path) -> bytes:
    """Return the content of a file. Raises ValueError when its checksum is wrong."""
    data = read(place)
    if data[:CHECKSUM] != _checksum(data[CHECKSUM:]):
        raise ValueError(place.name)
    return data[CHECKSUM:]


def replace_checked(place: Path, data: bytes) -> None:
    """Replace a file, so that another process finds the old content or the new one, whatever happens."""
    draft = place.with_name(f"{place.name}.new")
    draft.write_bytes(_checksum(data) + data)
    draft.replace(place)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(CHECKSUM, "big")
