"""`sitegen build` and `sitegen check`."""

import functools
from collections.abc import Callable
from typing import Any

import click

from sitegen.cli.arguments import FOLDERS
from sitegen.cli.run import run

Command = Callable[..., Any]

visible = click.option(
    "--visibility",
    type=click.Choice([*FOLDERS]),
    default="public",
    help="For whom: internal shows colleagues what is private.",
)
"""The option of every command that builds."""
_OPTIONS = (
    click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration."),
    click.option("--state", default="", metavar="FOLDER", help="Where to keep records (default: .sitegen/)."),
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include what is dated in the future."),
    visible,
    click.option("--as-of", metavar="TIME", help="The build's clock: 2010-01-25T09:00 (default: now)."),
    click.option("--base-url", default="", metavar="URL", help="Where this build will be served."),
    click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: one a core)."),
    click.option("--profile", is_flag=True, help="Say where the time went."),
    click.option("--strict", is_flag=True, help="Count warnings as errors."),
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        help="The form of the report.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say more."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
    click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours."),
)


def options(command: Command) -> Command:
    """Give a command the options that every build takes."""
    return functools.reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


@click.command()
@click.option(
    "-o", "--output", default="", metavar="FOLDER", help="Where to write (default: output/, or output-internal/)."
)
@click.option("--portable", is_flag=True, help="Make links that work from a disk, into output-portable/.")
@click.option("--clean", is_flag=True, help="Build from nothing, without what the last build stored.")
@click.option("--verify", is_flag=True, help="Build from nothing too, and fail when the two differ.")
@options
def build(**given: Any) -> None:
    """Build the site into output/.

    Example: sitegen build --strict --base-url https://example.org/hub/
    """
    run(write=True, **given)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True), metavar="[FILE]...")
@click.option("--fix", is_flag=True, help="Paste the cures that can be pasted, and show the changes.")
@click.option("--health", is_flag=True, help="Report what needs looking after, too.")
@options
def check(**given: Any) -> None:
    """Report every problem of the site, or of the named files.

    Only --fix writes anything.

    Example: sitegen check --fix content/posts/first.md
    """
    run(write=False, output="", portable=False, clean=False, verify=False, **given)
