"""A planned move, carried out as a whole or not at all."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sitegen.disk import digest, read
from sitegen.moving.memory import Overwritten, Remembered, remember
from sitegen.moving.plan import Plan

Undo = Callable[[], object]
"""Takes one step back."""


def carry_out(root: Path, plan: Plan) -> None:
    """Rename a file or folder, and replace each file whose links change. Folders left empty are removed.

    Raises OSError where that fails; everything is then as it was before.
    """
    steps: list[Undo] = []
    texts: dict[str, Overwritten] = {}
    move = plan.move
    try:
        for folder in _missing(move.target.parent):
            folder.mkdir()
            steps.append(folder.rmdir)
        move.source.rename(move.target)
        steps.append(lambda: move.target.rename(move.source))
        for path, data in plan.written.items():
            before = read(root / path)
            _replace(root / path, data)
            steps.append(lambda place=root / path, data=before: _replace(place, data))  # type: ignore[misc]
            texts[path] = Overwritten(before=before, written=digest(data))
    except BaseException:  # an interrupt as well leaves nothing half moved
        for step in reversed(steps):
            with suppress(OSError):
                step()
        raise
    _remove_empty(move.source.parent, root / "content")
    with suppress(OSError):  # it is moved all the same where the records cannot be written
        remember(root, Remembered(renamed=plan.renamed, texts=texts))


def _replace(place: Path, data: bytes) -> None:
    """Replace the bytes of a file at once; of a link, those of the file that it leads to."""
    real = Path(os.path.realpath(place))
    staged = real.with_name(f".{real.name}.new")
    try:
        staged.write_bytes(data)
        staged.chmod(stat.S_IMODE(real.stat().st_mode))
        staged.replace(real)
    finally:
        staged.unlink(missing_ok=True)


def _missing(folder: Path) -> list[Path]:
    """Return a folder and those above it that are not there, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing[::-1]


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder, and those above it below `top`, as long as nothing is in them."""
    with suppress(OSError):
        while folder != top and folder.is_relative_to(top):
            folder.rmdir()
            folder = folder.parent
