"""Regular expressions that are compiled when they are first used, and kept compiled like the byte code of modules.

Compiling one takes as long as importing a small module. Those that most builds have no use for, such as the many
ways to write a day, wait here until a text needs them. Those that were compiled before come out of a table, which
`engine/precompile.py` writes for the version of Python that reads it (decision 0049).
"""

import marshal
import re
import sys
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, cast

from sitegen.disk import SHIPPED

_sre = import_module("_sre")  # what `re` itself is made of

UNSPACED = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    r"\U00020000-\U0003ffff]"
)
"""A letter of a script that puts no spaces between words, as a pattern."""
_USED = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")

_VERSION = f"{sys.implementation.cache_tag}-{getattr(_sre, 'MAGIC', 0)}"
OURS = "patterns"
"""The table of the regular expressions of sitegen."""
LEXERS = "lexers"
"""The table of those that colour code."""


def places(table: str) -> tuple[Path, Path]:
    """Return where a table may be: beside the byte code of this module, or in a package built with one."""
    name = f"{table}.{_VERSION}"
    return Path(cache_from_source(__file__)).with_name(name), Path(__file__).with_name(SHIPPED) / name


all_late: "list[Late]" = []
"""Those of all modules that have been imported so far."""


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that acts as `re.compile` would have made it; a wrong one fails at first use."""
    made = Late(pattern, flags)
    all_late.append(made)
    return cast("re.Pattern[str]", made)


class Late:
    """A pattern and, from the first use on, the methods of what it was compiled to."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.given_flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = compiled(self.pattern, self.given_flags)
        for method in _USED:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)


def compiled(pattern: str, flags: int = 0, table: str = OURS) -> re.Pattern[str]:
    """Return what `re.compile` makes of a pattern, from the table where it is in there."""
    if entry := _read(table).get((pattern, int(flags))):
        try:
            return cast("re.Pattern[str]", _sre.compile(pattern, *marshal.loads(entry)))
        except (EOFError, OverflowError, RuntimeError, TypeError, ValueError):
            pass  # it is of no use, so the pattern is compiled
    return re.compile(pattern, flags)


def is_kept(pattern: str, flags: int = 0, table: str = OURS) -> bool:
    """Return whether a pattern need not be compiled."""
    return (pattern, int(flags)) in _read(table)


@cache
def _read(table: str) -> dict[tuple[str, int], bytes]:
    """Return what is known of each pattern with its flags; nothing where no table can be read."""
    for place in places(table):
        try:
            return cast("dict[tuple[str, int], bytes]", marshal.loads(place.read_bytes()))
        except (EOFError, OSError, TypeError, ValueError):
            pass
    return {}
