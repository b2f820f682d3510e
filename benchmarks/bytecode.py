"""Whether byte code is kept: without it every start of a program compiles what it imports, a quarter second."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = """
import sys
sys.argv = ["sitegen", "--version"]
try:
    import sitegen.cli
    import sitegen.engine.build
    import sitegen.kinds
    import sitegen.outputs
finally:
    for module in list(sys.modules.values()):
        kept = getattr(getattr(module, "__spec__", None), "cached", None)
        source = getattr(module, "__file__", None) or ""
        if kept and source.endswith(".py"):
            print(kept)
"""
"""Says where the byte code of everything belongs that a build imports."""


def state(environment: Mapping[str, str]) -> str:
    """Return `written`, or why the byte code of something that a build imports is not kept."""
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return "not written, for PYTHONDONTWRITEBYTECODE is set"
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    missing = [Path(line) for line in said.stdout.splitlines() if not Path(line).is_file()]
    if not missing:
        return "written"
    folder = missing[0].parent
    return f"not written for {len(missing)} modules of a build, such as those in {folder.parent}"


def warn(said: str) -> None:
    """Say on the error stream that byte code is not written, if so."""
    if said != "written":
        print(
            f"warning: byte code is {said}; every start is slower by about a quarter of a second", file=sys.stderr
        )
