"""`sitegen new KIND TITLE`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import zone_in

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from sitegen.model.kind import Kind


def _completed(context: click.Context, argument: click.Parameter, begun: str) -> "list[CompletionItem]":
    """Return the kinds that a shell may offer for what is typed so far."""
    from click.shell_completion import CompletionItem

    from sitegen.kinds import KINDS

    return [CompletionItem(kind.name, help=kind.label) for kind in KINDS if kind.name.startswith(begun)]


@click.command()
@click.argument("kind", shell_complete=_completed)
@click.argument("title")
@click.option("--in", "below", default="", metavar="FOLDER", help="The folder below that of the kind.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--as-of", metavar="TIME", help="The day it is begun: 2010-01-25 (default: today).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def new(kind: str, title: str, below: str, edit: bool, config: str, as_of: str | None, traceback: bool) -> None:
    """Start an entry, with the fields that its kind needs.

    KIND is post, page, wiki, stakeholder, message, event, document or term. A
    folder may follow it, as in wiki/guides, or be named with --in.

    Example: sitegen new post "First meeting"
    """
    from sitegen import config as site_config
    from sitegen.bounds import bounds_of, leads_out
    from sitegen.diagnostics import did_you_mean
    from sitegen.kinds import KINDS
    from sitegen.model.new_entry import draft, path_of
    from sitegen.urls import slugify

    named = {name: each for each in KINDS for name in (each.folder, each.name) if name}
    if not Path(config).is_file():
        raise click.UsageError(f"there is no {config} here, so this is not the folder of a site")
    kind, _, folder = kind.partition("/")
    chosen = named.get(kind.lower())
    if chosen is None:
        near = did_you_mean(kind, named)
        known = ", ".join(each.name for each in KINDS)
        hint = f" Did you mean {near}?" if near else ""
        raise click.BadParameter(f"there is no kind {kind!r}.{hint} Kinds: {known}", param_hint="KIND")
    slug = slugify(title)
    if not slug:
        raise click.BadParameter("the title needs a letter or a digit", param_hint="TITLE")
    now = clock(as_of)
    today = (now.astimezone(zone_in(Path(config))) if now.tzinfo else now).date()
    begun = Path(config).parent / "content" / path_of(chosen, slug, today)
    path = begun.parent.joinpath(*_steps(chosen, f"{folder}/{below}"), begun.name)
    read, _ = site_config.read(Path(config))
    bounds = bounds_of(Path(config).parent, read.links_may_lead_to if read else ())
    if out := leads_out(path.parent, bounds):
        raise click.ClickException(out)
    if path.exists():
        raise click.ClickException(f"{path} is already there")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft(chosen, title, today, somebody(Path(config).parent)), encoding="utf-8")
    except OSError as error:
        reason = f"{path} cannot be written: {error.strerror}"
        raise click.ClickException(f"{reason}; ask for the right to write there") from error
    click.echo(path)
    if edit:
        click.edit(filename=str(path))


def _steps(kind: "Kind", folder: str) -> list[str]:
    """Return the folders below that of a kind, one by one; one whose files would be no such entry is a mistake."""
    from sitegen.kinds import KINDS

    steps = [step for step in folder.replace("\\", "/").split("/") if step]
    if left_out := next((step for step in steps if step[0] in "._#" or step[-1] == "~"), ""):
        raise click.BadParameter(f"files in a folder called {left_out!r} are not published", param_hint="FOLDER")
    other = next((each for each in KINDS if steps and not kind.folder and each.folder == steps[0]), None)
    if other or (steps and not kind.folder and steps[0] == "static"):
        what = f"a {other.name}; ask for `sitegen new {other.name}`" if other else "published as it is"
        raise click.BadParameter(f"a file in content/{steps[0]}/ is {what}", param_hint="FOLDER")
    return steps


def somebody(root: Path) -> str:
    """Return the path of an entry that a relation may name, "" when there is none yet."""
    from sitegen.kinds import KINDS

    content = root / "content"
    found = (place for kind in KINDS if kind.people for place in sorted((content / kind.folder).glob("*.md")))
    named = (place.relative_to(content).with_suffix("").as_posix() for place in found if place.stem != "index")
    return next(named, "")
