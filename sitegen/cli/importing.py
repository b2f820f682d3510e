"""`sitegen import NAME FILE-OR-FOLDER...`, with one command for each importer."""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.run import settings_in
from sitegen.cli.telling import counted, report

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importers.importer import Importer
    from sitegen.importers.plan import Plan
    from sitegen.model.kind import Kind

STDIN = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://(.+)", re.IGNORECASE)


class _Importers(click.Group):
    """The commands of all importers, made when one is asked for, so that other commands import nothing of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the importers."""
        from sitegen.importers import IMPORTERS

        return [importer.name for importer in IMPORTERS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of an importer, None for a name that none has."""
        from sitegen.importers import IMPORTERS

        return next((_command(importer) for importer in IMPORTERS if importer.name == cmd_name), None)


@click.group("import", cls=_Importers)
def importing() -> None:
    """Make entries of what other programs keep."""


def _command(importer: "Importer") -> click.Command:
    """Return the command of an importer."""
    kind = _kind(importer)
    again = f"{importer.item} that was imported before is renewed in its place"
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="FILE-OR-FOLDER..."),
        click.Option(["-c", "--config"], default="site.yaml", metavar="FILE", help="The site's configuration."),
        click.Option(
            ["-o", "--output"],
            default="",
            metavar="FOLDER",
            help=f"Where new entries go (default: content/{kind.folder}).",
        ),
        click.Option(["-n", "--dry-run"], is_flag=True, help="Say what would be done, and write nothing."),
        click.Option(["--strict"], is_flag=True, help="Count warnings as errors."),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json", "github"]),
            default="text",
            help="The form of the report.",
        ),
        click.Option(["-v", "--verbose"], is_flag=True, help="Say more."),
        click.Option(["-q", "--quiet"], is_flag=True, help="Say nothing but problems."),
        click.Option(["--traceback"], is_flag=True, help="Show the traceback of a bug of ours."),
    ]
    if importer.private:
        parameters.insert(4, click.Option(["--private"], is_flag=True, help=importer.private))
    return click.Command(
        importer.name,
        params=parameters,
        callback=partial(_import, importer, kind),
        help=f"{importer.summary}\n\n{again[0].upper()}{again[1:]}, unless somebody has edited its entry since.",
    )


def _kind(importer: "Importer") -> "Kind":
    from sitegen.kinds import KINDS

    return next(kind for kind in KINDS if kind.name == importer.kind)


def _import(
    importer: "Importer",
    kind: "Kind",
    *,
    paths: tuple[str, ...],
    config: str,
    output: str,
    dry_run: bool,
    strict: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
    private: bool = False,
) -> None:
    """Import files, print the report, and exit with 1 for an error, 2 for a site without a configuration."""
    from sitegen.bounds import leads_out
    from sitegen.cli.site_reader import site_reader, stakeholders
    from sitegen.config import read
    from sitegen.diagnostics import Severity
    from sitegen.engine.final_diagnostics import settled
    from sitegen.importers.importer import Context
    from sitegen.importers.planning import left_as_edited, planned
    from sitegen.importers.writing import write
    from sitegen.kinds import KINDS

    settings = settings_in(config)
    root = settings.parent
    configured, problems = read(settings, kinds=[each.name for each in KINDS])
    if configured is None:
        report(problems, root, form, verbose=verbose)
        sys.exit(2)
    folder = _folder(root, kind, output)
    files, unreadable = _files(root, paths, importer)
    site = site_reader(root, configured, kind)
    if out := leads_out(root / "content" / folder, site.bounds):
        raise click.ClickException(out)
    context = Context(zone=configured.timezone, stakeholder=stakeholders(site), private=private)
    extract = importer.extract(files, context)
    plans, refused = planned(extract, importer, site, folder)
    if not dry_run:
        plans = [write(plan, root) for plan in plans]
    found = (*unreadable, *extract.diagnostics, *refused, *left_as_edited(plans, importer))
    problems = settled(found, configured, strict)
    report(problems, root, form, verbose=verbose)
    if not quiet and form != "json":
        for plan in plans:
            if plan.step in ("new", "updated", "removed") or verbose:
                click.echo(f"{plan.step} {(root / plan.path).as_posix()}")
        click.echo(_summary(problems, plans, dry_run=dry_run), err=True)
    sys.exit(int(any(each.severity is Severity.ERROR for each in problems)))


def _folder(root: Path, kind: "Kind", output: str) -> str:
    """Return the folder of new entries below content/. Entries of a kind lie below the folder of that kind."""
    content = (root / "content").resolve()
    own = content / kind.folder
    chosen = Path(output).resolve() if output else own
    if not chosen.is_relative_to(own):
        shown = root / "content" / kind.folder
        raise click.BadParameter(f"{output} is not below {shown}", param_hint="--output")
    below = chosen.relative_to(content).as_posix()
    return "" if below == "." else below


def _files(root: Path, paths: Iterable[str], importer: "Importer") -> tuple[dict[str, bytes], list["Diagnostic"]]:
    """Return the bytes of the files to import, by the paths that the report shows, and what cannot be read."""
    from sitegen.diagnostics import Span, diagnose
    from sitegen.disk import read, walk

    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in paths:
        if path == STDIN:
            files["standard input"] = sys.stdin.buffer.read()
            continue
        if address := _ADDRESS.fullmatch(path):
            command = f"curl -L 'https://{address[1]}' | sitegen import {importer.name} -"
            raise click.BadParameter(f"an address is not fetched; write: {command}", param_hint="FILE-OR-FOLDER")
        place = Path(path)
        if not place.exists():
            raise click.BadParameter(f"there is no {path}", param_hint="FILE-OR-FOLDER")
        inside = [place]
        if place.is_dir():
            inside = [
                Path(each.path) for name, each in walk(place.resolve()) if name.lower().endswith(importer.suffixes)
            ]
            if not inside:
                suffixes = " or ".join(importer.suffixes)
                raise click.BadParameter(f"there is no {suffixes} file below {path}", param_hint="FILE-OR-FOLDER")
        for each in inside:
            shown = _shown(each, root)
            try:
                piped = each == place  # a person may name a pipe; in a folder, it would be waited for without end
                files[shown] = each.read_bytes() if piped else read(each)
            except OSError as error:
                message = f"cannot read this file: {error.strerror}"
                found.append(diagnose("unreadable-file", Span(path=shown), message))
    return files, found


def _shown(place: Path, root: Path) -> str:
    """Return the path of a file in the report: from the site's folder for a file below it, else the whole path."""
    if place.resolve().is_relative_to(root.resolve()):
        return place.resolve().relative_to(root.resolve()).as_posix()
    return place.resolve().as_posix()


def _summary(problems: "Sequence[Diagnostic]", plans: "list[Plan]", *, dry_run: bool) -> str:
    """Return the last line of an import: how many problems there are, and how many entries of each step."""
    steps = [plan.step for plan in plans]
    done = ", ".join(f"{steps.count(step)} {step}" for step in ("new", "updated", "unchanged"))
    removed = f", {steps.count('removed')} removed" if "removed" in steps else ""
    edited = steps.count("kept") + steps.count("exposed")
    left = f", {edited} left as edited" if edited else ""
    return f"{counted(problems)}{done}{removed}{left}.{' Nothing was written: a dry run.' if dry_run else ''}"
