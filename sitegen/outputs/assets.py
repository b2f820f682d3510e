"""Files published as they are: assets of the layouts, static files, and what lies beside entries."""

import re
from collections.abc import Iterable
from pathlib import Path

from sitegen.disk import read
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.patterns import late
from sitegen.pictures.publish import cleans, publishable
from sitegen.questions.contract import Output, Question, View

CODE = (".css", ".js")
_NEEDLESS = late(
    r"""(?sx) (?P<string> "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' )
    | /\*.*?\*/\s*
    | \s*(?P<sign>[{};,>])\s*
    | (?P<colon>:)\s+  # without the blanks before it, which part an ancestor from a pseudo-class
    | (?P<space>\s+)"""
)


def targets(site: Site) -> Iterable[Target]:
    """Name every file by its address, which is taken as it is: `CNAME` is a file, not a folder.

    An asset of the layouts has another address whenever it changes, and a picture is a part of its page.
    """
    passing = {asset.address: bool(asset.digest) for asset in site.assets.values()}
    for address, file in site.files.items():
        if site.config.internal and address == address_book.ROBOTS:
            continue
        yield Target(
            path=address.lstrip("/"),
            output="assets",
            subject=(address,),
            phase="asset",
            lasting=address not in passing and not file.width,
            named_by_content=passing.get(address, False),
        )


def render(target: Target, view: View) -> Path | bytes:
    """Return where to copy it from, or its parts as one; its digest is in the answer, so a change is published.

    A picture is published without what was written beside it: where it was taken comes first. A style sheet or
    script of ours is published without comments and blanks; one of the site as it was written.
    """
    (address,) = target.subject
    found: File = view.file(address)
    if found.packaged and found.path.endswith(CODE):
        return _shortened(found)
    if found.parts:
        return _joined(found)
    if not cleans(found):
        return Path(found.location)
    return publishable(found, view.made(address) if found.turned else None)


def _joined(found: File) -> bytes:
    """Return the parts as one. A script may end without a semicolon, and would go on in the next."""
    between = b"\n;\n" if found.path.endswith(".js") else b"\n"
    return between.join(read(part) for part in found.parts or (found.location,))


def _shortened(found: File) -> bytes:
    """Return a style sheet or script without what only its writers need, comments and most blanks."""
    whole = _joined(found)
    if found.path.endswith(".css"):
        return _NEEDLESS.sub(_needed, whole.decode()).replace(";}", "}").encode()
    from rjsmin import jsmin

    return bytes(jsmin(whole))


def _needed(match: re.Match[str]) -> str:
    """Return what is left of a string, comment or blank of a style sheet: a string, a sign, or one space."""
    return match["string"] or match["sign"] or match["colon"] or (" " if match["space"] else "")


def file(site: Site, address: str) -> File:
    """Return the file published at an address."""
    return site.files[address]


ASSETS = Output(name="assets", targets=targets, render=render, questions=(Question("file", file),))
