"""Icons made of a site's own logo, `/favicon.ico`, and the web manifest that names the icons."""

import io
import struct
from collections.abc import Iterable

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import read
from sitegen.json_text import json_text
from sitegen.layouts.mistakes import LayoutMistake
from sitegen.model.site import Site
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.icons import LOGO, SIDES, icon_address

MANIFEST = "site.webmanifest"
FAVICON = "favicon.ico"
"""What programs ask for that read no page, such as feed readers, and browsers that show no drawing as an icon."""
FAVICON_SIDE = 48
"""Pixels."""


def targets(site: Site) -> Iterable[Target]:
    """Name the manifest and the favicon, unless the site brings its own, and the icons that its own logo makes."""
    if all(icon_address(site, side) for side in SIDES):
        for path, subject in ((MANIFEST, ()), (FAVICON, (FAVICON_SIDE,))):
            if f"/{path}" not in site.files:
                yield Target(path=path, output="icons", subject=subject, phase="asset")
    for side in SIDES if LOGO in site.assets else ():
        path = icon_address(site, side).lstrip("/")
        yield Target(path=path, output="icons", subject=(side,), phase="asset")


def render(target: Target, view: View) -> str | bytes:
    """Return the manifest (W3C Web Application Manifest), or the logo in one size on its own ground.

    Addresses in a manifest count from where it is, so that it works under any base. The packaged icon is in the
    favicon as it is, because pillow takes longer to import than all else that a small site needs.
    """
    if not target.subject:
        return json_text(view.manifest())
    file: File = view.logo()
    picture = _resized(file, target.subject[0]) if file.path == LOGO else read(file.location)
    return _as_favicon(picture) if target.path == FAVICON else picture


def manifest(site: Site) -> dict[str, str | list[dict[str, str]]]:
    """Return what the manifest says; it changes with no other setting."""
    config = site.config
    icons = [
        {"src": icon_address(site, side).lstrip("/"), "sizes": f"{side}x{side}", "type": "image/png"}
        for side in SIDES[1:]
    ]
    return {
        "name": config.title,
        "short_name": config.title,
        "description": config.description or config.title,
        "lang": config.language,
        "start_url": ".",
        "display": "browser",
        "icons": icons,
    }


def logo(site: Site) -> File:
    """Return the file of the site's own logo, else of the smallest packaged icon."""
    found = site.assets.get(LOGO) or site.assets[f"icon-{SIDES[0]}.png"]
    return site.files[found.address]


def _resized(file: File, side: int) -> bytes:
    """Return a logo in the middle of a square, which is filled with the colour of its upper left corner.

    Raises LayoutMistake for a file that is no picture, or a damaged one.
    """
    from PIL import Image

    data = read(file.location)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        span = Span(path=f"layouts/assets/{file.path}")
        fix = "put the logo there as a PNG, square and 512 pixels or more on a side"
        raise LayoutMistake(diagnose("broken-logo", span, "the logo is no picture", fix=fix)) from error
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (side, side), picture.getpixel((0, 0)))
    corner = ((side - picture.width) // 2, (side - picture.height) // 2)
    square.alpha_composite(picture, corner)
    out = io.BytesIO()
    square.save(out, "PNG")
    return out.getvalue()


def _as_favicon(picture: bytes) -> bytes:
    """Return a square PNG as the one picture of an icon file, which browsers have read since 2009."""
    (side,) = struct.unpack_from(
        ">I", picture, 16
    )  # the width, behind the signature and the name of the first chunk
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), len(head) + 16)
    return head + entry + picture


ICONS = Output(
    name="icons",
    targets=targets,
    render=render,
    questions=(Question("logo", logo), Question("manifest", manifest)),
)
