"""`check --fix`: cures that can be pasted, pasted into the files."""

import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.edits import applied

ROUNDS = 20
"""How often a site is checked again at most: a cure may show what it was in the way of."""
_WIDE = ("item", "field", "fields")
"""What an edit takes the place of that may be more than the lines of its diagnostic."""


def paste(root: Path, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Paste the cures of a check into the files of the site at `root`, and yield a line about each.

    Of the cures of one file those from the bottom up are pasted that cannot be in the way of each other; the next
    check finds the others. A file is replaced as a whole. Raises OSError when one cannot be written.
    """
    ordered = sorted((found for found in diagnostics if found.edit), key=lambda found: found.span.path)
    for path, inside in groupby(ordered, key=lambda found: found.span.path):
        place = root / path
        if place.is_symlink() or not place.is_file():
            continue
        chosen = _apart(sorted(inside, key=lambda found: (found.span.line, found.span.column), reverse=True))
        text = place.read_bytes().decode()
        for found in chosen:
            if found.edit is not None:
                text = applied(text, found.span, found.edit)
        staged = place.with_name(f".{place.name}.new")
        try:
            staged.write_bytes(text.encode())
            staged.chmod(stat.S_IMODE(place.stat().st_mode))
            staged.replace(place)
        finally:
            staged.unlink(missing_ok=True)
        yield from (f"{path}:{found.span.line}:{found.span.column}: {found.message}" for found in reversed(chosen))


def _apart(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics of one file, the last first, whose edits are of lines of their own."""
    chosen: list[Diagnostic] = []
    for each in found:
        edit = each.edit
        if edit is None or (
            chosen and (edit.where in _WIDE or each.span.line + edit.lines > chosen[-1].span.line)
        ):
            continue
        chosen.append(each)
        if edit.where in _WIDE:
            break  # it may reach to lines above
    return chosen
