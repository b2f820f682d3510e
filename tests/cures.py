"""Every cure that a test comes across is pasted, and the site is built again."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.diagnostics.edits import applied

if TYPE_CHECKING:
    from tests.conftest import Site

_SEEN: set[tuple[str, str, str]] = set()
"""Code, message and fix of each cure that has been pasted in this run."""


def paste_all(site: "Site", build: Callable[[Path], "Site"]) -> None:
    """Paste each cure that the last build of a site has shown, one at a time, into a copy of its files."""
    for found in site.diagnostics:
        known = found.code, found.message, found.fix
        if found.edit is None or known in _SEEN or not (site.root / found.span.path).is_file():
            continue
        _SEEN.add(known)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "site"
            shutil.copytree(site.root, root, ignore=shutil.ignore_patterns("output", ".sitegen"), symlinks=True)
            _paste(root, found, build)


def _paste(root: Path, found: Diagnostic, build: Callable[[Path], "Site"]) -> None:
    before = build(root).diagnostics
    if found not in before:
        return  # the files have changed since
    assert found.edit is not None
    place = root / found.span.path
    pasted = applied(place.read_bytes().decode(), found.span, found.edit)
    place.write_bytes(pasted.encode())
    after = build(root).diagnostics
    same = [each for each in after if _name(each) == _name(found)]
    assert len(same) < sum(_name(each) == _name(found) for each in before), f"{found}\nis still there:\n{pasted}"
    if not any(each.span.path == found.span.path and each.severity is Severity.ERROR for each in before):
        # What is told once for a whole site is told of the next entry then.
        more = Counter(each.code for each in after) - Counter(each.code for each in before)
        assert not more, f"{found}\nbrings up {more}:\n{pasted}"


def _name(found: Diagnostic) -> tuple[str, str, str]:
    return found.code, found.span.path, found.message
