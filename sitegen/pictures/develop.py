"""The sizes of a picture, made by pillow: a modern format for nearly all readers, and one fallback.

The same bytes come out for the same bytes, pillow and recipe, so that they are made once and kept by digest.
"""

import io
import warnings
from struct import error as StructError
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.disk import digest
from sitegen.model.rendition import Rendition
from sitegen.pictures.formats import format_of
from sitegen.pictures.measure import ON_ITS_SIDE
from sitegen.pictures.metadata import orientation, parts
from sitegen.pictures.parts import Malformed, Parts

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WIDTHS = (480, 960, 1440)
"""Pixels: a telephone, a column on a sharp screen, the whole page."""
FALLBACK = 1200
"""Pixels: what previews of shared links ask for, and an old browser can do with."""
MODERN: dict[str, Any] = {"format": "WEBP", "quality": 75, "method": 4}
"""WebP and no AVIF: at this quality, AVIF that takes twice as long is no smaller."""
NEAR = 0.9
"""Of the widest size: another one that is hardly smaller is not made."""
SMALL = 20_000
"""Bytes under which a picture that is no wider than the smallest size is shown as it is."""
DRAWN = 16_384
"""The colours up to which a PNG is taken for a drawing or a screenshot, whose letters must not blur."""
_FORMATS: dict[str, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG"},
    "webp": MODERN,
}
_ENDINGS = {"jpeg": "jpg", "png": "png", "webp": "webp"}
_UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError, StructError)
"""What pillow raises for files that are no picture."""


class Damaged(Exception):
    """A picture cannot be decoded."""


class Developed(Struct, frozen=True):
    """What was made of a picture."""

    sizes: tuple[Rendition, ...] = ()
    fallback: Rendition | None = None
    upright: Rendition | None = None
    files: dict[str, bytes] = {}
    """The bytes of the renditions by name."""


def verify(data: bytes) -> None:
    """Decode a picture as far as to know that it is whole. Raises Damaged."""
    known = _parts(data)
    try:
        with _opened(known.clean) as image:
            image.draft(None, (1, 1))
            image.load()
    except _UNREADABLE as error:
        raise Damaged from error


def develop(data: bytes, *, sized: bool = True) -> Developed:
    """Return the renditions of a picture; without `sized`, only the upright one. Raises Damaged."""
    known = _parts(data)
    form = format_of(data)
    if known.animated or form not in ("jpeg", "png", "webp", "avif"):
        verify(data)
        return Developed()
    try:
        files: dict[str, bytes] = {}
        made = _sized(known, form, files) if sized else Developed()
        upright = _upright(known, form, files)
    except _UNREADABLE as error:
        raise Damaged from error
    return Developed(made.sizes, made.fallback, upright, files)


def _parts(data: bytes) -> Parts:
    try:
        return parts(data)
    except Malformed as error:
        raise Damaged from error


def _opened(data: bytes) -> "Picture":
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(data))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Damaged from error


def _sized(known: Parts, form: str, files: dict[str, bytes]) -> Developed:
    """Make the sizes and the fallback, each from the one before it: the widest first."""
    way = orientation(known.exif)
    with _opened(known.clean) as image:
        if form == "avif":  # pillow says in Exif what browsers read in the file
            way = orientation(image.info.get("exif", b"").removeprefix(b"Exif\0\0"))
        width, height = image.size if way < ON_ITS_SIDE else image.size[::-1]
        if image.mode[0] in "IF" or (width <= WIDTHS[0] and len(known.clean) < SMALL):
            image.load()
            return Developed()
        widest = min(width, WIDTHS[-1])
        widths = [*(wide for wide in WIDTHS if wide < NEAR * widest), widest]
        drawn = form == "png" and image.getcolors(DRAWN) is not None
        profile = image.info.get("icc_profile") or None
        image.draft(None, _scaled(image.size, widest, width))
        picture = _in_colours(image)
        if picture.mode != image.mode and image.mode == "CMYK":
            profile = None
    picture = _turned(_resized(picture, _scaled(picture.size, widest, width, image.size)), way)
    recipe = MODERN | ({"lossless": True} if drawn else {})
    sizes: list[Rendition] = []
    fallback = None
    for wide in sorted({*widths, *([FALLBACK] if width > FALLBACK else [])}, reverse=True):
        picture = _resized(picture, (wide, max(1, round(height * wide / width))))
        if wide in widths:
            data = _encoded(picture, profile, recipe)
            if len(data) < len(known.clean):
                sizes.append(_rendition(f"{wide}.webp", wide, data, files))
            elif wide == widest:
                return Developed()  # the picture itself is smaller than what would take its place
        elif form in _FORMATS:
            data = _encoded(picture, profile, _FORMATS[form])
            if len(data) < len(known.clean):
                fallback = _rendition(f"{wide}.{_ENDINGS[form]}", wide, data, files)
    return Developed(tuple(reversed(sizes)), fallback)


def _upright(known: Parts, form: str, files: dict[str, bytes]) -> Rendition | None:
    """Make the picture itself upright, in its own quality; None for one that is upright already."""
    way = orientation(known.exif)
    if way == 1 or form not in _FORMATS:
        return None
    with _opened(known.clean) as image:
        recipe: dict[str, Any] = {"format": form.upper()}
        if form == "jpeg":
            from PIL.JpegImagePlugin import get_sampling

            recipe |= {"qtables": image.quantization, "subsampling": get_sampling(image)}  # type: ignore[attr-defined]
            recipe |= {"progressive": bool(image.info.get("progressive")), "optimize": True}
        elif form == "webp":
            recipe |= {"lossless": True} if b"VP8L" in known.clean[:64] else {"quality": 92, "method": 4}
        profile = image.info.get("icc_profile") or None
        image.load()
        picture = _turned(image, way)
    return _rendition(f"upright.{_ENDINGS[form]}", picture.width, _encoded(picture, profile, recipe), files)


def _scaled(size: tuple[int, int], wide: int, width: int, whole: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the size of a picture as stored when its upright width is `wide` instead of `width`."""
    stored = whole or size
    return max(1, round(stored[0] * wide / width)), max(1, round(stored[1] * wide / width))


def _in_colours(image: "Picture") -> "Picture":
    """Return a picture in a mode that can be made smaller and saved in any format."""
    if image.mode in ("RGB", "L", "RGBA"):
        image.load()
        return image.convert("RGBa") if image.mode == "RGBA" else image
    if image.mode == "CMYK" and (profile := image.info.get("icc_profile")):
        from PIL import ImageCms

        try:
            found = ImageCms.profileToProfile(
                image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            found = None
        return found or image.convert("RGB")
    if image.mode in ("LA", "PA", "La") or "transparency" in image.info:
        return image.convert("RGBA").convert("RGBa")
    return image.convert("L" if image.mode == "1" else "RGB")


def _resized(picture: "Picture", size: tuple[int, int]) -> "Picture":
    from PIL import Image

    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _turned(picture: "Picture", way: int) -> "Picture":
    """Return a picture turned upright from the way that it is stored in (Exif 2.32, tag Orientation)."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[way]) if way in turns else picture


def _encoded(picture: "Picture", profile: bytes | None, recipe: dict[str, Any]) -> bytes:
    picture = picture.convert("RGBA") if picture.mode == "RGBa" else picture
    out = io.BytesIO()
    picture.save(out, icc_profile=profile, exif=b"", **recipe)
    return out.getvalue()


def _rendition(name: str, width: int, data: bytes, files: dict[str, bytes]) -> Rendition:
    files[name] = data
    return Rendition(name=name, width=width, digest=digest(data))
