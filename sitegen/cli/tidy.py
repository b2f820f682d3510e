"""`sitegen tidy FILE`."""

import os
import sys
from difflib import unified_diff
from pathlib import Path

import click

from sitegen.cli.telling import echo, report


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("-w", "--write", is_flag=True, help="Write the file; without it, the changes are shown.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def tidy(file: str, write: bool, quiet: bool, traceback: bool) -> None:
    """Make clean Markdown of a text from a word processor.

    Bullets, numbered paragraphs with their parts, and bare headings become Markdown; what nobody sees, and numbers
    of pages, are taken out. The changes are shown first. On a terminal it asks whether to write them.

    Example: sitegen tidy content/documents/paper/index.md
    """
    from sitegen.tidying import tidied
    from sitegen.tidying.reading import ends_of, text_of

    place = Path(file)
    data = place.read_bytes()
    text, problems = text_of(data, file)
    after = tidied(text, file, _fields(place)) if text is not None else None
    problems = after.diagnostics if after is not None and not problems else problems
    if after is None or text is None or problems:
        report(problems, Path(), "text", verbose=False)
        sys.exit(1)
    if after.text == text:
        if not quiet:
            echo(f"{file}: nothing to repair.", err=True)
        return
    if not quiet:
        _show(text, after.text, file)
        echo(f"{file}: {', '.join(after.repairs)}.", err=True)
    if not write and sys.stdin.isatty() and sys.stdout.isatty() and not quiet:
        write = click.confirm("Write it?", err=True)
    if write:
        _replace(place.resolve(), ends_of(data).join(after.text.split("\n")).encode())
    if not quiet:
        echo("Written." if write else "Nothing was written; --write does.", err=True)


def _fields(place: Path) -> tuple[str, ...]:
    """Return the lines of front matter that an entry at this place needs beside title and date."""
    from sitegen.kinds import KINDS

    folders = place.resolve().parts
    if "content" not in folders[:-1]:
        return ()
    below = folders[folders.index("content") + 1]
    fitting = (kind.shelves.get("type", {}) for kind in KINDS if kind.folder == below and not kind.people)
    types = [*next(fitting, {})]
    return (f"type: {types[0]}",) if types else ()


def _show(before: str, after: str, path: str) -> None:
    """Print the difference of two texts, in colour where somebody is looking."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in unified_diff(before.split("\n"), after.split("\n"), path, f"{path}, tidied", lineterm=""):
        shown = line.replace("\t", "→").replace("\u00a0", "°").replace("\u00ad", "¬") if line[:1] == "-" else line
        click.echo(click.style(shown, fg=colours.get(line[:1])) if colour else shown)


def _replace(place: Path, data: bytes) -> None:
    """Put bytes in the place of a file as a whole, with the rights that it has."""
    staged = place.with_name(f".{place.name}.new")
    try:
        staged.write_bytes(data)
        staged.chmod(place.stat().st_mode)
        staged.replace(place)
    finally:
        staged.unlink(missing_ok=True)
