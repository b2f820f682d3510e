"""The patterns of `.gitignore`, by which MkDocs names files (https://git-scm.com/docs/gitignore)."""

import re


class Patterns:
    """Which files some patterns name."""

    def __init__(self, lines: str) -> None:
        """Take patterns, one a line; of several that match a file the last one decides."""
        self._found: list[tuple[bool, re.Pattern[str]]] = []
        for line in lines.split("\n"):
            pattern = line.rstrip()
            if not pattern or pattern.startswith("#"):
                continue
            named = not pattern.startswith("!")
            pattern = pattern.removeprefix("!").removeprefix("\\")
            self._found.append((named, re.compile(_expression(pattern))))

    def match(self, path: str) -> bool:
        """Return whether a file below the folder of the patterns is named, itself or by a folder that holds it."""
        result = False
        for named, expression in self._found:
            if expression.fullmatch(path):
                result = named
        return result


def _expression(pattern: str) -> str:
    """Return a pattern as a regular expression for a whole path."""
    anchored = "/" in pattern.rstrip("/")
    folder = pattern.endswith("/")
    parts = []
    for part in re.split(r"(\*\*/|/\*\*$|\*|\?|\[[^\]]+\])", pattern.strip("/")):
        if part == "**/":
            parts.append("(?:.*/)?")
        elif part == "/**":
            parts.append("/.*")
        elif part == "*":
            parts.append("[^/]*")
        elif part == "?":
            parts.append("[^/]")
        elif part.startswith("[") and part.endswith("]") and len(part) > 2:
            parts.append("[" + part[1:-1].replace("\\", "\\\\").replace("!", "^", 1) + "]")
        else:
            parts.append(re.escape(part))
    start = "" if anchored else "(?:.*/)?"
    return f"{start}{''.join(parts)}{'/.*' if folder else '(?:/.*)?'}"
