"""Tags within texts, as other programs read them: `#word`. sitegen shows them as text."""

import re

from sitegen.decoding import decode
from sitegen.fields.frontmatter import split
from sitegen.markup.positions import masked
from sitegen.retag.change import Change, Refused
from sitegen.retag.splices import RawText, Splice
from sitegen.urls import same_tag

_TAG = re.compile(r"(?<![\w&/#\\\[(])#([^\W\d_](?:[\w/-]*\w)?|\d[\w/-]*[^\W\d][\w/-]*)(?![\w/-])")
"""A sign and a word of letters, digits, `-`, `_` and `/` that is more than a number."""


def rewritten(data: bytes, path: str, change: Change) -> bytes:
    """Return a file with other tags in its text; code stays as it is, and spaces of a new tag become hyphens.

    Raises Refused where the new tag cannot be written so.
    """
    text, _ = decode(data, path)
    if text is None or "#" not in text:
        return data
    parts = split(text, path)
    if parts.diagnostics:
        return data
    splices = []
    for number, line in enumerate(masked(parts.body, html=True).split("\n"), parts.body_line):
        for match in _TAG.finditer(line):
            if same_tag(match[1]) in change.forms:
                new = re.sub(r"\s+", "-", change.meant(match[1]))
                if not _TAG.fullmatch(f"#{new}"):
                    place = f"{path}:{number}:{match.start() + 1}"
                    raise Refused(
                        f"{place}: {new!r} cannot be a #tag in a text, which holds letters, digits and -_/"
                    )
                splices.append(Splice(number, match.start(1) + 1, len(match[1]), new))
    return RawText(data).spliced(splices) if splices else data
