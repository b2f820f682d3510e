"""The tags in the text of a note, as Obsidian reads them: `#word`, `#project/garden`, but not `#1`."""

import re

from sitegen.importers.websites.code import outside_code

_TAG = re.compile(r"(?<![^\s>(])#(?=[^\s#]*[^\W\d])([\w/-]+)(?![\w#])")
"""A tag of letters, digits, `-`, `_` and `/` that is more than a number (https://help.obsidian.md/tags)."""
_LINE_OF_TAGS = re.compile(rf"[ \t]*(?:(?:tags?:[ \t]*)?(?:{_TAG.pattern}[ \t,]*)+)", re.IGNORECASE)


def tags_in(text: str) -> tuple[list[str], str]:
    """Return the tags in a text, and the text without the lines that hold nothing but tags."""
    found: list[str] = []

    def read(part: str) -> str:
        kept = []
        for line in part.split("\n"):
            found.extend(
                match[1].strip("/") for match in _TAG.finditer(line) if not _is_within_link(line, match.start())
            )
            if not _LINE_OF_TAGS.fullmatch(line):
                kept.append(line)
        return "\n".join(kept)

    rest = outside_code(text, read)
    return list(dict.fromkeys(tag for tag in found if tag)), rest


def _is_within_link(line: str, place: int) -> bool:
    """Whether a place of a line lies between double brackets, where `#` begins a heading's name."""
    before = line[:place]
    return before.rfind("[[") > before.rfind("]]")
