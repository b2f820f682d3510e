"""Bring old sites over, build them as they come, and print what became of each in a table.

Run it as `.venv/bin/python scripts/import_sites.py jekyll=FOLDER hugo=FOLDER obsidian=FOLDER ...`. Each folder is
imported into an empty site and built without a hand on it. Then it is imported again, and once more after a hand
has changed one entry: `again` says whether both left the site as it was. The other columns are the exit code of
the build, entries, seconds for the import and the build, errors and warnings by code, and how many of the old
addresses answer.

The old addresses are those of the old generator itself: with `--jekyll`, `--hugo` or `--mkdocs` the program of
this name makes the old site once more, its texts cut down to their front matter and its layouts to nothing, and
each page and file that it writes has to be there. Style sheets, feeds of tags and the old site map are part of
its look and do not count. The addresses of a vault are those that Obsidian Publish gives, where it shows the
vault. With `--missing` the addresses that do not answer are listed. With `--keep FOLDER` the new sites stay
there, with what was said.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from sitegen.importers.mkdocs.configuration import NAMES, read_yaml

HEAD = re.compile(rb"\s*(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
OWN_TEMPLATE = re.compile(rb"^template:.*$", re.MULTILINE)
"""The field by which a page of MkDocs asks for a template of the theme."""
TITLE = re.compile(rb"^# .*$", re.MULTILINE)
TEXTS = (".md", ".markdown", ".html", ".htm", ".xml", ".json", ".txt")
LOOK = re.compile(r"\.(?:css|css\.map|js\.map|xml\.gz)$|(?:^|/)(?:sitemap|index)\.xml$|^redirects\.json$")
PUBLISHED = ("publish.css", "publish.js", "site-options.json")
HIDDEN = re.compile(r"^publish:[ ]*false", re.MULTILINE)
PERMALINK = re.compile(r"^permalink:[ ]*(.+)$", re.MULTILINE)
TEMPLATES = {
    "main.html": "{{ page.content }}",
    "partials/language.html": "{% macro t(key) %}{{ key }}{% endmacro %}",
    **dict.fromkeys(("blog.html", "blog-post.html", "blog-archive.html", "blog-category.html"), "x"),
}
MADE = {"blog": "material/blog", "redirects": "redirects"}
"""Plugins of MkDocs that make pages, as any theme has them."""
SIGNS_AROUND = "\"'/ "
LAYOUTS = {"single": "{{ .Content }}", "list": "{{ .Content }}"}


def main() -> None:
    """Print the table; exit with 1 when an import or a build was in vain, or an address does not answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", metavar="GENERATOR=FOLDER")
    parser.add_argument("--jekyll", default="", metavar="PROGRAM")
    parser.add_argument("--hugo", default="", metavar="PROGRAM")
    parser.add_argument("--mkdocs", default="", metavar="PROGRAM")
    parser.add_argument("--keep", default="", metavar="FOLDER")
    parser.add_argument("--missing", action="store_true")
    given = parser.parse_args()
    print(
        "| site | exit | entries | import | build | again | errors | warnings by code | old addresses | answered |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    sound = True
    for site in given.sites:
        generator, _, folder = site.partition("=")
        program = {"jekyll": given.jekyll, "hugo": given.hugo, "mkdocs": given.mkdocs}.get(generator, "")
        with tempfile.TemporaryDirectory() as temporary:
            place = Path(given.keep, folder.strip("/").replace("/", "-")) if given.keep else Path(temporary)
            shutil.rmtree(place, ignore_errors=True)
            row, missing = tried(generator, Path(folder), place, program)
        print(f"| {' | '.join(row)} |", flush=True)
        sound = sound and row[1] == "0" and row[5] == "the same" and not missing
        for address in missing if given.missing else ():
            print(f"  {address}", file=sys.stderr)
    sys.exit(not sound)


def tried(generator: str, folder: Path, place: Path, program: str) -> tuple[list[str], list[str]]:
    """Return the row of a site, and the old addresses at which nothing is."""
    site = place / "site"
    site.mkdir(parents=True)
    imported, first, _ = said(site, "import", generator, str(folder.resolve()), "--format", "json", "-v")
    built, second, code = said(site, "build", "--format", "json", "-v")
    entries = sum(1 for file in (site / "content").rglob("*.md") if "static" not in file.parts)
    levels = {"error": Counter[str](), "warning": Counter[str]()}
    for each in (*imported, *built):
        if each["severity"] in levels:
            levels[each["severity"]][each["code"]] += 1
    counts = {
        level: ", ".join(f"{n:,} {code}" for code, n in found.most_common()) for level, found in levels.items()
    }
    (place / "said.json").write_text(json.dumps([*imported, *built], indent=1), encoding="utf-8")
    made = {
        file.relative_to(site / "output").as_posix() for file in (site / "output").rglob("*") if file.is_file()
    }
    old = sorted(set(old_addresses(generator, folder, place, program)))
    missing = [address for address in old if address not in made and as_folder(address) not in made]
    answered = f"{len(old) - len(missing):,} ({(len(old) - len(missing)) / len(old):.1%})" if old else "-"
    row = [
        folder.name,
        str(code),
        f"{entries:,}",
        f"{first:.1f} s",
        f"{second:.1f} s",
        again(generator, folder, site),
    ]
    row += [counts["error"] or "none", counts["warning"] or "none"]
    return [*row, f"{len(old):,}" if old else "-", answered], missing


def again(generator: str, folder: Path, site: Path) -> str:
    """Return whether two more imports, the second after an edit, leave a site as it is; else what they change."""
    before = contents(site)
    said(site, "import", generator, str(folder.resolve()), "--format", "json")
    if changed := [path for path, data in contents(site).items() if before.get(path) != data]:
        return f"{len(changed)} changed: {changed[0]}"
    edited = next((file for file in sorted((site / "content").rglob("*.md")) if "static" not in file.parts), None)
    if edited is None:
        return "the same"
    edited.write_text(f"{edited.read_text('utf-8')}\nBy hand.\n", encoding="utf-8")
    before = contents(site)
    said(site, "import", generator, str(folder.resolve()), "--format", "json")
    return "the same" if contents(site) == before else "what was edited is lost"


def contents(site: Path) -> dict[str, bytes]:
    """Return the bytes of the files that an import may write, by their paths."""
    files = [site / "site.yaml", *(site / "content").rglob("*")]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files if file.is_file()}


