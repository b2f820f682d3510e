"""`sitegen mv`."""

import os
import sys

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in
from sitegen.cli.telling import exit_code, report


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("-f", "--force", is_flag=True, help="Move although a build would say something new afterwards.")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("--as-of", metavar="TIME", help="The clock: 2010-01-25T09:00 (default: now).")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def mv(
    old: str,
    new: str,
    dry_run: bool,
    force: bool,
    config: str,
    state: str,
    as_of: str | None,
    quiet: bool,
    traceback: bool,
) -> None:
    """Move a file or folder, and let every link go on working.

    Each page that is published gets its old address as an alias. NEW is a new place, or a folder to move into.

    Example: sitegen mv content/wiki/plan.md content/wiki/plans/
    """
    from sitegen.diagnostics.edits import dated
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.engine.request import Result
    from sitegen.kinds import KINDS
    from sitegen.moving import Refused, brings_about, carry_out, plan, read_state, renames
    from sitegen.outputs import OUTPUTS

    settings = settings_in(config, state)
    root = settings.parent
    try:
        with site_lock(root, needed=not dry_run):
            site, wrong = read_state(root, settings, clock(as_of), KINDS, os.cpu_count() or 1)
            if site is None:
                result = Result(diagnostics=wrong)
                report(wrong, root, "text", verbose=False)
                sys.exit(exit_code(result))
            moving = renames(site, old, new)
            planned = plan(site, moving)
            dates = {
                now: site.entries[key].meta.date for key, now in moving.renamed.items() if key in site.entries
            }
            days = {f"content/{now}": date.day for now, date in dates.items() if date}
            found = brings_about(site, planned, OUTPUTS)
            # A date that was in the name of the file is the one that it lacks.
            new_problems = [dated(each, days.get(each.span.path, site.now.date())) for each in found]
            if new_problems and not force:
                click.echo("nothing was moved, because a build would say then:", err=True)
                report(new_problems, root, "text", verbose=False)
                click.echo("--force moves it all the same.", err=True)
                sys.exit(1)
            if not dry_run:
                carry_out(root, planned)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise click.ClickException(f"nothing was moved: {error.strerror or error}{place}") from None
    except SiteLocked as locked:
        report((locked.diagnostic,), root, "text", verbose=False)
        sys.exit(1)
    if not quiet:
        click.echo(f"{moving.source.relative_to(root)} -> {moving.target.relative_to(root)}")
        for was, now in planned.addresses:
            click.echo(f"  {was} leads on to {now}")
        for each in planned.rewritten:
            click.echo(f"  {each.path}:{each.line}: {each.before} -> {each.after}")
    for path, words in planned.lost:
        click.echo(f"{path}: nothing could be written for {words}", err=True)
    if dry_run and not quiet:
        click.echo("Nothing was changed.")
