"""Globs as Hugo has them, in cascades and mounts."""

import re


def as_pattern(glob: str) -> str:
    """Return a glob of Hugo as a regular expression: `**` fits slashes, `*` fits none, `{a,b}` either."""
    parts = re.split(r"(\*\*|\*|\?|\{[^{}]*\})", glob)
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        signs.get(part)
        or (f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})" if part[:1] == "{" else re.escape(part))
        for part in parts
    )
