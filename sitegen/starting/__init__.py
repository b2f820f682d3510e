"""The files of a site that is begun: settings, an entry of each kind, and what editors and its host need."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from string import Template

from msgspec import Struct

from sitegen.model.new_entry import quoted
from sitegen.starting.remote import Remote
from sitegen.urls import slugify

SERVERS = {"netlify": "netlify", "cloudflare": "cloudflare"}
"""Hosts that read a file of redirects and headers, as `servers` in site.yaml names them."""

_FILES = Path(__file__).parent / "files"
_TUESDAY = 1
_NO_REPOSITORY = "# repository: https://github.com/us/hub"
_NO_ORIGIN = """\
# sitegen is not on a package index. Say where it comes from, such as a repository at a commit:
# sitegen @ git+https://HOST/OWNER/sitegen@COMMIT"""


class Start(Struct, frozen=True, kw_only=True):
    """What is known of a site that is begun."""

    title: str
    url: str
    """Its address; empty where it is not known yet."""
    host: str
    """The name of a folder in `files/hosts`: where it is published."""
    today: dt.date
    timezone: str
    remote: Remote | None
    """The repository that the folder was cloned from, or will be pushed to."""
    origin: str
    """What pip takes to install this sitegen elsewhere; empty where that is not known."""
    minimal: bool


def files(start: Start) -> dict[str, str]:
    """Return the path of every file of the site, with its text."""
    words = _words(start)
    found = dict(_below("hosts", start.host)) | {".gitignore": _text(_FILES / "gitignore")}
    if start.host != "plain":
        found["requirements.txt"] = _text(_FILES / "requirements.txt")
    if start.minimal:
        found |= {
            "site.yaml": _text(_FILES / "minimal.yaml"),
            "content/index.md": _text(_FILES / "site/content/index.md").partition("\n\n")[0] + "\n",
        }
    else:
        found |= dict(_below("site")) | dict(_below("editor"))
    return {path: f"{Template(text).safe_substitute(words).rstrip()}\n" for path, text in sorted(found.items())}


def _below(*steps: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of the files in a folder of ours; `dot-` begins what begins with a dot on disk."""
    folder = _FILES.joinpath(*steps)
    for place in sorted(folder.rglob("*")):
        if place.is_file():
            parts = place.relative_to(folder).parts
            yield "/".join(f".{part[4:]}" if part.startswith("dot-") else part for part in parts), _text(place)


def _text(place: Path) -> str:
    return place.read_text(encoding="utf-8")


def _words(start: Start) -> dict[str, str]:
    """Return what the names behind a `$` in the files mean; a name that is none of these stays as it is."""
    server = SERVERS.get(start.host)
    name = slugify(start.title) or "hub"
    return {
        "title": quoted(start.title),
        "name": name,
        "url": start.url or f"https://{name}.example/",
        "url_note": "# It follows from the repository." if start.url else "# Put the real one here:",
        "timezone": start.timezone,
        "repository": f"repository: {start.remote.page}" if start.remote else _NO_REPOSITORY,
        "servers": f"\n# {start.host.title()} reads redirects and headers:\nservers: [{server}]" if server else "",
        "today": start.today.isoformat(),
        "next_tuesday": _first_tuesday_after(start.today).isoformat(),
        "install": start.origin or _NO_ORIGIN,
    }


def _first_tuesday_after(day: dt.date) -> dt.date:
    """Return the next first Tuesday of a month."""
    for ahead in range(1, 64):
        found = day + dt.timedelta(days=ahead)
        if found.weekday() == _TUESDAY and found.day <= 7:
            return found
    raise AssertionError("every month has a first Tuesday")
