"""`sitegen new KIND TITLE`."""

from pathlib import Path

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import zone_in


@click.command()
@click.argument("kind")
@click.argument("title")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--as-of", metavar="TIME", help="The day it is begun: 2010-01-25 (default: today).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def new(kind: str, title: str, config: str, as_of: str | None, traceback: bool) -> None:
    """Start an entry, with the fields that its kind needs.

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
    path = Path(config).parent / "content" / path_of(chosen, slug, today)
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


def somebody(root: Path) -> str:
    """Return the path of an entry that a relation may name, "" when there is none yet."""
    from sitegen.kinds import KINDS

    content = root / "content"
    found = (place for kind in KINDS if kind.people for place in sorted((content / kind.folder).glob("*.md")))
    named = (place.relative_to(content).with_suffix("").as_posix() for place in found if place.stem != "index")
    return next(named, "")
