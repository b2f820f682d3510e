"""The command line: the only place that prints, and the only one that knows all kinds and outputs.

A build begins without the library that reads the arguments of commands, and one with nothing to do ends before
anything else is imported.
"""

import gc
import os
import sys

from sitegen.cli.arguments import build_arguments
from sitegen.cli.nothing_to_do import say_again
from sitegen.cli.telling import echo

BUG = 3
"""The exit code of a fault of ours; 1 is the content's, 2 the usage's or the configuration's."""


def main() -> None:
    """Run a command; what is not told as a diagnostic is a bug of ours, and says so."""
    try:
        _run()
    except KeyboardInterrupt:
        echo("\ninterrupted; output is as it was", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        echo(f"sitegen: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - the last line of defence, and it hides nothing
        import traceback

        if "--traceback" in sys.argv:
            traceback.print_exception(bug)
        place = traceback.extract_tb(bug.__traceback__)[-1]
        name = place.filename.rpartition("sitegen/")[2]
        echo(f"sitegen: a bug of ours: {type(bug).__name__}: {bug} ({name}:{place.lineno})", err=True)
        echo("Nothing was published. Please report it with the output of --traceback.", err=True)
        sys.exit(BUG)


def _run() -> None:
    asked = build_arguments(sys.argv[1:])
    if asked is None:
        _run_with_click()
        return
    gc.disable()  # a build ends soon, keeps nearly all it makes, and would look through it again and again
    if not say_again(asked):
        from sitegen.cli.run import run

        run(write=True, **asked)


def _run_with_click() -> None:
    import click

    from sitegen.cli.commands import commands
    from sitegen.cli.completion import VARIABLE

    if os.environ.get(VARIABLE, "").startswith("powershell"):
        from sitegen.cli.powershell import register

        register()
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        echo("interrupted; output is as it was", err=True)
        sys.exit(130)
