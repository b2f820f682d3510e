"""What a server is to know of a site, whichever server it is."""

from urllib.parse import quote

from msgspec import Struct

from sitegen.questions.contract import View
from sitegen.urls import base_path

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
)
"""Headers of every answer.

The policy of a page is in the page itself, with all that this page needs. Here is only what a browser does not
take from a page (Content Security Policy Level 3, section 3.3), because a whole policy would be that of the site's
own files in content/static/ as well. Two policies of one page both hold.
"""
UNLISTED = ("X-Robots-Tag", "noindex, nofollow")
"""The header that keeps every file of an internal build out of search engines, also what is no page."""
FOR_EVER = ("Cache-Control", "public, max-age=31536000, immutable")
"""The header of what has another name when its bytes change (RFC 8246)."""


class Rules(Struct, frozen=True, kw_only=True):
    """Redirects and headers. All paths begin at the root of the host and are percent-encoded."""

    headers: tuple[tuple[str, str], ...]
    """The headers of every answer."""
    root: str
    """The path of the site, which ends in `/`."""
    moved: tuple[tuple[str, str], ...]
    """Old paths with the new ones."""
    gone: tuple[str, ...]
    """Paths of what is gone; a page at each says so."""
    for_ever: tuple[str, ...]
    """Paths of files, or of folders (which end in `/`), that browsers may keep for ever."""


def rules(view: View) -> Rules:
    """Return the rules of a site."""
    root = base_path(view.base())
    moves: tuple[tuple[str, str], ...] = view.ask("moves")
    named: tuple[str, ...] = view.ask("named_by_content")
    return Rules(
        headers=(*HEADERS, UNLISTED) if view.ask("config").internal else HEADERS,
        root=root,
        moved=tuple((_path(root, old), _path(root, new)) for old, new in moves if new),
        gone=tuple(_path(root, old) for old, new in moves if not new),
        for_ever=tuple(_path(root, address) for address in named),
    )


def _path(root: str, address: str) -> str:
    """Return the path of an address, without the signs that servers read as wildcards and placeholders."""
    return root + quote(address.lstrip("/"), safe="/!&'()+,;=@~")
