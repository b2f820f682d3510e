"""Addresses that were hardly meant so, and whole addresses of the site itself, found in the source of a body."""

import re
from urllib.parse import urlsplit

from msgspec import structs

from sitegen.diagnostics import Edit
from sitegen.markup.body.inline import ADDRESS, address_of
from sitegen.markup.positions import Place, destinations, masked
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.patterns import late

_SUSPECT = re.compile(r"ttps?:(?:(?!//)|//(?:localhost|127\.|0\.0\.0\.0|\[::1\]|https?:?//))")
_ONE_SLASH = late(r"(https?):/?(?![/:])(?=[\w\[])", re.I)
_TWICE = late(r"https?://(https?:?//)", re.I)
_THIS_COMPUTER = late(r"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?::\d+)?(?=[/?#]|$)", re.I)
_MAIL = late(r"mailto:(?!\?)(?![^\s@]+@[^\s@]+)", re.I)


def home_of(url: str) -> str:
    """Return what an address of the site has behind its scheme and `www.`: `hub.example/hub/`."""
    parts = urlsplit(url)
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}/"


def slips(text: str) -> list[Problem]:
    """Return a problem for each address of a link or picture that was hardly meant so; nearly no text has one."""
    if not _may_slip(text):
        return []
    return [problem for place in destinations(text) if (problem := _slip(place, text))]


def own_links(text: str, home: str) -> tuple[Reference, ...]:
    """Return the links of a body that name the site's own host, each with its address from the site's root."""
    if not home or home.partition("/")[0] not in text:
        return ()
    places = [(place.start, place.written) for place in destinations(text)]
    known = {start for start, _ in places}
    if f"https://{home}" in text:  # in running text an address of another form may be a name of a thing
        bare = ((match.start(), address_of(match)) for match in ADDRESS.finditer(masked(text, html=True)))
        places += (
            (start, written) for start, written in bare if start not in known and _is_shown(text, start, home)
        )
    found = []
    for start, written in sorted(places):
        path, _, anchor = _below(written, home).partition("#")
        if path:
            found.append(Reference(kind="link", target=path, anchor=anchor, start=start, length=len(written)))
    return tuple(found)


def _is_shown(text: str, start: int, home: str) -> bool:
    """Whether a bare address is written as browsers show it, and not as code."""
    return text.startswith(f"https://{home}", start) and not text.endswith("<code>", 0, start)


def _may_slip(text: str) -> bool:
    """Whether a slip is possible, which one search answers for nearly all texts."""
    return ("http" in text and _SUSPECT.search(text) is not None) or "mailto:" in text


def _slip(place: Place, text: str) -> Problem | None:
    written = place.written
    if "{" in written:
        return None
    if found := _ONE_SLASH.match(written):
        meant = f"{found[1]}://{written[found.end() :]}"
        return _problem(place, f"{found[1]}: wants two slashes behind it", meant)
    if found := _TWICE.match(written):
        rest = written[found.start(1) :]
        meant = rest if ":" in found[1] else f"{found[1].removesuffix('//')}://{rest[len(found[1]) :]}"
        return _problem(place, "this address begins twice", meant)
    if _MAIL.match(written):
        address = "".join(written.split())
        if address[7:11].casefold() == "http":
            return _problem(place, "this is an address of the web, and not of a mailbox", address[7:])
        if _MAIL.match(address):
            return _problem(place, "this is no e-mail address, which has an @ in it", "")
        return _problem(place, "an e-mail address has no blank", address)
    if (found := _THIS_COMPUTER.match(written)) and not _shows_itself(place, text):
        path = written[found.end() :] or "/"
        message = "this address is of the reader's own computer, where your site is not"
        return structs.replace(_problem(place, message, path), edit=None)  # the page may be elsewhere by now
    return None


def _shows_itself(place: Place, text: str) -> bool:
    """Whether a link has its own address for words, as in an instruction to open it."""
    return text.endswith((f"[{place.written}](", "<"), 0, place.start)


def _problem(place: Place, message: str, fix: str) -> Problem:
    edit = Edit(text=fix) if fix else None
    return Problem(
        code="doubtful-link", message=message, fix=fix, edit=edit, start=place.start, length=place.length
    )


def _below(written: str, home: str) -> str:
    """Return an address from the root of the site, "" for one that is not of this site."""
    scheme, slashes, rest = written.partition("//")
    if not slashes or scheme.casefold() not in ("http:", "https:", "") or "{" in written:
        return ""
    rest = rest[4:] if rest[:4].casefold() == "www." else rest
    host, slash, path = rest.partition("/")
    whole = f"{host.casefold()}{slash}{path}" if slash else f"{host.casefold()}/"
    if whole == home.rstrip("/"):
        return "/"
    if not whole.startswith(home):
        return ""
    path, mark, anchor = whole[len(home) :].partition("#")
    return f"/{path.partition('?')[0]}{mark}{anchor}"
