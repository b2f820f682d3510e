"""`sitegen addresses`."""

import os
import sys

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in
from sitegen.cli.telling import exit_code, report


@click.command()
@click.option("--init", is_flag=True, help="Begin the register: write what the site publishes now.")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("--as-of", metavar="TIME", help="The clock: 2010-01-25T09:00 (default: now).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def addresses(init: bool, config: str, state: str, as_of: str | None, traceback: bool) -> None:
    """List every address that has to answer for ever.

    They are those in addresses.txt, and new ones with a +. From --init on, each build adds to addresses.txt, and
    fails where it would lose one.

    Example: sitegen addresses --init
    """
    from sitegen.engine.cached_build import cached_build
    from sitegen.engine.register import ATTRIBUTES, BOTH, let_git_merge, read_register, write_register
    from sitegen.engine.request import Request
    from sitegen.kinds import KINDS
    from sitegen.model.place import REGISTER
    from sitegen.outputs import OUTPUTS

    settings = settings_in(config, state)
    root = settings.parent
    register, _ = read_register(root)
    if init and register.in_use:
        raise click.ClickException(f"{root / REGISTER.path} is already there; each build adds to it")
    request = Request(
        root=root,
        output=root / "output",
        config=settings,
        as_of=clock(as_of),
        jobs=os.cpu_count() or 1,
        write=False,
    )
    result = cached_build(request, KINDS, OUTPUTS).result
    if result.failed:
        report(result.diagnostics, root, "text", verbose=False)
        sys.exit(exit_code(result))
    if init:
        write_register(root, result.unregistered)
        click.echo(f"{root / REGISTER.path}: {len(result.unregistered):,} addresses; commit the file.")
        try:
            if let_git_merge(root):
                click.echo(f"{root / ATTRIBUTES}: {BOTH}; commit it too, and merges keep the lines of both sides.")
        except OSError as error:
            click.echo(f"{root / ATTRIBUTES} cannot be written ({error.strerror}): add the line {BOTH}", err=True)
        return
    for address in sorted((*register.first, *result.unregistered)):
        click.echo(f"{'+' if address in result.unregistered else ' '} {address}")
