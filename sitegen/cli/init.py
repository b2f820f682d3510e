"""`sitegen init`: the folder of a new site."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from sitegen.cli.clock import clock

if TYPE_CHECKING:
    from sitegen.starting import Start

NEXT = {
    "github": "Push it to GitHub, and choose Settings, Pages, Source: GitHub Actions.",
    "gitlab": "Push it to GitLab; the pipeline publishes it.",
    "netlify": "Push it, and choose the repository in Netlify under Add new site.",
    "cloudflare": "Push it, and connect the repository in Cloudflare Pages; wrangler.toml has the build command.",
    "plain": "sh publish.sh user@server:/var/www/hub/   builds it and copies it to a server",
}
"""Host -> how a site gets there. `plain` is a server of one's own."""


@click.command()
@click.argument("folder", default=".", metavar="[DIR]")
@click.option(
    "--host", type=click.Choice(tuple(NEXT)), help="Where it is published (default: where git pushes, or plain)."
)
@click.option("--title", default="", help="The name of the site (default: that of the folder).")
@click.option("--url", default="", help="Its address (default: that of the repository's Pages).")
@click.option("--minimal", is_flag=True, help="Settings, one page and the host's files, and no more.")
@click.option("--as-of", metavar="TIME", help="The day it is begun: 2010-01-25 (default: today).")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def init(
    folder: str, host: str | None, title: str, url: str, minimal: bool, as_of: str | None, traceback: bool
) -> None:
    """Begin a site: settings and an entry of each kind.

    Nothing that is there is written over.

    Example: sitegen init our-hub --host github
    """
    from sitegen.cli.origin import installed_from, zone_here
    from sitegen.starting import Start, files
    from sitegen.starting.remote import remote_of

    root = Path(folder)
    remote = remote_of(root)
    guessed = remote.published_by if remote else ""
    chosen = host or guessed or "plain"
    zone = zone_here()
    start = Start(
        title=title or _title(root),
        url=_address(url) or (remote.pages if remote and chosen == guessed else ""),
        host=chosen,
        today=_day(clock(as_of), zone),
        timezone=zone,
        remote=remote,
        origin=installed_from(),
        minimal=minimal,
    )
    made = files(start)
    if not minimal:
        made |= _schemas()
    _refuse(root, made)
    _write(root, made)
    click.echo("\n".join(_told(root, start, len(made))))


def _title(root: Path) -> str:
    """Return the name of a folder as people write it: `our-hub` is “Our hub”."""
    words = " ".join(root.resolve().name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Our hub"


def _address(url: str) -> str:
    """Return the address of a site as it was given, "" for none; what can be none is a mistake of the call."""
    from sitegen.config import read_data

    if url and read_data(f"title: A hub\nurl: {url}\n".encode(), "site.yaml")[0] is None:
        raise click.BadParameter("it wants a whole address, such as https://example.org/hub/", param_hint="--url")
    return f"{url.rstrip('/')}/" if url else ""


def _day(now: dt.datetime, zone: str) -> dt.date:
    return (now.astimezone(ZoneInfo(zone)) if now.tzinfo else now).date()


def _schemas() -> dict[str, str]:
    """Return the schemas by which editors complete fields, as `sitegen schema --write` writes them."""
    from sitegen.cli.schema import FOLDER
    from sitegen.cli.schemas import schemas
    from sitegen.json_text import json_text

    return {f"{FOLDER}/{name}.json": f"{json_text(each, indented=True)}\n" for name, each in schemas().items()}


def _refuse(root: Path, made: dict[str, str]) -> None:
    """Raise an error for a folder that is a site already, or has a file or a link where one would be written."""
    if (root / "site.yaml").exists():
        raise click.ClickException(
            f"{root / 'site.yaml'} is already there, so this is a site; nothing was written"
        )
    taken = [path for path in made if (root / path).exists() or (root / path).is_symlink()]
    if taken:
        named = ", ".join(str(root / path) for path in taken)
        verb = "is" if len(taken) == 1 else "are"
        raise click.ClickException(
            f"{named} {verb} already there; nothing was written. Move it away, or begin in another folder"
        )
    below = root.resolve()
    for path in made:
        if not (root / path).parent.resolve().is_relative_to(below):
            raise click.ClickException(f"{(root / path).parent} is a link that leads out of {root}; take it away")


def _write(root: Path, made: dict[str, str]) -> None:
    for path, text in made.items():
        place = root / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = f"{place} cannot be written: {error.strerror}"
            raise click.ClickException(f"{reason}; ask for the right to write there") from error


def _told(root: Path, start: "Start", count: int) -> list[str]:
    """Return what was made, and what comes next."""
    there = [] if root.resolve() == Path.cwd() else [f"  cd {root}"]
    unsaid = not start.origin and start.host != "plain"
    unknown = [] if start.url else ["  site.yaml         put the real address behind `url`"]
    return [
        f"{start.title}: {count} files in {root}/",
        "",
        "Look at it, and change what is there:",
        *there,
        "  sitegen serve --open",
        '  sitegen new post "Hello"',
        "",
        "Before it is published:",
        *unknown,
        *(["  requirements.txt  say where the host gets sitegen from"] if unsaid else []),
        f"  {NEXT[start.host]}",
    ]
