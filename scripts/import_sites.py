"""Bring old sites over, build them as they come, and print what became of each in a table.

Run it as `.venv/bin/python scripts/import_sites.py jekyll=FOLDER hugo=FOLDER ...`. Each folder is imported into
an empty site and built without a hand on it. The columns are entries, seconds for the import and the build, errors
and warnings by code, and how many of the old addresses answer. The old addresses are those of the old generator
itself: with `--jekyll` or `--hugo` the program of this name makes the old site once more, its texts cut down to
their front matter and its layouts to nothing, and each page and file that it writes has to be there. Style sheets,
feeds of tags and the old site map are part of its look and do not count. With `--missing` the addresses that do
not answer are listed.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HEAD = re.compile(rb"\s*(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
TEXTS = (".md", ".markdown", ".html", ".htm", ".xml", ".json", ".txt")
LOOK = re.compile(r"\.(?:css|css\.map|js\.map)$|(?:^|/)(?:sitemap|index)\.xml$|^redirects\.json$")
LAYOUTS = {"single": "{{ .Content }}", "list": "{{ .Content }}"}


def main() -> None:
    """Print the table; exit with 1 when an import or a build was in vain, or an address does not answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", metavar="GENERATOR=FOLDER")
    parser.add_argument("--jekyll", default="", metavar="PROGRAM")
    parser.add_argument("--hugo", default="", metavar="PROGRAM")
    parser.add_argument("--missing", action="store_true")
    given = parser.parse_args()
    print("| site | entries | import | build | errors | warnings by code | old addresses | answered |")
    print("|---|---|---|---|---|---|---|---|")
    sound = True
    for site in given.sites:
        generator, _, folder = site.partition("=")
        program = {"jekyll": given.jekyll, "hugo": given.hugo}[generator]
        with tempfile.TemporaryDirectory() as place:
            row, missing = tried(generator, Path(folder), Path(place), program)
        print(f"| {' | '.join(row)} |")
        sound = sound and row[4] == "none" and not missing
        for address in missing if given.missing else ():
            print(f"  {address}", file=sys.stderr)
    sys.exit(not sound)


def tried(generator: str, folder: Path, place: Path, program: str) -> tuple[list[str], list[str]]:
    """Return the row of a site, and the old addresses at which nothing is."""
    site = place / "site"
    site.mkdir()
    imported, first = said(site, "import", generator, str(folder.resolve()), "--format", "json")
    built, second = said(site, "build", "--format", "json")
    entries = sum(1 for file in (site / "content").rglob("*.md") if "static" not in file.parts)
    levels = {"error": Counter[str](), "warning": Counter[str]()}
    for each in (*imported, *built):
        levels[each["severity"]][each["code"]] += 1
    counts = {
        level: ", ".join(f"{n} {code}" for code, n in found.most_common()) for level, found in levels.items()
    }
    old = sorted(old_addresses(generator, folder, place, program)) if program else []
    made = {
        file.relative_to(site / "output").as_posix() for file in (site / "output").rglob("*") if file.is_file()
    }
    missing = [address for address in old if address not in made and as_folder(address) not in made]
    answered = f"{len(old) - len(missing)} ({(len(old) - len(missing)) / len(old):.1%})" if old else "-"
    row = [folder.name, str(entries), f"{first:.1f} s", f"{second:.1f} s", counts["error"] or "none"]
    return [*row, counts["warning"] or "none", str(len(old)) if program else "-", answered], missing


def said(site: Path, *command: str) -> tuple[list[dict[str, str]], float]:
    """Return the diagnostics of a command of sitegen, and the seconds it took."""
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", *command], cwd=site, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    found = json.loads(
        ran.stdout[ran.stdout.find("[") :] if ran.stdout.lstrip().startswith("[") else ran.stdout or "[]"
    )
    return (found if isinstance(found, list) else found["diagnostics"]), seconds


def as_folder(address: str) -> str:
    """Return the file of a folder for the page that a server answers with either."""
    return f"{address.removesuffix('.html')}/index.html"


def old_addresses(generator: str, folder: Path, place: Path, program: str) -> Iterator[str]:
    """Yield the files that the old generator writes, but for those of its look."""
    copy, output = place / "old", place / "old-output"
    shutil.copytree(folder, copy, symlinks=True)
    for file in copy.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.suffix in TEXTS and ".git" not in file.parts:
            data = file.read_bytes()
            if head := HEAD.match(data):
                file.write_bytes(head[0] + b"\nx\n")
    if generator == "jekyll":
        shutil.rmtree(copy / "_plugins", ignore_errors=True)
        for layout in (copy / "_layouts").rglob("*"):
            if layout.is_file():
                layout.write_text("{{ content }}", encoding="utf-8")
        command = [program, "build", "--source", str(copy), "--destination", str(output), "--quiet"]
    else:
        for part in ("layouts", "themes"):
            shutil.rmtree(copy / part, ignore_errors=True)
        for name, text in LAYOUTS.items():
            (copy / "layouts/_default").mkdir(parents=True, exist_ok=True)
            (copy / f"layouts/_default/{name}.html").write_text(text, encoding="utf-8")
        for settings in copy.glob("*.toml"):
            text = settings.read_text("utf-8")
            settings.write_text(re.sub(r"^theme *=.*$", "", text, flags=re.MULTILINE), encoding="utf-8")
        command = [program, "--source", str(copy), "--destination", str(output), "--quiet"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if not output.exists():
        print(ran.stderr or ran.stdout, file=sys.stderr)
    for file in output.rglob("*"):
        path = file.relative_to(output).as_posix()
        if file.is_file() and not LOOK.search(path):
            yield path


if __name__ == "__main__":
    main()
