"""`sitegen import NAME FILE-OR-FOLDER...`, with one command for each importer."""

import posixpath
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.clock import moment
from sitegen.cli.import_sources import files_of, folder_of, shown
from sitegen.cli.run import settings_in
from sitegen.cli.telling import counted, report

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importers.copies import CopyPlan
    from sitegen.importers.importer import Importer
    from sitegen.importers.plan import Plan
    from sitegen.importers.site_reader import SiteReader
    from sitegen.model.config import Config
    from sitegen.model.kind import Kind

CHANGES = ("new", "updated", "removed")
"""Steps of a plan that change a file."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; for one that nothing has, say which is near."""
        from sitegen.diagnostics.spelling import did_you_mean

        typed, names = args[0], self.list_commands(ctx)
        if typed.startswith("-") or typed in names:
            return super().resolve_command(ctx, args)
        near = next((name for name in names if typed.lower() == name), "") or did_you_mean(typed, names)
        hint = f"Did you mean {near}?" if near else f"There are {', '.join(names)}."
        raise click.UsageError(f"There is no importer {typed}. {hint}", ctx)


@click.group("import", cls=_Importers)
def importing() -> None:
    """Make entries of what other programs keep.

    Example: sitegen import jekyll ../old-site
    """


def _command(importer: "Importer") -> click.Command:
    """Return the command of an importer."""
    kind = _kind(importer)
    example = f"calendar{importer.suffixes[0]}" if importer.suffixes else f"../old-{importer.name}"
    again = f"{importer.item} that was imported before is renewed in its place"
    metavar = "FILE-OR-FOLDER..." if importer.suffixes else "FOLDER"
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1 if importer.suffixes else 1, required=True, metavar=metavar),
        click.Option(["-c", "--config"], default="site.yaml", metavar="FILE", help="The site's configuration."),
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
    if kind:
        where = f"Where new entries go (default: content/{kind.folder})."
        parameters.insert(2, click.Option(["-o", "--output"], default="", metavar="FOLDER", help=where))
    if importer.private:
        parameters.insert(4, click.Option(["--private"], is_flag=True, help=importer.private))
    for choice in importer.choices:
        helped = f"{choice.help} (default: {choice.values[0]})"
        values = click.Choice(choice.values)
        option = click.Option([f"--{choice.name}"], type=values, default=choice.values[0], help=helped)
        parameters.insert(2, option)
    return click.Command(
        importer.name,
        params=parameters,
        callback=partial(_import, importer, kind),
        help=(
            f"{importer.summary}\n\n{again[0].upper()}{again[1:]}, unless somebody has edited its entry since."
            f"\n\nExample: sitegen import {importer.name} {example}"
        ),
    )


def _kind(importer: "Importer") -> "Kind | None":
    """Return the kind of an importer's entries, None where each has its own."""
    from sitegen.kinds import KINDS

    return next((kind for kind in KINDS if kind.name == importer.kind), None)


def _import(
    importer: "Importer",
    kind: "Kind | None",
    *,
    paths: tuple[str, ...] | str,
    config: str,
    dry_run: bool,
    strict: bool,
    form: str,
    verbose: bool,
    quiet: bool,
    traceback: bool,
    output: str = "",
    private: bool = False,
    **choices: str,
) -> None:
    """Import files, print the report, and exit with 1 for an error, 2 for a site without a configuration."""
    from msgspec.structs import replace

    from sitegen.cli.site_reader import fields, lists, site_reader, stakeholders
    from sitegen.diagnostics import Severity
    from sitegen.engine.final_diagnostics import settled
    from sitegen.importers import IMPORTERS
    from sitegen.importers.copies import kept_copies, planned_copies, write_copies
    from sitegen.importers.importer import Context
    from sitegen.importers.planning import left_as_edited, planned
    from sitegen.importers.recognition import not_recognised
    from sitegen.importers.websites.settings import with_fields
    from sitegen.importers.writing import write

    place = settings_in(config)
    root = place.parent
    files: Mapping[str, bytes]
    if isinstance(paths, str):
        files, found = folder_of(root, paths)
    else:
        files, found = files_of(root, paths, importer)
    if isinstance(paths, str) and (unknown := not_recognised(importer, files, paths, IMPORTERS)):
        unknown = replace(unknown, span=replace(unknown.span, path=shown(Path(paths), root)))
        report([unknown], root, form, verbose=verbose)
        sys.exit(1)
    configured, settings = _configured(importer, files, place, form, verbose=verbose)
    site = site_reader(root, configured)
    folder = _folder(root, kind, output) if kind else ""
    context = Context(
        zone=configured.timezone,
        stakeholder=stakeholders(site),
        private=private,
        today=f"{moment(None):%Y-%m-%d}",
        lists=lists(),
        per_page=configured.per_page,
        fields=fields(),
        maths=configured.markdown.maths,
        chosen={name.replace("_", "-"): value for name, value in choices.items()},
    )
    extract = importer.extract(files, context)
    settings = settings if extract.drafts or extract.copies else ""
    keys = [*(copy.key for copy in extract.copies), *(draft.key for draft in extract.drafts)]
    _stay_inside(site, (folder, *map(posixpath.dirname, keys)))
    plans, refused = planned(extract, importer, site, folder)
    origin = shown(Path(paths), root) if isinstance(paths, str) else ""
    copies = planned_copies(extract.copies, files, root, origin)
    if not dry_run:
        if settings:
            root.mkdir(parents=True, exist_ok=True)
            place.write_text(with_fields(settings, extract.kept), encoding="utf-8", newline="\n")
        plans = [write(plan, root) for plan in plans]
        copies = write_copies(extract.copies, files, root, origin)
    found += (*extract.diagnostics, *refused, *left_as_edited(plans, importer), *kept_copies(copies))
    if origin:
        found = _from_folder(found, origin)
    problems = settled(found, configured, strict)
    report(problems, root, form, verbose=verbose)
    if not quiet and form != "json":
        if settings:
            click.echo(f"new {place.as_posix()}")
        for step, path, source in _steps(plans, copies):
            if step in CHANGES or verbose:
                click.echo(f"{step} {(root / path).as_posix()}{'' if kind else f' from {source}'}")
        click.echo(_summary(problems, plans, copies, dry_run=dry_run), err=True)
    sys.exit(int(any(each.severity is Severity.ERROR for each in problems)))


