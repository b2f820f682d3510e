"""What the style sheet of a drawing fetches."""

import re

_FETCHED = re.compile(
    r"@import[^;]*;?|(?:url|src)\(\s*+[\"']?+(?!\s*(?:#|data:(?:image|font|application/[\w.-]*font)))[^)]*\)?"
    r"|image-set\([^)]*\)?",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I)
"""Matches a character that is written by its number, or behind a backslash (CSS Syntax 3, section 4.3.7)."""


def fetches(style: str) -> bool:
    """Return whether a style sheet fetches something from outside of its file."""
    return _FETCHED.search(_plain(style)) is not None


def without_fetching(style: str) -> str:
    """Return a style sheet without what it fetches."""
    return _FETCHED.sub(lambda found: "" if found[0].startswith("@") else "none", _plain(style))


def _plain(style: str) -> str:
    """Return a style sheet in which no comment or escape hides anything."""
    style = _COMMENT.sub("", style)
    return _ESCAPE.sub(lambda found: found[2] or _sign(int(found[1], 16)), style) if "\\" in style else style


def _sign(code: int) -> str:
    return chr(code) if 32 <= code < 0xD800 else ""
