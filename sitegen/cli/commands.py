"""All commands."""

import click

from sitegen import __version__
from sitegen.cli.addresses import addresses
from sitegen.cli.build import build, check
from sitegen.cli.clean import clean
from sitegen.cli.completion import completion
from sitegen.cli.due import due
from sitegen.cli.explain import explain
from sitegen.cli.export import export
from sitegen.cli.importing import importing
from sitegen.cli.init import init
from sitegen.cli.layouts import layouts
from sitegen.cli.listing import listing
from sitegen.cli.mv import mv
from sitegen.cli.new import new
from sitegen.cli.schema import schema
from sitegen.cli.serve import serve
from sitegen.cli.tags import tags
from sitegen.cli.tidy import tidy
from sitegen.cli.why import why


@click.group(
    commands=[
        init,
        build,
        serve,
        check,
        new,
        listing,
        mv,
        importing,
        addresses,
        export,
        clean,
        tags,
        tidy,
        layouts,
        schema,
        why,
        due,
        explain,
        completion,
    ],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="sitegen", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn a folder of Markdown into the website of a community."""
