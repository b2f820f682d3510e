"""This repository's own hub, built as readers would meet it on one day."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22T09:00"


def build(site: Path) -> Path:
    """Copy the hub to a folder and build it there for a host where it lives under /hub/; return its output."""
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site.yaml", site)
    command = ["build", "--as-of", AS_OF, "--base-url", "https://example.org/hub/"]
    built = subprocess.run(
        [sys.executable, "-m", "sitegen", *command], cwd=site, capture_output=True, text=True, check=False
    )
    if built.returncode:
        raise RuntimeError(built.stdout + built.stderr)
    return site / "output"
