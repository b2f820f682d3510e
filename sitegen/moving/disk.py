"""A planned move, carried out."""

import stat
from pathlib import Path

from sitegen.moving.plan import Plan


def carry_out(root: Path, plan: Plan, source: Path, target: Path) -> None:
    """Rename a file or folder, and replace each file whose links change. Raises OSError where that fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)
    for path, data in plan.written.items():
        place = root / path
        staged = place.with_name(f".{place.name}.new")
        try:
            staged.write_bytes(data)
            staged.chmod(stat.S_IMODE(place.stat().st_mode))
            staged.replace(place)
        finally:
            staged.unlink(missing_ok=True)
