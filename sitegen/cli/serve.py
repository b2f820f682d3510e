"""`sitegen serve`."""

import functools
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sitegen.cli.build import visible
from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in
from sitegen.cli.telling import report
from sitegen.disk import state_folder

if TYPE_CHECKING:
    from sitegen.engine.request import Result


@click.command()
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("-D", "--drafts", is_flag=True, help="Include drafts.")
@click.option("-F", "--future", is_flag=True, help="Include what is dated in the future.")
@visible
@click.option("--as-of", metavar="TIME", help="A clock that stands still: 2010-01-25T09:00 (default: now).")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="N",
    help="The port, or the next free one when it is taken (default: 8000).",
)
@click.option("--host", default="127.0.0.1", metavar="NAME", help="The interface (default: 127.0.0.1).")
@click.option("--poll", is_flag=True, help="Look for edits every second, for folders that report none.")
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def serve(
    config: str,
    state: str,
    drafts: bool,
    future: bool,
    visibility: Literal["public", "internal"],
    as_of: str | None,
    port: int,
    host: str,
    poll: bool,
    browse: bool,
    verbose: bool,
    quiet: bool,
    traceback: bool,
) -> None:
    """Show the site in a browser while you write.

    Every edit is built and appears by itself.

    Example: sitegen serve --open -D
    """
    from sitegen import config as site_config
    from sitegen.devserver.hosts import in_the_network, in_url, is_loopback, listen
    from sitegen.devserver.lookout import Lookout
    from sitegen.devserver.preview import Preview
    from sitegen.devserver.server import serve as keep_serving
    from sitegen.devserver.watcher import Changes, Watcher
    from sitegen.engine.cache.files import CacheFiles
    from sitegen.engine.request import Request
    from sitegen.kinds import KINDS
    from sitegen.outputs import OUTPUTS

    settings = settings_in(config, state)
    root = settings.parent
    if not settings.is_file():
        report(site_config.read(settings)[1], root, "text", verbose=verbose)
        sys.exit(2)
    try:
        listening = listen(host, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}, port {port}: {error.strerror}") from error
    found: int = listening.getsockname()[1]
    if found != port:
        click.echo(f"port {port} is taken, so this is {found}", err=True)
    if not is_loopback(host):
        click.echo(f"warning: everyone who can reach {host} can read this preview", err=True)

    name = str(found) if visibility == "public" else f"{found}-{visibility}"
    folder = Path(state_folder(root), "preview", name)
    request = Request(
        root=root,
        output=folder,
        config=settings,
        as_of=clock(as_of),
        drafts=drafts,
        future=future,
        visibility=visibility,
        gate="preview",
        jobs=os.cpu_count() or 1,
    )
    preview = Preview(
        request,
        KINDS,
        OUTPUTS,
        CacheFiles(root, KINDS).load(folder),
        clock=None if as_of or os.environ.get("SOURCE_DATE_EPOCH") else functools.partial(clock, None),
        told=Telling(root, verbose=verbose, quiet=quiet),
    )
    changes = Changes()
    watcher = Watcher(root, settings.name, changes, poll=poll)

    def ready() -> None:
        address = f"http://{in_url(host)}:{found}{preview.shown.base or '/'}"
        if watcher.polling and not poll:
            click.echo(
                "the system has no more file watches to give, so edits are looked for every second", err=True
            )
        if not quiet:
            click.echo(f"serving {address} (Ctrl+C stops it)", err=True)
            if other := in_the_network(host):
                other = f"http://{other}:{found}{preview.shown.base or '/'}"
                click.echo(f"on a phone or another computer of this network: {other}", err=True)
        if browse:
            import webbrowser

            webbrowser.open(address)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        keep_serving(preview, listening, host, watcher, changes, Lookout(root, settings), ready)
    except KeyboardInterrupt:
        sys.exit(130)


class Telling:
    """Says what each build came to: a line for what it changed, and problems when they are others than before."""

    def __init__(self, root: Path, *, verbose: bool, quiet: bool) -> None:
        self.root = root
        self.verbose = verbose
        self.quiet = quiet
        self.last: Result | None = None

    def __call__(self, result: "Result", seconds: float) -> None:
        """Tell of one build."""
        first, known = self.last is None, self.last.diagnostics if self.last else ()
        self.last = result
        if result.diagnostics != known:
            report(result.diagnostics, self.root, "text", verbose=self.verbose)
        if self.quiet or not (first or result.changed or result.diagnostics != known):
            return
        click.echo(told(result, seconds, first=first, cured=bool(known)), err=True)
        if self.verbose and not first:
            for path in result.changed:
                click.echo(f"  {path}", err=True)


def told(result: "Result", seconds: float, *, first: bool, cured: bool) -> str:
    """Return the line about one build; `cured` says that the build before it had problems."""
    count = result.files if first else len(result.changed)
    did = f"{'built' if first else 'rebuilt'} {count} {'file' if count == 1 else 'files'} in {seconds:.2f} s"
    levels = Counter(found.severity.value for found in result.diagnostics)
    problems = [f"{many} {name}{'s' if many != 1 else ''}" for name, many in sorted(levels.items())]
    return "; ".join([did, ", ".join(problems) or ("no problems any more" if cured else "")]).rstrip("; ")
