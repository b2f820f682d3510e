"""A build or a check, from the arguments of the command line to what it says and its exit code."""

import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.cli.arguments import folder_of
from sitegen.cli.clock import clock
from sitegen.cli.profile import table
from sitegen.cli.telling import (
    checked,
    echo,
    exit_code,
    newly_registered,
    outcome,
    refused,
    report,
    summary,
    without_remarks,
)
from sitegen.disk import keep_state_in, read

SETTINGS = "site.yaml"
"""The configuration of a site, unless --config names another."""

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.engine.cache.up_to_date import UpToDateCheck
    from sitegen.engine.cached_build import CachedBuild


def run(
    *,
    write: bool,
    config: str,
    state: str,
    output: str,
    clean: bool,
    verify: bool,
    drafts: bool,
    future: bool,
    as_of: str | None,
    visibility: str,
    portable: bool,
    base_url: str,
    jobs: int | None,
    strict: bool,
    profile: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
    fix: bool = False,
    health: bool = False,
    files: Sequence[str] = (),
) -> None:
    """Build as asked, print the report, and exit with what it came to; of a check it may be about some `files`."""
    from sitegen.engine.cache.up_to_date import UpToDateCheck

    started = time.perf_counter()
    settings = settings_in(config, state)
    root = settings.parent
    folder = Path(output) if output else root / folder_of(visibility, portable=portable)
    now = clock(as_of)
    asked = {"base_url": base_url, "drafts": drafts, "future": future, "strict": strict}
    options: dict[str, Any] = asked | {"visibility": visibility, "portable": portable}
    check = UpToDateCheck(root, folder, settings, options)
    gc.disable()
    last_outcome = check.outcome(now) if write and not clean else None
    if last_outcome is not None and not verify:
        report(_problems_of(last_outcome), root, form, verbose=verbose)
        if not quiet and form != "json":
            seconds = time.perf_counter() - started
            echo(summary(last_outcome, folder, changed=0, seconds=seconds), err=True)
        if profile:
            echo("nothing to profile: no source, layout, setting or artifact has changed", err=True)
        return

    from sitegen.cli.named_files import narrowed, only
    from sitegen.engine.cached_build import CachedBuild, cached_build, differences, rebuilt_texts
    from sitegen.engine.history import places_of_history
    from sitegen.engine.lock import SiteLocked, site_lock
    from sitegen.engine.request import Request, Result
    from sitegen.kinds import KINDS
    from sitegen.model.inputs import PLACES
    from sitegen.outputs import OUTPUTS
    from sitegen.stages.publish import unwritable

    request = Request(
        root=root,
        output=folder,
        config=settings,
        as_of=now,
        jobs=jobs or os.cpu_count() or 1,
        write=write,
        health=health,
        **options,
    )
    meant = only(root, files)
    unequal: list[str] = []
    fixed: list[str] = []
    try:
        with site_lock(root, needed=write):
            rebuilt = rebuilt_texts(request, KINDS, OUTPUTS, check)
            if rebuilt is not None:
                ended = rebuilt
            else:
                if write:
                    check.look((*PLACES, *places_of_history(root, settings)))
                    check.invalidate()
                ended = cached_build(request, KINDS, OUTPUTS, clean=clean)
                if fix:
                    from sitegen.cli.fixing import paste_all

                    again = partial(cached_build, request, KINDS, OUTPUTS)
                    ended, fixed = paste_all(root, ended, meant, again)
                if ended.result.published and not ended.result.unsettled:
                    with suppress(OSError):  # then the next build looks for itself
                        _save(check, ended, now)
            if verify and ended.result.config:
                unequal = list(differences(request, ended.result, KINDS, OUTPUTS))
    except SiteLocked as locked:
        ended = CachedBuild(result=Result(diagnostics=(locked.diagnostic,)))
    except OSError as error:
        ended = CachedBuild(result=Result(diagnostics=(unwritable(root, error),)))
    result, others = narrowed(ended.result, meant)
    if ended.note and not quiet:
        echo(ended.note, err=True)
    if (result.registered or result.reordered) and not quiet:
        echo(newly_registered(result), err=True)
    if not quiet and form != "json":
        for line in fixed:
            echo(line, err=True)
    if health:
        from sitegen.cli.health import report_with_health

        report_with_health(result, root, form, verbose=verbose)
    else:
        report(result.diagnostics, root, form, verbose=verbose)
    if not quiet and form != "json":
        seconds = time.perf_counter() - started
        if result.failed:
            last = refused(result, folder, write=write)
        elif write:
            last = summary(
                ended.outcome or outcome(result),
                folder,
                changed=len(result.changed),
                seconds=seconds,
                indexing=result.profile.stages.get("search index", 0.0),
            )
        else:
            last = checked(result, seconds=seconds)
        echo(last, err=True)
        if others:
            echo(f"Other files have {others} {'problem' if others == 1 else 'problems'}.", err=True)
        if verbose and result.remarks:
            echo(without_remarks(result), err=True)
        if verbose and result.published:
            for path in result.changed:
                echo(f"  {path}", err=True)
    if profile:
        echo(table(result.profile), err=True)
    if verify and result.config:
        echo(f"verify: {unequal[0]}" if unequal else "verify: equal to a clean build", err=True)
        if unequal:
            sys.exit(3)
    sys.exit(exit_code(result))


def settings_in(config: str, state: str = "") -> Path:
    """Return the configuration that is meant: the file, or the `site.yaml` of the folder or of one above it.

    From then on the records of this site are kept in the folder `state`, else in that which site.yaml names.
    """
    place = Path(config)
    settings = place / SETTINGS if place.is_dir() else _nearest() if config == SETTINGS else place
    keep_state_in(state or _state_in(settings), settings.parent)
    return settings


def _nearest() -> Path:
    """Return the `site.yaml` of this folder, or of the nearest above it within the same git repository."""
    here = Path(SETTINGS)
    for folder in ("", *(f"{'../' * up}" for up in range(1, len(Path.cwd().parts)))):
        if (found := Path(folder, SETTINGS)).is_file():
            return found
        if Path(folder, ".git").exists():
            break
    return here


def _state_in(settings: Path) -> str:
    """Return the folder that site.yaml names for the records of the site, "" for none; most have no such word."""
    with suppress(OSError):
        if b"state" in read(settings):
            from sitegen import config as site_config

            config, _ = site_config.read(settings)
            return str(settings.parent / config.state) if config and config.state else ""
    return ""


def _save(check: "UpToDateCheck", ended: "CachedBuild", now: dt.datetime) -> None:
    """Save the state and the outcome of a good build, so that the next run knows when there is nothing to do."""
    import msgspec

    problems = msgspec.to_builtins(ended.result.diagnostics)
    found = outcome(ended.result) | {"diagnostics": problems}
    zone = ended.result.config.timezone if ended.result.config else ""
    check.save(found, now, zone, ended.result.next_change, ended.read, ended.written, ended.stamps)


def _problems_of(found: Mapping[str, Any]) -> "Sequence[Diagnostic]":
    """Return the diagnostics in the outcome of a build that the check kept."""
    if not found["diagnostics"]:
        return ()
    import msgspec

    from sitegen.diagnostics import Diagnostic

    return msgspec.convert(found["diagnostics"], tuple[Diagnostic, ...])


def zone_in(settings: Path) -> dt.tzinfo | None:
    """Return the zone of the site that has this configuration; None when it cannot be read."""
    from sitegen import config as site_config
    from sitegen.facets.schedule import zone_of

    config, _ = site_config.read(settings)
    return zone_of(config.timezone) if config else None
