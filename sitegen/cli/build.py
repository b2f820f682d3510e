"""`sitegen build` and `sitegen check`."""

import datetime as dt
import functools
import gc
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.profile import table
from sitegen.cli.telling import checked, exit_code, outcome, refused, report, summary

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.engine.cache.up_to_date import UpToDateCheck
    from sitegen.engine.cached_build import CachedBuild

Command = Callable[..., Any]

_OPTIONS = (
    click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration."),
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include what is dated in the future."),
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

YEARS = range(1000, 9001)
"""Those in which a clock may stand: what is counted from it, a horizon say, has to be in the calendar too."""


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
    profile: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
) -> None:
    """Build as asked, print the report, and exit with what it came to."""
    from sitegen.engine.cache.up_to_date import UpToDateCheck

    started = time.perf_counter()
    settings = settings_in(config)
    root = settings.parent
    folder = Path(output) if output else root / "output"
    now = clock(as_of)
    options: dict[str, Any] = {"base_url": base_url, "drafts": drafts, "future": future, "strict": strict}
    check = UpToDateCheck(root, folder, settings, options)
    last_outcome = check.outcome(now) if write and not (clean or verify) else None
    if last_outcome is not None:
        report(_problems_of(last_outcome), root, form, verbose=verbose)
        if not quiet and form != "json":
            seconds = time.perf_counter() - started
            click.echo(summary(last_outcome, folder, changed=0, seconds=seconds), err=True)
        if profile:
            click.echo("nothing to profile: no source, layout, setting or artifact has changed", err=True)
        return

    from sitegen.engine.cached_build import CachedBuild, cached_build, differences
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.engine.request import Request, Result
    from sitegen.kinds import KINDS
    from sitegen.model.inputs import PLACES
    from sitegen.outputs import OUTPUTS
    from sitegen.stages.publish import unwritable

    if write:
        check.look(PLACES)
    gc.disable()  # a build ends soon, keeps nearly all it makes, and would look through it again and again
    request = Request(
        root=root,
        output=folder,
        config=settings,
        as_of=now,
        jobs=jobs or os.cpu_count() or 1,
        write=write,
        **options,
    )
    unequal: list[str] = []
    try:
        with site_lock(root, needed=write):
            if write:
                check.invalidate()
            ended = cached_build(request, KINDS, OUTPUTS, clean=clean)
            if ended.result.published:
                with suppress(OSError):  # then the next build looks for itself
                    _save(check, ended, now)
            if verify and ended.result.config:
                unequal = list(differences(request, ended.result, KINDS, OUTPUTS))
    except SiteLocked as locked:
        ended = CachedBuild(result=Result(diagnostics=(locked.diagnostic,)))
    except OSError as error:
        ended = CachedBuild(result=Result(diagnostics=(unwritable(error),)))
    result = ended.result
    if ended.note and not quiet:
        click.echo(ended.note, err=True)
    report(result.diagnostics, root, form, verbose=verbose)
    if not quiet and form != "json":
        seconds = time.perf_counter() - started
        if result.failed:
            last = refused(result, folder, write=write)
        elif write:
            last = summary(outcome(result), folder, changed=len(result.changed), seconds=seconds)
        else:
            last = checked(result, seconds=seconds)
        click.echo(last, err=True)
        if verbose and result.published:
            for path in result.changed:
                click.echo(f"  {path}", err=True)
    if profile:
        click.echo(table(result.profile), err=True)
    if verify and result.config:
        click.echo(f"verify: {unequal[0]}" if unequal else "verify: equal to a clean build", err=True)
        if unequal:
            sys.exit(3)
    sys.exit(exit_code(result))


def settings_in(config: str) -> Path:
    """Return the configuration that is meant: the file, or the `site.yaml` of the folder."""
    place = Path(config)
    return place / "site.yaml" if place.is_dir() else place


def _save(check: "UpToDateCheck", ended: "CachedBuild", now: dt.datetime) -> None:
    """Save the state and the outcome of a good build, so that the next run knows when there is nothing to do."""
    import msgspec

    problems = msgspec.to_builtins(ended.result.diagnostics)
    found = outcome(ended.result) | {"diagnostics": problems}
    zone = ended.result.config.timezone if ended.result.config else ""
    check.save(found, now, zone, ended.result.next_change, ended.read, ended.written)


def _problems_of(found: Mapping[str, Any]) -> "Sequence[Diagnostic]":
    """Return the diagnostics in the outcome of a build that the check kept."""
    if not found["diagnostics"]:
        return ()
    import msgspec

    from sitegen.diagnostics import Diagnostic

    return msgspec.convert(found["diagnostics"], tuple[Diagnostic, ...])


def clock(as_of: str | None) -> dt.datetime:
    """Return the build's clock: as asked, else SOURCE_DATE_EPOCH, else now. Without a zone it is in the site's."""
    if as_of is not None:
        try:
            moment = dt.datetime.fromisoformat(as_of)
        except ValueError as error:
            message = f"{as_of!r} is not a time; write it like 2010-01-25 or 2010-01-25T09:00"
            raise click.BadParameter(message, param_hint="--as-of") from error
        if moment.year not in YEARS:
            message = f"the year has to be from {YEARS[0]} to {YEARS[-1]}"
            raise click.BadParameter(message, param_hint="--as-of")
        return moment
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise click.UsageError(f"SOURCE_DATE_EPOCH={epoch} is not a number of seconds") from error
    return dt.datetime.now(dt.UTC)


def zone_in(settings: Path) -> dt.tzinfo | None:
    """Return the zone of the site that has this configuration; None when it cannot be read."""
    from sitegen import config as site_config
    from sitegen.facets.schedule import zone_of

    config, _ = site_config.read(settings)
    return zone_of(config.timezone) if config else None
