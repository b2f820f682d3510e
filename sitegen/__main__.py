"""`python -m sitegen` and the `sitegen` command."""

import os
import sys

from sitegen.cli import main

TYPE_CHECKING = False  # of `typing`, which a build with nothing to do has no time to import
if TYPE_CHECKING:
    from typing import NoReturn


def program() -> "NoReturn":
    """Run a command and leave at once: taking a large site apart, object by object, takes longer than an edit."""
    code: object = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1  # nobody reads any more, or the disk is full
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    program()
