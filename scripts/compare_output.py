"""Compare what two versions of the code write: the demo hub and every golden case, byte for byte.

Run it as `.venv/bin/python scripts/compare_output.py REVISION`: each site is built with the code of that revision
and with the code as it is now. It prints one line for each file that differs, and exits with 1 when any does.
With `--pages` assets are passed over, and so are the digests in their names, which are in every page. With
`--shown` pages are compared by their elements, attributes and words, without white space and without the elements
that load style sheets and scripts.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import html

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-22T09:00:00+00:00"
THEME = Path("tests/cases/theme")
DIGEST = re.compile(rb"(assets/[\w.-]+?)\.[0-9a-f]{10}(?=\.)")
GOLDEN = """
import sys
from pathlib import Path
import sitegen.layouts.environment as environment
theme = Path(sys.argv.pop(1))
environment.packaged = lambda: theme
from sitegen.cli import main
main()
"""


def sites() -> Iterator[tuple[str, Path, bool]]:
    """Yield name, folder, and whether the layouts are those of the golden cases."""
    yield "demo", ROOT, False
    for settings in sorted((ROOT / "tests/cases").glob("*/site.yaml")):
        yield settings.parent.name, settings.parent, True


def build(code: Path, site: Path, output: Path, *, golden: bool) -> None:
    """Build a site with the code at `code` into `output`. Raises RuntimeError when nothing was written."""
    program = ["-c", GOLDEN, str(ROOT / THEME)] if golden else ["-m", "sitegen"]
    command = [sys.executable, *program, "build", "--clean", "-q", "--as-of", AS_OF, "-o", str(output)]
    environment = os.environ | {"PYTHONPATH": str(code), "PYTHONSAFEPATH": "1"}
    ended = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    if not output.is_dir():
        raise RuntimeError(f"{site} was not built:\n{ended.stdout}{ended.stderr}")


def copied(site: Path, place: Path) -> Path:
    """Return a copy of a site's content and settings, and of its layouts unless they are the packaged ones."""
    place.mkdir(parents=True)
    shutil.copy(site / "site.yaml", place)
    shutil.copytree(site / "content", place / "content")
    if site != ROOT and (site / "layouts").is_dir():
        shutil.copytree(site / "layouts", place / "layouts")
    return place


def shown(data: bytes) -> bytes:
    """Return the elements of a page with their attributes and words, one a line."""
    lines = []
    for element in html.fromstring(data).iter("*"):
        loads = element.get("rel") == "stylesheet" or (element.tag == "script" and element.get("src"))
        words = " ".join((element.text or "").split()), " ".join((element.tail or "").split())
        lines.append(f"{'' if loads else element.tag} {'' if loads else sorted(element.attrib.items())} {words}")
    return "\n".join(line for line in lines if line.strip(" (',)")).encode()


def files(folder: Path, *, pages: bool, by_element: bool) -> dict[str, bytes]:
    """Return path -> bytes of every file below a folder, for comparing.

    With `pages` there are no assets and no digests of their names; `by_element` puts `shown` in place of a page.
    """
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    if by_element:
        found = {path: shown(data) if path.endswith(".html") else data for path, data in found.items()}
    if not pages:
        return found
    return {path: DIGEST.sub(rb"\1", data) for path, data in found.items() if not path.startswith("assets/")}


def main() -> int:
    """Print what differs; return 1 when anything does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", help="the version of the code to compare with")
    parser.add_argument("--pages", action="store_true", help="pass over assets and the digests in their names")
    parser.add_argument(
        "--shown", action="store_true", help="compare pages by elements and words; implies --pages"
    )
    given = parser.parse_args()
    differing = count = 0
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        old = top / "code"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", "--quiet", str(old), given.revision], check=True)
        try:
            for name, site, golden in sites():
                outputs = []
                for which, code in (("before", old), ("after", ROOT)):
                    place = copied(site, top / name / which)
                    build(code, place, top / name / f"{which}-output", golden=golden)
                    outputs.append(
                        files(
                            top / name / f"{which}-output",
                            pages=given.pages or given.shown,
                            by_element=given.shown,
                        )
                    )
                before, after = outputs
                count += len(after)
                for path in sorted(before.keys() | after.keys()):
                    if before.get(path) != after.get(path):
                        differing += 1
                        what = "differs" if path in before and path in after else "is only in one of them"
                        print(f"{name}/{path} {what}")
        finally:
            subprocess.run([*git, "remove", "--force", str(old)], check=True)
    print(f"{count} files compared, {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
