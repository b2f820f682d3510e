"""The command line: the only place that prints, and the only one that knows all kinds and outputs."""

import sys
import traceback

import click

from sitegen import __version__
from sitegen.cli.build import build, check
from sitegen.cli.clean import clean
from sitegen.cli.due import due
from sitegen.cli.explain import explain
from sitegen.cli.importing import importing
from sitegen.cli.new import new
from sitegen.cli.serve import serve
from sitegen.cli.why import why

BUG = 3
"""The exit code of a fault of ours; 1 is the content's, 2 the usage's or the configuration's."""


@click.group(
    commands=[build, serve, check, new, importing, clean, why, due, explain],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="sitegen", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn a folder of Markdown into the website of a community."""


def main() -> None:
    """Run a command; what is not told as a diagnostic is a bug of ours, and says so."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; output is as it was", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        click.echo(f"sitegen: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - the last line of defence, and it hides nothing
        if "--traceback" in sys.argv:
            traceback.print_exception(bug)
        place = traceback.extract_tb(bug.__traceback__)[-1]
        name = place.filename.rpartition("sitegen/")[2]
        click.echo(f"sitegen: a bug of ours: {type(bug).__name__}: {bug} ({name}:{place.lineno})", err=True)
        click.echo("Nothing was published. Please report it with the output of --traceback.", err=True)
        sys.exit(BUG)
