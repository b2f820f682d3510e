"""What may be wrong with a picture, in words for its writer."""

from sitegen.model.rendition import Flaw
from sitegen.pictures.measure import MOST_PIXELS

_EXPORT = "export it as JPEG or PNG, and name that file"
_AGAIN = "put the file there once more, from where it came"

FLAWS: dict[str, Flaw] = {
    "empty": Flaw(code="broken-picture", message="is empty", fix=_AGAIN, shown=True),
    "pointer": Flaw(
        code="broken-picture",
        message="is a pointer of Git LFS and not the picture itself",
        fix="fetch the pictures: git lfs pull",
        shown=True,
    ),
    "unknown": Flaw(
        code="broken-picture", message="is no picture, whatever its name says", fix=_AGAIN, shown=True
    ),
    "broken": Flaw(code="broken-picture", message="is damaged and cannot be shown", fix=_AGAIN),
    "truncated": Flaw(code="broken-picture", message="ends too early", fix=_AGAIN, shown=True),
    "pixels": Flaw(
        code="picture-too-large",
        message=f"has more than {MOST_PIXELS // 1_000_000} million pixels, which take too much memory",
        fix="make it smaller: 4,000 pixels across are enough for any screen",
    ),
    "heic": Flaw(code="picture-format", message="is in HEIC, which no browser shows", fix=_EXPORT),
    "tiff": Flaw(code="picture-format", message="is in TIFF, which no browser shows", fix=_EXPORT, as_file=True),
    "camera-file": Flaw(
        code="picture-format", message="is in TIFF, with what a camera wrote into it", fix=_EXPORT
    ),
    "unread": Flaw(code="picture-format", message="has a format that browsers do not show", fix=_EXPORT),
}
"""The word for a flaw -> the flaw."""


def flaw_of_drawing(data: bytes) -> Flaw | None:
    """Return what is wrong with an SVG drawing that its writer should know; None when nothing is.

    What it fetches from elsewhere is cut out without a word: in a page, no browser would fetch it.
    """
    from sitegen.pictures.drawings import MALFORMED, OUTSIDE, REFUSED, inspected

    found = inspected(data)
    if found.flaw == MALFORMED:
        message, fix = f"cannot be read as SVG: {found.error}", "save it once more as SVG"
        return Flaw(code="broken-picture", message=message, fix=fix, line=found.line, column=found.column)
    if found.flaw == REFUSED:
        message = "writes its elements as entities, which may hide a script"
        fix = "save it as plain SVG"
        return Flaw(code="unsafe-drawing", message=message, fix=fix, line=found.line, column=1)
    told = [cut for cut in found.cuts if cut.what != OUTSIDE]
    if not told:
        return None
    start = told[0].start
    before = data[: start + len(data[start:]) - len(data[start:].lstrip())]
    more = f", and {len(told) - 1} more like it" if len(told) > 1 else ""
    return Flaw(
        code="unsafe-drawing",
        message=f"has {told[0].what} in it, which is left out{more}",
        fix="take it out of the drawing, or keep an interactive drawing in layouts/assets/",
        line=before.count(b"\n") + 1,
        column=len(before) - before.rfind(b"\n"),
        shown=True,
    )
