"""Files that tell a web server what pages alone cannot: status codes of old addresses, headers, types."""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.json_text import json_text
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.servers import apache, netlify
from sitegen.outputs.servers.rules import Rules, rules
from sitegen.questions.contract import Output, View

FILES = {
    "netlify": ("_redirects", "_headers"),
    "cloudflare": ("_redirects", "_headers"),
    "apache": (".htaccess",),
    "json": ("redirects.json",),
}
"""What each of the `servers` of site.yaml reads, at the top of the output."""


class Redirect(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"old": "from", "new": "to"}):
    """One line of redirects.json."""

    old: str
    """The path of the old address, with that of the site before it."""
    new: str = ""
    """The path of the new address; none for what is gone."""
    status: int
    """301 (moved) or 410 (gone), as RFC 9110 (section 15) has them."""


def targets(site: Site) -> Iterable[Target]:
    """Name the files of the servers that the site asks for; the subject is the server."""
    for server in dict.fromkeys(site.config.servers):
        for path in FILES[server]:
            yield Target(path=path, output="servers", subject=(server,), phase="index", indexed=False)


def render(target: Target, view: View) -> str:
    """Write one file."""
    (server,) = target.subject
    found = rules(view)
    if server == "apache":
        return apache.written(found)
    if server == "json":
        return json_text(_redirects(found), indented=True) + "\n"
    if target.path == "_headers":
        return netlify.headers(found)
    return netlify.redirects(found, cloudflare=server == "cloudflare")


def _redirects(found: Rules) -> tuple[Redirect, ...]:
    moved = [Redirect(old=old, new=new, status=301) for old, new in found.moved]
    return (*moved, *(Redirect(old=old, status=410) for old in found.gone))


SERVERS = Output(name="servers", targets=targets, render=render)
