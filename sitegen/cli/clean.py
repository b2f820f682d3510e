"""`sitegen clean`."""

from pathlib import Path

import click

from sitegen.cli.run import settings_in


@click.command()
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("-o", "--output", default="", metavar="FOLDER", help="Which output folder (default: output/).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def clean(config: str, state: str, output: str, traceback: bool) -> None:
    """Remove the files sitegen wrote, and only those.

    Example: sitegen clean -o public
    """
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.stages.publish import clean as remove
    from sitegen.stages.publish import unwritable

    root = settings_in(config, state).parent
    folder = Path(output) if output else root / "output"
    try:
        with site_lock(root):
            gone = remove(root, folder)
    except SiteLocked as locked:
        raise click.ClickException(str(locked)) from locked
    except OSError as error:
        told = unwritable(root, error)
        raise click.ClickException(f"{told.message} ({told.span.path}); {told.fix}") from error
    click.echo(f"removed {gone} files from {folder}/", err=True)
