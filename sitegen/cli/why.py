"""`sitegen why`."""

import sys
from pathlib import Path
from typing import Literal

import click

from sitegen.cli.arguments import FOLDERS
from sitegen.cli.build import visible
from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in


@click.command()
@click.argument("page")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("-o", "--output", default="", metavar="FOLDER", help="Which output folder (default: output/).")
@click.option("-D", "--drafts", is_flag=True, help="As for the build in question.")
@click.option("-F", "--future", is_flag=True, help="Likewise.")
@visible
@click.option("--as-of", metavar="TIME", help="Likewise.")
@click.option("--base-url", default="", metavar="URL", help="Likewise.")
@click.option("-v", "--verbose", is_flag=True, help="Say what each answer was worked out from.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def why(
    page: str,
    config: str,
    state: str,
    output: str,
    drafts: bool,
    future: bool,
    visibility: Literal["public", "internal"],
    as_of: str | None,
    base_url: str,
    verbose: bool,
    traceback: bool,
) -> None:
    """Say what a page was made of, or why it is not there.

    PAGE is an address (/blog/first/), a path below the output folder, or a source (content/posts/first.md). For a
    page it says why the next build would make it again.

    Example: sitegen why content/posts/first.md
    """
    from sitegen.engine.request import Request
    from sitegen.engine.why import Unknown
    from sitegen.engine.why import why as explain
    from sitegen.kinds import KINDS
    from sitegen.outputs import OUTPUTS

    settings = settings_in(config, state)
    root = settings.parent
    request = Request(
        root=root,
        output=Path(output) if output else root / FOLDERS[visibility],
        config=settings,
        as_of=clock(as_of),
        base_url=base_url,
        drafts=drafts,
        future=future,
        visibility=visibility,
        write=False,
    )
    try:
        found = explain(request, KINDS, OUTPUTS, page)
    except Unknown as unknown:
        from sitegen.cli.left_out import left_out

        reason = left_out(settings, request.as_of, page, unknown.diagnostics)
        click.echo(reason or str(unknown), err=not reason)
        sys.exit(0 if reason else 2)
    click.echo(f"{found.target.path}, made by the output {found.target.output}")
    click.echo(f"last made because: {found.reason}")
    click.echo("now: " + (f"the next build makes it again, because {found.now}" if found.now else "up to date"))
    if found.read:
        click.echo("it read:")
    for key in found.read:
        click.echo(f"  {key}")
    click.echo("it asked:")
    for answer in found.asked:
        click.echo(f"  {answer.question}")
        if verbose:
            for read in answer.reads:
                click.echo(f"    from {read}")
