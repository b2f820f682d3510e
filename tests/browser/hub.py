"""This repository's own hub, built as readers would meet it on one day."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.history.repository import Repo

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22T09:00"


def build(site: Path, as_of: str = AS_OF) -> Path:
    """Copy the hub to a folder and build it there for a host where it lives under /hub/; return its output.

    It has a history there, of two commits: at first the last paragraph of each wiki page was not written yet.
    """
    repo = Repo(site)
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "tags.yaml", site)
    (site / "site.yaml").write_text((ROOT / "site.yaml").read_text("utf-8") + "history: true\n", "utf-8")
    pages = {path: path.read_text("utf-8") for path in (site / "content/wiki").rglob("*.md")}
    for path, text in pages.items():
        path.write_text(text.rstrip().rpartition("\n\n")[0] + "\n", "utf-8")
    repo.commit("Bring the texts over", when="2026-10-05T10:00:00Z")
    for path, text in pages.items():
        path.write_text(text.replace(" the ", " this ", 3), "utf-8")
    repo.commit("Say more in the wiki", when="2026-11-06T15:30:00Z", who="Samira Khan <sk@example.org>")
    for path, text in pages.items():
        path.write_text(text, "utf-8")
    repo.commit("Correct the words of the wiki", when="2026-11-09T09:15:00Z")
    command = ["build", "--as-of", as_of, "--base-url", "https://example.org/hub/"]
    built = subprocess.run(
        [sys.executable, "-m", "sitegen", *command], cwd=site, capture_output=True, text=True, check=False
    )
    if built.returncode:
        raise RuntimeError(built.stdout + built.stderr)
    return site / "output"
