"""Ten slips that everybody makes, and what each generator makes of them: from 0 to 3 for each, by rules.

Run it as `.venv/bin/python benchmarks/slips.py`. Each site has one good page and one with the slip, the same text
for all but for the names of fields, and is built as strictly as the generator can. `-v` shows what each said.

0: the build succeeds and does not name the file.
1: it fails, or names the file.
2: it names the file and a line of the slip, as they are in that file.
3: and says it in plain words, with a cure that works: pasted, the site builds. A cure is what is behind `fix:` or
   `did you mean`, or is quoted in the message. It is tried in place of the line, in place of the wrong word, and
   as a line of its own before and behind it; "take it out" is tried by taking the line out.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import installed
from measure import HERE, ROOT, WORK
from msgspec import Struct

NAME = "bus-routes.md"
"""The file with the slip."""
OTHER = "2026-01-05-hello.md"
GOOD = "---\ntitle: Hello\ndate: 2026-01-05\ntags: [news]\n---\nThe first one.\n"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\n"
PLAIN = "---\ntitle: Bus routes\ndate: 2026-02-03\n{}---\nThe number 9 stops here.\n\n{}\n"
JARGON = re.compile(
    r"Traceback|goroutine|panic|RuntimeError|unmarshal|yaml:|mapping values|flow sequence|block mapping|"
    r"at byte \d|failed to (?:create|extract|parse|render)|pageMetaSource|execute of template|"
    r"could not find expected"
)
"""Words of parsers and programmers."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
MOST_CURES = 12


class Slip(Struct, frozen=True, kw_only=True):
    """One slip: the text of a file, and the place that is wrong in it."""

    name: str
    text: str
    lines: tuple[int, ...]
    """Lines that are right to name."""
    wrong: str = ""
    """The word that is wrong, where it is a single one."""


class Tool(Struct, frozen=True, kw_only=True):
    """One generator."""

    name: str
    version: str
    command: tuple[str, ...]
    pages: str
    """The folder of pages."""
    prepare: Callable[[Path], None]
    layout: str
    """The name of the field for the layout."""
    permalink: str = ""
    """The name of the field for the address; empty: there is none."""
    address: str = ""
    """The address of the good page."""
    environment: Mapping[str, str] = {}


def slips(tool: Tool) -> tuple[Slip, ...]:
    """Return the ten slips in the fields of a generator."""
    collision = f"{tool.permalink}: {tool.address}\n" if tool.permalink else ""
    return (
        Slip(
            name="front matter never closed",
            text="---\ntitle: Bus routes\ndate: 2026-02-03\n\nThe number 9 stops here.\n",
            lines=(1, 2, 3, 4),
        ),
        Slip(
            name="colon in a title", text=PLAIN.format("", "").replace("Bus routes", "Notes: by bus"), lines=(2,)
        ),
        Slip(name="tab in front matter", text=PLAIN.format("tags:\n\t- news\n", ""), lines=(5,)),
        Slip(name="date that does not exist", text=PLAIN.format("", "").replace("02-03", "13-02"), lines=(3,)),
        Slip(
            name="link that leads nowhere",
            text=PLAIN.format("", f"See [the first]({OTHER.replace('hello', 'helo')})."),
            lines=(7,),
            wrong=OTHER.replace("hello", "helo"),
        ),
        Slip(
            name="two pages with one address", text=PLAIN.format(collision, ""), lines=(4,) if collision else (0,)
        ),
        Slip(
            name="picture that is missing", text=PLAIN.format("", "![Map](mpa.svg)"), lines=(7,), wrong="mpa.svg"
        ),
        Slip(name="unknown layout", text=PLAIN.format(f"{tool.layout}: psot\n", ""), lines=(4,), wrong="psot"),
        Slip(name="list of tags never closed", text=PLAIN.format("tags: [news, data\n", ""), lines=(4,)),
        Slip(name="draft: ture", text=PLAIN.format("draft: ture\n", ""), lines=(4,), wrong="ture"),
    )


def sitegen() -> Tool:
    """Return sitegen as it is in this checkout."""

    def prepare(site: Path) -> None:
        (site / "site.yaml").write_text("title: A hub\nurl: https://hub.example/\n")

    return Tool(
        name="sitegen",
        version="of this checkout",
        command=(sys.executable, "-m", "sitegen", "build", "--strict", "--as-of", "2026-11-30T09:00"),
        pages="content/posts",
        prepare=prepare,
        permalink="permalink",
        address="/blog/hello/",
        layout="layout",
        environment={"PYTHONPATH": str(ROOT)},
    )


def hugo() -> Tool:
    """Return Hugo with the layouts of its quick start. Raises Absent."""
    program, version = installed.hugo()

    def prepare(site: Path) -> None:
        shutil.copytree(HERE / "hugo-plain", site, dirs_exist_ok=True)

    return Tool(
        name="Hugo",
        version=version,
        command=(program, "build", "--printPathWarnings", "--panicOnWarning"),
        pages="content/blog",
        prepare=prepare,
        permalink="url",
        address="/blog/2026-01-05-hello/",
        layout="layout",
        environment={"HUGO_CACHEDIR": str(WORK / "hugo-cache")},
    )


