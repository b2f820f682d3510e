"""The boxes of an AVIF, in which what was written beside the picture is overwritten in place.

Everything in such a file is found by its offset, so that nothing can be cut out without writing all of it anew.
"""

from collections.abc import Iterator
from struct import unpack_from

from sitegen.pictures.parts import Malformed, Parts

_NO_EXIF = b"\0\0\0\0" + b"MM\0*\0\0\0\x08" + b"\0\0" + b"\0\0\0\0"
"""An Exif item without a field (ISO/IEC 23008-12, annex A): what a reader finds in place of one."""
_FULL = 4
"""The bytes of version and flags that some boxes begin with."""


def avif(data: bytes) -> Parts:
    """Read an AVIF (ISO/IEC 14496-12, section 8.11). Its size is that of the largest item.

    The picture is upright when it is shown, because browsers follow `irot` and no Exif.
    """
    top = dict(_boxes(data, 0, len(data)))
    if b"meta" not in top:
        raise Malformed
    start, end = top[b"meta"]
    meta = dict(_boxes(data, start + _FULL, end))
    clean = bytearray(data)
    if b"iinf" in meta and b"iloc" in meta:
        beside = dict(_written_beside(data, *meta[b"iinf"]))
        base = meta[b"idat"][0] if b"idat" in meta else 0
        for item, at, length in _extents(data, *meta[b"iloc"], base):
            if item in beside and at + length <= len(data):
                clean[at : at + length] = beside[item].ljust(length, b"\0")[:length]
    width, height = _size(data, *meta[b"iprp"]) if b"iprp" in meta else (0, 0)
    whole = max(last for _, last in top.values()) <= len(data)
    return Parts(bytes(clean), width, height, animated=b"moov" in top, whole=whole)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield the name of each box between two offsets, with the offsets of its content."""
    while at + 8 <= end:
        (length,) = unpack_from(">I", data, at)
        name, head = data[at + 4 : at + 8], 8
        if length == 1:
            (length,) = unpack_from(">Q", data, at + 8)
            head = 16
        length = length or end - at
        if length < head:
            raise Malformed
        yield name, (at + head, at + length)
        at += length


def _written_beside(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each item that is no part of the picture, with what takes its place."""
    count = 2 if data[start] == 0 else 4
    for name, (at, _) in _boxes(data, start + _FULL + count, end):
        if name != b"infe" or data[at] < 2:
            continue
        wide = 2 if data[at] == 2 else 4
        item = int.from_bytes(data[at + _FULL : at + _FULL + wide], "big")
        sort = data[at + _FULL + wide + 2 : at + _FULL + wide + 6]
        if sort == b"Exif":
            yield item, _NO_EXIF
        elif sort in (b"mime", b"uri "):
            yield item, b""


def _extents(data: bytes, start: int, end: int, base: int) -> Iterator[tuple[int, int, int]]:
    """Yield item, offset and length of each extent in an `iloc` box; `base` is where the data in `meta` begin."""
    version = data[start]
    at = start + _FULL
    offset_size, length_size = data[at] >> 4, data[at] & 15
    base_size, index_size = data[at + 1] >> 4, data[at + 1] & 15 if version else 0
    at += 2

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > end:
            raise Malformed
        return int.from_bytes(data[at - size : at], "big")

    wide = 4 if version == 2 else 2
    for _ in range(number(wide)):
        item = number(wide)
        within = base if version and number(2) & 15 == 1 else 0
        number(2)  # which file
        from_there = number(base_size)
        for _ in range(number(2)):
            number(index_size)
            offset, length = number(offset_size), number(length_size)
            yield item, within + from_there + offset, length or len(data)


def _size(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return width and height of the largest item, turned as `irot` says."""
    sizes, turned = [(0, 0)], False
    for name, (at, last) in _boxes(data, start, end):
        for prop, (place, _) in _boxes(data, at, last) if name == b"ipco" else ():
            if prop == b"ispe":
                width, height = unpack_from(">II", data, place + _FULL)
                sizes.append((width, height))
            turned = turned or (prop == b"irot" and bool(data[place] & 1))
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return (height, width) if turned else (width, height)
