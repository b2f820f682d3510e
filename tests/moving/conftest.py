"""Moves in a site on disk, and what every move has to leave true."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.kinds import KINDS
from sitegen.moving import Plan, brings_about, carry_out, plan, read_state, renames
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of content/, by its path below the site."""
    return {
        place.relative_to(root).as_posix(): place.read_bytes()
        for place in sorted((root / "content").rglob("*"))
        if place.is_file()
    }


def move(root: Path, old: str, new: str, *, force: bool = False) -> Plan:
    """Move a file or folder, both given below content/, and return the plan that was carried out."""
    site, wrong = read_state(root, root / "site.yaml", AS_OF, KINDS, 1)
    assert site is not None, wrong
    moving = renames(site, f"content/{old}", f"content/{new}")
    planned = plan(site, moving)
    assert force or brings_about(site, planned, OUTPUTS) == []
    assert planned.lost == ()
    carry_out(root, planned)
    return planned


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, str]:
    """The texts of the files that differ, with those that are new."""
    return {path: data.decode() for path, data in after.items() if before.get(path) != data}
