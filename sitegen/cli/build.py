"""`sitegen build` and `sitegen check`."""

import datetime as dt
import functools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sitegen.engine.build import Result

Command = Callable[..., Any]

_OPTIONS = (
    click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration."),
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include what is dated in the future."),
    click.option("--as-of", metavar="TIME", help="The build's clock: 2010-01-25T09:00 (default: now)."),
    click.option("--base-url", default="", metavar="URL", help="Where this build will be served."),
    click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: one a core)."),
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
@click.option("-o", "--output", default="", metavar="FOLDER", help="Where to write (default: output/).")
@click.option("--clean", is_flag=True, help="Build from nothing, without what the last build stored.")
@click.option("--verify", is_flag=True, help="Build from nothing too, and fail when the two differ.")
@options
def build(**given: Any) -> None:
    """Build the site into output/."""
    run(write=True, **given)


@click.command()
@options
def check(**given: Any) -> None:
    """Report every problem of the site without writing anything."""
    run(write=False, output="", clean=False, verify=False, **given)


def run(
    *,
    write: bool,
    config: str,
    output: str,
    clean: bool,
    verify: bool,
    drafts: bool,
    future: bool,
    as_of: str | None,
    base_url: str,
    jobs: int | None,
    strict: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
) -> None:
    """Build as asked, print the report, and exit with what it came to."""
    from sitegen.engine.build import Request, Result
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.engine.stored import StoredBuild, differences, stored_build
    from sitegen.kinds import KINDS
    from sitegen.outputs import OUTPUTS
    from sitegen.stages.publish import unwritable

    started = time.perf_counter()
    settings = Path(config) / "site.yaml" if Path(config).is_dir() else Path(config)
    root = settings.parent
    request = Request(
        root=root,
        output=Path(output) if output else root / "output",
        config=settings,
        as_of=clock(as_of),
        base_url=base_url,
        drafts=drafts,
        future=future,
        strict=strict,
        jobs=jobs or os.cpu_count() or 1,
        write=write,
    )
    try:
        with site_lock(root, needed=write):
            ended = stored_build(request, KINDS, OUTPUTS, clean=clean)
    except SiteLocked as locked:
        ended = StoredBuild(result=Result(diagnostics=(locked.diagnostic,)))
    except OSError as error:
        ended = StoredBuild(result=Result(diagnostics=(unwritable(error),)))
    result = ended.result
    if ended.note and not quiet:
        click.echo(ended.note, err=True)
    report(result, root, form, verbose=verbose)
    if not quiet and form != "json":
        click.echo(summary(result, request.output, write=write, seconds=time.perf_counter() - started), err=True)
        if verbose and result.published:
            for path in result.changed:
                click.echo(f"  {path}", err=True)
    if verify and result.published:
        found = list(differences(request, result, KINDS, OUTPUTS))
        click.echo(f"verify: {found[0]}" if found else "verify: equal to a clean build", err=True)
        sys.exit(3 if found else 0)
    sys.exit(exit_code(result))


def exit_code(result: "Result") -> int:
    """Return 0 for a good build, 2 when the site's configuration is at fault, 1 for anything else."""
    if not result.failed:
        return 0
    elsewhere = result.diagnostics[0].code in ("build-locked", "output-place")
    return 2 if result.config is None and not elsewhere else 1


def clock(as_of: str | None) -> dt.datetime:
    """Return the build's clock: as asked, else SOURCE_DATE_EPOCH, else now. Without a zone it is in the site's."""
    if as_of:
        try:
            return dt.datetime.fromisoformat(as_of)
        except ValueError as error:
            message = f"{as_of!r} is not a time; write it like 2010-01-25 or 2010-01-25T09:00"
            raise click.BadParameter(message, param_hint="--as-of") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise click.UsageError(f"SOURCE_DATE_EPOCH={epoch} is not a number of seconds") from error
    return dt.datetime.now(dt.UTC)


def report(result: "Result", root: Path, form: str, *, verbose: bool) -> None:
    """Print the diagnostics in the form asked for: text to standard error, the others to standard output."""
    from sitegen.diagnostics import report as forms

    if form == "json":
        click.echo(forms.as_json(result.diagnostics))
    elif form == "github":
        click.echo(forms.github(result.diagnostics), nl=False)
    elif result.diagnostics:

        def read(path: str) -> str | None:
            try:
                return (root / path).read_text(encoding="utf-8", errors="replace")
            except OSError:
                return None

        colour = colourful()
        click.echo(forms.text(result.diagnostics, read, colour=colour, every=verbose), err=True, color=colour)


def colourful() -> bool:
    """Whether to colour the report: as NO_COLOR and FORCE_COLOR say, else when somebody is looking."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stderr.isatty()


def summary(result: "Result", output: Path, *, write: bool, seconds: float) -> str:
    """Return the last line: what was built, how long it took, and how to look at it."""
    from sitegen.diagnostics import Severity

    errors = sum(found.severity is Severity.ERROR for found in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    files = len({found.span.path for found in result.diagnostics})
    problems = ", ".join(
        f"{count} {noun}{'s' if count != 1 else ''}"
        for count, noun in ((errors, "error"), (warnings, "warning"))
        if count
    )
    counted = f"{problems} in {files} {'file' if files == 1 else 'files'}; " if problems else ""
    if errors:
        kept = f" {output}/ is as it was." if write and output.exists() else ""
        return f"{counted}nothing was written.{kept}" if write else counted.rstrip("; ") + "."
    entries = f"{result.entries} {'entry' if result.entries == 1 else 'entries'}"
    if not write:
        return " ".join([f"{counted}{entries} checked in {seconds:.2f} s.", *waiting(result)])
    built = (
        f"{counted}built {entries} into {result.files} files in {seconds:.2f} s ({len(result.changed)} changed)."
    )
    look = f"Look at it: python3 -m http.server -d {output} 8000, then open http://localhost:8000/"
    return "\n".join([" ".join([built, *waiting(result)]), look])


def waiting(result: "Result") -> list[str]:
    """Return a sentence for each thing that time or its author will change."""
    said = []
    if result.drafts:
        said.append(f"Left out: {result.drafts} {'draft' if result.drafts == 1 else 'drafts'} (-D shows them).")
    if result.scheduled and result.next_due:
        said.append(f"Scheduled: {result.scheduled}, the next for {result.next_due:%Y-%m-%d %H:%M}.")
    if result.next_change:
        said.append(f"By the clock the next page changes on {result.next_change:%Y-%m-%d at %H:%M}.")
    return said