def _configured(
    importer: "Importer", files: Mapping[str, bytes], place: Path, form: str, *, verbose: bool
) -> tuple["Config", str]:
    """Return the site's configuration, and its text where it is still to be written. Exits with 2 without one."""
    from sitegen.config import read, read_data
    from sitegen.kinds import KINDS

    kinds, settings = [each.name for each in KINDS], ""
    if importer.settings and not place.exists():
        settings = importer.settings(files)
        configured, problems = read_data(settings.encode(), place.name, kinds=kinds)
    else:
        configured, problems = read(place, kinds=kinds)
    if configured is None:
        report(problems, place.parent, form, verbose=verbose)
        sys.exit(2)
    return configured, settings


def _folder(root: Path, kind: "Kind", output: str) -> str:
    """Return the folder of new entries below content/. Entries of a kind lie below the folder of that kind."""
    content = (root / "content").resolve()
    own = content / kind.folder
    chosen = Path(output).resolve() if output else own
    if not chosen.is_relative_to(own):
        shown_as = root / "content" / kind.folder
        raise click.BadParameter(f"{output} is not below {shown_as}", param_hint="--output")
    below = chosen.relative_to(content).as_posix()
    return "" if below == "." else below


def _stay_inside(site: "SiteReader", folders: Iterable[str]) -> None:
    """Raise an error where links below content/ would take what is written out of the site."""
    from sitegen.bounds import leads_out

    for folder in sorted(set(folders)):
        if out := leads_out(site.root / "content" / folder, site.bounds):
            raise click.ClickException(out)


def _from_folder(found: Iterable["Diagnostic"], folder: str) -> list["Diagnostic"]:
    """Return diagnostics whose paths count from a folder with paths that the report can show."""
    from msgspec.structs import replace

    return [replace(each, span=replace(each.span, path=f"{folder}/{each.span.path}")) for each in found]


def _steps(plans: Iterable["Plan"], copies: Iterable["CopyPlan"]) -> list[tuple[str, str, str]]:
    """Return the step, the path below the site and the source of each plan."""
    found: list[tuple[str, str, str]] = [(plan.step, plan.path, plan.draft.path) for plan in plans]
    return found + [(plan.step, plan.path, plan.copy.path) for plan in copies]


def _summary(
    problems: "Sequence[Diagnostic]", plans: "list[Plan]", copies: "list[CopyPlan]", *, dry_run: bool
) -> str:
    """Return the last line of an import: how many problems there are, and how many entries of each step."""
    steps = [plan.step for plan in plans]
    done = ", ".join(f"{steps.count(step)} {step}" for step in ("new", "updated", "unchanged"))
    removed = f", {steps.count('removed')} removed" if "removed" in steps else ""
    edited = steps.count("kept") + steps.count("exposed")
    left = f", {edited} left as edited" if edited else ""
    taken = f"; {sum(plan.step != 'kept' for plan in copies)} other files" if copies else ""
    return (
        f"{counted(problems)}{done}{removed}{left}{taken}.{' Nothing was written: a dry run.' if dry_run else ''}"
    )
