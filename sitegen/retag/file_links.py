"""Links to the file of a tag by its path, where that file gets another name."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from sitegen.decoding import decode
from sitegen.fields.frontmatter import split
from sitegen.markup.positions import destinations
from sitegen.retag.splices import RawText, Splice


def rewritten(data: bytes, path: str, moved: Mapping[str, str]) -> bytes:
    """Return a file whose links lead to the new paths of `moved` files; of each the file's name alone changes."""
    names = {posixpath.basename(old).encode() for old in moved} | {
        quote(posixpath.basename(old)).encode() for old in moved
    }
    text = decode(data, path)[0] if any(name in data for name in names) else None
    if text is None:
        return data
    parts = split(text, path)
    splices = []
    for place in destinations(parts.body):
        address = re.split("[?#]", place.written)[0]
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
        if there in moved:
            typed = address.rpartition("/")[2]
            start = place.start + len(address) - len(typed)
            line = parts.body_line + parts.body.count("\n", 0, start)
            column = start - parts.body.rfind("\n", 0, start)
            splices.append(Splice(line, column, len(typed), quote(posixpath.basename(moved[there]))))
    return RawText(data).spliced(splices) if splices else data
