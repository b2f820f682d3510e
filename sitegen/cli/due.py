"""`sitegen due`: whether a published site has reached its next change, and has to be built again."""

import datetime as dt
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import click

from sitegen import __version__
from sitegen.cli.clock import clock
from sitegen.cli.run import settings_in, zone_in

NOT_YET = 4
"""The exit code for a site that holds. It is no other's, so that whatever fails never reads as "there is time"."""
NAME = "next-change.json"
PATIENCE = 20
"""Seconds in which a server has to answer."""
MOST = 16_000_000
"""Bytes that are read of an answer."""


class Told(NamedTuple):
    """What a site says of its next change."""

    at: dt.datetime | None
    """None: nothing on it depends on the clock."""
    why: str


class Unknown(Exception):
    """Nobody knows; the message says why."""


@click.command()
@click.argument("site", metavar="SITE")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="Whose zone a TIME without one is in.")
@click.option("--as-of", metavar="TIME", help="The clock: 2010-01-25T09:00 (default: now).")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing, unless it cannot be told.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def due(site: str, config: str, as_of: str | None, quiet: bool, traceback: bool) -> None:
    """Say whether the clock has made a new build of a site due.

    SITE is the address of a site, its output folder, or the address or path of its next-change.json. The exit code
    is 4 when there is time, and 0 when a build is due; when that cannot be told, it is due.

    Example: sitegen due https://example.org/hub/ && sitegen build
    """
    now = clock(as_of)
    if now.tzinfo is None:
        zone = zone_in(settings_in(config))
        if zone is None:
            message = f"name its zone, as in 2010-01-25T09:00Z; there is no {config} that can be read for one"
            raise click.BadParameter(message, param_hint="--as-of")
        now = now.replace(tzinfo=zone)
    try:
        told = _read(site)
    except Unknown as unknown:
        click.echo(f"due, because it cannot be told: {unknown}")
        return
    ahead = told.at is None or now < told.at
    if not quiet:
        when = f"{told.at:%Y-%m-%d %H:%M} UTC{told.why}" if told.at else ""
        if ahead:
            click.echo(f"not due before {when}" if when else "not due: nothing there depends on the clock")
        else:
            click.echo(f"due since {when}")
    sys.exit(NOT_YET if ahead else 0)


def _read(site: str) -> Told:
    """Return what a site says, wherever it stands. Raises Unknown."""
    import json
    from http.client import HTTPException

    if not site:
        raise Unknown("no site was named")
    far = re.match(r"https?://", site, re.IGNORECASE)
    try:
        data = _fetch(site) if far else _open(Path(site))
    except (OSError, HTTPException, ValueError) as error:  # a ValueError is about an address that is none
        words = getattr(error, "strerror", None) or getattr(error, "reason", None) or error
        raise Unknown(f"{site}: {words}") from error
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unknown(f"{site}: what is there is not JSON") from error
    return _told(found, f"{site}: what is there names no next change")


def _open(place: Path) -> bytes:
    if not place.is_dir():
        return place.read_bytes()
    below = place / "output" / NAME  # where somebody names the folder of the site itself
    return (below if below.exists() and not (place / NAME).exists() else place / NAME).read_bytes()


def _fetch(address: str) -> bytes:
    from urllib.request import Request, urlopen

    parts = urlsplit(address)
    path = parts.path if parts.path.endswith(".json") else f"{parts.path.rstrip('/')}/{NAME}"
    headers = {"User-Agent": f"sitegen/{__version__}", "Cache-Control": "no-cache"}
    asked = Request(urlunsplit(parts._replace(path=path, fragment="")), headers=headers)
    with urlopen(asked, timeout=PATIENCE) as answer:
        data: bytes = answer.read(MOST)
    return data


def _told(found: Any, complaint: str) -> Told:
    """Read what was found. Raises Unknown, with a complaint, for anything but what a build writes."""
    if not isinstance(found, dict) or "next_change" not in found:
        raise Unknown(complaint)
    if found["next_change"] is None:
        return Told(None, "")
    try:
        at = dt.datetime.fromisoformat(found["next_change"])
    except (TypeError, ValueError) as error:
        raise Unknown(complaint) from error
    if at.tzinfo is None:
        raise Unknown(complaint)
    why = found.get("why")
    words = ", ".join(map(str, why)) if isinstance(why, list) else ""
    shown = "".join(each if each.isprintable() else " " for each in words)
    return Told(at.astimezone(dt.UTC), f": {shown}" if shown else "")
