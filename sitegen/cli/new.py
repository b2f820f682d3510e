"""`sitegen new KIND TITLE`."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import click

from sitegen.cli.clock import clock
from sitegen.cli.run import zone_in

if TYPE_CHECKING:
    from sitegen.model.kind import Kind


@click.command()
@click.argument("kind")
@click.argument("title")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--as-of", metavar="TIME", help="The day it is begun: 2010-01-25 (default: today).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def new(kind: str, title: str, config: str, as_of: str | None, traceback: bool) -> None:
    """Start an entry: a file in the right folder with the fields its kind needs."""
    from sitegen import config as site_config
    from sitegen.bounds import bounds_of, leads_out
    from sitegen.diagnostics import did_you_mean
    from sitegen.kinds import KINDS
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
    name = f"{today}-{slug}.md" if chosen.dated_name else f"{slug}.md"
    path = Path(config).parent / "content" / chosen.folder / name
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


def draft(kind: "Kind", title: str, today: dt.date, whom: str) -> str:
    """Return a source that builds: the kind's required fields, each with a value to be changed.

    What needs to name somebody is held back as a draft while there is nobody to name.
    """
    import msgspec

    hints = get_type_hints(kind.meta)
    lines = [f"title: {quoted(title)}"]
    for field in msgspec.structs.fields(kind.meta):
        if field.required and field.name != "title":
            lines.append(f"{field.encode_name}: {example(hints[field.name], field.name, today, whom)}")
            if get_origin(hints[field.name]) is tuple and not whom:
                lines.append("draft: true")
    announced = kind.dated or kind.order == "start"  # feeds tell of what happens by the day it was announced
    if announced and not any(line.startswith("date:") for line in lines):
        lines.append(f"date: {today}")
    return "---\n" + "\n".join(lines) + "\n---\n\nWrite here.\n"


def example(hint: Any, name: str, today: dt.date, whom: str) -> str:
    """Return a value of the right sort for a required field."""
    from sitegen.facets.schedule import Moment

    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    if hint is Moment:
        return f"{today + dt.timedelta(days=7)} 10:00" if name == "start" else str(today)
    return name if hint is str else whom or "Name of a stakeholder"


def quoted(title: str) -> str:
    """Return a title as YAML reads it back: quoted only where it must be."""
    plain = re.fullmatch(r"[^\W_][^\n]*", title) and not re.search(r": |\s#|:$|\s$", title)
    return title if plain else json.dumps(title, ensure_ascii=False)
