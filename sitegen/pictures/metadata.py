"""What cameras and programs write into pictures beside the picture: places, times, names. It is left out.

Nothing is decoded: a file is read segment by segment, and what shows the picture is kept as it is, to the byte.
All else is left out, together with what follows the end of the picture, where telephones put a film or a second
picture with a place of its own.
"""

import re
from struct import error as StructError
from struct import unpack_from

from sitegen.pictures.boxes import avif
from sitegen.pictures.formats import format_of
from sitegen.pictures.parts import Malformed, Parts

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""Matches what ends the coded part of a JPEG: a marker that is neither a stuffed byte nor a restart."""
_CHUNKS_OF_PNG = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT cICP mDCV mDCv cLLI cLLi".split()
)
"""The optional chunks that decide how a PNG looks."""
_CHUNKS_OF_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_PROGRAMS_OF_GIF = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))
"""The application blocks of a GIF that say how often it plays."""
_ORIENTATION = 0x0112
"""The number of the tag (Exif 2.32, section 4.6.4)."""


def parts(data: bytes) -> Parts:
    """Return what a picture consists of. Raises Malformed for a file that is no picture of its format."""
    reader = _READERS.get(format_of(data))
    if reader is None:
        return Parts(clean=data)
    try:
        return reader(data)
    except (StructError, IndexError) as error:
        raise Malformed from error


def _jpeg(data: bytes) -> Parts:
    """Read a JPEG (ITU-T T.81, annex B)."""
    kept, exif, width, height, at = [data[:2]], b"", 0, 0, 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            if not width or at < len(data):
                raise Malformed
            return Parts(b"".join(kept), width, height, exif, whole=False)
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        content = segment[4:]
        at += 2 + length
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack_from(">HH", content, 1)
        if marker == 0xE1 and content[:6] == b"Exif\0\0":
            exif = exif or content[6:]
        if marker == 0xE0 and content[:5] == b"JFIF\0":
            kept.append(b"\xff\xe0\x00\x10" + content[:12].ljust(12, b"\0") + b"\0\0")  # without its thumbnail
        elif _decides_how_it_looks(marker, content):
            kept.append(segment)
        if marker == 0xDA:
            end = _MARKER.search(data, at)
            kept.append(data[at : end.start() if end else len(data)])
            if end is None:
                return Parts(b"".join(kept), width, height, exif, whole=False)
            at = end.start()
            if end[0] == b"\xff\xd9":
                return Parts(b"".join((*kept, end[0])), width, height, exif)


def _decides_how_it_looks(marker: int, content: bytes) -> bool:
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return content.startswith(b"Adobe")
    return not 0xE0 <= marker <= 0xEF and marker != 0xFE


def _png(data: bytes) -> Parts:
    """Read a PNG (W3C PNG, third edition, section 11)."""
    kept, exif, animated, at = [data[:8]], b"", False, 8
    width, height = unpack_from(">II", data, 16)
    while at < len(data):
        (length,) = unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            break
        if name == b"eXIf":
            exif = data[at + 8 : end - 4]
        animated = animated or name == b"acTL"
        if name[:1].isupper() or name in _CHUNKS_OF_PNG:
            kept.append(data[at:end])
        if name == b"IEND":
            return Parts(b"".join(kept), width, height, exif, animated=animated)
        at = end
    kept.append(data[at:] if data[at + 4 : at + 8] == b"IDAT" else b"")
    return Parts(b"".join(kept), width, height, exif, animated=animated, whole=False)


def _webp(data: bytes) -> Parts:
    """Read a WebP (RFC 9649, section 2)."""
    kept: list[bytes] = []
    exif, width, height, animated, whole, at = b"", 0, 0, False, True, 12
    end_of_all = min(len(data), 8 + unpack_from("<I", data, 4)[0])
    while at + 8 <= end_of_all:
        name, length = data[at : at + 4], unpack_from("<I", data, at + 4)[0]
        chunk = data[at : at + 8 + length]
        content = chunk[8:]
        whole = whole and len(content) == length
        if name == b"EXIF":
            exif = content.removeprefix(b"Exif\0\0")
        elif name == b"VP8X":
            animated = bool(content[0] & 0x02)
            width, height = (1 + int.from_bytes(content[side : side + 3], "little") for side in (4, 7))
            chunk = chunk[:8] + bytes((content[0] & ~0x0C,)) + content[1:]
        elif name == b"VP8L" and not width:
            bits = int.from_bytes(content[1:5], "little")
            width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif name == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in unpack_from("<HH", content, 6))
        if name in _CHUNKS_OF_WEBP:
            kept.append(chunk + b"\0" * (length & 1))
        at += 8 + length + (length & 1)
    clean = b"".join(kept)
    whole = whole and 8 + unpack_from("<I", data, 4)[0] <= len(data) + 1
    head = b"RIFF" + (len(clean) + 4).to_bytes(4, "little") + b"WEBP"
    return Parts(head + clean, width, height, exif, animated=animated, whole=whole)


def _gif(data: bytes) -> Parts:
    """Read a GIF (GIF89a, sections 17 to 27)."""
    width, height = unpack_from("<HH", data, 6)
    at = 13 + _colours(data[10])
    kept, frames = [data[:at]], 0
    while at < len(data) and data[at] in (0x21, 0x2C):
        begin = at
        if data[at] == 0x2C:
            frames += 1
            at += 10 + _colours(data[at + 9]) + 1
            needed = True
        else:
            label, program = data[at + 1], data[at + 3 : at + 14]
            needed = label == 0xF9 or (label == 0xFF and program in _PROGRAMS_OF_GIF)
            at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
        if needed:
            kept.append(data[begin:at])
    whole = data[at : at + 1] == b";"
    return Parts(b"".join((*kept, b";")), width, height, animated=frames > 1, whole=whole)


def _colours(flags: int) -> int:
    """Return the bytes of the table of colours that follows such flags."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def orientation(exif: bytes) -> int:
    """Return which way up a picture is by its Exif: from 1, upright, to 8; 1 for one that says nothing of it."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    try:
        (first,) = unpack_from(f"{order}I", exif, 4)
        (count,) = unpack_from(f"{order}H", exif, first)
        for number in range(count):
            tag, kind, _, value = unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except StructError:
        return 1
    return 1


_READERS = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif, "avif": avif}
