"""The bytes of a picture as they are published."""

from sitegen.disk import digest, read
from sitegen.model.rendition import Made
from sitegen.model.source import File
from sitegen.pictures.formats import DRAWING, RASTER, ending
from sitegen.pictures.measure import LEAST


def cleans(file: File) -> bool:
    """Return whether a file is a picture that something may have to be taken out of.

    One of the packaged layouts, which is not measured, is none.
    """
    kind = ending(file.path)
    if file.of_layouts and not file.width:
        return False
    return kind in RASTER or (kind == DRAWING and file.flaw != "" and not file.of_layouts)


def publishable(file: File, upright: Made | None) -> bytes:
    """Return a picture without what was written beside it, upright; a drawing without what would be run.

    Raises OSError for a file that went away or became another one since it was found.
    """
    if upright:
        return rendition(upright)
    data = read(file.location)
    if ending(file.path) == DRAWING:
        from sitegen.pictures.drawings import cleaned

        return cleaned(data)
    from sitegen.pictures.metadata import parts
    from sitegen.pictures.parts import Malformed

    try:
        return _upright(data) if file.turned else parts(data).clean
    except Malformed as error:
        if file.of_layouts or len(data) <= LEAST:
            return data
        raise _changed(file.location) from error


def rendition(made: Made) -> bytes:
    """Return the bytes of a rendition, which is made once more where the cache has lost it. Raises OSError."""
    try:
        data = read(made.place)
        if digest(data) == made.digest:
            return data
    except OSError:
        pass
    from sitegen.pictures.develop import Damaged, develop

    try:
        data = develop(read(made.source)).files.get(made.name, b"")
    except Damaged as error:
        raise _changed(made.source) from error
    if digest(data) != made.digest:
        raise _changed(made.source)
    return data


def _upright(data: bytes) -> bytes:
    """Return a picture upright, of one that no page shows; as it is stored where it cannot be decoded."""
    from sitegen.pictures.develop import Damaged, develop
    from sitegen.pictures.metadata import parts

    try:
        made = develop(data, sized=False)
    except Damaged:
        return parts(data).clean
    return made.files[made.upright.name] if made.upright else parts(data).clean


def _changed(place: str) -> OSError:
    return OSError(0, "it was changed while the site was built", place)