def said(site: Path, *command: str) -> tuple[list[dict[str, str]], float, int]:
    """Return the diagnostics of a command of sitegen, the seconds it took, and its exit code."""
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", *command], cwd=site, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    found = json.loads(
        ran.stdout[ran.stdout.find("[") :] if ran.stdout.lstrip().startswith("[") else ran.stdout or "[]"
    )
    return (found if isinstance(found, list) else found["diagnostics"]), seconds, ran.returncode


def as_folder(address: str) -> str:
    """Return the file of a folder for the page that a server answers with either."""
    return f"{address.removesuffix('.html')}/index.html"


def old_addresses(generator: str, folder: Path, place: Path, program: str) -> Iterator[str]:
    """Yield the files that the old generator writes, but for those of its look."""
    if generator == "obsidian":
        yield from of_vault(folder)
        return
    if not program:
        return
    copy, output = place / "old", place / "old-output"
    shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", "node_modules"))
    for file in copy.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.suffix in TEXTS and ".git" not in file.parts:
            data = file.read_bytes()
            if head := HEAD.match(data):
                title = TITLE.search(data, head.end()) if generator == "mkdocs" else None
                file.write_bytes(OWN_TEMPLATE.sub(b"", head[0]) + b"\n" + (title[0] if title else b"x") + b"\n")
    if generator == "jekyll":
        shutil.rmtree(copy / "_plugins", ignore_errors=True)
        for layout in (copy / "_layouts").rglob("*"):
            if layout.is_file():
                layout.write_text("{{ content }}", encoding="utf-8")
        command = [program, "build", "--source", str(copy), "--destination", str(output), "--quiet"]
    elif generator == "mkdocs":
        command = [program, "build", "--config-file", of_manual(copy), "--site-dir", str(output), "--quiet"]
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
    command_environment = {**os.environ, "JEKYLL_ENV": "production"}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=command_environment)
    if not output.exists():
        print(ran.stderr or ran.stdout, file=sys.stderr)
    for file in output.rglob("*"):
        path = file.relative_to(output).as_posix()
        if file.is_file() and not LOOK.search(path):
            yield path


def of_manual(copy: Path) -> str:
    """Write the configuration of a manual with what decides its addresses alone, and return its path."""
    path = next(copy / name for name in NAMES if (copy / name).exists())
    settings: dict[str, Any] = read_yaml(path.read_bytes())
    names = ("site_name", "site_url", "docs_dir", "exclude_docs", "draft_docs")
    kept: dict[str, Any] = {name: settings[name] for name in names if settings.get(name)}
    kept["use_directory_urls"] = settings.get("use_directory_urls") != "false"
    plugins = settings.get("plugins") or []
    listed = plugins if isinstance(plugins, list) else [{name: options} for name, options in plugins.items()]
    named = [next(iter(each.items())) if isinstance(each, dict) else (each, {}) for each in listed]
    made = [(MADE.get(name.rpartition("/")[2]), options) for name, options in named]
    kept["plugins"] = [{name: options or {}} for name, options in made if name]
    kept["theme"] = {"name": None, "custom_dir": str(copy / "theme-of-nothing"), "language": "en"}
    (copy / "theme-of-nothing/partials").mkdir(parents=True)
    for name, text in TEMPLATES.items():
        (copy / "theme-of-nothing" / name).write_text(text, encoding="utf-8")
    path.write_text(yaml.safe_dump(kept), encoding="utf-8")
    return str(path)


def of_vault(folder: Path) -> Iterator[str]:
    """Yield the files of the addresses that Obsidian Publish gives to the notes of a vault that it shows."""
    if not any((folder / name).exists() for name in PUBLISHED):
        return
    for file in folder.rglob("*.md"):
        path = file.relative_to(folder).as_posix()
        head = HEAD.match(file.read_bytes())
        fields = head[0].decode("utf-8") if head else ""
        if HIDDEN.search(fields) or any(part.startswith(".") for part in path.split("/")):
            continue
        yield f"{path.removesuffix('.md').replace(' ', '+')}/index.html"
        if found := PERMALINK.search(fields):
            yield f"{unquote(found[1].strip(SIGNS_AROUND))}/index.html".lstrip("/")


if __name__ == "__main__":
    main()
