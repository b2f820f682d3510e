"""Addresses that were hardly meant so, and whole addresses of the site itself, found in the source of a body."""

import re
from collections.abc import Container, Iterator
from urllib.parse import urlsplit

from msgspec import structs

from sitegen.diagnostics import Edit
from sitegen.markup.body.inline import ADDRESS, address_of
from sitegen.markup.positions import Place, destinations, masked
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.patterns import late

_SUSPECT = re.compile(
    r"ttps?:(?:(?!//)|//(?:/|[\w.-]++,(?=[)>\"'\s])|\[::1\]|https?:?//|(?:0|10|127|169|172|192)\.|[\w-]++(?![.\w-])"
    r"|(?:[\w-]++\.)++(?:(?:local|lan|internal|localdomain)(?![.\w-])|[\w-]++,\w)))"
)
_ONE_SLASH = late(r"(https?):/?(?![/:])(?=[\w\[])", re.I)
_TWICE = late(r"https?://(https?:?//)", re.I)
_THIS_COMPUTER = late(r"https?://(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?::\d+)?(?=[/?#]|$)", re.I)
_NEARBY = late(
    r"https?://(?:[^\s/@]*@)?(?:10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}"
    r"|[a-z\d_-]+|(?:[\w-]+\.)+(?:local|lan|internal|localdomain))(?::\d*)?(?=[/?#]|$)",
    re.I,
)
"""An address in a local network: in a private range (RFC 1918), without a dot, or under a name for these."""
_CUT_SHORT = late(r"[ \t]+(?:[.:/][\w/]|[\w-]+(?:\.[\w-]+)+)[^\s<>()\"']*(?=[ \t]*$)", re.M)
"""What is behind the blank in the host of an address."""
_COMMA = late(r"(https?://[\w.-]*),(?=[\w-]+(?:[/?#:.]|$))", re.I)
_SLASHES = late(r"(https?)://+/(?=[\w-]+\.\w)", re.I)
_COMMA_BEHIND = late(r"https?://[\w.-]+,\Z", re.I)
_DOTS = late(r"mailto:[^\s@,?]+@[\w.-]*\.\.[\w.-]*(?:\?|$)", re.I)
_BARE = late(r"(?<![\w/:\"'=<\[-])https?:/(?=[\w-]+\.\w)", re.I)
_WORDS = late(r"[^\s<>()\[\]\"']+")
_MAIL_OF_NOWHERE = late(r"mailto:[^\s@,?]+@[^\s@.,?\[]+(?:\?|$)", re.I)
_ONE_SLASH_SUSPECT = re.compile(r"ttps?:/(?!/)")
_MAIL = late(r"mailto:(?!\?)(?![^\s@]+@[^\s@]+)", re.I)


def home_of(url: str) -> str:
    """Return what an address of the site has behind its scheme and `www.`: `hub.example/hub/`."""
    parts = urlsplit(url)
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}/"


def slips(text: str, home: str = "") -> list[Problem]:
    """Return a problem for each address that was hardly meant so; nearly no text has one.

    `home` is what `home_of` returns for the site: one in a local network may link to its neighbours.
    """
    if not _may_slip(text):
        return []
    local = home != "" and _NEARBY.match(f"http://{home}") is not None
    places = list(destinations(text))
    found = [problem for place in places if (problem := _slip(place, text, local=local))]
    if _ONE_SLASH_SUSPECT.search(text):
        found += _bare_slips(text, {place.start for place in places})
    return found


def _bare_slips(text: str, known: Container[int]) -> Iterator[Problem]:
    """Yield a problem for each address with one slash in running text, where it is no link but for that."""
    shown = masked(text, html=True)
    for match in _BARE.finditer(shown):
        if match.start() in known:
            continue
        if whole := _WORDS.match(shown, match.start()):
            written = whole[0].rstrip(".,;:!?*_")
            meant = written.replace(":/", "://", 1)
            yield _problem(
                Place(match.start(), written, image=False), f"{match[0][:-1]} wants two slashes behind it", meant
            )


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
        path, _, anchor = below(written, home).partition("#")
        if path:
            found.append(Reference(kind="link", target=path, anchor=anchor, start=start, length=len(written)))
    return tuple(found)


def _is_shown(text: str, start: int, home: str) -> bool:
    """Whether a bare address is written as browsers show it, and not as code."""
    return text.startswith(f"https://{home}", start) and not text.endswith("<code>", 0, start)


def _may_slip(text: str) -> bool:
    """Whether a slip is possible, which one search answers for nearly all texts."""
    return ("http" in text and _SUSPECT.search(text) is not None) or "mailto:" in text or "tel:" in text


def _slip(place: Place, text: str, *, local: bool) -> Problem | None:
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
    if _DOTS.match(written):
        meant = re.sub(r"(?<=[.])[.]+", "", written)
        return _problem(place, "there are two dots side by side behind the @", meant)
    if _MAIL_OF_NOWHERE.match(written):
        return _problem(place, "this is no whole e-mail address: there is no dot behind its @", "")
    if written[:4].casefold() == "tel:":
        number = "".join(written.split())
        if not re.search(r"\d", number):
            return _problem(place, "this is no telephone number", "")
        return _problem(place, "a telephone number has no blank in a link", number) if number != written else None
    if found := _SLASHES.match(written):
        meant = f"{found[1]}://{written[found.end() :]}"
        return _problem(place, "there is a slash too many before the host", meant)
    if _COMMA_BEHIND.match(written):
        return _problem(place, "this address ends with a comma", written[:-1])
    if found := _COMMA.match(written):
        meant = f"{found[1]}.{written[found.end() :]}"
        return _problem(place, "there is a comma in the name of the host", meant)
    if (found := _THIS_COMPUTER.match(written)) and not _shows_itself(place, text):
        path = written[found.end() :] or "/"
        message = "this address is of the reader's own computer, where your site is not"
        return structs.replace(_problem(place, message, path), edit=None)  # the page may be elsewhere by now
    if _NEARBY.match(written) and (cut := _CUT_SHORT.match(text, place.start + len(written))):
        whole = place._replace(written=written + cut[0])
        return _problem(whole, "there is a blank in this address", written + cut[0].strip())
    if (
        not local
        and _NEARBY.match(written)
        and not _THIS_COMPUTER.match(written)
        and not _shows_itself(place, text)
    ):
        message = "this address is of a computer in a local network, which readers elsewhere cannot reach"
        return _problem(place, message, "")
    return None


def _shows_itself(place: Place, text: str) -> bool:
    """Whether a link has its own address for words, as in an instruction to open it."""
    return text.endswith((f"[{place.written}](", "<"), 0, place.start)


def _problem(place: Place, message: str, fix: str) -> Problem:
    edit = Edit(text=fix) if fix else None
    return Problem(
        code="doubtful-link", message=message, fix=fix, edit=edit, start=place.start, length=place.length
    )


def below(written: str, home: str) -> str:
    """Return an address from the root of the site, "" for one that is not of this site.

    `home` is what `home_of` returns for the site, or empty for none.
    """
    scheme, slashes, rest = written.partition("//")
    if not home or not slashes or scheme.casefold() not in ("http:", "https:", "") or "{" in written:
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