def zensical() -> Tool:
    """Return Zensical. Raises Absent."""
    version = installed.python_package("zensical")

    def prepare(site: Path) -> None:
        (site / "zensical.toml").write_text('[project]\nsite_name = "A hub"\nsite_url = "https://hub.example/"\n')
        (site / "docs").mkdir(exist_ok=True)
        (site / "docs/index.md").write_text("# A hub\n")

    command = (str(installed.PYTHON), "-m", "zensical", "build", "--strict")
    return Tool(
        name="Zensical",
        version=version,
        command=command,
        pages="docs",
        prepare=prepare,
        layout="template",
    )


TOOLS: tuple[Callable[[], Tool], ...] = (sitegen, hugo, zensical)


def said(tool: Tool, slip: Slip, text: str) -> tuple[bool, str]:
    """Return whether a site with this text in place of the slip's builds, and what the generator said."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        tool.prepare(site)
        pages = site / tool.pages
        pages.mkdir(parents=True, exist_ok=True)
        (pages / OTHER).write_text(GOOD)
        (pages / "map.svg").write_text(PICTURE)
        place = pages / NAME
        if slip.lines == (0,):  # the only way to one address twice, where no field gives it
            place = pages / OTHER.removesuffix(".md") / "index.md"
            place.parent.mkdir()
        place.write_text(text)
        ran = subprocess.run(
            tool.command, cwd=site, capture_output=True, text=True, env={**os.environ, **tool.environment}
        )
    return ran.returncode == 0, COLOUR.sub("", ran.stdout + ran.stderr)


def score(tool: Tool, slip: Slip) -> tuple[int, str]:
    """Return what a generator gets for a slip, and what it said."""
    built, output = said(tool, slip, slip.text)
    name = NAME if slip.lines != (0,) else "index.md"
    if name not in output:
        return (0 if built else 1), output
    named = re.findall(re.escape(name) + r"(?:[\"'\]]*:(\d+)|.{0,120}?\bline (\d+))", output, re.DOTALL)
    if slip.lines != (0,) and not {int(number) for pair in named for number in pair if number} & set(slip.lines):
        return 1, output
    if JARGON.search(output):
        return 2, output
    works = partial(said, tool, slip)
    return (3 if any(works(text)[0] for text in cured(slip, output)) else 2), output


def cured(slip: Slip, output: str) -> Iterator[str]:
    """Yield the text with each cure that an output offers, in each way in which it can be pasted."""
    fixes = re.findall(r"fix: (.+)", output)
    near = re.findall(r"did you mean [`'\"]?([^\s`'\"?]+)", output)
    quoted = re.findall(r"[`'\"]([^`'\"\n]{1,80})[`'\"]", "\n".join(fixes) or output)
    signs = re.findall(r"(?<=\s)([^\w\s]{3,})(?=\s)", "\n".join(fixes))
    cures = [each for each in dict.fromkeys((*near, *fixes, *quoted, *signs)) if each != slip.wrong][:MOST_CURES]
    lines = slip.text.split("\n")
    at = max(slip.lines[-1] - 1, 0)
    if re.search(r"\b(?:take|leave)\b.*\bout\b|\b(?:remove|delete)\b", "\n".join(fixes)):
        yield "\n".join((*lines[:at], *lines[at + 1 :]))
    for cure in cures:
        if slip.wrong:
            yield slip.text.replace(slip.wrong, cure)
        yield "\n".join((*lines[:at], cure, *lines[at + 1 :]))
        yield "\n".join((*lines[: at + 1], cure, *lines[at + 1 :]))
        yield "\n".join((*lines[:at], cure, *lines[at:]))


def main() -> None:
    """Print the table; exit with 1 when sitegen has less than three for any slip."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="show what each generator said")
    parser.add_argument("--tools", nargs="*", help="names of generators, for all of them")
    asked = parser.parse_args()
    scores: dict[str, list[int]] = {}
    for make in TOOLS:
        if asked.tools and make.__name__ not in asked.tools:
            continue
        try:
            tool = make()
        except installed.Absent as reason:
            print(f"{make.__name__} cannot be had here: {reason}", file=sys.stderr)
            continue
        column = scores.setdefault(f"{tool.name} {tool.version}", [])
        for slip in slips(tool):
            found, output = score(tool, slip)
            column.append(found)
            if asked.v:
                print(f"--- {tool.name}, {slip.name}: {found}\n{output[-1500:]}", flush=True)
    print(f"| slip | {' | '.join(scores)} |\n|---|{'--:|' * len(scores)}")
    for number, slip in enumerate(slips(sitegen())):
        print(f"| {slip.name} | {' | '.join(str(column[number]) for column in scores.values())} |")
    print(f"| of 30 | {' | '.join(str(sum(column)) for column in scores.values())} |")
    sys.exit(1 if min(next(iter(scores.values()))) < 3 else 0)


if __name__ == "__main__":
    main()
