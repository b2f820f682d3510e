"""`sitegen import ics FILE-OR-FOLDER`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.build import settings_in
from sitegen.cli.telling import counted, report

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importers.draft import Draft
    from sitegen.importers.folder import Known, Plan
    from sitegen.model.config import Config

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
    from sitegen.config import read
    from sitegen.diagnostics import Severity
    from sitegen.engine.verdict import settled
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
    events, said = drafts(files, site.timezone, organisers, private=private)
    plans, refused = _planned(events, root, site, below)
    events_folder = root / "content" / "events"
    if not dry_run:
        plans = [_written(events_folder / plan.name, plan) for plan in plans]
    problems = settled((*found, *said, *refused, *_kept(plans)), site, strict)
    report(problems, root, form, verbose=verbose)
    if not quiet and form != "json":
        for plan in plans:
            if plan.step in ("new", "updated") or verbose:
                click.echo(f"{plan.step} {(events_folder / plan.name).as_posix()}")
        click.echo(_summary(problems, plans, dry_run=dry_run), err=True)
    sys.exit(int(any(each.severity is Severity.ERROR for each in problems)))


class Organisers:
    """Who among the stakeholders of a site is meant by a name; read when the first name is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._titles: dict[str, set[str]] | None = None

    def __call__(self, name: str) -> str:
        """Return the title of the one who is called so, "" when nobody or more than one is."""
        from sitegen.importers.folder import known
        from sitegen.urls import normalise

        if self._titles is None:
            self._titles = {}
            for entry in known(self._folder):
                title = entry.head.get("title")
                hidden = entry.head.get("draft") == "true" or entry.head.get("visibility") == "internal"
                if isinstance(title, str) and title and not hidden:
                    for called in (title, *entry.names):
                        self._titles.setdefault(normalise(called), set()).add(title)
        meant = self._titles.get(normalise(name), set())
        return next(iter(meant)) if len(meant) == 1 else ""


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
    from sitegen.disk import walk

    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in paths:
        if path == STDIN:
            files["standard input"] = sys.stdin.buffer.read()
            continue
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
                files[named] = each.read_bytes()
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


def _planned(
    events: Iterable["Draft"], root: Path, site: "Config", below: str
) -> tuple[list["Plan"], list["Diagnostic"]]:
    """Decide what becomes of each event; one that the site could not be built with is refused."""
    from sitegen.diagnostics import Severity, Span, problem
    from sitegen.importers.folder import Shelf, known

    events, found = _tagged(tuple(events), root, site)
    folder = root / "content" / "events"
    shelf = Shelf(known(folder), lambda entry: _uid(entry, site), below=below)
    plans = []
    for event in events:
        plan = shelf.plan(event)
        wrong = _checked(plan, site)
        for each in wrong:
            code = "calendar-refused" if each.severity is Severity.ERROR else "calendar-loss"
            span = Span(path=event.path, line=event.line)
            found.append(problem(code, span, f"{event.title}: {each.message}", fix=each.fix))
        if not any(each.severity is Severity.ERROR for each in wrong):
            plans.append(plan)
    return plans, found


def _checked(plan: "Plan", site: "Config") -> "tuple[Diagnostic, ...]":
    """Return what a build would say of an entry by itself."""
    from sitegen.disk import digest
    from sitegen.kinds.event import EVENT
    from sitegen.model.source import Source
    from sitegen.stages.markup import Options
    from sitegen.stages.parse import ParseSettings, parse

    if plan.step not in ("new", "updated"):
        return ()
    markdown = site.markdown
    options = Options(flavour=markdown.flavour, raw_html=markdown.raw_html, smart=markdown.smart)
    settings = ParseSettings(zone=site.timezone, language=site.language, markup=options, fields=site.fields)
    data, key = plan.text.encode(), f"events/{plan.name}"
    source = Source(key=key, path=f"content/{key}", kind=EVENT.name, digest=digest(data))
    return parse(source, data, EVENT, settings).diagnostics


def _tagged(events: tuple["Draft", ...], root: Path, site: "Config") -> tuple[list["Draft"], list["Diagnostic"]]:
    """Take away the tags that would share an address with another, of the calendar's or the site's."""
    import msgspec

    from sitegen.diagnostics import Span, problem
    from sitegen.importers.folder import known
    from sitegen.importers.tags import Tags
    from sitegen.stages.assemble.taxonomy import same

    if not any(event.fields.get("tags") for event in events):
        return list(events), []
    described = [str(entry.head.get("title", "")) for entry in known(root / "content" / "tags")]
    tags = Tags((entry.head for entry in known(root / "content")), described, site.tags, same)
    kept, found = [], []
    for event in events:
        given = event.fields.get("tags", [])
        taken = [tag for tag in given if tags.takes(tag)]
        if taken != given:
            lost = ", ".join(tag for tag in given if tag not in taken)
            span = Span(path=event.path, line=event.line)
            message = f"{event.title}: left out the tags that would share an address with another: {lost}"
            found.append(problem("calendar-loss", span, message))
            fields = {name: taken if name == "tags" else value for name, value in event.fields.items()}
            event = msgspec.structs.replace(event, fields={name: value for name, value in fields.items() if value})
        kept.append(event)
    return kept, found


def _uid(entry: "Known", site: "Config") -> str:
    """Return whose event an entry is: what it says, or what the site's own calendar says of it."""
    from urllib.parse import urlsplit

    from sitegen.importers.folder import slug
    from sitegen.kinds.event import EVENT
    from sitegen.urls import base_path, expand, slugify

    said, own, permalink = (entry.head.get(field) for field in ("uid", "slug", "permalink"))
    if isinstance(said, str) and said:
        return said
    pattern = (
        permalink if isinstance(permalink, str) and permalink else site.permalinks.get(EVENT.name, EVENT.permalink)
    )
    named = slugify(own) if isinstance(own, str) and own else slug(entry.name)
    try:
        address = (*entry.aliases, expand(pattern, slug=named, path=named, date=None))[0]
    except (ValueError, KeyError, IndexError):
        address = entry.name
    path = (base_path(site.url) + address.lstrip("/")).strip("/")
    return f"{path}@{urlsplit(site.url).hostname}"


def _kept(plans: Iterable["Plan"]) -> Iterator["Diagnostic"]:
    """Say of each entry that a person has edited what the calendar has otherwise now."""
    from sitegen.diagnostics import Span, problem

    for plan in plans:
        if plan.step == "kept":
            span = Span(path=plan.draft.path, line=plan.draft.line)
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
    return plan


def _summary(found: "Sequence[Diagnostic]", plans: "list[Plan]", *, dry_run: bool) -> str:
    steps = [plan.step for plan in plans]
    did = ", ".join(f"{steps.count(step)} {step}" for step in ("new", "updated", "unchanged"))
    kept = f", {steps.count('kept')} left as edited" if "kept" in steps else ""
    return f"{counted(found)}{did}{kept}.{' Nothing was written: a dry run.' if dry_run else ''}"
