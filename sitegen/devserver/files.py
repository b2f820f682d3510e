"""From the path of a request to a file of the preview, and how it is sent."""

import mimetypes
import os
import re
from pathlib import Path

from sitegen.stages.publish import STAGING

TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
"""What does not depend on how a computer is set up."""

_END = re.compile(rb"</body\s*>", re.IGNORECASE)


def find(folder: Path, path: str) -> Path | None:
    """Return the file or folder at a path below `folder`, None when there is none.

    Nothing outside is ever found, neither by `..` nor through a symbolic link, and nothing that is not published.
    """
    parts = path.split("/")
    if any(part in (".", "..", STAGING) for part in parts) or "" in parts[:-1]:
        return None
    top = os.path.realpath(folder)
    try:
        place = Path(os.path.realpath(Path(top, *parts), strict=True))
    except (OSError, ValueError):  # nothing there, or a name no file can have
        return None
    if not place.is_relative_to(top) or (path.endswith("/") and not place.is_dir()):
        return None
    return place


def media_type(place: Path) -> str:
    """Return the content type of a file by its name."""
    suffix = place.suffix.lower()
    return TYPES.get(suffix) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"


def with_script(page: bytes, address: str) -> bytes:
    """Return a page with a script added to the end of its body."""
    tag = b'<script src="%s" defer></script>' % address.encode()
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + tag + page[at:]
