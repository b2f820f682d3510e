"""The pictures that are published: where their sizes are, and what is wrong with those that no text names."""

import posixpath
from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.model.rendition import Flaw, Made, Rendition, Renditions, Size, Sizes
from sitegen.model.source import File
from sitegen.stages.assemble.files import STATIC, Files
from sitegen.urls import slugify

FOLDER = "/assets/pictures/"
_DIGITS = 10
"""Of the digest of a picture, in the names of its sizes: an edited picture has other addresses."""


def flaws_of(renditions: Mapping[str, Renditions]) -> dict[str, Flaw]:
    """Return what is wrong with pictures, by their paths below content/."""
    return {path: found.flaw for path, found in renditions.items() if found.flaw}


def published_sizes(
    published: Mapping[str, File], renditions: Mapping[str, Renditions]
) -> tuple[dict[str, Sizes], dict[str, Made]]:
    """Return the sizes of published pictures by their addresses, and by address where each rendition is.

    The rendition at the address of a picture itself is that picture, turned upright.
    """
    sizes: dict[str, Sizes] = {}
    made: dict[str, Made] = {}
    for address, file in published.items() if renditions else ():
        found = None if file.of_layouts else renditions.get(file.path)
        if not found:
            continue
        if found.upright:
            made[address] = _made(found, found.upright, file)
        if not found.sizes:
            continue
        stem = slugify(posixpath.basename(file.path).rpartition(".")[0])
        stem = f"{stem if stem.isascii() and stem else 'picture'}-{file.digest[:_DIGITS]}"
        at = {each.name: f"{FOLDER}{stem}-{each.name}" for each in (*found.sizes, found.fallback) if each}
        for each in (*found.sizes, found.fallback):
            if each:
                made[at[each.name]] = _made(found, each, file)
        sizes[address] = Sizes(
            sizes=tuple(Size(address=at[each.name], width=each.width) for each in found.sizes),
            fallback=at[found.fallback.name] if found.fallback else "",
        )
    return sizes, made


def _made(found: Renditions, one: Rendition, file: File) -> Made:
    place = posixpath.join(found.folder, one.name)
    return Made(place=place, name=one.name, digest=one.digest, source=file.location)


def flaws_in_files(files: Files) -> Iterator[Diagnostic]:
    """Yield the flaws that are reported in a picture: at a line of it, or because no text leads to the picture.

    Of pictures beside entries, only those that an entry names are reported, and of others in static/ only those
    that are not published.
    """
    for path, flaw in sorted(files.flaws.items()):
        static, met = path.startswith(STATIC), path in files.met
        unsaid = static and not met and not flaw.shown and not flaw.as_file
        if (static or met) if flaw.line else unsaid:
            place = Span(path=f"content/{path}", line=flaw.line, column=flaw.column)
            yield diagnose(flaw.code, place, f"this {flaw.message}", fix=flaw.fix)
