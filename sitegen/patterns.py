"""Regular expressions that are compiled when they are first used.

Compiling one takes as long as importing a small module. Those that most builds have no use for, such as the many
ways to write a day, wait here until a text needs them.
"""

import re
from typing import Any, cast

_USED = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that acts as `re.compile` would have made it; a wrong one fails at first use."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """A pattern and, from the first use on, the methods of what it was compiled to."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _USED:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
