"""`sitegen tags`, `sitegen tags rename` and `sitegen tags merge`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.run import settings_in
from sitegen.cli.telling import echo, report

if TYPE_CHECKING:
    from sitegen.cli.tag_reader import SiteTags
    from sitegen.retag.change import Change
    from sitegen.retag.plan import Rewrite

_CONFIG = click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
_DRY_RUN = click.option("-n", "--dry-run", is_flag=True, help="Say what would change, and write nothing.")
_IN_TEXT = click.option("--in-text", is_flag=True, help="Change #tags within texts, too.")


@click.group(invoke_without_command=True)
@_CONFIG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
@click.pass_context
def tags(context: click.Context, config: str, form: str, traceback: bool) -> None:
    """List the tags of a site, or change one in all files.

    Each has the number of its entries, drafts and what is not yet due among them; tags used once and tags that are
    nearly the same are marked.

    Example: sitegen tags rename "open data" "public data"
    """
    if context.invoked_subcommand is None:
        from sitegen.cli.tag_reader import listed
        from sitegen.json_text import json_text

        rows = listed(_read(config))
        if form == "json":
            click.echo(json_text([row.as_json() for row in rows], indented=True))
            return
        width = max((len(row.label) for row in rows), default=0)
        for row in rows:
            click.echo(f"{row.label:{width}}  {row.count:>5}  {row.remarks()}".rstrip())
        once, near = sum(row.count == 1 for row in rows), sum(bool(row.near) for row in rows)
        echo(f"{_counted(len(rows), 'tag')}: {once} used once, {near} nearly the same as another.", err=True)


@tags.command()
@click.argument("old")
@click.argument("new")
@_CONFIG
@_DRY_RUN
@_IN_TEXT
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def rename(old: str, new: str, config: str, dry_run: bool, in_text: bool, traceback: bool) -> None:
    """Give the tag OLD the name NEW in all files.

    The address of OLD leads to NEW from then on, and its feed and its calendar go on.

    Example: sitegen tags rename "open data" "public data"
    """
    from sitegen.retag.change import Change

    _change(Change(old=(old,), new=new), config, dry_run=dry_run, in_text=in_text)


@tags.command()
@click.argument("others", nargs=-1, required=True, metavar="TAG...")
@click.argument("into")
@_CONFIG
@_DRY_RUN
@_IN_TEXT
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def merge(others: tuple[str, ...], into: str, config: str, dry_run: bool, in_text: bool, traceback: bool) -> None:
    """Make one tag of several: each TAG becomes INTO in all files.

    The addresses of the others lead to INTO from then on, and their feeds and calendars go on.

    Example: sitegen tags merge clinic surgery clinics
    """
    from sitegen.retag.change import Change

    _change(Change(old=others, new=into, merging=True), config, dry_run=dry_run, in_text=in_text)


def _read(config: str) -> "SiteTags":
    """Return the tags of a site; exit with 2 where its settings cannot be read."""
    from sitegen.cli.tag_reader import site_tags

    place = settings_in(config)
    site, problems = site_tags(place)
    if site is None:
        report(problems, place.parent, "text", verbose=False)
        sys.exit(2)
    return site


def _change(change: "Change", config: str, *, dry_run: bool, in_text: bool) -> None:
    """Change tags in the files of a site, and say what was done; exit with 1 where it is refused."""
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.retag.change import Refused
    from sitegen.retag.plan import planned, write

    root = settings_in(config).parent
    try:
        with site_lock(root, needed=not dry_run):
            site = _read(config)
            rewrites = planned(root, site.files, change, in_text=in_text)
            if not dry_run:
                write(root, rewrites)
    except SiteLocked as locked:
        report((locked.diagnostic,), root, "text", verbose=False)
        sys.exit(1)
    except Refused as refused:
        echo(f"nothing was changed: {refused}", err=True)
        sys.exit(1)
    for line in _told(root, rewrites):
        click.echo(line)
    done = f"{' and '.join(change.old)} {'are' if len(change.old) > 1 else 'is'} {change.new} now"
    echo(
        f"{done} in {_counted(len(rewrites), 'file')}.{' Nothing was written: a dry run.' if dry_run else ''}",
        err=True,
    )


def _told(root: Path, rewrites: Iterable["Rewrite"]) -> Iterable[str]:
    for each in rewrites:
        moved = f" -> {(root / each.moved_to).as_posix()}" if each.moved_to else ""
        yield f"{(root / each.path).as_posix()}{moved}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
