"""The formats of pictures, told by the first bytes of a file rather than by its name."""

RASTER = (".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".gif", ".webp", ".avif", ".bmp")
"""The endings of pictures that browsers show."""
OTHERS = (
    *(".heic", ".heif", ".hif", ".tif", ".tiff", ".jp2", ".jxl", ".psd"),
    *(".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"),
)
"""The endings of pictures that browsers do not show."""
DRAWING = ".svg"
POINTER = b"version https://git-lfs"
"""What a file begins with in a clone that has not fetched its bytes from Git LFS."""
_HEIF = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_AVIF = frozenset((b"avif", b"avis"))


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case, with its dot; empty for a name without one."""
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def is_picture(name: str) -> bool:
    """Return whether a file's name is that of a picture made of dots, shown by browsers or not."""
    return ending(name) in RASTER or ending(name) in OTHERS


def format_of(data: bytes) -> str:
    """Return the format of a picture by its first bytes, such as `jpeg`; empty for anything else."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "tiff"
    if data[4:8] == b"ftyp":
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, min(len(data), _length(data)), 4))}
        return "avif" if brands & _AVIF else "heic" if brands & _HEIF else ""
    return "bmp" if data[:2] == b"BM" else ""


def _length(data: bytes) -> int:
    return min(int.from_bytes(data[:4], "big"), 256)
