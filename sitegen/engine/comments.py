"""The comments of a site, read where the last build has not read them already."""

from collections.abc import Iterable, Mapping

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import read
from sitegen.model.comment import FiledComment
from sitegen.model.inputs import Inputs
from sitegen.model.place import CONTENT
from sitegen.model.source import File


def read_comments(files: Iterable[File], zone: str, past: Inputs | None) -> dict[str, FiledComment]:
    """Return the comment in each file, by path below content/; `zone` is the site's.

    One that the `past` build has read is taken from it while the bytes of its file are the same.
    """
    known = past.comments if past and past.config.timezone == zone else {}
    return {file.path: _comment(file, zone, known) for file in files}


def _comment(file: File, zone: str, known: Mapping[str, FiledComment]) -> FiledComment:
    found = known.get(file.path)
    if found and found.digest == file.digest:
        return found
    from sitegen.stages.comments import read_comment

    path = f"{CONTENT.path}/{file.path}"
    try:
        return read_comment(read(file.location), path, zone)
    except OSError as error:  # it went away since it was listed
        said = diagnose("unreadable-file", Span(path=path), f"this file cannot be read: {error.strerror}")
        return FiledComment(path=path, digest="", diagnostics=(said,))
