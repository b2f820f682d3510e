"""What was made of pictures, kept by content in `.sitegen/pictures/`: each picture is decoded once.

The name of a picture's folder is the digest of its bytes, of the code that makes renditions, and of the version of
pillow. Files of renditions are written before the one that names them, each by one rename: what is interrupted is
as if it had not begun.
"""

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

import sitegen.pictures
from sitegen.disk import digest, read, state_folder
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.fingerprint import versions_of
from sitegen.model.rendition import Rendition, Renditions

FOLDER = "pictures"
_MADE = "made"
"""The file that names what is beside it."""
_WASTE = 2
"""How many times as many pictures as a site has may be kept: those of other branches, and those of the past."""


@cache
def recipe() -> str:
    """Return the digest of all but its bytes that decides what is made of a picture."""
    folder = Path(sitegen.pictures.__file__).parent
    code = b"\0".join(read(place) for place in sorted(folder.glob("*.py")))
    return digest(code + repr(versions_of(("pillow",))).encode())


class RenditionStore:
    """The renditions that a site keeps."""

    def __init__(self, root: Path) -> None:
        self._folder = Path(state_folder(root), FOLDER)

    def place(self, picture: str) -> Path:
        """Return the folder of a picture, given the digest of its bytes."""
        name = digest(f"{picture} {recipe()}".encode())
        return self._folder / name[:2] / name[2:]

    def load(self, picture: str) -> Renditions | None:
        """Return what was made of a picture; None when that is not known, or was asked for in another way."""
        folder = self.place(picture)
        try:
            found = msgspec.msgpack.decode(read_checked(folder / _MADE), type=Renditions)
            sizes = [(folder / each.name).stat().st_size for each in _all(found)]
        except (OSError, ValueError):
            return None
        return msgspec.structs.replace(found, folder=str(folder)) if all(sizes) else None

    def save(self, found: Renditions, files: dict[str, bytes]) -> Renditions:
        """Keep what was made of a picture; return it with its place.

        What cannot be written is made once more where it is published.
        """
        folder = self.place(found.digest)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                draft = folder / f"{name}.{os.getpid()}"
                draft.write_bytes(data)
                draft.replace(folder / name)
            replace_checked(folder / _MADE, msgspec.msgpack.encode(found))
        return msgspec.structs.replace(found, folder=str(folder))

    def sweep(self, pictures: Collection[str]) -> None:
        """Delete what was made of other pictures than these, when it has become more than what is in use."""
        if not self._folder.exists():
            return
        kept = [place for place in self._folder.glob("*/*") if place.is_dir()]
        if len(kept) <= _WASTE * len(pictures) + _WASTE:
            return
        used = {self.place(picture) for picture in pictures}
        for place in kept:
            if place not in used:
                shutil.rmtree(place, ignore_errors=True)


def _all(found: Renditions) -> list[Rendition]:
    return [*found.sizes, *filter(None, (found.fallback, found.upright))]
