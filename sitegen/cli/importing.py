"""`sitegen import ics FILE-OR-FOLDER`."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.build import settings_in
from sitegen.cli.telling import counted, report

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importers.folder import Plan

STDIN = "-"


@click.group("import")
def importing() -> None:
    """Make entries of what other programs keep."""


@importing.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE-OR-FOLDER...")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option(
    "-o", "--output", default="", metavar="FOLDER", help="Where new entries go (default: content/events)."
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--private", is_flag=True, help="Take events that the calendar calls private too.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="The form of the report.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def ics(
    paths: tuple[str, ...],
    config: str,
    output: str,
    dry_run: bool,
    private: bool,
    strict: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
) -> None:
    """Make entries of the events of calendar files (.ics).

    An event that was imported before is renewed in its place, unless somebody has edited its entry since.
    """
    from sitegen.cli.intake import Organisers, planned
    from sitegen.config import read
    from sitegen.diagnostics import Severity
    from sitegen.engine.final_diagnostics import settled
    from sitegen.importers.ics import drafts
    from sitegen.kinds import KINDS

    settings = settings_in(config)
    root = settings.parent
    site, problems = read(settings, kinds=[kind.name for kind in KINDS])
    if site is None:
        report(problems, root, form, verbose=verbose)
        sys.exit(2)
    below = _below(root, output)
    files, found = _files(root, paths)
    organisers = Organisers(root / "content" / "stakeholders")
    events, withheld, said = drafts(files, site.timezone, organisers, private=private)
    plans, refused = planned(events, withheld, root, site, below)
    events_folder = root / "content" / "events"
    if not dry_run:
        plans = [_written(events_folder / plan.name, plan) for plan in plans]
    problems = settled((*found, *said, *refused, *_kept(plans)), site, strict)
    report(problems, root, form, verbose=verbose)
    if not quiet and form != "json":
        for plan in plans:
            if plan.step in ("new", "updated", "removed") or verbose:
                click.echo(f"{plan.step} {(events_folder / plan.name).as_posix()}")
        click.echo(_summary(problems, plans, dry_run=dry_run), err=True)
    sys.exit(int(any(each.severity is Severity.ERROR for each in problems)))


def _below(root: Path, output: str) -> str:
    """Return the folder for new entries as a path below content/events/: there, entries are events."""
    events = (root / "content" / "events").resolve()
    chosen = Path(output).resolve() if output else events
    if not chosen.is_relative_to(events):
        raise click.BadParameter(f"{output} is not below {root / 'content' / 'events'}", param_hint="--output")
    below = chosen.relative_to(events).as_posix()
    return "" if below == "." else below


def _files(root: Path, paths: Iterable[str]) -> tuple[dict[str, bytes], list["Diagnostic"]]:
    """Read the calendars that are meant, by the names that problems are told under."""
    from sitegen.diagnostics import Span, problem
    from sitegen.disk import read, walk

    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in paths:
        if path == STDIN:
            files["standard input"] = sys.stdin.buffer.read()
            continue
        if address := re.fullmatch(r"(?:https?|webcal)://(.+)", path, re.IGNORECASE):
            told = f"curl -L 'https://{address[1]}' | sitegen import ics -"
            raise click.BadParameter(f"an address is not fetched; write: {told}", param_hint="FILE-OR-FOLDER")
        place = Path(path)
        if not place.exists():
            raise click.BadParameter(f"there is no {path}", param_hint="FILE-OR-FOLDER")
        inside = [place]
        if place.is_dir():
            inside = [Path(each.path) for name, each in walk(place) if name.lower().endswith(".ics")]
            if not inside:
                raise click.BadParameter(f"there is no .ics file below {path}", param_hint="FILE-OR-FOLDER")
        for each in inside:
            named = _named(each, root)
            try:
                piped = each == place  # a person may name a pipe; in a folder, it would be waited for without end
                files[named] = each.read_bytes() if piped else read(each)
            except OSError as error:
                found.append(
                    problem("unreadable-file", Span(path=named), f"cannot read this file: {error.strerror}")
                )
    return files, found


def _named(place: Path, root: Path) -> str:
    """Return what a file is called in the report: by its way from the site where it lies within it."""
    if place.resolve().is_relative_to(root.resolve()):
        return place.resolve().relative_to(root.resolve()).as_posix()
    return place.resolve().as_posix()


def _kept(plans: Iterable["Plan"]) -> Iterator["Diagnostic"]:
    """Say of each entry that a person has edited what the calendar has otherwise now, and what must not stay."""
    from sitegen.diagnostics import Span, problem

    for plan in plans:
        span = Span(path=plan.draft.path, line=plan.draft.line)
        if plan.step == "exposed":
            what, cure = "an event", "delete the file"
            if plan.differs:
                what, cure = " and ".join(plan.differs), "leave nothing but times in these overrides"
            message = f"content/events/{plan.name} tells of {what}, private in its calendar"
            cure = f"{cure}, or hide it with `draft: true`; --private takes what is private on purpose"
            note = "It was edited by hand, so it was not removed."
            yield problem("calendar-refused", span, message, fix=cure, note=note)
        elif plan.broken:
            message = f"the front matter of content/events/{plan.name} cannot be read, so it stays as it is"
            fix = "correct it, as `sitegen check` says, and import again"
            yield problem("calendar-edited", span, message, fix=fix)
        elif plan.step == "kept":
            message = f"content/events/{plan.name} was edited by hand and stays as it is"
            note = "\n".join(("the calendar now says:", *plan.differs)) if plan.differs else ""
            yield problem("calendar-edited", span, message, note=note)


def _written(place: Path, plan: "Plan") -> "Plan":
    """Write one entry as planned; what has come or was edited since that was decided stays."""
    import msgspec

    from sitegen.fields.frontmatter import decode

    if plan.step == "new":
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(plan.text)
    elif plan.step == "updated":
        if decode(place.read_bytes(), plan.name)[0] != plan.before:
            return msgspec.structs.replace(plan, step="kept")
        staged = place.with_name(f".{place.name}.new")
        staged.write_text(plan.text, encoding="utf-8", newline="\n")
        staged.replace(place)
    elif plan.step == "removed":
        if decode(place.read_bytes(), plan.name)[0] != plan.before:
            return msgspec.structs.replace(plan, step="exposed")
        place.unlink()
    return plan


def _summary(found: "Sequence[Diagnostic]", plans: "list[Plan]", *, dry_run: bool) -> str:
    steps = [plan.step for plan in plans]
    did = ", ".join(f"{steps.count(step)} {step}" for step in ("new", "updated", "unchanged"))
    gone = f", {steps.count('removed')} removed" if "removed" in steps else ""
    mine = steps.count("kept") + steps.count("exposed")
    kept = f", {mine} left as edited" if mine else ""
    return f"{counted(found)}{did}{gone}{kept}.{' Nothing was written: a dry run.' if dry_run else ''}"
