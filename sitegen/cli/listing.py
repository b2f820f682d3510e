"""`sitegen list`."""

import shutil
import sys
from typing import TYPE_CHECKING

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in
from sitegen.cli.telling import echo, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.cli.entry_reader import ListedEntry

STATES = {
    "all": "",
    "published": "published",
    "drafts": "draft",
    "scheduled": "scheduled",
    "expired": "expired",
    "internal": "internal",
    "gone": "gone",
}
"""What a person asks for -> the state of the entries that are listed."""
NARROWEST = 20
"""The fewest characters of a title that are shown on a narrow terminal."""


@click.command("list")
@click.argument("which", type=click.Choice(list(STATES)), default="all", metavar="[WHICH]")
@click.option("--kind", default="", metavar="KIND", help="Only entries of this kind: post, event.")
@click.option("--tag", default="", metavar="TAG", help="Only entries with this tag.")
@click.option("--author", default="", metavar="NAME", help="Only entries by this author.")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--as-of", metavar="TIME", help="The clock: 2010-01-25T09:00 (default: now).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def listing(
    which: str, kind: str, tag: str, author: str, config: str, as_of: str | None, form: str, traceback: bool
) -> None:
    """List entries with their state: all, or those of one state.

    WHICH is all, published, drafts, scheduled, expired, internal or gone.

    Example: sitegen list drafts --kind post
    """
    from sitegen.cli.entry_reader import Wanted, site_entries
    from sitegen.diagnostics import did_you_mean
    from sitegen.json_text import json_text
    from sitegen.kinds import KINDS

    names = [each.name for each in KINDS]
    if kind and kind not in names:
        near = did_you_mean(kind, names)
        hint = f"did you mean {near}?" if near else f"kinds: {', '.join(names)}"
        raise click.BadParameter(f"there is no kind {kind!r}; {hint}", param_hint="--kind")
    settings = settings_in(config)
    found, problems = site_entries(settings, clock(as_of))
    if found is None:
        report(problems, settings.parent, "text", verbose=False)
        sys.exit(2)
    wanted = Wanted(state=STATES[which], kind=kind, tag=tag, author=author)
    rows = [each for each in found if wanted.has(each)]
    if form == "json":
        click.echo(json_text(rows, indented=True))
        return
    for line in _lines(rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else 0):
        click.echo(line)
    broken = sum(each.state == "broken" for each in found)
    rest = f" {broken} cannot be read: `sitegen check` says why." if broken else ""
    echo(f"{len(rows)} of {len(found)} entries.{rest}", err=True)


def _lines(rows: "Sequence[ListedEntry]", width: int) -> list[str]:
    """Return a line an entry in columns; a title is cut at `width` characters of a line (0: nowhere)."""
    cells = [(_state(each), each.kind, each.date, each.path) for each in rows]
    widths = [max(map(len, column), default=0) for column in zip(*cells, strict=True)]
    lines = []
    for each, row in zip(rows, cells, strict=True):
        before = "  ".join(f"{cell:{wide}}" for cell, wide in zip(row, widths, strict=True))
        room = max(width - len(before) - 2, NARROWEST) if width else len(each.title)
        title = each.title if len(each.title) <= room else f"{each.title[: room - 1]}…"
        lines.append(f"{before}  {title}".rstrip())
    return lines


def _state(each: "ListedEntry") -> str:
    """Return the state in words: `scheduled 2026-12-24`."""
    return f"{each.state} {each.until[:10]}" if each.until else each.state
