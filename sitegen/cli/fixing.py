"""`check --fix`: cures that can be pasted, pasted into the files."""

import difflib
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from sitegen.cli.named_files import Only
from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.edits import applied
from sitegen.engine.cached_build import CachedBuild

ROUNDS = 20
"""How often a site is checked again at most: a cure may show what it was in the way of."""
_WIDE = ("item", "field", "fields")
"""What an edit takes the place of that may be more than the lines of its diagnostic."""


class Pasted(Struct, frozen=True, kw_only=True):
    """The cures that were pasted into a file."""

    path: str
    before: str
    after: str
    lines: tuple[str, ...]
    """A line about each."""


def paste_all(
    root: Path, ended: CachedBuild, only: Only, again: Callable[[], CachedBuild]
) -> tuple[CachedBuild, list[str]]:
    """Paste cures, and check `again`, until none is left; return the last check, and what was done in words.

    `only` are the files that are meant. The words are a line about each cure, and a unified diff of each file.
    Raises OSError when a file cannot be written.
    """
    texts: dict[str, tuple[str, str]] = {}
    lines: list[str] = []
    for _ in range(ROUNDS):
        pasted = [*paste(root, (each for each in ended.result.diagnostics if only.has(each.span.path)))]
        if not pasted:
            break
        for each in pasted:
            lines += [f"fixed {line}" for line in each.lines]
            texts[each.path] = (texts.get(each.path, (each.before, ""))[0], each.after)
        ended = again()
    for path, (before, after) in texts.items():
        lines += difference(path, before, after)
    return ended, lines


def difference(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    names = (f"a/{path}", f"b/{path}")
    yield from difflib.unified_diff(before.splitlines(), after.splitlines(), *names, n=1, lineterm="")


def paste(root: Path, diagnostics: Iterable[Diagnostic]) -> Iterator[Pasted]:
    """Paste the cures of a check into the files of the site at `root`, and yield each file that was changed.

    Of the cures of one file those from the bottom up are pasted that cannot be in the way of each other; the next
    check finds the others. A file is replaced as a whole. Raises OSError when one cannot be written.
    """
    ordered = sorted((found for found in diagnostics if found.edit), key=lambda found: found.span.path)
    for path, inside in groupby(ordered, key=lambda found: found.span.path):
        place = root / path
        if place.is_symlink() or not place.is_file():
            continue
        chosen = _apart(sorted(inside, key=lambda found: (found.span.line, found.span.column), reverse=True))
        before = text = place.read_bytes().decode()
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
        lines = (f"{path}:{found.span.line}:{found.span.column}: {found.message}" for found in reversed(chosen))
        yield Pasted(path=path, before=before, after=text, lines=tuple(lines))


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
