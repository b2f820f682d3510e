"""Icons made of a site's own logo, and the web manifest that names the icons."""

import io
from collections.abc import Iterable

from sitegen.disk import read
from sitegen.json_text import json_text
from sitegen.model.site import Site
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.icons import LOGO, SIDES, icon_address

MANIFEST = "site.webmanifest"


def targets(site: Site) -> Iterable[Target]:
    """Name the manifest, unless the site brings its own, and the icons that the site's own logo makes."""
    if f"/{MANIFEST}" not in site.files and all(icon_address(site, side) for side in SIDES):
        yield Target(path=MANIFEST, output="icons", phase="asset")
    for side in SIDES if LOGO in site.assets else ():
        path = icon_address(site, side).lstrip("/")
        yield Target(path=path, output="icons", subject=(side,), phase="asset")


def render(target: Target, view: View) -> str | bytes:
    """Return the manifest (W3C Web Application Manifest), or the logo in one size on its own ground.

    Addresses in a manifest count from where it is, so that it works under any base.
    """
    if target.subject:
        return _resized(view.logo(), target.subject[0])
    return json_text(view.manifest())


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
    """Return the file of the site's own logo. Raises KeyError when it has none."""
    return site.files[site.assets[LOGO].address]


def _resized(file: File, side: int) -> bytes:
    """Return a logo in the middle of a square, which is filled with the colour of its upper left corner."""
    from PIL import Image

    with Image.open(io.BytesIO(read(file.location))) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (side, side), picture.getpixel((0, 0)))
    place = ((side - picture.width) // 2, (side - picture.height) // 2)
    square.alpha_composite(picture, place)
    out = io.BytesIO()
    square.save(out, "PNG")
    return out.getvalue()


ICONS = Output(
    name="icons",
    targets=targets,
    render=render,
    questions=(Question("logo", logo), Question("manifest", manifest)),
)
